//! Acts that are cited by date and number, and by the number of their registration.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kinds::kind_at;
use crate::reading::records::Named;
use crate::reading::text::{Date, NUMBER_SIGN, Token, number_key, numbered_acts, pattern, same_number, slug, tokens};
use crate::reading::vocabulary::{Concept, Gazetteer, Lexicon};

/// The kind of an act stands within so many letters behind its number.
const NEAR: usize = 60;

/// Behind a number: where an act is registered, not another act (`№ 5084 болып тіркелген`).
static REGISTERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:(?:болып|санымен|нөмірімен|нөмірі|мемлекеттік)\s+){0,3}тірке"));
/// Before a number or its date: the same (`зарегистрированным в Реестре … за № 5084`).
static REGISTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:зарегистрирован\p{L}*[^,;№]*|реестре[^,;№]*|(?:тізілім|тіркелім)\p{L}*|тіркел(?:ген|ді)|тіркеу(?:дің)?(?:\s+нөмірі)?)\s*(?:за\s+|от\s+)?$",
    )
});
/// A number without a date.
static ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{NUMBER_SIGN}\s*(?P<number>\d+)")));

/// An act named by date and number.
pub(super) struct Numbered {
    /// The bytes of date and number.
    pub core: Range<usize>,
    /// These with the kind of act beside them and, in Russian, the issuer between.
    pub bytes: Range<usize>,
    pub date: Date,
    pub number: String,
}

/// The acts that `text`, whose tokens are `words`, names by date and number.
pub(super) fn read(text: &str, words: &[Token], lexicon: &Lexicon) -> Vec<Numbered> {
    numbered_acts(text)
        .into_iter()
        .filter(|(bytes, ..)| !is_registration(text, bytes))
        .map(|(core, date, number)| Numbered { bytes: with_kind(text, &core, words, lexicon), core, date, number })
        .collect()
}

/// Whether the number at `bytes` is the one under which an act is registered.
pub(super) fn is_registration(text: &str, bytes: &Range<usize>) -> bool {
    REGISTERED.is_match(&text[bytes.end..]) || REGISTER.is_match(&text[..bytes.start])
}

/// The known act that `text` names by the number of its registration, and the bytes of each number.
pub(super) fn registered<'a>(text: &str, acts: &'a Gazetteer) -> Vec<(Range<usize>, &'a Concept)> {
    ALONE
        .captures_iter(text)
        .filter_map(|found| {
            let (bytes, number) = (found.get(0)?.range(), &found["number"]);
            let act = acts.concepts().iter().find(|act| act.registration.as_deref() == Some(number))?;
            is_registration(text, &bytes).then_some((bytes, act))
        })
        .collect()
}

/// Widens `core` to the kind of act behind it (`№ 75 бұйрығымен`) or before it (`приказом Агентства … от … № 5`).
fn with_kind(text: &str, core: &Range<usize>, words: &[Token], lexicon: &Lexicon) -> Range<usize> {
    // The kind may be glued to the number (`№ 5бұйрығымен`), so the words behind it are cut anew.
    let end = text[core.end..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| core.end + at);
    let behind = tokens(&text[core.end..end]);
    for rest in [behind.as_slice(), behind.get(1..).unwrap_or_default()] {
        if let Some(length) = kind_at(rest, lexicon) {
            return core.start..core.end + rest[length - 1].end;
        }
        if !rest.first().is_some_and(|word| word.key.chars().all(char::is_alphabetic)) {
            break;
        }
    }
    let before = words.partition_point(|word| word.start < core.start);
    let is_mark = |at: &usize| !text[words[*at].start..].starts_with(char::is_alphanumeric);
    let start = (0..before).rev().take_while(|at| !is_mark(at)).find(|at| kind_at(&words[*at..], lexicon).is_some());
    start
        .filter(|_| lexicon.language == crate::reading::text::Language::Russian)
        .map_or(core.start, |at| words[at].start)..core.end
}

/// The act of the gazetteer with this date and number.
pub(in crate::reading::records) fn numbered<'a>(acts: &'a Gazetteer, date: Date, number: &str) -> Option<&'a Concept> {
    let date = date.to_string();
    let of_day = || acts.concepts().iter().filter(|act| act.date.as_deref() == Some(date.as_str()));
    let key = number_key(number);
    of_day()
        .find(|act| act.number.as_deref().is_some_and(|known| number_key(known) == key))
        .or_else(|| of_day().find(|act| act.number.as_deref().is_some_and(|known| same_number(known, number))))
}

/// A resource for an act that no vocabulary knows, made of its date and number, so that it is one in every language.
pub(in crate::reading::records) fn minted(label: &str, printed: &str, date: Date, number: &str) -> Named {
    Named::unknown(format!("act/x-{date}-{}", slug(&number_key(number))), label, printed)
}
