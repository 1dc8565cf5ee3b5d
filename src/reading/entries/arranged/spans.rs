//! Tells which parts belong to which entry, and to what in it.
//!
//! As in `places`, the header and its cell are found first. Before them stands the title, with its label before, behind or
//! around it; before that perhaps the name of a unit; and what stands between the cell and the next entry's title are rows.

use std::sync::LazyLock;

use regex::Regex;

use super::super::Row;
use super::super::cells::{mend_cell, read_cell};
use super::super::places::{is_heading, names_unit};
use super::Page;
use super::partition::Texts;
use super::parts::Column;
use crate::reading::text::squash;
use crate::reading::vocabulary::Lexicon;

/// A heading is wrapped over at most so many lines.
const LONGEST_HEADING: usize = 4;
/// A line is short when so many letters more would have fitted.
const SLACK: usize = 3;

/// One of the cells under the header: numbers, a category, codes and what joins them.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)^ (?: \d[\d\s/.–—-]* | \p{L}{1,2}(?:\s?[-–]\s?\p{L})?\s?[-–]?\s?\d{1,2} | №\s?\d[\d\s/.–—-]* | [,;]\s* | \s+ | және | \([^()]*\) )+ $")
        .expect("the pattern is constant")
});

/// A line of codes alone.
static CODES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\d{1,3}(?:-\d{1,3}){1,3}(?:[,;]?\s+\d{1,3}(?:-\d{1,3}){1,3})*[,;]?$")
        .expect("the pattern is constant")
});

/// The parts and labels of an entry.
#[derive(Debug, Default)]
pub(super) struct Span {
    /// Names of units above the entry, each of parts.
    pub headings: Vec<Vec<usize>>,
    pub title_labels: Vec<usize>,
    pub title: Vec<usize>,
    pub header: Option<usize>,
    pub cell: Vec<usize>,
    /// The criteria line and what else is no row's label.
    pub other_labels: Vec<usize>,
    /// The labels of rows.
    pub rows: Vec<usize>,
    /// The texts of the rows.
    pub texts: Vec<usize>,
    /// The first part of the title and its label, where they stand together; of the title where they do not.
    top: usize,
    /// The first part of the header or, without one, of the cell.
    below: usize,
    /// The first part behind title, header and cell.
    end: usize,
}

impl Span {
    /// The first part, headings included.
    pub(super) fn first(&self) -> usize {
        self.headings.iter().flatten().copied().chain([self.top]).min().unwrap_or(self.top)
    }

    /// The texts of the rows with the places of their labels.
    pub(super) fn texts(&self, page: &Page) -> Texts {
        let label = |label: &usize| Some((Row::of(&page.labels[*label].notation)?, &*page.labels[*label].parts));
        Texts::of(page, self.end, &self.texts, self.rows.iter().filter_map(label))
    }
}

/// Returns the entries in the order of the page.
pub(super) fn find(page: &Page, lexicon: &Lexicon) -> Vec<Span> {
    let mut spans = cells(page);
    let mut from = 0;
    let mut orphans = Vec::new();
    for span in &mut spans {
        orphans.extend(title(page, from, span));
        from = span.end;
    }
    orphans
        .extend((from..page.parts.len()).filter_map(|part| page.label_at(part).filter(|_| page.begins(part, "title"))));
    orphans.dedup();
    spans.extend(orphans.into_iter().map(|label| without_cell(page, label)));
    spans.sort_by_key(|span| span.below);
    for index in 0..spans.len() {
        let (before, rest) = spans.split_at_mut(index);
        headings(page, lexicon, before.last(), &mut rest[0]);
    }
    for index in 0..spans.len() {
        let (span, behind) = spans.split_at_mut(index + 1);
        rows(page, behind.first(), &mut span[index]);
    }
    spans
}

/// The headers with their cells, and the cells without a header.
fn cells(page: &Page) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut part = 0;
    while part < page.parts.len() {
        let header = page.label_of[part].filter(|label| page.labels[*label].notation == "header");
        let cell = match header {
            Some(_) => values(page, part),
            None if page.is_text(part) && read_cell(&page.parts[part].text).is_some() => vec![part],
            None => {
                part += 1;
                continue;
            }
        };
        let of_header = header.into_iter().flat_map(|label| page.labels[label].parts.iter());
        let end = 1 + cell.iter().chain(of_header).copied().max().unwrap_or(part);
        let cell = with_code(page, cell, end);
        spans.push(Span { header, cell: in_order(page, cell), top: part, below: part, end, ..Span::default() });
        part = end;
    }
    spans
}

/// The parts behind `start` that are values, with labels between them.
fn values(page: &Page, start: usize) -> Vec<usize> {
    let mut values = Vec::new();
    for part in start..page.parts.len() {
        match page.label_of[part].map(|label| page.labels[label].notation.as_str()) {
            Some("header" | "criteria") => {}
            None if VALUE.is_match(&page.parts[part].text) => values.push(part),
            _ => break,
        }
    }
    values
}

