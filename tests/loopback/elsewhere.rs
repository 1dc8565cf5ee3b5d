//! The endpoint that a federated question asks in tests, in place of the public one.

use std::sync::Arc;

use lauazym::answers::arguments::Argument;
use lauazym::answers::engine::Services;
use lauazym::questions::question::Question;
use lauazym::remote::services::HttpServices;

use super::{Server, sparql};

/// An endpoint on this machine over `fixtures/elsewhere.ttl`.
pub struct Elsewhere(Server);

impl Elsewhere {
    /// Whether a question asks an endpoint.
    pub fn is_asked_by(question: &Question) -> bool {
        question.header.tags.iter().any(|tag| tag == "federation")
    }

    /// The endpoint for a question that asks one.
    pub fn of(question: &Question) -> Option<Self> {
        Self::is_asked_by(question).then(|| Self(sparql::endpoint("elsewhere.ttl")))
    }

    /// The argument that names it.
    pub fn argument(&self) -> Argument {
        Argument { name: "endpoint".into(), value: self.0.url("/sparql") }
    }

    /// Services that may call it.
    pub fn services(&self) -> Arc<dyn Services> {
        Arc::new(HttpServices::new(vec!["127.0.0.1".parse().unwrap()], HttpServices::DEADLINE))
    }
}
