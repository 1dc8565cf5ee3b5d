//! Writes a dataset as files that others can read: one for each format, all or none.

use std::collections::HashSet;
use std::fs::{self, Permissions};
use std::io::{self, BufWriter, IntoInnerError};
use std::path::{Path, PathBuf};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Triple, TripleRef};
use tempfile::NamedTempFile;
use thiserror::Error;

use crate::terms::PREFIXES;

/// The names by which formats are chosen.
pub const FORMATS: [(&str, RdfFormat); 6] = [
    ("turtle", RdfFormat::Turtle),
    ("nquads", RdfFormat::NQuads),
    ("ntriples", RdfFormat::NTriples),
    ("trig", RdfFormat::TriG),
    ("rdfxml", RdfFormat::RdfXml),
    ("jsonld", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
];

/// Why the files could not be written.
#[derive(Debug, Error)]
#[error("{path}: {error}; choose a folder that you may write to with --out DIR")]
pub struct WriteError {
    path: String,
    error: io::Error,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The number of different statements, graphs aside.
    pub triples: usize,
    /// The files with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
}

/// Writes the statements that `describe` hands on to `folder` as `lauazym.EXT` in each of `formats`. The folder is made
/// when it is missing.
///
/// Each file is written beside its place and moved there when all are complete, so that a failure leaves what was there.
/// Formats without named graphs hold each statement once, whatever number of graphs it is in.
///
/// # Errors
/// When the folder cannot be made or a file cannot be written.
pub fn write(
    describe: impl FnOnce(&mut dyn FnMut(Quad)),
    folder: &Path,
    formats: &[RdfFormat],
) -> Result<Written, WriteError> {
    let fail = |path: &Path| {
        let path = path.display().to_string();
        move |error| WriteError { path, error }
    };
    fs::create_dir_all(folder).map_err(fail(folder))?;
    let mut files = Vec::new();
    for format in formats {
        let path = folder.join(format!("lauazym.{}", format.file_extension()));
        if path.is_dir() {
            return Err(fail(&path)(io::ErrorKind::IsADirectory.into()));
        }
        let file = beside(folder).map_err(fail(&path))?;
        files.push((path, serializer(*format).map_err(fail(folder))?.for_writer(BufWriter::new(file)), *format));
    }
    let mut triples = Distinct::default();
    let mut failure = None;
    describe(&mut |quad| {
        let is_new = triples.add(&quad);
        for (path, file, format) in &mut files {
            let written = if format.supports_datasets() {
                file.serialize_quad(&quad)
            } else if is_new {
                file.serialize_triple(TripleRef::from(quad.as_ref()))
            } else {
                Ok(())
            };
            if let Err(error) = written {
                failure.get_or_insert_with(|| fail(path)(error));
            }
        }
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    let mut complete = Vec::new();
    for (path, file, _) in files {
        let file = file
            .finish()
            .and_then(|file| file.into_inner().map_err(IntoInnerError::into_error))
            .map_err(fail(&path))?;
        complete.push((path, file));
    }
    let mut written = Written { triples: triples.number, files: Vec::new() };
    for (path, file) in complete {
        let bytes = file.as_file().metadata().map_err(fail(&path))?.len();
        file.persist(&path).map_err(|error| fail(&path)(error.error))?;
        written.files.push((path, bytes));
    }
    Ok(written)
}

/// Counts different statements. An order describes its own resources once and in its own graph, so only statements about
/// other resources (an act that two orders name) are remembered.
#[derive(Default)]
struct Distinct {
    number: usize,
    shared: HashSet<Triple>,
}

impl Distinct {
    /// Whether `quad` makes a statement that is new.
    fn add(&mut self, quad: &Quad) -> bool {
        let own = match (&quad.subject, &quad.graph_name) {
            (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) => subject
                .as_str()
                .strip_prefix(graph.as_str())
                .is_some_and(|part| part.is_empty() || part.starts_with('/')),
            _ => false,
        };
        let is_new = own || self.shared.insert(quad.clone().into());
        self.number += usize::from(is_new);
        is_new
    }
}

fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lauazym-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// A serializer that knows the project's prefixes.
fn serializer(format: RdfFormat) -> io::Result<RdfSerializer> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, namespace) in PREFIXES {
        serializer = serializer.with_prefix(name, namespace).map_err(io::Error::other)?;
    }
    Ok(serializer)
}
