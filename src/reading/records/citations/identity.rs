//! Which act is meant where a title and a date with a number stand together.
//!
//! The date and number overrule the title where both differ from the known act's (`1995 жылғы 26 желтоқсандағы № 2730
//! «Мемлекеттік қызмет туралы» Жарлығы` is not the law of 1999). Where only one of them differs it is a misprint.

use std::ops::Range;

use super::numbers::{self, Numbered};
use super::quotations::CLOSING;
use super::{Place, Title, slice};
use crate::reading::findings::{Kind, said};
use crate::reading::records::Named;
use crate::reading::text::{Date, fold, same_number, tokens, written_dates};
use crate::reading::vocabulary::{LabelKind, Lexicon};

/// A date and number that stand at most so many bytes behind a title belong to it.
const NEAR: usize = 240;
/// Words between a title and a number that part them.
const PARTING: [&str; 4] = ["және", "мен", "и", "а"];

/// What a text states of a title's date and number.
struct Stated {
    bytes: Range<usize>,
    date: Date,
    number: Option<String>,
}

/// Joins `titles` with the dates and numbers that belong to them; a number without a title is a place of its own.
pub(super) fn join(text: &str, titles: Vec<Title>, numbered: Vec<Numbered>, lexicon: &Lexicon) -> Vec<Place> {
    let mut owned: Vec<Option<Stated>> = titles.iter().map(|_| None).collect();
    let mut places = Vec::new();
    for act in &numbered {
        let held = titles.iter().any(|title| title.bytes.start < act.core.start && act.core.end < title.bytes.end);
        match owner(text, &act.core, &titles, &owned, lexicon) {
            Some(title) => {
                let (date, number) = (act.date, Some(act.number.clone()));
                owned[title] = Some(Stated { bytes: act.bytes.clone(), date, number });
            }
            None if held => {}
            None => places.push(by_number(text, act, lexicon)),
        }
    }
    for (bytes, date) in written_dates(text) {
        let counted = numbered.iter().any(|act| act.core.start <= bytes.start && bytes.end <= act.core.end);
        if !counted && let Some(title) = owner(text, &bytes, &titles, &owned, lexicon) {
            owned[title] = Some(Stated { bytes, date, number: None });
        }
    }
    places.extend(titles.into_iter().zip(owned).map(|(title, stated)| identified(text, title, stated, lexicon)));
    places
}

/// The title to which the date or number at `bytes` belongs: the one directly behind it, or the one before it in its phrase.
fn owner(
    text: &str,
    bytes: &Range<usize>,
    titles: &[Title],
    owned: &[Option<Stated>],
    lexicon: &Lexicon,
) -> Option<usize> {
    let free = || (0..titles.len()).filter(|title| owned[*title].is_none());
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or(";");
    let opening = |letter: char| letter.is_whitespace() || "\"«„“”(".contains(letter);
    let closing = |letter: char| letter.is_whitespace() || CLOSING.contains(&letter);
    let behind = free().find(|title| {
        let gap = between(bytes.end, titles[*title].bytes.start).trim_matches(opening);
        titles[*title].bytes.start >= bytes.end && matches!(gap, "" | "ЗРК" | "ҚРЗ" | "РК")
    });
    let before =
        free().filter(|title| titles[*title].bytes.end <= bytes.start).max_by_key(|title| titles[*title].bytes.end);
    let before = before.filter(|title| {
        let gap = between(titles[*title].bytes.end, bytes.start).trim_start_matches(closing);
        gap.len() < NEAR && !gap.contains([',', ';', '"', '»', '”', '«']) && !parts(gap, lexicon)
    });
    let adjacent =
        |title: &usize| matches!(between(titles[*title].bytes.end, bytes.start).trim_matches(closing), "" | "(" | "от");
    before.filter(adjacent).or(behind).or(before)
}

/// Whether the words between a title and a number tell that they are of two acts.
fn parts(gap: &str, lexicon: &Lexicon) -> bool {
    let words = tokens(gap);
    let kind = (0..words.len()).find_map(|at| Some(at + super::kinds::kind_at(&words[at..], lexicon)?));
    let bracketed = kind.is_some_and(|end| words.get(end).is_some_and(|word| word.key == "("));
    (kind.is_some() && !bracketed)
        || words.iter().any(|word| {
            PARTING.contains(&word.key.as_str()) || word.key.starts_with("бекіт") || word.key.starts_with("утвержд")
        })
}

