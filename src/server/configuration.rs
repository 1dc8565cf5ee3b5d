//! What the owner of a server decides: who may ask what, and how much of it.

use crate::answers::engine::Services;
use crate::pages::Texts;
use axum::http::HeaderValue;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// How a server answers.
#[derive(Clone)]
pub struct Configuration {
    /// The base IRI of the data, which tables leave out and values can be typed relative to.
    pub base: String,
    /// The public IRI of `/sparql`, for a server behind a proxy; without it the one that the client used.
    pub endpoint: Option<String>,
    /// The texts of the orders, to be shown with what is found in them.
    pub texts: Arc<Texts>,
    /// Calls the endpoints of SERVICE; without it a query with SERVICE is refused.
    pub services: Option<Arc<dyn Services>>,
    /// The pages of other origins that may ask from a browser.
    pub cross_origin: CrossOrigin,
    /// How much one client and all together may take.
    pub limits: Limits,
}

/// How much one client and all together may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The time of a query, from its beginning until the client has taken the answer.
    pub timeout: Duration,
    /// The bytes of a request's body.
    pub max_body: usize,
    /// The rows or triples of an answer.
    pub max_rows: usize,
    /// The queries evaluated at the same time, each in a process.
    pub max_queries: usize,
    /// The bytes of memory that a query may take beside the data, held by the system where it is Linux.
    pub max_memory: u64,
    /// How long a query waits for others to end before it is refused.
    pub max_wait: Duration,
    /// The connections open at the same time; more wait to be accepted.
    pub max_connections: usize,
    /// How long a client may take to send a request's head, and again its body.
    pub read_timeout: Duration,
    /// How long running queries may go on when the server stops.
    pub grace: Duration,
}

/// The origins whose pages a browser lets read answers (Cross-Origin Resource Sharing).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CrossOrigin {
    /// None but the server's own.
    #[default]
    Own,
    /// All.
    Any,
    /// These.
    Origins(Vec<HeaderValue>),
}

/// A text that names no origin.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no origin; write it like https://example.kz, without a path, or * for all")]
pub struct NoOrigin(String);

impl FromStr for CrossOrigin {
    type Err = NoOrigin;

    fn from_str(origin: &str) -> Result<Self, NoOrigin> {
        if origin == "*" {
            return Ok(Self::Any);
        }
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let value = host.filter(|host| !host.is_empty() && !host.contains(['/', '*', '?', '#', '@', ' ']));
        match value.and_then(|_| HeaderValue::from_str(origin).ok()) {
            Some(value) => Ok(Self::Origins(vec![value])),
            None => Err(NoOrigin(origin.to_owned())),
        }
    }
}

impl CrossOrigin {
    /// All origins of either.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Own, other) | (other, Self::Own) => other,
            (Self::Origins(mut origins), Self::Origins(others)) => {
                origins.extend(others);
                Self::Origins(origins)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_a_scheme_and_a_host_and_no_path() {
        assert!(matches!("https://example.kz:8443".parse(), Ok(CrossOrigin::Origins(_))));
        assert_eq!("*".parse(), Ok(CrossOrigin::Any));
        for wrong in ["example.kz", "https://", "https://example.kz/page", "https://*.kz", "null", ""] {
            assert_eq!(wrong.parse::<CrossOrigin>(), Err(NoOrigin(wrong.to_owned())));
        }
    }
}
