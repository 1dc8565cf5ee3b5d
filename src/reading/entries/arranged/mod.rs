//! Texts in which white space is not the structure of `marks` and `rows` are brought into the order of the page.
//!
//! Each program that extracts text writes the printed table in its own manner:
//!
//! | manner | what it does |
//! |---|---|
//! | pypdf, PyMuPDF, `pdftotext -raw`, text exports of office programs | no blank line parts cells and headings |
//! | `pdftotext` | each cell is a block; `Бірлік саны`, `Санаты` and `Лауазым №` stand apart, and so do `Критерийлер` and `Талаптар` |
//! | pdfminer, on tables of several columns | a column is written whole: labels before or after several texts |
//! | `pdftotext -layout` | the columns stand side by side |
//! | a browser's text, tables as rows of tabs or bars | `label ⇥ text` |
//!
//! All are read alike: lines are cut into [`parts`] of columns, [`labels`] are found in whatever order their words stand,
//! [`spans`] tells which parts belong to which entry, and [`partition`] divides the texts of an entry among its rows. Out
//! come pieces as `marks` makes them, in the order of the form: heading, label and title, header and cell, label and text.
//! What is none of these is not among the pieces, and is reported as not understood.
//!
//! Where headings open the entries, as in other layouts, [`headed`] makes pieces of a document instead, from the same parts and
//! labels.

mod evidence;
mod headed;
mod hyphens;
mod labels;
mod openings;
mod partition;
mod parts;
mod spans;
mod tail;

use std::borrow::Borrow;

use super::habits::Habits;
use super::marks::{Mark, Piece};
use super::{Row, cells, is_label};
use crate::reading::lines::{Block, Line};
use crate::reading::text::{join_lines, squash};
use crate::reading::vocabulary::Lexicon;
pub(super) use headed::headed;
use labels::{Expected, Label};
use partition::Texts;
use parts::Part;
use spans::Span;

/// The shortest name of the header's last column, in letters.
const SHORTEST_COLUMN: usize = 6;

/// Whether white space parts the cells of `blocks` as `marks` and `rows` expect: most cells of headcount, category and codes
/// are a block, and so are the headers above them.
pub(super) fn is_needless(blocks: &[Block], lexicon: &Lexicon) -> bool {
    // Every header has this sign, which is found much faster than a label.
    let has_sign = |line: &str| line.contains(['№', 'N', 'n']);
    let header = |block: &Block| {
        if block.lines.len() > 3 || !block.texts().any(has_sign) {
            return false;
        }
        let text = block.texts().collect::<Vec<_>>().join(" ");
        let gutter = text.trim().contains("   ") || text.contains('\t');
        !gutter && is_label(&text, "header", &lexicon.form)
    };
    let parted =
        blocks.windows(2).filter(|pair| header(&pair[0]) && cells::read_cell(&join_lines(pair[1].texts())).is_some());
    let parted = parted.count();
    // A header in parts, between other cells, or in a block with them: its last column ends with `№`.
    let headers = lexicon.form.concepts().iter().filter(|concept| concept.notation.as_deref() == Some("header"));
    let headers: Vec<String> = headers.flat_map(|concept| &concept.labels).map(|(label, _)| squash(label)).collect();
    let unlike = blocks.iter().filter(|block| block.texts().any(|line| line.contains('№')) && !header(block));
    let other = unlike.flat_map(Block::texts).filter(|line| line.contains('№')).filter(|line| {
        let column = line.trim().trim_end_matches('|').rsplit(['|', '\t']).next().unwrap_or_default();
        let column = squash(column);
        column.ends_with('№')
            && column.chars().count() > SHORTEST_COLUMN
            && headers.iter().any(|header| header.ends_with(&column))
    });
    let other = other.count();
    other == 0 || parted > other
}

/// A text brought into the order of the page.
pub(super) struct Arrangement<P> {
    /// The pieces in that order.
    pub pieces: Vec<P>,
    /// Lines, or what columns have of them, that are in none.
    pub left: Vec<Line>,
    /// Words that got back a hyphen, with their lines.
    pub hyphened: Vec<Line>,
}

/// Returns the pieces of `blocks` in the order of the form.
pub(super) fn arrange(blocks: &[Block], lexicon: &Lexicon) -> Arrangement<Piece> {
    let (page, hyphened) = Page::read(blocks, lexicon, Expected::Education);
    let spans = spans::find(&page, lexicon);
    let texts: Vec<Texts> = spans.iter().map(|span| span.texts(&page)).collect();
    let divide = |habits: &Habits| -> Vec<partition::Division> {
        texts.iter().map(|texts| partition::divide(texts, habits, page.parted)).collect()
    };
    let mut habits = Habits::of_examples(&lexicon.form);
    let firsts = divide(&habits);
    partition::learn(&mut habits, texts.iter().zip(&firsts));
    let divisions = divide(&habits);
    let mut arranged = Arranged { page: &page, pieces: Vec::new(), placed: vec![false; page.parts.len()] };
    arranged.preamble(spans.first().map_or(page.parts.len(), Span::first));
    for (span, division) in spans.iter().zip(divisions) {
        arranged.entry(span, division);
    }
    let left = (0..page.parts.len()).filter(|part| !arranged.placed[*part]);
    let left = left.map(|part| page.line(part)).collect();
    Arrangement { pieces: arranged.pieces, left, hyphened }
}

