//! Codes that are named without quotation marks: `Қазақстан Республикасының Еңбек кодексін`, `Бюджет, Салық және Еңбек
//! кодекстерін`, `Бюджетного кодекса Республики Казахстан`, `Гражданского и Трудового кодексов`.

use std::ops::Range;

use super::kinds::{is_state, kind_at};
use super::{Title, slice};
use crate::reading::records::Named;
use crate::reading::text::{Language, Token, tokens};
use crate::reading::vocabulary::{Found, LabelKind, Lexicon};

/// The most words that the name of one code has before the word `кодекс`.
const LONGEST_NAME: usize = 7;
/// How alike two names of codes must be for one to be a misprint of the other.
const ALIKE: f64 = 0.8;

/// Returns the codes that `words` of `text` name.
pub(super) fn read(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Title> {
    let mut titles = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.key.starts_with("кодекс")) {
        let plural = match lexicon.language {
            Language::Kazakh => word.key.starts_with("кодекстер"),
            Language::Russian => {
                matches!(word.key.as_str(), "кодексы" | "кодексов" | "кодексам" | "кодексами" | "кодексах")
            }
        };
        let names = names(text, words, at, plural, lexicon);
        let alone = names.len() == 1;
        for name in names {
            let Some(title) = official(&words[name.clone()], text, lexicon.language) else { continue };
            let mut bytes = words[name.start].start..words[name.end - 1].end;
            let mut part = None;
            if alone {
                let end;
                (bytes, end) = with_state(words, name.start, at);
                part = self::part(text, words, end).map(|part| (format!("{title} {}", slice(text, &part)), part.end));
            }
            let found = part.and_then(|(title, end)| Some((lexicon.acts.find(&title)?, end)));
            if let Some((_, end)) = found {
                bytes.end = end;
            }
            let printed = slice(text, &bytes);
            let known = || lexicon.acts.find_or_nearest(&title).filter(|found| is_named(found, &title));
            let found = found.map(|(found, _)| found).or_else(known);
            let (act, by) = match found {
                Some(found) => (Named::of(found.concept, printed), Some(found.by)),
                None => (Named { printed: printed.to_owned(), ..Named::minted("act", &title) }, None),
            };
            titles.push(Title { words: printed.to_owned(), bytes, act, by });
        }
    }
    titles
}

/// Whether the code `found` by likeness has a name like that of `title`, the words that all codes share left aside.
fn is_named(found: &Found<'_>, title: &str) -> bool {
    let name = |title: &str| {
        let words = tokens(title).into_iter().filter(|word| !is_state(word) && !word.key.starts_with("кодекс"));
        words.map(|word| word.key).collect::<Vec<_>>().join(" ")
    };
    let alike = |label: &str| strsim::normalized_damerau_levenshtein(&name(label), &name(title)) >= ALIKE;
    found.by != LabelKind::Likeness || found.concept.labels.iter().any(|(label, _)| alike(label))
}

/// The names before the word `кодекс` at `at`, in the order of the text: one, or with a plural those of a list.
fn names(text: &str, words: &[Token], at: usize, plural: bool, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut end = at;
    while let Some(start) = name_start(text, words, end, lexicon) {
        names.push(start..end);
        let Some(before) = start.checked_sub(1) else { break };
        if !(plural && matches!(words[before].key.as_str(), "," | "және" | "мен" | "и")) {
            break;
        }
        end = before;
    }
    names.reverse();
    names
}

/// The nearest capitalised word before `end`, if only words of a name stand between: no mark, no kind of act.
fn name_start(text: &str, words: &[Token], end: usize, lexicon: &Lexicon) -> Option<usize> {
    for at in (end.saturating_sub(LONGEST_NAME)..end).rev() {
        let word = slice(text, &(words[at].start..words[at].end));
        if !word.starts_with(char::is_alphabetic) || is_state(&words[at]) || kind_at(&words[at..=at], lexicon).is_some()
        {
            return None;
        }
        if word.starts_with(char::is_uppercase) {
            return Some(at);
        }
    }
    None
}

/// The title in the nominative; none where the words are none of a code's name.
fn official(name: &[Token], text: &str, language: Language) -> Option<String> {
    let (first, last) = (name.first()?, name.last()?);
    let printed = &text[first.start..last.end];
    match language {
        Language::Kazakh => Some(format!("Қазақстан Республикасының {printed} кодексі")),
        Language::Russian => {
            let words: Option<Vec<String>> = printed.split_whitespace().map(nominative).collect();
            Some(format!("{} кодекс Республики Казахстан", words?.join(" ")))
        }
    }
}

/// An adjective of the masculine gender in the nominative; none where the word is no such adjective.
fn nominative(word: &str) -> Option<String> {
    let soft = |stem: &str| stem.ends_with(['г', 'к', 'х', 'ж', 'ч', 'ш', 'щ']);
    if word.ends_with("ый") || word.ends_with("ий") || word.ends_with("ой") {
        return Some(word.to_owned());
    }
    ["ого", "ому", "ым", "ом", "его", "ему", "им", "ем", "ые", "ых", "ыми"].iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let ending = if soft(stem) || ending.starts_with(['е', 'и']) { "ий" } else { "ый" };
        Some(format!("{stem}{ending}"))
    })
}

/// The bytes of a code from its name or the state's name before it, to the word `кодекс` or the state's name behind it, and
/// the number of the word behind these.
fn with_state(words: &[Token], start: usize, code: usize) -> (Range<usize>, usize) {
    let named = |at: usize| words.get(at..at + 2).is_some_and(|pair| pair.iter().all(is_state));
    let start = if start >= 2 && named(start - 2) { start - 2 } else { start };
    let end = if named(code + 1) { code + 2 } else { code };
    (words[start].start..words[end].end, end + 1)
}

/// The brackets behind a code that name its part: `(Жалпы бөлім)`.
fn part(text: &str, words: &[Token], at: usize) -> Option<Range<usize>> {
    let open = words.get(at).filter(|word| word.key == "(")?;
    let close = words[at..].iter().take(LONGEST_NAME).find(|word| word.key == ")")?;
    text.is_char_boundary(close.end).then_some(open.start..close.end)
}
