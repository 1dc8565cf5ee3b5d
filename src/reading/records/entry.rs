//! One entry of an order: a post or several, and what they require.

use serde::Serialize;

use super::{Named, Statement};
use crate::reading::entries::Row;
use crate::reading::text::Language;

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
    /// The first line on which it stands, from 1.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
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
    /// In the row of knowledge, demands to know acts that are not named: "the normative legal acts that regulate relations in the
    /// post's field". The acts cited beside them are therefore no closed list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Statement>,
}

/// What the holder of a post does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duties {
    /// The row's text and lines.
    #[serde(flatten)]
    pub statement: Statement,
    /// The single duties in the order printed; the records print their texts alone.
    #[serde(serialize_with = "texts")]
    pub duties: Vec<Statement>,
}

fn texts<S: serde::Serializer>(statements: &[Statement], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(statements.iter().map(|statement| &statement.text))
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
    /// First and last line on which each position's code is printed; where it has none, those of the heading or cell.
    #[serde(skip)]
    pub position_lines: Vec<(usize, usize)>,
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
    /// The place of the same entry in [`Order::translation`](super::order::Order::translation), from 0; none when it was read in one language.
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
