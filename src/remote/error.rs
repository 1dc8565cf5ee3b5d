//! Why an endpoint gave no answer: the address, what it said, and what to do.

use std::fmt::Display;
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
    /// A query calls a service that nobody allowed.
    #[error("the query calls the service {service}; to allow calls to this host, add --allow-service {host}")]
    NotAllowed {
        /// The service.
        service: Address,
        /// The host that would have to be allowed.
        host: String,
    },
    /// The endpoint took too long.
    #[error("{url} has not answered within {limit:?}")]
    TimedOut {
        /// The endpoint.
        url: Address,
        /// The time that it was given.
        limit: Duration,
    },
    /// Anything else for which another try would end alike: the place, what is wrong, and what to do.
    #[error("{0}")]
    Refused(String),
}

impl RemoteError {
    /// The answer of `url` cannot be read.
    pub(super) fn broken(url: &Address, reason: impl Display) -> Self {
        Self::Refused(format!("{url} sends an answer that cannot be read: {reason}"))
    }

    /// The endpoint takes name and password by no way that is spoken here; `offered` names the ways that it offers.
    pub(super) fn login(url: &Address, offered: &[String]) -> Self {
        let ways = match offered {
            [] => "wants a login and does not say by which way".to_owned(),
            ways => format!("wants a login by {}", ways.join(" or ")),
        };
        let remedy = if offered.iter().any(|way| way.eq_ignore_ascii_case("Bearer")) {
            "set LAUAZYM_TOKEN to a token, and unset LAUAZYM_USER and LAUAZYM_PASSWORD"
        } else {
            "let it offer Basic, or Digest (MD5, SHA-256 or SHA-512-256, with a realm in ASCII), or reach it through a proxy that logs in"
        };
        let refused = "name and password are sent by Digest or Basic, and were not sent";
        Self::Refused(format!("{url} {ways}; {refused}. To log in, {remedy}"))
    }

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

/// What an endpoint said, to be put behind an error.
pub(super) fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("\n  {}", said.replace('\n', "\n  ")) }
}
