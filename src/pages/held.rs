//! What was found out about things is kept for the next page, and forgotten when it is much: memory does not grow with pages.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// So many answers are kept.
const MOST: usize = 50_000;

/// Answers by what was asked.
pub(super) struct Held<K, V>(Mutex<HashMap<K, V>>);

impl<K, V> Default for Held<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Held<K, V> {
    /// The answer for `key`, which `find` finds when it is not kept.
    ///
    /// # Errors
    /// That of `find`.
    pub(super) fn get<E>(&self, key: K, find: impl FnOnce(&K) -> Result<V, E>) -> Result<V, E> {
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let found = find(&key)?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MOST {
            held.clear();
        }
        held.insert(key, found.clone());
        Ok(found)
    }
}
