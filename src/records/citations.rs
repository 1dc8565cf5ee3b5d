//! References to acts in the texts of a row or of the preamble.
//!
//! Three forms are found:
//!
//! - a title that the gazetteer of acts knows, wherever it stands, its last word in any case
//!   (`Қазақстан Республикасының Конституциясын`);
//! - a title in quotation marks of any style (`"…"`, `«…»`, `“…”`), known, like a known one, or new;
//! - a date and number (`2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен`), and a code that is named without quotation
//!   marks (`Қазақстан Республикасының Еңбек кодексін`).
//!
//! An act that the gazetteer does not know is a citation all the same.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Citation, Named, education::minted};
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::text::{Date, Token, numbered_acts, tokens};
use crate::vocabulary::{Concept, Gazetteer, LabelKind};

/// The longest case ending, in letters, that a title's last word may have.
const LONGEST_ENDING: usize = 4;
/// A number that stands at most so many bytes behind a title belongs to it.
const NEAR: usize = 240;

static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"Қазақстан Республикасының\s+((?:\p{Lu}\p{L}*\s+)(?:[\p{L}-]+\s+){0,6}?[Кк]одекс)(?:і|тер|тері)?\p{L}{0,4}\b",
    )
    .expect("the pattern is constant")
});
/// `№ 5084 тіркелген`: where an act is registered, not another act.
static REGISTERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:болып\s+)?тіркел").expect("the pattern is constant"));
/// The kind of a numbered act follows its number.
static NUMBERED_KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[\p{L}]+\s+){0,1}?(?:бұйры|қаулы|жарлы|өкім|шешім|заң)\p{L}*").expect("the pattern is constant")
});

/// Where a text cites an act.
struct Place {
    bytes: Range<usize>,
    act: Named,
    by: Option<LabelKind>,
}

/// Returns the citations of `passage` in the order of its text, and adds to `findings` what is odd about them.
pub(super) fn read(passage: &Passage, acts: &Gazetteer, target: &Target, findings: &mut Vec<Finding>) -> Vec<Citation> {
    let text = &passage.text;
    let words = tokens(text);
    let mut places = known_titles(text, &words, acts);
    add(&mut places, quoted_titles(text, acts));
    let numbered = numbered_titles(text, acts);
    for place in numbered {
        let title_before = places.iter().any(|title| {
            title.bytes.end <= place.bytes.start
                && place.bytes.start - title.bytes.end < NEAR
                && !text[title.bytes.end..place.bytes.start].contains([',', ';', '"', '»'])
        });
        if !title_before {
            add(&mut places, vec![place]);
        }
    }
    add(&mut places, unquoted_codes(text));
    places.sort_by_key(|place| place.bytes.start);
    places
        .into_iter()
        .map(|place| {
            let span = (line_at(passage, place.bytes.start), line_at(passage, place.bytes.end.saturating_sub(1)));
            let cited_text = text[place.bytes].to_owned();
            let finding = match place.by {
                None => Some((Kind::UnknownAct, format!("\"{cited_text}\" is no act that is known"))),
                Some(LabelKind::Hidden) => {
                    Some((Kind::MisprintMended, format!("\"{cited_text}\" is printed for \"{}\"", place.act.label)))
                }
                Some(LabelKind::Likeness) => Some((
                    Kind::ApproximateMatch,
                    format!("\"{cited_text}\" is taken for \"{}\" by likeness", place.act.label),
                )),
                Some(LabelKind::Preferred | LabelKind::Alternative) => None,
            };
            findings.extend(finding.map(|(kind, message)| Finding::new(kind, target.clone(), span, message)));
            Citation { cited_text, start_line: span.0, end_line: span.1, act: place.act }
        })
        .collect()
}

/// Adds the places that overlap none that is already known.
fn add(places: &mut Vec<Place>, more: Vec<Place>) {
    for place in more {
        if !places.iter().any(|known| known.bytes.start < place.bytes.end && place.bytes.start < known.bytes.end) {
            places.push(place);
        }
    }
}

fn place(bytes: Range<usize>, text: &str, concept: &Concept, by: LabelKind) -> Place {
    let printed = text[bytes.clone()].to_owned();
    let act = Named { id: concept.id.clone(), label: concept.label.clone(), printed, known: true };
    Place { bytes, act, by: Some(by) }
}

