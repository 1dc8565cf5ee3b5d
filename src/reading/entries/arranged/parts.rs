//! Cuts lines into the parts of columns: at tabs, at bars, and at the gutter that `pdftotext -layout` leaves.
//!
//! ```text
//! Білімі ⇥ Әлеуметтік ғылымдар мамандықтары бойынша жоғары білім     a tab between label and text
//!
//! Бірлік саны     Санаты             Лауазым №                       a gutter: blanks between the columns
//! Кәсіби          Қазақстан Республикасының Конституциясын,
//! құзыреттілігі   Қазақстан Республикасының "Мемлекеттік
//!                 қызмет туралы" Заңын білуі.
//! ```
//!
//! The gutter may be one blank wide where a label fills its column, and its place may change from page to page. So a line is
//! cut where its beginning is a piece of a label or of the cell of numbers; one that begins far from the margin is text.

use std::collections::BTreeSet;

use crate::reading::entries::is_label;
use crate::reading::lines::Block;
use crate::reading::text::{single_spaced, squash};
use crate::reading::vocabulary::Gazetteer;

/// A text column begins so many blanks or more behind the margin.
const NARROWEST_COLUMN: usize = 8;
/// The blanks of a gutter, where the line's beginning alone does not tell that it is a label.
const GUTTER: &str = "  ";
/// A label has at most so many words.
const MOST_WORDS: usize = 8;
/// The fewest letters by which a piece of a label is known.
const FEWEST_LETTERS: usize = 4;

/// In which column a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The text has no columns here.
    Whole,
    /// The first column of a table, or text over the whole width.
    Left,
    /// Any other column.
    Right,
}

/// A line, or what one column has of it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The line's number.
    pub line: usize,
    /// The words, without blanks at the ends.
    pub text: String,
    pub column: Column,
    /// Whether a blank line, a page break or the edge of a cell stands before.
    pub opens_block: bool,
    /// Whether a page break stands before.
    pub after_page_break: bool,
}

/// Which mark parts the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    None,
    Mark(char),
    Gutter,
}

/// Returns the parts of `blocks` in the order of the lines, and whether columns stand side by side without a mark.
pub(super) fn cut(blocks: &[Block], form: &Gazetteer) -> (Vec<Part>, bool) {
    let form = Form::of(form);
    let separator = separator(blocks, &form);
    let margin = blocks.iter().flat_map(Block::texts).map(indentation).min().unwrap_or(0);
    let unlabelled = if separator == Separator::Gutter { pages_without_labels(blocks, &form) } else { Vec::new() };
    let edges = if separator == Separator::Gutter { edges(blocks, &form) } else { BTreeSet::new() };
    let mut parts = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        for (index, line) in block.lines.iter().enumerate() {
            let columns = match separator {
                Separator::None => vec![(Column::Whole, line.text.trim())],
                Separator::Mark(mark) => at_marks(&line.text, mark),
                Separator::Gutter if unlabelled[number] => vec![(Column::Right, line.text.trim())],
                Separator::Gutter => at_gutter(&line.text, margin, &edges, &form),
            };
            let row = matches!(separator, Separator::Mark(_)) && columns[0].0 == Column::Left;
            for (place, (column, text)) in columns.into_iter().enumerate() {
                parts.push(Part {
                    line: line.number,
                    text: single_spaced(text),
                    column,
                    opens_block: index == 0 && place == 0 || row,
                    after_page_break: block.after_page_break && index == 0 && place == 0,
                });
            }
        }
    }
    (parts, separator == Separator::Gutter)
}

/// For each block, whether its page stands behind the first header and has no label: there the only column of text begins at
/// the margin.
fn pages_without_labels(blocks: &[Block], form: &Form) -> Vec<bool> {
    let first_words = |line: &str| line.trim().split_once(GUTTER).map_or(line.trim(), |(first, _)| first).to_owned();
    let labelled = |block: &Block| {
        block.texts().any(|line| form.is_piece(&first_words(line)) || form.behind_label(line.trim()).is_some())
    };
    let Some(table) = blocks.iter().position(labelled) else { return vec![false; blocks.len()] };
    let mut unlabelled = vec![false; table];
    while unlabelled.len() < blocks.len() {
        let start = unlabelled.len();
        let page = &blocks[start + 1..];
        let length = 1 + page.iter().position(|block| block.after_page_break).unwrap_or(page.len());
        let without = !blocks[start..start + length].iter().any(labelled);
        unlabelled.extend(std::iter::repeat_n(without, length));
    }
    unlabelled
}

/// The labels, squashed.
struct Form<'a> {
    gazetteer: &'a Gazetteer,
    labels: Vec<String>,
}

