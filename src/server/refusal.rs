//! Why a request has no answer: the status of HTTP, and a text that says what was wrong and what to do.

use super::bounds::TooComplex;
use crate::answers::arguments::ArgumentError;
use crate::answers::catalogue::UnknownQuestion;
use crate::answers::engine::{Cause, EvaluationError};
use crate::answers::syntax::SyntaxError;
use crate::answers::values::ValuesError;
use crate::answers::writing::WriteError;
use crate::remote::error::RemoteError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::QueryEvaluationError;
use std::time::Duration;
use thiserror::Error;

#[derive(Debug, Error)]
pub(super) enum Refusal {
    #[error("{0}")]
    Malformed(String),
    #[error("{0}")]
    Forbidden(String),
    #[error("{0}")]
    NotFound(String),
    #[error("this address does not take {0}; see the header Allow")]
    Method(String),
    #[error("nothing here is {accept}; the answer can be\n  {}", offered.join("\n  "))]
    NotAcceptable { accept: String, offered: Vec<&'static str> },
    #[error("the request's body did not come within {0:?}")]
    SlowBody(Duration),
    #[error("the request's body is larger than {0} bytes")]
    LargeBody(usize),
    #[error("{0}")]
    MediaType(String),
    #[error("{0}")]
    TooLarge(String),
    #[error("{0}")]
    Gateway(String),
    #[error("the query took longer than {0:?}, the limit of this server; narrow it by a parameter or a LIMIT")]
    TimedOut(Duration),
    #[error("{0} queries are running, the limit of this server, and none ended within {1:?}; ask again later")]
    Busy(usize, Duration),
    #[error(
        "the queries that are running took more than {0} bytes of memory, the limit of this server; narrow yours, or ask again"
    )]
    Memory(u64),
    #[error("the server is stopping")]
    Stopping,
    #[error("the client went away")]
    Gone,
    #[error("the server failed; its log says more")]
    Internal,
}

impl Refusal {
    /// A failure that is none of the client's business: it is logged.
    pub(super) fn internal(error: impl std::fmt::Display) -> Self {
        tracing::error!("{error}");
        Self::Internal
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::SlowBody(_) => StatusCode::REQUEST_TIMEOUT,
            Self::LargeBody(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Gateway(_) => StatusCode::BAD_GATEWAY,
            Self::TimedOut(_) | Self::Busy(..) | Self::Memory(_) | Self::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            Self::Gone | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// After how many seconds it may make sense to ask again.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TimedOut(limit) | Self::Busy(_, limit) => Some(limit.as_secs().max(1)),
            Self::Memory(_) | Self::Stopping => Some(1),
            _ => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        let mut response = (self.status(), [(header::CONTENT_TYPE, plain)], format!("{self}\n")).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        match self {
            Self::NotAcceptable { .. } => {
                headers.insert(header::VARY, HeaderValue::from_static("accept"));
            }
            // What is left of the body would be read as the next request.
            Self::LargeBody(_) | Self::SlowBody(_) => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => (),
        }
        response
    }
}

impl From<SyntaxError> for Refusal {
    fn from(error: SyntaxError) -> Self {
        Self::Malformed(error.to_string())
    }
}

impl From<TooComplex> for Refusal {
    fn from(error: TooComplex) -> Self {
        Self::TooLarge(error.to_string())
    }
}

impl From<UnknownQuestion> for Refusal {
    fn from(error: UnknownQuestion) -> Self {
        Self::NotFound(error.to_string())
    }
}

impl From<ArgumentError> for Refusal {
    fn from(error: ArgumentError) -> Self {
        match error {
            ArgumentError::Values { error: ValuesError::Evaluation(error), .. } => error.into(),
            // What else the error says is where the command line explains the question.
            ArgumentError::Meaning { error, .. } => Self::Malformed(error.to_string()),
            error => Self::Malformed(error.to_string()),
        }
    }
}

impl From<EvaluationError> for Refusal {
    fn from(error: EvaluationError) -> Self {
        match error {
            EvaluationError::TimedOut(limit) => Self::TimedOut(limit),
            EvaluationError::Cancelled => Self::Stopping,
            EvaluationError::TooManyRows(_) => Self::TooLarge(error.to_string()),
            EvaluationError::Service(_) => Self::Forbidden(error.to_string()),
            EvaluationError::ServiceVariable => Self::Malformed(error.to_string()),
            EvaluationError::Remote(cause) if is_not_allowed(&cause) => Self::Forbidden(cause.to_string()),
            EvaluationError::Remote(_) | EvaluationError::Engine(QueryEvaluationError::Service(_)) => {
                Self::Gateway(error.to_string())
            }
            EvaluationError::Engine(error) => Self::internal(error),
        }
    }
}

fn is_not_allowed(cause: &Cause) -> bool {
    matches!(cause.downcast_ref(), Some(RemoteError::NotAllowed { .. }))
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Evaluation(error) => error.into(),
            WriteError::Output(_) => Self::Gone,
            error @ WriteError::Format { .. } => Self::Malformed(error.to_string()),
        }
    }
}
