//! Why an endpoint gave no answer: the address, what it said, and what to do.

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
    #[error("{url} answers {status}{}{}", advice(*.status), quoted(.said))]
    Status {
        /// The endpoint.
        url: Address,
        /// The status of HTTP.
        status: u16,
        /// The beginning of what it sent as text.
        said: String,
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

fn advice(status: u16) -> &'static str {
    match status {
        401 | 403 => {
            "; name and password are read from LAUAZYM_USER and LAUAZYM_PASSWORD, a token from LAUAZYM_TOKEN, or both from ~/.netrc"
        }
        404 => "; is this the address of its SPARQL endpoint?",
        503 | 504 => "; it is busy, or the question takes it too long",
        _ => "",
    }
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("\n  {}", said.replace('\n', "\n  ")) }
}
