//! Gives a dataset to an engine elsewhere, graph by graph, each replacing what the engine has under that name: by the Graph
//! Store Protocol, or by SPARQL Update.
//!
//! [`graph`] says what is sent and in which order, [`record`] what need not be sent again.

pub mod graph;
pub mod record;

use std::time::Duration;

use oxigraph::model::GraphName;
use ureq::http::Method;

use super::address::Address;
use super::client::{Client, Request};
use super::credentials::Credentials;
use super::error::RemoteError;
use graph::Graph;

/// The most statements of one request.
const STATEMENTS: usize = 1_000;
/// The most bytes of statements in one request, unless one statement alone is longer.
const BYTES: usize = 500_000;

/// How an engine takes a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// PUT of N-Triples (SPARQL 1.1 Graph Store HTTP Protocol, section 5.3, with the graph named as in section 4.2).
    GraphStore,
    /// DROP, then INSERT DATA in pieces (SPARQL 1.1 Update, sections 3.2.2 and 3.1.1), of a size that engines accept: some compile
    /// each request as a whole.
    Update,
}

/// An engine that takes graphs.
#[derive(Clone)]
pub struct Target {
    client: Client,
    protocol: Protocol,
    timeout: Duration,
}

impl Target {
    /// The engine at `address`, told who asks, which takes graphs by `protocol`; each request may take `timeout`.
    pub fn new(address: Address, credentials: Option<Credentials>, protocol: Protocol, timeout: Duration) -> Self {
        Self { client: Client::new(address, credentials), protocol, timeout }
    }

    /// Replaces a graph. With [`Protocol::Update`] others may see the graph while it is filled.
    ///
    /// # Errors
    /// The engine cannot be reached, refuses, or takes too long; it may then have a part of the graph.
    pub fn replace(&self, graph: &Graph) -> Result<(), RemoteError> {
        match self.protocol {
            Protocol::GraphStore => self.put(graph),
            Protocol::Update if graph.has_blank_nodes && !is_one_request(graph) => {
                let reason = "is too large for one update, over which they would be lost";
                let remedy = "send it by the Graph Store Protocol, without --update";
                let name = graph::iri(&graph.name);
                Err(RemoteError::Refused(format!("the graph {name} has blank nodes, and {reason}; {remedy}")))
            }
            Protocol::Update => requests(graph).try_for_each(|text| self.update(&text)),
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

/// Whether one request holds the whole graph. A blank node is a new one in each request, so a graph that has any cannot be
/// sent in several.
fn is_one_request(graph: &Graph) -> bool {
    Pieces { rest: &graph.statements }.nth(1).is_none()
}

/// The requests that replace `graph`.
fn requests(graph: &Graph) -> impl Iterator<Item = String> {
    let drop = match &graph.name {
        GraphName::DefaultGraph => "DROP SILENT DEFAULT".to_owned(),
        name => format!("DROP SILENT GRAPH {name}"),
    };
    let insert = |statements: &[String]| {
        let statements = statements.join("\n");
        match &graph.name {
            GraphName::DefaultGraph => format!("INSERT DATA {{\n{statements}\n}}"),
            name => format!("INSERT DATA {{ GRAPH {name} {{\n{statements}\n}} }}"),
        }
    };
    std::iter::once(drop).chain(Pieces { rest: &graph.statements }.map(insert))
}

struct Pieces<'a> {
    rest: &'a [String],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [String];

    fn next(&mut self) -> Option<&'a [String]> {
        let mut bytes = 0;
        let fits = |statement: &&String| {
            bytes += statement.len() + 1;
            bytes <= BYTES
        };
        let fitting = self.rest.iter().take(STATEMENTS).take_while(fits).count();
        let (piece, rest) = self.rest.split_at(fitting.max(1).min(self.rest.len()));
        self.rest = rest;
        (!piece.is_empty()).then_some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;
    use oxigraph::store::Store;

    fn graph(statements: Vec<String>) -> Graph {
        Graph { name: NamedNode::new_unchecked("https://example.org/g").into(), statements, has_blank_nodes: false }
    }

    fn statements(count: usize, length: usize) -> Vec<String> {
        let text = "x".repeat(length);
        (0..count).map(|index| format!("<https://example.org/{index}> <https://example.org/p> \"{text}\" .")).collect()
    }

    #[test]
    fn the_requests_replace_the_graph_with_all_its_statements() {
        let store = Store::new().unwrap();
        let update = |text: &str| {
            oxigraph::sparql::SparqlEvaluator::new().parse_update(text).unwrap().on_store(&store).execute()
        };
        update("INSERT DATA { GRAPH <https://example.org/g> { <a:a> <a:a> \"old\" } <a:a> <a:a> \"kept\" }").unwrap();
        let requests: Vec<String> = requests(&graph(statements(2_500, 10))).collect();
        assert_eq!(requests.len(), 1 + 3);
        requests.iter().for_each(|text| update(text).unwrap());
        assert_eq!(store.len().unwrap(), 2_501);
    }

    #[test]
    fn long_statements_make_short_requests_and_none_is_left_out() {
        let all = graph([statements(9, 200_000), statements(1, 600_000)].concat());
        let requests: Vec<String> = requests(&all).skip(1).collect();
        assert_eq!(requests.iter().map(|text| text.matches("/p>").count()).sum::<usize>(), 10);
        assert!(requests.iter().all(|text| text.len() < 700_000) && requests.len() == 6, "{}", requests.len());
    }

    #[test]
    fn a_graph_is_one_request_up_to_a_thousand_statements() {
        assert!(is_one_request(&graph(vec![])) && is_one_request(&graph(statements(1_000, 1))));
        assert!(!is_one_request(&graph(statements(1_001, 1))));
    }

    #[test]
    fn the_default_graph_has_no_name_in_them() {
        let all = Graph { name: GraphName::DefaultGraph, ..graph(statements(1, 1)) };
        let requests: Vec<String> = requests(&all).collect();
        assert_eq!(requests[0], "DROP SILENT DEFAULT");
        assert!(requests[1].starts_with("INSERT DATA {\n<"));
    }
}
