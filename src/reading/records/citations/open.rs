//! Citations that name no act: `осы санаттағы … қатынастарды реттейтін нормативтік құқықтық актілерін`, `законодательства,
//! регулирующего отношения в областях, соответствующих специализации должности`.
//!
//! The words are those of the scheme `open-citation`. In Kazakh the word for legislation ends the phrase, in Russian it begins
//! it, and clauses behind commas may follow. Legislation that is only the object of other work (`нормативтік құқықтық
//! актілерді әзірлеу`, `разработки нормативных правовых актов`) is cited by nobody.

use std::ops::Range;

use super::kinds::{is_state, kind_at, legislation_at, noun_at};
use super::{Place, overlap};
use crate::reading::text::{Language, Token, without_genitive};
use crate::reading::vocabulary::Lexicon;

/// Endings of what a Kazakh text demands to be known.
const KAZAKH_OBJECT: [&str; 8] = ["ын", "ін", "ны", "ні", "ды", "ді", "ты", "ті"];
/// Endings of Russian adjectives and participles in the genitive, dative and plural.
const RUSSIAN_ADJECTIVE: [&str; 14] =
    ["ого", "его", "ому", "ему", "ых", "их", "ые", "ие", "ым", "им", "ыми", "ими", "ое", "ую"];
/// Endings of Russian participles that begin a clause behind a comma.
const RUSSIAN_PARTICIPLE: [&str; 12] =
    ["щих", "щего", "щему", "щими", "щим", "щие", "щее", "щихся", "щегося", "нных", "нного", "мых"];
const CONJUNCTIONS: [&str; 7] = ["және", "мен", "сондай-ақ", "и", "а", "также", "или"];

/// The bytes of the open citations in a text of the tokens `words` that cites acts at `places`.
pub(super) fn read(words: &[Token], places: &[Place], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let reader = Reader { words, lexicon, segments: segments(words, places) };
    let mut found: Vec<Range<usize>> = Vec::new();
    for index in 0..reader.segments.len() {
        let phrase = match lexicon.language {
            Language::Kazakh => reader.kazakh(index),
            Language::Russian => reader.russian(index),
        };
        let Some(phrase) = phrase else { continue };
        let bytes = words[phrase.start].start..words[phrase.end - 1].end;
        if !found.iter().any(|known| overlap(known, &bytes)) {
            found.push(bytes);
        }
    }
    found
}

/// The runs of words with neither a mark nor a cited act between them.
fn segments(words: &[Token], places: &[Place]) -> Vec<Range<usize>> {
    let mut segments: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let cited = places.iter().any(|place| place.bytes.start <= word.start && word.end <= place.bytes.end);
        if cited || !word.key.starts_with(char::is_alphanumeric) {
            continue;
        }
        match segments.last_mut() {
            Some(segment) if segment.end == at => segment.end += 1,
            _ => segments.push(at..at + 1),
        }
    }
    segments
}

struct Reader<'a> {
    words: &'a [Token],
    lexicon: &'a Lexicon,
    segments: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn kazakh(&self, index: usize) -> Option<Range<usize>> {
        let segment = self.segments[index].clone();
        let end = segment.clone().rev().find_map(|at| {
            self.end_of_phrase(at + legislation_at(&self.words[at..segment.end], self.lexicon)?, segment.end)
        })?;
        let mut start = self.trimmed(segment.start, end);
        // A list of fields before the word: `бюджет, салық және баға саласындағы қатынастарды реттейтін заңнаманы`.
        let mut before = index;
        while start == self.segments[before].start && before > 0 {
            let previous = self.segments[before - 1].clone();
            let comma = previous.end + 1 == self.segments[before].start && self.words[previous.end].key == ",";
            let last = &self.words[previous.end - 1].key;
            let from = self.trimmed(previous.start, previous.end);
            let other = KAZAKH_OBJECT.iter().any(|ending| last.ends_with(ending))
                || (from..previous.end)
                    .any(|at| self.is(at, "knowing") || kind_at(&self.words[at..], self.lexicon).is_some());
            if !comma || other {
                break;
            }
            before -= 1;
            start = from;
        }
        Some(start..end)
    }

    /// Where a phrase ends whose word for legislation ends before the word `noun`: there, if nothing, a word of knowing or a
    /// conjunction follows; behind the word for a part of legislation (`заңнамасының негіздерін`); else nowhere.
    fn end_of_phrase(&self, noun: usize, segment: usize) -> Option<usize> {
        let follows =
            noun == segment || self.is(noun, "knowing") || CONJUNCTIONS.contains(&self.words[noun].key.as_str());
        let genitive = without_genitive(&self.words[noun - 1].key).is_some();
        let part = (noun..segment.min(noun + 3)).find(|at| genitive && self.is(*at, "part"));
        part.map(|part| part + 1).or(follows.then_some(noun))
    }

    fn russian(&self, index: usize) -> Option<Range<usize>> {
        let segment = self.segments[index].clone();
        let start = segment.clone().find_map(|at| {
            legislation_at(&self.words[at..segment.end], self.lexicon)?;
            let adjective = |at: &usize| {
                let key = &self.words[*at].key;
                let ending = RUSSIAN_ADJECTIVE.iter().any(|ending| key.ends_with(ending));
                (is_state(&self.words[*at]) || ending) && !self.is(*at, "knowing")
            };
            let start = (segment.start..at).rev().take_while(adjective).last().unwrap_or(at);
            let Some(before) = start.checked_sub(1).filter(|before| segment.contains(before)) else {
                return Some(start);
            };
            let free = self.is(before, "knowing") || CONJUNCTIONS.contains(&self.words[before].key.as_str());
            if self.is(before, "part") { Some(before) } else { free.then_some(start) }
        })?;
        let mut end = segment.end;
        for next in self.segments[index..].windows(2) {
            let [last, next] = next else { break };
            let comma = last.end + 1 == next.start && self.words[last.end].key == ",";
            let first = &self.words[next.start].key;
            if !comma || !RUSSIAN_PARTICIPLE.iter().any(|ending| first.ends_with(ending)) {
                break;
            }
            end = next.end;
        }
        while end > start + 1
            && (CONJUNCTIONS.contains(&self.words[end - 1].key.as_str())
                || kind_at(&self.words[end - 1..end], self.lexicon).is_some())
        {
            end -= 1;
        }
        Some(start..end)
    }

    /// Where the phrase begins behind kinds of act, conjunctions and words of knowing that end what stands before it.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        let closes = |at: usize| {
            self.is(at, "knowing")
                || CONJUNCTIONS.contains(&self.words[at].key.as_str())
                || kind_at(&self.words[at..end], self.lexicon).is_some()
        };
        (start..end).find(|at| !closes(*at)).unwrap_or(start)
    }

    fn is(&self, at: usize, notation: &str) -> bool {
        self.words.get(at..).is_some_and(|words| {
            noun_at(words, &self.lexicon.open_citations, self.lexicon.language)
                .is_some_and(|(_, concept)| concept.notation.as_deref() == Some(notation))
        })
    }
}
