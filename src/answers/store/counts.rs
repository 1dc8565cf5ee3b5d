//! The counts of each order's graph, kept beside the database: to count a graph anew takes seconds, and a store has many.
//!
//! A file is taken away before its graph changes and written when the change is done, so that after a kill it is missing
//! and never wrong. It also names the classes of the vocabularies by a digest, since counts depend on them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;
use oxigraph::store::{StorageError, Store};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::StoreError;
use crate::publishing::description::{Census, Classes, Counting};
use crate::reading::document::hexadecimal;

/// The folder of counts in a store's folder.
pub(super) const COUNTS: &str = "counts";

/// The kept counts of a store.
#[derive(Debug)]
pub(super) struct Counts {
    folder: PathBuf,
    /// The digest of the classes that the vocabularies state.
    classes: String,
}

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    classes: String,
    census: T,
}

impl Counts {
    /// The counts kept in `store`, made with the vocabularies that state `classes`.
    pub(super) fn of(store: &Path, classes: &Classes) -> Result<Self, StoreError> {
        let folder = store.join(COUNTS);
        fs::create_dir_all(&folder).map_err(StoreError::io(&folder))?;
        let mut stated: Vec<_> = classes.iter().collect();
        stated.sort_unstable();
        let mut digest = Sha256::new();
        for (resource, classes) in stated {
            let mut classes = classes.clone();
            classes.sort_unstable();
            digest.update(format!("{resource} {}\n", classes.join(" ")));
        }
        Ok(Self { folder, classes: hexadecimal(&digest.finalize()) })
    }

    fn file(&self, id: &str) -> PathBuf {
        // An edition is called `V1400009336/edition/2014-04-02`.
        self.folder.join(format!("{}.json", id.replace('/', ".")))
    }

    /// The counts of the order `id`; none when they are not known.
    pub(super) fn read(&self, id: &str) -> Option<Census> {
        let content = fs::read(self.file(id)).ok()?;
        let kept: Kept<Census> = serde_json::from_slice(&content).ok()?;
        (kept.classes == self.classes).then_some(kept.census)
    }

    /// Takes away the counts of the order `id`, which is about to change.
    pub(super) fn forget(&self, id: &str) -> Result<(), StoreError> {
        let file = self.file(id);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::at(&file, error)),
            _ => Ok(()),
        }
    }

    /// Keeps the counts of the order `id`.
    pub(super) fn write(&self, id: &str, census: &Census) -> Result<(), StoreError> {
        let file = self.file(id);
        let kept = Kept { classes: self.classes.clone(), census };
        let content = serde_json::to_vec(&kept).map_err(io::Error::from);
        content.and_then(|content| fs::write(&file, content)).map_err(StoreError::io(&file))
    }
}

/// Counts the graph `graph` of `store`.
pub(super) fn census(store: &Store, graph: &NamedNode, classes: &Classes) -> Result<Census, StorageError> {
    let mut counting = Counting::of_graph(graph.as_str(), classes);
    for quad in store.quads_for_pattern(None, None, None, Some(graph.into())) {
        counting.count(quad?.as_ref());
    }
    Ok(counting.finish())
}
