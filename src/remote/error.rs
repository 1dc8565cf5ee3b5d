//! Why an endpoint gave no answer: the address, what it said, and what to do.

use std::io;
use std::time::Duration;

use thiserror::Error;

use super::address::{Address, AddressError};

/// Why a request to an endpoint failed.
#[derive(Debug, Error)]
pub enum RemoteError {
    /// What was given is no address of an endpoint.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// Nothing answered.
    #[error("{url} cannot be reached: {cause}; is the address right, and the endpoint running?")]
    Unreachable {
        /// The endpoint.
        url: Address,
        /// What the connection reported.
        cause: ureq::Error,
    },
    /// The endpoint refused.
    #[error("{url} answers {status}{}{}", advice(*.status, *.has_credentials), quoted(.said))]
    Status {
        /// The endpoint.
        url: Address,
        /// The status of HTTP.
        status: u16,
        /// The beginning of what it sent as text.
        said: String,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
        /// Whether it was given a name and password or a token.
        has_credentials: bool,
    },
    /// The endpoint takes name and password by no way that is spoken here.
    #[error("{url} {}", login(.offered))]
    Login {
        /// The endpoint.
        url: Address,
        /// The names of the ways that it offers.
        offered: Vec<String>,
    },
    /// A query whose text would mean something else elsewhere.
    #[error("nothing was sent: this query cannot be written so that another engine reads the same; simplify it\n  {0}")]
    Text(String),
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

fn advice(status: u16, has_credentials: bool) -> &'static str {
    match (status, has_credentials) {
        (401 | 403, true) => {
            "; it refuses name and password or token, those from LAUAZYM_USER and LAUAZYM_PASSWORD or from LAUAZYM_TOKEN"
        }
        (401 | 403, false) => {
            "; name and password are read from LAUAZYM_USER and LAUAZYM_PASSWORD, a token from LAUAZYM_TOKEN"
        }
        (404, _) => "; is this the address of its SPARQL endpoint?",
        (503 | 504, _) => "; it is busy, or the question takes it too long",
        _ => "",
    }
}

fn login(offered: &[String]) -> String {
    let ways = match offered {
        [] => "wants a login and does not say by which way".to_owned(),
        ways => format!("wants a login by {}", ways.join(" or ")),
    };
    let remedy = if offered.iter().any(|way| way.eq_ignore_ascii_case("Bearer")) {
        "set LAUAZYM_TOKEN to a token, and unset LAUAZYM_USER and LAUAZYM_PASSWORD"
    } else {
        "let it offer Basic, or Digest (MD5, SHA-256 or SHA-512-256, with a realm in ASCII), or reach it through a proxy that logs in"
    };
    format!("{ways}; name and password are sent by Digest or Basic, and were not sent. To log in, {remedy}")
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("\n  {}", said.replace('\n', "\n  ")) }
}
