//! Calls to the endpoints that a query names by SERVICE (SPARQL 1.1 Federated Query).
//!
//! A call goes only to a host that was allowed by name, without credentials and without following redirects, so a query
//! cannot make the program ask an address that its owner did not choose. It has a deadline, and its answer a bound.

use std::collections::HashMap;
use std::time::Duration;

use oxigraph::model::{BlankNode, NamedNode, Term};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::address::{Address, Host};
use super::endpoint::Endpoint;
use super::error::RemoteError;
use super::results::Results;
use crate::answers::answer::Row;
use crate::answers::engine::{ServiceAnswer, Services};
use crate::answers::error::Cause;

/// The most bytes of one answer.
const LIMIT: u64 = 100_000_000;

/// Calls services over HTTP.
#[derive(Debug, Clone)]
pub struct HttpServices {
    allowed: Vec<Host>,
    deadline: Duration,
}

impl HttpServices {
    /// How long a call may take where nothing else is said.
    pub const DEADLINE: Duration = Duration::from_secs(30);

    /// Calls the services on the hosts `allowed`; each call ends after `deadline`, or with the query's own time.
    pub fn new(allowed: Vec<Host>, deadline: Duration) -> Self {
        Self { allowed, deadline }
    }

    fn ask(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        timeout: Option<Duration>,
    ) -> Result<ServiceAnswer, RemoteError> {
        let address: Address = service.as_str().parse()?;
        if !self.allowed.iter().any(|host| host.holds(&address)) {
            let host = address.authority();
            return Err(RemoteError::NotAllowed { service: address, host });
        }
        let limit = timeout.map_or(self.deadline, |left| left.min(self.deadline));
        if limit.is_zero() {
            return Err(RemoteError::TimedOut { url: address, limit });
        }
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: None };
        let mut endpoint = Endpoint::new(address.clone(), None);
        endpoint.limit = Some(LIMIT);
        match endpoint.ask(&query, Some(limit))? {
            Results::Solutions(variables, rows) => Ok((variables, with_own_blank_nodes(rows))),
            Results::Graph(_) | Results::Boolean(_) => Err(RemoteError::broken(&address, "it has no rows")),
        }
    }
}

impl Services for HttpServices {
    fn call(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        timeout: Option<Duration>,
    ) -> Result<ServiceAnswer, Cause> {
        Ok(self.ask(service, pattern, timeout)?)
    }
}

/// A blank node of one answer is none of ours or of another answer, whatever its label.
fn with_own_blank_nodes(mut rows: Vec<Row>) -> Vec<Row> {
    let mut own: HashMap<BlankNode, BlankNode> = HashMap::new();
    for value in rows.iter_mut().flatten() {
        if let Some(Term::BlankNode(node)) = value {
            *node = own.entry(node.clone()).or_default().clone();
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_node_is_the_same_within_an_answer_and_in_no_other() {
        let node = || Some(Term::from(BlankNode::new("b0").unwrap()));
        let first = with_own_blank_nodes(vec![vec![node(), None], vec![node(), node()]]);
        assert!(first[0][0] == first[1][0] && first[1][0] == first[1][1] && first[0][1].is_none());
        assert_ne!(first[0][0], node());
        assert_ne!(first[0][0], with_own_blank_nodes(vec![vec![node()]])[0][0]);
    }

    #[test]
    fn a_call_after_the_end_of_the_query_is_not_made() {
        let services = HttpServices::new(vec!["127.0.0.1".parse().unwrap()], HttpServices::DEADLINE);
        let service = NamedNode::new("http://127.0.0.1:9/sparql").unwrap();
        let error = services.ask(&service, &GraphPattern::default(), Some(Duration::ZERO)).unwrap_err();
        assert!(matches!(error, RemoteError::TimedOut { .. }));
    }
}
