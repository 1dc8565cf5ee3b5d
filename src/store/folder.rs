//! A store that is read: opened while another process may be writing, and never changed.

use std::mem;
use std::path::Path;

use oxigraph::model::NamedNode;
use oxigraph::store::{StorageError, Store};

use super::checkpoints::{self, Held};
use super::marker::Marker;
use super::{StoreError, rocksdb};
use crate::answers::graphs;

/// The folder of the database in a store's folder.
pub(super) const DATA: &str = "data";
/// The folder of the user's vocabularies in a store's folder.
pub(super) const VOCABULARIES: &str = "vocabularies";

/// A store on disk, open to read.
pub struct Folder {
    store: Store,
    held: Held,
}

impl Folder {
    /// Opens the store in `path` to read, as the last completed change left it; later changes do not show.
    ///
    /// # Errors
    /// There is no store, it is of another layout, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::base_of(path)?;
        let held = checkpoints::last(path)?.ok_or_else(|| StoreError::Incomplete(path.to_owned()))?;
        let store = rocksdb::open_read_only(path, &held.folder)?;
        Ok(Self { store, held })
    }

    /// The base IRI of the data of the store in `path`.
    ///
    /// # Errors
    /// There is no store, or it is of another layout.
    pub fn base_of(path: &Path) -> Result<String, StoreError> {
        rocksdb::is_built()?;
        match Marker::read(path)? {
            Some(marker) => Ok(marker.base),
            None if path.symlink_metadata().is_err() => Err(StoreError::Missing(path.to_owned())),
            None => Err(StoreError::Foreign(path.to_owned())),
        }
    }

    /// The database, which this process holds until it ends: the threads that evaluate a query may outlive whoever asked it.
    pub fn into_store(self) -> Store {
        mem::forget(self.held);
        self.store
    }
}

/// The graphs of orders in `store`, in the order of their IRIs.
pub(super) fn orders(store: &Store, base: &str) -> Result<Vec<NamedNode>, StorageError> {
    let room = format!("{base}order/");
    Ok(graphs::named(store)?.into_iter().filter(|graph| graph.as_str().starts_with(&room)).collect())
}
