//! What answers queries: the embedded store, or an endpoint elsewhere.

use super::answer::{Answer, Row};
use oxigraph::model::{NamedNode, Variable};
use oxigraph::sparql::QueryEvaluationError;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::time::Duration;
use thiserror::Error;

/// Any error of an engine or service that is not our own.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a query has no answer, or not a whole one.
#[derive(Debug, Error)]
pub enum EvaluationError {
    /// The query took longer than it was given.
    #[error("the query was stopped after {0:?}; narrow it by a parameter or a LIMIT, or raise --timeout")]
    TimedOut(Duration),
    /// The answer has more rows than whoever asked takes.
    #[error("the answer has more than {0} rows; narrow it by a parameter or a LIMIT")]
    TooManyRows(usize),
    /// The query asks another endpoint, and calls are not allowed.
    #[error("the query calls the service {0}, and calling services is not enabled; allow its host by --allow-service")]
    Service(String),
    /// The query leaves open which endpoint it asks.
    #[error(
        "SERVICE has a variable where the address of an endpoint should stand, and nothing there gives it a value; write SERVICE <IRI>, \
         for several endpoints one in each part of a UNION"
    )]
    ServiceVariable,
    /// The endpoint that was asked has no answer.
    #[error(transparent)]
    Remote(Cause),
    /// Anything else that the engine reports.
    #[error(transparent)]
    Engine(QueryEvaluationError),
}

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
