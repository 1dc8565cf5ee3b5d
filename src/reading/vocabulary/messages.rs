//! What findings say, in the languages of `ontology/finding-messages.ttl`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Gazetteer;
use crate::reading::findings::Message;

/// The sentences of findings and the words in them, in Kazakh, Russian and English.
#[derive(Debug)]
pub struct Messages {
    /// By the English sentence.
    known: FxHashMap<String, BTreeMap<String, String>>,
}

impl Messages {
    pub(super) fn of(gazetteer: &Gazetteer) -> Self {
        let named = gazetteer.concepts().iter().map(|concept| &concept.names);
        Self { known: named.filter_map(|names| Some((names.get("en")?.clone(), names.clone()))).collect() }
    }

    /// Returns `message` in the language of `tag` (`kk`, `ru`, `en`); in English what is not known in it.
    pub fn say(&self, message: &Message, tag: &str) -> String {
        message.in_words(self.translated(message.pattern, tag), |value| self.translated(value, tag))
    }

    fn translated<'a>(&'a self, words: &'a str, tag: &str) -> &'a str {
        self.known.get(words).and_then(|names| names.get(tag)).map_or(words, String::as_str)
    }
}
