//! A host whose endpoints a query may call.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::http::Address;

/// `HOST`, on whatever port, or `HOST:PORT`. Names are compared letter by letter, without case; a name does not stand for the
/// names below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    name: String,
    port: Option<u16>,
}

/// What was given is no host.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no host; write it like example.org, example.org:8890 or [::1]:8890")]
pub struct NoHost(String);

impl Host {
    /// Whether the endpoint at `address` is on this host.
    pub fn holds(&self, address: &Address) -> bool {
        self.name.eq_ignore_ascii_case(address.host()) && self.port.is_none_or(|port| port == address.port())
    }
}

impl FromStr for Host {
    type Err = NoHost;

    fn from_str(given: &str) -> Result<Self, NoHost> {
        let wrong = || NoHost(given.to_owned());
        let is_plain = !given.is_empty() && !given.contains(['/', '?', '#', '@', '*', ' ']);
        let address: Address = format!("http://{given}").parse().map_err(|_| wrong())?;
        let is_host = is_plain && !address.host().is_empty() && address.authority() == given;
        let port = given.rsplit_once(':').map(|(_, port)| port).filter(|port| !port.contains(']'));
        let port = port.map(|port| port.parse().map_err(|_| wrong())).transpose()?;
        if is_host { Ok(Self { name: address.host().to_owned(), port }) } else { Err(wrong()) }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.contains(':') { format!("[{}]", self.name) } else { self.name.clone() };
        match self.port {
            Some(port) => write!(f, "{name}:{port}"),
            None => f.write_str(&name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_host_is_printed_as_it_was_given() {
        for given in ["a.kz", "a.kz:8890", "[::1]:7878", "127.0.0.1"] {
            assert_eq!(given.parse::<Host>().unwrap().to_string(), given);
        }
    }
}
