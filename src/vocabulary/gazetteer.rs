//! A gazetteer finds the concept that a printed wording names: by its preferred label, by another wording that is
//! legitimate, by a misprint that is known, and only then by likeness.

use std::collections::{BTreeMap, HashMap};

use crate::text::{Token, squash, tokens};

/// How alike a wording and a label must be to count as a misprint of it: one minus the number of changed letters
/// (Damerau-Levenshtein) over the longer's length. At 0.8, a word of ten letters may differ in two.
const ALIKE: f64 = 0.8;

/// What a label says of the wording that matched it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// `skos:prefLabel`.
    Preferred,
    /// `skos:altLabel`: another legitimate wording.
    Alternative,
    /// `skos:hiddenLabel`: a known misprint.
    Hidden,
    /// No label: the wording is merely like one.
    Likeness,
}

/// A concept of a vocabulary, or an act.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// The end of the concept's IRI, after the base: `specialty/5B050600`.
    pub id: String,
    /// The code; none where no sure one is known.
    pub notation: Option<String>,
    /// The preferred label in the language of the gazetteer.
    pub label: String,
    /// The broader concept's id; none at the top.
    pub broader: Option<String>,
    /// All labels by which the concept is found.
    pub labels: Vec<(String, LabelKind)>,
    /// For a row of the printed table, texts that such rows usually have; else empty.
    pub examples: Vec<String>,
    /// For an act, the number that it bears; else none.
    pub number: Option<String>,
    /// For an act, the day of its adoption as `YYYY-MM-DD`; else none.
    pub date: Option<String>,
    /// For an act, the number under which the Ministry of Justice registered it; else none.
    pub registration: Option<String>,
}

/// A concept and how it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The concept.
    pub concept: &'a Concept,
    /// The kind of the label that matched.
    pub by: LabelKind,
}

/// The concepts of one vocabulary with indexes of their labels.
#[derive(Debug, Default)]
pub struct Gazetteer {
    concepts: Vec<Concept>,
    by_id: HashMap<String, usize>,
    by_label: BTreeMap<String, (usize, LabelKind)>,
    /// For a label's first word, the words of the labels that begin so, longest first.
    by_first_word: HashMap<String, Vec<(Vec<String>, usize, LabelKind)>>,
}

impl Gazetteer {
    /// Returns a gazetteer of `concepts`. Where two concepts share a label, the first with the better kind of label keeps it.
    pub fn new(concepts: Vec<Concept>) -> Self {
        let mut gazetteer = Self::default();
        for (index, concept) in concepts.iter().enumerate() {
            gazetteer.by_id.insert(concept.id.clone(), index);
            for (label, kind) in &concept.labels {
                gazetteer.add_label(index, label, *kind);
            }
        }
        for labels in gazetteer.by_first_word.values_mut() {
            labels.sort_by(|(left, _, left_kind), (right, _, right_kind)| {
                right.len().cmp(&left.len()).then(left_kind.cmp(right_kind))
            });
        }
        gazetteer.concepts = concepts;
        gazetteer
    }

    fn add_label(&mut self, index: usize, label: &str, kind: LabelKind) {
        let better = self.by_label.get(&squash(label)).is_none_or(|(_, known)| kind < *known);
        if better {
            self.by_label.insert(squash(label), (index, kind));
        }
        let words: Vec<String> = tokens(label).into_iter().map(|token| token.key).collect();
        if let Some(first) = words.first() {
            self.by_first_word.entry(first.clone()).or_default().push((words, index, kind));
        }
    }

    /// The concepts in the order of their file.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Returns the concept whose id is `id`.
    pub fn get(&self, id: &str) -> Option<&Concept> {
        self.by_id.get(id).map(|index| &self.concepts[*index])
    }

