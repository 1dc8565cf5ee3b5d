//! The title block: units and post, in the order in which the language puts them.
//!
//! ```text
//! kazakh  = { unit } [ office ] role       Стратегиялық жоспарлау департаменті … басқармасының Басшысы
//! russian = role [ office ] { unit }       Руководитель Управления … Департамента стратегического планирования
//! ```
//!
//! What stands in brackets or between slashes, and a second post behind a dash, are additions to the post.

mod kazakh;
mod russian;

pub(super) use kazakh::body;

use crate::reading::records::Named;
use crate::reading::text::{Language, Token, slug, tokens, without_genitive};
use crate::reading::vocabulary::{Concept, Gazetteer, LabelKind, Lexicon};

/// On which level of the body a unit of some kind stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// The body itself.
    Body,
    /// Directly under the body.
    Department,
    /// In a department.
    Division,
    /// The kind of unit is not known.
    Unknown,
}

/// A unit as a title or a heading names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PrintedUnit {
    /// The name in the nominative, known misprints of words mended.
    pub name: String,
    /// The name in the nominative as printed.
    pub printed: String,
    /// The kind of unit; none when its word is not known.
    pub kind: Option<Named>,
    pub tier: Tier,
    /// The words misprinted in it, each with the word meant.
    pub misprints: Vec<(String, String)>,
}

/// What a title says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Title {
    pub units: Vec<PrintedUnit>,
    pub role: Option<Named>,
    /// How the post was known; none when it was not.
    pub role_by: Option<LabelKind>,
    /// What is added to the post, in the order printed: `бас бухгалтер`, `режим жөніндегі`, `кеңсе`.
    pub additions: Vec<String>,
}

/// Returns what the title `text` says.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Title {
    let (plain, mut additions) = without_brackets(text, lexicon);
    let mut title = match lexicon.language {
        Language::Kazakh => kazakh::read(&plain, lexicon),
        Language::Russian => russian::read(&plain, lexicon),
    };
    title.additions.append(&mut additions);
    title
}

/// Returns the units that the heading `text` names, the higher before the lower.
pub(super) fn read_heading(text: &str, lexicon: &Lexicon) -> Vec<PrintedUnit> {
    match lexicon.language {
        Language::Kazakh => kazakh::read_heading(text, lexicon),
        Language::Russian => russian::read_heading(text, lexicon),
    }
}

/// The committee of the body that `text`, the title of an order, is about: `… министрлігі Салық комитетінің …`, `… Налогового
/// комитета Министерства …`.
pub(super) fn committee(text: &str, lexicon: &Lexicon) -> Option<PrintedUnit> {
    let is_committee = |unit: &PrintedUnit| unit.kind.as_ref().is_some_and(|kind| kind.id.ends_with("/committee"));
    match lexicon.language {
        Language::Kazakh => kazakh::unit_behind_body(text, lexicon),
        Language::Russian => russian::read_heading(text, lexicon).into_iter().next(),
    }
    .filter(is_committee)
}

/// The text without what stands in brackets and between slashes, and these words. Brackets before the word of a unit's kind are
/// part of its name: `Аудан (қала) бойынша Салық басқармаларының басшысы`.
fn without_brackets(text: &str, lexicon: &Lexicon) -> (String, Vec<String>) {
    let is_kind = |word: &Token| {
        let stem = without_genitive(&word.key).unwrap_or(&word.key);
        lexicon.unit_kinds.find(&word.key).or_else(|| lexicon.unit_kinds.find(stem)).is_some()
    };
    let (mut plain, mut inner) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '/']) {
        let close = if rest[open..].starts_with('(') { ')' } else { '/' };
        let Some(length) = rest[open + 1..].find(close) else { break };
        let words = rest[open + 1..open + 1 + length].trim();
        // `және/немесе` has a slash without its pair; behind the second of a pair, words or the text end.
        let behind = &rest[open + length + 2..];
        let no_pair = close == '/' && !(behind.is_empty() || behind.starts_with([' ', ',', '(']));
        if no_pair || tokens(behind).iter().any(is_kind) {
            plain.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        }
        plain.push_str(rest[..open].trim_end());
        inner.push(words.to_owned());
        rest = &rest[open + length + 2..];
    }
    plain.push_str(rest);
    (plain, inner.into_iter().filter(|words| !words.is_empty()).collect())
}

/// The `words` with known misprints of single words mended, and the misprints with their mendings.
fn mended(text: &str, words: &[Token], lexicon: &Lexicon) -> (String, Vec<(String, String)>) {
    let mut name = String::new();
    let mut misprints = Vec::new();
    let mut end = words.first().map_or(0, |word| word.start);
    for word in words {
        name.push_str(&text[end..word.start]);
        end = word.end;
        let printed = &text[word.start..word.end];
        match lexicon.words.find(printed).filter(|found| found.by == LabelKind::Hidden) {
            Some(found) => {
                misprints.push((printed.to_owned(), found.concept.label.clone()));
                name.push_str(&found.concept.label);
            }
            None => name.push_str(printed),
        }
    }
    (name, misprints)
}

/// The form of the kind's word that names of units end with: its first alternative label.
fn form_in_names(kind: &Concept) -> &str {
    let form = kind.labels.iter().find(|(_, label)| *label == LabelKind::Alternative);
    form.map_or(kind.label.as_str(), |(form, _)| form)
}

pub(super) fn tier(kind: &Concept, kinds: &Gazetteer) -> Tier {
    let top = kind.broader.as_deref().and_then(|broader| kinds.get(broader)).unwrap_or(kind);
    match top.notation.as_deref() {
        Some("body") => Tier::Body,
        Some("department-level") => Tier::Department,
        Some("division-level") => Tier::Division,
        _ => Tier::Unknown,
    }
}

/// An identifier for a unit whose posts have no code that tells one.
pub(super) fn identifier(name: &str) -> String {
    format!("x-{}", slug(name))
}
