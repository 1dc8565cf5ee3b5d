//! A gazetteer finds the concept that a printed wording names: by its preferred label, by another wording that is
//! legitimate, by a misprint that is known, and only then by likeness.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::reading::text::{Letters, Token, is_composed, likeness, squash, tokens};

/// How alike a wording and a label must be to count as a misprint of it: one minus the number of changed letters
/// (Damerau-Levenshtein) over the longer's length. At 0.8, a word of ten letters may differ in two.
const ALIKE: f64 = 0.8;

/// How many letters of a text, white space among them, are looked at before the whole of it.
const HEAD: usize = 12;

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept {
    /// The end of the concept's IRI, after the base: `specialty/5B050600`.
    pub id: String,
    /// The code; none where no sure one is known.
    pub notation: Option<String>,
    /// The preferred label in the language of the gazetteer.
    pub label: String,
    /// The broader concept's id; none at the top.
    pub broader: Option<String>,
    /// The preferred labels by the tags of their languages: `kk`, `ru`, `en`.
    pub names: BTreeMap<String, String>,
    /// The languages in which the preferred label is a translation of this project's.
    pub own_translations: Vec<String>,
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

/// A label as it is compared.
#[derive(Debug)]
struct Label {
    /// The label [`squash`]ed.
    text: String,
    concept: usize,
    kind: LabelKind,
    letters: Letters,
}

/// The concepts of one vocabulary with indexes of their labels.
#[derive(Debug, Default)]
pub struct Gazetteer {
    concepts: Vec<Concept>,
    by_id: FxHashMap<String, usize>,
    /// The labels in the order of their texts, each text once.
    labels: Vec<Label>,
    /// For a label's first word, the words of the labels that begin so, longest first.
    by_first_word: FxHashMap<String, Vec<(Vec<String>, usize, LabelKind)>>,
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
        gazetteer.labels.sort_by(|left, right| left.text.cmp(&right.text).then(left.kind.cmp(&right.kind)));
        gazetteer.labels.dedup_by(|later, first| later.text == first.text);
        gazetteer.concepts = concepts;
        gazetteer
    }

    fn add_label(&mut self, concept: usize, label: &str, kind: LabelKind) {
        let text = squash(label);
        self.labels.push(Label { letters: Letters::of(&text), text, concept, kind });
        let words: Vec<String> = tokens(label).into_iter().map(|token| token.key).collect();
        if let Some(first) = words.first() {
            self.by_first_word.entry(first.clone()).or_default().push((words, concept, kind));
        }
    }

    /// The labels that begin with the squashed `text`.
    fn beginning(&self, text: &str) -> &[Label] {
        let from = self.labels.partition_point(|label| label.text.as_str() < text);
        let labels = &self.labels[from..];
        &labels[..labels.partition_point(|label| label.text.starts_with(text))]
    }

    fn found(&self, label: &Label) -> Found<'_> {
        Found { concept: &self.concepts[label.concept], by: label.kind }
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
        let text = squash(text);
        let place = self.labels.binary_search_by(|label| label.text.as_str().cmp(&text)).ok()?;
        Some(self.found(&self.labels[place]))
    }

    /// Whether a label begins with `text`, white space aside, or is it.
    pub fn has_label_beginning(&self, text: &str) -> bool {
        // Most texts begin as no label does, and their first letters tell.
        let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
        let may_begin = !is_composed(text) || !self.beginning(&squash(head)).is_empty();
        may_begin && !self.beginning(&squash(text)).is_empty()
    }

    /// Returns the labels with which the [`squash`]ed `text` begins, squashed, with their concepts.
    pub fn labels_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, Found<'a>)> {
        let first = text.chars().next().map_or("", |letter| &text[..letter.len_utf8()]);
        self.beginning(first)
            .iter()
            .filter(move |label| text.starts_with(label.text.as_str()))
            .map(|label| (label.text.as_str(), self.found(label)))
    }

    /// Returns the concept with the longest label that `words` begin with, and the number of words that it takes.
    pub fn longest_at(&self, words: &[Token]) -> Option<(usize, Found<'_>)> {
        self.longest_inflected_at(words, 0)
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
        let letters = Letters::of(&text);
        let labels = self.labels.iter().filter(|label| label.letters.may_be_alike(&letters, ALIKE));
        let alike: Vec<(f64, usize)> = labels.map(|label| (likeness(&label.text, &text), label.concept)).collect();
        let (likeness, index) = *alike.iter().reduce(|best, other| if other.0 > best.0 { other } else { best })?;
        let has_rival = alike.iter().any(|(other, concept)| *concept != index && *other >= likeness);
        let found = Found { concept: &self.concepts[index], by: LabelKind::Likeness };
        (likeness >= ALIKE && !has_rival).then_some((found, likeness))
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
            label: labels[0].0.into(),
            labels: labels.iter().map(|(label, kind)| ((*label).into(), *kind)).collect(),
            ..Concept::default()
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
