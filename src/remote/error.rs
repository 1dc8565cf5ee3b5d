//! Why an endpoint gave no answer: the address, what it said, and what to do.

use std::io;
use std::time::Duration;

use thiserror::Error;

use super::http::Address;

/// Why a request to an endpoint failed.
#[derive(Debug, Error)]
pub enum RemoteError {
    /// What was given is no address of an endpoint.
    #[error("`{given}` is no address of an endpoint: {reason}; write it like https://example.org/sparql")]
    Address {
        /// What was given.
        given: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing answered.
    #[error("{url} cannot be reached: {cause}; is the address right, and the endpoint running?")]
    Unreachable {
        /// The endpoint.
        url: Address,
        /// What the connection reported.
        cause: ureq::Error,
    },
    /// The endpoint refused.
    #[error("{url} answers {status}{}{}", advice(*.status, .tried.as_deref()), quoted(.said))]
    Status {
        /// The endpoint.
        url: Address,
        /// The status of HTTP.
        status: u16,
        /// The beginning of what it sent as text.
        said: String,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
        /// Where the name and password or the token are from that it was given, if any.
        tried: Option<String>,
    },
    /// A password or token would be readable on the way.
    #[error(
        "{url} wants a password or token, and what goes there over http can be read on the way; use its https address, or reach it through a tunnel that ends on this machine"
    )]
    Insecure {
        /// The endpoint.
        url: Address,
    },
    /// A graph that has to be sent as a whole, and is too large for that.
    #[error(
        "the graph {graph} has blank nodes, and is too large for one update, over which they would be lost; send it by the Graph Store Protocol, without --update"
    )]
    BlankNodes {
        /// The name of the graph.
        graph: String,
    },
    /// A query calls a service that nobody allowed.
    #[error("the query calls the service {service}; to allow calls to this host, add --allow-service {host}")]
    NotAllowed {
        /// The service.
        service: Address,
        /// The host that would have to be allowed.
        host: String,
    },
    /// The endpoint is elsewhere. Following would send the request to an address that nobody named.
    #[error("{url} answers {status}: the endpoint is at {to}; give that address")]
    Moved {
        /// The endpoint.
        url: Address,
        /// The status of HTTP.
        status: u16,
        /// Where it points to.
        to: String,
    },
    /// The answer is of a kind that no query has.
    #[error("{url} answers with {media_type}, which is no format of SPARQL results or RDF; is it the address of an endpoint?{}", quoted(.said))]
    MediaType {
        /// The endpoint.
        url: Address,
        /// What it says it sent.
        media_type: String,
        /// The beginning of what it sent as text.
        said: String,
    },
    /// The answer is broken.
    #[error("{url} sends an answer that cannot be read: {reason}")]
    Broken {
        /// The endpoint.
        url: Address,
        /// What is wrong.
        reason: String,
    },
    /// The endpoint keeps rows back.
    #[error("{url} has sent a part of the answer: {limit}; narrow the question, or raise the endpoint's limit")]
    Cut {
        /// The endpoint.
        url: Address,
        /// What it said about its limit.
        limit: String,
    },
    /// The endpoint took too long.
    #[error("{url} has not answered within {limit:?}")]
    TimedOut {
        /// The endpoint.
        url: Address,
        /// The time that it was given.
        limit: Duration,
    },
}

impl RemoteError {
    /// Whether the same request can succeed a little later: the connection broke, or the endpoint says that it is busy.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 429 | 502 | 503 | 504),
            Self::Unreachable { cause: ureq::Error::Io(error), .. } => error.kind() != io::ErrorKind::InvalidData,
            Self::Unreachable { cause: ureq::Error::ConnectionFailed | ureq::Error::Timeout(_), .. } => true,
            _ => false,
        }
    }
}

fn advice(status: u16, tried: Option<&str>) -> String {
    match (status, tried) {
        (401 | 403, Some(origin)) => format!("; it refuses name and password or token, {origin}"),
        (401 | 403, None) => "; name and password are read from LAUAZYM_USER and LAUAZYM_PASSWORD or from ~/.netrc, \
                              a token from LAUAZYM_TOKEN"
            .to_owned(),
        (404, _) => "; is this the address of its SPARQL endpoint?".to_owned(),
        (503 | 504, _) => "; it is busy, or the question takes it too long".to_owned(),
        _ => String::new(),
    }
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("\n  {}", said.replace('\n', "\n  ")) }
}
