//! The title block: `[department] [division] post`, e.g. (lines 2203 to 2207)
//!
//! ```text
//! Стратегиялық талдау және жоспарлау департаменті
//! Мемлекеттік жоспарлау жүйесі құжаттарын мониторингілеу және бағалауды үйлестіру басқармасының
//! Басшысы
//! ```
//!
//! The name of a unit ends with the word of its kind, in the nominative or the genitive; what follows the last of them is
//! the post.

use crate::records::Named;
use crate::text::{Token, slug, tokens, without_genitive};
use crate::vocabulary::{Concept, Found, Gazetteer, LabelKind, Lexicon};

/// The most words that a post title has.
const LONGEST_ROLE: usize = 6;
/// The shortest word, in letters, in which a misprint of a kind of unit is looked for.
const SHORTEST_MISPRINT: usize = 8;

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
}

/// Returns what the title `text` says.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Title {
    let words = tokens(text);
    let slice = |start: usize, end: usize| &text[words[start].start..words[end - 1].end];
    let shortest = words.len().saturating_sub(LONGEST_ROLE);
    let role_of = |find: &dyn Fn(&str) -> bool| (shortest..words.len()).find(|start| find(slice(*start, words.len())));
    let exact = role_of(&|words| lexicon.roles.find(words).is_some());
    let role_start = exact.or_else(|| role_of(&|words| lexicon.roles.nearest(words).is_some()));
    if let Some(start) = role_start {
        let known = slice(start, words.len());
        let found = lexicon.roles.find_or_nearest(known);
        let begins = before_role(text, &words, start, lexicon);
        let (units, _) = units(text, &words[..begins], lexicon, true);
        if begins < start {
            return Title { units, role: Some(Named::minted("role", slice(begins, words.len()))), role_by: None };
        }
        let role = found.map(|found| Named::of(found.concept, known));
        return Title { units, role, role_by: found.map(|found| found.by) };
    }
    // Neither the post nor perhaps the last unit is known: the unit ends with a word in the genitive.
    let (mut known, mut rest) = units(text, &words, lexicon, false);
    let owner = (rest..words.len()).rev().skip(1).find(|at| without_genitive(&words[*at].key).is_some());
    if let Some(owner) = owner {
        known.extend(units(text, &words[rest..=owner], lexicon, true).0);
        rest = owner + 1;
    }
    let role = (rest < words.len()).then(|| Named::minted("role", slice(rest, words.len())));
    Title { units: known, role, role_by: None }
}

/// Where the post begins whose last words, from `role` on, are a known title: a capitalised word before them that no unit
/// claims belongs to it (`Аға маманы`).
fn before_role(text: &str, words: &[Token], role: usize, lexicon: &Lexicon) -> usize {
    let ends_unit = |at: usize| {
        kind(&words[at], &lexicon.unit_kinds).is_some()
            || misprinted_kind(&words[at], &lexicon.unit_kinds).is_some()
            || without_genitive(&words[at].key).is_some()
    };
    let Some(last_unit) = (0..role).rev().find(|at| ends_unit(*at)) else { return role };
    let capital = |at: usize| text[words[at].start..].chars().next().is_some_and(char::is_uppercase);
    if last_unit + 2 == role && capital(last_unit + 1) { last_unit + 1 } else { role }
}

/// Returns the units that the heading `text` names.
pub(super) fn read_heading(text: &str, lexicon: &Lexicon) -> Vec<PrintedUnit> {
    units(text, &tokens(text), lexicon, true).0
}

