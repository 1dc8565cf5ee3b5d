//! What can be found, by the words of its names or texts. Each distinct word stands in an index once, and so does each distinct set of words,
//! since many things share them.

use super::words::{fit, words_of};
use crate::pages::error::PageError;
use crate::pages::names::Names;
use crate::pages::statements::Statements;
use oxigraph::model::{NamedNodeRef, Term};
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Things by their words, in no language of the interface.
pub(in crate::pages) struct Index {
    /// The folded words, the most frequent first.
    words: Vec<String>,
    /// The words of things, by their places above.
    sets: Vec<Vec<usize>>,
    things: Vec<Thing>,
}

/// What can be found.
pub(super) struct Thing {
    /// The IRI of what gives it its name.
    pub(super) named: String,
    /// The IRI of where it leads.
    pub(super) leads: String,
    set: usize,
}

/// The folded words of the literals that `iri` has for these properties.
///
/// # Errors
/// The store cannot be read.
pub(super) fn words(
    statements: &Statements<'_>,
    iri: &str,
    properties: &[NamedNodeRef<'_>],
) -> Result<BTreeSet<String>, PageError> {
    let mut words = BTreeSet::new();
    for property in properties {
        for text in statements.objects(iri, property.as_str())? {
            if let Term::Literal(text) = text {
                words.extend(words_of(text.value()));
            }
        }
    }
    Ok(words)
}

impl Index {
    /// The index of things: what names each, where it leads, and its words.
    pub(super) fn new(things: Vec<(String, String, BTreeSet<String>)>) -> Self {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for word in things.iter().flat_map(|(.., words)| words) {
            *times.entry(word).or_default() += 1;
        }
        let mut words: Vec<&str> = times.keys().copied().collect();
        words.sort_by_key(|word| Reverse(times[word]));
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let places: HashMap<&str, usize> = words.iter().enumerate().map(|(at, word)| (word.as_str(), at)).collect();
        let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut placed = Vec::new();
        for (named, leads, own) in things {
            let mut set: Vec<usize> = own.iter().map(|word| places[word.as_str()]).collect();
            set.sort_unstable();
            let at = *known.entry(set).or_insert_with_key(|set| {
                sets.push(set.clone());
                sets.len() - 1
            });
            placed.push(Thing { named, leads, set: at });
        }
        Self { words, sets, things: placed }
    }

    /// The things that have all wanted words, each with how well it fits.
    pub(super) fn found(&self, wanted: &[String]) -> Vec<(usize, &Thing)> {
        let points = |word: &String| self.words.iter().map(|known| fit(word, known).unwrap_or_default()).collect();
        let points: Vec<Vec<usize>> = wanted.iter().map(points).collect();
        let best = |set: &Vec<usize>| {
            let best = |points: &Vec<usize>| set.iter().map(|word| points[*word]).max().filter(|best| *best > 0);
            points.iter().map(best).sum::<Option<usize>>()
        };
        let of_sets: Vec<Option<usize>> = self.sets.iter().map(best).collect();
        self.things.iter().filter_map(|thing| Some((of_sets[thing.set]?, thing))).collect()
    }

    /// The index for a script: words, sets of them, kinds, and of each thing the link, the label, and the places of its kind and set.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn written(
        &self,
        names: &Names<'_>,
        kind: impl Fn(&Thing) -> Result<String, PageError>,
    ) -> Result<Map<String, Value>, PageError> {
        let mut kinds: Vec<String> = Vec::new();
        let mut things = Vec::new();
        for thing in &self.things {
            let kind = kind(thing)?;
            let at = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                kinds.push(kind);
                kinds.len() - 1
            });
            things.push(json!([names.link(&thing.leads)?, names.of(&thing.named)?.text, at, thing.set]));
        }
        let parts = [
            ("words", json!(self.words.join(" "))),
            ("sets", json!(self.sets)),
            ("kinds", json!(kinds)),
            ("things", json!(things)),
        ];
        Ok(parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_with_equal_words_share_a_set_and_all_wanted_words_must_fit() {
        let thing = |iri: &str, text: &str| (iri.to_owned(), iri.to_owned(), words_of(text).into_iter().collect());
        let index = Index::new(vec![thing("1", "Бас сарапшы"), thing("2", "сарапшы, бас"), thing("3", "Бас директор")]);
        assert_eq!((index.sets.len(), index.words[0].as_str()), (2, "бас"));
        let found = |text: &str| {
            let found = index.found(&words_of(text));
            found.into_iter().map(|(_, thing)| thing.named.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(found("САРАПЩЫ"), ["1", "2"]);
        assert_eq!(found("бас директоры"), ["3"]);
        assert!(found("сарапшы директор").is_empty());
    }
}
