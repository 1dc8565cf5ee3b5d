//! A worker: takes a query, answers it, takes the next. It kills itself when the server does not want the answer any more, and
//! the system ends it when it takes too much memory.

use super::answers::Answers;
use super::door::Door;
use super::error::HttpError;
use super::messages::{AnswerWriter, Task};
use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};
use std::convert::Infallible;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// The bytes of stack that an evaluation gets at most; less where half of a query's memory is less.
const STACK: u64 = 128 * 1024 * 1024;
/// The bytes by which a worker may grow and take another query; more where it holds much, since a new worker copies most of what
/// its first queries read (reading counts references), but a part of a query's memory only.
const GROWTH: u64 = 64 * 1024 * 1024;
const GROWN_PART: u64 = 4;

/// Takes queries at `listener` as long as `server` lives; each may take `memory` bytes.
///
/// # Errors
/// The system refuses threads, or no query can be taken any more.
pub(super) fn run(
    listener: &UnixListener,
    server: &UnixStream,
    answers: Answers,
    memory: u64,
) -> io::Result<Infallible> {
    limit_memory(memory);
    let stack = usize::try_from(STACK.min(memory / 2)).unwrap_or(usize::MAX);
    let (tasks, taken) = mpsc::channel();
    let (done, finished) = mpsc::channel();
    thread::Builder::new().stack_size(stack).spawn(move || evaluate(&answers, &taken, &done))?;
    let most = size().map_or(u64::MAX, |size| size.saturating_add(GROWTH.max(size.min(memory) / GROWN_PART)));
    let mut server = server.try_clone()?;
    thread::spawn(move || {
        let _ = server.read(&mut [0]);
        end();
    });
    let door = Door::new(listener)?;
    loop {
        let connection = door.next()?;
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
