//! Which path is answered by what, and what holds for all answers.

use super::configuration::CrossOrigin;
use super::page::POLICY;
use super::refusal::Refusal;
use super::site::Site;
use super::{endpoint, log, openapi, page, questions};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Router, middleware};
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The answers of `site`.
pub(super) fn router(site: Arc<Site>) -> Router {
    let sparql = || with_options(get(endpoint::get).post(endpoint::post), "GET, HEAD, POST, OPTIONS");
    let only_get = |answered: MethodRouter<Arc<Site>>| with_options(answered, "GET, HEAD, OPTIONS");
    let cross_origin = site.cross_origin().clone();
    let router = Router::new()
        .route("/", only_get(get(start)))
        .route("/sparql", sparql())
        .route("/sparql/", sparql())
        .route("/query", only_get(get(questions::list)))
        .route("/query/", only_get(get(questions::list)))
        .route("/query/{*name}", only_get(get(questions::answer)))
        .route("/openapi.json", only_get(get(openapi_document)))
        .route("/healthz", only_get(get(health)))
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(site.limits().max_body))
        .with_state(site);
    let router = match cross_origin_layer(cross_origin) {
        Some(layer) => router.layer(layer),
        None => router,
    };
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard))
        .layer(middleware::from_fn(log::log))
}

fn with_options(answered: MethodRouter<Arc<Site>>, allow: &'static str) -> MethodRouter<Arc<Site>> {
    answered.options(move || async move { (StatusCode::NO_CONTENT, [(header::ALLOW, allow)]) })
}

fn cross_origin_layer(origins: CrossOrigin) -> Option<CorsLayer> {
    let allowed = match origins {
        CrossOrigin::Own => return None,
        CrossOrigin::Any => AllowOrigin::any(),
        CrossOrigin::Origins(origins) => AllowOrigin::list(origins),
    };
    let layer = CorsLayer::new().allow_origin(allowed).allow_methods([Method::GET, Method::HEAD, Method::POST]);
    Some(layer.allow_headers([header::ACCEPT, header::CONTENT_TYPE]).expose_headers([header::RETRY_AFTER]))
}

/// What every answer tells a browser: to believe the media type, and to let pages do nothing but ask here.
async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

async fn start(State(site): State<Arc<Site>>) -> page::Page {
    page::page(site.catalogue())
}

async fn openapi_document(State(site): State<Arc<Site>>) -> Result<([(HeaderName, &'static str); 1], String), Refusal> {
    let make = || {
        let shared = Arc::clone(&site);
        site.evaluations().run(move |engine| Ok(format!("{:#}\n", openapi::document(shared.catalogue(), engine)?)))
    };
    let document = site.openapi.get_or_try_init(make).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document.clone()))
}

async fn health(State(site): State<Arc<Site>>) -> Result<&'static str, Refusal> {
    site.evaluations().engine().store().is_empty().map_err(Refusal::internal)?;
    Ok("ok\n")
}

async fn nowhere(request: Request) -> Refusal {
    Refusal::NotFound(format!(
        "there is nothing at {}; there are /sparql, /query, /query/NAME, /openapi.json, /healthz and the page /",
        request.uri().path()
    ))
}

async fn wrong_method(request: Request) -> Refusal {
    Refusal::Method(request.method().to_string())
}

fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    Refusal::internal(text.unwrap_or("an answer panicked")).into_response()
}
