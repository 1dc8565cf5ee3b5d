//! The answer to a reader's own query as a table of a page.

use super::answer::{Answered, Cell};
use crate::pages::error::PageError;
use crate::pages::names::{Names, Text};

/// So many rows stand on a page; the files have all.
pub(super) const MOST_ROWS: usize = 150;

/// An answer as `templates/value.html` shows it.
#[derive(Default)]
pub(super) struct Table {
    /// The headings, and whether numbers stand under them.
    pub(super) columns: Vec<(Text, bool)>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many rows there are.
    pub(super) count: String,
    /// The names and links of the files that have the whole answer.
    pub(super) files: Vec<(&'static str, String)>,
}

impl Table {
    /// The table of the answer to a reader's own query: every column, under the name of its variable.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn of(names: &Names<'_>, answered: &Answered) -> Result<Self, PageError> {
        let columns: Vec<usize> = (0..answered.columns.len()).collect();
        let row = |row| columns.iter().map(|column| answered.cell(names, row, *column)).collect::<Result<_, _>>();
        let mut table = Self {
            rows: answered.rows.iter().take(MOST_ROWS).map(row).collect::<Result<_, PageError>>()?,
            count: names.said.with("results-n", "n", &answered.rows.len().to_string()),
            ..Self::default()
        };
        let name = |at: &usize| Text { text: answered.columns[*at].as_str().to_owned(), lang: "en".to_owned() };
        table.columns = columns.iter().map(|at| (name(at), answered.heading(names, *at).1)).collect();
        match answered.rows.len() {
            0 => names.said.get("no-result").clone_into(&mut table.count),
            1..=MOST_ROWS => {}
            _ => table.count = names.said.with("first-rows", "n", &MOST_ROWS.to_string()),
        }
        Ok(table)
    }
}
