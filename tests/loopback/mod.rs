//! A server of HTTP on this machine, as small as a test needs it: it remembers what it was asked, and answers as it is told.

#![allow(dead_code, reason = "each test program uses a part")]

pub mod elsewhere;
pub mod sparql;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What the server does.
pub enum Reply {
    /// Status, headers and body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Closes the connection without a word.
    Cut,
    /// Says nothing for so long, and closes.
    Silence(Duration),
}

/// What a run printed.
pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// The message of a run that failed, and printed no answer.
pub fn error(output: &Output) -> &str {
    assert_eq!((output.status.code(), out(output)), (Some(1), ""), "{output:?}");
    std::str::from_utf8(&output.stderr).unwrap()
}

/// An answer in JSON.
pub fn json(body: &str) -> Reply {
    Reply::Answer(200, vec![("content-type", "application/sparql-results+json".into())], body.into())
}

/// An answer without a body.
pub fn status(status: u16) -> Reply {
    Reply::Answer(status, Vec::new(), Vec::new())
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of the query or of the form.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let pairs = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(&self.body));
        pairs.into_iter().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A server that runs as long as the test.
pub struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that replies by `reply`, which learns the number of the request, from 0.
    pub fn start(reply: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (known, reply) = (Arc::clone(&requests), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (known, reply) = (Arc::clone(&known), Arc::clone(&reply));
                thread::spawn(move || serve(stream, &known, reply.as_ref()));
            }
        });
        Self { port, requests }
    }

    /// The address of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What came so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// One request for each connection. A client that waits to be told to go on with its body is answered by its headers alone,
/// if the reply is a refusal.
fn serve(stream: TcpStream, known: &Mutex<Vec<Request>>, reply: &dyn Fn(&Request, usize) -> Reply) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let Some(mut request) = head(&mut reader) else { return };
    if request.header("expect").is_some() {
        let early = reply(&request, known.lock().unwrap().len());
        if matches!(&early, Reply::Answer(status, ..) if *status >= 400) {
            known.lock().unwrap().push(request);
            return write(&stream, early);
        }
        (&stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap();
    }
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    request.body = vec![0; length];
    if reader.read_exact(&mut request.body).is_err() {
        return;
    }
    let number = {
        let mut known = known.lock().unwrap();
        known.push(request.clone());
        known.len() - 1
    };
    write(&stream, reply(&request, number));
}

fn head(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Some(Request { method, target, headers, body: Vec::new() })
}

fn write(mut stream: &TcpStream, reply: Reply) {
    match reply {
        Reply::Cut => (),
        Reply::Silence(time) => thread::sleep(time),
        Reply::Answer(status, headers, body) => {
            let mut head =
                format!("HTTP/1.1 {status} Status\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
            headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
            // A client that has gone away is what some tests are about.
            let _ = stream.write_all(format!("{head}\r\n").as_bytes()).and_then(|()| stream.write_all(&body));
        }
    }
}
