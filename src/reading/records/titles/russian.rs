//! Russian titles: the post, then its units from the lowest to the highest in the genitive:
//!
//! ```text
//! Главный эксперт Управления аналитической работы Департамента стратегического планирования
//! Помощник Министра по режиму
//! Руководитель управления финансов – главный бухгалтер Департамента экономики и финансов
//! ```
//!
//! The name of a unit begins with the word of its kind, or with adjectives before it (`областного департамента`); it is put
//! into the nominative. Its other words stay, since they depend on that word.

use super::{PrintedUnit, Tier, Title, mended, tier};
use crate::reading::records::Named;
use crate::reading::text::{Token, tokens};
use crate::reading::vocabulary::{Concept, Found, Gazetteer, LabelKind, Lexicon};

/// The most words of a post that no vocabulary knows and no unit follows.
const LONGEST_ROLE: usize = 6;

/// Returns what the title `text` says.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Title {
    let words = tokens(text);
    let roles = &lexicon.roles;
    let printed = |start: usize, end: usize| text[words[start].start..words[end - 1].end].to_owned();
    let alike = || {
        let end = first_unit(&words, 0, lexicon).min(LONGEST_ROLE).min(words.len());
        (1..=end).rev().find_map(|end| Some((end, roles.nearest(&printed(0, end))?)))
    };
    let (mut units, mut additions) = (Vec::new(), Vec::new());
    let Some((end, found)) = roles.longest_at(&words).or_else(alike) else {
        let begin = first_unit(&words, 0, lexicon);
        units.extend(self::units(text, &words, begin, lexicon, &mut additions));
        let role = (begin > 0).then(|| Named::minted("role", &printed(0, begin)));
        return Title { units, role, role_by: None, additions };
    };
    let begin = first_unit(&words, end, lexicon);
    // A kind alone names no unit: `Руководитель управления`.
    let between: Vec<&Token> = words[end..begin].iter().collect();
    if let (Some(first), Some(last)) = (between.first(), between.last()) {
        let words = text[first.start..last.end].trim_start_matches(['-', '–', '—', ',', ' ']).trim().to_owned();
        additions.extend(Some(words).filter(|words| !words.is_empty()));
    }
    units.extend(self::units(text, &words, begin, lexicon, &mut additions));
    let role = Named::of(found.concept, &printed(0, end));
    Title { units, role: Some(role), role_by: Some(found.by), additions }
}

/// Returns the units that a heading names, in whatever case, the higher before the lower.
pub(super) fn read_heading(text: &str, lexicon: &Lexicon) -> Vec<PrintedUnit> {
    let words = tokens(text);
    units(text, &words, first_unit(&words, 0, lexicon), lexicon, &mut Vec::new())
}

/// Where the first unit begins from `from` on: at the word of its kind, or at the adjectives before it.
fn first_unit(words: &[Token], from: usize, lexicon: &Lexicon) -> usize {
    let kind = (from..words.len()).find(|at| lexicon.unit_kinds.find(&words[*at].key).is_some());
    kind.map_or(words.len(), |kind| adjectives_before(words, from, kind))
}

/// Where the adjectives begin that stand before the word at `kind` in the genitive: `областного, Байконырского департамента`.
fn adjectives_before(words: &[Token], from: usize, kind: usize) -> usize {
    let adjective = |at: usize| ["ого", "его", "ых"].iter().any(|ending| words[at].key.ends_with(ending));
    let mut begin = kind;
    while begin > from
        && (adjective(begin - 1) || words[begin - 1].key == "," && begin - 1 > from && adjective(begin - 2))
    {
        begin -= 1;
    }
    begin
}

