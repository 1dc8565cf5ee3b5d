//! What can be found, by the words of its names or texts. Each distinct word stands in an index once, and so does each distinct set of words,
//! since many things share them. Words are compared [folded](crate::questions::fold), by their beginnings, so that endings of Kazakh and
//! Russian do not count, and with a letter wrong.

use crate::pages::PageError;
use crate::pages::names::Names;
use crate::questions::fold::fold;
use indexmap::IndexSet;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Things by their words, in no language of the interface.
pub(in crate::pages) struct Index {
    /// The folded words, the most frequent first.
    words: IndexSet<String>,
    /// The words of things, by their places above.
    sets: IndexSet<Vec<usize>>,
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

impl Index {
    /// The index of things: what names each, where it leads, and its words.
    pub(super) fn new(things: Vec<(String, String, BTreeSet<String>)>) -> Self {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for word in things.iter().flat_map(|(.., words)| words) {
            *times.entry(word).or_default() += 1;
        }
        let mut words: Vec<&str> = times.keys().copied().collect();
        words.sort_by_key(|word| Reverse(times[word]));
        let words: IndexSet<String> = words.into_iter().map(str::to_owned).collect();
        let mut sets = IndexSet::new();
        let mut placed = Vec::new();
        for (named, leads, own) in things {
            let mut set: Vec<usize> = own.iter().filter_map(|word| words.get_index_of(word)).collect();
            set.sort_unstable();
            placed.push(Thing { named, leads, set: sets.insert_full(set).0 });
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
    pub(super) fn written(
        &self,
        names: &Names<'_>,
        kind: impl Fn(&Thing) -> Result<String, PageError>,
    ) -> Result<Map<String, Value>, PageError> {
        let mut kinds = IndexSet::new();
        let mut things = Vec::new();
        for thing in &self.things {
            let at = kinds.insert_full(kind(thing)?).0;
            things.push(json!([names.link(&thing.leads)?, names.of(&thing.named)?.text, at, thing.set]));
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let parts = [
            ("words", json!(words.join(" "))),
            ("sets", json!(self.sets.iter().collect::<Vec<_>>())),
            ("kinds", json!(Vec::from_iter(kinds))),
            ("things", json!(things)),
        ];
        Ok(parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect())
    }
}

/// Words are alike that begin with so many equal letters, or with all but three of the shorter one.
const STEM: usize = 4;

/// The words of a text, folded.
pub(super) fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// How well two folded words fit: wholly, as a beginning, by their stems, or with a letter wrong.
pub(super) fn fit(word: &str, known: &str) -> Option<usize> {
    if word == known {
        return Some(8);
    }
    if known.starts_with(word) {
        return Some(6);
    }
    // Another code is another thing.
    if word.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let common = word.chars().zip(known.chars()).take_while(|(one, other)| one == other).count();
    let (length, other) = (word.chars().count(), known.chars().count());
    if common >= STEM && common + 3 >= length.min(other) && length.abs_diff(other) <= 6 {
        return Some(4);
    }
    let most = if length >= 7 { 2 } else { 1 };
    let is_near = length >= STEM && length.abs_diff(other) <= most && strsim::osa_distance(word, known) <= most;
    is_near.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(word: &str, known: &str) -> bool {
        fit(&fold(word), &fold(known)).is_some()
    }

    #[test]
    fn case_look_alikes_endings_and_a_wrong_letter_do_not_count() {
        for (word, known) in [
            ("ҚАРЖЫ", "қаржы"),
            ("C-3", "С-3"),
            ("басқармасының", "басқармасы"),
            ("департамента", "департамент"),
            ("сарапшы", "сарапшысы"),
            ("сарапщы", "сарапшы"),
            ("econ", "Economics"),
        ] {
            assert!(fits(word, known), "{word} {known}");
        }
        assert!(!fits("заң", "зат") && !fits("13-4-2", "13-4-3"));
    }

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
