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
use super::labels::{self, Expected};
use super::openings::{self, Opening};
use super::partition::{self, Division, TextLine, Texts};
use super::parts::Column;
use super::tail::{self, Kind};
use super::{Page, evidence, hyphens, parts, spans};
use crate::reading::document::{self, Paragraph, Piece};
use crate::reading::lines::{Block, Line};
use crate::reading::vocabulary::Lexicon;

/// The level of headings above tables.
const LEVEL: u8 = 3;

/// A text in the pieces of a document.
pub(in crate::reading::entries) struct Headed {
    /// The pieces in their order.
    pub pieces: Vec<Piece>,
    /// Lines, or what columns have of them, that are in none.
    pub left: Vec<Line>,
    /// Words that got back a hyphen, with their lines.
    pub hyphened: Vec<Line>,
}

/// Returns the pieces of `blocks`; none when no heading opens an entry in them.
pub(in crate::reading::entries) fn headed(blocks: &[Block], lexicon: &Lexicon) -> Option<Headed> {
    let (mut parts, columns) = parts::cut(blocks, &lexicon.form);
    let hyphened = hyphens::put_back(&mut parts, &lexicon.words);
    let mut labels = labels::find(&mut parts, &lexicon.form, Expected::Rows);
    labels::add_misprinted(&parts, &mut labels, &lexicon.form);
    let page = Page::of(parts, labels, columns);
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
    Some(Headed { left: left.collect(), pieces: writer.pieces, hyphened })
}

/// What stands between a heading and the next.
struct Table {
    /// The labels of rows with what follows each up to the next; cells that look like labels and are none that are known too.
    rows: Vec<(Label, Vec<usize>)>,
    /// The parts of the criteria line.
    criteria: Vec<usize>,
    /// The texts, and where the labels stand among them.
    texts: Texts,
    /// The parts of the texts.
    parts: Vec<usize>,
    /// Whether text stands before the first label.
    before: bool,
}

/// A label of a row.
struct Label {
    row: Option<Row>,
    parts: Vec<usize>,
}

impl Table {
    fn of(page: &Page, range: Range<usize>) -> Self {
        let mut table =
            Self { rows: Vec::new(), criteria: Vec::new(), texts: Texts::default(), parts: Vec::new(), before: false };
        let mut from = range.start;
        for part in range {
            match page.label_of[part].map(|label| (label, &page.labels[label])) {
                Some((_, label)) if label.notation == "criteria" => table.criteria.push(part),
                Some((index, label)) if page.is_row_label(index) => {
                    if label.parts[0] == part {
                        let row = Row::ALL.into_iter().find(|row| row.notation() == label.notation);
                        table.rows.push((Label { row, parts: label.parts.clone() }, Vec::new()));
                    }
                }
                Some(_) => {}
                None if table.is_unknown_label(page, part) => {
                    match table.rows.last_mut().filter(|(label, text)| label.row.is_none() && text.is_empty()) {
                        Some((label, _)) => label.parts.push(part),
                        None => table.rows.push((Label { row: None, parts: vec![part] }, Vec::new())),
                    }
                }
                None => {
                    let between = &page.parts[from.min(part)..=part];
                    table.texts.lines.push(TextLine {
                        text: page.parts[part].text.clone(),
                        opens_block: between.iter().any(|part| part.opens_block),
                        after_page_break: between.iter().any(|part| part.after_page_break),
                    });
                    from = part + 1;
                    table.parts.push(part);
                    match table.rows.last_mut() {
                        Some((_, text)) => text.push(part),
                        None => table.before = true,
                    }
                }
            }
        }
        if table.before && page.columns {
            table.by_blocks(page);
        }
        for (label, _) in &table.rows {
            let place = |part: usize| table.parts.partition_point(|text| *text < part);
            let row = Row::ALL.iter().position(|row| label.row == Some(*row));
            if let Some(slot) = row.and_then(|row| table.texts.labels.get_mut(row)) {
                slot.get_or_insert((place(label.parts[0]), place(label.parts[label.parts.len() - 1])));
            }
        }
        table
    }

    /// Gives each label of a column of labels the text of its block, where each block of text has one.
    fn by_blocks(&mut self, page: &Page) {
        let first = |part: usize| (0..=part).rev().find(|part| page.parts[*part].opens_block).unwrap_or(0);
        let texts = |label: &Label| -> Vec<usize> {
            self.parts.iter().copied().filter(|part| first(*part) == first(label.parts[0])).collect()
        };
        let rows: Vec<Vec<usize>> = self.rows.iter().map(|(label, _)| texts(label)).collect();
        let alone = rows.windows(2).all(|pair| pair[0] != pair[1]);
        if alone && rows.concat() == self.parts {
            self.before = false;
            self.rows.iter_mut().zip(rows).for_each(|((_, text), row)| *text = row);
        }
    }

