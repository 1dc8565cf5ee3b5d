//! Cuts the pieces of the page into entries.
//!
//! Each entry has one cell of headcount, category and codes, whatever else is misprinted or missing; so the cells are
//! found first. Before a cell stand its header, the title with its label, and perhaps the name of the unit as a heading;
//! after it, up to the next entry's heading, the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::marks::{Mark, Piece};
use super::rows::{self, Rows};
use super::{Part, Passage, PrintedEntry, PrintedOrder, Row, read_cell};
use crate::findings::{Finding, Kind, Target};
use crate::lines::{Block, Line};
use crate::text::{join_lines, tokens, without_genitive};
use crate::vocabulary::{LabelKind, Vocabularies};

/// The longest heading, in characters; a unit's name is shorter.
const LONGEST_HEADING: usize = 250;

/// Where an entry's pieces stand, as indexes of pieces.
#[derive(Debug)]
struct Place {
    headings: Vec<usize>,
    title: Vec<usize>,
    labels: Vec<usize>,
    header: Option<usize>,
    cell: Range<usize>,
    /// The first piece that belongs to the entry; headings stand before it.
    start: usize,
}

/// Returns the order whose pieces are `pieces`; in the lines `moved`, displaced words were put back.
pub(super) fn divide(pieces: &[Piece], moved: &BTreeSet<usize>, vocabularies: &Vocabularies) -> PrintedOrder {
    let mut division = Division { pieces, moved, vocabularies, account: BTreeMap::new(), findings: Vec::new() };
    let places = division.places();
    let regions: Vec<Range<usize>> = places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let end = places
                .get(index + 1)
                .map_or(pieces.len(), |next| next.headings.first().copied().unwrap_or(next.start).min(next.start));
            place.cell.end..end.max(place.cell.end)
        })
        .collect();
    let rows = rows::read(pieces, &regions, &vocabularies.form);
    let (preamble, heading) = division.preamble(&places);
    let mut entries: Vec<PrintedEntry> = places
        .iter()
        .zip(rows)
        .zip(regions)
        .map(|((place, rows), region)| division.entry(place, rows, region))
        .collect();
    if let Some(first) = entries.first_mut() {
        first.headings.splice(0..0, heading);
    }
    PrintedOrder { preamble, entries, account: division.account, findings: division.findings }
}

struct Division<'a> {
    pieces: &'a [Piece],
    moved: &'a BTreeSet<usize>,
    vocabularies: &'a Vocabularies,
    account: BTreeMap<usize, Part>,
    findings: Vec<Finding>,
}

