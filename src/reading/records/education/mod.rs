//! The education row: which specialties, of which groups, at which level, and on which further conditions.
//!
//! ```text
//! education   = [ level mark ] alternative { separator alternative } [ frame ] [ level ] { condition }
//! alternative = group [ frame ] [ "(" specialty { separator specialty } ")" ] | field | specialty [ "(" group ")" ]
//! separator   = "және/немесе" | "немесе" | "," | ";" | nothing
//! condition   = a clause about certificates, courses or service
//! ```
//!
//! `Әлеуметтік ғылымдар, экономика және бизнес (экономика, қаржы) және/немесе құқық мамандықтары бойынша жоғары білім`,
//! `Высшее: экономическое или юридическое; в области права (юриспруденция). Желательно наличие сертификатов о курсах.`
//!
//! Names of groups and specialties contain commas and `және` themselves, so the text is not split: at each place the
//! longest known name is taken. Only clauses that are no education are cut out before ([`conditions`]).

mod alternatives;
mod conditions;
mod levels;

use std::ops::Range;

use super::{Condition, Education, Statement, duties};
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Kind, Message, Target, said};
use crate::reading::records::places::LinePlaces;
use crate::reading::text::{Token, tokens};
use crate::reading::vocabulary::Lexicon;

/// Returns what the education row `passage` says, and adds to `findings` what is odd about it.
pub(super) fn read(passage: &Passage, lexicon: &Lexicon, target: &Target, findings: &mut Vec<Finding>) -> Education {
    let mut reader = Reader {
        text: &passage.text,
        lines: LinePlaces::of(passage),
        words: tokens(&passage.text),
        at: 0,
        alternative_start: 0,
        lexicon,
        parted: true,
        operator: None,
        clauses: Vec::new(),
        conditions: Vec::new(),
        place_of_level: true,
        noun_is_due: false,
        read: Education {
            statement: Statement::from(passage),
            levels: Vec::new(),
            alternatives: Vec::new(),
            conditions: Vec::new(),
        },
        cut_level: None,
        report: Report { passage, target, findings },
    };
    reader.clauses = reader.clauses();
    reader.conditions = reader.conditions();
    reader.read_all();
    let Reader { read, cut_level, mut report, .. } = reader;
    match (read.levels.is_empty(), cut_level) {
        (true, Some(words)) => {
            report.add(Kind::CutEducationLevel, said!("the level of education is cut: \"{1}\"", words))
        }
        (true, None) => report.add(Kind::MissingEducationLevel, said!("no level of education is stated")),
        _ => {}
    }
    read
}

struct Report<'a> {
    passage: &'a Passage,
    target: &'a Target,
    findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, kind: Kind, message: Message) {
        self.findings.push(Finding::new(kind, self.target.clone(), self.passage.span(), message));
    }
}

struct Reader<'a> {
    text: &'a str,
    lines: LinePlaces<'a>,
    words: Vec<Token>,
    at: usize,
    lexicon: &'a Lexicon,
    /// The first word of the last alternative.
    alternative_start: usize,
    /// Whether a separator stands before the current place.
    parted: bool,
    /// The conjunction or mark behind the last alternative.
    operator: Option<String>,
    /// The clauses: what full stops and semicolons part.
    clauses: Vec<Range<usize>>,
    /// The words that are conditions.
    conditions: Vec<Range<usize>>,
    /// Whether a level may stand here by its adjective alone: at the beginning, and behind another level.
    place_of_level: bool,
    /// Whether the noun of a level may still follow: `высшее юридическое образование`.
    noun_is_due: bool,
    read: Education,
    cut_level: Option<String>,
    report: Report<'a>,
}

impl<'a> Reader<'a> {
    fn read_all(&mut self) {
        while self.at < self.words.len() {
            if let Some(end) = self.condition_at(self.at) {
                self.condition(end);
            } else if self.level() {
                self.operator = None;
            } else if self.is_due_noun() {
                self.at += 1;
                self.noun_is_due = false;
            } else if let Some(length) = self.conjunction(self.at) {
                self.note_operator(length);
                self.at += length;
                if self.conjunction(self.at).is_some() {
                    self.report.add(Kind::DoubledConjunction, said!("the conjunction және/немесе is printed twice"));
                }
                self.parted = true;
            } else if self.is("(") && !self.place_of_level {
                self.brackets();
            } else if let Some(length) = self.frame(self.at) {
                if self.permission(self.at).is_some() {
                    self.place_of_level = true;
                    self.parted = true;
                }
                self.at += length;
            } else if is_mark(self.key(self.at)) || self.is("(") {
                if self.operator.is_none() && matches!(self.key(self.at), "," | ";" | "/") {
                    self.note_operator(1);
                }
                self.at += 1;
                self.parted = true;
            } else {
                self.alternative();
                self.place_of_level = false;
            }
        }
    }

    /// Keeps the conjunction or mark of `length` words that stands here behind an alternative.
    fn note_operator(&mut self, length: usize) {
        if !self.read.alternatives.is_empty() {
            self.operator = Some(self.printed(self.at, self.at + length).to_owned());
        }
    }

    fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    fn is(&self, key: &str) -> bool {
        self.key(self.at) == key
    }

    /// The number of words of `және/немесе` in any of its spellings, if it stands at `at`.
    fn conjunction(&self, at: usize) -> Option<usize> {
        match self.lexicon.phrase_at(self.words.get(at..)?)? {
            (length, "or" | "and-or") => Some(length),
            // Names hold these words too; between two names they part them.
            (length, "and") if self.begins_name(at + length) => Some(length),
            _ => None,
        }
    }

    /// The number of words of the row's frame that stand at `at`: they name nothing.
    fn frame(&self, at: usize) -> Option<usize> {
        match self.lexicon.phrase_at(self.words.get(at..)?)? {
            (length, "frame" | "permitted") => Some(length),
            _ => None,
        }
    }

    /// Whether a group, a field or a specialty that is known stands at `at`.
    fn begins_name(&self, at: usize) -> bool {
        let rest = self.words.get(at..).unwrap_or_default();
        let lexicon = self.lexicon;
        [&lexicon.groups, &lexicon.specialties, &lexicon.fields_of_training]
            .iter()
            .any(|names| names.longest_at(rest).is_some())
    }

    /// The first and last line of the words from `start` to before `end`.
    fn span(&self, start: usize, end: usize) -> (usize, usize) {
        self.lines.span(&(self.words[start].start..self.words[end.max(start + 1) - 1].end))
    }

    fn printed(&self, start: usize, end: usize) -> &'a str {
        if start >= end { "" } else { &self.text[self.words[start].start..self.words[end - 1].end] }
    }
}

/// Whether a mark stands between the parts of a row.
fn is_mark(key: &str) -> bool {
    matches!(key, "," | ";" | "." | ":" | ")" | "/" | "-" | "\"")
}

#[cfg(test)]
mod tests;
