//! What stands between the last row of an entry and the heading of the next: notes, stamps and titles of annexes, names of
//! units.

use super::super::headings;
use super::super::layouts::is_note;
use super::super::places::names_unit;
use super::Page;
use super::openings::{Opening, begins};
use super::parts::Column;
use crate::reading::text::tokens;
use crate::reading::vocabulary::Lexicon;

/// A name or a title is wrapped over at most so many lines.
const LONGEST: usize = 6;
/// A stamp with a title stands on at most so many lines.
const LONGEST_ANNEX: usize = 24;

/// What some parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The name of a unit above entries.
    Unit,
    /// A stamp or title of an annex.
    Annex,
    /// A note, or a paragraph outside of tables.
    Paragraph,
}

/// Parts behind the last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// Finds what stands between the last label before `end` and the opening `next`, from the end; returns it in the order of the
/// page. `number` is that of the entry before.
pub(super) fn find(
    page: &Page,
    (from, end): (usize, usize),
    number: Option<u32>,
    next: Option<&Opening>,
    lexicon: &Lexicon,
) -> Vec<Piece> {
    let first = (from..end).rev().take_while(|part| page.is_text(*part)).last().unwrap_or(end);
    // The first text behind a label is its row's, unless it stands in the column of labels.
    let in_columns = |part: &super::parts::Part| page.columns && part.column == Column::Left;
    let of_row = first > 0 && !page.parts.get(first).is_some_and(in_columns);
    let first = first + usize::from(of_row);
    let starts = |end: usize| (first..end).rev().filter(|start| begins(page, *start));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = end;
    loop {
        let lines = |start: &usize| end - start <= LONGEST;
        let unit = || {
            next?;
            let mut near = (first..end).rev().take_while(lines);
            let numbered = near.find(|start| headings::number(&page.parts[*start].text).0.is_some());
            let group = numbered.filter(|start| headings::group(&page.text(*start..end), lexicon.language).is_some());
            let named = |start: &usize| page.opens_block(*start) && names_unit(&page.text(*start..end), lexicon);
            group.or_else(|| starts(end).take_while(lines).find(named))
        };
        let note = || starts(end).find(|start| is_note(&page.parts[*start].text));
        let begins_anew = next.is_some_and(|next| next.number.is_some() && next.number <= number);
        let annex = || {
            let start = starts(end).take_while(|start| end - start <= LONGEST_ANNEX);
            let start = start.take_while(|start| !ended(page, *start)).last()?;
            names_annex(&page.text(start..end), lexicon).then_some(start)
        };
        let outside = || {
            let outside = |part: &usize| page.columns && page.parts[*part].column == Column::Left;
            (first..end).rev().take_while(outside).last()
        };
        let found = unit().map(|start| (start, Kind::Unit));
        let found = found.or_else(|| note().map(|start| (start, Kind::Paragraph)));
        let found = found.or_else(|| annex().filter(|_| begins_anew).map(|start| (start, Kind::Annex)));
        let found = found.or_else(|| outside().map(|start| (start, Kind::Paragraph)));
        let Some((start, kind)) = found else { break };
        pieces.insert(0, Piece { start, end, kind });
        end = start;
    }
    pieces
}

/// Whether the text before the part ends a sentence that a stamp or a title never has.
fn ended(page: &Page, part: usize) -> bool {
    page.parts[part].text.ends_with(['.', ';', ':']) && headings::number(&page.parts[part].text).0.is_none()
}

/// Whether a text has the words of an annex's stamp or title.
fn names_annex(text: &str, lexicon: &Lexicon) -> bool {
    let words = tokens(text);
    (0..words.len()).any(|at| lexicon.phrase_at(&words[at..]).is_some_and(|(_, sense)| sense == "annex"))
}
