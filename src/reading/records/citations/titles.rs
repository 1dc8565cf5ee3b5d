//! Titles in a text: known ones anywhere, new ones between quotation marks or as the name of a code.

use std::ops::Range;

use super::kinds::{LONGEST_ENDING, ends_before, is_state, kind_at, legislation_at};
use super::quotations::{self, Quotation};
use super::{Title, codes, overlap, slice};
use crate::reading::records::Named;
use crate::reading::text::Token;
use crate::reading::vocabulary::{Concept, Found, LabelKind, Lexicon};

/// The titles of `text`, whose tokens are `words`. None overlap but one that stands in marks of its own inside another.
pub(super) fn read(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Title> {
    let quotations = quotations::read(text, words, lexicon);
    let mut titles = known(text, words, lexicon);
    titles.retain(|title| is_cited(title, text, words, &quotations, lexicon));
    for quotation in quotations.iter().filter(|quotation| quotation.is_title) {
        let bytes = &quotation.title;
        let new = quoted(text, bytes.clone(), lexicon);
        let taken = titles.iter().filter(|title| overlap(&title.bytes, bytes)).any(|title| {
            let inner = nested(&title.bytes, bytes) && stands_in_own_marks(title, quotation, &quotations);
            // A title in another's marks is an act of its own if its kind is said.
            let outer = nested(bytes, &title.bytes) && quotation.has_kind && title.act.id != new.act.id;
            !inner && !outer
        });
        if !taken {
            titles.push(new);
        }
    }
    for code in codes::read(text, words, lexicon) {
        if !titles.iter().any(|title| overlap(&title.bytes, &code.bytes)) {
            titles.push(code);
        }
    }
    titles.sort_by_key(|title| title.bytes.start);
    named_again(text, titles)
}

/// Titles of the gazetteer, the longest at each place.
fn known(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Title> {
    let mut titles = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match lexicon.acts.longest_inflected_at(&words[at..], LONGEST_ENDING) {
            Some((length, found)) => {
                titles.push(title(words[at].start..words[at + length - 1].end, text, found.concept, found.by));
                at += length;
            }
            None => at += 1,
        }
    }
    titles
}

/// A known title between marks is cited if it is all that stands there, or if the marks are broken; one without marks, if it
/// is written as a name or a kind of act stands beside it: `мемлекеттік қызмет туралы заңнама` is no act.
fn is_cited(title: &Title, text: &str, words: &[Token], quotations: &[Quotation], lexicon: &Lexicon) -> bool {
    let bytes = &title.bytes;
    let first = words.partition_point(|word| word.start < bytes.start);
    let behind = words.partition_point(|word| word.start < bytes.end);
    let around = quotations
        .iter()
        .filter(|quotation| quotation.bytes.start <= bytes.start && bytes.end <= quotation.bytes.end)
        .min_by_key(|quotation| quotation.bytes.len());
    if let Some(around) = around {
        let others = words.iter().filter(|word| around.title.start <= word.start && word.end <= around.title.end);
        let others = others.filter(|word| word.end <= bytes.start || bytes.end <= word.start);
        let whole = others.clone().all(is_state);
        let inner: Vec<Token> = others.chain(&words[first..behind]).cloned().collect();
        let longer = around.is_title && inner.iter().all(|word| !matches!(word.key.as_str(), "," | ";" | "\""));
        return whole || !longer;
    }
    let is_name = text[bytes.clone()].starts_with(|letter: char| letter.is_uppercase() || !letter.is_alphabetic());
    let state = words[behind..].iter().take_while(|word| is_state(word)).count();
    let beside_legislation = legislation_at(&words[behind + state..], lexicon).is_some()
        || ends_before(words, first, legislation_at, lexicon);
    let beside_kind = kind_at(&words[behind..], lexicon).is_some() || ends_before(words, first, kind_at, lexicon);
    beside_kind || (is_name && !beside_legislation)
}

/// A title in marks: known, like a known one, or new.
fn quoted(text: &str, bytes: Range<usize>, lexicon: &Lexicon) -> Title {
    let words = slice(text, &bytes);
    // Another year is another act, no misprint: `Қазақстан-2030`.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let alike = |found: &Found<'_>| {
        let same = |label: &str| digits(label) == digits(words);
        found.by != LabelKind::Likeness || found.concept.labels.iter().any(|(label, _)| same(label))
    };
    match lexicon.acts.find_or_nearest(words).filter(alike) {
        Some(found) => title(bytes, text, found.concept, found.by),
        None => Title { words: words.to_owned(), act: Named::minted("act", words), bytes, by: None },
    }
}

fn title(bytes: Range<usize>, text: &str, concept: &Concept, by: LabelKind) -> Title {
    let words = slice(text, &bytes).to_owned();
    Title { act: Named::of(concept, &words), words, bytes, by: Some(by) }
}

/// Takes out a title in brackets behind another of the same act: `«…» (Салық кодексі)`.
fn named_again(text: &str, titles: Vec<Title>) -> Vec<Title> {
    let mut kept: Vec<Title> = Vec::with_capacity(titles.len());
    for title in titles {
        let again = kept.last().is_some_and(|last| {
            last.act.id == title.act.id
                && text.get(last.bytes.end..title.bytes.start).is_some_and(|between| {
                    between.trim_matches(|letter: char| letter.is_whitespace() || "\"»”“".contains(letter)) == "("
                })
        });
        if !again {
            kept.push(title);
        }
    }
    kept
}

fn stands_in_own_marks(title: &Title, outer: &Quotation, quotations: &[Quotation]) -> bool {
    quotations.iter().any(|own| {
        own.bytes.len() < outer.bytes.len() && own.bytes.start <= title.bytes.start && title.bytes.end <= own.bytes.end
    })
}

fn nested(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start < inner.start && inner.end < outer.end
}
