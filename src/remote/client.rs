//! Requests with credentials. A token goes along at once; a name and password wait until the server asks (status 401), and are
//! then given by the best way that it names: Digest before Basic. The answer serves the requests that follow.
//!
//! What can be read on the way is sent over https, and over http to this machine alone; Digest, which hides the password, over
//! both. Redirects are not followed, so nothing reaches another host.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http_auth::{PasswordClient, PasswordParams};
use ureq::http::{self, Method, Response, Uri};
use ureq::{Agent, Body};

use super::credentials::{Credentials, Secret};
use super::error::RemoteError;
use super::http::{Address, agent, failure, success};
use super::netrc::Login;

/// A server that refuses may close the connection instead of taking a body of more than so many bytes. Before such a body it is
/// asked by HEAD whether it has a challenge.
const LARGE: usize = 16_000;

/// A request of the protocol.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    /// The address with its query.
    pub(super) url: &'a str,
    pub(super) headers: &'a [(&'a str, &'a str)],
    /// None for a request without a body.
    pub(super) body: Option<&'a [u8]>,
}

/// A client of one address.
#[derive(Debug, Clone)]
pub(super) struct Client {
    agent: Agent,
    address: Address,
    credentials: Option<Credentials>,
    /// The last challenge, and how often it was answered.
    challenge: Arc<Mutex<Option<PasswordClient>>>,
}

impl Client {
    pub(super) fn new(address: Address) -> Self {
        Self { agent: agent(), address, credentials: None, challenge: Arc::default() }
    }

    pub(super) fn with_credentials(self, credentials: Option<Credentials>) -> Self {
        Self { credentials, ..self }
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// Sends a request, twice when it is challenged, and returns the response whatever its status.
    pub(super) fn send(&self, request: &Request<'_>, timeout: Option<Duration>) -> Result<Response<Body>, RemoteError> {
        let begun = Instant::now();
        if request.body.is_some_and(|body| body.len() > LARGE) && self.knows_no_challenge() {
            let head = Request { method: Method::HEAD, body: None, ..*request };
            self.learn(&self.once(&head, None, timeout)?);
        }
        let response = self.once(request, self.authorization(request)?, timeout).inspect_err(|_| self.forget())?;
        if !self.learn(&response) {
            return Ok(response);
        }
        let left = timeout.map(|limit| limit.saturating_sub(begun.elapsed()));
        self.once(request, self.authorization(request)?, left)
    }

    /// Passes a success on, and turns everything else into its error.
    pub(super) fn success(&self, response: Response<Body>) -> Result<Response<Body>, RemoteError> {
        success(&self.address, response, self.credentials.as_ref().map(|credentials| credentials.origin.as_str()))
    }

    fn once(
        &self,
        request: &Request<'_>,
        authorization: Option<String>,
        timeout: Option<Duration>,
    ) -> Result<Response<Body>, RemoteError> {
        let failed = |cause| failure(&self.address, timeout, cause);
        let mut builder = http::Request::builder().method(&request.method).uri(request.url);
        for (name, value) in request.headers {
            builder = builder.header(*name, *value);
        }
        if let Some(authorization) = authorization {
            builder = builder.header("authorization", authorization);
        } else if request.body.is_some() && self.waits_for_a_challenge() {
            // A server that knows this says no before the body is sent.
            builder = builder.header("expect", "100-continue");
        }
        let sent = match request.body {
            Some(body) => {
                let request = builder.body(body).map_err(|error| failed(error.into()))?;
                self.agent.run(self.agent.configure_request(request).timeout_global(timeout).build())
            }
            None => {
                let request = builder.body(()).map_err(|error| failed(error.into()))?;
                self.agent.run(self.agent.configure_request(request).timeout_global(timeout).build())
            }
        };
        sent.map_err(failed)
    }

    fn waits_for_a_challenge(&self) -> bool {
        matches!(&self.credentials, Some(Credentials { secret: Secret::Password(_), .. }))
    }

    /// The connection broke, perhaps over a challenge that holds no longer.
    fn forget(&self) {
        *self.challenge.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn knows_no_challenge(&self) -> bool {
        self.waits_for_a_challenge() && self.challenge.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Keeps the challenge of a response, and tells whether answering it makes sense: a password that was sent and refused is
    /// refused again, whereas Digest may only ask for its newest number.
    fn learn(&self, response: &Response<Body>) -> bool {
        if response.status().as_u16() != 401 || !self.waits_for_a_challenge() {
            return false;
        }
        let values = response.headers().get_all("www-authenticate").into_iter();
        let challenges = values.filter_map(|value| value.to_str().ok());
        let builder = challenges.fold(PasswordClient::builder(), http_auth::PasswordClientBuilder::challenges);
        // A server that names no way that is known here may still take the simplest one.
        let client = builder.build().or_else(|_| PasswordClient::try_from("Basic realm=\"\""));
        let mut challenge = self.challenge.lock().unwrap_or_else(PoisonError::into_inner);
        let is_refusal =
            matches!((&*challenge, &client), (Some(PasswordClient::Basic(_)), Ok(PasswordClient::Basic(_))));
        *challenge = client.ok();
        challenge.is_some() && !is_refusal
    }

    fn authorization(&self, request: &Request<'_>) -> Result<Option<String>, RemoteError> {
        let insecure = || RemoteError::Insecure { url: self.address.clone() };
        match self.credentials.as_ref().map(|credentials| &credentials.secret) {
            None => Ok(None),
            Some(Secret::Token(_)) if !self.address.keeps_secrets() => Err(insecure()),
            Some(Secret::Token(token)) => Ok(Some(format!("Bearer {token}"))),
            Some(Secret::Password(login)) => {
                let mut challenge = self.challenge.lock().unwrap_or_else(PoisonError::into_inner);
                match &mut *challenge {
                    None => Ok(None),
                    Some(PasswordClient::Basic(_)) if !self.address.keeps_secrets() => Err(insecure()),
                    Some(client) => Ok(answer(client, login, request)),
                }
            }
        }
    }
}

fn answer(client: &mut PasswordClient, login: &Login, request: &Request<'_>) -> Option<String> {
    let uri: Uri = request.url.parse().ok()?;
    let answer = client.respond(&PasswordParams {
        username: &login.name,
        password: &login.password,
        uri: uri.path_and_query().map_or("/", |path| path.as_str()),
        method: request.method.as_str(),
        body: request.body.or(Some(&[])),
    });
    answer.ok()
}
