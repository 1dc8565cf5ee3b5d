//! Blocks of lines become entries: what is printed for one post or several, cell by cell, in reading order.
//!
//! The form of an entry, as printed (V1400009219, lines 109 to 153):
//!
//! ```text
//! Лауазымға ⏎ қойылатын ⏎ біліктілік ⏎ талаптары      the title's label
//! Кеңесші                                             the title: department, division, post
//! Бірлік саны Санаты Лауазым №                        the header, and its cell:
//! 1 С-3 01-1-2                                        headcount, category, codes
//! Критерийлер Талаптар                                the criteria line
//! Білімі …                                            four rows: education, knowledge,
//! К ә с і б и ⏎ құзыреттілігі …                       experience and duties
//! ```
//!
//! Page breaks cut any of these anywhere: a label may stand in the middle of its row's text, the title before its
//! label, a label in two parts. So each module does one thing: `marks` finds labels, `places` and `division` cut
//! the text into entries, `rows` finds where a row ends and the next begins, `displaced` puts hyperlink words back.

mod arranged;
mod attested;
mod cells;
mod displaced;
mod division;
mod habits;
mod headings;
mod layouts;
mod marks;
mod places;
mod rows;

pub use cells::Cell;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::reading::document::{Content, Document, Link};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::lines::{Block, Line, blocks, counted_pages, furniture};
use crate::reading::text::join_lines;
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind, Lexicon};

/// A row of an entry's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Row {
    /// `Білімі`
    Education,
    /// `Кәсіби құзыреттілігі`
    Knowledge,
    /// `Практикалық тәжірибесі`
    Experience,
    /// `Функционалдық міндеттері`
    Duties,
}

impl Row {
    /// The rows in the order in which they are printed.
    pub const ALL: [Self; 4] = [Self::Education, Self::Knowledge, Self::Experience, Self::Duties];

    /// The row's notation in the vocabulary of labels.
    pub fn notation(self) -> &'static str {
        match self {
            Self::Education => "education",
            Self::Knowledge => "knowledge",
            Self::Experience => "experience",
            Self::Duties => "duties",
        }
    }

    /// The row with this notation.
    fn of(notation: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|row| row.notation() == notation)
    }
}

/// Printed words and the lines on which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The lines in the order of the page; where a label shares a line with the text, without the label.
    pub lines: Vec<Line>,
    /// The text in reading order: displaced words put back, white space single, look-alike letters folded.
    pub text: String,
    /// The links that stand in it, in their order; empty for flat text, which has none.
    pub links: Vec<Link>,
}

impl Passage {
    /// Returns the passage of `lines`, or `None` when there are none.
    pub(crate) fn of(lines: Vec<Line>) -> Option<Self> {
        let text = join_lines(lines.iter().map(|line| line.text.as_str()));
        (!lines.is_empty()).then_some(Self { lines, text, links: Vec::new() })
    }

    /// The number of the first line, from 1.
    pub fn start_line(&self) -> usize {
        self.lines[0].number
    }

    /// The number of the last line, from 1.
    pub fn end_line(&self) -> usize {
        self.lines[self.lines.len() - 1].number
    }

    /// The first and the last line's number.
    pub fn span(&self) -> (usize, usize) {
        (self.start_line(), self.end_line())
    }
}

/// One entry as printed.
#[derive(Clone, Debug)]
pub struct PrintedEntry {
    /// The number printed before its title, which may begin again in each annex; none where entries have no numbers.
    pub number: Option<u32>,
    /// The number of the annex in which it stands, from 1.
    pub annex: u32,
    /// The line on which the entry begins: its label's first, or its title's where that stands before.
    pub start_line: usize,
    /// The entry's last line.
    pub end_line: usize,
    /// Names of units that stand alone between the entry before and this one.
    pub headings: Vec<Passage>,
    /// The title block; none when nothing is printed between label and header.
    pub title: Option<Passage>,
    /// The header's line; none when the header is missing.
    pub header_line: Option<usize>,
    /// Where headcount, category and codes are printed: a cell of their own, or the heading of the post.
    pub cell: Passage,
    /// What the cell says.
    pub content: Cell,
    /// The rows that its layout has.
    pub expected: Vec<Row>,
    /// The rows that were found.
    pub rows: BTreeMap<Row, Passage>,
    /// Further prints of a row, in the order of the page.
    pub repeated: Vec<(Row, Passage)>,
    /// Rows whose label is not known: label and text.
    pub others: Vec<(Passage, Passage)>,
}

