//! Who asks: a name and password, or a token. They come from the environment, never from the command line, where other users
//! of the machine can read them, and stand in no message.
//!
//! | variable | what |
//! |---|---|
//! | `LAUAZYM_TOKEN` | a token, sent as it is (RFC 6750, Bearer) |
//! | `LAUAZYM_USER`, `LAUAZYM_PASSWORD` | name and password, sent when the endpoint asks, by Digest (RFC 7616) or Basic (RFC 7617) |

use std::env;

use thiserror::Error;

const USER: &str = "LAUAZYM_USER";
const PASSWORD: &str = "LAUAZYM_PASSWORD";
const TOKEN: &str = "LAUAZYM_TOKEN";

/// A name and password, or a token. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A name and its password.
    Password {
        /// The name.
        name: String,
        /// The password.
        password: String,
    },
    /// A token.
    Token(String),
}

/// Why there are no credentials although some were meant: variables contradict each other.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct CredentialsError(String);

impl Credentials {
    /// What the environment says, if it says anything.
    ///
    /// # Errors
    /// Variables that contradict each other.
    pub fn find() -> Result<Option<Self>, CredentialsError> {
        Self::find_in(|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn find_in(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, CredentialsError> {
        let half = |given, missing| CredentialsError(format!("{given} is set and {missing} is not; set both"));
        match (variable(TOKEN), variable(USER), variable(PASSWORD)) {
            (Some(_), Some(_), _) => {
                Err(CredentialsError(format!("{TOKEN} and {USER} are both set; unset one of them")))
            }
            (Some(token), None, _) => Ok(Some(Self::Token(token))),
            (None, Some(name), Some(password)) => Ok(Some(Self::Password { name, password })),
            (None, Some(_), None) => Err(half(USER, PASSWORD)),
            (None, None, Some(_)) => Err(half(PASSWORD, USER)),
            (None, None, None) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(variables: &[(&str, &str)]) -> Result<Option<Credentials>, CredentialsError> {
        Credentials::find_in(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_gives_a_token_or_a_name_with_its_password() {
        assert!(find(&[]) == Ok(None));
        assert!(find(&[(TOKEN, "abc")]) == Ok(Some(Credentials::Token("abc".to_owned()))));
        let password = Credentials::Password { name: "me".to_owned(), password: "x".to_owned() };
        assert!(find(&[(USER, "me"), (PASSWORD, "x")]) == Ok(Some(password)));
        let half = find(&[(USER, "me")]).err().unwrap().to_string();
        assert_eq!(half, "LAUAZYM_USER is set and LAUAZYM_PASSWORD is not; set both");
        assert!(find(&[(USER, "me"), (TOKEN, "t")]).is_err());
    }
}
