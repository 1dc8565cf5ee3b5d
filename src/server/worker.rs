//! A worker: takes a query, answers it, takes the next. It kills itself when the server does not want the answer any more, and
//! the system ends it when it takes too much memory.

use super::answers::Answers;
use super::error::HttpError;
use super::messages::{self, Reply, Task};
use super::pages::Head;
use super::processes::Plan;
use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};
use std::convert::Infallible;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::mem;
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// The bytes that are held back before the status: what fails within them is refused, and no part looks whole.
const BEFORE_STATUS: usize = 1024 * 1024;
/// The bytes of the parts after it.
const PART: usize = 64 * 1024;
/// The bytes by which a worker may grow and take another query; a new one is cheaper than memory that lies idle.
const GROWTH: u64 = 64 * 1024 * 1024;

/// Takes queries at `listener` as long as `server` lives.
///
/// # Errors
/// The system refuses threads, or no query can be taken any more.
pub(super) fn run(
    listener: &UnixListener,
    server: &UnixStream,
    answers: Answers,
    plan: &Plan,
) -> io::Result<Infallible> {
    limit_memory(plan.memory);
    let (tasks, taken) = mpsc::channel();
    let (done, finished) = mpsc::channel();
    thread::Builder::new().stack_size(plan.stack).spawn(move || evaluate(&answers, &taken, &done))?;
    let most = size().map_or(u64::MAX, |size| size.saturating_add(GROWTH));
    let mut server = server.try_clone()?;
    thread::spawn(move || {
        let _ = server.read(&mut [0]);
        end();
    });
    loop {
        let (connection, _) = listener.accept()?;
        let mut reader = BufReader::new(connection.try_clone()?);
        let mut task = Vec::new();
        if reader.read_until(b'\n', &mut task).unwrap_or_default() == 0 {
            continue;
        }
        tasks.send((task, connection)).map_err(io::Error::other)?;
        // The server sends nothing more: this returns when it has closed the connection.
        let _ = reader.read(&mut [0]);
        if finished.try_recv().is_err() || size().is_some_and(|size| size > most) {
            end();
        }
    }
}

/// Ends this process, whatever its threads do.
fn end() {
    let _ = kill_process(getpid(), Signal::KILL);
}

/// Lets this process take no more than `bytes` beyond what it has, the stacks of threads among them; an allocation beyond ends it.
fn limit_memory(bytes: u64) {
    let Some(data) = size() else { return };
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    if let Err(error) = setrlimit(Resource::Data, limit(data.saturating_add(bytes))) {
        tracing::warn!("the memory of queries cannot be limited: {error}");
    }
    let _ = setrlimit(Resource::Core, limit(0));
}

/// The bytes that this process may write to, its stacks among them; none where the system does not tell.
fn size() -> Option<u64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(5)?.parse::<u64>().ok()? * rustix::param::page_size() as u64)
}

fn evaluate(answers: &Answers, tasks: &Receiver<(Vec<u8>, UnixStream)>, done: &Sender<()>) {
    for (task, connection) in tasks {
        let Ok(Task { about, whole }) = serde_json::from_slice(&task) else { continue };
        let mut out = AnswerWriter::new(connection, whole);
        let answered = catch_unwind(AssertUnwindSafe(|| answers.answer(about, &mut out)));
        // Said before the last bytes: the server may close the connection once it has them.
        let _ = done.send(());
        let _ = match answered {
            Ok(Ok(rows)) => out.finish(rows),
            Ok(Err(error)) => out.fail(error),
            Err(_) => out.fail(HttpError::internal("an answer panicked")),
        };
    }
}

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
    fn new(out: UnixStream, whole: bool) -> Self {
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

    fn finish(mut self, rows: usize) -> io::Result<()> {
        if self.has_begun {
            self.send_held()?;
            return messages::send(&Reply::End { rows }, &[], &mut self.out);
        }
        let reply =
            Reply::Whole { content_type: self.content_type, rows, length: self.held.len(), head: self.head.take() };
        messages::send(&reply, &self.held, &mut self.out)
    }

    /// Ends an answer that failed: by the error, or where a part is sent already, without an end.
    fn fail(mut self, error: HttpError) -> io::Result<()> {
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
