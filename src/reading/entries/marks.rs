//! Finds the labels of the printed table among the blocks.
//!
//! A label's spelling is data (`ontology/form.ttl`) and is compared without white space, so that letter-spaced, wrapped
//! and glued labels are the label. Three more forms are found by structure: a label with text behind it on its last line
//! (`Білімі Әлеуметтік ғылымдар…`, line 70 of V1400009219), a label that a page break cuts in two with text between its
//! parts (lines 3613 to 3622), and a misprint not yet known.

use super::notation;
use crate::reading::lines::{Block, Line};
use crate::reading::text::{fold, squash};
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind};

/// The shortest label, in letters without white space, that text may follow on the same line.
const SHORTEST_GLUED: usize = 6;
/// The shortest block, in letters without white space, in which a misprinted label is looked for.
const SHORTEST_LIKENESS: usize = 10;
/// The longest, so that paragraphs are not compared with the long texts of page furniture.
const LONGEST_LIKENESS: usize = 60;
/// The most letters in which the label of the education row may be misprinted.
const MOST_CHANGED: usize = 2;
/// A label is wrapped over at most so many lines.
const MOST_LINES: usize = 6;
/// At most so many blocks stand between the two parts of a label.
const FARTHEST_PART: usize = 3;

/// What a piece of the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A label, by its notation in the vocabulary, and how it was known.
    Label(String, LabelKind),
    /// The second part of a label that a page break cut.
    LabelEnd(String),
    /// Anything else.
    Text,
}

/// Lines of one block that are all label or all text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What the lines are.
    pub mark: Mark,
    /// The lines; where a label and text share a line, each piece holds its part of it.
    pub lines: Vec<Line>,
    /// Whether a page break stands before the piece.
    pub after_page_break: bool,
    /// Whether the piece shares its first line with the label before it.
    pub glued: bool,
}

impl Piece {
    /// The notation of the label that the piece is, or the second part of.
    pub(super) fn label(&self) -> Option<&str> {
        match &self.mark {
            Mark::Label(label, _) | Mark::LabelEnd(label) => Some(label),
            Mark::Text => None,
        }
    }

    /// Whether the piece is the label `notation`, or its second part.
    pub(super) fn is_label(&self, notation: &str) -> bool {
        self.label() == Some(notation)
    }

    /// The texts of the lines in order.
    pub(super) fn texts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }

    /// The first line's number.
    pub(super) fn first_line(&self) -> usize {
        self.lines[0].number
    }
}

/// Returns the pieces of `blocks` in the order of the page. Every line is in a piece.
pub(super) fn mark(blocks: &[Block], form: &Gazetteer) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends: Vec<(usize, String)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if let Some((_, label)) = ends.iter().find(|(end, _)| *end == index) {
            pieces.push(piece(Mark::LabelEnd(label.clone()), &block.lines, block.after_page_break));
            continue;
        }
        if let Some((end, found)) = parted(&blocks[index..], form) {
            let label = notation(found).to_owned();
            let side_by_side = (1..=end)
                .map(|part| index + part)
                .filter(|part| *part == index + end || form.has_label_beginning(&join(&blocks[index..=*part])));
            ends.extend(side_by_side.map(|part| (part, label.clone())));
            pieces.push(piece(Mark::Label(label, found.by), &block.lines, block.after_page_break));
            continue;
        }
        mark_block(block, form, &mut pieces);
    }
    pieces
}

fn mark_block(block: &Block, form: &Gazetteer, pieces: &mut Vec<Piece>) {
    let mut text_from = 0;
    let mut line = 0;
    if pieces.last().is_some_and(|piece| piece.is_label("criteria"))
        && let Some(label) = misprinted_beneath_criteria(&block.lines, form)
    {
        pieces.push(piece(label, &block.lines[..1], block.after_page_break));
        (line, text_from) = (1, 1);
    }
    while line < block.lines.len() {
        // Behind a label, as at the block's beginning, a short label is one too: `Образование ⏎ Білімі`.
        let Some(found) = label_at(&block.lines[line..], line == text_from, form) else {
            line += 1;
            continue;
        };
        push_text(block, text_from..line, pieces);
        let breaks = block.after_page_break && line == 0;
        let last = line + found.lines - 1;
        let mut label_lines = block.lines[line..=last].to_vec();
        if let Some(byte) = found.text_from {
            let shared = &block.lines[last];
            label_lines[found.lines - 1].text = shared.text[..byte].to_owned();
            pieces.push(piece(found.mark, &label_lines, breaks));
            let rest = Line { number: shared.number, text: shared.text[byte..].trim_start().to_owned() };
            let mut lines = vec![rest];
            lines.extend_from_slice(&block.lines[last + 1..]);
            let first = pieces.len();
            mark_block(&Block { lines, after_page_break: false }, form, pieces);
            if let Some(text) = pieces.get_mut(first) {
                text.glued = true;
            }
            return;
        }
        pieces.push(piece(found.mark, &label_lines, breaks));
        line = last + 1;
        text_from = line;
    }
    push_text(block, text_from..block.lines.len(), pieces);
}

fn push_text(block: &Block, lines: std::ops::Range<usize>, pieces: &mut Vec<Piece>) {
    if !lines.is_empty() {
        let breaks = block.after_page_break && lines.start == 0;
        pieces.push(piece(Mark::Text, &block.lines[lines], breaks));
    }
}

fn piece(mark: Mark, lines: &[Line], after_page_break: bool) -> Piece {
    Piece { mark, lines: lines.to_vec(), after_page_break, glued: false }
}

