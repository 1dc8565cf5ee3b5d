//! Why a folder cannot be used as a store.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::StorageError;
use thiserror::Error;

use super::marker::{LAYOUT, MARKER};
use crate::reading::vocabulary::VocabularyError;

/// So many orders an error names, of more the first.
const NAMED_ORDERS: usize = 10;

/// Why a folder cannot be used as a store, or an order not be found in it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The program was built without RocksDB.
    #[error(
        "this build keeps its store in memory only; a store on disk needs `cargo build --release --features rocksdb` \
         (libclang and 10 to 25 minutes)"
    )]
    NotBuilt,
    /// There is nothing at this path.
    #[error("{}: there is no store; make one: lauazym load ORDER… --store {}", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The path is something else than a folder with a store.
    #[error(
        "{}: this is no store of lauazym (it has no {MARKER}), and it is left as it is; give an empty or a new folder",
        .0.display()
    )]
    Foreign(PathBuf),
    /// The file that says what the folder is cannot be understood.
    #[error("{}: this does not tell what store it belongs to: {message}; take it from a backup", file.display())]
    Marker {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The store was made by a program whose stores look otherwise.
    #[error(
        "{}: this store has the layout {layout} of {program}, and this program knows the layout {LAYOUT}; use {program}, or \
         load the orders into a new folder",
        folder.display()
    )]
    Layout {
        /// The store's folder.
        folder: PathBuf,
        /// Its version of the layout.
        layout: u64,
        /// The program that made it.
        program: String,
    },
    /// The store's data have another base IRI than the one that is asked for.
    #[error(
        "{}: the data of this store have the base {held}, and {given} was given; leave out --base, or load into another folder",
        folder.display()
    )]
    Base {
        /// The store's folder.
        folder: PathBuf,
        /// The base of its data.
        held: String,
        /// The other base.
        given: String,
    },
    /// The first load was stopped before the store could be used.
    #[error("{}: no load into this store was completed yet; wait for the one that runs, or load again: lauazym load ORDER… --store {}", .0.display(), .0.display())]
    Incomplete(PathBuf),
    /// Another process writes to the store.
    #[error("{}: another process is writing to this store; wait until it has ended", .0.display())]
    Busy(PathBuf),
    /// No such order is in the store.
    #[error("{given}: no such order is in the store, nothing was removed; {}", listed(known))]
    UnknownOrder {
        /// What was given.
        given: String,
        /// The orders that are there.
        known: Vec<String>,
    },
    /// Something stands where a backup should go.
    #[error("{}: this exists already, and a backup does not overwrite; give a path at which nothing is", .0.display())]
    Occupied(PathBuf),
    /// Two of the user's vocabulary files have one name, by which the store would keep them.
    #[error("{}: another vocabulary file has this name too, and the store keeps them by name; rename one", .0.display())]
    TwoVocabularies(PathBuf),
    /// A vocabulary cannot be used.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// A file or folder of the store cannot be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// The engine of the store fails.
    #[error("{}: the store cannot be used: {error}", folder.display())]
    Engine {
        /// The store's folder.
        folder: PathBuf,
        /// What the engine said.
        error: StorageError,
    },
}

impl StoreError {
    /// The error of an operation on the file or folder `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |error| Self::Io { path: path.to_owned(), error }
    }

    /// The error of the engine of the store in `folder`. RocksDB says only in words that another process holds its lock.
    pub(super) fn engine(folder: &Path) -> impl Fn(StorageError) -> Self {
        |error| {
            let said = error.to_string();
            if said.contains("While lock file") || said.contains("lock hold by current process") {
                return Self::Busy(folder.to_owned());
            }
            Self::Engine { folder: folder.to_owned(), error }
        }
    }
}

fn listed(known: &[String]) -> String {
    match known.len() {
        0 => "it holds none".to_owned(),
        number if number <= NAMED_ORDERS => format!("there are {}", known.join(", ")),
        number => {
            let more = number - NAMED_ORDERS;
            format!("there are {} and {more} more, which `lauazym orders` lists", known[..NAMED_ORDERS].join(", "))
        }
    }
}
