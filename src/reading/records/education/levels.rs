//! Levels of education: in full (`жоғары білім`), by the adjective alone (`Жоғары:`, `Высшее или послевузовское`), or with
//! other words before the noun (`высшее юридическое образование`).

use super::Reader;
use crate::reading::findings::{Kind, said};
use crate::reading::records::Named;
use crate::reading::text::fold;
use crate::reading::vocabulary::{Concept, Found, LabelKind};

/// The words of the longest level without its noun: `послевузовское профессиональное`, `жоғары оқу орнынан кейінгі`.
const ADJECTIVES: usize = 5;
/// The letters of a case ending that a level's noun may have: `білім-нің`.
const ENDING: usize = 5;

impl<'a> Reader<'a> {
    /// Reads the level that stands here, and tells whether one does.
    pub(super) fn level(&mut self) -> bool {
        if let Some(adjective) = self.adjective_behind_noun() {
            self.at = adjective;
        }
        if let Some((length, found)) = self.lexicon.education_levels.longest_at(&self.words[self.at..]) {
            self.add_level(self.at + length, found, Kind::ReplacedPhrase);
            self.noun_is_due = false;
        } else if let Some((end, found)) = self.place_of_level().then(|| self.elided_level(self.at)).flatten() {
            // `жоғары білімнің` has a case ending that no label has.
            let with_noun = self.is_noun_of_level(end);
            self.add_level(end + usize::from(with_noun), found, Kind::MisprintMended);
            self.noun_is_due = !with_noun;
        } else {
            return false;
        }
        self.place_of_level = true;
        true
    }

    fn add_level(&mut self, end: usize, found: Found<'_>, odd: Kind) {
        let words = self.printed(self.at, end);
        self.at = end;
        if found.by == LabelKind::Hidden {
            self.report.add(odd, said!("\"{1}\" is printed for \"{2}\"", words, found.concept.label));
        }
        let level = Named::of(found.concept, words);
        if !self.read.levels.iter().any(|known| known.id == level.id) {
            self.read.levels.push(level);
        }
    }

    /// Whether a level may stand here by its adjective alone.
    fn place_of_level(&self) -> bool {
        self.place_of_level && self.parted || self.clauses.iter().any(|clause| clause.start == self.at)
    }

    /// Where the adjective of a level stands whose noun opens the clause: `образование высшее`, `Білімі: жоғары`.
    fn adjective_behind_noun(&self) -> Option<usize> {
        let opens = self.clauses.iter().any(|clause| clause.start == self.at) && self.is_noun_of_level(self.at);
        let behind = self.at + 1 + usize::from(matches!(self.key(self.at + 1), ":" | "-"));
        (opens && self.elided_level(behind).is_some()).then_some(behind)
    }

    /// The level whose adjective stands at `at` without its noun, and where it ends.
    pub(super) fn elided_level(&self, at: usize) -> Option<(usize, Found<'a>)> {
        let last = (at + ADJECTIVES).min(self.words.len());
        (at + 1..=last).rev().find_map(|end| {
            let words = self.printed(at, end);
            // Most words begin no level, which is found much faster than that none of them with a noun is one.
            if !self.lexicon.education_levels.has_label_beginning(words) {
                return None;
            }
            let found = self
                .nouns_of_levels()
                .find_map(|noun| self.lexicon.education_levels.find(&format!("{words} {noun}")))?;
            Some((end, found))
        })
    }

    /// The words with which the names of levels end: `білім`, `образование`, `образования`.
    fn nouns_of_levels(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let labels = self.lexicon.education_levels.concepts().iter().flat_map(|level| &level.labels);
        labels.filter_map(|(label, _)| label.rsplit_once(' ').map(|(_, noun)| noun))
    }

    /// Whether the noun of a level that was begun stands here: `высшее юридическое образование`, `высшее (юридическое) образование`.
    pub(super) fn is_due_noun(&self) -> bool {
        let follows = !self.parted || self.at > 0 && self.key(self.at - 1) == ")";
        self.noun_is_due && follows && self.is_noun_of_level(self.at)
    }

    /// Whether the word at `at` is the noun of a level, with a case ending or without.
    pub(super) fn is_noun_of_level(&self, at: usize) -> bool {
        let ending = |noun: &str| self.key(at).strip_prefix(noun).map(|ending| ending.chars().count());
        self.nouns_of_levels().any(|noun| ending(noun).is_some_and(|letters| letters <= ENDING))
    }

    /// A level of education whose words are glued (`жоғарыбілім`), or of which the word `білім` is left out before the next
    /// (`жоғары немесе жоғары оқу орнынан кейінгі білім`).
    pub(super) fn elided_or_glued_level(&self, start: usize) -> Option<(usize, &'a Concept)> {
        let levels = &self.lexicon.education_levels;
        let end = self.ends(start).first().copied()?;
        if let Some(found) = levels.find(self.printed(start, end)) {
            return Some((end, found.concept));
        }
        let behind = end + self.conjunction(end)?;
        levels.longest_at(self.words.get(behind..)?)?;
        self.elided_level(start).filter(|(elided, _)| *elided == end).map(|(_, found)| (end, found.concept))
    }

    /// Whether the last words are the beginning of a level of education that is not printed whole, or a misprint of it.
    pub(super) fn begins_level(&self, at: usize) -> bool {
        let rest = fold(self.printed(at, self.words.len()).trim_end_matches('.'));
        let levels = self.lexicon.education_levels.concepts();
        let first_words = levels.iter().filter_map(|level| level.label.split(' ').next());
        self.is_behind_frame(at)
            && first_words
                .into_iter()
                .any(|word| rest == word || strsim::normalized_damerau_levenshtein(word, &rest) >= 0.7)
    }

    /// Whether the words before `at` are the row's frame.
    fn is_behind_frame(&self, at: usize) -> bool {
        (0..at).any(|start| self.frame(start).is_some_and(|length| start + length == at))
    }
}
