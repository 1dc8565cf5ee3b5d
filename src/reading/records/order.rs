//! The order itself: its own data, its units, and all its entries.

use serde::Serialize;

use super::{Citation, Entry, Named, Statement, Superseded};
use crate::reading::document::{self, Part};
use crate::reading::findings::Finding;
use crate::reading::text::{Date, Language};

/// Another wording of a unit's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spelling {
    /// The name as printed, in the nominative.
    pub name: String,
    /// The number of entries that print it.
    pub entries: usize,
    /// Whether it differs from the usual name by a few letters only.
    pub misprint: bool,
}

/// The body itself or one of its units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The identifier: `ministry`, `13`, `13-4`.
    pub id: String,
    /// The name in the nominative that most of its entries print.
    pub name: String,
    /// The kind of unit; none when the name does not tell it.
    pub kind: Option<Named>,
    /// Whether it is a body with a name of its own outside this order: a ministry, or the committee that the order is about.
    #[serde(skip)]
    pub is_body: bool,
    /// The identifier of the unit to which it belongs; none for the body itself.
    pub parent: Option<String>,
    /// Other spellings of the name, most frequent first.
    pub spellings: Vec<Spelling>,
    /// The first line of the place where the unit is first named, from 1.
    pub start_line: usize,
    /// The last line of that place.
    pub end_line: usize,
    /// Its name in the other language of the order; none when it was read in one language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<UnitName>,
}

/// The name of a unit in the other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitName {
    /// The name in the nominative.
    pub name: String,
    /// The first line of the place where that language's text first names the unit, from 1.
    pub start_line: usize,
    /// The last line of that place.
    pub end_line: usize,
    /// The identifier that the unit has in that text alone.
    pub id: String,
}

/// The legal basis of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LegalBasis {
    /// The reference to the act.
    #[serde(flatten)]
    pub citation: Citation,
    /// The article's number; none when none is named.
    pub article: Option<String>,
    /// The paragraph's number; none when none is named.
    pub paragraph: Option<String>,
}

/// Another act that the order's own text names by issuer, date and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberedAct {
    /// The end of its IRI, after the base.
    pub id: String,
    /// Who issued it, in the nominative.
    pub issuer: String,
    /// Its date.
    pub date: Date,
    /// Its number.
    pub number: String,
    /// Where the order says so.
    #[serde(flatten)]
    pub statement: Statement,
}

/// An edition of an order: its text as it was from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// The day from which the text is as it stands here.
    pub date: Date,
    /// The act that made this edition of the one before, as the metadata name it; none for the first edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caused_by: Option<CausingAct>,
    /// That act by its date and number; none when no number of it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<NumberedAct>,
}

/// An act as the metadata of another name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CausingAct {
    /// Its identifier in the corpus; none when the metadata have none, as all fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Kind, body, date and number in one Russian sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requisite: Option<String>,
    /// Its title in the language of the order that it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// The order's own data, as its preamble states them; where metadata came with the text, they fill what it does not state, and
/// a statement of theirs stands on line 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The identifier in the legal database: `V1400009219`; made of the source's name when no registration is stated. An earlier
    /// edition has its day behind it: `V1400009336/edition/2014-04-02`.
    pub id: String,
    /// The language of its text.
    pub language: Language,
    /// The file from which the order was read.
    pub source: String,
    /// The SHA-256 of that file, in hexadecimal digits.
    pub sha256: String,
    /// How that file came to the program, a sentence in English.
    pub retrieval: &'static str,
    /// The number of lines of that file, blank ones included.
    pub lines: usize,
    /// The files of its text, where it has several; empty when it is one file without a folder of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// The edition; none when neither metadata nor a note of an amendment tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Edition>,
    /// What followed this edition; none for the newest that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded: Option<Superseded>,
    /// The page from which the text was taken; none when no metadata tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_page: Option<String>,
    /// The codes of twelve digits of the bodies that approved it; empty when no metadata tell them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body_codes: Vec<String>,
    /// The day on which it lost its force; none when no metadata tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repealed_on: Option<Date>,
    /// The title.
    pub title: Option<Statement>,
    /// The number.
    pub number: Option<String>,
    /// The date.
    pub date: Option<Date>,
    /// The paragraph that states who issued the order, its date and number, and its registration.
    pub requisite: Option<Statement>,
    /// Who issued the order, in the nominative.
    pub issuer: Option<String>,
    /// The number under which the Ministry of Justice registered it.
    pub registration_number: Option<String>,
    /// The date of the registration.
    pub registration_date: Option<Date>,
    /// The legal basis.
    pub legal_basis: Option<LegalBasis>,
    /// The status as the database prints it above the order: `Күшін жойған`.
    pub status: Option<Statement>,
    /// The act that repealed it.
    pub repealed_by: Option<NumberedAct>,
    /// The numbered clauses of the order.
    pub clauses: Vec<Statement>,
    /// When the order enters into force, in its own words.
    pub entry_into_force: Option<Statement>,
    /// Who signed it, with the office.
    pub signatory: Option<Statement>,
    /// The body that agreed, with the name and the date.
    pub agreement: Option<Statement>,
    /// The date of the agreement.
    pub agreement_date: Option<Date>,
    /// The stamp of approval above the annex.
    pub approval: Option<Statement>,
    /// The title of the annex that holds the entries.
    pub annex_title: Option<Statement>,
    /// Stamps of approval and titles of further annexes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<Statement>,
    /// Notes of the legal database.
    pub notes: Vec<Statement>,
    /// Every paragraph of the preamble that is none of the above.
    pub other_paragraphs: Vec<Statement>,
    /// The units, the body first, then in the order of their first mention.
    pub units: Vec<Unit>,
    /// The entries in order.
    #[serde(skip)]
    pub entries: Vec<Entry>,
    /// What is odd, in the order of the lines.
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// How many letters its text has.
    #[serde(skip)]
    pub letters: usize,
    /// How many of them neither Kazakh nor Russian has.
    #[serde(skip)]
    pub letters_foreign: usize,
    /// The same order in its other language; none when it was read in one.
    #[serde(skip)]
    pub translation: Option<Box<Order>>,
    /// How many lines that are not blank the order has, in all its languages.
    pub lines_of_text: usize,
    /// How many of them belong to a field, a label or the publisher's furniture.
    pub lines_accounted_for: usize,
    /// How many of them were not understood; findings have their text.
    pub lines_not_understood: usize,
}

impl Order {
    /// The number of posts: one for each code, or as many as are printed where there are no codes.
    pub fn posts(&self) -> usize {
        self.entries.iter().map(|entry| entry.positions.len()).sum()
    }

    /// The same entry in the order's other language.
    pub fn translation_of(&self, entry: &Entry) -> Option<&Entry> {
        self.translation.as_ref()?.entries.get(entry.translation?)
    }

    /// The file and the lines in it where lines of the text in `language` stand, first and last: `kaz/an001.md:17–20`. None for
    /// an order that is one file, whose lines are its own.
    pub fn place(&self, language: Language, (start, end): (usize, usize)) -> Option<String> {
        let other = self.translation.as_deref().filter(|other| other.language == language && self.language != language);
        let parts = &other.unwrap_or(self).parts;
        let ((file, line), (last, last_line)) = (document::place(parts, start)?, document::place(parts, end)?);
        Some(match (file == last, line == last_line) {
            (true, true) => format!("{file}:{line}"),
            (true, false) => format!("{file}:{line}–{last_line}"),
            (false, _) => format!("{file}:{line}–{last}:{last_line}"),
        })
    }

    /// The unit whose identifier is `id`.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }
}
