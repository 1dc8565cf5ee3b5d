//! The experience row: periods of service that are stated outright, and skills.
//!
//! ```text
//! period  = [ service ] [ "кемінде" | "не менее" ] number [ "(" number ")" ] unit [ "кем емес" ] [ service ]
//! number  = digits | numeral | "полтора"
//! periods = period { separator period }        separator = "немесе" | "или" | "," | ";"
//! ```
//!
//! `мемлекеттік қызмет өтілі бес жылдан кем емес немесе осы салада жеті жылдан кем емес жұмыс өтілі`,
//! `стаж государственной службы не менее пяти лет`, `опыт работы не менее 2 (двух) лет в сфере финансов`
//!
//! Years of dates (`2008 жылғы`, `от 9 января 2008 года`) are none, nor is the time within which service counts (`соңғы үш жыл`).
//! A number of years that is the most, or that cannot be read, is reported. What the row says by reference to another act is a
//! citation.

use std::ops::Range;

use super::places::LinePlaces;
use super::{Named, ServicePeriod, TimeUnit};
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::text::{Token, numeral, tokens};
use crate::reading::vocabulary::{Concept, Lexicon};

/// The words of a unit behind a number. `жылғы` and `жылы` belong to dates.
const YEARS: [&str; 9] = ["жыл", "жылдан", "жылдық", "жылға", "год", "года", "лет", "годам", "году"];
const MONTHS: [&str; 7] = ["ай", "айдан", "айлық", "месяц", "месяца", "месяцев", "мес"];
/// More years than these are no service.
const MOST: u32 = 50;
/// The letters of a case ending that the last word of a skill may have.
const ENDING: usize = 5;
/// The word for languages, and the forms that it has beside one language.
const LANGUAGES: [(&str, &[&str]); 3] =
    [("языков", &["языка"]), ("языками", &["языком"]), ("тілдерін", &["тілін", "тілді"])];
/// The words of the longest list of languages, marks included.
const LONGEST_LIST: usize = 10;

/// Returns the skills that the `text` of a row names, each once, in the order printed.
pub(super) fn skills(text: &str, lexicon: &Lexicon) -> Vec<Named> {
    let words = tokens(text);
    let mut skills: Vec<Named> = Vec::new();
    let mut add = |concept: &Concept, first: usize, last: usize| {
        if !skills.iter().any(|skill| skill.id == concept.id) {
            skills.push(Named::of(concept, &text[words[first].start..words[last].end]));
        }
    };
    let mut at = 0;
    while at < words.len() {
        if let Some((length, found)) = lexicon.skills.longest_inflected_at(&words[at..], ENDING) {
            add(found.concept, at, at + length - 1);
            at += length;
            continue;
        }
        for (word, concept) in listed_languages(&words, at, lexicon) {
            add(concept, word, word);
        }
        at += 1;
    }
    skills
}

/// The languages of a list that share the verb and the noun, which stands at `at`: `знание русского и английского языков`,
/// `орыс және ағылшын тілдерін білу`. Each is found by the label that it has alone, and returned with its word.
fn listed_languages<'a>(words: &[Token], at: usize, lexicon: &'a Lexicon) -> Vec<(usize, &'a Concept)> {
    let Some((_, singulars)) = LANGUAGES.iter().find(|(plural, _)| words[at].key == *plural) else {
        return Vec::new();
    };
    let window = &words[at.saturating_sub(LONGEST_LIST)..at];
    let behind = words.get(at + 1).map_or("", |word| word.key.as_str());
    let alone = |word: &Token| {
        let phrases = singulars.iter().flat_map(|singular| {
            let name = format!("{} {singular}", word.key);
            let before = window.iter().map(|verb| format!("{} {name}", verb.key)).collect::<Vec<_>>();
            before.into_iter().chain([format!("{name} {behind}")])
        });
        phrases.into_iter().find_map(|phrase| lexicon.skills.find(&phrase)).map(|found| found.concept)
    };
    let first = at - window.len();
    window.iter().enumerate().filter_map(|(index, word)| Some((first + index, alone(word)?))).collect()
}

/// Returns the periods that the row `passage` states, and adds to `findings` those that are not understood.
pub(super) fn periods(
    passage: &Passage,
    lexicon: &Lexicon,
    target: &Target,
    findings: &mut Vec<Finding>,
) -> Vec<ServicePeriod> {
    let (lines, words) = (LinePlaces::of(passage), tokens(&passage.text));
    let reader = Reader { text: &passage.text, lines, words, lexicon };
    let mut cores: Vec<Core> = Vec::new();
    let mut at = 0;
    while at < reader.words.len() {
        match reader.core(at) {
            Read::Period(core) => {
                at = core.words.end;
                cores.push(core);
            }
            Read::NotUnderstood(words) => {
                let span = reader.lines.span(&reader.bytes(&words));
                let message = said!("a length of service is of no known form: \"{1}\"", reader.printed(&words));
                findings.push(Finding::new(Kind::NotUnderstood, target.clone(), span, message));
                at = words.end;
            }
            Read::Nothing => at += 1,
        }
    }
    let gaps: Vec<Gap> = cores.windows(2).map(|pair| reader.gap(pair[0].words.end..pair[1].words.start)).collect();
    let period = |(index, core): (usize, &Core)| {
        let start = index.checked_sub(1).map_or_else(|| reader.beginning(core.words.start), |gap| gaps[gap].end);
        let end = gaps.get(index).map_or_else(|| reader.ending(core.words.end), |gap| gap.start);
        let all = start..end.max(core.words.end);
        let around = [reader.printed(&(start..core.words.start)), reader.printed(&(core.words.end..all.end))];
        let around: Vec<&str> = around.into_iter().filter(|words| words.chars().any(char::is_alphabetic)).collect();
        ServicePeriod {
            statement: reader.lines.statement(&reader.bytes(&all)),
            number: core.number,
            unit: core.unit,
            at_least: core.at_least,
            service: (!around.is_empty()).then(|| around.join(" … ")),
            operator: index.checked_sub(1).and_then(|gap| gaps[gap].operator.clone()),
        }
    };
    cores.iter().enumerate().map(period).collect()
}

