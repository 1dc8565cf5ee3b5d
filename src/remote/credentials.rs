//! Who asks: a name and password, or a token. They come from the environment or a netrc file, never from the command line,
//! where other users of the machine can read them, and stand in no message.
//!
//! | where | what |
//! |---|---|
//! | `LAUAZYM_TOKEN` | a token, sent as it is (RFC 6750, Bearer) |
//! | `LAUAZYM_USER`, `LAUAZYM_PASSWORD` | name and password, sent when the endpoint asks, by Digest (RFC 7616) or Basic (RFC 7617) |
//! | the file `$NETRC`, else `~/.netrc` | name and password by host |

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::http::Address;
use super::netrc::{self, Login, NetrcError};

const USER: &str = "LAUAZYM_USER";
const PASSWORD: &str = "LAUAZYM_PASSWORD";
const TOKEN: &str = "LAUAZYM_TOKEN";

/// A name and password, or a token. Printing it shows where it is from, and nothing else.
#[derive(Clone)]
pub struct Credentials {
    pub(super) secret: Secret,
    /// Where they are from, as messages call it.
    pub(super) origin: String,
}

#[derive(Clone)]
pub(super) enum Secret {
    Password(Login),
    Token(String),
}

/// Why there are no credentials although some were meant.
#[derive(Debug, Error)]
pub enum CredentialsError {
    /// One of two variables is missing.
    #[error("{given} is set and {missing} is not; set both")]
    Half {
        /// The variable that is set.
        given: &'static str,
        /// The one that is not.
        missing: &'static str,
    },
    /// Two ways at once.
    #[error("LAUAZYM_TOKEN and LAUAZYM_USER are both set; unset one of them")]
    Both,
    /// The netrc file cannot be opened.
    #[error("{path}: {error}; NETRC has to name a file that can be read")]
    Io {
        /// The file.
        path: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The netrc file is broken.
    #[error("{path}: {error}")]
    Netrc {
        /// The file.
        path: String,
        /// What is wrong.
        error: NetrcError,
    },
}

impl Credentials {
    /// A name and password.
    pub fn password(name: &str, password: &str) -> Self {
        let login = Login { name: name.to_owned(), password: password.to_owned() };
        Self { secret: Secret::Password(login), origin: "the name and password given".to_owned() }
    }

    /// A token.
    pub fn token(token: &str) -> Self {
        Self { secret: Secret::Token(token.to_owned()), origin: "the token given".to_owned() }
    }

    /// What the environment or a netrc file says for `address`, if they say anything.
    ///
    /// # Errors
    /// Variables that contradict each other, or a netrc file that cannot be read.
    pub fn find(address: &Address) -> Result<Option<Self>, CredentialsError> {
        Self::find_in(|name| env::var(name).ok().filter(|value| !value.is_empty()), address)
    }

