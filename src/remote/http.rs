//! The client of HTTP. It follows no redirects, since these would lead a request, and what stands in it, to an address that
//! nobody named.

use std::fmt;
use std::io::Read;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use iri_string::types::IriStr;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::error::RemoteError;

/// So much of a refusal is shown, in bytes.
const SHOWN: u64 = 2_000;
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(20);

/// The address of an endpoint: an absolute IRI of http or https, without user information or fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port as they stand in the address, such as `example.org` or `127.0.0.1:8890`.
    pub fn authority(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default()
    }

    /// The host alone, without brackets around an IPv6 address.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, _)) => host,
            None => authority.split(':').next().unwrap_or_default(),
        }
    }

    /// The port that stands in the address, or the one of its scheme.
    pub fn port(&self) -> u16 {
        let stated = self.authority().rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        stated.unwrap_or(if self.is_https() { 443 } else { 80 })
    }

    fn is_https(&self) -> bool {
        self.0.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
    }

    /// The address with a parameter more in its query.
    pub(super) fn with_parameter(&self, name: &str, value: &str) -> String {
        self.with_flag(&form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish())
    }

    /// The address with a word more in its query.
    pub(super) fn with_flag(&self, word: &str) -> String {
        format!("{}{}{word}", self.0, if self.0.contains('?') { '&' } else { '?' })
    }

    /// Whether nobody reads on the way what is sent there: over https, or inside this machine.
    pub(super) fn keeps_secrets(&self) -> bool {
        let host = self.host().to_ascii_lowercase();
        let is_loopback = host.parse().map_or(host == "localhost", |address: IpAddr| address.is_loopback());
        is_loopback || self.is_https()
    }
}

impl FromStr for Address {
    type Err = RemoteError;

    fn from_str(given: &str) -> Result<Self, RemoteError> {
        let wrong = |reason: &str| RemoteError::Address { given: given.to_owned(), reason: reason.to_owned() };
        let iri = IriStr::new(given).map_err(|_| wrong("it is no absolute IRI"))?;
        let authority = iri.authority_components().ok_or_else(|| wrong("it names no host"))?;
        if !["http", "https"].contains(&iri.scheme_str().to_ascii_lowercase().as_str()) {
            return Err(wrong("only http and https lead to an endpoint"));
        }
        if authority.userinfo().is_some() {
            return Err(wrong(
                "names and passwords do not belong in it: use LAUAZYM_USER and LAUAZYM_PASSWORD, or ~/.netrc",
            ));
        }
        if authority.host().is_empty() {
            return Err(wrong("it names no host"));
        }
        if iri.fragment().is_some() {
            return Err(wrong("it has a fragment (#…)"));
        }
        Ok(Self(iri.encode_to_uri().to_string()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An agent that follows no redirects and hands on every status.
pub(super) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(CONNECT))
        .user_agent(concat!("lauazym/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

/// Passes a success on, and turns everything else into its error. `tried` tells where the credentials are from that were sent.
pub(super) fn success(
    url: &Address,
    response: Response<Body>,
    tried: Option<&str>,
) -> Result<Response<Body>, RemoteError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let status_code = status.as_u16();
    if status.is_redirection()
        && let Some(to) = header(&response, "location")
    {
        return Err(RemoteError::Moved { url: url.clone(), status: status_code, to: to.to_owned() });
    }
    let (retry_after, tried) = (retry_after(&response), tried.map(str::to_owned));
    Err(RemoteError::Status { url: url.clone(), status: status_code, said: said(response), retry_after, tried })
}

/// How long the server asks to wait (RFC 9110, section 10.2.3): seconds, or a date.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let value = header(response, "retry-after")?.trim();
    let until = || httpdate::parse_http_date(value).ok()?.duration_since(SystemTime::now()).ok();
    value.parse().ok().map(Duration::from_secs).or_else(until)
}

/// A header of a response, if it has it as text.
pub(super) fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

/// The beginning of a body, if it is text and no page.
pub(super) fn said(response: Response<Body>) -> String {
    let is_page = header(&response, "content-type").is_some_and(|kind| kind.contains("html"));
    let mut bytes = Vec::new();
    // What an endpoint says about its failure is a courtesy: without it the status has to do.
    let _ = response.into_body().into_reader().take(SHOWN).read_to_end(&mut bytes);
    if is_page { String::new() } else { String::from_utf8_lossy(&bytes).trim().to_owned() }
}

/// The error of a request that had no response.
pub(super) fn failure(url: &Address, limit: Option<Duration>, cause: ureq::Error) -> RemoteError {
    match (cause, limit) {
        (ureq::Error::Timeout(phase), Some(limit)) if phase != ureq::Timeout::Connect => {
            RemoteError::TimedOut { url: url.clone(), limit }
        }
        (cause, _) => RemoteError::Unreachable { url: url.clone(), cause },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_host_and_no_password() {
        for (given, reason) in [
            ("localhost:8890/sparql", "names no host"),
            ("/sparql", "no absolute IRI"),
            ("file:///etc/passwd", "only http and https"),
            ("http:///sparql", "names no host"),
            ("http://me:secret@example.org/sparql", "do not belong in it"),
            ("http://example.org/sparql#a", "fragment"),
        ] {
            let error = given.parse::<Address>().unwrap_err().to_string();
            assert!(error.contains(reason), "{given}: {error}");
        }
    }

    #[test]
    fn the_host_stands_apart_from_its_port() {
        for (given, host) in
            [("http://a.kz:80/x", "a.kz"), ("https://a.kz", "a.kz"), ("http://[::1]:7878/sparql", "::1")]
        {
            assert_eq!(given.parse::<Address>().unwrap().host(), host);
        }
    }

    #[test]
    fn a_parameter_follows_the_query_that_an_address_has() {
        let with = |given: &str| given.parse::<Address>().unwrap().with_parameter("graph", "https://a.kz/#1 2");
        assert_eq!(with("http://a.kz/x"), "http://a.kz/x?graph=https%3A%2F%2Fa.kz%2F%231+2");
        assert_eq!(with("http://a.kz/x?y=1"), "http://a.kz/x?y=1&graph=https%3A%2F%2Fa.kz%2F%231+2");
    }

    #[test]
    fn secrets_travel_over_https_and_inside_this_machine() {
        let keeps = |given: &str| given.parse::<Address>().unwrap().keeps_secrets();
        for safe in ["https://a.kz/", "HTTPS://a.kz/", "http://127.0.0.9:80/", "http://[::1]/", "http://localhost:1/"] {
            assert!(keeps(safe), "{safe}");
        }
        for open in ["http://a.kz/", "http://127.0.0.1.a.kz/", "http://localhost.a.kz/", "http://10.0.0.1/"] {
            assert!(!keeps(open), "{open}");
        }
    }
}
