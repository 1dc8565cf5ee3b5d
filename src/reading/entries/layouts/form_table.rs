//! A table for each post, as in the order V1400009219:
//!
//! ```text
//! Лауазымға қойылатын біліктілік талаптары | Кеңесші
//! Бірлік саны | Санаты | Лауазым №
//! 1           | С-3    | 01-1-1
//! Критерийлер | Талаптар
//! Білімі      | …
//! ```

use super::labels::{Labels, TableRow};
use super::{Opening, passage};
use crate::reading::document::{Piece, Row};
use crate::reading::entries::cells::{mend_cell, read_cell};
use crate::reading::entries::{Cell, Passage, headings};

/// The entry that opens at `at`: with the label of a title, or with the header where the label is missing.
pub(super) fn open(pieces: &[Piece], at: usize, labels: &Labels<'_>) -> Option<Opening> {
    let row = |at: usize| match pieces.get(at) {
        Some(Piece::Row(row)) => Some(row),
        _ => None,
    };
    let (mut printed, title, header_at) = match labels.row(row(at)?) {
        TableRow::Title(label, title) => (vec![label], title, at + 1),
        TableRow::Header(_) => (Vec::new(), None, at),
        _ => return None,
    };
    let header = row(header_at).and_then(|row| match labels.row(row) {
        TableRow::Header(header) => Some(header),
        _ => None,
    });
    let header_line = header.as_ref().map(Passage::start_line);
    let values_at = if header.is_some() { header_at + 1 } else { header_at };
    printed.extend(header);
    let values = row(values_at).filter(|row| !labels.is_of_form(row));
    let cell = values.and_then(|row| passage(row.cells.iter().flatten()));
    let content = values.and_then(|values| {
        let text = &cell.as_ref()?.text;
        read_cell(text).or_else(|| mend_cell(text)).or_else(|| by_columns(row(header_at)?, values, labels))
    });
    let end = if cell.is_some() { values_at + 1 } else { values_at };
    let cell = cell.or_else(|| title.clone()).or_else(|| printed.first().cloned())?;
    let title = title.map(|title| without_label(title, labels));
    Some(Opening {
        number: None,
        title,
        cell,
        content,
        rest: Vec::new(),
        header_line,
        in_group: false,
        labels: printed,
        end,
    })
}

/// A title without the label that its own cell repeats before it.
fn without_label(title: Passage, labels: &Labels<'_>) -> Passage {
    let mut ends = title.text.rmatch_indices(' ').map(|(at, _)| at);
    let label = ends.find(|end| labels.is_title(&title.text[..*end]));
    match label {
        Some(end) => Passage { text: title.text[end + 1..].to_owned(), ..title },
        None => title,
    }
}

/// Headcount, category and codes by the heads of their columns, in whatever order these stand.
fn by_columns(header: &Row, values: &Row, labels: &Labels<'_>) -> Option<Cell> {
    let value = |column: &str| {
        let at = header
            .cells
            .iter()
            .position(|head| passage(head).is_some_and(|head| labels.column(&head.text) == Some(column)))?;
        passage(values.cells.get(at)?)
    };
    let count = value("headcount").map(|value| value.text).unwrap_or_default();
    let category = value("category")?.text;
    let codes = value("code").map(|value| value.text).unwrap_or_default();
    // The grammar of headings reads the parts in any order behind a title.
    let heading = headings::read(&format!("x {category} санаты, {count} бірлік, № {codes}"))?;
    heading.rest.is_empty().then_some(heading.cell)
}
