//! Texts of the layouts in which a heading opens an entry, brought into the pieces that documents with tables have.
//!
//! [`openings`] tells where the headings stand, [`tail`] what stands between two entries; what remains between a heading and
//! the next is the table: the labels of its rows and their texts. Where each label stands before its text, that is the row;
//! where columns are written whole or labels stand in the middle of their cell, [`partition`] divides the texts, and only a
//! division that labels or the words of rows attest is taken. What remains is left and reported.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::Row;
use super::super::habits::Habits;
use super::super::headings;
use super::labels::Expected;
use super::openings::{self, Opening};
use super::partition::{self, Division, Texts};
use super::parts::Column;
use super::tail::{self, Kind};
use super::{Arrangement, Page, evidence, spans};
use crate::reading::document::{self, Paragraph, Piece};
use crate::reading::lines::Block;
use crate::reading::vocabulary::Lexicon;

/// The level of headings above tables.
const LEVEL: u8 = 3;

/// Returns the pieces of `blocks`; none when no heading opens an entry in them.
pub(in crate::reading::entries) fn headed(blocks: &[Block], lexicon: &Lexicon) -> Option<Arrangement<Piece>> {
    let (page, hyphened) = Page::read(blocks, lexicon, Expected::Rows);
    let openings = openings::find(&page, lexicon);
    let first = openings.first()?.start;
    let mut numbers = openings.iter().scan(None, |number, opening| {
        *number = opening.number.or(*number);
        Some(*number)
    });
    let tables: Vec<(Table, Vec<tail::Piece>)> = openings
        .iter()
        .enumerate()
        .map(|(index, opening)| {
            let next = openings.get(index + 1);
            let end = next.map_or(page.parts.len(), |next| next.start);
            let last_label = (opening.end..end).rev().find(|part| !page.is_text(*part));
            let from = last_label.map_or(opening.end, |label| label + 1);
            let tail = tail::find(&page, (from, end), numbers.next().flatten(), next, lexicon);
            (Table::of(&page, opening.end..tail.first().map_or(end, |piece| piece.start)), tail)
        })
        .collect();
    let divisions = divisions(&tables, &page, lexicon);
    let mut writer = Writer { page: &page, pieces: Vec::new(), placed: BTreeSet::new(), tables: 0 };
    let units = tail::find(&page, (0, first), None, openings.first(), lexicon);
    let units: Vec<_> = units.into_iter().filter(|piece| piece.kind == Kind::Unit).collect();
    writer.preamble(units.first().map_or(first, |piece| piece.start));
    units.iter().for_each(|piece| writer.tail(piece));
    for ((opening, (table, tail)), division) in openings.iter().zip(&tables).zip(divisions) {
        if opening.known {
            writer.heading(opening);
            writer.table(table, division);
        }
        tail.iter().for_each(|piece| writer.tail(piece));
    }
    let left = (0..page.parts.len()).filter(|part| !writer.placed.contains(part)).map(|part| page.line(part));
    Some(Arrangement { left: left.collect(), pieces: writer.pieces, hyphened })
}

/// What stands between a heading and the next.
#[derive(Default)]
struct Table {
    /// The rows by their labels; cells that look like labels and are none that are known too.
    rows: Vec<Labelled>,
    /// The parts of the criteria line.
    criteria: Vec<usize>,
    /// The texts, and where the labels stand among them.
    texts: Texts,
    /// The parts of the texts.
    parts: Vec<usize>,
    /// Whether text stands before the first label.
    before: bool,
}

/// A label of a row, and what follows it up to the next.
struct Labelled {
    /// None for a label that is not known.
    row: Option<Row>,
    label: Vec<usize>,
    text: Vec<usize>,
}

