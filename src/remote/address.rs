//! Where an endpoint is, and on which hosts a query may call one.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use oxiri::Iri;
use percent_encoding::{AsciiSet, utf8_percent_encode};
use thiserror::Error;
use ureq::http::Uri;
use ureq::http::uri::Authority;

/// What was given is no address of an endpoint.
#[derive(Debug, Error)]
#[error("`{given}` is no address of an endpoint: {reason}; write it like https://example.org/sparql")]
pub struct AddressError {
    given: String,
    /// What is wrong with it.
    reason: String,
}

/// The address of an endpoint: an absolute IRI of http or https, without user information or fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn uri(&self) -> Uri {
        self.0.parse().expect("an address was read as a URI")
    }

    /// Host and port as they stand in the address, such as `example.org` or `127.0.0.1:8890`.
    pub fn authority(&self) -> String {
        self.uri().authority().map(Authority::to_string).unwrap_or_default()
    }

    fn is_https(&self) -> bool {
        self.uri().scheme_str() == Some("https")
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
        let uri = self.uri();
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_ascii_lowercase();
        let is_loopback = host.parse().map_or(host == "localhost", |address: IpAddr| address.is_loopback());
        is_loopback || self.is_https()
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(given: &str) -> Result<Self, AddressError> {
        let wrong = |reason: &str| AddressError { given: given.to_owned(), reason: reason.to_owned() };
        let iri = Iri::parse(given).map_err(|_| wrong("it is no absolute IRI"))?;
        let authority = iri.authority().ok_or_else(|| wrong("it names no host"))?;
        if !["http", "https"].contains(&iri.scheme().to_ascii_lowercase().as_str()) {
            return Err(wrong("only http and https lead to an endpoint"));
        }
        if authority.contains('@') {
            return Err(wrong("names and passwords do not belong in it: use LAUAZYM_USER and LAUAZYM_PASSWORD"));
        }
        if iri.fragment().is_some() {
            return Err(wrong("it has a fragment (#…)"));
        }
        let text = utf8_percent_encode(given, &AsciiSet::EMPTY).to_string();
        match text.parse::<Uri>() {
            Ok(uri) if uri.host().is_some_and(|host| !host.is_empty()) => Ok(Self(text)),
            _ => Err(wrong("it names no host")),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `HOST`, on whatever port, or `HOST:PORT`. Names are compared letter by letter, without case; a name does not stand for the
/// names below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host(Authority);

/// What was given is no host.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no host; write it like example.org, example.org:8890 or [::1]:8890")]
pub struct NoHost(String);

impl Host {
    /// Whether the endpoint at `address` is on this host.
    pub fn holds(&self, address: &Address) -> bool {
        let uri = address.uri();
        let port = uri.port_u16().unwrap_or(if address.is_https() { 443 } else { 80 });
        uri.host().is_some_and(|host| host.eq_ignore_ascii_case(self.0.host()))
            && self.0.port_u16().is_none_or(|named| named == port)
    }
}

impl FromStr for Host {
    type Err = NoHost;

    fn from_str(given: &str) -> Result<Self, NoHost> {
        let authority: Authority = given.parse().map_err(|_| NoHost(given.to_owned()))?;
        let is_whole = authority.host() == given || authority.port_u16().is_some();
        let is_host = is_whole && !authority.host().is_empty() && !given.contains(['@', '*']);
        if is_host { Ok(Self(authority)) } else { Err(NoHost(given.to_owned())) }
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
            ("http://:80/sparql", "names no host"),
            ("http://me:secret@example.org/sparql", "do not belong in it"),
            ("http://example.org/sparql#a", "fragment"),
        ] {
            let error = given.parse::<Address>().unwrap_err().to_string();
            assert!(error.contains(reason), "{given}: {error}");
        }
    }

    #[test]
    fn an_address_in_any_letters_is_sent_in_ascii() {
        let address: Address = "https://a.kz/қызмет".parse().unwrap();
        assert_eq!(address.as_str(), "https://a.kz/%D2%9B%D1%8B%D0%B7%D0%BC%D0%B5%D1%82");
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

    fn holds(host: &str, address: &str) -> bool {
        host.parse::<Host>().unwrap().holds(&address.parse().unwrap())
    }

    #[test]
    fn a_host_is_itself_on_every_port_or_on_the_one_named() {
        assert!(holds("a.kz", "https://A.kz/sparql") && holds("a.kz", "http://a.kz:8890/sparql"));
        assert!(holds("a.kz:443", "https://a.kz/sparql") && holds("a.kz:8890", "http://a.kz:8890/"));
        assert!(!holds("a.kz:80", "https://a.kz/") && !holds("a.kz:8890", "http://a.kz/"));
        assert!(holds("[::1]", "http://[::1]:7878/sparql") && holds("[::1]:7878", "http://[::1]:7878/sparql"));
    }

    #[test]
    fn a_host_stands_for_no_other() {
        for address in ["https://x.a.kz/", "https://a.kz.evil.org/", "https://evil.org/a.kz", "https://ba.kz/"] {
            assert!(!holds("a.kz", address), "{address}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_a_host_is_refused() {
        for given in ["", "*", "*.kz", "https://a.kz", "a.kz/sparql", "me@a.kz", "a.kz:port", "a.kz:99999", "a b"] {
            assert_eq!(given.parse::<Host>(), Err(NoHost(given.to_owned())), "{given}");
        }
    }
}
