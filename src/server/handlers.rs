//! What each path answers, most of it by a worker.

use super::error::HttpError;
use super::fields;
use super::log::Visit;
use super::messages::{About, Task};
use super::negotiation::{self, Offer, Wanted};
use super::operation::Operation;
use super::pages::Visited;
use super::questions;
use super::state::AppState;
use crate::answers::format::AnswerFormat;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use tokio::time::timeout;

type Seen = Extension<Arc<Visit>>;
type Shared = State<Arc<AppState>>;

/// `GET /sparql`
pub(super) async fn get(State(state): Shared, Extension(visit): Seen, request: Request) -> Result<Response, HttpError> {
    let operation = Operation::get(request.uri().query().unwrap_or_default(), request.headers())?;
    if operation.query.is_none() && operation.wanted.format.is_none() {
        let graphs = negotiation::offers(&AnswerFormat::GRAPH);
        let mut offers: Vec<Offer<bool>> =
            graphs.iter().map(|offer| Offer { media_type: offer.media_type, what: false }).collect();
        offers.push(Offer { media_type: "text/html", what: true });
        if negotiation::choose(operation.wanted.accept.as_deref(), &offers)?.what {
            return page(State(state), Extension(visit), request).await;
        }
    }
    let (endpoint, whole) = (state.endpoint(request.headers()), is_of_old(request.version()));
    state.workers.answer(Task { about: About::Sparql { operation, endpoint }, whole }, visit).await
}

/// `POST /sparql`
pub(super) async fn post(
    State(state): Shared,
    Extension(visit): Seen,
    request: Request,
) -> Result<Response, HttpError> {
    let (uri, headers, version) = (request.uri().clone(), request.headers().clone(), request.version());
    let body = body_of(request, &state).await?;
    let operation = Operation::post(uri.query().unwrap_or_default(), &headers, &body)?;
    let (endpoint, whole) = (state.endpoint(&headers), is_of_old(version));
    state.workers.answer(Task { about: About::Sparql { operation, endpoint }, whole }, visit).await
}

async fn body_of(request: Request, state: &AppState) -> Result<Bytes, HttpError> {
    let limits = &state.configuration.limits;
    match timeout(limits.read_timeout, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let message = format!("the request's body is larger than {} bytes", limits.max_body);
            Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, message))
        }
        Ok(Err(error)) => Err(HttpError::bad_request(error.body_text())),
        Err(_) => {
            let message = format!("the request's body did not come within {:?}", limits.read_timeout);
            Err(HttpError::new(StatusCode::REQUEST_TIMEOUT, message))
        }
    }
}

/// Whether the end of the connection is the end of an answer, so that a part could look whole.
fn is_of_old(version: Version) -> bool {
    version < Version::HTTP_11
}

/// `GET /query/NAME`; `values/NAME` is a value list.
pub(super) async fn question(
    State(state): Shared,
    Extension(visit): Seen,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, HttpError> {
    // A file of the site: no name of a question has a dot.
    if name.contains('.') {
        return page(State(state), Extension(visit), request).await;
    }
    visit.asks(&state.catalogue.question(&name)?.name);
    let mut wanted = Wanted::by(request.headers());
    let mut arguments = fields::read(request.uri().query().unwrap_or_default())?;
    arguments.retain(|(field, value)| {
        let is_format = field == questions::FORMAT;
        if is_format {
            wanted.format = Some(value.clone());
        }
        !is_format
    });
    let whole = is_of_old(request.version());
    state.workers.answer(Task { about: About::Question { name, arguments, wanted }, whole }, visit).await
}

/// `GET /query`: the questions as JSON, or the way to their page.
pub(super) async fn questions(
    State(state): Shared,
    Extension(visit): Seen,
    request: Request,
) -> Result<Response, HttpError> {
    let offers = [Offer { media_type: "application/json", what: false }, Offer { media_type: "text/html", what: true }];
    let offer = negotiation::choose(Wanted::by(request.headers()).accept.as_deref(), &offers)?;
    if offer.what {
        return page(State(state), Extension(visit), request).await;
    }
    let list = format!("{:#}\n", questions::listed(&state.catalogue));
    let mut response = ([(header::CONTENT_TYPE, offer.content_type())], list).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// `GET /openapi.json`
pub(super) async fn openapi(State(state): Shared, Extension(visit): Seen) -> Result<Response, HttpError> {
    state.workers.answer(Task { about: About::OpenApi, whole: true }, visit).await
}

/// `GET /healthz`
pub(super) async fn health(State(state): Shared) -> Result<&'static str, HttpError> {
    state.workers.health().await
}

/// `GET` of any other address: a page, the data of a thing, or the way to them.
pub(super) async fn page(
    State(state): Shared,
    Extension(visit): Seen,
    request: Request,
) -> Result<Response, HttpError> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err(wrong_method(request).await);
    }
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().trim_start_matches('/').to_owned();
    let mut visited = Visited { path, wanted: Wanted::by(request.headers()), ..Visited::default() };
    let languages = request.headers().get(header::ACCEPT_LANGUAGE);
    visited.languages = languages.and_then(|value| value.to_str().ok()).map(str::to_owned);
    for (field, value) in fields::read(request.uri().query().unwrap_or_default())? {
        visited.fields.push((field.clone(), value.clone()));
        match field.as_str() {
            questions::FORMAT => visited.wanted.format = Some(value),
            questions::LANGUAGE => visited.language = Some(value),
            _ => {}
        }
    }
    visited.endpoint = state.endpoint(request.headers());
    let ask = |visited| state.workers.answer(Task { about: About::Page(visited), whole: true }, Arc::clone(&visit));
    match ask(visited.clone()).await {
        // The reader keeps the query that has reached a limit, and is told which.
        Err(error) if visited.query().is_some() => {
            ask(Visited { refused: Some(error.clone()), ..visited }).await.map_err(|_| error)
        }
        answered => answered,
    }
}

pub(super) async fn wrong_method(request: Request) -> HttpError {
    let message = format!("this address does not take {}; see the header Allow", request.method());
    HttpError::new(StatusCode::METHOD_NOT_ALLOWED, message)
}
