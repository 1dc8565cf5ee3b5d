//! What the answers to all requests share.

use super::configuration::{Configuration, CrossOrigin, Limits};
use super::evaluation::Evaluations;
use crate::answers::catalogue::Catalogue;
use crate::answers::evaluation::Embedded;
use crate::answers::writing::Style;
use axum::http::{HeaderMap, header};
use oxigraph::model::NamedNode;
use oxigraph::store::Store;
use std::net::SocketAddr;
use tokio::sync::OnceCell;

/// What the answers to all requests share.
pub(super) struct Site {
    catalogue: Catalogue,
    evaluations: Evaluations,
    configuration: Configuration,
    address: SocketAddr,
    /// The OpenAPI document, made when it is first asked for.
    pub(super) openapi: OnceCell<String>,
}

impl Site {
    /// Answers of `store`, heard on `address`.
    pub(super) fn new(store: Store, catalogue: Catalogue, configuration: Configuration, address: SocketAddr) -> Self {
        let mut engine = Embedded::new(store);
        if let Some(services) = &configuration.services {
            engine = engine.with_services(services.clone());
        }
        let style =
            Style { base: configuration.base.clone(), prefixes: catalogue.prefixes().clone(), ..Style::default() };
        let evaluations = Evaluations::new(engine, style, configuration.limits.clone());
        Self { catalogue, evaluations, configuration, address, openapi: OnceCell::new() }
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(super) fn evaluations(&self) -> &Evaluations {
        &self.evaluations
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.configuration.limits
    }

    pub(super) fn cross_origin(&self) -> &CrossOrigin {
        &self.configuration.cross_origin
    }

    pub(super) fn base(&self) -> &str {
        &self.configuration.base
    }

    pub(super) fn calls_services(&self) -> bool {
        self.configuration.services.is_some()
    }

    /// The IRI of `/sparql`: the configured one, else the one by which the client came.
    pub(super) fn endpoint(&self, headers: &HeaderMap) -> String {
        if let Some(endpoint) = &self.configuration.endpoint {
            return endpoint.clone();
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let named = host.filter(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', '\\']));
        let endpoint = named.map(|host| format!("http://{host}/sparql"));
        let valid = endpoint.filter(|endpoint| NamedNode::new(endpoint).is_ok());
        valid.unwrap_or_else(|| format!("http://{}/sparql", self.address))
    }
}
