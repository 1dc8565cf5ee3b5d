//! The rows of an answer as tables: one, or where two things are compared, one of what only the first has, one of what only the second
//! has, and one of what both have.

use super::answer::{Answered, Cell};
use super::reply;
use crate::answers::answer::Row;
use crate::answers::arguments::Argument;
use crate::pages::error::PageError;
use crate::pages::names::{Names, Text, Value};
use crate::questions::question::Question;
use oxigraph::model::Term;

/// Rows under a heading.
pub(super) struct Table {
    /// What the rows have in common; none where there is one table.
    pub(super) heading: Option<Heading>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether there are more rows than are shown.
    pub(super) more: bool,
}

/// What rows have in common.
pub(super) struct Heading {
    pub(super) text: Text,
    /// The thing that alone has them.
    pub(super) side: Option<Value>,
    pub(super) count: usize,
}

impl Table {
    /// What the table is called on a page with this title.
    pub(super) fn label(&self, title: &str) -> String {
        self.heading.as_ref().map_or_else(|| title.to_owned(), |heading| format!("{title}: {}", heading.text.text))
    }
}

/// The tables of an answer with these columns, each with at most `most` rows; the header of the question says by which columns two
/// things are compared.
///
/// # Errors
/// A list of values fails.
pub(super) fn of(
    names: &Names<'_>,
    (question, arguments): (&Question, &[Argument]),
    answered: &Answered,
    columns: &[usize],
    most: usize,
) -> Result<Vec<Table>, PageError> {
    let table = |rows: Vec<&Row>, heading| {
        let more = rows.len() > most;
        Ok(Table { heading, rows: answered.cells(names, columns, rows.into_iter().take(most))?, more })
    };
    let mut compared = question.header.compare.iter().map(|name| Some((name, answered.column(name)?)));
    let [Some(Some((one, first))), Some(Some((other, second)))] = [compared.next(), compared.next()] else {
        return Ok(vec![table(answered.rows.iter().collect(), None)?]);
    };
    let groups = [
        ("only-first", [true, false], Some(one)),
        ("only-second", [false, true], Some(other)),
        ("in-common", [true, true], None),
    ];
    let group = |(key, has, side): (&str, [bool; 2], Option<&String>)| {
        let is_here = |row: &&Row| [first, second].map(|column| !is_none(row[column].as_ref())) == has;
        let rows: Vec<&Row> = answered.rows.iter().filter(is_here).collect();
        let side = side.map(|side| reply::said(names, question, arguments, side)).transpose()?;
        let side = side.map(|said| said.into_iter().next().unwrap_or_default());
        let heading = Heading { text: names.own(names.said.get(key)), side, count: rows.len() };
        table(rows, Some(heading))
    };
    groups.into_iter().map(group).collect()
}

fn is_none(number: Option<&Term>) -> bool {
    number.is_none_or(|number| matches!(number, Term::Literal(number) if number.value() == "0"))
}
