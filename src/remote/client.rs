//! The client of HTTP. A token goes along at once; a name and password wait until the server asks (status 401), and are then
//! given by a way that it offers. The answer serves the requests that follow.
//!
//! What can be read on the way is sent over https, and over http to this machine alone; Digest, which hides the password, over
//! both. Redirects are not followed, since these would lead a request, and what stands in it, to an address that nobody named.

use std::io::Read;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ureq::http::{self, HeaderValue, Method, Response, Uri};
use ureq::{Agent, AsSendBody, Body};

use super::address::Address;
use super::challenge::{Asked, Challenge};
use super::credentials::Credentials;
use super::error::RemoteError;

/// A server that refuses may close the connection instead of taking a body of more than so many bytes. Before such a body it is
/// asked by HEAD whether it has a challenge.
const LARGE: usize = 16_000;
/// So much of a refusal is shown, in bytes.
const SHOWN: u64 = 2_000;
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(20);

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
#[derive(Clone)]
pub(super) struct Client {
    agent: Agent,
    address: Address,
    credentials: Option<Credentials>,
    /// The last challenge.
    challenge: Arc<Mutex<Option<Challenge>>>,
}

impl Client {
    /// A client that hands on every status, told who asks.
    pub(super) fn new(address: Address, credentials: Option<Credentials>) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .user_agent(concat!("lauazym/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Self { agent, address, credentials, challenge: Arc::default() }
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// Sends a request, twice when it is challenged, and returns the response whatever its status.
    pub(super) fn send(&self, request: &Request<'_>, timeout: Option<Duration>) -> Result<Response<Body>, RemoteError> {
        let begun = Instant::now();
        let is_large = request.body.is_some_and(|body| body.len() > LARGE);
        let head = Request { method: Method::HEAD, body: None, ..*request };
        if is_large && self.waits_for_a_challenge() && self.challenge().is_none() {
            self.learn(&self.once(&head, timeout)?)?;
        }
        let response = self.once_or_refused(request, &head, timeout)?;
        if !self.learn(&response)? {
            return Ok(response);
        }
        self.once_or_refused(request, &head, timeout.map(|limit| limit.saturating_sub(begun.elapsed())))
    }

    /// Sends a request once. When the connection breaks, the server is asked by `head` whether it did so over name and password.
    fn once_or_refused(
        &self,
        request: &Request<'_>,
        head: &Request<'_>,
        timeout: Option<Duration>,
    ) -> Result<Response<Body>, RemoteError> {
        self.once(request, timeout).or_else(|error| {
            // A connection that breaks may do so over a challenge that holds no longer.
            *self.challenge() = None;
            let is_large = request.body.is_some_and(|body| body.len() > LARGE);
            let refusal = if is_large && self.waits_for_a_challenge() { self.refusal(head, timeout) } else { None };
            refusal.ok_or(error)
        })
    }

    /// The answer by which the server refuses name and password, which cannot be read where it closes the connection over a body
    /// that it does not want; none when it takes them.
    fn refusal(&self, head: &Request<'_>, timeout: Option<Duration>) -> Option<Response<Body>> {
        let asked = self.once(head, timeout).ok()?;
        let response = if self.learn(&asked).ok()? { self.once(head, timeout).ok()? } else { asked };
        matches!(response.status().as_u16(), 401 | 403).then_some(response)
    }

    fn once(&self, request: &Request<'_>, timeout: Option<Duration>) -> Result<Response<Body>, RemoteError> {
        let mut builder = http::Request::builder().method(&request.method).uri(request.url);
        for (name, value) in request.headers {
            builder = builder.header(*name, *value);
        }
        if let Some(authorization) = self.authorization(request)? {
            builder = builder.header(http::header::AUTHORIZATION, authorization);
        } else if request.body.is_some() && self.waits_for_a_challenge() {
            // A server that knows this says no before the body is sent.
            builder = builder.header(http::header::EXPECT, "100-continue");
        }
        let sent = match request.body {
            Some(body) => self.run(builder.body(body), timeout),
            None => self.run(builder.body(()), timeout),
        };
        sent.map_err(|cause| self.failure(timeout, cause))
    }

    fn run(
        &self,
        request: http::Result<http::Request<impl AsSendBody>>,
        timeout: Option<Duration>,
    ) -> Result<Response<Body>, ureq::Error> {
        self.agent.run(self.agent.configure_request(request?).timeout_global(timeout).build())
    }

    fn waits_for_a_challenge(&self) -> bool {
        matches!(self.credentials, Some(Credentials::Password { .. }))
    }

    fn challenge(&self) -> MutexGuard<'_, Option<Challenge>> {
        self.challenge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the challenge of a response, and tells whether answering it makes sense: a password that was sent and refused is
    /// refused again, whereas Digest may only ask for its newest number.
    fn learn(&self, response: &Response<Body>) -> Result<bool, RemoteError> {
        let mut challenge = self.challenge();
        let is_refusal = matches!(*challenge, Some(Challenge::Basic));
        if response.status() != 401 || !self.waits_for_a_challenge() || is_refusal {
            return Ok(false);
        }
        let best = Challenge::best(response.headers());
        *challenge = Some(best.map_err(|offered| RemoteError::login(&self.address, &offered))?);
        Ok(true)
    }

    fn authorization(&self, request: &Request<'_>) -> Result<Option<HeaderValue>, RemoteError> {
        let mut challenge = self.challenge();
        let answer = match (&self.credentials, challenge.as_mut()) {
            (Some(Credentials::Token(token)), _) => format!("Bearer {token}"),
            (Some(Credentials::Password { name, password }), Some(challenge)) => {
                let uri: Uri = request.url.parse().map_err(|error: http::uri::InvalidUri| self.unsendable(error))?;
                let uri = uri.path_and_query().map_or("/", |path| path.as_str());
                let body = request.body.unwrap_or_default();
                challenge.answer(name, password, Asked { method: request.method.as_str(), uri, body })
            }
            _ => return Ok(None),
        };
        if !matches!(*challenge, Some(Challenge::Digest(_))) && !self.address.keeps_secrets() {
            return Err(RemoteError::Refused(format!(
                "{} wants a password or token, and what goes there over http can be read on the way; use its https address, or \
                 reach it through a tunnel that ends on this machine",
                self.address
            )));
        }
        let mut answer = HeaderValue::try_from(answer).map_err(|error| self.unsendable(error))?;
        answer.set_sensitive(true);
        Ok(Some(answer))
    }

    fn unsendable(&self, error: impl Into<http::Error>) -> RemoteError {
        RemoteError::Unreachable { url: self.address.clone(), cause: ureq::Error::Http(error.into()) }
    }

    /// Passes a success on, and turns everything else into its error.
    pub(super) fn success(&self, response: Response<Body>) -> Result<Response<Body>, RemoteError> {
        let (url, status) = (self.address.clone(), response.status());
        if status.is_success() {
            return Ok(response);
        }
        if let (true, Some(to)) = (status.is_redirection(), header(&response, "location")) {
            // Following would send the request to an address that nobody named.
            let reason = format!("{url} answers {}: the endpoint is at {to}; give that address", status.as_u16());
            return Err(RemoteError::Refused(reason));
        }
        let retry_after = retry_after(&response);
        let has_credentials = self.credentials.is_some();
        Err(RemoteError::Status { url, status: status.as_u16(), said: said(response), retry_after, has_credentials })
    }

    /// The error of a request that had no response.
    pub(super) fn failure(&self, limit: Option<Duration>, cause: ureq::Error) -> RemoteError {
        match (cause, limit) {
            (ureq::Error::Timeout(phase), Some(limit)) if phase != ureq::Timeout::Connect => {
                RemoteError::TimedOut { url: self.address.clone(), limit }
            }
            (cause, _) => RemoteError::Unreachable { url: self.address.clone(), cause },
        }
    }
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