fn by_number(text: &str, act: &Numbered, lexicon: &Lexicon) -> Place {
    let printed = slice(text, &act.bytes);
    let (act_named, by) = match numbers::numbered(&lexicon.acts, act.date, &act.number) {
        Some(concept) => (Named::of(concept, printed), Some(LabelKind::Preferred)),
        None => (numbers::minted(printed, printed, act.date, &act.number), None),
    };
    Place { bytes: act.bytes.clone(), act: act_named, by, odd: None }
}

/// The place of `title`, whose date and number are `stated`.
fn identified(text: &str, title: Title, stated: Option<Stated>, lexicon: &Lexicon) -> Place {
    let as_titled = |title: Title, odd| Place { bytes: title.bytes, act: title.act, by: title.by, odd };
    let Some(Stated { bytes, date, number }) = stated else { return as_titled(title, None) };
    let known = title.by.and_then(|_| lexicon.acts.get(&title.act.id));
    let known_date = known.and_then(|act| act.date.as_deref());
    let dates_differ = known_date.is_some_and(|known| known != date.to_string());
    let wrong_date = || {
        let known = known_date.unwrap_or_default();
        let message =
            said!("the act \"{1}\" is cited with the date {2}; its date is {3}", title.act.label, date, known);
        Some((Kind::ActDateMismatch, message))
    };
    let Some(number) = number else {
        let odd = if dates_differ { wrong_date() } else { None };
        return as_titled(title, odd);
    };
    let whole = whole(text, &title.bytes, &bytes);
    let printed = slice(text, &whole);
    if let Some(numbered) = numbers::numbered(&lexicon.acts, date, &number) {
        if title.by.is_some() && numbered.id == title.act.id {
            return as_titled(title, None);
        }
        let named = !numbered.label.is_empty() && fold(&title.words).contains(&fold(&numbered.label));
        let odd = (!named).then(|| {
            let message = said!("\"{1}\" is printed with the date and number of \"{2}\"", title.words, numbered.label);
            (Kind::ActNumberMismatch, message)
        });
        return Place { act: Named::of(numbered, printed), bytes: whole, by: Some(LabelKind::Preferred), odd };
    }
    let Some(known) = known else {
        return Place { act: numbers::minted(&title.words, printed, date, &number), bytes: whole, by: None, odd: None };
    };
    let number_agrees = known.number.as_deref().map(|known| same_number(known, &number));
    match (number_agrees, known_date.map(|_| !dates_differ)) {
        (Some(true) | None, Some(true) | None) => as_titled(title, None),
        (Some(true), Some(false)) => {
            let odd = wrong_date();
            as_titled(title, odd)
        }
        (Some(false), Some(true)) => {
            let its = known.number.as_deref().unwrap_or_default();
            let message =
                said!("the act \"{1}\" is cited with the number {2}; its number is {3}", title.act.label, number, its);
            as_titled(title, Some((Kind::ActNumberMismatch, message)))
        }
        _ => {
            let message = said!(
                "\"{1}\" is printed with the date {2} and the number {3}, which are not those of the act \"{4}\"",
                title.words,
                date,
                number,
                known.label
            );
            let act = numbers::minted(&title.words, printed, date, &number);
            Place { act, bytes: whole, by: None, odd: Some((Kind::ActNumberMismatch, message)) }
        }
    }
}

/// The bytes of a title and its number together, with the mark that ends the title.
fn whole(text: &str, title: &Range<usize>, number: &Range<usize>) -> Range<usize> {
    let mark = text[title.end..].chars().next().filter(|mark| CLOSING.contains(mark)).map_or(0, char::len_utf8);
    let start = if number.start < title.start {
        number.start
    } else {
        let mark = text[..title.start].chars().next_back().filter(|mark| "\"«„“”".contains(*mark));
        title.start - mark.map_or(0, char::len_utf8)
    };
    start..(title.end + mark).max(number.end)
}