/// The cell with its codes, where a program wrote them behind some of the texts: a line of the entry that holds nothing else.
fn with_code(page: &Page, mut cell: Vec<usize>, end: usize) -> Vec<usize> {
    let coded = |part: &usize| CODES.is_match(&page.parts[*part].text);
    if !page.parted || cell.is_empty() || cell.iter().any(coded) || mend_cell(&page.text(&cell)).is_some() {
        return cell;
    }
    // It may even stand behind the next header.
    let mut headers = (end..page.parts.len()).filter(|part| page.begins(*part, "header"));
    let next = headers.next();
    let until = headers.next().unwrap_or(page.parts.len());
    let of_next = next.map_or(Vec::new(), |next| values(page, next));
    cell.extend((end..until).filter(|part| page.is_text(*part) && !of_next.contains(part)).find(coded));
    cell
}

/// The cells in the order in which a cell is read: a column written whole has them one behind the other all the same, so the
/// order of the page is kept where it can be read.
fn in_order(page: &Page, cell: Vec<usize>) -> Vec<usize> {
    if mend_cell(&page.text(&cell)).is_some() {
        return cell;
    }
    let mut sorted = cell.clone();
    sorted.sort_by_key(|part| {
        let text = &page.parts[*part].text;
        let number = text.len() <= 3 && text.chars().all(|letter| letter.is_ascii_digit());
        if number { 0 } else { 1 + usize::from(!text.starts_with(char::is_alphabetic)) }
    });
    if mend_cell(&page.text(&sorted)).is_some() { sorted } else { cell }
}

