//! Gives a dataset to an engine elsewhere, graph by graph, each replacing what the engine has under that name: by the Graph
//! Store Protocol, or by SPARQL Update.
//!
//! [`graph`] says what is sent and in which order, [`record`] what need not be sent again.

pub mod graph;
pub mod record;
mod update;

use std::time::Duration;

use oxigraph::model::GraphName;
use ureq::http::Method;

use super::address::Address;
use super::client::{Client, Request};
use super::credentials::Credentials;
use super::error::RemoteError;
use graph::Graph;

/// How an engine takes a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// PUT of N-Triples (SPARQL 1.1 Graph Store HTTP Protocol, section 5.3, with the graph named as in section 4.2).
    GraphStore,
    /// DROP, then INSERT DATA in pieces (SPARQL 1.1 Update, sections 3.2.2 and 3.1.1).
    Update,
}

/// An engine that takes graphs.
#[derive(Debug, Clone)]
pub struct Target {
    client: Client,
    protocol: Protocol,
    timeout: Duration,
}

impl Target {
    /// The engine at `address`, which takes graphs by `protocol`; each request may take `timeout`.
    pub fn new(address: Address, protocol: Protocol, timeout: Duration) -> Self {
        Self { client: Client::new(address), protocol, timeout }
    }

    /// The same engine, told who asks.
    #[must_use]
    pub fn with_credentials(self, credentials: Option<Credentials>) -> Self {
        Self { client: self.client.with_credentials(credentials), ..self }
    }

    /// Replaces a graph. With [`Protocol::Update`] others may see the graph while it is filled.
    ///
    /// # Errors
    /// The engine cannot be reached, refuses, or takes too long; it may then have a part of the graph.
    pub fn replace(&self, graph: &Graph) -> Result<(), RemoteError> {
        match self.protocol {
            Protocol::GraphStore => self.put(graph),
            Protocol::Update if graph.has_blank_nodes && !update::is_one_request(graph) => {
                Err(RemoteError::BlankNodes { graph: graph::iri(&graph.name) })
            }
            Protocol::Update => update::requests(graph).try_for_each(|text| self.update(&text)),
        }
    }

    fn put(&self, graph: &Graph) -> Result<(), RemoteError> {
        let address = self.client.address();
        let url = match &graph.name {
            GraphName::DefaultGraph => address.with_flag("default"),
            name => address.with_parameter("graph", &graph::iri(name)),
        };
        self.send(Method::PUT, &url, "application/n-triples", graph.n_triples().as_bytes())
    }

    fn update(&self, text: &str) -> Result<(), RemoteError> {
        self.send(Method::POST, self.client.address().as_str(), "application/sparql-update", text.as_bytes())
    }

    fn send(&self, method: Method, url: &str, content_type: &str, body: &[u8]) -> Result<(), RemoteError> {
        let headers = [("content-type", content_type), ("accept", "*/*")];
        let response =
            self.client.send(&Request { method, url, headers: &headers, body: Some(body) }, Some(self.timeout))?;
        self.client.success(response).map(drop)
    }
}
