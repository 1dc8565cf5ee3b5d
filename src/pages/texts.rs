//! The texts from which orders were read, to be shown line by line. The graph names a text by the checksum of its file; so a file
//! that has changed since is not shown.

use crate::answers::store;
use crate::reading::document::Document;
use crate::reading::vocabulary::Vocabularies;
use crate::reading::{self, ReadError};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The lines of a text that are not blank: number and words.
pub(super) type Lines = Vec<(usize, String)>;

/// The texts of the orders of a store.
#[derive(Default)]
pub struct Texts {
    /// The texts that are in memory, by the checksums of their files.
    held: Mutex<HashMap<String, Arc<Lines>>>,
    /// The store on disk that keeps the files of all others, with what is needed to read them.
    kept: Option<(PathBuf, Vocabularies)>,
}

impl Texts {
    /// The texts of the files or folders at `paths`, of which none is the bundled order.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn of_files(paths: &[Option<PathBuf>], vocabularies: &Vocabularies) -> Result<Self, ReadError> {
        let mut held = HashMap::new();
        for path in paths {
            for document in reading::documents(path.as_deref(), vocabularies)? {
                held.insert(document.sha256.clone(), Arc::new(lines(&document)));
            }
        }
        Ok(Self { held: Mutex::new(held), kept: None })
    }

    /// The texts that the store on disk in `folder` keeps; they are read when they are asked for, those of one order at a time.
    pub fn of_store(folder: PathBuf, vocabularies: Vocabularies) -> Self {
        Self { held: Mutex::default(), kept: Some((folder, vocabularies)) }
    }

    /// Whether there may be the text of this checksum of the order `id`.
    pub(super) fn has(&self, id: &str, sum: &str) -> bool {
        match &self.kept {
            Some((folder, _)) => !store::sources_of(folder, id).is_empty(),
            None => self.held.lock().unwrap_or_else(PoisonError::into_inner).contains_key(sum),
        }
    }

    /// The text of this checksum of the order `id`; none when it is not there any more.
    pub(super) fn get(&self, id: &str, sum: &str) -> Option<Arc<Lines>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((folder, vocabularies)), None) = (&self.kept, held.get(sum)) {
            held.clear();
            for path in store::sources_of(folder, id) {
                for document in reading::documents(Some(&path), vocabularies).unwrap_or_default() {
                    held.insert(document.sha256.clone(), Arc::new(lines(&document)));
                }
            }
        }
        held.get(sum).cloned()
    }
}

fn lines(document: &Document) -> Lines {
    document.numbered_lines()
}