impl PrintedEntry {
    /// An entry of which only the place is known and what `cell` says; `cell` is its end so far.
    fn new(start_line: usize, cell: Passage, content: Cell) -> Self {
        Self {
            number: None,
            annex: 1,
            start_line,
            end_line: cell.end_line(),
            headings: Vec::new(),
            title: None,
            header_line: None,
            cell,
            content,
            expected: Row::ALL.to_vec(),
            rows: BTreeMap::new(),
            repeated: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Puts in a print of `row`; a further one is reported.
    fn print(&mut self, row: Row, passage: Passage) -> Option<Finding> {
        let Some(first) = self.rows.get(&row) else {
            self.rows.insert(row, passage);
            return None;
        };
        let message = if passage.text == first.text {
            said!("the row \"{1}\" is printed again with the same text", row.notation())
        } else {
            said!("the row \"{1}\" is printed again with another text: \"{2}\"", row.notation(), passage.text)
        };
        let finding = Finding::new(Kind::RepeatedRow, Target::Line(self.start_line), passage.span(), message);
        self.repeated.push((row, passage));
        Some(finding)
    }
}

/// Reports an entry on these lines that has no cell of headcount, category and codes.
fn incomplete(span: (usize, usize), text: &str) -> Finding {
    let message =
        said!("an entry begins here without headcount, category and code; its post is left out: \"{1}\"", text);
    Finding::new(Kind::IncompleteEntry, Target::Order, span, message)
}

/// What a line that is not blank belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The text before the first entry.
    Preamble,
    /// A unit's name between entries.
    Heading,
    /// A label of the printed table.
    Label,
    /// The title of an entry.
    Title,
    /// The cell of headcount, category and codes.
    Cell,
    /// The text of a row.
    Row(Row),
    /// A row printed again.
    Repeated(Row),
    /// The publisher's header or footer, no part of the order.
    Furniture,
    /// Text whose place in the entry was not understood.
    NotUnderstood,
}

/// An order as printed.
#[derive(Clone, Debug, Default)]
pub struct PrintedOrder {
    /// The blocks before the first entry.
    pub preamble: Vec<Block>,
    /// The entries in order.
    pub entries: Vec<PrintedEntry>,
    /// Headings and stamps of approval of further annexes, between the entries.
    pub annexes: Vec<Passage>,
    /// Notes of the legal database between the entries.
    pub notes: Vec<Passage>,
    /// For each line that is not blank, by number, what it belongs to.
    pub account: BTreeMap<usize, Part>,
    /// What was found odd about the form.
    pub findings: Vec<Finding>,
    /// Whether each line of a row is one of its cell's: a paragraph, or a line in which the cell is wrapped.
    pub structured: bool,
}

/// Returns the entries of `document`.
pub fn read(document: &Document, lexicon: &Lexicon) -> PrintedOrder {
    match &document.content {
        Content::Flat(text) => read_flat(&blocks(text), lexicon),
        Content::Pieces(pieces) => layouts::read(&document.furniture, pieces, lexicon),
    }
}

/// Returns the lines of `text` that look most like a part of an entry, with their numbers: headings of posts, then labels.
pub(crate) fn nearest(text: &str, lexicon: &Lexicon) -> Vec<(usize, String)> {
    let lines = || text.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned()));
    let heading = |line: &str| headings::read(line).is_some();
    let label = |line: &str| lexicon.form.find(line).is_some_and(|found| found.by <= LabelKind::Alternative);
    let headings = lines().filter(|(_, line)| heading(line));
    headings.chain(lines().filter(|(_, line)| !heading(line) && label(line))).collect()
}