/// The units that `words` name from `begin` on, the higher before the lower, without the body. A second post behind a dash is
/// taken out of a name and added to `additions`.
fn units(
    text: &str,
    words: &[Token],
    begin: usize,
    lexicon: &Lexicon,
    additions: &mut Vec<String>,
) -> Vec<PrintedUnit> {
    let kinds = &lexicon.unit_kinds;
    let mut starts: Vec<(usize, usize, Found<'_>)> = Vec::new();
    for at in begin..words.len() {
        if let Some(found) = kinds.find(&words[at].key) {
            // Each unit belongs to a higher one; else the word is part of a name: `Департамента управления персоналом`.
            let rank = rank(found.concept, kinds);
            if starts.last().is_some_and(|(_, _, below)| self::rank(below.concept, kinds) >= rank) {
                continue;
            }
            let from = starts.last().map_or(begin, |(_, kind, _)| kind + 1);
            starts.push((adjectives_before(words, from, at), at, found));
        }
    }
    let mut units = Vec::new();
    for (index, (start, kind, found)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(words.len(), |(next, ..)| *next);
        let end = second_role(text, words, *kind..end, lexicon, additions).unwrap_or(end);
        let alone = end == kind + 1 && start == kind;
        if !alone && tier(found.concept, kinds) != Tier::Body {
            units.push(unit(text, &words[*start..end], kind - start, *found, lexicon));
        }
    }
    units.reverse();
    units
}

/// Where a dash stands in a unit's name and a known post behind it, which is added to `additions`.
fn second_role(
    text: &str,
    words: &[Token],
    name: std::ops::Range<usize>,
    lexicon: &Lexicon,
    additions: &mut Vec<String>,
) -> Option<usize> {
    let dash = name.clone().find(|at| words[*at].key == "-")?;
    let (length, _) = lexicon.roles.longest_at(&words[dash + 1..name.end])?;
    additions.push(text[words[dash + 1].start..words[dash + length].end].to_owned());
    Some(dash)
}

/// The unit whose name is `words`, the word of its kind at `kind`.
fn unit(text: &str, words: &[Token], kind: usize, found: Found<'_>, lexicon: &Lexicon) -> PrintedUnit {
    let adjectives: Vec<String> =
        words[..kind].iter().map(|word| nominative(&text[word.start..word.end], lexicon)).collect();
    let (rest, mut misprints) = mended(text, &words[kind + 1..], lexicon);
    let rest = rest.trim_end_matches([' ', ',', '.', '-', '–']);
    let adjectives = adjectives.join(" ").replace(" ,", ",");
    let word = &text[words[kind].start..words[kind].end];
    let name = capitalised([adjectives.as_str(), &kind_word(word, found), rest].join(" ").trim());
    if matches!(found.by, LabelKind::Hidden | LabelKind::Likeness) {
        misprints.push((word.to_owned(), found.concept.label.clone()));
    }
    PrintedUnit {
        printed: name.clone(),
        name,
        kind: Some(Named::of(found.concept, word)),
        tier: tier(found.concept, &lexicon.unit_kinds),
        misprints,
    }
}

/// The word of a kind in the nominative, singular or plural as it is printed.
fn kind_word(printed: &str, found: Found<'_>) -> String {
    let plural = printed.to_lowercase();
    match (plural.strip_suffix("ов"), plural.strip_suffix("ний")) {
        (Some(stem), _) => format!("{stem}ы"),
        (_, Some(stem)) => format!("{stem}ния"),
        _ => found.concept.label.clone(),
    }
}

/// How high a kind of unit stands: a section is part of a division, a division of a department, a department of a committee.
fn rank(kind: &Concept, kinds: &Gazetteer) -> u8 {
    match (tier(kind, kinds), kind.notation.as_deref()) {
        (Tier::Body, _) => 5,
        (Tier::Department, Some("committee")) => 4,
        (Tier::Department, _) => 3,
        (_, Some("section")) => 1,
        _ => 2,
    }
}

/// An adjective of the genitive, masculine, neuter or plural, in the nominative; irregular ones are in the vocabulary of words.
fn nominative(word: &str, lexicon: &Lexicon) -> String {
    if let Some(found) = lexicon.words.find(word) {
        return found.concept.label.clone();
    }
    if let Some(stem) = word.strip_suffix("ых") {
        return format!("{stem}ые");
    }
    match word.strip_suffix("ого").or_else(|| word.strip_suffix("его")) {
        Some(stem) if stem.ends_with(['к', 'г', 'х']) => format!("{stem}ий"),
        Some(stem) if word.ends_with("его") => format!("{stem}ий"),
        Some(stem) => format!("{stem}ый"),
        None => word.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