/// Titles of the gazetteer, the longest at each place.
fn known_titles(text: &str, words: &[Token], acts: &Gazetteer) -> Vec<Place> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match acts.longest_inflected_at(&words[at..], LONGEST_ENDING) {
            Some((length, found)) => {
                places.push(place(words[at].start..words[at + length - 1].end, text, found.concept, found.by));
                at += length;
            }
            None => at += 1,
        }
    }
    places
}

/// Titles in quotation marks. Marks of one word (`"Б" корпусы`) hold no title.
fn quoted_titles(text: &str, acts: &Gazetteer) -> Vec<Place> {
    quotations(text)
        .into_iter()
        .filter(|bytes| tokens(&text[bytes.clone()]).len() > 1)
        .map(|bytes| {
            let title = &text[bytes.clone()];
            match acts.find_or_nearest(title) {
                Some(found) => place(bytes, text, found.concept, found.by),
                None => Place { act: minted("act", title.trim()), bytes, by: None },
            }
        })
        .collect()
}

/// The bytes between the quotation marks of each pair. A straight mark opens where a word follows it, and closes where
/// one stands before it; a mark without its pair is passed over.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (position, letter) in text.char_indices() {
        let end = position + letter.len_utf8();
        let opens = match letter {
            '«' | '“' | '„' => true,
            '»' | '”' => false,
            '"' => {
                let free =
                    text[..position].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(');
                free && text[end..]
                    .chars()
                    .next()
                    .is_some_and(|after| !after.is_whitespace() && !matches!(after, ',' | '.' | ';' | ')'))
            }
            _ => continue,
        };
        if opens {
            open = Some(end);
        } else if let Some(start) = open.take() {
            found.push(start..position);
        }
    }
    found
}

/// Acts that are cited by date and number.
fn numbered_titles(text: &str, acts: &Gazetteer) -> Vec<Place> {
    numbered_acts(text)
        .into_iter()
        .filter(|(bytes, ..)| !REGISTERED.is_match(&text[bytes.end..]))
        .map(|(bytes, date, number)| {
            let end = bytes.end + NUMBERED_KIND.find(&text[bytes.end..]).map_or(0, |kind| kind.end());
            let bytes = bytes.start..end;
            match numbered(acts, date, &number) {
                Some(concept) => place(bytes, text, concept, LabelKind::Preferred),
                None => Place { act: minted_numbered(&text[bytes.clone()], date, &number), bytes, by: None },
            }
        })
        .collect()
}

/// The act of the gazetteer with this date and number.
pub(super) fn numbered<'a>(acts: &'a Gazetteer, date: Date, number: &str) -> Option<&'a Concept> {
    let date = date.to_string();
    acts.concepts()
        .iter()
        .find(|act| act.number.as_deref() == Some(number) && act.date.as_deref() == Some(date.as_str()))
}

/// A resource for an act that is known by date and number only.
pub(super) fn minted_numbered(printed: &str, date: Date, number: &str) -> Named {
    Named {
        id: format!("act/x-{date}-{}", crate::text::slug(number)),
        label: printed.to_owned(),
        printed: printed.to_owned(),
        known: false,
    }
}

/// Codes that are named without quotation marks.
fn unquoted_codes(text: &str) -> Vec<Place> {
    CODE.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?.range();
            let mut act = minted("act", &format!("Қазақстан Республикасының {}і", &found[1]));
            act.printed = text[whole.clone()].to_owned();
            Some(Place { bytes: whole, act, by: None })
        })
        .collect()
}

/// The line on which the byte `at` of the passage's text stands: the text has the letters of its lines in their order.
pub(super) fn line_at(passage: &Passage, at: usize) -> usize {
    let letters = passage.text.char_indices().take_while(|(start, letter)| start + letter.len_utf8() <= at);
    let mut before = letters.filter(|(_, letter)| !letter.is_whitespace()).count();
    for line in &passage.lines {
        let letters = line.text.chars().filter(|letter| !letter.is_whitespace()).count();
        if before < letters {
            return line.number;
        }
        before -= letters;
    }
    passage.end_line()
}
