//! What the answers to all requests share.

use super::configuration::Configuration;
use super::workers::Workers;
use crate::questions::catalogue::Catalogue;
use axum::http::{HeaderMap, header};
use oxigraph::model::NamedNode;
use std::net::SocketAddr;
use std::sync::Arc;

/// What the answers to all requests share.
pub(super) struct AppState {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) workers: Workers,
    pub(super) configuration: Configuration,
    pub(super) address: SocketAddr,
}

impl AppState {
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
