//! A store that is read: opened while another process may be writing, and never changed.

use std::mem;
use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;
use oxigraph::store::{StorageError, Store};

use super::checkpoints::{self, Held};
use super::marker::Marker;
use super::{StoreError, rocksdb};
use crate::answers::graphs;

/// The folder of the user's vocabularies in a store's folder.
pub(super) const VOCABULARIES: &str = "vocabularies";

/// The state that the last completed change left a store on disk in, which is not removed as long as this value lives. Any number
/// of processes can open it.
pub struct Snapshot {
    path: PathBuf,
    held: Held,
}

impl Snapshot {
    /// Takes hold of the state of the store in `path`, and does not open it yet.
    ///
    /// # Errors
    /// There is no store, or it is of another layout.
    pub fn hold(path: &Path) -> Result<Self, StoreError> {
        base_of(path)?;
        let held = checkpoints::last(path)?.ok_or_else(|| {
            let again =
                format!("wait for the one that runs, or load again: lauazym load ORDER… --store {}", path.display());
            StoreError::at(path, format!("no load into this store was completed yet; {again}"))
        })?;
        Ok(Self { path: path.to_owned(), held })
    }

    /// Opens the database to read.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(&self) -> Result<Store, StoreError> {
        rocksdb::open_read_only(&self.path, &self.held.folder)
    }
}

/// Opens the store in `path` to read, as the last completed change left it; later changes do not show. This process holds that
/// state until it ends: the threads that evaluate a query may outlive whoever asked it.
///
/// # Errors
/// There is no store, it is of another layout, or it cannot be read.
pub fn open(path: &Path) -> Result<Store, StoreError> {
    let snapshot = Snapshot::hold(path)?;
    let store = snapshot.open()?;
    mem::forget(snapshot);
    Ok(store)
}

/// The base IRI of the data of the store in `path`.
///
/// # Errors
/// There is no store, or it is of another layout.
pub fn base_of(path: &Path) -> Result<String, StoreError> {
    rocksdb::is_built()?;
    match Marker::read(path)? {
        Some(marker) => Ok(marker.base),
        None if path.symlink_metadata().is_err() => Err(StoreError::missing(path)),
        None => Err(StoreError::foreign(path)),
    }
}

/// The graphs of orders in `store`, in the order of their IRIs.
pub(super) fn orders(store: &Store, base: &str) -> Result<Vec<NamedNode>, StorageError> {
    let room = format!("{base}order/");
    Ok(graphs::named(store)?.into_iter().filter(|graph| graph.as_str().starts_with(&room)).collect())
}
