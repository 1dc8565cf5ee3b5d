//! An answer on its way from a worker to the server.

use super::error::HttpError;
use super::messages::{self, Reply};
use super::pages::Head;
use std::io::{self, Write};
use std::mem;
use std::os::unix::net::UnixStream;

/// The bytes that are held back before the status: what fails within them is refused, and no part looks whole.
const BEFORE_STATUS: usize = 1024 * 1024;
/// The bytes of the parts after it.
const PART: usize = 64 * 1024;

/// An answer on its way to the server, in parts once it is longer than what is held back.
pub(super) struct AnswerWriter {
    out: UnixStream,
    content_type: String,
    head: Option<Head>,
    held: Vec<u8>,
    whole: bool,
    has_begun: bool,
}

impl AnswerWriter {
    pub(super) fn new(out: UnixStream, whole: bool) -> Self {
        Self { out, content_type: String::new(), head: None, held: Vec::new(), whole, has_begun: false }
    }

    /// Says of what media type the answer is, before any of it is written.
    pub(super) fn set_content_type(&mut self, content_type: String) {
        self.content_type = content_type;
    }

    /// Says what status and headers the answer has, where they are not those of any answer.
    pub(super) fn set_head(&mut self, head: Head) {
        self.head = Some(head);
    }

    pub(super) fn finish(mut self, rows: usize) -> io::Result<()> {
        if self.has_begun {
            self.send_held()?;
            return messages::send(&Reply::End { rows }, &[], &mut self.out);
        }
        let reply =
            Reply::Whole { content_type: self.content_type, rows, length: self.held.len(), head: self.head.take() };
        messages::send(&reply, &self.held, &mut self.out)
    }

    /// Ends an answer that failed: by the error, or where a part is sent already, without an end.
    pub(super) fn fail(mut self, error: HttpError) -> io::Result<()> {
        if self.has_begun {
            tracing::debug!("an answer is broken off: {error}");
            return Ok(());
        }
        messages::send(&Reply::Refused(error), &[], &mut self.out)
    }

    fn send_held(&mut self) -> io::Result<()> {
        if !self.has_begun {
            let content_type = mem::take(&mut self.content_type);
            messages::send(&Reply::Begun { content_type }, &[], &mut self.out)?;
            self.has_begun = true;
        }
        messages::send(&Reply::Part { length: self.held.len() }, &self.held, &mut self.out)?;
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
