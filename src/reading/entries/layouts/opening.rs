//! What opens an entry, in whatever layout.

use super::super::headings::PostHeading;
use super::super::{Cell, Passage};
use crate::reading::document::Paragraph;
use crate::reading::text::join_lines;

/// Where an entry opens.
pub(super) struct Opening {
    /// The number printed before the title; none where entries have none.
    pub(super) number: Option<u32>,
    /// The post and its units; none when nothing is printed where they belong.
    pub(super) title: Option<Passage>,
    /// Where headcount, category and codes are printed.
    pub(super) cell: Passage,
    /// What is printed there; none when it is not understood.
    pub(super) content: Option<Cell>,
    /// Words beside them that are not understood.
    pub(super) rest: Vec<String>,
    /// The place of the header above them, where the layout has one.
    pub(super) header_line: Option<usize>,
    /// Whether the headings above it stand above a group of posts, and not above this entry alone.
    pub(super) in_group: bool,
    /// Labels that belong to the opening.
    pub(super) labels: Vec<Passage>,
    /// Below the last piece of the opening.
    pub(super) end: usize,
}

impl Opening {
    pub(super) fn of_heading(passage: Passage, heading: PostHeading, end: usize) -> Self {
        let title = Passage { text: passage.text[heading.title].to_owned(), ..passage.clone() };
        Self {
            number: heading.number,
            title: Some(title),
            cell: passage,
            content: Some(heading.cell),
            rest: heading.rest,
            header_line: None,
            in_group: false,
            labels: Vec::new(),
            end,
        }
    }
}

/// The words of paragraphs together.
pub(super) fn passage<'a>(paragraphs: impl IntoIterator<Item = &'a Paragraph>) -> Option<Passage> {
    let (mut lines, mut links) = (Vec::new(), Vec::new());
    for paragraph in paragraphs {
        lines.extend(paragraph.lines.iter().cloned());
        links.extend(paragraph.links.iter().cloned());
    }
    Some(Passage { links, ..Passage::of(lines)? })
}

/// The text of a paragraph on one line.
pub(super) fn text_of(paragraph: &Paragraph) -> String {
    join_lines(paragraph.lines.iter().map(|line| line.text.as_str()))
}
