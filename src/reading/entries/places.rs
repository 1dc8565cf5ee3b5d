//! Finds where each entry stands on the page.
//!
//! Each entry has one cell of headcount, category and codes, whatever else is misprinted or missing; so the cells are
//! found first. Before a cell stand its header, the title with its label, and perhaps the name of the unit as a heading. A
//! header or a title's label without a cell that can be read begins an entry too, one that is not understood.

use std::ops::Range;

use super::Row;
use super::cells::{Cell, mend_cell, read_cell};
use super::marks::{Mark, Piece};
use crate::reading::text::{join_lines, squash, tokens, without_genitive};
use crate::reading::vocabulary::Lexicon;

/// The longest heading, in characters; a unit's name is shorter.
const LONGEST_HEADING: usize = 250;

/// A cell is cut into at most so many pieces.
const MOST_CELL_PIECES: usize = 8;

/// Where an entry's pieces stand, as indexes of pieces.
#[derive(Debug)]
pub(super) struct Place {
    pub headings: Vec<usize>,
    pub title: Vec<usize>,
    pub labels: Vec<usize>,
    pub header: Option<usize>,
    pub cell: Range<usize>,
    /// What the cell says; none when it is not understood.
    pub content: Option<Cell>,
    /// The first piece that belongs to the entry; headings stand before it.
    pub start: usize,
}

impl Place {
    /// The first piece of the entry with its headings.
    pub(super) fn first(&self) -> usize {
        self.headings.first().copied().unwrap_or(self.start).min(self.start)
    }
}

/// Returns the places of the entries in the order of the page.
pub(super) fn find(pieces: &[Piece], lexicon: &Lexicon) -> Vec<Place> {
    let finder = Finder { pieces, lexicon };
    let mut places = finder.places();
    let orphans: Vec<usize> = (0..pieces.len())
        .filter(|index| pieces[*index].is_label("title"))
        .filter(|index| !places.iter().any(|place| (place.start..place.cell.end).contains(index)))
        .collect();
    places.extend(orphans.into_iter().map(|label| Place {
        headings: Vec::new(),
        title: Vec::new(),
        labels: vec![label],
        header: None,
        cell: label..label + 1,
        content: None,
        start: label,
    }));
    places.sort_by_key(|place| place.start);
    places
}

/// Whether `text` is the name of a unit in the nominative, as a heading prints it.
pub(super) fn names_unit(text: &str, lexicon: &Lexicon) -> bool {
    let words = tokens(text);
    let Some(last) = words.last() else { return false };
    let kind = lexicon.unit_kinds.find(&last.key).is_some_and(|_| without_genitive(&last.key).is_none());
    kind && is_heading(text)
}

/// Whether `text` names a body in the genitive, as a title does that goes on about something of that body.
pub(super) fn names_owner(text: &str, lexicon: &Lexicon) -> bool {
    let stems = |key: &str| without_genitive(key).map(str::to_owned);
    tokens(text).iter().filter_map(|word| stems(&word.key)).any(|stem| lexicon.unit_kinds.find(&stem).is_some())
}

/// Whether `text` may be a heading by its length and marks.
pub(super) fn is_heading(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().count() <= LONGEST_HEADING
        && !text.contains(['.', ';', ':'])
}

struct Finder<'a> {
    pieces: &'a [Piece],
    lexicon: &'a Lexicon,
}

impl Finder<'_> {
    /// Finds each cell with what stands before it.
    fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut index = 0;
        while index < self.pieces.len() {
            let from = places.last().map_or(0, |place| place.cell.end);
            let place = if self.pieces[index].is_label("header") {
                let (cell, content) = self.cell_after(index + 1);
                Some(self.place(from, Some(index), cell, content))
            } else {
                let content = self.cell(index..index + 1, read_cell);
                content.map(|content| self.place(from, None, index..index + 1, Some(content)))
            };
            match place {
                Some(place) => {
                    index = place.cell.end;
                    places.push(place);
                }
                None => index += 1,
            }
        }
        places
    }

    fn is_text(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.mark == Mark::Text)
    }

    fn text(&self, pieces: impl IntoIterator<Item = usize>) -> String {
        join_lines(pieces.into_iter().flat_map(|index| self.pieces[index].lines.iter()).map(|line| line.text.as_str()))
    }

    /// What the pieces of text say if together they have the form of a cell.
    fn cell(&self, pieces: Range<usize>, read: impl Fn(&str) -> Option<Cell>) -> Option<Cell> {
        let first = &self.pieces.get(pieces.start)?.lines[0].text;
        let begins = first.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        let all_text = || pieces.clone().all(|index| self.is_text(index));
        if begins && all_text() { read(&self.text(pieces)) } else { None }
    }

    /// The cell that begins at `start`: the most pieces of text that together have its form, misprints mended; else the
    /// first piece, not understood.
    fn cell_after(&self, start: usize) -> (Range<usize>, Option<Cell>) {
        let end = (start..self.pieces.len()).find(|index| !self.is_text(*index)).unwrap_or(self.pieces.len());
        for read in [read_cell, mend_cell] {
            for end in (start + 1..=end.min(start + MOST_CELL_PIECES)).rev() {
                if let Some(content) = self.cell(start..end, read) {
                    return (start..end, Some(content));
                }
            }
        }
        (start..end.min(start + 1), None)
    }

    /// What belongs to the entry whose cell is `cell`, looking back as far as `from`.
    fn place(&self, from: usize, header: Option<usize>, cell: Range<usize>, content: Option<Cell>) -> Place {
        let below = header.unwrap_or(cell.start);
        let mut labels: Vec<usize> = (from..below).filter(|index| self.pieces[*index].is_label("title")).collect();
        let row_label = |index: usize| self.pieces[index].label().and_then(Row::of).is_some();
        labels.retain(|label| !(*label..below).any(row_label));
        let Some(&first) = labels.first() else {
            let title: Vec<usize> =
                (from..below).last().filter(|index| self.is_text(*index) && !row_label(*index)).into_iter().collect();
            let start = title.first().copied().unwrap_or(below);
            return Place { headings: Vec::new(), title, labels, header, cell, content, start };
        };
        let mut place = Place {
            headings: Vec::new(),
            title: (first..below).filter(|index| self.is_text(*index)).collect(),
            labels,
            header,
            cell,
            content,
            start: first,
        };
        self.look_above(from, first, &mut place);
        place
    }

    /// Sorts the pieces of text above the title's label into headings and, after a page break, the title's beginning.
    fn look_above(&self, from: usize, label: usize, place: &mut Place) {
        let rows_begin = (from..label).rev().find(|index| !self.is_text(*index)).map_or(from, |index| index + 1);
        // The first text after the last row's label is that row's.
        let free = if from == 0 { rows_begin } else { rows_begin + 1 };
        for index in (free..label).rev() {
            let text = self.text([index]);
            let continued = index + 1 == label && self.pieces[label].after_page_break && self.continues_below(place);
            if from > 0 && (names_unit(&text, self.lexicon) || self.begins_title(&text, place)) {
                place.headings.insert(0, index);
            } else if continued {
                place.title.insert(0, index);
                place.start = index;
            } else {
                break;
            }
        }
    }

    /// Whether the title repeats the whole of `text`: a heading whose kind of unit is not known.
    fn begins_title(&self, text: &str, place: &Place) -> bool {
        is_heading(text) && squash(&self.text(place.title.iter().copied())).starts_with(&squash(text))
    }

    /// Whether the title below its label begins in the middle of a name.
    fn continues_below(&self, place: &Place) -> bool {
        self.text(place.title.iter().copied()).chars().next().is_some_and(char::is_lowercase)
    }
}
