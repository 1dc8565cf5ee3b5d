//! Clauses of the row that are no education: certificates, courses, service.
//!
//! ```text
//! condition = a sentence, a part between semicolons, or what follows a comma or a level, with a word of the phrases
//!             "condition", "relevant", "desirable" or "at-least"
//! ```
//!
//! `Жоғары білім: құқықтану. Біліктілікті арттыру курстарынан өткені туралы сертификаты болғаны жөн.`,
//! `высшее юридическое образование, стаж работы не менее двух лет`,
//! `послесреднее образование при наличии стажа`

use super::{Condition, Range, Reader, duties};

/// The letters of a case ending that a word of the phrases may have: `сертификат-тарының`.
const ENDING: usize = 9;

impl Reader<'_> {
    /// What full stops and semicolons outside of brackets part.
    pub(super) fn clauses(&self) -> Vec<Range<usize>> {
        let mut clauses = Vec::new();
        let (mut start, mut depth) = (0, 0_usize);
        for (at, word) in self.words.iter().enumerate() {
            let (before, after) = (&self.text[..word.start], &self.text[word.end..]);
            match word.key.as_str() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => clauses.push(std::mem::replace(&mut start, at + 1)..at),
                "." if duties::ends_sentence(before, after) => {
                    // A full stop closes brackets that somebody forgot.
                    depth = 0;
                    clauses.push(std::mem::replace(&mut start, at + 1)..at);
                }
                _ => {}
            }
        }
        clauses.push(start..self.words.len());
        clauses.retain(|clause| !clause.is_empty());
        clauses
    }

    /// The words of each condition.
    pub(super) fn conditions(&self) -> Vec<Range<usize>> {
        self.clauses
            .iter()
            .filter_map(|clause| {
                let (start, mark) = self.condition_start(clause)?;
                // What a level must be relevant to may stand before it: `лауазымның бағытына сәйкес жоғары білім`.
                let is_level = |at: &usize| self.lexicon.education_levels.longest_at(&self.words[*at..]).is_some();
                let level = (self.sense(mark) == Some("relevant")).then(|| (mark..clause.end).find(is_level)).flatten();
                Some(start..level.unwrap_or(clause.end))
            })
            .collect()
    }

    /// Where the condition of a clause begins and the word that marks it, if it has one.
    fn condition_start(&self, clause: &Range<usize>) -> Option<(usize, usize)> {
        let outside = self.outside_brackets(clause);
        let mark = outside.iter().copied().find(|at| self.sense(*at).is_some())?;
        let level_end = self.end_of_level(clause.start..mark);
        let is_sentence = clause.start > 0 && self.key(clause.start - 1) == ".";
        if is_sentence && level_end.is_none() {
            return Some((clause.start, mark));
        }
        let behind = |wanted: &dyn Fn(usize) -> Option<usize>, from: usize| {
            outside.iter().copied().filter(|at| (from..mark).contains(at)).filter_map(wanted).next_back()
        };
        let comma = |at: usize| (self.key(at) == ",").then_some(at + 1);
        let conjunction = |at: usize| match self.lexicon.phrase_at(&self.words[at..])? {
            (length, "or" | "and-or" | "and") => Some(at + length),
            _ => None,
        };
        let is_relevance = self.sense(mark) == Some("relevant");
        let from = level_end.unwrap_or(clause.start);
        let start = behind(&comma, from)
            .or_else(|| (level_end.is_some() || is_relevance).then(|| behind(&conjunction, from)).flatten())
            .unwrap_or(if level_end.is_some() { mark } else { clause.start });
        Some((start, mark))
    }

    /// The end of the last level among `words`, which begin a clause.
    fn end_of_level(&self, words: Range<usize>) -> Option<usize> {
        let in_full = |at: usize| {
            let (length, _) = self.lexicon.education_levels.longest_at(&self.words[at..])?;
            Some(at + length)
        };
        // An adjective alone is a level at the beginning, which `допускается` may hold.
        let permitted = self.permission(words.start).map_or(words.start, |length| words.start + length);
        words.rev().find_map(in_full).or_else(|| self.elided_level(permitted).map(|(end, _)| end))
    }

    /// The words of a clause that stand outside of brackets.
    fn outside_brackets(&self, clause: &Range<usize>) -> Vec<usize> {
        let mut depth = 0_usize;
        let mut outside = Vec::new();
        for at in clause.clone() {
            match self.key(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ if depth == 0 => outside.push(at),
                _ => {}
            }
        }
        outside
    }

    /// The notation of the phrase at `at` that marks a condition, if one does.
    fn sense(&self, at: usize) -> Option<&str> {
        let words = &self.words[at..];
        if let Some((_, sense @ ("condition" | "relevant" | "desirable" | "at-least"))) = self.lexicon.phrase_at(words)
        {
            return Some(sense);
        }
        let (_, found) = self.lexicon.phrases.longest_inflected_at(words, ENDING)?;
        found.concept.notation.as_deref().filter(|sense| *sense == "condition")
    }

    /// The number of words of `допускается` that stand at `at`.
    pub(super) fn permission(&self, at: usize) -> Option<usize> {
        let (length, sense) = self.lexicon.phrase_at(&self.words[at..])?;
        (sense == "permitted").then_some(length)
    }

    /// The end of the condition that begins at `at`, if one does.
    pub(super) fn condition_at(&self, at: usize) -> Option<usize> {
        self.conditions.iter().find(|condition| condition.start == at).map(|condition| condition.end)
    }

    /// Keeps the words up to `end` as a condition.
    pub(super) fn condition(&mut self, end: usize) {
        let words = self.at..end;
        let bytes = self.words[self.at].start..self.words[end - 1].end;
        let statement = self.lines.statement(&bytes);
        let desirable = words.into_iter().any(|at| self.sense(at) == Some("desirable"));
        self.read.conditions.push(Condition { statement, desirable });
        self.at = end;
        self.operator = None;
        self.noun_is_due = false;
    }
}
