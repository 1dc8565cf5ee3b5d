//! What was sent and confirmed, so that a push that was interrupted goes on where it stopped, and one that is repeated sends
//! what has changed.
//!
//! The record is a file of lines, appended one by one:
//!
//! ```text
//! SHA-256 of the graph's N-Triples <tab> address <tab> name of the graph      it was sent and confirmed
//! -                                <tab> address <tab> name of the graph      it is being sent: what is there now is unknown
//! ```
//!
//! The last line about a graph counts. A last line without its end was cut off and does not count.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use thiserror::Error;

use super::graph::{self, Graph};
use crate::remote::address::Address;

/// Stands in place of the checksum.
const UNKNOWN: &str = "-";
/// The length of a checksum, in digits.
const SUM: usize = 64;

/// The record of the graphs that an address has.
#[derive(Debug)]
pub struct Record {
    file: File,
    shown: String,
    address: Address,
    /// Checksums by name of graph.
    confirmed: HashMap<String, String>,
}

/// Why a record cannot be kept.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The operating system refused.
    #[error("{path}: {error}; the record of what was sent is kept there, --resume FILE chooses another file")]
    Io {
        /// The file.
        path: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The file is something else.
    #[error("{path}: line {line} is no record of what was sent; --resume FILE chooses another file")]
    Foreign {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
    },
}

impl Record {
    /// Opens the record at `path`, which is made when it is missing, for what is sent to `address`.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no record; it is then left as it is.
    pub fn open(path: &Path, address: Address) -> Result<Self, RecordError> {
        let shown = path.display().to_string();
        let fail = |error| RecordError::Io { path: shown.clone(), error };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read.map_err(fail)?,
        };
        let complete = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let (lines, rest) = bytes.split_at(complete);
        let confirmed = confirmed(&String::from_utf8_lossy(lines), &address)
            .and_then(|confirmed| could_begin_a_line(rest).then_some(confirmed).ok_or(1))
            .map_err(|line| RecordError::Foreign { path: shown.clone(), line })?;
        let file = OpenOptions::new().create(true).append(true).open(path).map_err(fail)?;
        if !rest.is_empty() {
            file.set_len(complete as u64).map_err(fail)?;
        }
        Ok(Self { file, shown, address, confirmed })
    }

    /// Whether the graph was sent as it is now.
    pub fn has(&self, graph: &Graph) -> bool {
        self.confirmed.get(&graph::iri(&graph.name)).is_some_and(|sum| *sum == graph.sha256())
    }

    /// Notes that the graph is about to be sent.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(&mut self, graph: &Graph) -> Result<(), RecordError> {
        self.note(UNKNOWN.to_owned(), graph)
    }

    /// Notes that the engine has the graph.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn confirm(&mut self, graph: &Graph) -> Result<(), RecordError> {
        self.note(graph.sha256(), graph)
    }

    fn note(&mut self, sum: String, graph: &Graph) -> Result<(), RecordError> {
        let name = graph::iri(&graph.name);
        let line = format!("{sum}\t{}\t{name}\n", self.address);
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|error| RecordError::Io { path: self.shown.clone(), error })?;
        self.confirmed.insert(name, sum);
        Ok(())
    }
}

/// The checksums that `lines` state for `address`, by name of graph; or the number of the first line that is foreign.
fn confirmed(lines: &str, address: &Address) -> Result<HashMap<String, String>, usize> {
    let mut confirmed = HashMap::new();
    for (line, text) in (1..).zip(lines.lines()) {
        let fields: Vec<&str> = text.split('\t').collect();
        let [sum, url, name] = fields[..] else { return Err(line) };
        if sum != UNKNOWN && (sum.len() != SUM || !is_hexadecimal(sum.as_bytes())) {
            return Err(line);
        }
        if url == address.as_str() {
            confirmed.insert(name.to_owned(), sum.to_owned());
        }
    }
    Ok(confirmed)
}

/// Whether this is the beginning of a line, of nothing up to all but its end.
fn could_begin_a_line(rest: &[u8]) -> bool {
    let sum = rest.split(|byte| *byte == b'\t').next().unwrap_or_default();
    sum == UNKNOWN.as_bytes() || sum.len() <= SUM && is_hexadecimal(sum)
}

fn is_hexadecimal(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;

    fn graph(name: &str, statement: &str) -> Graph {
        let name = NamedNode::new_unchecked(format!("https://example.org/{name}"));
        Graph { name: name.into(), statements: vec![statement.to_owned()], has_blank_nodes: false }
    }

    fn open(path: &Path, address: &str) -> Record {
        Record::open(path, address.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_graph_is_known_after_it_was_confirmed_at_that_address_and_as_long_as_it_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/pushed.tsv");
        let mut record = open(&path, "http://a.kz/");
        assert!(!record.has(&graph("g", "x")));
        record.begin(&graph("g", "x")).unwrap();
        assert!(!open(&path, "http://a.kz/").has(&graph("g", "x")));
        record.confirm(&graph("g", "x")).unwrap();
        let record = open(&path, "http://a.kz/");
        assert!(record.has(&graph("g", "x")) && !record.has(&graph("g", "y")) && !record.has(&graph("h", "x")));
        assert!(!open(&path, "http://b.kz/").has(&graph("g", "x")));
    }

    #[test]
    fn a_graph_that_was_being_sent_again_is_unknown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pushed.tsv");
        let mut record = open(&path, "http://a.kz/");
        record.confirm(&graph("g", "old")).unwrap();
        record.begin(&graph("g", "new")).unwrap();
        let record = open(&path, "http://a.kz/");
        assert!(!record.has(&graph("g", "old")) && !record.has(&graph("g", "new")));
    }

    #[test]
    fn a_line_that_was_cut_off_does_not_count_wherever_it_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pushed.tsv");
        let mut record = open(&path, "http://a.kz/");
        record.confirm(&graph("g", "x")).unwrap();
        record.confirm(&graph("h", "x")).unwrap();
        let whole = fs::read(&path).unwrap();
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            let mut record = open(&path, "http://a.kz/");
            assert_eq!(record.has(&graph("g", "x")), end >= whole.len() / 2, "{end}");
            assert!(!record.has(&graph("h", "x")), "{end}");
            record.confirm(&graph("h", "x")).unwrap();
            assert!(open(&path, "http://a.kz/").has(&graph("h", "x")), "{end}");
        }
    }

    #[test]
    fn a_file_that_is_something_else_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        for (text, line) in [("my notes\n", 1), ("my notes", 1), ("-\thttp://a.kz/\tg\nx\ty\tz\n", 2)] {
            let path = folder.path().join("notes.txt");
            fs::write(&path, text).unwrap();
            let error = Record::open(&path, "http://a.kz/".parse().unwrap()).unwrap_err().to_string();
            assert!(error.contains(&format!("line {line} is no record")), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