impl Table {
    fn of(page: &Page, range: Range<usize>) -> Self {
        let mut table = Self::default();
        let from = range.start;
        for part in range {
            match page.label_of[part].map(|label| (label, &page.labels[label])) {
                Some((_, label)) if label.notation == "criteria" => table.criteria.push(part),
                Some((index, label)) if page.is_row_label(index) => {
                    if label.parts[0] == part {
                        let (row, label) = (Row::of(&label.notation), label.parts.clone());
                        table.rows.push(Labelled { row, label, text: Vec::new() });
                    }
                }
                Some(_) => {}
                None if table.is_unknown_label(page, part) => {
                    match table.rows.last_mut().filter(|last| last.row.is_none() && last.text.is_empty()) {
                        Some(last) => last.label.push(part),
                        None => table.rows.push(Labelled { row: None, label: vec![part], text: Vec::new() }),
                    }
                }
                None => {
                    table.parts.push(part);
                    match table.rows.last_mut() {
                        Some(last) => last.text.push(part),
                        None => table.before = true,
                    }
                }
            }
        }
        if table.before && page.columns {
            table.by_blocks(page);
        }
        let labels = table.rows.iter().filter_map(|row| Some((row.row?, &*row.label)));
        table.texts = Texts::of(page, from, &table.parts, labels);
        table
    }

    /// Gives each label of a column of labels the text of its block, where each block of text has one.
    fn by_blocks(&mut self, page: &Page) {
        let first = |part: usize| (0..=part).rev().find(|part| page.parts[*part].opens_block).unwrap_or(0);
        let text = |row: &Labelled| -> Vec<usize> {
            self.parts.iter().copied().filter(|part| first(*part) == first(row.label[0])).collect()
        };
        let texts: Vec<Vec<usize>> = self.rows.iter().map(text).collect();
        let alone = texts.windows(2).all(|pair| pair[0] != pair[1]);
        if alone && texts.concat() == self.parts {
            self.before = false;
            self.rows.iter_mut().zip(texts).for_each(|(row, text)| row.text = text);
        }
    }

    /// Whether a part stands where a label does, beside a text, and is none that is known.
    fn is_unknown_label(&self, page: &Page, part: usize) -> bool {
        let Column::Left = page.parts[part].column else { return false };
        let next = page.parts.get(part + 1).filter(|next| next.line == page.parts[part].line);
        let beside = next.is_some_and(|next| next.column == Column::Right);
        // A label of several lines goes on.
        let goes_on = || self.rows.last().is_some_and(|last| last.row.is_none() && last.text.len() <= 1);
        beside || page.columns && goes_on()
    }

    /// Whether each label is known, and stands once.
    fn is_whole(&self) -> bool {
        self.known().len() == self.rows.len()
    }

    /// The rows whose labels stand in it.
    fn known(&self) -> Vec<Row> {
        let known: BTreeSet<Row> = self.rows.iter().filter_map(|row| row.row).collect();
        known.into_iter().collect()
    }

    /// Whether a row begins in the midst of a sentence of the row above, as where labels stand in the middle of their cells.
    fn cuts_sentences(&self, page: &Page, rows: &Division) -> bool {
        let text = |at: usize| page.parts[self.parts[at]].text.as_str();
        rows.iter().enumerate().skip(1).filter(|(_, row)| !row.is_empty() && row.start > 0).any(|(index, row)| {
            let (above, first) = (row.start - 1, text(row.start));
            let in_midst = first.starts_with(char::is_lowercase)
                || first.starts_with(|letter: char| letter.is_ascii_digit()) && headings::number(first).0.is_none();
            let full = || index > 1 && !spans::is_short(page, self.parts[above]);
            !text(above).ends_with(['.', ';', ':', '!', '?', ')', '»', '"']) && (in_midst || full())
        })
    }

    /// The rows as their labels stand, where each stands before its text, and each row is printed once and in its place.
    fn straight(&self) -> Option<Division> {
        let known = || self.rows.iter().filter_map(|row| row.row);
        if self.before
            || !known().is_sorted_by(|one, other| one < other)
            || self.rows.iter().any(|row| row.text.is_empty())
        {
            return None;
        }
        let mut division = Division::default();
        for (row, text) in self.rows.iter().filter_map(|row| Some((row.row?, &row.text))) {
            let start = self.parts.partition_point(|part| *part < text[0]);
            division[row as usize] = start..start + text.len();
        }
        Some(division)
    }
}

