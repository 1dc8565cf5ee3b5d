//! Which path is answered by what, most of it by a worker, and what holds for all answers.

use super::configuration::Configuration;
use super::error::HttpError;
use super::log::{self, Visit};
use super::messages::{About, Task, Visited};
use super::negotiation::{self, Offer, Wanted};
use super::openapi::{FORMAT, LANGUAGE, listed};
use super::operation::{Operation, fields};
use super::workers::Workers;
use crate::answers::format::AnswerFormat;
use crate::pages::POLICY;
use crate::questions::catalogue::Catalogue;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router};
use oxigraph::model::NamedNode;
use percent_encoding::percent_decode_str;
use std::any::Any;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

/// What the answers to all requests share.
pub(super) struct AppState {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) workers: Workers,
    pub(super) configuration: Configuration,
    pub(super) address: SocketAddr,
}

impl AppState {
    /// The IRI of `/sparql`: the configured one, else the one by which the client came.
    pub(super) fn endpoint(&self, headers: &HeaderMap) -> String {
        if let Some(endpoint) = &self.configuration.endpoint {
            return endpoint.clone();
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let named = host.filter(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', '\\']));
        let endpoint = named.map(|host| format!("http://{host}/sparql"));
        let valid = endpoint.filter(|endpoint| NamedNode::new(endpoint).is_ok());
        valid.unwrap_or_else(|| format!("http://{}/sparql", self.address))
    }
}

/// The answers of a server.
pub(super) fn router(state: Arc<AppState>) -> Router {
    let sparql = || with_options(get(query).post(post), "GET, HEAD, POST, OPTIONS");
    let only_get = |answered: MethodRouter<Arc<AppState>>| with_options(answered, "GET, HEAD, OPTIONS");
    let cross_origin = cross_origin_layer(&state.configuration.cross_origin);
    let mut router = Router::new()
        .route("/sparql", sparql())
        .route("/sparql/", sparql())
        .route("/query", only_get(get(questions)))
        .route("/query/", only_get(get(questions)))
        .route("/query/{*name}", only_get(get(question)))
        .route("/openapi.json", only_get(get(openapi)))
        .route("/healthz", only_get(get(health)))
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(state.configuration.limits.max_body))
        .with_state(state);
    if let Some(layer) = cross_origin {
        router = router.layer(layer);
    }
    // A browser is to believe the media type, and to let pages do nothing but ask here.
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new())
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::X_FRAME_OPTIONS, "DENY"))
        .layer(always(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(from_fn(log::log))
}

fn with_options(answered: MethodRouter<Arc<AppState>>, allow: &'static str) -> MethodRouter<Arc<AppState>> {
    answered.options(move || async move { (StatusCode::NO_CONTENT, [(header::ALLOW, allow)]) })
}

fn cross_origin_layer(origins: &[HeaderValue]) -> Option<CorsLayer> {
    let allowed = match origins {
        [] => return None,
        origins if origins.contains(&HeaderValue::from_static("*")) => AllowOrigin::any(),
        origins => AllowOrigin::list(origins.to_vec()),
    };
    let layer = CorsLayer::new().allow_origin(allowed).allow_methods([Method::GET, Method::HEAD, Method::POST]);
    Some(layer.allow_headers([header::ACCEPT, header::CONTENT_TYPE]).expose_headers([header::RETRY_AFTER]))
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    HttpError::internal(text.unwrap_or("an answer panicked")).into_response()
}

type Seen = Extension<Arc<Visit>>;
type Shared = State<Arc<AppState>>;

/// `GET /sparql`
async fn query(State(state): Shared, Extension(visit): Seen, request: Request) -> Result<Response, HttpError> {
    let operation = Operation::get(request.uri().query().unwrap_or_default(), request.headers())?;
    if operation.query.is_none() && operation.wanted.format.is_none() {
        let graphs = negotiation::offers(&AnswerFormat::GRAPH);
        let mut offers: Vec<Offer<bool>> = graphs.iter().map(|&(media_type, _)| (media_type, false)).collect();
        offers.push(("text/html", true));
        if negotiation::choose(operation.wanted.accept.as_deref(), &offers)?.1 {
            return page(State(state), Extension(visit), request).await;
        }
    }
    let (endpoint, whole) = (state.endpoint(request.headers()), is_of_old(request.version()));
    state.workers.answer(Task { about: About::Sparql { operation, endpoint }, whole }, visit).await
}

/// `POST /sparql`
async fn post(State(state): Shared, Extension(visit): Seen, request: Request) -> Result<Response, HttpError> {
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
async fn question(
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
    let mut arguments = fields(request.uri().query().unwrap_or_default())?;
    arguments.retain(|(field, value)| {
        let is_format = field == FORMAT;
        if is_format {
            wanted.format = Some(value.clone());
        }
        !is_format
    });
    let whole = is_of_old(request.version());
    state.workers.answer(Task { about: About::Question { name, arguments, wanted }, whole }, visit).await
}

/// `GET /query`: the questions as JSON, or the way to their page.
async fn questions(State(state): Shared, Extension(visit): Seen, request: Request) -> Result<Response, HttpError> {
    let offers = [("application/json", false), ("text/html", true)];
    let (media_type, is_page) = negotiation::choose(Wanted::by(request.headers()).accept.as_deref(), &offers)?;
    if is_page {
        return page(State(state), Extension(visit), request).await;
    }
    let headers = [(header::CONTENT_TYPE, media_type), (header::VARY, "accept")];
    Ok((headers, format!("{:#}\n", listed(&state.catalogue))).into_response())
}

/// `GET /openapi.json`
async fn openapi(State(state): Shared, Extension(visit): Seen) -> Result<Response, HttpError> {
    state.workers.answer(Task { about: About::OpenApi, whole: true }, visit).await
}

/// `GET /healthz`
async fn health(State(state): Shared) -> Result<&'static str, HttpError> {
    state.workers.health().await
}

/// `GET` of any other address: a page, the data of a thing, or the way to them.
async fn page(State(state): Shared, Extension(visit): Seen, request: Request) -> Result<Response, HttpError> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err(wrong_method(request).await);
    }
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().trim_start_matches('/').to_owned();
    let mut visited = Visited { path, wanted: Wanted::by(request.headers()), ..Visited::default() };
    let languages = request.headers().get(header::ACCEPT_LANGUAGE);
    visited.languages = languages.and_then(|value| value.to_str().ok()).map(str::to_owned);
    for (field, value) in fields(request.uri().query().unwrap_or_default())? {
        visited.fields.push((field.clone(), value.clone()));
        match field.as_str() {
            FORMAT => visited.wanted.format = Some(value),
            LANGUAGE => visited.language = Some(value),
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

async fn wrong_method(request: Request) -> HttpError {
    let message = format!("this address does not take {}; see the header Allow", request.method());
    HttpError::new(StatusCode::METHOD_NOT_ALLOWED, message)
}
