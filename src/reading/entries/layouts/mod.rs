//! Pieces of a document become entries: orders whose tables are known as tables.
//!
//! Orders are laid out in one of four ways, and an annex may change it:
//!
//! - each post is a table with a row for its title, one for headcount, category and codes, and four rows of
//!   requirements;
//! - a heading has everything (`5. … басқармасының бас сарапшысы С-4 санаты, 5 бірлік, № ЕСД-1-2, …`),
//!   and a table of two columns follows;
//! - a heading names the unit of a group of posts, and each post begins with a row over the whole table;
//! - [`category_columns`]: one table has a column for each requirement and a row for each category.
//!
//! Of the first three, [`openings`] tells where an entry opens; the rows of requirements below are read alike. The evidence for a
//! layout is that what opens an entry is followed by such rows. Labels and column heads are data (`ontology/form.ttl`).

mod category_columns;
mod labels;
mod openings;
pub(super) mod tabbed;

use super::headings;
use super::{Part, Passage, PrintedEntry, PrintedOrder, Row, incomplete, is_label, places};
use crate::reading::document::{self, Paragraph, Piece};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::lines::{Block, Line};
use crate::reading::vocabulary::{LabelKind, Lexicon};
use labels::TableRow;
use openings::Opening;

/// Returns the entries of a document that has `pieces`, and `furniture` beside them.
pub(super) fn read(furniture: &[Line], pieces: &[Piece], lexicon: &Lexicon) -> PrintedOrder {
    let mut reader = Reader {
        pieces,
        lexicon,
        order: PrintedOrder { structured: true, ..PrintedOrder::default() },
        open: None,
        headings: Vec::new(),
        headings_end: false,
        annex: 1,
    };
    for line in furniture {
        reader.order.account.insert(line.number, Part::Furniture);
    }
    let mut at = 0;
    while at < pieces.len() {
        at = reader.piece(at);
    }
    reader.close();
    reader.order
}

/// An entry whose rows are being read.
struct Open {
    entry: PrintedEntry,
    last_row: Option<Row>,
}

struct Reader<'a> {
    pieces: &'a [Piece],
    lexicon: &'a Lexicon,
    order: PrintedOrder,
    open: Option<Open>,
    /// Names of units that stand above the entries to come.
    headings: Vec<Passage>,
    /// Whether an entry stands behind them, so that the next heading begins anew.
    headings_end: bool,
    /// The number of the annex, from 1.
    annex: u32,
}