    fn find_in(variable: impl Fn(&str) -> Option<String>, address: &Address) -> Result<Option<Self>, CredentialsError> {
        let origin = |names: &str| format!("those from {names}");
        match (variable(TOKEN), variable(USER), variable(PASSWORD)) {
            (Some(_), Some(_), _) => Err(CredentialsError::Both),
            (Some(token), None, _) => Ok(Some(Self { origin: origin(TOKEN), ..Self::token(&token) })),
            (None, Some(name), Some(password)) => {
                let origin = origin("LAUAZYM_USER and LAUAZYM_PASSWORD");
                Ok(Some(Self { origin, ..Self::password(&name, &password) }))
            }
            (None, Some(_), None) => Err(CredentialsError::Half { given: USER, missing: PASSWORD }),
            (None, None, Some(_)) => Err(CredentialsError::Half { given: PASSWORD, missing: USER }),
            (None, None, None) => in_netrc(variable, address.host()),
        }
    }
}

fn in_netrc(variable: impl Fn(&str) -> Option<String>, host: &str) -> Result<Option<Credentials>, CredentialsError> {
    let named = variable("NETRC").map(PathBuf::from);
    let usual = || Some(PathBuf::from(variable("HOME").or_else(|| variable("USERPROFILE"))?).join(".netrc"));
    let is_named = named.is_some();
    let Some(path) = named.or_else(usual) else { return Ok(None) };
    let shown = path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if !is_named && error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CredentialsError::Io { path: shown, error }),
    };
    let login = netrc::login(&text, host).map_err(|error| CredentialsError::Netrc { path: shown.clone(), error })?;
    Ok(login.map(|login| Credentials { secret: Secret::Password(login), origin: format!("those from {shown}") }))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("origin", &self.origin).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(variables: &[(&str, &str)], address: &str) -> Result<Option<Credentials>, CredentialsError> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Credentials::find_in(variable, &address.parse().unwrap())
    }

    fn netrc(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        file
    }

    fn name_and_password(credentials: &Credentials) -> (&str, &str) {
        match &credentials.secret {
            Secret::Password(login) => (&login.name, &login.password),
            Secret::Token(token) => ("", token),
        }
    }

    #[test]
    fn the_environment_gives_a_token_or_a_name_with_its_password() {
        let token = find(&[(TOKEN, "abc")], "https://a.kz/sparql").unwrap().unwrap();
        assert_eq!(name_and_password(&token), ("", "abc"));
        let password = find(&[(USER, "me"), (PASSWORD, "x")], "https://a.kz/sparql").unwrap().unwrap();
        assert_eq!(name_and_password(&password), ("me", "x"));
        let half = find(&[(USER, "me")], "https://a.kz/").unwrap_err().to_string();
        assert_eq!(half, "LAUAZYM_USER is set and LAUAZYM_PASSWORD is not; set both");
        assert!(matches!(find(&[(USER, "me"), (TOKEN, "t")], "https://a.kz/"), Err(CredentialsError::Both)));
    }

    #[test]
    fn a_netrc_file_gives_them_by_host_and_the_environment_comes_first() {
        let file = netrc("machine a.kz login me password one\nmachine ::1 login six password 6");
        let path = file.path().to_str().unwrap();
        let found = find(&[("NETRC", path)], "https://a.kz:8443/sparql").unwrap().unwrap();
        assert_eq!(name_and_password(&found), ("me", "one"));
        let six = find(&[("NETRC", path)], "http://[::1]:7878/sparql").unwrap().unwrap();
        assert_eq!(name_and_password(&six), ("six", "6"));
        assert!(find(&[("NETRC", path)], "https://b.kz/").unwrap().is_none());
        let first = find(&[("NETRC", path), (USER, "you"), (PASSWORD, "two")], "https://a.kz/").unwrap().unwrap();
        assert_eq!(name_and_password(&first), ("you", "two"));
    }

    #[test]
    fn a_missing_netrc_file_matters_only_when_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().to_str().unwrap();
        assert!(find(&[("HOME", home)], "https://a.kz/").unwrap().is_none());
        let missing = folder.path().join("none");
        let error = find(&[("NETRC", missing.to_str().unwrap())], "https://a.kz/").unwrap_err().to_string();
        assert!(error.contains("NETRC has to name a file"), "{error}");
        fs::write(folder.path().join(".netrc"), "machine a.kz login me password one").unwrap();
        assert!(find(&[("HOME", home)], "https://a.kz/").unwrap().is_some());
    }

    #[test]
    fn printing_credentials_shows_no_secret() {
        let file = netrc("machine a.kz login Aidana password hunter2");
        let found = find(&[("NETRC", file.path().to_str().unwrap())], "https://a.kz/").unwrap().unwrap();
        let shown = format!("{found:?} {:?}", Credentials::token("hunter2"));
        assert!(!shown.contains("hunter2") && !shown.contains("Aidana"), "{shown}");
    }
}
