//! Where entries open whose heading has everything: above the first label of their table, wrapped as the text wraps it.
//!
//! ```text
//! міндеттерді орындау.                                                the entry before
//! 5. … басқармасының бас сарапшысы С-4 санаты, 5 бірлік, №            the heading, over two lines
//! ЕСД-1-2, № ЕСД-1-3
//! Өлшемдер Талаптар                                                   its first label
//! ```

use super::super::Row;
use super::super::headings;
use super::Page;
use super::parts::Column;
use crate::reading::text::{Language, tokens};
use crate::reading::vocabulary::Lexicon;

/// A heading is wrapped over at most so many lines.
const LONGEST: usize = 10;
/// A post of a group begins with its role: behind so many words of its unit, with an ending of so many letters.
const WORDS_BEFORE_ROLE: usize = 3;
const LONGEST_ENDING: usize = 3;

/// The parts of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// The first part.
    pub start: usize,
    /// The first part behind it.
    pub end: usize,
    /// The number before it; none for a post of a group.
    pub number: Option<u32>,
    /// Whether it is understood: a table whose heading is not found opens an entry too.
    pub known: bool,
}

/// Returns the openings in the order of the page.
pub(super) fn find(page: &Page, lexicon: &Lexicon) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    // Of a table, the criteria line, and whether its first row was met.
    let (mut criteria, mut met) = (None, false);
    for (index, label) in page.labels.iter().enumerate() {
        let is_row = page.is_row_label(index);
        if label.notation != "criteria" && !is_row {
            continue;
        }
        let found = above(page, label.parts[0], openings.last(), lexicon);
        let is_first = label.notation == Row::Education.notation();
        if let Some(opening) = found {
            openings.push(opening);
            met = false;
        } else if is_first && met || openings.is_empty() && is_row {
            let end = criteria.unwrap_or(label.parts[0]);
            let start = behind_sentence(page, openings.last().map_or(0, |opening| opening.end), end);
            openings.push(Opening { start, end, number: None, known: false });
            met = false;
        }
        criteria = (!is_row).then(|| label.parts[0]);
        met |= is_first;
    }
    if openings.iter().all(|opening| !opening.known) {
        return Vec::new();
    }
    let alone = without_table(page, &openings);
    openings.extend(alone);
    openings.sort_by_key(|opening| opening.start);
    openings
}

/// The heading that ends above the part at `end`, in the column of headings where there are columns, else in any.
fn above(page: &Page, end: usize, before: Option<&Opening>, lexicon: &Lexicon) -> Option<Opening> {
    let from = before.map_or(0, |opening| opening.end);
    let text = |left: bool| {
        let of_column = move |part: &usize| !left || page.parts[*part].column != Column::Right;
        (from..end).rev().take_while(move |part| page.is_text(*part) && of_column(part)).take(LONGEST)
    };
    let read = |start: usize| {
        let heading = headings::read(&page.text(start..end))?;
        Some(Opening { start, end, number: heading.number, known: true })
    };
    // `1. Салық аудиті басқармасы бойынша` above `Басқарма басшысы, С-3 санаты`.
    let group = |start: usize, end: usize| headings::group(&page.text(start..end), lexicon.language).is_some();
    let names_role = |part: usize| {
        let words = tokens(&page.parts[part].text);
        let role = |at: usize| lexicon.roles.longest_inflected_at(&words[at..], LONGEST_ENDING).is_some();
        // In Kazakh the words behind the unit end the name of a group.
        let begins = || lexicon.language == Language::Kazakh || (0..words.len().min(WORDS_BEFORE_ROLE)).any(role);
        page.parts[part].text.starts_with(char::is_uppercase) && begins()
    };
    let next = before.and_then(|opening| opening.number).map_or(1, |number| number + 1);
    let found = |left: bool| {
        let mut unnumbered = None;
        for start in text(left) {
            let number = headings::number(&page.parts[start].text).0;
            let begins = begins(page, start);
            let counts = || before.is_none() || number == Some(next) || number == Some(1);
            if !begins && (number.is_none() || !counts()) {
                continue;
            }
            match read(start) {
                Some(opening) if opening.number.is_some() => {
                    return unnumbered
                        .filter(|post: &Opening| group(start, post.start) || ends(page, post.start - 1))
                        .or_else(|| {
                            let post = (start + 1..end).find(|post| group(start, *post) && names_role(*post))?;
                            read(post).filter(|post| post.number.is_none())
                        })
                        .or(Some(opening));
                }
                Some(opening) => unnumbered = unnumbered.or(Some(opening)),
                None => {}
            }
        }
        unnumbered
    };
    // A heading without a category is known by its number alone.
    let uncategorised = || {
        let start = text(true).find(|start| headings::number(&page.parts[*start].text).0.is_some())?;
        let words = page.text(start..end);
        let number = headings::number(&words).0.filter(|number| *number == next);
        let heading = begins(page, start) && number.is_some() && headings::group(&words, lexicon.language).is_none();
        heading.then_some(Opening { start, end, number, known: true })
    };
    found(true).or_else(|| found(false).filter(|_| page.columns)).or_else(uncategorised)
}

/// Whether a paragraph may begin with the part.
pub(super) fn begins(page: &Page, part: usize) -> bool {
    let text = &page.parts[part].text;
    !text.starts_with(char::is_lowercase) && (page.opens_block(part) || ends(page, part - 1))
}

/// Whether a sentence ends with the part.
fn ends(page: &Page, part: usize) -> bool {
    page.parts[part].text.ends_with(['.', ';', ':', '!', '?'])
}

/// The first part behind the last sentence or block that ends between two parts.
fn behind_sentence(page: &Page, from: usize, end: usize) -> usize {
    let text = (from..end).rev().take_while(|part| page.is_text(*part)).last().unwrap_or(end);
    (text..end).rev().find(|part| begins(page, *part)).unwrap_or(text)
}

/// Headings below which no table follows, as at the end of a text that is cut: they count on from the one before, or have
/// no number, and have a headcount or codes.
fn without_table(page: &Page, openings: &[Opening]) -> Vec<Opening> {
    let mut found = Vec::new();
    for (index, before) in openings.iter().enumerate() {
        let until = openings.get(index + 1).map_or(page.parts.len(), |next| next.start);
        let mut number = before.number;
        let mut part = before.end;
        while part < until {
            let start = part;
            part += 1;
            let counted = headings::number(&page.parts[start].text).0;
            let counts_on = counted.is_some() && counted == number.map(|number| number + 1);
            let unnumbered = counted.is_none() && number.is_none() && page.opens_block(start);
            if !page.is_text(start) || !(counts_on || unnumbered) || !begins(page, start) {
                continue;
            }
            let block = (start + 1..until).take_while(|part| page.is_text(*part) && !page.opens_block(*part));
            let ends: Vec<usize> = [start].into_iter().chain(block).take(LONGEST).map(|part| part + 1).collect();
            let complete = |end: &usize| {
                let heading = headings::read(&page.text(start..*end));
                heading.is_some_and(|heading| {
                    (heading.cell.headcount.is_some() || !heading.cell.codes.is_empty()) && heading.rest.is_empty()
                })
            };
            if let Some(end) = ends.into_iter().rev().find(complete) {
                found.push(Opening { start, end, number: counted, known: true });
                number = counted;
                part = end;
            }
        }
    }
    found
}