impl Division<'_> {
    /// Finds each cell with what stands before it.
    fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut index = 0;
        while index < self.pieces.len() {
            let from = places.last().map_or(0, |place| place.cell.end);
            let place = if self.pieces[index].is_label("header") {
                self.cell_after(index + 1).map(|cell| self.place(from, Some(index), cell))
            } else if self.is_cell(index..index + 1) {
                Some(self.place(from, None, index..index + 1))
            } else {
                None
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

    fn is_cell(&self, pieces: Range<usize>) -> bool {
        let begins = |index: usize| {
            self.pieces[index].lines[0].text.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
        };
        begins(pieces.start)
            && pieces.clone().all(|index| self.is_text(index))
            && read_cell(&self.text(pieces)).is_some()
    }

    /// The cell that begins at `start`: the most pieces of text that together have its form.
    fn cell_after(&self, start: usize) -> Option<Range<usize>> {
        let end = (start..self.pieces.len()).find(|index| !self.is_text(*index)).unwrap_or(self.pieces.len());
        (start + 1..=end.min(start + 8)).rev().map(|end| start..end).find(|cell| self.is_cell(cell.clone()))
    }

    /// What belongs to the entry whose cell is `cell`, looking back as far as `from`.
    fn place(&self, from: usize, header: Option<usize>, cell: Range<usize>) -> Place {
        let below = header.unwrap_or(cell.start);
        let mut labels: Vec<usize> = (from..below).filter(|index| self.pieces[*index].is_label("title")).collect();
        let row_label = |index: usize| Row::ALL.iter().any(|row| self.pieces[index].is_label(row.notation()));
        labels.retain(|label| !(*label..below).any(row_label));
        let Some(&first) = labels.first() else {
            let title: Vec<usize> =
                (from..below).last().filter(|index| self.is_text(*index) && !row_label(*index)).into_iter().collect();
            let start = title.first().copied().unwrap_or(below);
            return Place { headings: Vec::new(), title, labels, header, cell, start };
        };
        let mut place = Place {
            headings: Vec::new(),
            title: (first..below).filter(|index| self.is_text(*index)).collect(),
            labels,
            header,
            cell,
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
            if self.names_unit(&text) && from > 0 {
                place.headings.insert(0, index);
            } else if continued {
                place.title.insert(0, index);
                place.start = index;
            } else {
                break;
            }
        }
    }

    /// Whether the title below its label begins in the middle of a name.
    fn continues_below(&self, place: &Place) -> bool {
        self.text(place.title.iter().copied()).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether `text` is the name of a unit in the nominative, as a heading prints it.
    fn names_unit(&self, text: &str) -> bool {
        let words = tokens(text);
        let Some(last) = words.last() else {
            return false;
        };
        let kind = self.vocabularies.unit_kinds.find(&last.key).is_some_and(|_| without_genitive(&last.key).is_none());
        kind && text.chars().next().is_some_and(char::is_uppercase)
            && text.chars().count() <= LONGEST_HEADING
            && !words.iter().any(|word| matches!(word.key.as_str(), "." | ";" | ":"))
    }

    /// The blocks before the first entry, and the unit's heading where it ends the last of them.
    fn preamble(&mut self, places: &[Place]) -> (Vec<Block>, Option<Passage>) {
        let end = places
            .first()
            .map_or(self.pieces.len(), |place| place.headings.first().copied().unwrap_or(place.start).min(place.start));
        let mut blocks: Vec<Block> = Vec::new();
        for piece in &self.pieces[..end] {
            let part = if piece.is_label("furniture") { Part::Furniture } else { Part::Preamble };
            for line in &piece.lines {
                self.account.insert(line.number, part);
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
            self.account.insert(line.number, part);
        }
        Passage::of(lines)
    }

    fn entry(&mut self, place: &Place, rows: Rows, region: Range<usize>) -> PrintedEntry {
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
            let message = "the header above the headcount, category and code is missing";
            self.findings.push(Finding::new(Kind::LabelVariant, target.clone(), cell.span(), message));
        }
        for index in region {
            if !matches!(self.pieces[index].mark, Mark::Text) {
                self.label(index);
            }
        }
        let mut entry = PrintedEntry {
            start_line,
            end_line,
            headings,
            title,
            header_line: place.header.map(|header| self.pieces[header].first_line()),
            cell,
            rows: BTreeMap::new(),
            repeated: Vec::new(),
        };
        self.fill(&mut entry, rows);
        entry
    }

    /// Puts the texts of the rows into the entry.
    fn fill(&mut self, entry: &mut PrintedEntry, rows: Rows) {
        let target = Target::Line(entry.start_line);
        for (row, label) in rows.displaced {
            let line = self.pieces[label].first_line();
            let message = format!("the label of the row \"{}\" stands in the middle of the row's text", row.notation());
            self.findings.push(Finding::new(Kind::DisplacedLabel, target.clone(), (line, line), message));
        }
        for (row, pieces) in rows.texts {
            let part = if entry.rows.contains_key(&row) { Part::Repeated(row) } else { Part::Row(row) };
            let Some(passage) = self.passage(&pieces, part) else {
                continue;
            };
            self.moved_words(&passage, &target);
            if part == Part::Row(row) {
                entry.rows.insert(row, passage);
                continue;
            }
            let same = if passage.text == entry.rows[&row].text { "with the same text" } else { "with another text" };
            let message = format!("the row \"{}\" is printed again {same}", row.notation());
            self.findings.push(Finding::new(Kind::RepeatedRow, target.clone(), passage.span(), message));
            entry.repeated.push((row, passage));
        }
        for label in rows.inferred_labels {
            let Some(passage) = self.passage(&[label], Part::Label) else {
                continue;
            };
            let message =
                format!("\"{}\" is no known label; it stands where the label of a row is missing", passage.text);
            self.findings.push(Finding::new(Kind::LabelMisprint, target.clone(), passage.span(), message));
        }
        for (row, piece) in rows.unlabelled {
            let line = self.pieces[piece].first_line();
            let message =
                format!("the label of the row \"{}\" is missing; the row is known by its words", row.notation());
            self.findings.push(Finding::new(Kind::LabelMisprint, target.clone(), (line, line), message));
        }
        for (row, label) in rows.out_of_order {
            let line = self.pieces[label].first_line();
            let message = format!("the row \"{}\" stands behind a row that it usually precedes", row.notation());
            self.findings.push(Finding::new(Kind::LabelVariant, target.clone(), (line, line), message));
        }
        for piece in rows.left_over {
            let Some(passage) = self.passage(&[piece], Part::NotUnderstood) else {
                continue;
            };
            let message = format!("\"{}\" stands in no row", passage.text);
            self.findings.push(Finding::new(Kind::NotUnderstood, target.clone(), passage.span(), message));
        }
    }

    /// Reports the words of a passage that were put back.
    fn moved_words(&mut self, passage: &Passage, target: &Target) {
        let moved: Vec<usize> =
            passage.lines.iter().map(|line| line.number).filter(|line| self.moved.contains(line)).collect();
        if let (Some(&first), Some(&last)) = (moved.first(), moved.last()) {
            let message =
                format!("words stand after the words that follow them in {} lines; they are put back", moved.len());
            self.findings.push(Finding::new(Kind::DisplacedWords, target.clone(), (first, last), message));
        }
    }

    /// The annex's title and the first unit's heading share a block: the heading is its last line that names a unit.
    fn heading_under_annex_title(&mut self, block: &mut Block) -> Option<Passage> {
        let line = block.lines.pop_if(|line| self.names_unit(line.text.trim()))?;
        self.account.insert(line.number, Part::Heading);
        Passage::of(vec![line])
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
            self.account.entry(line.number).or_insert(if furniture { Part::Furniture } else { Part::Label });
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
        let message = format!("the label \"{notation}\" is printed \"{printed}\"");
        let span = (piece.first_line(), piece.lines[piece.lines.len() - 1].number);
        self.findings.push(Finding::new(kind, Target::Line(span.0), span, message));
    }
}