/// Returns the entries of the text whose blocks are `blocks`.
fn read_flat(blocks: &[Block], lexicon: &Lexicon) -> PrintedOrder {
    let mut furniture = furniture(blocks);
    let text = without(blocks, &furniture);
    let mut order = read_forms(&text, lexicon);
    // In the other layouts nothing has the form's header.
    if order.0.entries.iter().all(|entry| entry.header_line.is_none()) {
        if let Some(pieces) = layouts::tabbed::pieces(&text, lexicon) {
            order = (layouts::read(&[], &pieces, lexicon), Vec::new());
        } else {
            let pages = counted_pages(&text);
            if let Some(headed) = arranged::headed(&without(&text, &pages), lexicon) {
                let mut read = layouts::read(&[], &headed.pieces, lexicon);
                read.report_hyphens(headed.hyphened);
                order = (read, headed.left);
                furniture.extend(pages);
            }
        }
    }
    let (mut order, left) = order;
    order.account.extend(furniture.into_iter().map(|line| (line, Part::Furniture)));
    order.account_for_rest(blocks, left);
    order
}

/// Returns the entries of a text in the form that has a header above headcount, category and codes, and the lines that are left.
fn read_forms(text: &[Block], lexicon: &Lexicon) -> (PrintedOrder, Vec<Line>) {
    if arranged::is_needless(text, lexicon) {
        let (restored, moved) = displaced::restore(text, lexicon);
        return (division::divide(&marks::mark(&restored, &lexicon.form), &moved, lexicon), Vec::new());
    }
    let arrangement = arranged::arrange(text, lexicon);
    let mut order = division::divide(&arrangement.pieces, &BTreeSet::new(), lexicon);
    order.report_hyphens(arrangement.hyphened);
    (order, arrangement.left)
}

impl PrintedOrder {
    /// Reports the words that got back a hyphen.
    fn report_hyphens(&mut self, words: Vec<Line>) {
        self.findings.extend(words.into_iter().map(|word| {
            let message = said!("\"{1}\" is printed without its hyphen, which a line's end took away", word.text);
            let span = (word.number, word.number);
            Finding::new(Kind::MisprintMended, Target::Line(word.number), span, message)
        }));
    }

    /// Reports what no part of the order claimed, so that no line is ever lost: the lines of `blocks` without an account,
    /// and the pieces of lines that were `left`.
    fn account_for_rest(&mut self, blocks: &[Block], left: Vec<Line>) {
        let mut rest: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for line in left {
            rest.entry(line.number).or_default().push(line.text);
        }
        for line in blocks.iter().flat_map(|block| &block.lines) {
            if !self.account.contains_key(&line.number) {
                rest.insert(line.number, vec![line.text.trim().to_owned()]);
            }
        }
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (number, texts) in rest {
            self.account.insert(number, Part::NotUnderstood);
            match runs.last_mut() {
                Some((_, end, text)) if *end + 1 == number => {
                    *end = number;
                    text.push(' ');
                    text.push_str(&texts.join(" "));
                }
                _ => runs.push((number, number, texts.join(" "))),
            }
        }
        for (first, last, text) in runs {
            let message = said!("\"{1}\" has no place in an entry", text);
            self.findings.push(Finding::new(Kind::NotUnderstood, Target::Line(first), (first, last), message));
        }
    }
}

/// The notation of the label that was found.
fn notation(found: Found<'_>) -> &str {
    found.concept.notation.as_deref().unwrap_or(&found.concept.id)
}

/// Whether `text` is the label `notation` in the vocabulary `form`, white space aside.
fn is_label(text: &str, notation: &str, form: &Gazetteer) -> bool {
    form.find(text).is_some_and(|found| found.concept.notation.as_deref() == Some(notation))
}

/// The blocks without some lines; the page break before a block that loses all of them stands before the next.
fn without(blocks: &[Block], lines: &BTreeSet<usize>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut after_page_break = false;
    for block in blocks {
        after_page_break |= block.after_page_break;
        let block_lines: Vec<Line> = block.lines.iter().filter(|line| !lines.contains(&line.number)).cloned().collect();
        if !block_lines.is_empty() {
            kept.push(Block { lines: block_lines, after_page_break });
            after_page_break = false;
        }
    }
    kept
}