/// Returns the units that `words` name and the number of words that they take. When `whole`, words behind the last known
/// kind of unit are a unit of unknown kind.
fn units(text: &str, words: &[Token], lexicon: &Lexicon, whole: bool) -> (Vec<PrintedUnit>, usize) {
    let kinds = &lexicon.unit_kinds;
    let mut units = Vec::new();
    let mut start = 0;
    for (index, word) in words.iter().enumerate() {
        let last = whole && index + 1 == words.len();
        let misprinted = || last.then(|| misprinted_kind(word, kinds)).flatten();
        let Some((found, ending)) = kind(word, kinds).or_else(misprinted) else {
            continue;
        };
        if index == start {
            continue; // a kind alone names no unit
        }
        let tier = tier(found.concept, kinds);
        if tier == Tier::Body && words[index + 1..].iter().any(|word| kind(word, kinds).is_some()) {
            start = index + 1;
            continue; // the body's own name before a unit of it
        }
        units.push(unit(text, &words[start..=index], found, ending, lexicon));
        start = index + 1;
    }
    if whole && start < words.len() {
        let (name, misprints) = mended(text, &words[start..], lexicon);
        let printed = text[words[start].start..words[words.len() - 1].end].to_owned();
        let [name, printed] = [name, printed].map(|name| without_genitive(&name).map_or(name.clone(), str::to_owned));
        units.push(PrintedUnit { name, printed, kind: None, tier: Tier::Unknown, misprints });
        start = words.len();
    }
    (units, start)
}

/// The unit whose name is `words`, the last of which is its kind with a genitive ending of `ending` bytes.
fn unit(text: &str, words: &[Token], found: Found<'_>, ending: usize, lexicon: &Lexicon) -> PrintedUnit {
    let (last, before) = words.split_last().expect("a unit's name has words");
    let word = &text[last.start..last.end];
    let nominative = &word[..word.len() - ending];
    let (mut name, mut misprints) = mended(text, before, lexicon);
    let printed = format!("{}{nominative}", &text[words[0].start..last.start]);
    name.push(' ');
    if matches!(found.by, LabelKind::Hidden | LabelKind::Likeness) {
        misprints.push((word.to_owned(), form_in_names(found.concept).to_owned()));
        name.push_str(form_in_names(found.concept));
    } else {
        name.push_str(nominative);
    }
    PrintedUnit {
        name,
        printed,
        kind: Some(Named::of(found.concept, word)),
        tier: tier(found.concept, &lexicon.unit_kinds),
        misprints,
    }
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

/// The kind of unit that `word` names, and the length of its genitive ending in bytes.
fn kind<'a>(word: &Token, kinds: &'a Gazetteer) -> Option<(Found<'a>, usize)> {
    let stem = without_genitive(&word.key).unwrap_or(&word.key);
    kinds
        .find(&word.key)
        .map(|found| (found, 0))
        .or_else(|| kinds.find(stem).map(|found| (found, word.key.len() - stem.len())))
}

/// As [`kind`], for a misprint that no vocabulary knows.
fn misprinted_kind<'a>(word: &Token, kinds: &'a Gazetteer) -> Option<(Found<'a>, usize)> {
    let stem = without_genitive(&word.key).unwrap_or(&word.key);
    let long = stem.chars().count() >= SHORTEST_MISPRINT;
    let nearest = if long { kinds.nearest(stem) } else { None };
    nearest.map(|found| (found, word.key.len() - stem.len()))
}

/// The form of the kind's word that names of units end with: its first alternative label.
fn form_in_names(kind: &Concept) -> &str {
    let form = kind.labels.iter().find(|(_, label)| *label == LabelKind::Alternative);
    form.map_or(kind.label.as_str(), |(form, _)| form)
}

fn tier(kind: &Concept, kinds: &Gazetteer) -> Tier {
    let top = kind.broader.as_deref().and_then(|broader| kinds.get(broader)).unwrap_or(kind);
    match top.notation.as_deref() {
        Some("body") => Tier::Body,
        Some("department-level") => Tier::Department,
        Some("division-level") => Tier::Division,
        _ => Tier::Unknown,
    }
}

/// The body whose name begins `text`, the title of an order: `… министрлігінің "Б" корпусы …`.
pub(super) fn body(text: &str, lexicon: &Lexicon) -> Option<PrintedUnit> {
    let words = tokens(text);
    let (index, found, ending) = words.iter().enumerate().find_map(|(index, word)| {
        let (found, ending) = kind(word, &lexicon.unit_kinds)?;
        (index > 0 && tier(found.concept, &lexicon.unit_kinds) == Tier::Body).then_some((index, found, ending))
    })?;
    Some(unit(text, &words[..=index], found, ending, lexicon))
}

/// An identifier for a unit whose posts have no code that tells one.
pub(super) fn identifier(name: &str) -> String {
    format!("x-{}", slug(name))
}
