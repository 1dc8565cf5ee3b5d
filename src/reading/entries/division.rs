//! Cuts the pieces of the page into entries, and accounts for every line.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cells::read_cell;
use super::marks::{Mark, Piece};
use super::places::{self, Place};
use super::rows::{self, Rows};
use super::{Part, Passage, PrintedEntry, PrintedOrder, incomplete};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::lines::{Block, Line};
use crate::reading::text::join_lines;
use crate::reading::vocabulary::{LabelKind, Lexicon};

/// Returns the order whose pieces are `pieces`; in the lines `moved`, displaced words were put back.
pub(super) fn divide(pieces: &[Piece], moved: &BTreeSet<usize>, lexicon: &Lexicon) -> PrintedOrder {
    let mut division = Division { pieces, moved, lexicon, order: PrintedOrder::default() };
    let places = places::find(pieces, lexicon);
    let region = |(index, place): (usize, &Place)| {
        let end = places.get(index + 1).map_or(pieces.len(), Place::first);
        place.cell.end..end.max(place.cell.end)
    };
    let regions: Vec<Range<usize>> = places.iter().enumerate().map(region).collect();
    let rows = rows::read(pieces, &regions, &lexicon.form);
    let (preamble, heading) = division.preamble(&places);
    let mut entries: Vec<PrintedEntry> = places
        .iter()
        .zip(rows)
        .zip(regions)
        .filter_map(|((place, rows), region)| division.entry(place, rows, region))
        .collect();
    if let Some(first) = entries.first_mut() {
        first.headings.splice(0..0, heading);
    }
    PrintedOrder { preamble, entries, ..division.order }
}

struct Division<'a> {
    pieces: &'a [Piece],
    moved: &'a BTreeSet<usize>,
    lexicon: &'a Lexicon,
    order: PrintedOrder,
}

