//! Why a request has no answer: the status of HTTP, and a text that says what was wrong and what to do.

use crate::answers::arguments::ArgumentError;
use crate::answers::error::EvaluationError;
use crate::answers::writing::WriteError;
use crate::questions::catalogue::UnknownQuestion;
use crate::remote::error::RemoteError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::QueryEvaluationError;
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::time::Duration;
use thiserror::Error;

/// An answer that is no success.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[error("{message}")]
pub(super) struct HttpError {
    status: u16,
    message: String,
    /// After how many seconds it may make sense to ask again.
    pub(super) retry_after: Option<u64>,
}

impl HttpError {
    pub(super) fn new(status: StatusCode, message: impl Display) -> Self {
        Self { status: status.as_u16(), message: message.to_string(), retry_after: None }
    }

    pub(super) fn bad_request(message: impl Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// A failure that is none of the client's business: it is logged.
    pub(super) fn internal(error: impl Display) -> Self {
        tracing::error!("{error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the server failed; its log says more")
    }

    pub(super) fn timed_out(limit: Duration) -> Self {
        let message = format!(
            "the query took longer than {limit:?}, the limit of this server; narrow it by a parameter or a LIMIT"
        );
        Self::unavailable(message, Some(limit))
    }

    pub(super) fn busy(queries: usize, waited: Duration) -> Self {
        let message = format!(
            "{queries} queries are running, the limit of this server, and none ended within {waited:?}; ask again later"
        );
        Self::unavailable(message, Some(waited))
    }

    pub(super) fn memory(bytes: u64) -> Self {
        let message = format!(
            "the query needs more than {bytes} bytes of memory, the limit of this server, or has too much inside one another; \
             narrow it by a parameter, or split it"
        );
        Self::unavailable(message, None)
    }

    fn unavailable(message: String, after: Option<Duration>) -> Self {
        let retry_after = after.map(|after| after.as_secs().max(1));
        Self { retry_after, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, message) }
    }

    pub(super) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        let status = self.status();
        let mut response = (status, [(header::CONTENT_TYPE, plain)], format!("{self}\n")).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        match status {
            StatusCode::NOT_ACCEPTABLE => {
                headers.insert(header::VARY, HeaderValue::from_static("accept"));
            }
            // What is left of the body would be read as the next request.
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => (),
        }
        response
    }
}

impl From<UnknownQuestion> for HttpError {
    fn from(error: UnknownQuestion) -> Self {
        Self::new(StatusCode::NOT_FOUND, error)
    }
}

impl From<ArgumentError> for HttpError {
    fn from(error: ArgumentError) -> Self {
        match error {
            ArgumentError::Values { error, .. } => error.into(),
            // What else the error says is where the command line explains the question.
            ArgumentError::Meaning { error, .. } => Self::bad_request(error),
            error => Self::bad_request(error),
        }
    }
}

impl From<EvaluationError> for HttpError {
    fn from(error: EvaluationError) -> Self {
        match error {
            EvaluationError::TimedOut(limit) => Self::timed_out(limit),
            EvaluationError::TooManyRows(_) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error),
            EvaluationError::Service(_) => Self::new(StatusCode::FORBIDDEN, error),
            EvaluationError::ServiceVariable => Self::bad_request(error),
            EvaluationError::Remote(cause) if matches!(cause.downcast_ref(), Some(RemoteError::NotAllowed { .. })) => {
                Self::new(StatusCode::FORBIDDEN, cause)
            }
            EvaluationError::Remote(_) | EvaluationError::Engine(QueryEvaluationError::Service(_)) => {
                Self::new(StatusCode::BAD_GATEWAY, error)
            }
            EvaluationError::Engine(error) => Self::internal(error),
        }
    }
}

impl From<WriteError> for HttpError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Evaluation(error) => error.into(),
            WriteError::Output(error) => Self::internal(error),
            WriteError::Format(reason) => Self::bad_request(reason),
        }
    }
}
