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

use super::labels::{Labels, paragraphs, passages};
use super::passage;
use crate::reading::document::{self, Piece};
use crate::reading::entries::{Cell, Passage, PrintedEntry, Row, headings};
use crate::reading::text::fold;

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
pub(super) fn read(pieces: &[Piece], at: usize, labels: &Labels<'_>) -> Option<Table> {
    let Piece::Row(head) = &pieces[at] else { return None };
    let heads: Vec<Option<Passage>> = head.cells.iter().map(passage).collect();
    let columns: Vec<Option<&str>> =
        heads.iter().map(|head| head.as_ref().and_then(|head| labels.column(&head.text))).collect();
    let column = |name: &str| columns.iter().position(|column| *column == Some(name));
    let posts = column("posts")?;
    let requirement = |name: &str| Row::ALL.into_iter().find(|row| row.notation() == name);
    let has_requirement = columns.iter().flatten().any(|column| requirement(column).is_some());
    if columns.len() < FEWEST_COLUMNS || !has_requirement {
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
            .filter_map(|(column, cell)| Some((requirement((*column)?)?, passage(cell)?)))
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
        for title in row.cells.get(posts).into_iter().flat_map(|cell| titles(cell)) {
            let expected = columns.iter().flatten().filter_map(|column| requirement(column)).collect();
            table.entries.push(PrintedEntry { expected, ..entry(title, category.as_ref(), &rows, &others) });
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
    paragraphs(cell)
        .flat_map(|(passage, text)| {
            let parts: Vec<String> =
                text.split(';').map(|part| part.trim_matches([' ', ',', '.']).to_owned()).collect();
            parts
                .into_iter()
                .filter(|part| part.chars().any(char::is_alphabetic))
                .map(move |text| Passage { text, ..passage.clone() })
        })
        .collect()
}

fn entry(
    title: Passage,
    category: Option<&(Passage, Option<String>)>,
    rows: &BTreeMap<Row, Passage>,
    others: &[(Passage, Passage)],
) -> PrintedEntry {
    let cell = category.map_or_else(|| title.clone(), |(printed, _)| printed.clone());
    let passages = || rows.values().chain([&title]);
    PrintedEntry {
        number: None,
        annex: 1,
        start_line: passages().chain([&cell]).map(Passage::start_line).min().unwrap_or(1),
        end_line: passages().map(Passage::end_line).max().unwrap_or(1),
        headings: Vec::new(),
        header_line: None,
        content: Cell { headcount: None, category: category.and_then(|(_, read)| read.clone()), codes: Vec::new() },
        cell,
        expected: Vec::new(),
        rows: rows.clone(),
        title: Some(title),
        repeated: Vec::new(),
        others: others.to_vec(),
    }
}