impl Reader<'_> {
    /// Reads the piece at `at`, and returns the place of the next one to read.
    fn piece(&mut self, at: usize) -> usize {
        if let Some(opening) = self.opening(at) {
            let end = opening.end;
            self.begin(opening);
            return end;
        }
        if let Some(table) = category_columns::read(self.pieces, at, self.lexicon) {
            self.close();
            let end = table.end;
            self.category_table(table);
            return end;
        }
        match &self.pieces[at] {
            Piece::Row(row) => self.row(row),
            Piece::Heading(_, paragraph) | Piece::Quotation(paragraph) => self.text(at, paragraph, true),
            Piece::Paragraph(paragraph) => self.text(at, paragraph, false),
        }
        at + 1
    }

    fn opening(&self, at: usize) -> Option<Opening> {
        openings::find(self.pieces, at, self.lexicon)
    }

    fn account(&mut self, passage: &Passage, part: Part) {
        for line in &passage.lines {
            // A line of a file may hold several paragraphs; what is not understood in it counts.
            let known = self.order.account.entry(line.number).or_insert(part);
            if part == Part::NotUnderstood {
                *known = part;
            }
        }
    }

    fn begin(&mut self, opening: Opening) {
        self.close();
        for label in &opening.labels {
            self.account(label, Part::Label);
        }
        if let Some(title) = &opening.title {
            self.account(title, Part::Title);
        }
        self.account(&opening.cell, Part::Cell);
        let start_line =
            opening.labels.iter().chain(&opening.title).chain([&opening.cell]).map(Passage::start_line).min();
        let start_line = start_line.unwrap_or(1);
        let Some(content) = opening.content else {
            self.account(&opening.cell, Part::NotUnderstood);
            let span = (start_line, opening.cell.end_line());
            self.order.findings.push(incomplete(span, &opening.cell.text));
            return;
        };
        for words in &opening.rest {
            let message = said!("\"{1}\" stands beside category and codes and is none of them", words);
            let span = opening.cell.span();
            self.order.findings.push(Finding::new(Kind::NotUnderstood, Target::Line(start_line), span, message));
        }
        let headings = if opening.in_group { self.headings.clone() } else { std::mem::take(&mut self.headings) };
        self.headings_end = true;
        let entry = PrintedEntry {
            number: opening.number,
            annex: self.annex,
            headings,
            title: opening.title,
            header_line: opening.header_line,
            ..PrintedEntry::new(start_line, opening.cell, content)
        };
        self.open = Some(Open { entry, last_row: None });
    }

    fn close(&mut self) {
        self.order.entries.extend(self.open.take().map(|open| open.entry));
    }

    fn row(&mut self, row: &document::Row) {
        let kind = labels::row(row, self.lexicon);
        match (kind, &mut self.open) {
            (TableRow::Criteria(label), _) => self.account(&label, Part::Label),
            (TableRow::Requirement { row, label, by, text }, Some(_)) => {
                self.account(&label, Part::Label);
                self.label_misprint(&label, row, by);
                self.requirement(row, text, label.end_line());
            }
            (TableRow::Unknown { label, text }, Some(_)) => self.other(label, text),
            (TableRow::Continued(text), Some(Open { last_row: Some(row), .. })) => {
                let row = *row;
                self.continued(row, text);
            }
            _ => {
                for passage in labels::passages(row) {
                    self.unplaced(&passage);
                }
            }
        }
    }

    fn label_misprint(&mut self, label: &Passage, row: Row, by: LabelKind) {
        if by >= LabelKind::Hidden {
            let message = said!("the label \"{1}\" is printed \"{2}\"", row.notation(), label.text);
            let target = Target::Line(label.start_line());
            self.order.findings.push(Finding::new(Kind::LabelMisprint, target, label.span(), message));
        }
    }

    /// Puts the text of a row into the open entry.
    fn requirement(&mut self, row: Row, text: Option<Passage>, label_end: usize) {
        let Some(open) = &mut self.open else { return };
        open.last_row = Some(row);
        open.entry.end_line = open.entry.end_line.max(label_end);
        let Some(passage) = text else { return };
        open.entry.end_line = open.entry.end_line.max(passage.end_line());
        let again = open.entry.print(row, passage.clone());
        self.account(&passage, if again.is_some() { Part::Repeated(row) } else { Part::Row(row) });
        self.order.findings.extend(again);
    }

    /// Keeps a row whose label is not known, and reports it.
    fn other(&mut self, label: Passage, text: Passage) {
        self.account(&label, Part::NotUnderstood);
        self.account(&text, Part::NotUnderstood);
        let Some(open) = &mut self.open else { return };
        open.last_row = None;
        open.entry.end_line = open.entry.end_line.max(text.end_line());
        let message = said!("the row \"{1}\" is of no known kind: \"{2}\"", label.text, text.text);
        let span = (label.start_line(), text.end_line().max(label.end_line()));
        let target = Target::Line(open.entry.start_line);
        self.order.findings.push(Finding::new(Kind::UnknownRow, target, span, message));
        open.entry.others.push((label, text));
    }

    /// A row without a label goes on with the text of the row above, as after a page break.
    fn continued(&mut self, row: Row, text: Passage) {
        self.account(&text, Part::Row(row));
        let Some(open) = &mut self.open else { return };
        open.entry.end_line = open.entry.end_line.max(text.end_line());
        let above = open.entry.rows.remove(&row);
        let (mut lines, mut links) = above.map(|above| (above.lines, above.links)).unwrap_or_default();
        lines.extend(text.lines);
        links.extend(text.links);
        open.entry.rows.extend(Passage::of(lines).map(|passage| (row, Passage { links, ..passage })));
    }

    /// Reads the paragraph of the piece at `at`; a heading or quotation is `set_apart`.
    fn text(&mut self, at: usize, paragraph: &Paragraph, set_apart: bool) {
        let Some(passage) = Passage::of(paragraph.lines.clone()) else { return };
        let unit = headings::group(&passage.text, self.lexicon.language)
            .map(|bytes| passage.text[bytes].to_owned())
            .or_else(|| places::names_unit(&passage.text, self.lexicon).then(|| passage.text.clone()));
        if let Some(unit) = unit.filter(|_| self.has_begun() || set_apart && self.entries_follow(at)) {
            self.close();
            self.account(&passage, Part::Heading);
            if std::mem::take(&mut self.headings_end) {
                self.headings.clear();
            }
            self.headings.push(Passage { text: unit, ..passage });
            return;
        }
        if set_apart && self.has_begun() {
            self.annex_heading(passage);
        } else {
            self.unplaced(&passage);
        }
    }

    /// Whether an entry was read, so that the preamble is over.
    fn has_begun(&self) -> bool {
        self.open.is_some() || !self.order.entries.is_empty()
    }

    /// Whether an entry opens within a few pieces behind the heading at `at`, so that it may be the unit's name.
    fn entries_follow(&self, at: usize) -> bool {
        (at + 1..self.pieces.len().min(at + 3)).any(|at| self.opening(at).is_some())
    }

    /// A heading or a stamp of approval behind entries opens a further annex.
    fn annex_heading(&mut self, passage: Passage) {
        if self.open.is_some() {
            self.close();
            self.annex += 1;
            self.headings.clear();
        }
        self.account(&passage, Part::Preamble);
        self.order.annexes.push(passage);
    }

    /// Text that belongs to no entry and no heading.
    fn unplaced(&mut self, passage: &Passage) {
        if !self.has_begun() {
            self.account(passage, Part::Preamble);
            self.order.preamble.push(Block { lines: passage.lines.clone(), after_page_break: false });
            return;
        }
        if is_label(&passage.text, "furniture", &self.lexicon.form) {
            self.account(passage, Part::Furniture);
            return;
        }
        if is_note(&passage.text) {
            self.account(passage, Part::Preamble);
            self.order.notes.push(passage.clone());
            return;
        }
        self.account(passage, Part::NotUnderstood);
        let message = said!("\"{1}\" stands in no row", passage.text);
        let target = self.open.as_ref().map_or(Target::Order, |open| Target::Line(open.entry.start_line));
        self.order.findings.push(Finding::new(Kind::NotUnderstood, target, passage.span(), message));
    }

    fn category_table(&mut self, table: category_columns::Table) {
        for label in &table.labels {
            self.account(label, Part::Label);
        }
        self.headings_end = true;
        for mut entry in table.entries {
            entry.annex = self.annex;
            entry.headings = self.headings.clone();
            for (passage, part) in [(entry.title.clone(), Part::Title), (Some(entry.cell.clone()), Part::Cell)] {
                if let Some(passage) = passage {
                    self.account(&passage, part);
                }
            }
            for (row, passage) in &entry.rows {
                self.account(passage, Part::Row(*row));
            }
            for (label, text) in &entry.others {
                self.account(text, Part::NotUnderstood);
                let message = said!("the column \"{1}\" is of no known kind: \"{2}\"", label.text, text.text);
                let target = Target::Line(entry.start_line);
                self.order.findings.push(Finding::new(Kind::UnknownRow, target, text.span(), message));
            }
            self.order.entries.push(entry);
        }
        for passage in &table.not_understood {
            self.unplaced(passage);
        }
    }
}

/// Whether a note of the legal database stands here.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(['*', ' ']);
    ["Ескерту", "Сноска", "Примечание"].iter().any(|word| text.starts_with(word))
}

/// The words of paragraphs together.
fn passage<'a>(paragraphs: impl IntoIterator<Item = &'a Paragraph>) -> Option<Passage> {
    let (mut lines, mut links) = (Vec::new(), Vec::new());
    for paragraph in paragraphs {
        lines.extend(paragraph.lines.iter().cloned());
        links.extend(paragraph.links.iter().cloned());
    }
    Some(Passage { links, ..Passage::of(lines)? })
}