/// A label at the beginning of some lines.
struct LabelAt {
    mark: Mark,
    /// The lines that the label takes.
    lines: usize,
    /// Where text follows on the label's last line, its first byte there.
    text_from: Option<usize>,
}

fn label_at(lines: &[Line], behind_no_text: bool, form: &Gazetteer) -> Option<LabelAt> {
    let mut printed = String::new();
    let mut whole = None;
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        printed.push_str(&line.text);
        printed.push(' ');
        if !form.has_label_beginning(&printed) {
            break;
        }
        if let Some(found) = form.find(&printed) {
            let letters = squash(&printed).chars().count();
            if behind_no_text || letters > SHORTEST_LIKENESS {
                whole = Some(LabelAt {
                    mark: Mark::Label(notation(found).to_owned(), found.by),
                    lines: index + 1,
                    text_from: None,
                });
            }
        }
    }
    if whole.is_some() || !behind_no_text {
        return whole;
    }
    glued(lines, form).or_else(|| misprinted(lines, form))
}

/// The longest label that the lines begin with, with text behind it.
fn glued(lines: &[Line], form: &Gazetteer) -> Option<LabelAt> {
    // A word of the text that a line happens to begin with is in lower case: `білімі (шет тілі)`.
    if !lines[0].text.trim_start().chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    let lines_of_label = || lines.iter().take(MOST_LINES);
    let letters = lines_of_label().flat_map(|line| line.text.chars()).filter(|letter| !letter.is_whitespace());
    if !form.has_label_beginning(&letters.take(SHORTEST_GLUED).collect::<String>()) {
        return None;
    }
    let printed: String = lines_of_label().map(|line| squash(&line.text)).collect();
    form.labels_at(&printed)
        .filter(|(label, _)| label.chars().count() >= SHORTEST_GLUED)
        .filter_map(|(label, found)| {
            let (index, byte) = end_of(lines.iter().take(MOST_LINES).map(|line| line.text.as_str()), label)?;
            let rest = &lines[index].text[byte..];
            let parts = rest.starts_with(char::is_whitespace) || rest.starts_with(char::is_uppercase);
            let mark = Mark::Label(notation(found).to_owned(), found.by);
            parts.then_some((label.len(), LabelAt { mark, lines: index + 1, text_from: Some(byte) }))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, label)| label)
}

/// The line (as an index) and byte at which the squashed `label` ends, if the lines begin with it and go on behind it.
pub(super) fn end_of<'a>(lines: impl IntoIterator<Item = &'a str>, label: &str) -> Option<(usize, usize)> {
    let mut rest = label;
    for (index, line) in lines.into_iter().enumerate() {
        for (byte, letter) in line.char_indices() {
            if rest.is_empty() {
                return Some((index, byte));
            }
            if letter.is_whitespace() {
                continue;
            }
            rest = rest.strip_prefix(fold(letter.encode_utf8(&mut [0; 4])).as_str())?;
        }
    }
    None
}

/// A block that is nothing but a misprint of a label.
fn misprinted(lines: &[Line], form: &Gazetteer) -> Option<LabelAt> {
    if lines.len() > MOST_LINES {
        return None;
    }
    let printed: String = lines.iter().map(|line| line.text.as_str()).collect();
    if !(SHORTEST_LIKENESS..=LONGEST_LIKENESS).contains(&squash(&printed).chars().count()) {
        return None;
    }
    let found = form.nearest(&printed)?;
    Some(LabelAt { mark: Mark::Label(notation(found).to_owned(), found.by), lines: lines.len(), text_from: None })
}

/// The shortest label is too short for likeness anywhere; beneath the criteria line it is expected.
fn misprinted_beneath_criteria(lines: &[Line], form: &Gazetteer) -> Option<Mark> {
    let printed = squash(&lines[0].text);
    let printed = printed.trim_end_matches([':', '.']);
    let education = form.concepts().iter().find(|concept| concept.notation.as_deref() == Some("education"))?;
    let alike = |label: &str| {
        let changed = strsim::damerau_levenshtein(&squash(label), printed);
        changed <= MOST_CHANGED && 3 * changed <= printed.chars().count()
    };
    let found = form.find(&lines[0].text).is_none() && education.labels.iter().any(|(label, _)| alike(label));
    found.then(|| Mark::Label("education".to_owned(), LabelKind::Likeness))
}

/// If the first block is the beginning of a label and a later one its end: that block's index. The end stands behind the
/// next page break, or the parts stand one under the other.
fn parted<'a>(blocks: &[Block], form: &'a Gazetteer) -> Option<(usize, Found<'a>)> {
    let beginning = printed(&blocks[0]).filter(|beginning| form.has_label_beginning(beginning))?;
    if form.find(&beginning).is_some() {
        return None;
    }
    let mut side_by_side = beginning.clone();
    for (index, block) in blocks.iter().enumerate().skip(1).take(FARTHEST_PART) {
        let Some(end) = printed(block) else { continue };
        if form.find(&end).is_some() {
            return None;
        }
        side_by_side = format!("{side_by_side} {end}");
        if let Some(found) = form.find(&side_by_side) {
            return Some((index, found));
        }
        if block.after_page_break
            && let Some(found) = form.find(&format!("{beginning} {end}"))
        {
            return Some((index, found));
        }
    }
    None
}

fn join(blocks: &[Block]) -> String {
    blocks.iter().flat_map(Block::texts).collect::<Vec<_>>().join(" ")
}

fn printed(block: &Block) -> Option<String> {
    (block.lines.len() <= MOST_LINES).then(|| block.texts().collect::<Vec<_>>().join(" "))
}
