//! References to acts in the texts of a row or of the preamble.
//!
//! Four forms are found, in Kazakh and in Russian:
//!
//! - a title that the gazetteer of acts knows, wherever it stands, its last word in any case
//!   (`Қазақстан Республикасының Конституциясын`);
//! - a title in quotation marks of any style (`"…"`, `«…»`, `“…”`), known, like a known one, or new;
//! - a date and number (`2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен`), with a title or without;
//! - a code that is named without quotation marks (`Қазақстан Республикасының Еңбек кодексін`), and the number under which
//!   a known act is registered (`№ 5084 болып тіркелген`).
//!
//! An act that the gazetteer does not know is a citation all the same. A date and number overrule a title,
//! and a link overrules both.

mod codes;
mod identity;
mod kinds;
mod links;
mod numbers;
mod open;
mod quotations;
mod titles;

pub(super) use numbers::numbered;

use std::ops::Range;

use super::places::LinePlaces;
use super::{Citation, Named, Statement, misprint};
use crate::reading::document::Link;
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Kind, Message, Target, said};
use crate::reading::text::{Token, tokens, unreadable_numbers};
use crate::reading::vocabulary::{LabelKind, Lexicon};

/// A title of an act, wherever it stands.
struct Title {
    bytes: Range<usize>,
    /// The title as printed, without words of grammar.
    words: String,
    act: Named,
    /// How the act was known; none when it was not.
    by: Option<LabelKind>,
}

/// Where a text cites an act.
struct Place {
    bytes: Range<usize>,
    act: Named,
    by: Option<LabelKind>,
    /// What is odd about the citation's date and number.
    odd: Option<(Kind, Message)>,
}

/// What a passage cites, in the order of its text.
#[derive(Debug)]
pub(super) struct Citations {
    /// The acts that it names.
    pub acts: Vec<Citation>,
    /// The acts that it demands without naming them.
    pub open: Vec<Statement>,
}

/// What a text cites, whatever its lines.
pub(super) struct Cited {
    /// Numbers of acts that cannot be read.
    unreadable: Vec<Range<usize>>,
    places: Vec<Place>,
    open: Vec<Range<usize>>,
}

impl Cited {
    /// What `text` cites, with its `links`.
    pub(super) fn of(text: &str, links: &[Link], lexicon: &Lexicon) -> Self {
        let words = words(text);
        let mut places = places(text, &words, lexicon);
        links::follow(text, links, &mut places, lexicon);
        let open = open::read(&words, &places, lexicon);
        Self { unreadable: unreadable_numbers(text), places, open }
    }

    /// Returns the citations on the lines of `passage`, whose text this is, and adds to `findings` what is odd about them.
    pub(super) fn on_lines(&self, passage: &Passage, target: &Target, findings: &mut Vec<Finding>) -> Citations {
        let lines = LinePlaces::of(passage);
        let mut report = |kind, bytes: &Range<usize>, message| {
            findings.push(Finding::new(kind, target.clone(), lines.span(bytes), message));
        };
        for bytes in &self.unreadable {
            let message = said!("the number of an act cannot be read: \"{1}\"", slice(&passage.text, bytes));
            report(Kind::NotUnderstood, bytes, message);
        }
        for Place { bytes, act, by, odd } in &self.places {
            let words = slice(&passage.text, bytes);
            let misprint = match by {
                None => Some((Kind::UnknownAct, said!("\"{1}\" is no act that is known", words))),
                Some(by) => misprint(*by, words, &act.label),
            };
            for (kind, message) in misprint.iter().chain(odd) {
                report(*kind, bytes, message.clone());
            }
        }
        let acts = self.places.iter().map(|Place { bytes, act, .. }| {
            let (start_line, end_line) = lines.span(bytes);
            Citation { cited_text: lines.printed(bytes), start_line, end_line, act: act.clone() }
        });
        Citations { acts: acts.collect(), open: self.open.iter().map(|bytes| lines.statement(bytes)).collect() }
    }
}

/// Returns the citations of `passage`, and adds to `findings` what is odd about them.
pub(super) fn read(passage: &Passage, lexicon: &Lexicon, target: &Target, findings: &mut Vec<Finding>) -> Citations {
    Cited::of(&passage.text, &passage.links, lexicon).on_lines(passage, target, findings)
}

/// Where `text` cites acts, in its order.
fn places(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Place> {
    let titles = titles::read(text, words, lexicon);
    let numbered = numbers::read(text, words, lexicon);
    let mut places = identity::join(text, titles, numbered, lexicon);
    for (bytes, act) in numbers::registered(text, &lexicon.acts) {
        if !places.iter().any(|place| place.act.id == act.id) {
            let act = Named::of(act, slice(text, &bytes));
            places.push(Place { bytes, act, by: Some(LabelKind::Preferred), odd: None });
        }
    }
    places.sort_by_key(|place| (place.bytes.start, std::cmp::Reverse(place.bytes.end)));
    places
}

/// The tokens of `text`, where a hyphen before digits stands alone: `Қазақстан-2050` is printed with blanks and without.
fn words(text: &str) -> Vec<Token> {
    let mut words = Vec::new();
    for word in tokens(text) {
        let split = word.key.rsplit_once('-').filter(|(name, year)| {
            name.chars().all(char::is_alphabetic) && year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())
        });
        let Some((name, year)) = split else {
            words.push(word);
            continue;
        };
        let year_start = word.end - year.len();
        let name_end =
            word.start + text[word.start..year_start].trim_end_matches(|letter: char| !letter.is_alphabetic()).len();
        words.extend([
            Token { key: name.to_owned(), start: word.start, end: name_end },
            Token { key: "-".to_owned(), start: name_end, end: year_start },
            Token { key: year.to_owned(), start: year_start, end: word.end },
        ]);
    }
    words
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn slice<'a>(text: &'a str, bytes: &Range<usize>) -> &'a str {
    &text[bytes.clone()]
}

#[cfg(test)]
mod tests;
