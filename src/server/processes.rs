//! Queries run in processes of their own: whatever one does, it is ended by killing its process, and its processor time and
//! memory are gone.
//!
//! ```text
//! server ──▶ keeper ──▶ worker   one query at a time
//!                   ──▶ worker
//! ```
//!
//! The keeper loads the data and copies itself (fork) for each worker, which so has them at once and shares their memory; it
//! copies itself anew for each worker that ends. Workers listen at one socket: the server opens a connection for each
//! query, and closes it when it has the answer or does not want it any more. All end when the server does.

use super::ServeError;
use super::answers::Answers;
use super::configuration::Limits;
use super::worker;
use crate::answers::error::Cause;
use fork::{Fork, fork};
use oxigraph::store::Store;
use rustix::process::{WaitOptions, getppid, setpgid, wait};
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::exit;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// The exit code of a process that cannot do its work.
const FAILED: i32 = 1;
/// The pause before a worker is started again that could not work.
const PAUSE: Duration = Duration::from_secs(1);
/// What a worker says when it waits for queries; anything else is an error.
const READY: &str = "ready";

/// The workers, for as long as this value lives.
pub(super) struct Processes {
    folder: TempDir,
    _alive: UnixStream,
}

impl Processes {
    /// Starts workers, each with a store from what `load` returns, and answers from what `answers` makes of the store. The process
    /// must have one thread.
    ///
    /// # Errors
    /// The data cannot be loaded or opened, or the system refuses processes.
    pub(super) fn start<O: Fn() -> Result<Store, Cause>>(
        limits: &Limits,
        load: impl FnOnce() -> Result<O, Cause>,
        answers: impl Fn(Store) -> Answers,
    ) -> Result<Self, ServeError> {
        let private = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().prefix("lauazym-").permissions(private).tempdir()?;
        let listener = UnixListener::bind(socket(folder.path()))?;
        let (alive, server) = UnixStream::pair()?;
        if let Fork::Child = fork()? {
            drop(alive);
            let keeper = Keeper { folder: folder.keep(), listener, server };
            exit(keeper.run(limits, load, &answers))
        }
        drop(server);
        let mut said = Vec::new();
        BufReader::new(&alive).read_until(b'\n', &mut said)?;
        match String::from_utf8_lossy(&said).trim_end() {
            READY => Ok(Self { folder, _alive: alive }),
            "" => {
                let reason =
                    "the process that loads the data was ended from outside; has the system enough memory for them?";
                Err(ServeError::Refused(reason.to_owned()))
            }
            error => Err(ServeError::Refused(error.replace('\0', "\n"))),
        }
    }

    /// The socket at which workers take queries.
    pub(super) fn socket(&self) -> PathBuf {
        socket(self.folder.path())
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("workers")
}

struct Keeper {
    folder: PathBuf,
    listener: UnixListener,
    /// Ends when the server does.
    server: UnixStream,
}

impl Keeper {
    /// Keeps workers until the server ends; the exit code.
    fn run<O: Fn() -> Result<Store, Cause>>(
        self,
        limits: &Limits,
        load: impl FnOnce() -> Result<O, Cause>,
        answers: &impl Fn(Store) -> Answers,
    ) -> i32 {
        let parent = getppid();
        let open = match load() {
            Ok(open) => open,
            Err(error) => {
                self.tell(&format!("{error:#}"));
                return FAILED;
            }
        };
        // Ctrl-C goes to all of a group; running queries are for the server to end.
        let _ = setpgid(None, None);
        let start = |is_first: bool| loop {
            match fork() {
                Ok(Fork::Child) => exit(self.work(limits.max_memory, is_first, || open().map(answers))),
                Ok(Fork::Parent(_)) => break,
                Err(error) => tracing::error!("a worker cannot be started: {error}"),
            }
            thread::sleep(PAUSE);
        };
        // One more than queries, which says that the server is well while all others are busy.
        (0..=limits.max_queries).for_each(|_| start(true));
        loop {
            match wait(WaitOptions::empty()) {
                Ok(Some((_, status))) if status.signaled() => (),
                _ => thread::sleep(PAUSE),
            }
            if getppid() != parent {
                let _ = fs::remove_dir_all(&self.folder);
                return 0;
            }
            start(false);
        }
    }

    /// Works until the process is ended; the exit code where it cannot.
    fn work(&self, memory: u64, is_first: bool, open: impl FnOnce() -> Result<Answers, Cause>) -> i32 {
        match open() {
            Ok(answers) => {
                if is_first {
                    self.tell(READY);
                }
                let Err(error) = worker::run(&self.listener, &self.server, answers, memory);
                tracing::error!("a worker ends: {error}");
            }
            Err(error) if is_first => self.tell(&format!("{error:#}")),
            Err(error) => tracing::error!("{error:#}"),
        }
        FAILED
    }

    /// Says a line to the server, which listens until all data are loaded.
    fn tell(&self, text: &str) {
        let line = format!("{}\n", text.replace('\n', "\0"));
        let _ = (&self.server).write_all(line.as_bytes());
    }
}
