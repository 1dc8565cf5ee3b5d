//! One table of many columns with a row for each category:
//!
//! ```text
//! Санат  | Лауазымдардың атаулары      | Біліміне қойылатын талаптар | Жұмыс өтіліне қойылатын талаптар | …
//! C-SV-1 | Департамент бастығы         | жоғары заңгерлік            | кемінде он жыл                   | …
//!        | Департамент бастығының орынбасары
//! ```
//!
//! Each paragraph of the cell of posts is a post, and all posts of a row share its requirements. An empty cell of the
//! category goes on with the one above.

use std::collections::BTreeMap;

use super::labels::{self, passages};
use super::passage;
use crate::reading::document::{self, Piece};
use crate::reading::entries::{Cell, Passage, PrintedEntry, Row, headings};
use crate::reading::text::fold;
use crate::reading::vocabulary::Lexicon;

/// A table of this layout needs at least so many columns.
const FEWEST_COLUMNS: usize = 3;

/// What the table says.
pub(super) struct Table {
    /// The heads of the columns.
    pub labels: Vec<Passage>,
    /// An entry for each post.
    pub entries: Vec<PrintedEntry>,
    /// Rows without a post, and rows with fewer or more cells than there are heads.
    pub not_understood: Vec<Passage>,
    /// Below the last row.
    pub end: usize,
}

/// The table whose heads are the row at `at`, if they name a category, posts and a requirement.
pub(super) fn read(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Table> {
    let Piece::Row(head) = &pieces[at] else { return None };
    let heads: Vec<Option<Passage>> = head.cells.iter().map(passage).collect();
    let columns: Vec<Option<&str>> =
        heads.iter().map(|head| head.as_ref().and_then(|head| labels::column(&head.text, lexicon))).collect();
    let column = |name: &str| columns.iter().position(|column| *column == Some(name));
    let posts = column("posts")?;
    let expected: Vec<Row> = columns.iter().flatten().filter_map(|column| Row::of(column)).collect();
    if columns.len() < FEWEST_COLUMNS || expected.is_empty() {
        return None;
    }
    let mut table = Table {
        labels: heads.iter().flatten().cloned().collect(),
        entries: Vec::new(),
        not_understood: Vec::new(),
        end: at + 1,
    };
    let mut category: Option<(Passage, Option<String>)> = None;
    while let Some(Piece::Row(row)) =
        pieces.get(table.end).filter(|piece| matches!(piece, Piece::Row(row) if row.table == head.table))
    {
        table.end += 1;
        if is_head_again(row, &table.labels) {
            table.labels.extend(passages(row));
            continue;
        }
        // Where cells are missing it cannot be told which columns the others stand in.
        let beyond = row.cells.iter().skip(columns.len()).any(|cell| !cell.is_empty());
        if row.cells.len() < columns.len() || beyond {
            table.not_understood.extend(passages(row));
            continue;
        }
        if let Some(printed) = column("category").and_then(|at| passage(row.cells.get(at)?)) {
            let read = headings::read(&format!("x {}", printed.text)).and_then(|heading| heading.cell.category);
            category = Some((printed, read));
        }
        let rows: BTreeMap<Row, Passage> = columns
            .iter()
            .zip(&row.cells)
            .filter_map(|(column, cell)| Some((Row::of((*column)?)?, passage(cell)?)))
            .collect();
        let others: Vec<(Passage, Passage)> = columns
            .iter()
            .zip(&heads)
            .zip(&row.cells)
            .filter(|((column, _), _)| column.is_none())
            .filter_map(|((_, head), cell)| Some((head.clone()?, passage(cell)?)))
            .filter(|(_, text)| text.text.chars().any(char::is_alphabetic))
            .collect();
        let before = table.entries.len();
        for title in titles(&row.cells[posts]) {
            let (cell, read) = category.clone().unwrap_or_else(|| (title.clone(), None));
            let passages = || rows.values().chain([&title]);
            let start_line = passages().chain([&cell]).map(Passage::start_line).min().unwrap_or(1);
            let end_line = passages().map(Passage::end_line).max().unwrap_or(1);
            table.entries.push(PrintedEntry {
                end_line,
                title: Some(title),
                expected: expected.clone(),
                rows: rows.clone(),
                others: others.clone(),
                ..PrintedEntry::new(start_line, cell, Cell { category: read, ..Cell::default() })
            });
        }
        if table.entries.len() == before {
            table.not_understood.extend(passages(row));
        }
    }
    Some(table)
}

/// Whether the heads are printed again, as on a new page, or numbers of columns stand below them.
fn is_head_again(row: &document::Row, heads: &[Passage]) -> bool {
    let cells = passages(row);
    let number = |cell: &Passage| cell.text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let again = |cell: &Passage| heads.iter().any(|head| fold(&head.text) == fold(&cell.text));
    !cells.is_empty() && (cells.iter().all(number) || cells.iter().all(again))
}

/// The posts of a cell: a paragraph each, or parted by semicolons.
fn titles(cell: &[document::Paragraph]) -> Vec<Passage> {
    let passages = cell.iter().filter_map(|paragraph| passage([paragraph]));
    passages
        .flat_map(|passage| {
            let parts: Vec<String> =
                passage.text.split(';').map(|part| part.trim_matches([' ', ',', '.']).to_owned()).collect();
            parts
                .into_iter()
                .filter(|part| part.chars().any(char::is_alphabetic))
                .map(move |text| Passage { text, ..passage.clone() })
        })
        .collect()
}
