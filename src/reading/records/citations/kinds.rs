//! Words of grammar around a title: the kind of act (`Заңдарын`, `законов`) and the state (`Республики Казахстан`). They
//! tell that a title is one, and are no part of it.

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::text::{Language, Token, pattern};
use crate::reading::vocabulary::{Concept, Gazetteer, Lexicon};

/// The longest case ending, in letters, that a word may have.
pub(super) const LONGEST_ENDING: usize = 4;

/// The endings of a Kazakh noun: plural, possessive and case, each at most once.
static KAZAKH: LazyLock<Regex> = LazyLock::new(|| {
    let case = "н?[ыі]ң|[дт][ыі]ң|н[ыі]|[дт][ыі]|н|[ғқн][ае]|[гк]е|[дт][ае]н?|н[ае]н|н[дт][ае]|[мбп]ен";
    pattern(&format!("^(?:[лдт][ае]р)?(?:с?[ыі])?(?:{case})?$"))
});
/// The endings of a Russian noun that the vocabulary gives in the nominative.
const RUSSIAN: [&str; 12] = ["", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "м"];

fn is_ending(rest: &str, language: Language) -> bool {
    match language {
        Language::Kazakh => KAZAKH.is_match(rest),
        Language::Russian => RUSSIAN.contains(&rest),
    }
}

/// The concept of `gazetteer` whose label, its last word in any case, `words` begin with, and the number of its words.
pub(super) fn noun_at<'a>(
    words: &[Token],
    gazetteer: &'a Gazetteer,
    language: Language,
) -> Option<(usize, &'a Concept)> {
    let (length, found) = gazetteer.longest_inflected_at(words, LONGEST_ENDING)?;
    let last = &words[length - 1].key;
    // `заңды` is an adjective as often as a case of `заң`.
    if last == "заңды" {
        return None;
    }
    let ends = |label: &str| {
        let label = crate::reading::text::fold(label);
        last.strip_prefix(label.rsplit(' ').next().unwrap_or(&label)).is_some_and(|rest| is_ending(rest, language))
    };
    found.concept.labels.iter().any(|(label, _)| ends(label)).then_some((length, found.concept))
}

/// The number of words of the kind of act that `words` begin with.
pub(super) fn kind_at(words: &[Token], lexicon: &Lexicon) -> Option<usize> {
    noun_at(words, &lexicon.act_kinds, lexicon.language).map(|(length, _)| length)
}

/// Whether `words` begin with a word for legislation that is no title.
pub(super) fn legislation_at(words: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let (length, concept) = noun_at(words, &lexicon.open_citations, lexicon.language)?;
    (concept.notation.as_deref() == Some("legislation")).then_some(length)
}

/// Whether the word is of the name of the state, which stands beside any act.
pub(super) fn is_state(word: &Token) -> bool {
    let stems = ["қазақстан", "республик", "казахстан"];
    let case =
        |stem: &&str| word.key.strip_prefix(*stem).is_some_and(|rest| rest.chars().count() <= LONGEST_ENDING + 3);
    matches!(word.key.as_str(), "рк" | "қр") || stems.iter().any(case)
}

/// Whether what `length_at` tells at the beginning of words, such as [`kind_at`], ends where the word `at` begins, but for the
/// name of the state: `Закона Республики Казахстан «`.
pub(super) fn ends_before(
    words: &[Token],
    at: usize,
    length_at: fn(&[Token], &Lexicon) -> Option<usize>,
    lexicon: &Lexicon,
) -> bool {
    let end = (0..at).rev().find(|before| !is_state(&words[*before])).map_or(0, |last| last + 1);
    (end.saturating_sub(3)..end).any(|start| length_at(&words[start..], lexicon) == Some(end - start))
}

/// The `title` without kinds of act at its ends: `Мемлекеттік қызмет туралы Заң` is called `Мемлекеттік қызмет туралы`.
pub(super) fn without_kind(words: &[Token], lexicon: &Lexicon) -> std::ops::Range<usize> {
    let last =
        |end: usize| (1..end).rev().take(3).find(|start| kind_at(&words[*start..end], lexicon) == Some(end - start));
    let mut range = 0..words.len();
    while let Some(start) = last(range.end) {
        range.end = start;
    }
    if lexicon.language == Language::Russian
        && let Some(length) = kind_at(words, lexicon)
    {
        let start = (length..range.end).find(|at| !is_state(&words[*at])).unwrap_or(range.end);
        if title_begins(&words[start..range.end]) {
            range.start = start;
        }
    }
    range
}

/// Whether the words begin or end as titles of acts do: `О …`, `… туралы`.
pub(super) fn is_title_shaped(words: &[Token], language: Language) -> bool {
    words.len() > 1
        && match language {
            Language::Kazakh => words.last().is_some_and(|last| last.key == "туралы"),
            Language::Russian => title_begins(words),
        }
}

fn title_begins(words: &[Token]) -> bool {
    words.first().is_some_and(|first| matches!(first.key.as_str(), "о" | "об" | "обо"))
}
