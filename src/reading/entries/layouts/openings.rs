//! Where an entry opens, in whatever layout.

use super::labels::{self, TableRow};
use super::passage;
use crate::reading::document::{Piece, Row};
use crate::reading::entries::cells::{mend_cell, read_cell};
use crate::reading::entries::headings::{self, PostHeading};
use crate::reading::entries::{Cell, Passage, is_label};
use crate::reading::vocabulary::Lexicon;

/// The table begins at most so many pieces behind a heading: a note may stand between them.
const FARTHEST_TABLE: usize = 3;

/// Where an entry opens.
pub(super) struct Opening {
    /// The number printed before the title; none where entries have none.
    pub(super) number: Option<u32>,
    /// The post and its units; none when nothing is printed where they belong.
    pub(super) title: Option<Passage>,
    /// Where headcount, category and codes are printed.
    pub(super) cell: Passage,
    /// What is printed there; none when it is not understood.
    pub(super) content: Option<Cell>,
    /// Words beside them that are not understood.
    pub(super) rest: Vec<String>,
    /// The place of the header above them, where the layout has one.
    pub(super) header_line: Option<usize>,
    /// Whether the headings above it stand above a group of posts, and not above this entry alone.
    pub(super) in_group: bool,
    /// Labels that belong to the opening.
    pub(super) labels: Vec<Passage>,
    /// Below the last piece of the opening.
    pub(super) end: usize,
}

impl Opening {
    fn of_heading(passage: Passage, heading: PostHeading, end: usize) -> Self {
        let title = Passage { text: passage.text[heading.title].to_owned(), ..passage.clone() };
        Self {
            number: heading.number,
            title: Some(title),
            cell: passage,
            content: Some(heading.cell),
            rest: heading.rest,
            header_line: None,
            in_group: false,
            labels: Vec::new(),
            end,
        }
    }
}

/// The entry that opens at `at`.
pub(super) fn find(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Opening> {
    match &pieces[at] {
        Piece::Row(row) => form_table(pieces, at, lexicon).or_else(|| post_row(row, at, lexicon)),
        Piece::Heading(_, paragraph) | Piece::Paragraph(paragraph) => {
            numbered_heading(pieces, at, passage([paragraph])?, lexicon)
        }
        Piece::Quotation(_) => None,
    }
}

/// A table for each post, as in the order V1400009219: it opens with the label of a title, or with the header where the label
/// is missing.
///
/// ```text
/// Лауазымға қойылатын біліктілік талаптары | Кеңесші
/// Бірлік саны | Санаты | Лауазым №
/// 1           | С-3    | 01-1-1
/// Критерийлер | Талаптар
/// Білімі      | …
/// ```
fn form_table(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Opening> {
    let row = |at: usize| match pieces.get(at) {
        Some(Piece::Row(row)) => Some(row),
        _ => None,
    };
    let (mut printed, title, header_at) = match labels::row(row(at)?, lexicon) {
        TableRow::Title(label, title) => (vec![label], title, at + 1),
        TableRow::Header(_) => (Vec::new(), None, at),
        _ => return None,
    };
    let header = row(header_at).and_then(|row| match labels::row(row, lexicon) {
        TableRow::Header(header) => Some(header),
        _ => None,
    });
    let header_line = header.as_ref().map(Passage::start_line);
    let values_at = if header.is_some() { header_at + 1 } else { header_at };
    printed.extend(header);
    let values = row(values_at).filter(|row| !labels::is_of_form(row, lexicon));
    let cell = values.and_then(|row| passage(row.cells.iter().flatten()));
    let content = values.and_then(|values| {
        let text = &cell.as_ref()?.text;
        read_cell(text).or_else(|| mend_cell(text)).or_else(|| by_columns(row(header_at)?, values, lexicon))
    });
    let end = if cell.is_some() { values_at + 1 } else { values_at };
    let cell = cell.or_else(|| title.clone()).or_else(|| printed.first().cloned())?;
    let title = title.map(|title| without_label(title, lexicon));
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
fn without_label(title: Passage, lexicon: &Lexicon) -> Passage {
    let mut ends = title.text.rmatch_indices(' ').map(|(at, _)| at);
    let label = ends.find(|end| is_label(&title.text[..*end], "title", &lexicon.form));
    match label {
        Some(end) => Passage { text: title.text[end + 1..].to_owned(), ..title },
        None => title,
    }
}

/// Headcount, category and codes by the heads of their columns, in whatever order these stand.
fn by_columns(header: &Row, values: &Row, lexicon: &Lexicon) -> Option<Cell> {
    let value = |column: &str| {
        let at = header
            .cells
            .iter()
            .position(|head| passage(head).is_some_and(|head| labels::column(&head.text, lexicon) == Some(column)))?;
        passage(values.cells.get(at)?)
    };
    let count = value("headcount").map(|value| value.text).unwrap_or_default();
    let category = value("category")?.text;
    let codes = value("code").map(|value| value.text).unwrap_or_default();
    // The grammar of headings reads the parts in any order behind a title.
    let heading = headings::read(&format!("x {category} санаты, {count} бірлік, № {codes}"))?;
    heading.rest.is_empty().then_some(heading.cell)
}

/// A heading that has everything, and a table of two columns below it. It has a category and stands above such a table, or above
/// nothing when it also has a number and a headcount or codes; or it has a number and stands directly above the table.
///
/// ```text
/// 5. … департаменті … басқармасының бас сарапшысы С-4 санаты, 5 бірлік, № ЕСД-1-2, № ЕСД-1-3, …
/// Өлшемдер | Талаптар
/// Білімі   | …
/// ```
fn numbered_heading(pieces: &[Piece], at: usize, passage: Passage, lexicon: &Lexicon) -> Option<Opening> {
    let table = table_behind(pieces, at, lexicon);
    if let Some(heading) = headings::read(&passage.text) {
        let complete = heading.number.is_some() && (heading.cell.headcount.is_some() || !heading.cell.codes.is_empty());
        return (table.is_some() || complete).then(|| Opening::of_heading(passage, heading, at + 1));
    }
    let (number, start) = headings::number(&passage.text);
    if table != Some(1) || number.is_none() || headings::group(&passage.text, lexicon.language).is_some() {
        return None;
    }
    let title = start..passage.text.trim_end_matches([' ', ',', '.', ';']).len();
    let heading = PostHeading { number, title, cell: Cell::default(), rest: Vec::new() };
    Some(Opening::of_heading(passage, heading, at + 1))
}

/// How many pieces behind `at` a table of the form begins.
fn table_behind(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<usize> {
    for distance in 1..=FARTHEST_TABLE {
        match pieces.get(at + distance)? {
            Piece::Row(row) => return labels::is_of_form(row, lexicon).then_some(distance),
            Piece::Heading(..) => return None,
            Piece::Paragraph(_) | Piece::Quotation(_) => {}
        }
    }
    None
}

/// A row over the whole table that names a post, below the heading of its unit.
///
/// ```text
/// 1. Салық аудиті басқармасы бойынша
/// Басқарма басшысы, С-3 санаты (СК-07-1) - 1 бірлік
/// Білімі | …
/// ```
fn post_row(row: &Row, at: usize, lexicon: &Lexicon) -> Option<Opening> {
    let TableRow::Whole(passage) = labels::row(row, lexicon) else { return None };
    let heading = headings::read(&passage.text)?;
    Some(Opening { in_group: true, ..Opening::of_heading(passage, heading, at + 1) })
}
