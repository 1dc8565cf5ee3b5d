//! One line a request: method, path, status, milliseconds, and for questions their name and the rows of the answer.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Instant;

const UNKNOWN: u64 = u64::MAX;

/// What is found out about a request while it is answered.
#[derive(Debug)]
pub(super) struct Visit {
    question: OnceLock<String>,
    rows: AtomicU64,
}

impl Visit {
    fn new() -> Self {
        Self { question: OnceLock::new(), rows: AtomicU64::new(UNKNOWN) }
    }

    /// The visit that `request` is.
    pub(super) fn of(request: &Request) -> Arc<Self> {
        request.extensions().get::<Arc<Self>>().map_or_else(|| Arc::new(Self::new()), Arc::clone)
    }

    /// The saved question that is asked.
    pub(super) fn asks(&self, question: &str) {
        let _ = self.question.set(question.to_owned());
    }

    /// The rows or triples of the answer.
    pub(super) fn answers(&self, rows: usize) {
        self.rows.store(rows as u64, Ordering::Relaxed);
    }
}

/// Logs a request when its answer is sent, or when the client or the server gave it up.
pub(super) async fn log(mut request: Request, next: Next) -> Response {
    let visit = Arc::new(Visit::new());
    request.extensions_mut().insert(Arc::clone(&visit));
    let mut line = Line {
        visit,
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        begun: Instant::now(),
        status: None,
        whole: false,
    };
    let response = next.run(request).await;
    line.status = Some(response.status());
    response.map(|body| {
        line.whole = line.method == Method::HEAD || body.is_end_stream();
        Body::new(Watched { body, line })
    })
}

struct Line {
    visit: Arc<Visit>,
    method: Method,
    path: String,
    begun: Instant,
    status: Option<StatusCode>,
    whole: bool,
}

impl Drop for Line {
    fn drop(&mut self) {
        let rows = Some(self.visit.rows.load(Ordering::Relaxed)).filter(|rows| *rows != UNKNOWN);
        tracing::info!(
            method = %self.method,
            path = %self.path,
            status = self.status.map(|status| status.as_u16()),
            ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            rows,
            question = self.visit.question.get().map(String::as_str),
            "{}",
            if self.whole { "answered" } else { "broken off" },
        );
    }
}

/// A body that knows whether all of it was taken.
struct Watched {
    body: Body,
    line: Line,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if matches!(frame, Poll::Ready(None))
            || (matches!(frame, Poll::Ready(Some(Ok(_)))) && self.body.is_end_stream())
        {
            self.line.whole = true;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
