//! Why a folder cannot be used as a store.

use std::fmt::Display;
use std::io;
use std::path::Path;

use oxigraph::store::StorageError;
use thiserror::Error;

use super::marker::MARKER;
use crate::reading::vocabulary::VocabularyError;

/// So many orders an error names, of more the first.
const NAMED_ORDERS: usize = 10;

/// Why a folder cannot be used as a store, or an order not be found in it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A vocabulary cannot be used.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// Anything else: the place, what is wrong there, and what to do.
    #[error("{0}")]
    Refused(String),
}

impl StoreError {
    /// Something is wrong with the file or folder `path`.
    pub(super) fn at(path: &Path, reason: impl Display) -> Self {
        Self::Refused(format!("{}: {reason}", path.display()))
    }

    /// There is nothing at `path`.
    pub(super) fn missing(path: &Path) -> Self {
        Self::at(path, format!("there is no store; make one: lauazym load ORDER… --store {}", path.display()))
    }

    /// At `path` is something else than a folder with a store.
    pub(super) fn foreign(path: &Path) -> Self {
        let reason = format!("this is no store of lauazym (it has no {MARKER}), and it is left as it is");
        Self::at(path, format!("{reason}; give an empty or a new folder"))
    }

    /// The error of an operation on the file or folder `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::at(path, error)
    }

    /// The error of the engine of the store in `folder`. RocksDB says only in words that another process holds its lock.
    pub(super) fn engine(folder: &Path) -> impl Fn(StorageError) -> Self {
        move |error| {
            let said = error.to_string();
            if said.contains("While lock file") || said.contains("lock hold by current process") {
                return Self::at(folder, "another process is writing to this store; wait until it has ended");
            }
            Self::at(folder, format!("the store cannot be used: {error}"))
        }
    }

    /// Nothing in the store is what was `given`; the orders `known` are.
    pub(super) fn unknown_order(given: &str, known: &[String]) -> Self {
        let listed = match known.len() {
            0 => "it holds none".to_owned(),
            number if number <= NAMED_ORDERS => format!("there are {}", known.join(", ")),
            number => {
                let more = number - NAMED_ORDERS;
                format!("there are {} and {more} more, which `lauazym orders` lists", known[..NAMED_ORDERS].join(", "))
            }
        };
        Self::Refused(format!("{given}: no such order is in the store, nothing was removed; {listed}"))
    }
}
