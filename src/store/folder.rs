//! A store that is read: opened while another process may be writing, and never changed.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use oxigraph::model::NamedNode;
use oxigraph::store::{StorageError, Store};

use super::marker::Marker;
use super::{StoreError, rocksdb};
use crate::answers::graphs;
use crate::description;
use crate::terms::dct;

/// The folder of the database in a store's folder.
pub(super) const DATA: &str = "data";
/// The folder of the user's vocabularies in a store's folder. It is made right behind the database: without it, the database
/// may lack parts that RocksDB makes one after the other.
pub(super) const VOCABULARIES: &str = "vocabularies";
/// How often a store is tried that another process changes under our hands, and how long apart.
const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// A store on disk, open to read.
pub struct Folder {
    path: PathBuf,
    base: String,
    store: Store,
}

impl Folder {
    /// Opens the store in `path` to read, as it is at this moment.
    ///
    /// # Errors
    /// There is no store, it is of another layout, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let base = Self::base_of(path)?;
        if !path.join(VOCABULARIES).exists() {
            return Err(StoreError::Incomplete(path.to_owned()));
        }
        let data = path.join(DATA);
        let mut attempt = 1;
        // A writer may take away a file between the moment at which we read its name and that at which we open it.
        let store = loop {
            match rocksdb::open_read_only(path, &data) {
                Err(StoreError::Engine { .. }) if attempt < ATTEMPTS => {
                    attempt += 1;
                    thread::sleep(PAUSE);
                }
                opened => break opened?,
            }
        };
        let is_described = contains(&store, &description::iri(&base)).map_err(StoreError::engine(path))?;
        if !is_described {
            return Err(StoreError::Incomplete(path.to_owned()));
        }
        Ok(Self { path: path.to_owned(), base, store })
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

    /// The base IRI of the data.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How many orders are in the store that its description does not count, since their load was killed or is under way.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn uncounted(&self) -> Result<usize, StoreError> {
        uncounted(&self.store, &self.base).map_err(StoreError::engine(&self.path))
    }

    /// The database.
    pub fn into_store(self) -> Store {
        self.store
    }
}

fn contains(store: &Store, graph: &str) -> Result<bool, StorageError> {
    store.contains_named_graph(&NamedNode::new_unchecked(graph))
}

/// The number of orders that the description in `store` does not count.
fn uncounted(store: &Store, base: &str) -> Result<usize, StorageError> {
    let dataset = NamedNode::new_unchecked(description::iri(base));
    let mut counted = 0;
    for quad in store.quads_for_pattern(Some((&dataset).into()), Some(dct::HAS_PART), None, Some((&dataset).into())) {
        quad?;
        counted += 1;
    }
    Ok(orders(store, base)?.len().saturating_sub(counted))
}

/// The graphs of orders in `store`, in the order of their IRIs.
pub(super) fn orders(store: &Store, base: &str) -> Result<Vec<NamedNode>, StorageError> {
    let room = format!("{base}order/");
    Ok(graphs::named(store)?.into_iter().filter(|graph| graph.as_str().starts_with(&room)).collect())
}
