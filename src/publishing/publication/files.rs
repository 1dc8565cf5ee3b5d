//! Files that appear all together or not at all: they are moved to their places when all are complete. Size and checksum are
//! taken on the way.

use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use thiserror::Error;

use crate::publishing::beside;
use crate::reading::document::hexadecimal;

/// Why the files could not be written.
#[derive(Debug, Error)]
#[error("{path}: {error}; choose a folder that you may write to with --out DIR")]
pub struct WriteError {
    path: String,
    error: io::Error,
}

/// Returns a function that adds the path to an error.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> WriteError + use<> {
    let path = path.display().to_string();
    move |error| WriteError { path: path.clone(), error }
}

/// A file on its way.
pub(crate) type Writer = BufWriter<Measured>;

/// Counts and digests what is written.
#[derive(Debug)]
pub(crate) struct Measured {
    file: NamedTempFile,
    bytes: u64,
    digest: Sha256,
}

impl Write for Measured {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        let written = self.file.write(content)?;
        self.bytes += written as u64;
        self.digest.update(&content[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Opens a file that will be called `path` once it is [placed](Complete::place).
pub(crate) fn open(path: &Path) -> Result<Writer, WriteError> {
    if path.is_dir() {
        return Err(at(path)(io::ErrorKind::IsADirectory.into()));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = beside::open(folder).map_err(at(folder))?;
    Ok(BufWriter::with_capacity(1 << 16, Measured { file, bytes: 0, digest: Sha256::new() }))
}

/// A file that is complete and waits for the others.
#[derive(Debug)]
pub(crate) struct Complete {
    file: NamedTempFile,
    /// Where it will stand.
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl Complete {
    /// Ends the writing of the file at `path`.
    pub(crate) fn new(path: PathBuf, writer: Writer) -> Result<Self, WriteError> {
        let Measured { file, bytes, digest } =
            writer.into_inner().map_err(IntoInnerError::into_error).map_err(at(&path))?;
        Ok(Self { file, path, bytes, sha256: hexadecimal(&digest.finalize()) })
    }

    /// Moves the file to its place.
    pub(crate) fn place(self) -> Result<(), WriteError> {
        self.file.persist(&self.path).map_err(|error| at(&self.path)(error.error))?;
        Ok(())
    }
}

/// Writes a whole file.
pub(crate) fn write(path: PathBuf, content: &[u8]) -> Result<Complete, WriteError> {
    let mut writer = open(&path)?;
    writer.write_all(content).map_err(at(&path))?;
    Complete::new(path, writer)
}
