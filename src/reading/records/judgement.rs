//! How well an order was read as a whole, so that a reading that went wrong is not taken for an order.
//!
//! Comes in: an order's records and its text. Goes out: a share of each kind of failure, and whether one is past its limit.
//! The limits stand between good texts (the bundled order, orders of other ministries and the fixtures of the tests, all
//! below half of each limit) and ruined ones (a page in two columns, letters that were lost, a text in the wrong encoding).

use serde::Serialize;

use super::{Named, Order};

/// What can go wrong with a reading as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Rows of requirements that entries should have and have not.
    MissingRows,
    /// Entries whose title is missing or names no post that is known.
    UnknownRoles,
    /// Acts, groups, specialties and categories that no vocabulary knows.
    UnknownTerms,
    /// Letters that neither Kazakh nor Russian has, and marks that stand for lost ones.
    ForeignLetters,
    /// Lines that were not understood.
    NotUnderstood,
}

/// How much of an order is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FaultShare {
    /// What is wrong.
    pub fault: Fault,
    /// How many of them are at fault.
    pub part: usize,
    /// How many there are.
    pub whole: usize,
}

impl Fault {
    /// What is counted, in words: `3 of 40 rows missing`.
    pub fn words(self) -> &'static str {
        match self {
            Self::MissingRows => "rows missing",
            Self::UnknownRoles => "post titles unknown",
            Self::UnknownTerms => "terms unknown",
            Self::ForeignLetters => "letters foreign",
            Self::NotUnderstood => "lines not understood",
        }
    }

    /// At most so many of a thousand may be at fault, of at least so many.
    fn limit(self) -> (usize, usize) {
        match self {
            Self::MissingRows => (340, 4),
            Self::UnknownRoles => (800, 4),
            Self::UnknownTerms => (600, 20),
            Self::ForeignLetters => (20, 200),
            Self::NotUnderstood => (400, 20),
        }
    }

    /// What is likely wrong, and what to do about it.
    fn cause_and_remedy(self) -> (&'static str, &'static str) {
        match self {
            Self::MissingRows | Self::UnknownRoles | Self::NotUnderstood => (
                "the layout of the text was not understood",
                "give the PDF, the DOCX or the page itself instead of text taken from it",
            ),
            Self::ForeignLetters => (
                "letters were lost or replaced when the text was saved",
                "take the file again from where it came and save it as UTF-8",
            ),
            Self::UnknownTerms => (
                "the words are none that the vocabularies know",
                "look whether the letters are right, or add the terms by --vocabulary FILE",
            ),
        }
    }
}

impl FaultShare {
    /// Whether the share is past its limit.
    pub fn is_past_limit(self) -> bool {
        let (limit, fewest) = self.fault.limit();
        self.whole >= fewest && self.part * 1000 > self.whole * limit
    }

    /// One sentence of cause and one of remedy.
    pub fn reason(self) -> String {
        let (cause, remedy) = self.fault.cause_and_remedy();
        format!("{} of {} {}: {cause}. To mend it, {remedy}", self.part, self.whole, self.fault.words())
    }
}

impl Order {
    /// The shares of the order, and of its translation, that are at fault, one for each [`Fault`] in their order.
    pub fn faults(&self) -> Vec<FaultShare> {
        let mut faults = self.own_faults();
        if let Some(translation) = &self.translation {
            for (own, other) in faults.iter_mut().zip(translation.own_faults()) {
                own.part += other.part;
                own.whole += other.whole;
            }
        }
        faults
    }

    fn own_faults(&self) -> Vec<FaultShare> {
        let entries = || self.entries.iter().filter(|entry| entry.language == self.language);
        let rows = |(missing, expected): (usize, usize), entry: &super::Entry| {
            (missing + entry.missing_rows().count(), expected + entry.rows_expected.len())
        };
        let (missing, expected) = entries().fold((0, 0), rows);
        let roles = entries().filter(|entry| entry.role.as_ref().is_none_or(|role| !role.known)).count();
        let terms: Vec<&Named> = entries().flat_map(|entry| entry.terms()).collect();
        let unknown = terms.iter().filter(|term| !term.known).count();
        let not_understood =
            self.lines_not_understood - self.translation.as_ref().map_or(0, |other| other.lines_not_understood);
        let lines = self.lines_of_text - self.translation.as_ref().map_or(0, |other| other.lines_of_text);
        [
            (Fault::MissingRows, missing, expected),
            (Fault::UnknownRoles, roles, entries().count()),
            (Fault::UnknownTerms, unknown, terms.len()),
            (Fault::ForeignLetters, self.letters_foreign, self.letters),
            (Fault::NotUnderstood, not_understood, lines),
        ]
        .map(|(fault, part, whole)| FaultShare { fault, part, whole })
        .to_vec()
    }
}

/// Counts the letters of `text`, and those that neither language has: letters of other alphabets, of old fonts, and question
/// marks or replacement characters inside words.
pub(super) fn letters(text: &str) -> (usize, usize) {
    let (mut letters, mut foreign) = (0, 0);
    let mut before = ' ';
    let mut following = text.chars().peekable();
    while let Some(letter) = following.next() {
        let lost = letter == '\u{FFFD}'
            || letter == '?'
                && is_of_alphabet(before)
                && following.peek().is_some_and(|next| is_of_alphabet(*next) || *next == '?');
        // The letters of nearly all texts are told without a table.
        let known = is_of_alphabet(letter) || letter.is_ascii_alphabetic();
        if known || lost || !letter.is_ascii() && letter != 'º' && letter.is_alphabetic() {
            letters += 1;
            foreign += usize::from(lost || !known);
        }
        before = letter;
    }
    (letters, foreign)
}

/// Whether `letter` is one of the Kazakh or the Russian alphabet.
fn is_of_alphabet(letter: char) -> bool {
    match letter {
        'А'..='я' => true,
        '\u{400}'..='\u{52F}' => "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі".contains(letter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_letters_are_counted_and_question_marks_behind_words_are_not() {
        assert_eq!(letters("Б?л?м?"), (5, 2));
        assert_eq!(letters("Білімі қандай?"), (12, 0));
        assert_eq!(letters("Ќазаќстан"), (9, 2));
        assert_eq!(letters("HTML"), (4, 0));
    }

    #[test]
    fn a_few_faults_are_no_ruin() {
        let share = |fault, part, whole| FaultShare { fault, part, whole }.is_past_limit();
        assert!(!share(Fault::MissingRows, 1, 4));
        assert!(share(Fault::MissingRows, 2, 4));
        assert!(!share(Fault::UnknownRoles, 1, 1));
        assert!(share(Fault::ForeignLetters, 30, 1000));
    }
}
