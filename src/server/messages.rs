//! What the server and its workers say to each other: a line of JSON each; behind some a number of bytes.

use super::error::HttpError;
use super::negotiation::Wanted;
use super::operation::Operation;
use crate::pages::{Editor, Language};
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::os::unix::net::UnixStream;
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

/// What a client asks of an address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Visited {
    /// The path without the slash before it.
    pub(super) path: String,
    pub(super) wanted: Wanted,
    /// The value of Accept-Language.
    pub(super) languages: Option<String>,
    /// The field `lang`.
    pub(super) language: Option<String>,
    /// All fields.
    pub(super) fields: Vec<(String, String)>,
    /// The IRI of `/sparql`.
    pub(super) endpoint: String,
    /// Why the query in the fields is not answered, where the server knows already.
    pub(super) refused: Option<HttpError>,
}

impl Visited {
    /// The query of the reader's own that is asked in the editor, and the language of its page.
    pub(super) fn query(&self) -> Option<(&str, Language)> {
        Editor::asked(&self.path, &self.fields)
    }
}

/// Status and headers of an answer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
}

impl Head {
    /// A success of this media type, chosen by the header Accept.
    pub(super) fn of(content_type: &str) -> Self {
        let headers = [("content-type", content_type), ("vary", "accept")];
        Self { status: 200, headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec() }
    }
}

/// What a worker says of its answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    Refused(HttpError),
    /// The whole answer; so many bytes follow.
    Whole {
        head: Head,
        rows: usize,
        length: usize,
    },
    /// Parts follow, and an end; without that, the answer has failed.
    Begun {
        head: Head,
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

/// The bytes that are held back before the status: what fails within them is refused, and no part looks whole.
const BEFORE_STATUS: usize = 1024 * 1024;
/// The bytes of the parts after it.
const PART: usize = 64 * 1024;

/// An answer on its way to the server, in parts once it is longer than what is held back.
pub(super) struct AnswerWriter {
    out: UnixStream,
    head: Head,
    held: Vec<u8>,
    whole: bool,
    has_begun: bool,
}

impl AnswerWriter {
    pub(super) fn new(out: UnixStream, whole: bool) -> Self {
        Self { out, head: Head::default(), held: Vec::new(), whole, has_begun: false }
    }

    /// Says what status and headers the answer has, before any of it is written.
    pub(super) fn set_head(&mut self, head: Head) {
        self.head = head;
    }

    pub(super) fn finish(mut self, rows: usize) -> io::Result<()> {
        if self.has_begun {
            self.send_held()?;
            return send(&Reply::End { rows }, &[], &mut self.out);
        }
        send(&Reply::Whole { head: self.head, rows, length: self.held.len() }, &self.held, &mut self.out)
    }

    /// Ends an answer that failed: by the error, or where a part is sent already, without an end.
    pub(super) fn fail(mut self, error: HttpError) -> io::Result<()> {
        if self.has_begun {
            tracing::debug!("an answer is broken off: {error}");
            return Ok(());
        }
        send(&Reply::Refused(error), &[], &mut self.out)
    }

    fn send_held(&mut self) -> io::Result<()> {
        if !self.has_begun {
            send(&Reply::Begun { head: mem::take(&mut self.head) }, &[], &mut self.out)?;
            self.has_begun = true;
        }
        send(&Reply::Part { length: self.held.len() }, &self.held, &mut self.out)?;
        self.held.clear();
        Ok(())
    }
}

impl Write for AnswerWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let enough = if self.has_begun { PART } else { BEFORE_STATUS };
        if self.held.len() >= enough && !self.whole {
            self.send_held()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
