//! Starts the program as a server and speaks HTTP with it over a socket, byte by byte where a client of manners would not.

#![allow(dead_code, reason = "each test program uses a part")]

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// What no answer may take longer than; a server that hangs fails a test instead of holding it up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub struct Server {
    child: Child,
    log: Mutex<Receiver<String>>,
    /// Where it listens.
    pub address: SocketAddr,
}

/// An answer, whole or not.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, with names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, unchunked.
    pub body: Vec<u8>,
    /// Whether the body came to its end.
    pub whole: bool,
}

/// The path of a file under `tests/`.
pub fn test_file(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name).to_str().unwrap().to_owned()
}

impl Server {
    /// Starts `lauazym serve` on a free port, about the fixture `answers.trig`.
    pub fn start(arguments: &[&str]) -> Self {
        let data = test_file("fixtures/answers.trig");
        Self::over(&[arguments, &["--data", &data]].concat())
    }

    /// Starts `lauazym serve` on a free port, about the data that `arguments` say.
    pub fn over(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lauazym"))
            .args([&["serve", "--bind", "127.0.0.1:0"], arguments].concat())
            .env_remove("RUST_LOG")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, log) = mpsc::channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut server = Self { child, log: Mutex::new(log), address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let line = server.logged("listening on");
        let address = line.strip_prefix("listening on http://").and_then(|rest| rest.strip_suffix('/'));
        server.address = address.unwrap().parse().unwrap();
        server
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes as they are and reads one answer.
    pub fn raw(&self, bytes: &[u8]) -> io::Result<Answer> {
        let mut stream = self.connect();
        // A server may refuse before it has read all.
        let _ = stream.write_all(bytes);
        Answer::read(&mut stream)
    }

    /// Sends a request with these headers and this body.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = body {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        let bytes = [request.as_bytes(), b"\r\n", body.unwrap_or_default()].concat();
        self.raw(&bytes).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Gets a path.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, None)
    }

    /// Asks a query by POST.
    pub fn ask(&self, query: &str, headers: &[(&str, &str)]) -> Answer {
        let headers = [&[("Content-Type", "application/sparql-query")], headers].concat();
        self.send("POST", "/sparql", &headers, Some(query.as_bytes()))
    }

    /// Checks that the server still answers, and rightly.
    pub fn is_well(&self) {
        let answer = self.get("/query/acts-by-category?category=C-3&format=csv", &[]);
        assert_eq!((answer.status, answer.text().lines().count()), (200, 3), "{answer:?}");
    }

    /// The number of the server's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends the signal by which a process is asked to stop.
    pub fn ask_to_stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Waits until the process has ended.
    pub fn wait(&mut self) -> ExitStatus {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the server does not end");
    }

    /// The next line of the log that holds `part`.
    pub fn logged(&self, part: &str) -> String {
        let begun = Instant::now();
        let mut said = String::new();
        let log = self.log.lock().unwrap();
        while let Ok(line) = log.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            if line.contains(part) {
                return line;
            }
            said.push_str(&line);
        }
        panic!("the log has no line with {part}: {said}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// Reads one answer; an error when not even a status comes.
    pub fn read(stream: &mut impl Read) -> io::Result<Self> {
        let mut reader = BufReader::new(stream);
        let mut status = String::new();
        reader.read_line(&mut status)?;
        let number = status.split(' ').nth(1).and_then(|number| number.parse().ok());
        let status = number.ok_or_else(|| io::Error::other(format!("no status: {status:?}")))?;
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Self { status, headers, body: Vec::new(), whole: true };
        answer.whole = answer.read_body(&mut reader).is_ok();
        Ok(answer)
    }

    fn read_body(&mut self, reader: &mut impl BufRead) -> io::Result<()> {
        if self.header("transfer-encoding") == Some("chunked") {
            loop {
                let mut size = String::new();
                reader.read_line(&mut size)?;
                let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
                let mut piece = vec![0; size + 2];
                reader.read_exact(&mut piece)?;
                self.body.extend(&piece[..size]);
                if size == 0 {
                    return Ok(());
                }
            }
        }
        match self.header("content-length").map(|length| length.parse().unwrap()) {
            Some(length) => {
                self.body = vec![0; length];
                reader.read_exact(&mut self.body)
            }
            None => reader.read_to_end(&mut self.body).map(drop),
        }
    }

    /// The values of a header, joined.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A text as it stands in a URL.
pub fn encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}