impl Division<'_> {
    /// The blocks before the first entry, and the unit's heading where it ends the last of them.
    fn preamble(&mut self, places: &[Place]) -> (Vec<Block>, Option<Passage>) {
        let end = places.first().map_or(self.pieces.len(), Place::first);
        let mut blocks: Vec<Block> = Vec::new();
        for piece in &self.pieces[..end] {
            let part = if piece.is_label("furniture") { Part::Furniture } else { Part::Preamble };
            for line in &piece.lines {
                self.order.account.insert(line.number, part);
            }
            if part == Part::Preamble {
                if let Some(passage) = Passage::of(piece.lines.clone()) {
                    self.moved_words(&passage, &Target::Order);
                }
                blocks.push(Block { lines: piece.lines.clone(), after_page_break: piece.after_page_break });
            }
        }
        let heading = blocks.last_mut().and_then(|block| self.heading_under_annex_title(block));
        blocks.retain(|block| !block.lines.is_empty());
        (blocks, heading)
    }

    fn passage(&mut self, pieces: &[usize], part: Part) -> Option<Passage> {
        let lines: Vec<Line> = pieces.iter().flat_map(|index| self.pieces[*index].lines.clone()).collect();
        for line in &lines {
            self.order.account.insert(line.number, part);
        }
        Passage::of(lines)
    }

    /// The entry at `place`; none when its cell is not understood, and then every line of it is reported.
    fn entry(&mut self, place: &Place, rows: Rows, region: Range<usize>) -> Option<PrintedEntry> {
        let Some(content) = place.content.clone() else {
            self.not_understood(place.first()..region.end);
            return None;
        };
        for index in place.labels.iter().copied().chain(place.header) {
            self.label(index);
        }
        let headings: Vec<Passage> =
            place.headings.iter().filter_map(|index| self.passage(&[*index], Part::Heading)).collect();
        let title = self.passage(&place.title, Part::Title);
        let cell: Vec<usize> = place.cell.clone().collect();
        let cell = self.passage(&cell, Part::Cell).expect("a cell has a line");
        let start_line = place.start.min(place.header.unwrap_or(place.start));
        let start_line = self.pieces[start_line].first_line();
        let end_line = self.last_line(&region, &cell);
        let target = Target::Line(start_line);
        if place.header.is_none() {
            let message = said!("the header above the headcount, category and code is missing");
            self.order.findings.push(Finding::new(Kind::MissingLabel, target.clone(), cell.span(), message));
        }
        if read_cell(&cell.text).is_none() {
            let message = said!("the cell \"{1}\" is read as {2}", cell.text, content);
            self.order.findings.push(Finding::new(Kind::MisprintMended, target.clone(), cell.span(), message));
        }
        for index in region {
            if !matches!(self.pieces[index].mark, Mark::Text) {
                self.label(index);
            }
        }
        let header_line = place.header.map(|header| self.pieces[header].first_line());
        let entry = PrintedEntry::new(start_line, cell, content);
        let mut entry = PrintedEntry { end_line, headings, title, header_line, ..entry };
        self.fill(&mut entry, rows);
        Some(entry)
    }

    /// Reports an entry without a cell of headcount, category and codes.
    fn not_understood(&mut self, pieces: Range<usize>) {
        let texts: Vec<usize> = pieces.clone().filter(|index| self.pieces[*index].mark == Mark::Text).collect();
        for index in pieces.clone().filter(|index| self.pieces[*index].mark != Mark::Text) {
            self.label(index);
        }
        let text = self.passage(&texts, Part::NotUnderstood).map_or_else(String::new, |passage| passage.text);
        let lines = || {
            self.pieces[pieces.clone()]
                .iter()
                .filter(|piece| !piece.is_label("furniture"))
                .flat_map(|piece| &piece.lines)
        };
        let (Some(first), Some(last)) = (lines().next(), lines().last()) else { return };
        let span = (first.number, last.number);
        self.order.findings.push(incomplete(span, &text));
    }

    /// Puts the texts of the rows into the entry.
    fn fill(&mut self, entry: &mut PrintedEntry, rows: Rows) {
        let target = Target::Line(entry.start_line);
        for (row, label) in rows.displaced {
            let line = self.pieces[label].first_line();
            let message = said!("the label of the row \"{1}\" stands in the middle of the row's text", row.notation());
            self.order.findings.push(Finding::new(Kind::DisplacedLabel, target.clone(), (line, line), message));
        }
        for (row, pieces) in rows.texts {
            let part = if entry.rows.contains_key(&row) { Part::Repeated(row) } else { Part::Row(row) };
            let Some(passage) = self.passage(&pieces, part) else {
                continue;
            };
            self.moved_words(&passage, &target);
            self.order.findings.extend(entry.print(row, passage));
        }
        for label in rows.inferred_labels {
            let Some(passage) = self.passage(&[label], Part::Label) else {
                continue;
            };
            let message =
                said!("\"{1}\" is no known label; it stands where the label of a row is missing", passage.text);
            self.order.findings.push(Finding::new(Kind::LabelMisprint, target.clone(), passage.span(), message));
        }
        for (row, piece) in rows.unlabelled {
            let line = self.pieces[piece].first_line();
            let message =
                said!("the label of the row \"{1}\" is missing; the row is known by its words", row.notation());
            self.order.findings.push(Finding::new(Kind::MissingLabel, target.clone(), (line, line), message));
        }
        for (row, label) in rows.out_of_order {
            let line = self.pieces[label].first_line();
            let message = said!("the row \"{1}\" stands behind a row that it usually precedes", row.notation());
            self.order.findings.push(Finding::new(Kind::RowOutOfOrder, target.clone(), (line, line), message));
        }
        for piece in rows.left_over {
            let Some(passage) = self.passage(&[piece], Part::NotUnderstood) else {
                continue;
            };
            let message = said!("\"{1}\" stands in no row", passage.text);
            self.order.findings.push(Finding::new(Kind::NotUnderstood, target.clone(), passage.span(), message));
        }
    }

    /// Reports the words of a passage that were put back.
    fn moved_words(&mut self, passage: &Passage, target: &Target) {
        let moved: Vec<usize> =
            passage.lines.iter().map(|line| line.number).filter(|line| self.moved.contains(line)).collect();
        if let (Some(&first), Some(&last)) = (moved.first(), moved.last()) {
            let message = match moved.len() {
                1 => said!("in one line, words stand behind those that follow them; they are put back"),
                several => {
                    said!("in {1} lines, words stand behind those that follow them; they are put back", several)
                }
            };
            self.order.findings.push(Finding::new(Kind::DisplacedWords, target.clone(), (first, last), message));
        }
    }

    /// A heading stands alone, or under the annex's title in one block with it: its last line that names a unit.
    fn heading_under_annex_title(&mut self, block: &mut Block) -> Option<Passage> {
        let whole = join_lines(block.texts());
        let alone = places::names_unit(&whole, self.lexicon) && !places::names_owner(&whole, self.lexicon);
        let lines = if alone {
            std::mem::take(&mut block.lines)
        } else {
            vec![block.lines.pop_if(|line| places::names_unit(line.text.trim(), self.lexicon))?]
        };
        for line in &lines {
            self.order.account.insert(line.number, Part::Heading);
        }
        Passage::of(lines)
    }

    fn last_line(&self, region: &Range<usize>, cell: &Passage) -> usize {
        let own = self.pieces[region.clone()].iter().rev().find(|piece| !piece.is_label("furniture"));
        own.map_or(cell.end_line(), |piece| piece.lines[piece.lines.len() - 1].number)
    }

    /// Accounts for a label and reports an unusual one.
    fn label(&mut self, index: usize) {
        let piece = &self.pieces[index];
        let furniture = piece.is_label("furniture");
        for line in &piece.lines {
            self.order.account.entry(line.number).or_insert(if furniture { Part::Furniture } else { Part::Label });
        }
        let Mark::Label(notation, by) = &piece.mark else {
            return;
        };
        let printed = join_lines(piece.lines.iter().map(|line| line.text.as_str()));
        let kind = match by {
            LabelKind::Preferred => return,
            _ if furniture => return,
            LabelKind::Alternative => Kind::LabelVariant,
            LabelKind::Hidden | LabelKind::Likeness => Kind::LabelMisprint,
        };
        let message = said!("the label \"{1}\" is printed \"{2}\"", notation, printed);
        let span = (piece.first_line(), piece.lines[piece.lines.len() - 1].number);
        self.order.findings.push(Finding::new(kind, Target::Line(span.0), span, message));
    }
}
