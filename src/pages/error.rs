//! Why a page cannot be made.

use crate::answers::arguments::ArgumentError;
use crate::answers::error::EvaluationError;
use crate::answers::writing::WriteError;
use oxigraph::store::StorageError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a page, or a whole site, cannot be made.
#[derive(Debug, Error)]
pub enum PageError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// A template fails.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// A table of words is broken.
    #[error(transparent)]
    Table(#[from] csv::Error),
    /// Data cannot be written down.
    #[error(transparent)]
    Data(#[from] io::Error),
    /// A saved question has no answer.
    #[error(transparent)]
    Question(#[from] EvaluationError),
    /// The values of a parameter cannot be used.
    #[error(transparent)]
    Argument(#[from] ArgumentError),
    /// An answer cannot be written.
    #[error(transparent)]
    Answer(#[from] WriteError),
    /// A file of a site cannot be written.
    #[error("{}: {error}; choose a folder that you may write to with --out DIR", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// A package of npm cannot be read.
    #[error(
        "{}: {error}; an editor in the browser needs the package {package}: run `npm install oxigraph @zazuko/yasqe`, and name the \
         folder node_modules that this fills by --sparql NODE_MODULES", file.display()
    )]
    Package {
        /// The package.
        package: &'static str,
        /// The file of it that is missing.
        file: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// The folder holds something else.
    #[error("{} is neither empty nor a site of lauazym: it has no {marker}; choose another folder with --out DIR", folder.display())]
    NoSite {
        /// The folder.
        folder: PathBuf,
        /// The file by which a site is known.
        marker: &'static str,
    },
}