/// Finds the title between `from` and the header, with its labels; returns the titles' labels that are of entries without a
/// header: rows that were printed before follow them.
fn title(page: &Page, from: usize, span: &mut Span) -> Vec<usize> {
    let below = span.below;
    let (mut labels, mut orphans, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for part in from..below {
        let Some(label) = page.label_at(part) else { continue };
        if page.is_row_label(label) {
            if rows.contains(&&page.labels[label].notation) {
                orphans.append(&mut labels);
                rows.clear();
            }
            rows.push(&page.labels[label].notation);
        } else if page.labels[label].notation == "title" {
            labels.push(label);
        }
    }
    let first = labels.first().map_or(below, |label| page.labels[*label].parts[0]);
    span.title_labels = labels;
    span.title = (first..below).filter(|part| page.is_text(*part)).collect();
    span.top = first;
    let before: Vec<usize> = (from..first).filter(|part| page.is_text(*part)).collect();
    let blocks = |parts: &[usize]| parts.iter().filter(|part| page.opens_block(**part)).count();
    let labels_before = (from..first).filter_map(|part| page.label_at(part)).filter(|label| page.is_row_label(*label));
    // A column written whole: the label stands before the texts of the rows above, or behind the title.
    let apart = blocks(&span.title) > 1 && labels_before.count() > blocks(&before);
    if page.columns {
        centred(page, from, first, &mut span.title);
        span.top = span.title.first().map_or(first, |title| first.min(*title));
    } else if page.parted && (span.title.is_empty() || apart) {
        span.title = last_block(page, from, below);
        span.top = span.title.first().copied().unwrap_or(below);
    } else if page.parted
        && page.text(&span.title).starts_with(char::is_lowercase)
        && page.parts[first].after_page_break
    {
        span.title.splice(0..0, last_block(page, from, first));
        span.top = span.title[0].min(first);
    }
    orphans
}

/// The last block of text in the range.
fn last_block(page: &Page, from: usize, to: usize) -> Vec<usize> {
    let Some(last) = (from..to).rev().find(|part| page.is_text(*part)) else { return Vec::new() };
    let start = (from..=last).rev().find(|part| page.opens_block(*part)).unwrap_or(last);
    (start..=last).collect()
}

/// Where labels are centred, the first lines of a title stand above its label, as many as stand below.
fn centred(page: &Page, from: usize, label: usize, title: &mut Vec<usize>) {
    let Some(label_of) = page.label_of.get(label).copied().flatten() else { return };
    let last = page.labels[label_of].parts.last().copied().unwrap_or(label);
    let below = title.iter().filter(|part| **part > last).count();
    let beside = |part: &usize| page.parts[*part].column == Column::Right && page.is_text(*part);
    let above: Vec<usize> = (from..label).rev().take_while(beside).take(below + 2).collect();
    let begins = |part: usize| {
        let before = part.checked_sub(1).map_or("", |before| page.parts[before].text.as_str());
        let text = &page.parts[part].text;
        3 * i32::from(page.opens_block(part))
            + 2 * i32::from(before.ends_with(['.', ';', ':']))
            + i32::from(text.starts_with(char::is_uppercase))
            - 4 * i32::from(text.starts_with(char::is_lowercase))
            + i32::from(part > 0 && is_short(page, part - 1))
    };
    let first_of = |count: usize| count.checked_sub(1).map_or(title.first().copied(), |last| above.get(last).copied());
    let weighed = |count: usize| Some((begins(first_of(count)?) - count.abs_diff(below) as i32, count));
    let best = (0..=above.len()).filter_map(weighed).max_by_key(|(score, count)| (*score, std::cmp::Reverse(*count)));
    if let Some((_, count)) = best.filter(|_| page.centred) {
        let mut taken = above[..count].to_vec();
        taken.reverse();
        title.splice(0..0, taken);
    }
}

/// An entry that begins with a title's label and has no cell.
fn without_cell(page: &Page, label: usize) -> Span {
    let parts = &page.labels[label].parts;
    let (first, end) = (parts[0], parts[parts.len() - 1] + 1);
    Span { title_labels: vec![label], top: first, below: first, end, ..Span::default() }
}

/// Finds the names of units above the entry, behind the cell of the entry `before`.
fn headings(page: &Page, lexicon: &Lexicon, before: Option<&Span>, span: &mut Span) {
    let title = squash(&page.text(&span.title));
    let from = before.map_or(0, |before| before.end + 1);
    let unit = |span: &Span| read_cell(&page.text(&span.cell))?.codes.first()?.split('-').next().map(str::to_owned);
    let moves = before.is_none_or(|before| unit(before) != unit(span));
    loop {
        let below = span.first();
        let names = |start: usize| {
            let text = page.text(start..below);
            let begins = is_heading(&text) && !title.is_empty() && title.starts_with(&squash(&text));
            (names_unit(&text, lexicon) || begins).then_some(2 * i32::from(begins) + 2 * i32::from(moves))
        };
        let starts = (from..below).rev().take(LONGEST_HEADING).take_while(|part| page.is_text(*part));
        let score = |start: usize| {
            let known = names(start)?;
            let before = start.checked_sub(1).filter(|before| page.is_text(*before));
            let ended = before.is_none_or(|before| page.parts[before].text.ends_with(['.', ';', ':', '!', '?']));
            let short = before.is_none_or(|before| is_short(page, before));
            let score = known + 3 * i32::from(page.opens_block(start)) + 2 * i32::from(ended) + 2 * i32::from(short);
            (score >= 2).then_some(score)
        };
        let best = starts.filter_map(|start| Some((score(start)?, start))).max();
        let Some((_, start)) = best else { break };
        span.headings.insert(0, (start..below).collect());
    }
}

/// Finds the rows between the cell and the header of the entry `next`.
fn rows(page: &Page, next: Option<&Span>, span: &mut Span) {
    let until = next.map_or(page.parts.len(), |next| next.below);
    let mut labels: Vec<usize> = (span.below..until).filter_map(|part| page.label_of[part]).collect();
    labels.sort_unstable();
    labels.dedup();
    let taken = |label: usize| next.is_some_and(|next| next.title_labels.contains(&label));
    labels.retain(|label| Some(*label) != span.header && !span.title_labels.contains(label) && !taken(*label));
    (span.rows, span.other_labels) = labels.into_iter().partition(|label| page.is_row_label(*label));
    let of_next: Vec<usize> =
        next.map_or(Vec::new(), |next| next.headings.iter().flatten().chain(&next.title).copied().collect());
    // A code among the texts belongs to another cell.
    let beside = |part: &usize| {
        (!page.columns || page.parts[*part].column == Column::Right) && !CODES.is_match(&page.parts[*part].text)
    };
    span.texts =
        (span.end..until).filter(|part| page.is_text(*part) && beside(part) && !of_next.contains(part)).collect();
}

/// Whether the first word of the next line would have had room on this one: the paragraph ended here.
pub(super) fn is_short(page: &Page, part: usize) -> bool {
    let length = |part: &super::parts::Part| part.text.chars().count();
    let Some(next) = page.parts.get(part + 1) else { return true };
    let near = part.saturating_sub(8)..=(part + 8).min(page.parts.len() - 1);
    let column = page.parts[part].column;
    let widest = page.parts[near].iter().filter(|part| part.column == column).map(length).max().unwrap_or(0);
    let word = next.text.split(' ').next().unwrap_or_default().chars().count();
    length(&page.parts[part]) + 1 + word + SLACK <= widest
}

/// Whether a paragraph of the preamble ends with the part: a block ends, or a sentence on a line with room for more.
pub(super) fn ends_paragraph(page: &Page, part: usize) -> bool {
    page.opens_block(part + 1) || page.parts[part].text.ends_with(['.', ':', ';']) && is_short(page, part)
}
