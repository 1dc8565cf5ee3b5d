//! Virtuoso, in a folder and on ports of its own, as long as the test.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long Virtuoso may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running Virtuoso.
pub struct Virtuoso {
    process: Child,
    http: u16,
    _folder: TempDir,
}

impl Virtuoso {
    /// The user that may write.
    pub const USER: &str = "dba";

    /// Starts Virtuoso.
    ///
    /// # Panics
    /// When it is not installed or does not begin.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (sql, http) = (free_port(), free_port());
        fs::write(folder.path().join("virtuoso.ini"), configuration(sql, http)).unwrap();
        let process = Command::new("virtuoso-t")
            .args(["-f", "-c", "virtuoso.ini"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("virtuoso-t is installed (on Debian: virtuoso-opensource-7-bin)");
        let virtuoso = Self { process, http, _folder: folder };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", http)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "Virtuoso has not begun within {PATIENCE:?}");
            thread::sleep(Duration::from_millis(100));
        }
        virtuoso
    }

    /// The address of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.http)
    }

    /// The password of [`Self::USER`] in a new database.
    pub fn password(&self) -> &'static str {
        "dba"
    }
}

impl Drop for Virtuoso {
    fn drop(&mut self) {
        // A process that has ended already needs no end.
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// All files lie in the working folder. The limit on rows is above the largest answer of the catalogue.
fn configuration(sql: u16, http: u16) -> String {
    format!(
        "[Database]\n\
         DatabaseFile = virtuoso.db\n\
         ErrorLogFile = virtuoso.log\n\
         LockFile = virtuoso.lck\n\
         TransactionFile = virtuoso.trx\n\
         xa_persistent_file = virtuoso.pxa\n\
         MaxCheckpointRemap = 2000\n\
         [TempDatabase]\n\
         DatabaseFile = virtuoso-temp.db\n\
         TransactionFile = virtuoso-temp.trx\n\
         [Parameters]\n\
         ServerPort = 127.0.0.1:{sql}\n\
         DisableUnixSocket = 1\n\
         NumberOfBuffers = 20000\n\
         MaxDirtyBuffers = 15000\n\
         [HTTPServer]\n\
         ServerPort = 127.0.0.1:{http}\n\
         ServerRoot = .\n\
         ServerThreads = 10\n\
         [SPARQL]\n\
         ResultSetMaxRows = 1000000\n"
    )
}