/// A number with its unit, and the words beside it that say that it is the least.
struct Core {
    words: Range<usize>,
    number: u32,
    unit: TimeUnit,
    at_least: bool,
}

/// The place between two periods: the first ends at `start`, the second begins at `end`.
struct Gap {
    start: usize,
    end: usize,
    operator: Option<String>,
}

enum Read {
    Period(Core),
    NotUnderstood(Range<usize>),
    Nothing,
}

struct Reader<'a> {
    text: &'a str,
    lines: LinePlaces<'a>,
    words: Vec<Token>,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// The period whose number begins at `at`.
    fn core(&self, at: usize) -> Read {
        let Some((length, halves)) = numeral(&self.words[at..]) else {
            return self.unreadable(at);
        };
        let mut unit_at = at + length;
        if self.key(unit_at) == "(" && self.key(unit_at + 2) == ")" {
            unit_at += 3;
        }
        let Some(unit) = self.unit(unit_at) else {
            return self.unreadable(at);
        };
        let end = unit_at + 1;
        if self.ends_with(at, "recent").is_some() || halves > 2 * MOST {
            return Read::Nothing;
        }
        let most = self.ends_with(at, "at-most").or_else(|| self.sense(end, "at-most").map(|_| at));
        if let Some(start) = most {
            let end = end + self.sense(end, "at-most").unwrap_or(0);
            return Read::NotUnderstood(start..end);
        }
        let (number, unit) = match (halves, unit) {
            (halves, unit) if halves % 2 == 0 => (halves / 2, unit),
            (halves, TimeUnit::Year) => (halves * 6, TimeUnit::Month),
            _ => return Read::NotUnderstood(at..end),
        };
        let before = self.ends_with(at, "at-least");
        let behind = self.sense(end, "at-least");
        let words = before.unwrap_or(at)..end + behind.unwrap_or(0);
        Read::Period(Core { words, number, unit, at_least: before.is_some() || behind.is_some() })
    }

    /// Digits before a unit that are no number, such as `2-3 года`; years of dates have four digits.
    fn unreadable(&self, at: usize) -> Read {
        let key = self.key(at);
        let digits = key.chars().take_while(char::is_ascii_digit).count();
        let is_number = (1..=2).contains(&digits) && key.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
        match self.unit(at + 1) {
            Some(_) if is_number && key.contains('-') => Read::NotUnderstood(at..at + 2),
            _ => Read::Nothing,
        }
    }

    fn unit(&self, at: usize) -> Option<TimeUnit> {
        let key = self.key(at);
        if YEARS.contains(&key) { Some(TimeUnit::Year) } else { MONTHS.contains(&key).then_some(TimeUnit::Month) }
    }

    /// The number of words of a phrase of the sense `wanted` that stands at `at`.
    fn sense(&self, at: usize, wanted: &str) -> Option<usize> {
        let (length, sense) = self.lexicon.phrase_at(self.words.get(at..)?)?;
        (sense == wanted).then_some(length)
    }

    /// Where a phrase of the sense `wanted` begins that ends before `at`; the longest.
    fn ends_with(&self, at: usize, wanted: &str) -> Option<usize> {
        (at.saturating_sub(3)..at).find(|start| {
            self.lexicon
                .phrase_at(&self.words[*start..])
                .is_some_and(|(length, sense)| start + length == at && sense == wanted)
        })
    }

    /// Where one period ends and the next begins: at the last conjunction or strong mark, else at the last comma, else before
    /// the next.
    fn gap(&self, words: Range<usize>) -> Gap {
        let conjunction = |at: usize| match self.lexicon.phrase_at(&self.words[at..]) {
            Some((length, "or" | "and-or" | "and")) => Some((at, at + length)),
            _ => matches!(self.key(at), ";" | ".").then_some((at, at + 1)),
        };
        let comma = |at: usize| (self.key(at) == ",").then_some((at, at + 1));
        let parted = words.clone().rev().find_map(conjunction).or_else(|| words.clone().rev().find_map(comma));
        let (mut start, end) = parted.unwrap_or((words.end, words.end));
        let operator = (start < end && self.key(start) != ".").then(|| self.printed(&(start..end)).to_owned());
        if start > words.start && matches!(self.key(start - 1), "," | ";") {
            start -= 1;
        }
        Gap { start, end, operator }
    }

    /// Where the words of the first period begin, whose number stands at `at`.
    fn beginning(&self, at: usize) -> usize {
        (0..at).rev().find(|mark| matches!(self.key(*mark), ";" | "." | ":" | "," | ")")).map_or(0, |mark| mark + 1)
    }

    /// Where the words of the last period end, whose number ends at `at`.
    fn ending(&self, at: usize) -> usize {
        (at..self.words.len())
            .find(|at| matches!(self.key(*at), ";" | "." | "(") || self.sense(*at, "or").is_some())
            .unwrap_or(self.words.len())
    }

    fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    fn printed(&self, words: &Range<usize>) -> &str {
        if words.is_empty() { "" } else { &self.text[self.bytes(words)] }
    }

    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].start..self.words[words.end - 1].end
    }
}

#[cfg(test)]
mod tests;
