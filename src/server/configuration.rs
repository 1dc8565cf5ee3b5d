//! What the owner of a server decides: who may ask what, and how much of it.

use crate::answers::engine::Services;
use crate::pages::Texts;
use axum::http::HeaderValue;
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
    /// The [origins](origin) beside the server's own whose pages may ask from a browser.
    pub cross_origin: Vec<HeaderValue>,
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

/// A text that names no origin.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no origin; write it like https://example.kz, without a path, or * for all")]
pub struct NoOrigin(String);

/// Reads an origin (Cross-Origin Resource Sharing), or `*`, which stands for all.
///
/// # Errors
/// The text is none.
pub fn origin(text: &str) -> Result<HeaderValue, NoOrigin> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', '?', '#', '@', ' ']));
    let value = HeaderValue::from_str(text).ok().filter(|_| is_host || text == "*");
    value.ok_or_else(|| NoOrigin(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_a_scheme_and_a_host_and_no_path() {
        assert!(origin("https://example.kz:8443").is_ok() && origin("*").is_ok());
        for wrong in ["example.kz", "https://", "https://example.kz/page", "https://*.kz", "null", ""] {
            assert_eq!(origin(wrong), Err(NoOrigin(wrong.to_owned())));
        }
    }
}