    /// Whether a part stands where a label does, beside a text, and is none that is known.
    fn is_unknown_label(&self, page: &Page, part: usize) -> bool {
        let Column::Left = page.parts[part].column else { return false };
        let next = page.parts.get(part + 1).filter(|next| next.line == page.parts[part].line);
        let beside = next.is_some_and(|next| next.column == Column::Right);
        // A label of several lines goes on.
        let goes_on = || self.rows.last().is_some_and(|(label, text)| label.row.is_none() && text.len() <= 1);
        beside || page.columns && goes_on()
    }

    /// Whether each label stands before its text, and each row is printed once and in its place.
    fn is_straight(&self) -> bool {
        let known: Vec<Row> = self.rows.iter().filter_map(|(label, _)| label.row).collect();
        !self.before
            && known.is_sorted_by(|one, other| one < other)
            && self.rows.iter().all(|(_, text)| !text.is_empty())
    }

    /// Whether each label is known, and stands once.
    fn is_whole(&self) -> bool {
        self.known().len() == self.rows.len()
    }

    /// The rows whose labels stand in it.
    fn known(&self) -> Vec<Row> {
        let known: BTreeSet<Row> = self.rows.iter().filter_map(|(label, _)| label.row).collect();
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

    /// The rows as their labels stand.
    fn straight(&self) -> Division {
        let place = |part: usize| self.parts.partition_point(|text| *text < part);
        Row::ALL.map(|row| {
            let text = self.rows.iter().find(|(label, _)| label.row == Some(row)).map(|(_, text)| text);
            let first = text.and_then(|text| Some((*text.first()?, text.len())));
            first.map_or(0..0, |(first, count)| place(first)..place(first) + count)
        })
    }
}

/// The division of each table that its labels or the words of rows attest; none of one that nothing attests.
fn divisions(tables: &[(Table, Vec<tail::Piece>)], page: &Page, lexicon: &Lexicon) -> Vec<Option<Division>> {
    let mut learned = partition::Learned::default();
    for (table, _) in tables {
        let division = if table.is_straight() {
            Some(table.straight())
        } else {
            evidence::divide(&table.texts, &table.known(), None)
        };
        division.iter().for_each(|division| learned.learn(&table.texts, division));
    }
    let habits = learned.added_to(Habits::of_examples(&lexicon.form));
    let divide = |table: &Table| {
        if !table.is_straight() {
            return evidence::divide(&table.texts, &table.known(), Some(&habits)).filter(|_| table.is_whole());
        }
        let straight = table.straight();
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
    fn paragraph(&mut self, parts: &[usize]) -> Paragraph {
        self.placed.extend(parts);
        Paragraph { lines: parts.iter().map(|part| self.page.line(*part)).collect(), links: Vec::new() }
    }

    /// What stands before the first entry, paragraph by paragraph.
    fn preamble(&mut self, end: usize) {
        let ends = |part: &usize| *part + 1 == end || self.ends_paragraph(*part);
        let mut start = 0;
        for last in (0..end).filter(ends).collect::<Vec<_>>() {
            let paragraph = self.paragraph(&(start..=last).collect::<Vec<_>>());
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
        let paragraph = self.paragraph(&(opening.start..opening.end).collect::<Vec<_>>());
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
            parts => vec![writer.paragraph(parts)],
        };
        let cells = cells.into_iter().map(|parts| cell(self, parts)).collect();
        self.pieces.push(Piece::Row(document::Row { table: self.tables, cells }));
    }

    fn table(&mut self, table: &Table, division: Option<Division>) {
        if let [first, rest @ ..] = table.criteria.as_slice() {
            self.row([&[*first], rest]);
        }
        for (label, text) in &table.rows {
            let text = match (label.row, &division) {
                (Some(row), Some(division)) => {
                    let index = Row::ALL.iter().position(|known| *known == row).unwrap_or_default();
                    &table.parts[division[index].clone()]
                }
                (None, Some(_)) => text,
                _ => &[],
            };
            self.row([&label.parts, text]);
        }
    }

    fn tail(&mut self, piece: &tail::Piece) {
        let paragraph = self.paragraph(&(piece.start..piece.end).collect::<Vec<_>>());
        self.pieces.push(match piece.kind {
            Kind::Unit => Piece::Heading(LEVEL, paragraph),
            Kind::Annex => Piece::Quotation(paragraph),
            Kind::Paragraph => Piece::Paragraph(paragraph),
        });
    }
}
