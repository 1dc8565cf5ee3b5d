//! Why a page cannot be made.

use super::site::MARKER;
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
    #[error("{path}: {1}; choose a folder that you may write to with --out DIR", path = .0.display())]
    File(PathBuf, io::Error),
    /// A file of a package of npm cannot be read.
    #[error(
        "{file}: {2}; an editor in the browser needs the package {0}: run `npm install oxigraph @zazuko/yasqe`, and name the folder \
         node_modules that this fills by --sparql NODE_MODULES", file = .1.display()
    )]
    Package(&'static str, PathBuf, io::Error),
    /// The folder holds something else than a site.
    #[error("{folder} is neither empty nor a site of lauazym: it has no {MARKER}; choose another folder with --out DIR", folder = .0.display())]
    NoSite(PathBuf),
}
