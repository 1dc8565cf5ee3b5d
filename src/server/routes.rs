//! Which path is answered by what, and what holds for all answers.

use super::configuration::CrossOrigin;
use super::error::HttpError;
use super::state::AppState;
use super::{handlers, log};
use crate::pages::POLICY;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

/// The answers of a server.
pub(super) fn router(state: Arc<AppState>) -> Router {
    let sparql = || with_options(get(handlers::get).post(handlers::post), "GET, HEAD, POST, OPTIONS");
    let only_get = |answered: MethodRouter<Arc<AppState>>| with_options(answered, "GET, HEAD, OPTIONS");
    let cross_origin = cross_origin_layer(state.configuration.cross_origin.clone());
    let router = Router::new()
        .route("/sparql", sparql())
        .route("/sparql/", sparql())
        .route("/query", only_get(get(handlers::questions)))
        .route("/query/", only_get(get(handlers::questions)))
        .route("/query/{*name}", only_get(get(handlers::question)))
        .route("/openapi.json", only_get(get(handlers::openapi)))
        .route("/healthz", only_get(get(handlers::health)))
        .fallback(handlers::page)
        .method_not_allowed_fallback(handlers::wrong_method)
        .layer(DefaultBodyLimit::max(state.configuration.limits.max_body))
        .with_state(state);
    let router = match cross_origin {
        Some(layer) => router.layer(layer),
        None => router,
    };
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

fn cross_origin_layer(origins: CrossOrigin) -> Option<CorsLayer> {
    let allowed = match origins {
        CrossOrigin::Own => return None,
        CrossOrigin::Any => AllowOrigin::any(),
        CrossOrigin::Origins(origins) => AllowOrigin::list(origins),
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