/// The division of each table that its labels or the words of rows attest; none of one that nothing attests.
fn divisions(tables: &[(Table, Vec<tail::Piece>)], page: &Page, lexicon: &Lexicon) -> Vec<Option<Division>> {
    let first = |table: &Table| table.straight().or_else(|| evidence::divide(&table.texts, &table.known(), None));
    let firsts: Vec<_> = tables.iter().filter_map(|(table, _)| Some((&table.texts, first(table)?))).collect();
    let mut habits = Habits::of_examples(&lexicon.form);
    partition::learn(&mut habits, firsts.iter().map(|(texts, division)| (*texts, division)));
    let divide = |table: &Table| {
        let Some(straight) = table.straight() else {
            return evidence::divide(&table.texts, &table.known(), Some(&habits)).filter(|_| table.is_whole());
        };
        let attested = || {
            // What the words tell otherwise is in doubt.
            let told = partition::divide(&table.texts, &habits, page.parted);
            let same = |(told, row): (&Range<usize>, &Range<usize>)| told == row || told.is_empty() && row.is_empty();
            told.iter().zip(&straight).all(same) && !table.cuts_sentences(page, &straight)
        };
        (!table.is_whole() || attested()).then_some(straight)
    };
    let sure = |table: &Table| divide(table).filter(|division| !evidence::hides_label(&table.texts, division));
    tables.iter().map(|(table, _)| sure(table)).collect()
}

/// The pieces as they are written.
struct Writer<'a> {
    page: &'a Page,
    pieces: Vec<Piece>,
    placed: BTreeSet<usize>,
    tables: usize,
}

impl Writer<'_> {
    fn paragraph(&mut self, parts: impl Iterator<Item = usize> + Clone) -> Paragraph {
        self.placed.extend(parts.clone());
        Paragraph { lines: parts.map(|part| self.page.line(part)).collect(), links: Vec::new() }
    }

    /// What stands before the first entry, paragraph by paragraph.
    fn preamble(&mut self, end: usize) {
        let ends = |part: &usize| *part + 1 == end || self.ends_paragraph(*part);
        let mut start = 0;
        for last in (0..end).filter(ends).collect::<Vec<_>>() {
            let paragraph = self.paragraph(start..=last);
            self.pieces.push(Piece::Paragraph(paragraph));
            start = last + 1;
        }
    }

    /// Whether a paragraph ends with the part. Programs part the lines of a paragraph too where they are far apart: there a
    /// sentence goes on, or a line is full.
    fn ends_paragraph(&self, part: usize) -> bool {
        let (text, next) = (&self.page.parts[part].text, &self.page.parts[part + 1]);
        let goes_on = || {
            let full = !spans::is_short(self.page, part) && !text.ends_with(['.', ':', ';']);
            self.page.parted && !next.after_page_break && full && next.text.starts_with(char::is_alphanumeric)
        };
        spans::ends_paragraph(self.page, part) && !goes_on()
    }

    fn heading(&mut self, opening: &Opening) {
        let paragraph = self.paragraph(opening.start..opening.end);
        self.tables += 1;
        self.pieces.push(match opening.number {
            Some(_) => Piece::Heading(LEVEL, paragraph),
            // The post of a group stands in a row over the whole table.
            None => Piece::Row(document::Row { table: self.tables, cells: vec![vec![paragraph]] }),
        });
    }

    fn row(&mut self, cells: [&[usize]; 2]) {
        let cell = |writer: &mut Self, parts: &[usize]| match parts {
            [] => Vec::new(),
            parts => vec![writer.paragraph(parts.iter().copied())],
        };
        let cells = cells.into_iter().map(|parts| cell(self, parts)).collect();
        self.pieces.push(Piece::Row(document::Row { table: self.tables, cells }));
    }

    fn table(&mut self, table: &Table, division: Option<Division>) {
        if let [first, rest @ ..] = table.criteria.as_slice() {
            self.row([&[*first], rest]);
        }
        for row in &table.rows {
            let text = match (row.row, &division) {
                (Some(row), Some(division)) => &table.parts[division[row as usize].clone()],
                (None, Some(_)) => &row.text,
                _ => &[],
            };
            self.row([&row.label, text]);
        }
    }

    fn tail(&mut self, piece: &tail::Piece) {
        let paragraph = self.paragraph(piece.start..piece.end);
        self.pieces.push(match piece.kind {
            Kind::Unit => Piece::Heading(LEVEL, paragraph),
            Kind::Annex => Piece::Quotation(paragraph),
            Kind::Paragraph => Piece::Paragraph(paragraph),
        });
    }
}
