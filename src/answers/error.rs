//! Why a query has no answer.

use oxigraph::sparql::QueryEvaluationError;
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