impl<'a> Form<'a> {
    fn of(gazetteer: &'a Gazetteer) -> Self {
        let concepts = gazetteer.concepts().iter();
        let of_table = concepts.filter(|concept| concept.notation.as_deref() != Some("furniture"));
        let labels = of_table.flat_map(|concept| &concept.labels).map(|(label, _)| squash(label)).collect();
        Self { gazetteer, labels }
    }

    /// Whether `text` is a label or some words of one.
    fn is_piece(&self, text: &str) -> bool {
        let piece = squash(text);
        piece.chars().count() >= FEWEST_LETTERS && self.labels.iter().any(|label| label.contains(&piece))
    }

    /// Where a label fills its column up to one blank: the byte at which the text behind it begins.
    fn behind_label(&self, text: &str) -> Option<usize> {
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let mut blanks: Vec<usize> = text.match_indices(' ').map(|(byte, _)| byte).take(MOST_WORDS).collect();
        blanks.reverse();
        blanks
            .into_iter()
            .find(|byte| self.gazetteer.find(text[..*byte].trim()).is_some() && !self.is_piece(text[*byte..].trim()))
    }
}

/// The mark that parts a label from what follows it on most lines that begin with one.
fn separator(blocks: &[Block], form: &Form) -> Separator {
    let mut headers = 0;
    let mut parted = [(Separator::Mark('\t'), 0), (Separator::Mark('|'), 0), (Separator::Gutter, 0)];
    for line in blocks.iter().flat_map(Block::texts).map(str::trim) {
        headers += usize::from(is_label(line, "header", form.gazetteer));
        for (separator, count) in &mut parted {
            let first = match separator {
                Separator::Mark(mark) => line.trim_matches(*mark).split_once(*mark),
                _ => line.split_once(GUTTER),
            };
            *count += usize::from(first.is_some_and(|(first, rest)| form.is_piece(first) && !rest.trim().is_empty()));
        }
    }
    parted
        .into_iter()
        .find(|(_, count)| *count > 0 && *count >= headers)
        .map_or(Separator::None, |(separator, _)| separator)
}

fn indentation(line: &str) -> usize {
    line.chars().take_while(|letter| letter.is_whitespace()).count()
}

fn is_number(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit()) && text.len() <= 3
}

fn at_marks(line: &str, mark: char) -> Vec<(Column, &str)> {
    if !line.contains(mark) {
        return vec![(Column::Whole, line.trim())];
    }
    let column = |index: usize| if index == 0 { Column::Left } else { Column::Right };
    // Bars stand around a row too.
    let row = line.trim();
    let row = if mark == '|' { row.strip_prefix(mark).unwrap_or(row) } else { line };
    let cells = row.split(mark).map(str::trim).enumerate();
    let cells: Vec<(Column, &str)> =
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(index, cell)| (column(index), cell)).collect();
    if cells.is_empty() { vec![(Column::Whole, line.trim())] } else { cells }
}

/// Where texts begin beside labels, in characters from the line's beginning.
fn edges(blocks: &[Block], form: &Form) -> BTreeSet<usize> {
    let labelled = |line: &str| {
        let (first, rest) = line.trim().split_once(GUTTER)?;
        form.is_piece(first).then(|| behind(line, rest))
    };
    blocks.iter().flat_map(Block::texts).filter_map(labelled).collect()
}

/// How many characters stand before the words with which a line ends.
fn behind(line: &str, rest: &str) -> usize {
    line.trim_end().chars().count() - rest.trim_start().chars().count()
}

fn at_gutter<'a>(line: &'a str, margin: usize, edges: &BTreeSet<usize>, form: &Form) -> Vec<(Column, &'a str)> {
    let text = line.trim();
    if indentation(line) >= margin + NARROWEST_COLUMN {
        return vec![(Column::Right, text)];
    }
    let Some((first, rest)) = text.split_once(GUTTER) else {
        return match form.behind_label(text) {
            Some(byte) => vec![(Column::Left, text[..byte].trim()), (Column::Right, text[byte..].trim())],
            None => vec![(Column::Left, text)],
        };
    };
    // The header and its cell have several columns.
    let cells = || text.split(GUTTER).map(str::trim).filter(|cell| !cell.is_empty());
    if is_number(first) || cells().all(|cell| form.is_piece(cell)) {
        let column = |index: usize| if index == 0 { Column::Left } else { Column::Right };
        return cells().enumerate().map(|(index, cell)| (column(index), cell)).collect();
    }
    if form.is_piece(first) || edges.contains(&behind(line, rest)) {
        return vec![(Column::Left, first.trim()), (Column::Right, rest.trim())];
    }
    vec![(Column::Left, text)]
}
