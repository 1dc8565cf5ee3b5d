//! A query is given to a worker, one of few at a time, and taken from it when its time is over or its client went away.
//!
//! A failure must not look like an answer: what fails behind the status breaks the connection off, so that no client takes a
//! part for the whole.

use super::configuration::Limits;
use super::error::HttpError;
use super::log::Visit;
use super::messages::{self, About, Reply, Task};
use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, timeout, timeout_at};

/// A time limit beyond this is none: clocks cannot hold it.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);
/// How long a worker may take to say that all is well.
const HEALTHY: Duration = Duration::from_secs(5);
/// The parts that wait for a client that takes them slowly.
const WAITING: usize = 4;

/// The workers as the server sees them.
pub(super) struct Workers {
    socket: PathBuf,
    limits: Limits,
    queries: Arc<Semaphore>,
}

/// A part of an answer, or its end.
enum Piece {
    Part(Bytes),
    End,
}

type Worker = BufReader<UnixStream>;

impl Workers {
    /// The workers that take queries at `socket`.
    pub(super) fn new(socket: PathBuf, limits: Limits) -> Self {
        let queries = Arc::new(Semaphore::new(limits.max_queries.min(Semaphore::MAX_PERMITS)));
        Self { socket, limits, queries }
    }

    /// Has a worker answer. Whatever ends the answer or drops it ends the worker's work too.
    ///
    /// # Errors
    /// There is no answer, or a limit is reached.
    pub(super) async fn answer(&self, task: Task, visit: Arc<Visit>) -> Result<Response, HttpError> {
        let guard = self.guard().await?;
        let limit = self.limits.timeout.min(LONGEST);
        let end = Instant::now() + limit;
        let mut worker = self.ask(&task).await.map_err(HttpError::internal)?;
        let Ok(reply) = timeout_at(end, messages::receive(&mut worker)).await else {
            return Err(HttpError::timed_out(limit));
        };
        let (head, body) = match reply {
            Ok(Reply::Refused(error)) => return Err(error),
            Ok(Reply::Whole { head, rows, length }) => {
                let bytes = read(&mut worker, length).await.map_err(HttpError::internal)?;
                visit.ends(rows);
                (head, Body::from(bytes))
            }
            Ok(Reply::Begun { head }) => {
                visit.begins();
                let (sender, pieces) = mpsc::channel(WAITING);
                tokio::spawn(async move {
                    // The channel's end without `Piece::End` breaks the connection off.
                    if let Ok(Err(error)) = timeout_at(end, pass_on(worker, &sender, &visit)).await {
                        tracing::debug!("an answer was broken off: {error}");
                    }
                    drop(guard);
                });
                (head, body(pieces))
            }
            Ok(other) => return Err(HttpError::internal(format!("a worker says {other:?}"))),
            Err(_) => return Err(HttpError::memory(self.limits.max_memory)),
        };
        let response = Response::builder().status(head.status);
        let response = head.headers.into_iter().fold(response, |response, (name, value)| response.header(name, value));
        response.body(body).map_err(HttpError::internal)
    }

    /// Has a worker look at the store, whether or not more queries may run.
    ///
    /// # Errors
    /// It cannot be read, or no worker answers.
    pub(super) async fn health(&self) -> Result<&'static str, HttpError> {
        let task = Task { about: About::Health, whole: true };
        let healthy = async { messages::receive(&mut self.ask(&task).await?).await };
        match timeout(HEALTHY, healthy).await {
            Ok(Ok(Reply::Whole { .. })) => Ok("ok\n"),
            Ok(Ok(Reply::Refused(error))) => Err(error),
            Ok(Ok(other)) => Err(HttpError::internal(format!("a worker says {other:?}"))),
            Ok(Err(error)) => Err(HttpError::internal(error)),
            Err(_) => Err(HttpError::internal(format!("no worker answers within {HEALTHY:?}"))),
        }
    }

    async fn guard(&self) -> Result<OwnedSemaphorePermit, HttpError> {
        let wait = self.limits.max_wait.min(LONGEST);
        match timeout(wait, Arc::clone(&self.queries).acquire_owned()).await {
            Ok(guard) => guard.map_err(HttpError::internal),
            Err(_) => Err(HttpError::busy(self.limits.max_queries, self.limits.max_wait)),
        }
    }

    async fn ask(&self, task: &Task) -> io::Result<Worker> {
        let mut worker = UnixStream::connect(&self.socket).await?;
        let mut line = Vec::new();
        messages::send(task, &[], &mut line)?;
        worker.write_all(&line).await?;
        Ok(BufReader::new(worker))
    }
}

async fn read(worker: &mut Worker, length: usize) -> io::Result<Bytes> {
    let mut bytes = vec![0; length];
    worker.read_exact(&mut bytes).await?;
    Ok(bytes.into())
}

/// Passes the parts of an answer on to its client, until the last or until the client goes away.
async fn pass_on(mut worker: Worker, client: &mpsc::Sender<Piece>, visit: &Visit) -> io::Result<()> {
    loop {
        let reply = tokio::select! {
            reply = messages::receive(&mut worker) => reply?,
            () = client.closed() => return Err(io::ErrorKind::BrokenPipe.into()),
        };
        let piece = match reply {
            Reply::Part { length } => Piece::Part(read(&mut worker, length).await?),
            Reply::End { rows } => {
                visit.ends(rows);
                let _ = client.send(Piece::End).await;
                return Ok(());
            }
            other => return Err(io::Error::other(format!("a worker says {other:?}"))),
        };
        client.send(piece).await.map_err(|_| io::ErrorKind::BrokenPipe)?;
    }
}

fn body(pieces: mpsc::Receiver<Piece>) -> Body {
    Body::from_stream(stream::unfold(pieces, |mut pieces| async move {
        match pieces.recv().await {
            Some(Piece::Part(bytes)) => Some((Ok(bytes), pieces)),
            Some(Piece::End) => None,
            None => Some((Err(io::Error::other("the evaluation failed")), pieces)),
        }
    }))
}
