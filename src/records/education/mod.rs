//! The education row: which specialties, of which groups, at which level.
//!
//! ```text
//! education   = alternative { separator alternative } "мамандықтары бойынша" level
//! alternative = group [ "(" specialty { separator specialty } ")" ] | specialty [ "(" group ")" ]
//! separator   = "және/немесе" | "," | nothing
//! ```
//!
//! `Әлеуметтік ғылымдар, экономика және бизнес (экономика, қаржы) және/немесе құқық мамандықтары бойынша жоғары білім`
//!
//! Names of groups and specialties contain commas and `және` themselves, so the text is not split: at each place the
//! longest known name is taken.

mod alternatives;
mod names;

use super::{Alternative, Named};
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::text::{Token, are_alike, fold, tokens};
use crate::vocabulary::{Concept, Found, LabelKind, Lexicon};

/// Words of the row's frame, which name nothing.
const FRAME: [&str; 5] = ["мамандықтары", "мамандығы", "мамандықтарының", "мамандық", "бойынша"];

/// What the row says.
pub(super) struct Read {
    pub levels: Vec<Named>,
    pub alternatives: Vec<Alternative>,
}

/// Returns what the education row `passage` says, and adds to `findings` what is odd about it.
pub(super) fn read(passage: &Passage, lexicon: &Lexicon, target: &Target, findings: &mut Vec<Finding>) -> Read {
    let mut reader = Reader {
        text: &passage.text,
        words: tokens(&passage.text),
        at: 0,
        alternative_start: 0,
        lexicon,
        parted: true,
        read: Read { levels: Vec::new(), alternatives: Vec::new() },
        cut_level: None,
        report: Report { passage, target, findings },
    };
    reader.read_all();
    let Reader { read, cut_level, mut report, .. } = reader;
    match (read.levels.is_empty(), cut_level) {
        (true, Some(words)) => {
            report.add(Kind::CutEducationLevel, format!("the level of education is cut: \"{words}\""))
        }
        (true, None) => report.add(Kind::MissingEducationLevel, "no level of education is stated".to_owned()),
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
    fn add(&mut self, kind: Kind, message: String) {
        self.findings.push(Finding::new(kind, self.target.clone(), self.passage.span(), message));
    }
}

struct Reader<'a> {
    text: &'a str,
    words: Vec<Token>,
    at: usize,
    lexicon: &'a Lexicon,
    /// The first word of the last alternative.
    alternative_start: usize,
    /// Whether a separator stands before the current place.
    parted: bool,
    read: Read,
    cut_level: Option<String>,
    report: Report<'a>,
}

impl<'a> Reader<'a> {
    fn read_all(&mut self) {
        while self.at < self.words.len() {
            if let Some((length, found)) = self.lexicon.education_levels.longest_at(&self.words[self.at..]) {
                self.level(length, found);
            } else if let Some(length) = self.conjunction(self.at) {
                self.at += length;
                if self.conjunction(self.at).is_some() {
                    self.report
                        .add(Kind::DoubledConjunction, "the conjunction және/немесе is printed twice".to_owned());
                }
                self.parted = true;
            } else if self.is("(") {
                self.brackets();
            } else if FRAME.contains(&self.key(self.at)) {
                self.at += 1;
            } else if matches!(self.key(self.at), "," | ";" | "." | ":" | ")" | "/") {
                self.parted = true;
                self.at += 1;
            } else {
                self.alternative();
            }
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
        match (self.key(at), self.key(at + 1), self.key(at + 2)) {
            ("және", "(", "немесе") if self.key(at + 3) == ")" => Some(4),
            ("және", "/", "немесе") => Some(3),
            ("және", "немесе", _) => Some(2),
            ("немесе", ..) => Some(1),
            // Names hold these words too; between two names they part them.
            ("және" | "мен" | "пен" | "бен", ..) if self.begins_name(at + 1) => Some(1),
            _ => None,
        }
    }

    /// Whether a group or a specialty that is known stands at `at`.
    fn begins_name(&self, at: usize) -> bool {
        let rest = self.words.get(at..).unwrap_or_default();
        self.lexicon.groups.longest_at(rest).is_some() || self.lexicon.specialties.longest_at(rest).is_some()
    }

    fn printed(&self, start: usize, end: usize) -> &'a str {
        if start >= end { "" } else { &self.text[self.words[start].start..self.words[end - 1].end] }
    }

    fn level(&mut self, length: usize, found: Found<'_>) {
        let words = self.printed(self.at, self.at + length);
        self.at += length;
        if found.by == LabelKind::Hidden {
            self.report.add(Kind::ReplacedPhrase, format!("\"{words}\" is printed for \"{}\"", found.concept.label));
        }
        let level = Named::of(found.concept, words);
        if !self.read.levels.iter().any(|known| known.id == level.id) {
            self.read.levels.push(level);
        }
    }
    /// A level of education whose words are glued (`жоғарыбілім`), or of which the word `білім` is left out before the next
    /// (`жоғары немесе жоғары оқу орнынан кейінгі білім`).
    fn elided_or_glued_level(&self, start: usize) -> Option<(usize, &'a Concept)> {
        let levels = &self.lexicon.education_levels;
        let end = self.ends(start).first().copied()?;
        let words = self.printed(start, end);
        if let Some(found) = levels.find(words) {
            return Some((end, found.concept));
        }
        let behind = end + self.conjunction(end)?;
        levels.longest_at(self.words.get(behind..)?)?;
        levels.find(&format!("{words} білім")).map(|found| (end, found.concept))
    }

    /// Whether the last words are the beginning of a level of education that is not printed whole, or a misprint of it.
    fn begins_level(&self, at: usize) -> bool {
        let rest = fold(self.printed(at, self.words.len()).trim_end_matches('.'));
        let levels = self.lexicon.education_levels.concepts();
        let first_words = levels.iter().filter_map(|level| level.label.split(' ').next());
        at > 0
            && FRAME.contains(&self.key(at - 1))
            && first_words.into_iter().any(|word| rest == word || are_alike(word, &rest, 0.7))
    }
}
