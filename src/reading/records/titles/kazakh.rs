//! Kazakh titles: `[department] [division] post`, e.g. (lines 2203 to 2207 of V1400009219)
//!
//! ```text
//! Стратегиялық талдау және жоспарлау департаменті
//! Мемлекеттік жоспарлау жүйесі құжаттарын мониторингілеу және бағалауды үйлестіру басқармасының
//! Басшысы
//! ```
//!
//! The name of a unit ends with the word of its kind, in the nominative or the genitive; what follows the last of them is
//! the post. The holder of an office may stand before it (`Министрдің режим жөніндегі көмекшісі`), and a second post
//! behind a dash (`басшысы – бас бухгалтер`).

use crate::reading::records::Named;
use crate::reading::text::{Token, tokens, without_genitive};
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind, Lexicon};

use super::{PrintedUnit, Tier, Title, form_in_names, mended, tier};

/// The most words that a post title has.
const LONGEST_ROLE: usize = 6;
/// The shortest word, in letters, in which a misprint of a kind of unit is looked for.
const SHORTEST_MISPRINT: usize = 8;

/// The most words of a second post behind a dash.
const LONGEST_SECOND_ROLE: usize = 4;
/// The most words of the name of an office.
const LONGEST_OFFICE: usize = 4;
/// Words behind a field of work that a post is for: `режим жөніндегі көмекшісі`.
const POSTPOSITIONS: [&str; 4] = ["жөніндегі", "бойынша", "туралы", "үшін"];

/// Returns what the title `text` says.
pub(super) fn read<'a>(text: &str, lexicon: &'a Lexicon) -> Title {
    let words = tokens(text);
    if let Some((dash, addition)) = second_role(text, &words, lexicon) {
        let mut title = read(text[..dash].trim_end(), lexicon);
        title.additions.push(addition);
        return title;
    }
    let slice = |start: usize, end: usize| &text[words[start].start..words[end - 1].end];
    let shortest = words.len().saturating_sub(LONGEST_ROLE);
    let role_by = |find: &dyn Fn(&str) -> Option<Found<'a>>| {
        (shortest..words.len()).find_map(|start| Some((start, find(slice(start, words.len()))?)))
    };
    let role = role_by(&|words| lexicon.roles.find(words)).or_else(|| role_by(&|words| lexicon.roles.nearest(words)));
    if let Some((start, found)) = role {
        let role = Some(Named::of(found.concept, slice(start, words.len())));
        if let Some(addition) = addition_before(&words, start, lexicon) {
            let (units, _) = units(text, &words[..addition], lexicon, true);
            let additions = vec![slice(addition, start).to_owned()];
            return Title { units, role, role_by: Some(found.by), additions };
        }
        let begins = before_role(text, &words, start, lexicon);
        let (units, _) = units(text, &words[..begins], lexicon, true);
        if begins < start {
            let role = Some(Named::minted("role", slice(begins, words.len())));
            return Title { units, role, role_by: None, additions: Vec::new() };
        }
        return Title { units, role, role_by: Some(found.by), additions: Vec::new() };
    }
    // Neither the post nor perhaps the last unit is known: the unit ends with a word in the genitive.
    let (mut known, mut rest) = units(text, &words, lexicon, false);
    let owner = (rest..words.len()).rev().skip(1).find(|at| without_genitive(&words[*at].key).is_some());
    if let Some(owner) = owner {
        known.extend(units(text, &words[rest..=owner], lexicon, true).0);
        rest = owner + 1;
    }
    let role = (rest < words.len()).then(|| Named::minted("role", slice(rest, words.len())));
    Title { units: known, role, role_by: None, additions: Vec::new() }
}

/// Where a dash stands behind a known post and before a second one, with the second.
fn second_role(text: &str, words: &[Token], lexicon: &Lexicon) -> Option<(usize, String)> {
    let dash = words.iter().rposition(|word| word.key == "-")?;
    let behind = words.get(dash + 1..).filter(|behind| (1..=LONGEST_SECOND_ROLE).contains(&behind.len()))?;
    let role = (1..=LONGEST_ROLE.min(dash))
        .any(|length| lexicon.roles.find(&text[words[dash - length].start..words[dash - 1].end]).is_some());
    let unit = behind.iter().any(|word| kind(word, &lexicon.unit_kinds).is_some());
    (role && !unit).then(|| (words[dash].start, text[behind[0].start..].trim().to_owned()))
}

/// Where words begin that stand before the post at `role` and belong to it: an office in the genitive, or a field of work.
fn addition_before(words: &[Token], role: usize, lexicon: &Lexicon) -> Option<usize> {
    let from = (0..role).rev().find(|at| kind(&words[*at], &lexicon.unit_kinds).is_some()).map_or(0, |unit| unit + 1);
    let office = (from + 1..=role.min(from + LONGEST_OFFICE)).any(|end| {
        let keys: Vec<&str> = words[from..end].iter().map(|word| word.key.as_str()).collect();
        let (Some(last), before) = (keys.last(), &keys[..keys.len() - 1]) else { return false };
        let Some(stem) = without_genitive(last) else { return false };
        lexicon.roles.find(&before.iter().copied().chain([stem]).collect::<Vec<_>>().join(" ")).is_some()
    });
    let field = from > 0 && from < role && POSTPOSITIONS.contains(&words[role - 1].key.as_str());
    (office || field).then_some(from)
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
            if index + 1 == words.len() {
                start = words.len();
            }
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

/// The body whose name begins `text`, the title of an order: `… министрлігінің "Б" корпусы …`.
pub(in crate::reading::records) fn body(text: &str, lexicon: &Lexicon) -> Option<PrintedUnit> {
    let words = tokens(text);
    let (index, found, ending) = words.iter().enumerate().find_map(|(index, word)| {
        let (found, ending) = kind(word, &lexicon.unit_kinds)?;
        (index > 0 && tier(found.concept, &lexicon.unit_kinds) == Tier::Body).then_some((index, found, ending))
    })?;
    Some(unit(text, &words[..=index], found, ending, lexicon))
}

/// The unit that the title of an order names directly behind the body, before any mark.
pub(super) fn unit_behind_body(text: &str, lexicon: &Lexicon) -> Option<PrintedUnit> {
    let words = tokens(text);
    let kinds = &lexicon.unit_kinds;
    let is_body = |word: &Token| kind(word, kinds).is_some_and(|(found, _)| tier(found.concept, kinds) == Tier::Body);
    let body = words.iter().position(is_body)?;
    let mark = |word: &Token| !word.key.starts_with(char::is_alphanumeric);
    let behind = words[body + 1..].split(mark).next()?;
    let (at, (found, ending)) = behind.iter().enumerate().find_map(|(at, word)| Some((at, kind(word, kinds)?)))?;
    (at > 0).then(|| unit(text, &behind[..=at], found, ending, lexicon))
}
