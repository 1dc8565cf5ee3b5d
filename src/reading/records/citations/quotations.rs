//! Titles between quotation marks, one inside another if need be.

use std::ops::Range;

use super::kinds::{ends_before, is_title_shaped, kind_at, without_kind};
use crate::reading::text::{Language, Token};
use crate::reading::vocabulary::Lexicon;

/// Marks that end a quotation.
pub(super) const CLOSING: [char; 4] = ['"', '»', '”', '“'];
/// So many words at most stand between a title and the kind of act behind it.
const NEAR: usize = 12;

/// What stands between two quotation marks.
#[derive(Debug)]
pub(super) struct Quotation {
    /// The bytes between the marks.
    pub bytes: Range<usize>,
    /// The bytes without white space and words of grammar at the ends: the title, if it is one.
    pub title: Range<usize>,
    /// Whether its own words or those beside it tell that it is a title.
    pub is_title: bool,
    /// Whether a kind of act stands directly beside it.
    pub has_kind: bool,
}

/// The quotations of `text`, whose tokens are `words`, in the order in which they begin.
pub(super) fn read(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for bytes in pairs(text, lexicon.language) {
        let inner: Vec<Token> =
            words.iter().filter(|word| bytes.start <= word.start && word.end <= bytes.end).cloned().collect();
        let core = without_kind(&inner, lexicon);
        let Some((first, last)) = inner.get(core.clone()).and_then(|core| Some((core.first()?, core.last()?))) else {
            continue;
        };
        let before = words.partition_point(|word| word.start < bytes.start);
        let before = before - usize::from(before > 0 && words[before - 1].key == "\"");
        let behind = &words[words.partition_point(|word| word.start < bytes.end)..];
        let behind = &behind[behind.iter().take_while(|word| word.key == "\"").count()..];
        let has_kind = core.len() < inner.len()
            || match lexicon.language {
                Language::Kazakh => kind_at(behind, lexicon).is_some(),
                Language::Russian => ends_before(words, before, kind_at, lexicon),
            };
        // `«…» 1999 жылғы 23 шілдедегі № 453-I Заңын`: words without a mark between them may stand before the kind.
        let ends = |word: &&Token| !matches!(word.key.as_str(), "," | ";" | "." | "\"");
        let near = behind.iter().take(NEAR).take_while(ends).count();
        let has_kind = has_kind
            || lexicon.language == Language::Kazakh
                && is_title_shaped(&inner[core.clone()], lexicon.language)
                && (1..near).any(|at| kind_at(&behind[at..], lexicon).is_some());
        let is_title = is_title_shaped(&inner[core], lexicon.language) || has_kind;
        found.push(Quotation { title: first.start..last.end, bytes, is_title, has_kind });
    }
    found.sort_by_key(|quotation| quotation.bytes.start);
    share_kind(text, &mut found, lexicon.language);
    found
}

/// A kind of act is said once for a list: behind its last title in Kazakh, before its first in Russian.
fn share_kind(text: &str, found: &mut [Quotation], language: Language) {
    let listed = |left: &Quotation, right: &Quotation| {
        text.get(left.bytes.end..right.bytes.start).is_some_and(|between| {
            let between = between.trim_matches(|letter: char| {
                letter.is_whitespace() || CLOSING.contains(&letter) || "«„,;".contains(letter)
            });
            matches!(between, "" | "және" | "мен" | "и")
        })
    };
    let long = |quotation: &Quotation| text[quotation.title.clone()].contains(char::is_whitespace);
    let pairs: Vec<(usize, usize)> = (1..found.len())
        .filter(|at| listed(&found[at - 1], &found[*at]))
        .map(|at| match language {
            Language::Kazakh => (at, at - 1),
            Language::Russian => (at - 1, at),
        })
        .collect();
    let ordered: Vec<_> = match language {
        Language::Kazakh => pairs.into_iter().rev().collect(),
        Language::Russian => pairs,
    };
    for (from, to) in ordered {
        if found[from].has_kind && long(&found[to]) {
            found[to].has_kind = true;
            found[to].is_title = true;
        }
    }
}

/// The bytes between the marks of each pair. A mark opens where a word follows it and
/// closes where one stands before it, since `“` does the one in English and the other in German style. A mark without its
/// pair holds what reaches to the next comma, if that is shaped as a title (`, Жол жүрісі туралы»`), and else nothing.
fn pairs(text: &str, language: Language) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (position, letter) in text.char_indices() {
        let end = position + letter.len_utf8();
        let opens = match letter {
            '«' | '„' => true,
            '»' => false,
            '"' | '“' | '”' => {
                let free = text[..position]
                    .chars()
                    .next_back()
                    .is_none_or(|before| before.is_whitespace() || "(«„\"".contains(before));
                free && text[end..].chars().next().is_some_and(char::is_alphanumeric)
            }
            _ => continue,
        };
        if opens {
            open.push((end, false));
            continue;
        }
        let Some((start, holds_another)) = open.pop() else {
            let from = text[..position]
                .rfind([',', ';', '«', '»', '"', '“', '”', '„', ':'])
                .map_or(0, |mark| mark + text[mark..].chars().next().map_or(0, char::len_utf8));
            found.extend(unpaired(text, from..position, language));
            continue;
        };
        // A list of titles whose marks are broken is no title around titles.
        let listed = holds_another
            && found.iter().any(|inner| {
                start <= inner.start
                    && text[inner.end..position].trim_start_matches(CLOSING).trim_start().starts_with([',', ';'])
            });
        if listed {
            continue;
        }
        found.push(start..position);
        if let Some(outer) = open.last_mut() {
            outer.1 = true;
        }
    }
    for (start, _) in open {
        let rest = &text[start..];
        let end = rest.find([',', ';', '«', '»', '"', '“', '”', '„']).unwrap_or(rest.len());
        found.extend(unpaired(text, start..start + end, language));
    }
    found
}

fn unpaired(text: &str, bytes: Range<usize>, language: Language) -> Option<Range<usize>> {
    let words = crate::reading::text::tokens(&text[bytes.clone()]);
    let first = words.first()?;
    let start = bytes.start + first.start;
    let capital = text[start..].chars().next().is_some_and(char::is_uppercase);
    (capital && is_title_shaped(&words, language)).then_some(start..bytes.end)
}
