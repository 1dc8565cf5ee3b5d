//! An answer goes out as it is evaluated, and yet a failure must not look like an answer: the status is sent only when
//! [`BEFORE_STATUS`] bytes are there or all; what fails later breaks the connection off, so that no client takes a part
//! for the whole.

use super::refusal::Refusal;
use super::transfer::Transfer;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use oxigraph::sparql::CancellationToken;
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

/// The bytes that are held back before the status.
const BEFORE_STATUS: usize = 1024 * 1024;
/// The bytes of the pieces after it.
const PIECE: usize = 64 * 1024;
/// The pieces that wait for a client that takes them slowly.
const WAITING: usize = 4;

/// What is known when the status is sent.
pub(super) struct Start {
    content_type: String,
    body: Answered,
}

enum Answered {
    Whole(Bytes),
    Beginning(mpsc::Receiver<Piece>),
}

enum Piece {
    Part(Bytes),
    End,
}

/// The evaluation's end of an answer: a writer. Dropped without [`Delivery::finish`] it breaks the answer off.
pub(super) struct Delivery {
    held: Vec<u8>,
    content_type: String,
    start: Option<oneshot::Sender<Result<Start, Refusal>>>,
    pieces: Option<mpsc::Sender<Piece>>,
    transfer: Arc<Transfer>,
    end: Instant,
    runtime: Handle,
}

impl Delivery {
    /// An answer that the client must have taken by `end`, and where its start shows.
    pub(super) fn new(transfer: Arc<Transfer>, end: Instant) -> (Self, oneshot::Receiver<Result<Start, Refusal>>) {
        let (start, started) = oneshot::channel();
        let delivery = Self {
            held: Vec::new(),
            content_type: String::new(),
            start: Some(start),
            pieces: None,
            transfer,
            end,
            runtime: Handle::current(),
        };
        (delivery, started)
    }

    /// Says what is going to be written.
    pub(super) fn announce(&mut self, content_type: String) {
        self.content_type = content_type;
    }

    /// Ends a whole answer.
    pub(super) fn finish(mut self) {
        let held = Bytes::from(mem::take(&mut self.held));
        match self.start.take() {
            Some(start) => {
                let content_type = mem::take(&mut self.content_type);
                let _ = start.send(Ok(Start { content_type, body: Answered::Whole(held) }));
            }
            None => {
                if self.send(Piece::Part(held)).and_then(|()| self.send(Piece::End)).is_err() {
                    self.transfer.break_off();
                }
            }
        }
    }

    /// Ends an answer that failed: by the refusal where the status is not sent yet.
    pub(super) fn fail(mut self, refusal: Refusal) {
        match self.start.take() {
            Some(start) => {
                let _ = start.send(Err(refusal));
            }
            None => {
                tracing::debug!("an answer was broken off: {refusal}");
                self.transfer.break_off();
            }
        }
    }

    fn send_held(&mut self) -> io::Result<()> {
        if let Some(start) = self.start.take() {
            let (pieces, receiver) = mpsc::channel(WAITING);
            self.pieces = Some(pieces);
            let content_type = mem::take(&mut self.content_type);
            let begun = Start { content_type, body: Answered::Beginning(receiver) };
            start.send(Ok(begun)).map_err(|_| io::Error::from(ErrorKind::BrokenPipe))?;
        }
        let held = Bytes::from(mem::take(&mut self.held));
        self.send(Piece::Part(held))
    }

    fn send(&self, piece: Piece) -> io::Result<()> {
        let pieces = self.pieces.as_ref().ok_or(ErrorKind::BrokenPipe)?;
        match self.runtime.block_on(timeout_at(self.end, pieces.send(piece))) {
            Ok(sent) => sent.map_err(|_| ErrorKind::BrokenPipe.into()),
            Err(_) => Err(ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Delivery {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let enough = if self.start.is_some() { BEFORE_STATUS } else { PIECE };
        if self.held.len() >= enough {
            self.send_held()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Start {
    /// The response; `waiting` is dropped when its body is, whether the client has taken it or not.
    pub(super) fn into_response(self, transfer: Arc<Transfer>, waiting: Waiting) -> Response {
        let body = match self.body {
            Answered::Whole(bytes) => Body::from(bytes),
            Answered::Beginning(pieces) => Body::new(Pieces { pieces, transfer, ended: false, _waiting: waiting }),
        };
        let mut response = body.into_response();
        let headers = response.headers_mut();
        if let Ok(content_type) = HeaderValue::try_from(self.content_type) {
            headers.insert(header::CONTENT_TYPE, content_type);
        }
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
        response
    }
}

/// Somebody waits for an answer; dropped, it cancels the evaluation.
pub(super) struct Waiting(pub(super) CancellationToken);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The client's end of an answer.
struct Pieces {
    pieces: mpsc::Receiver<Piece>,
    transfer: Arc<Transfer>,
    ended: bool,
    _waiting: Waiting,
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        match ready!(self.pieces.poll_recv(context)) {
            Some(Piece::Part(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Some(Piece::End) => {
                self.ended = true;
                Poll::Ready(None)
            }
            None => {
                self.transfer.break_off();
                Poll::Ready(Some(Err(io::Error::other("the evaluation failed"))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}
