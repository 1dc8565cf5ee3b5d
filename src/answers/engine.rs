//! What answers queries: the embedded store, or an endpoint elsewhere.

use super::answer::{Answer, Row};
use super::error::{Cause, EvaluationError};
use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::time::Duration;

/// Something that answers queries over the union of its named graphs.
pub trait Engine {
    /// Answers `query`. `columns` are the columns of a SELECT in the order wanted.
    ///
    /// # Errors
    /// The evaluation fails or takes longer than `timeout`; both can also show at a later row.
    fn answer(
        &self,
        query: Query,
        columns: Vec<Variable>,
        timeout: Option<Duration>,
    ) -> Result<Answer, EvaluationError>;
}

/// The solutions that a service gave: its variables, and its rows in their order.
pub type ServiceAnswer = (Vec<Variable>, Vec<Row>);

/// Calls the endpoints that a query names by SERVICE (SPARQL 1.1 Federated Query).
pub trait Services: Send + Sync {
    /// Asks `service` for the solutions of `pattern`, all of them read before it returns, within `timeout`.
    ///
    /// # Errors
    /// The service is not allowed, fails, or takes too long.
    fn call(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        timeout: Option<Duration>,
    ) -> Result<ServiceAnswer, Cause>;
}