    /// Returns the concept of which `text` is a label, white space aside.
    pub fn find(&self, text: &str) -> Option<Found<'_>> {
        let (index, by) = *self.by_label.get(&squash(text))?;
        Some(Found { concept: &self.concepts[index], by })
    }

    /// Whether a label begins with `text`, white space aside, or is it.
    pub fn has_label_beginning(&self, text: &str) -> bool {
        let text = squash(text);
        self.by_label.range(text.clone()..).next().is_some_and(|(label, _)| label.starts_with(&text))
    }

    /// Returns the labels with which the [`squash`]ed `text` begins, squashed, with their concepts.
    pub fn labels_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, Found<'a>)> {
        self.by_label
            .iter()
            .filter(move |(label, _)| text.starts_with(label.as_str()))
            .map(|(label, (index, by))| (label.as_str(), Found { concept: &self.concepts[*index], by: *by }))
    }

    /// Returns the concept with the longest label that `words` begin with, and the number of words that it takes.
    pub fn longest_at(&self, words: &[Token]) -> Option<(usize, Found<'_>)> {
        let labels = self.by_first_word.get(&words.first()?.key)?;
        let (label, index, by) = labels.iter().find(|(label, ..)| {
            label.len() <= words.len() && label.iter().zip(words).all(|(word, token)| *word == token.key)
        })?;
        Some((label.len(), Found { concept: &self.concepts[*index], by: *by }))
    }

    /// As [`Self::longest_at`], but the last word may have a case ending of at most `ending` letters more than the label's.
    pub fn longest_inflected_at(&self, words: &[Token], ending: usize) -> Option<(usize, Found<'_>)> {
        let inflected = |word: &str, label: &str| {
            word.strip_prefix(label)
                .is_some_and(|rest| rest.chars().count() <= ending && rest.chars().all(char::is_alphabetic))
        };
        let matches = |label: &[String]| {
            label.split_last().is_some_and(|(last, before)| {
                label.len() <= words.len()
                    && before.iter().zip(words).all(|(word, token)| *word == token.key)
                    && inflected(&words[before.len()].key, last)
            })
        };
        // A label of one word is inflected in its first.
        let first = &words.first()?.key;
        let stems = first.char_indices().rev().take(ending).map(|(end, _)| &first[..end]);
        let known = |word: &str| self.by_first_word.get(word)?.iter().find(|(label, ..)| matches(label));
        let (label, index, by) = std::iter::once(first.as_str()).chain(stems).find_map(known)?;
        Some((label.len(), Found { concept: &self.concepts[*index], by: *by }))
    }

    /// Returns the concept with the label most like `text`, if it is like enough to be a misprint of it and no other
    /// concept is as like.
    pub fn nearest(&self, text: &str) -> Option<Found<'_>> {
        self.nearest_with_likeness(text).map(|(found, _)| found)
    }

    /// As [`Self::nearest`], with the likeness: from 0.8 to 1.
    pub fn nearest_with_likeness(&self, text: &str) -> Option<(Found<'_>, f64)> {
        let text = squash(text);
        let mut best: Option<(f64, usize)> = None;
        let mut rival = 0.0_f64;
        let length = text.chars().count();
        // Likeness is at most the shorter length over the longer one, so most labels need no comparison.
        let within = |label: &str| {
            let label = label.chars().count();
            label.min(length) as f64 >= ALIKE * label.max(length) as f64
        };
        for (label, (index, _)) in self.by_label.iter().filter(|(label, _)| within(label)) {
            let likeness = strsim::normalized_damerau_levenshtein(label, &text);
            match best {
                Some((known, concept)) if likeness <= known => {
                    if concept != *index {
                        rival = rival.max(likeness);
                    }
                }
                _ => {
                    if let Some((known, concept)) = best
                        && concept != *index
                    {
                        rival = rival.max(known);
                    }
                    best = Some((likeness, *index));
                }
            }
        }
        let (likeness, index) = best?;
        let found = Found { concept: &self.concepts[index], by: LabelKind::Likeness };
        (likeness >= ALIKE && likeness > rival).then_some((found, likeness))
    }

    /// Returns the concept that `text` names exactly or, failing that, by likeness.
    pub fn find_or_nearest(&self, text: &str) -> Option<Found<'_>> {
        self.find(text).or_else(|| self.nearest(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(id: &str, labels: &[(&str, LabelKind)]) -> Concept {
        Concept {
            id: id.into(),
            notation: None,
            label: labels[0].0.into(),
            broader: None,
            labels: labels.iter().map(|(label, kind)| ((*label).into(), *kind)).collect(),
            examples: Vec::new(),
            number: None,
            date: None,
            registration: None,
        }
    }

    fn specialties() -> Gazetteer {
        Gazetteer::new(vec![
            concept(
                "law",
                &[
                    ("құқықтану", LabelKind::Preferred),
                    ("юриспруденция", LabelKind::Alternative),
                    ("құқтану", LabelKind::Hidden),
                ],
            ),
            concept("archives", &[("мұрағаттану, құжаттандыру", LabelKind::Preferred)]),
            concept("economics", &[("экономика", LabelKind::Preferred)]),
        ])
    }

    #[test]
    fn a_label_tells_what_kind_of_wording_it_is() {
        let found = |text| specialties().find(text).map(|found| (found.concept.id.clone(), found.by));
        assert_eq!(found("ҚҰҚЫҚТАНУ"), Some(("law".into(), LabelKind::Preferred)));
        assert_eq!(found("юриспруденция"), Some(("law".into(), LabelKind::Alternative)));
        assert_eq!(found("құқтану"), Some(("law".into(), LabelKind::Hidden)));
        assert_eq!(found("философия"), None);
    }

    #[test]
    fn the_longest_label_wins_and_may_hold_a_comma() {
        let words = tokens("мұрағаттану, құжаттандыру, экономика");
        let gazetteer = specialties();
        let (taken, found) = gazetteer.longest_at(&words).unwrap();
        assert_eq!((taken, found.concept.id.as_str()), (3, "archives"));
    }

    #[test]
    fn a_new_misprint_is_found_by_likeness_and_another_word_is_not() {
        let gazetteer = specialties();
        assert_eq!(gazetteer.nearest("эканомика").unwrap().concept.id, "economics");
        assert!(gazetteer.nearest("экология").is_none());
    }
}
