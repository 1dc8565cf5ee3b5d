//! The rows of an answer as tables: one, or where two things are compared, one of what only the first has, one of what only the second
//! has, and one of what both have.

use super::answer::{Answered, Cell};
use crate::answers::answer::Row;
use crate::pages::error::PageError;
use crate::pages::names::{Names, Text, Value};
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

/// The rows of one table, at most `most` of them.
///
/// # Errors
/// The store cannot be read.
pub(super) fn plain(
    names: &Names<'_>,
    answered: &Answered,
    columns: &[usize],
    most: usize,
) -> Result<Vec<Table>, PageError> {
    Ok(vec![table(names, answered, columns, most, &answered.rows.iter().collect::<Vec<_>>(), None)?])
}

/// The three tables of a comparison by the columns `named` with the numbers of the two sides, each table with at most `most` rows;
/// `sides` are the two under their names.
///
/// # Errors
/// The store cannot be read.
pub(super) fn compared(
    names: &Names<'_>,
    answered: &Answered,
    columns: &[usize],
    most: usize,
    (named, sides): (&[String], Vec<Value>),
) -> Result<Vec<Table>, PageError> {
    let [Some(one), Some(other)] = [0, 1].map(|at| named.get(at).and_then(|name| answered.column(name))) else {
        return plain(names, answered, columns, most);
    };
    let mut sides = sides.into_iter();
    let mut tables = Vec::new();
    for (key, has) in [("only-first", [true, false]), ("only-second", [false, true]), ("in-common", [true, true])] {
        let is_here = |row: &&Row| [one, other].map(|column| !is_none(row[column].as_ref())) == has;
        let rows: Vec<&Row> = answered.rows.iter().filter(is_here).collect();
        let side = if key == "in-common" { None } else { sides.next() };
        let heading = Heading { text: names.own(names.said.get(key)), side, count: rows.len() };
        tables.push(table(names, answered, columns, most, &rows, Some(heading))?);
    }
    Ok(tables)
}

fn table(
    names: &Names<'_>,
    answered: &Answered,
    columns: &[usize],
    most: usize,
    rows: &[&Row],
    heading: Option<Heading>,
) -> Result<Table, PageError> {
    let cells = |row: &&Row| columns.iter().map(|column| answered.cell(names, row, *column)).collect();
    let shown = rows.iter().take(most).map(cells).collect::<Result<_, _>>()?;
    Ok(Table { heading, rows: shown, more: rows.len() > most })
}

fn is_none(number: Option<&Term>) -> bool {
    number.is_none_or(|number| matches!(number, Term::Literal(number) if number.value() == "0"))
}
