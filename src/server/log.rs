//! One line a request: method, path, status, milliseconds, and for questions their name and the rows of the answer.
//!
//! tower-http's layer for tracing is silent about a request whose client goes away, which is what an owner looks for.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// What is found out about a request while it is answered.
#[derive(Debug, Default)]
pub(super) struct Visit {
    question: OnceLock<String>,
    rows: OnceLock<usize>,
    is_underway: AtomicBool,
}

impl Visit {
    /// The saved question that is asked.
    pub(super) fn asks(&self, question: &str) {
        let _ = self.question.set(question.to_owned());
    }

    /// A part of the answer is sent before all of it is there.
    pub(super) fn begins(&self) {
        self.is_underway.store(true, Ordering::Relaxed);
    }

    /// The answer is whole, and has so many rows or triples.
    pub(super) fn ends(&self, rows: usize) {
        let _ = self.rows.set(rows);
        self.is_underway.store(false, Ordering::Relaxed);
    }
}

/// Logs a request when its answer is sent, or when the client or the server gave it up.
pub(super) async fn log(mut request: Request, next: Next) -> Response {
    let visit = Arc::new(Visit::default());
    request.extensions_mut().insert(Arc::clone(&visit));
    let mut line = Line {
        visit,
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        begun: Instant::now(),
        status: None,
        has_failed: false,
    };
    let response = next.run(request).await;
    line.status = Some(response.status());
    // The body owns the line, and drops it when all is sent or the client is gone.
    response.map(|body| {
        Body::new(body.map_err(move |error| {
            line.fails();
            error
        }))
    })
}

struct Line {
    visit: Arc<Visit>,
    method: Method,
    path: String,
    begun: Instant,
    status: Option<StatusCode>,
    has_failed: bool,
}

impl Line {
    fn fails(&mut self) {
        self.has_failed = true;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let is_underway = self.visit.is_underway.load(Ordering::Relaxed) && self.method != Method::HEAD;
        let is_answered = self.status.is_some() && !is_underway && !self.has_failed;
        tracing::info!(
            method = %self.method,
            path = %self.path,
            status = self.status.map(|status| status.as_u16()),
            ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            rows = self.visit.rows.get(),
            question = self.visit.question.get(),
            "{}",
            if is_answered { "answered" } else { "broken off" },
        );
    }
}
