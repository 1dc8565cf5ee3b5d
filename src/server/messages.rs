//! What the server and its workers say to each other: a line of JSON each; behind some a number of bytes.

use super::error::HttpError;
use super::negotiation::Wanted;
use super::operation::Operation;
use super::pages::{Head, Visited};
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Write};
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// What a worker is to answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) about: About,
    /// Whether nothing may be sent before all of the answer is there, however long it is.
    pub(super) whole: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum About {
    /// An operation of the SPARQL 1.1 Protocol, asked at the IRI `endpoint`.
    Sparql { operation: Operation, endpoint: String },
    /// A saved question.
    Question { name: String, arguments: Vec<(String, String)>, wanted: Wanted },
    /// A page, the data of a thing, or the way to them.
    Page(Visited),
    /// The saved questions as an OpenAPI document.
    OpenApi,
    /// Whether the store can be read.
    Health,
}

/// What a worker says of its answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    Refused(HttpError),
    /// The whole answer; so many bytes follow.
    Whole {
        content_type: String,
        rows: usize,
        length: usize,
        /// Status and headers where they are not those of any answer.
        head: Option<Head>,
    },
    /// Parts follow, and an end; without that, the answer has failed.
    Begun {
        content_type: String,
    },
    /// So many bytes follow.
    Part {
        length: usize,
    },
    End {
        rows: usize,
    },
}

/// Writes a message and the bytes that follow it.
pub(super) fn send(message: &impl Serialize, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.write_all(bytes)
}

/// Reads the next reply.
///
/// # Errors
/// The worker has ended.
pub(super) async fn receive(worker: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Reply> {
    let mut line = String::new();
    if worker.read_line(&mut line).await? == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_str(&line)?)
}
