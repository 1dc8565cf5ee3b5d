//! Printed entries become typed records: what each post requires, in plain data that needs no RDF.
//!
//! Three cases stay apart in every field: found, absent (`None` or empty), and not understood (a [`Named`] whose `known`
//! is false, with a finding).

mod assemble;
mod citations;
mod duties;
mod editions;
mod education;
mod experience;
mod join;
mod judgement;
mod preamble;
mod refusal;
mod repeated;
mod review;
mod titles;
mod units;

pub use assemble::{read, read_completed};
pub use editions::Superseded;
pub(crate) use editions::in_succession;
pub use join::join;
pub use judgement::{Fault, FaultShare};
pub use preamble::{Requisite, named_act, requisite};
pub use refusal::NoOrder;

use serde::Serialize;

use crate::reading::document::{self, Part};
use crate::reading::entries::{Passage, Row};
use crate::reading::findings::Finding;
use crate::reading::text::{Date, Language, slug};
use crate::reading::vocabulary::Concept;

/// Something that a vocabulary names: a post title, a specialty, a group, an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The end of its IRI, after the base: `specialty/5B050600`.
    pub id: String,
    /// Its preferred label in Kazakh; for what no vocabulary knows, the printed words.
    pub label: String,
    /// The words as printed, white space normalised.
    pub printed: String,
    /// False when no vocabulary knows it: the words are kept, and a finding says so.
    pub known: bool,
}

impl Named {
    /// What `printed` names: `concept`, which a vocabulary knows.
    fn of(concept: &Concept, printed: &str) -> Self {
        Self { id: concept.id.clone(), label: concept.label.clone(), printed: printed.to_owned(), known: true }
    }

    /// A resource of the room `room` for `words` that no vocabulary knows.
    fn minted(room: &str, words: &str) -> Self {
        Self {
            id: format!("{room}/x-{}", slug(words)),
            label: words.to_owned(),
            printed: words.to_owned(),
            known: false,
        }
    }
}

/// A text and the lines on which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The text in reading order, white space normalised.
    pub text: String,
    /// The first line, from 1.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
}

impl From<&Passage> for Statement {
    fn from(passage: &Passage) -> Self {
        Self { text: passage.text.clone(), start_line: passage.start_line(), end_line: passage.end_line() }
    }
}

/// A group of specialties that is accepted, or single specialties of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The alternative as printed.
    pub text: String,
    /// The conjunction or mark before it, as printed: `немесе`, `и/или`, `,`; none for the first, and where nothing is printed.
    pub operator: Option<String>,
    /// The group under which it is printed, or a field of training (`экономикалық`); none when specialties stand without one.
    pub group: Option<Named>,
    /// The specialties named; when empty, the whole group is accepted.
    pub specialties: Vec<Named>,
}

/// What an education row asks for beside level and specialties: certificates, courses, service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The condition's words and lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// Whether it is merely wished for (`жөн`, `желательно`).
    pub desirable: bool,
}

/// What education a post requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Education {
    /// The row's text and lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// The levels of education, any of which is accepted; empty when the level is missing or cut.
    pub levels: Vec<Named>,
    /// The alternatives in the order printed.
    pub alternatives: Vec<Alternative>,
    /// Further conditions of the row in the order printed; empty when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
}

/// A reference to an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The words that name the act, as printed.
    pub cited_text: String,
    /// The first line on which they stand, from 1.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
    /// The act.
    pub act: Named,
}

/// A unit of time in which service is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// Years.
    Year,
    /// Months.
    Month,
}

/// How long somebody must have served or worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServicePeriod {
    /// The words that state it and their lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// How many units: 5 for `бес жылдан кем емес`, 18 months for `полутора лет`.
    pub number: u32,
    /// The unit.
    pub unit: TimeUnit,
    /// Whether the words say that it is the least (`кем емес`, `не менее`).
    pub at_least: bool,
    /// What counts, as printed: `мемлекеттік қызмет өтілі`; ` … ` stands where the number was. None when nothing is said.
    pub service: Option<String>,
    /// The conjunction or mark between the period before and this one, as printed; none for the first.
    pub operator: Option<String>,
}

/// What knowledge or experience a post requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The row's text and lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// The acts cited, in the order printed.
    pub citations: Vec<Citation>,
    /// The periods of service stated outright, any of which is enough where `or` joins them; empty in a row of knowledge.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<ServicePeriod>,
    /// The skills named, each once: computer, languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Named>,
    /// In the row of knowledge, demands for acts that are not named; empty when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenCitation>,
}

/// A demand to know acts that are not named: "the normative legal acts that regulate relations in the post's field". The
/// acts cited beside it are therefore no closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenCitation {
    /// The words as printed.
    pub text: String,
    /// The first line on which they stand, from 1.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
}

