//! What was sent and confirmed, so that a push that was interrupted goes on where it stopped, and one that is repeated sends
//! what has changed.
//!
//! The record is a file of lines, whole at any moment:
//!
//! ```text
//! SHA-256 of the graph's N-Triples <tab> address <tab> name of the graph      it was sent and confirmed
//! -                                <tab> address <tab> name of the graph      it is being sent: what is there now is unknown
//! ```
//!
//! The last line about a graph counts.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::graph::{self, Graph};
use crate::publishing::beside;
use crate::remote::address::Address;

/// Stands in place of the checksum.
const UNKNOWN: &str = "-";
/// The length of a checksum, in digits.
const SUM: usize = 64;

/// The record of the graphs that an address has.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    address: Address,
    /// Checksums by address and name of graph.
    sums: BTreeMap<(String, String), String>,
}

/// Why a record cannot be kept: the operating system refuses, or the file is something else.
#[derive(Debug, Error)]
#[error("{0}; --resume FILE chooses another file")]
pub struct RecordError(String);

impl Record {
    /// Opens the record at `path`, which is made when it is missing, for what is sent to `address`.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no record; it is then left as it is.
    pub fn open(path: &Path, address: Address) -> Result<Self, RecordError> {
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(unusable(path, &error)),
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let sums = sums(&text)
            .map_err(|line| RecordError(format!("{}: line {line} is no record of what was sent", path.display())))?;
        let record = Self { path: path.to_owned(), address, sums };
        // Where nothing can be written, nothing is sent.
        record.write()?;
        Ok(record)
    }

    /// Whether the graph was sent as it is now.
    pub fn has(&self, graph: &Graph) -> bool {
        self.sums.get(&self.key(graph)).is_some_and(|sum| *sum == graph.sha256())
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
        self.sums.insert(self.key(graph), sum);
        self.write()
    }

    fn key(&self, graph: &Graph) -> (String, String) {
        (self.address.as_str().to_owned(), graph::iri(&graph.name))
    }

    fn write(&self) -> Result<(), RecordError> {
        let line = |((address, name), sum): (&(String, String), &String)| format!("{sum}\t{address}\t{name}\n");
        let text: String = self.sums.iter().map(line).collect();
        beside::write(&self.path, text.as_bytes()).map_err(|error| unusable(&self.path, &error))
    }
}

fn unusable(path: &Path, error: &io::Error) -> RecordError {
    RecordError(format!("{}: {error}; the record of what was sent is kept there", path.display()))
}

/// The checksums that `text` states; or the number of the first line that is foreign.
fn sums(text: &str) -> Result<BTreeMap<(String, String), String>, usize> {
    let mut sums = BTreeMap::new();
    for (line, text) in (1..).zip(text.lines()) {
        let fields: Vec<&str> = text.split('\t').collect();
        let [sum, address, name] = fields[..] else { return Err(line) };
        if sum != UNKNOWN && (sum.len() != SUM || !sum.bytes().all(|digit| digit.is_ascii_hexdigit())) {
            return Err(line);
        }
        sums.insert((address.to_owned(), name.to_owned()), sum.to_owned());
    }
    Ok(sums)
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
        let mut other = open(&path, "http://b.kz/");
        assert!(!other.has(&graph("g", "x")));
        other.confirm(&graph("g", "y")).unwrap();
        assert!(open(&path, "http://a.kz/").has(&graph("g", "x")));
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
