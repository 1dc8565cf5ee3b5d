//! Text becomes numbered lines in blocks, because in such an order white space is structure.
//!
//! A block is a run of lines that are not blank. One blank line separates the cells of the printed table; a page break
//! is a run of at least two blank lines (three in the texts seen, e.g. before line 41 of V1400009219) or a form feed.

mod furniture;

use std::borrow::Cow;

pub use furniture::{counted_pages, furniture};

/// A line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line's number in the source, from 1.
    pub number: usize,
    /// The line as it stands, without its end.
    pub text: String,
}

/// Lines that stand together, with no blank line between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The lines, at least one.
    pub lines: Vec<Line>,
    /// Whether a page break stands before the block.
    pub after_page_break: bool,
}

impl Block {
    /// The texts of the lines in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }
}

/// The blank lines that make a page break.
const PAGE_BREAK: usize = 2;

/// Returns the blocks of `text` in order. Line ends may be LF, CRLF or CR. A margin that all lines have is taken off.
pub fn blocks(text: &str) -> Vec<Block> {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let margin = text.split('\n').filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
    let mut blocks: Vec<Block> = Vec::new();
    let mut blank = 1;
    let mut form_feed = false;
    for (index, line) in text.split('\n').enumerate() {
        form_feed |= line.contains('\u{C}');
        let line = if line.contains('\u{C}') { Cow::Owned(line.replace('\u{C}', "")) } else { Cow::Borrowed(line) };
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        let line = Line { number: index + 1, text: without_margin(&line, margin).to_owned() };
        match blocks.last_mut() {
            Some(block) if blank == 0 && !form_feed => block.lines.push(line),
            _ => blocks.push(Block { lines: vec![line], after_page_break: form_feed || blank >= PAGE_BREAK }),
        }
        blank = 0;
        form_feed = false;
    }
    blocks
}

/// The line without its first `margin` characters.
fn without_margin(line: &str, margin: usize) -> &str {
    line.char_indices().nth(margin).map_or("", |(byte, _)| &line[byte..])
}

/// The number of blanks before a line's first word.
fn indentation(line: &str) -> usize {
    line.chars().take_while(|letter| letter.is_whitespace() && *letter != '\u{C}').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(usize, usize, bool)> {
        let number = |line: Option<&Line>| line.unwrap().number;
        let shape = |block: &Block| (number(block.lines.first()), number(block.lines.last()), block.after_page_break);
        blocks(text).iter().map(shape).collect()
    }

    #[test]
    fn one_blank_line_parts_blocks_and_three_part_pages() {
        assert_eq!(shape("а\nб\n\nв\n\n\n\nг"), [(1, 2, false), (4, 4, false), (8, 8, true)]);
    }

    #[test]
    fn a_margin_of_all_lines_is_taken_off() {
        assert_eq!(blocks("  а\n   б")[0].texts().collect::<Vec<_>>(), ["а", " б"]);
    }

    #[test]
    fn line_ends_of_every_system_count_the_same() {
        assert_eq!(shape("а\r\nб\r\n\r\nв"), shape("а\nб\n\nв"));
    }

    #[test]
    fn a_form_feed_is_a_page_break() {
        assert_eq!(shape("а\n\u{C}б"), [(1, 1, false), (2, 2, true)]);
    }
}