/// The parts of a text and the labels among them.
struct Page {
    parts: Vec<Part>,
    labels: Vec<Label>,
    /// For each part, the label to which it belongs; none for text.
    label_of: Vec<Option<usize>>,
    /// Whether columns stand side by side.
    columns: bool,
    /// Whether blank lines part the cells.
    parted: bool,
    /// Whether columns stand side by side and labels in the middle of their cell.
    centred: bool,
}

impl Page {
    /// Cuts `blocks` into parts and finds the labels among them, short ones where they are expected. Returns also the words that
    /// got back a hyphen, with their lines.
    fn read(blocks: &[Block], lexicon: &Lexicon, expected: Expected) -> (Self, Vec<Line>) {
        let (mut parts, columns) = parts::cut(blocks, &lexicon.form);
        let hyphened = hyphens::put_back(&mut parts, &lexicon.words);
        let mut labels = labels::find(&mut parts, &lexicon.form, expected);
        labels::add_misprinted(&parts, &mut labels, &lexicon.form);
        (Self::of(parts, labels, columns), hyphened)
    }

    fn of(parts: Vec<Part>, labels: Vec<Label>, columns: bool) -> Self {
        let mut label_of = vec![None; parts.len()];
        for (index, label) in labels.iter().enumerate() {
            label.parts.iter().for_each(|part| label_of[*part] = Some(index));
        }
        let rows = || labels.iter().filter(|label| Row::of(&label.notation).is_some());
        let (blocks, all) = rows()
            .fold((0, 0), |(blocks, all), label| (blocks + usize::from(parts[label.parts[0]].opens_block), all + 1));
        // A label at the top of its cell stands beside the beginning of a text.
        let at_top = |label: &&Label| {
            let next = parts.get(label.parts[0] + 1);
            next.is_some_and(|next| {
                next.line == parts[label.parts[0]].line && !next.text.starts_with(char::is_lowercase)
            })
        };
        let centred = columns && 10 * rows().filter(at_top).count() < 8 * rows().count();
        Self { parts, labels, label_of, columns, parted: !columns && 2 * blocks > all, centred }
    }

    fn is_text(&self, part: usize) -> bool {
        self.label_of[part].is_none()
    }

    /// The label that begins with the part.
    fn label_at(&self, part: usize) -> Option<usize> {
        self.label_of[part].filter(|label| self.labels[*label].parts[0] == part)
    }

    /// Whether the label `notation` begins with the part.
    fn begins(&self, part: usize, notation: &str) -> bool {
        self.label_at(part).is_some_and(|label| self.labels[label].notation == notation)
    }

    fn is_row_label(&self, label: usize) -> bool {
        Row::of(&self.labels[label].notation).is_some()
    }

    fn line(&self, part: usize) -> Line {
        Line { number: self.parts[part].line, text: self.parts[part].text.clone() }
    }

    fn text(&self, parts: impl IntoIterator<Item = impl Borrow<usize>>) -> String {
        join_lines(parts.into_iter().map(|part| self.parts[*part.borrow()].text.as_str()))
    }

    /// Whether a part begins a block: white space, the edge of a cell or a label stands before it.
    fn opens_block(&self, part: usize) -> bool {
        part == 0 || self.parts[part].opens_block || !self.is_text(part - 1)
    }
}

/// The pieces as they are put in order.
struct Arranged<'a> {
    page: &'a Page,
    pieces: Vec<Piece>,
    placed: Vec<bool>,
}

impl Arranged<'_> {
    fn piece(&mut self, mark: Mark, parts: &[usize]) {
        if parts.is_empty() {
            return;
        }
        parts.iter().for_each(|part| self.placed[*part] = true);
        let lines = parts.iter().map(|part| self.page.line(*part)).collect();
        self.pieces.push(Piece { mark, lines, after_page_break: false, glued: false });
    }

    fn label(&mut self, label: usize) {
        let label = &self.page.labels[label];
        self.piece(Mark::Label(label.notation.clone(), label.by), &label.parts);
    }

    /// What stands before the first entry, paragraph by paragraph.
    fn preamble(&mut self, end: usize) {
        let mut paragraph: Vec<usize> = Vec::new();
        for part in 0..end {
            if !paragraph.is_empty() && spans::ends_paragraph(self.page, part - 1) {
                self.piece(Mark::Text, &std::mem::take(&mut paragraph));
            }
            match self.page.label_of[part] {
                Some(label) if self.page.labels[label].notation == "furniture" => {
                    self.piece(Mark::Text, &std::mem::take(&mut paragraph));
                    self.label(label);
                }
                _ => paragraph.push(part),
            }
        }
        self.piece(Mark::Text, &paragraph);
    }

    fn entry(&mut self, span: &Span, division: partition::Division) {
        for heading in &span.headings {
            self.piece(Mark::Text, heading);
        }
        span.title_labels.iter().for_each(|label| self.label(*label));
        self.piece(Mark::Text, &span.title);
        span.header.iter().for_each(|label| self.label(*label));
        self.piece(Mark::Text, &span.cell);
        span.other_labels.iter().for_each(|label| self.label(*label));
        for (row, range) in Row::ALL.into_iter().zip(division) {
            let mut labels =
                span.rows.iter().copied().filter(|label| self.page.labels[*label].notation == row.notation());
            if let Some(label) = labels.next() {
                self.label(label);
            }
            let again: Vec<usize> = labels.collect();
            self.piece(Mark::Text, &span.texts[range]);
            again.into_iter().for_each(|label| self.label(label));
        }
    }
}