/// What the holder of a post does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duties {
    /// The row's text and lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// The single duties in the order printed.
    pub duties: Vec<String>,
}

/// One entry of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The order's identifier.
    pub order: String,
    /// The language in which it is printed; of an order in both, Russian only for an entry that has no Kazakh text.
    pub language: Language,
    /// The entry's place in the order, from 1.
    pub number: usize,
    /// The entry's first line, from 1.
    pub start_line: usize,
    /// The entry's last line.
    pub end_line: usize,
    /// The line of the header above headcount, category and codes; none when it is missing.
    pub header_line: Option<usize>,
    /// The number printed before the title; none where entries have no numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed_number: Option<u32>,
    /// The number of the annex in which it stands, from 1, where the order has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<u32>,
    /// The number of posts, as printed; none where none is.
    pub headcount: Option<u32>,
    /// The category by its notation in Latin letters: `C-3`; none where none is printed.
    pub category: Option<Named>,
    /// The codes in the order printed, one for each post; empty where posts have none.
    pub codes: Vec<String>,
    /// The identifiers of the positions, one for each code in ASCII letters: a code used before gets `.2`, `.3`. Without codes,
    /// as many as the headcount, by the entry's number.
    pub positions: Vec<String>,
    /// The title as printed; none when it is missing.
    pub title: Option<Statement>,
    /// The post title; none when there is no title, or when it names units only.
    pub role: Option<Named>,
    /// What is added to the post title: a second post, a field of work, an office.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub role_additions: Vec<String>,
    /// The department, secretariat or committee by its usual name; none for a division directly under the body.
    pub department: Option<String>,
    /// True when the entry's title does not name the department.
    pub department_inferred: bool,
    /// The division by its usual name; none for a post of the department itself.
    pub division: Option<String>,
    /// The identifier of the unit to which the posts belong: `13-4`.
    pub unit: String,
    /// The name of a unit that stands as a heading above the entry; none when there is none.
    pub heading: Option<Statement>,
    /// The education; none when the row is missing.
    pub education: Option<Education>,
    /// The professional knowledge; none when the row is missing.
    pub knowledge: Option<Requirement>,
    /// The practical experience; none when the row is missing.
    pub experience: Option<Requirement>,
    /// The duties; none when the row is missing.
    pub duties: Option<Duties>,
    /// Rows that are printed again, with the text that stands there.
    pub repeated: Vec<RepeatedRow>,
    /// Rows whose label is not known, with what stands there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_rows: Vec<OtherRow>,
    /// The rows that its layout has.
    #[serde(skip)]
    pub rows_expected: Vec<Row>,
    /// The place of the same entry in [`Order::translation`], from 0; none when it was read in one language.
    #[serde(skip)]
    pub translation: Option<usize>,
}

/// A row whose label is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherRow {
    /// The label as printed.
    pub label: String,
    /// Its text and lines.
    #[serde(flatten)]
    pub statement: Statement,
}

/// A further print of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RepeatedRow {
    /// Which row.
    pub row: Row,
    /// Its text and lines.
    #[serde(flatten)]
    pub statement: Statement,
}

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The identifier: `ministry`, `13`, `13-4`.
    pub id: String,
    /// The name in the nominative that most of its entries print.
    pub name: String,
    /// The kind of unit; none when the name does not tell it.
    pub kind: Option<Named>,
    /// The identifier of the unit to which it belongs; none for the body itself.
    pub parent: Option<String>,
    /// Other spellings of the name, most frequent first.
    pub spellings: Vec<Spelling>,
    /// The first line on which the unit is named, from 1.
    pub start_line: usize,
    /// Its name in the other language of the order; none when it was read in one language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<UnitName>,
}

/// The name of a unit in the other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitName {
    /// The name in the nominative.
    pub name: String,
    /// The first line of that language's text on which the unit is named, from 1.
    pub start_line: usize,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

impl Entry {
    /// The rows that its layout has and that are missing.
    pub fn missing_rows(&self) -> impl Iterator<Item = Row> {
        self.rows_expected.iter().copied().filter(|row| match row {
            Row::Education => self.education.is_none(),
            Row::Knowledge => self.knowledge.is_none(),
            Row::Experience => self.experience.is_none(),
            Row::Duties => self.duties.is_none(),
        })
    }

    /// The category, acts, groups and specialties that it names.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Named> {
        let alternatives = self.education.iter().flat_map(|education| &education.alternatives);
        let education = alternatives.flat_map(|alternative| alternative.group.iter().chain(&alternative.specialties));
        let citations = self.knowledge.iter().chain(&self.experience).flat_map(|requirement| &requirement.citations);
        self.category.iter().chain(education).chain(citations.map(|citation| &citation.act))
    }
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
