//! Words that were hyperlinks stand after the plain words of their line, and a gap stands where they belong.
//!
//! Line 80 of V1400009219 is printed
//!
//! ```text
//! , , "Сыбайлас жемқорлыққа қарсы күрес туралы" "Әкімшілік рәсімдер туралы" "
//! ```
//!
//! and reads `"Сыбайлас жемқорлыққа қарсы күрес туралы", "Әкімшілік рәсімдер туралы", "`. A gap is a double blank, a
//! blank before a comma, a blank at the line's start, or a comma there when the line holds a quotation mark (other text is
//! wrapped before a comma too). The end of the line is cut into as many runs as there
//! are gaps, and a last run that stays; of all ways to do so, the one is taken whose neighbouring words are neighbours
//! most often in the undisturbed text of the order, if it beats the order printed. Nothing is added and nothing lost: the words are
//! only moved within their line.

use std::collections::BTreeSet;

use super::attested::{Attested, Readings, key};
use crate::reading::lines::{Block, Line};
use crate::reading::text::{Token, each_token, tokens};
use crate::reading::vocabulary::Lexicon;

/// Indentation of a paragraph, in blanks; fewer blanks at a line's start are a gap.
const INDENTATION: usize = 4;
/// What it counts for that a run is a whole quotation, in bonds: as much as a pair of words that is attested 15 times.
const BETWEEN_QUOTES: f64 = 4.0;
/// A line whose words could be divided in more ways is left as printed.
const MOST_WAYS: usize = 20_000;
/// By how much one order of words must be better attested than another to be preferred: rounding aside, at all.
const CLEARLY: f64 = 1e-9;

/// Returns `blocks` with displaced words put back in their lines, and the numbers of the lines in which words moved.
pub(super) fn restore(blocks: &[Block], lexicon: &Lexicon) -> (Vec<Block>, BTreeSet<usize>) {
    let attested = Attested::of(blocks.iter().filter(|block| !block.texts().any(has_gap)), lexicon);
    let mut moved = BTreeSet::new();
    let mut follows_gap = false;
    let mut restored: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let disturbed = follows_gap && !block.after_page_break || block.texts().any(has_gap);
        let mut lines: Vec<Line> = Vec::with_capacity(block.lines.len());
        for line in &block.lines {
            let before = || lines.last().or_else(|| restored.last().and_then(|block| block.lines.last()));
            let text = if disturbed { restore_line(&line.text, before(), &attested) } else { None };
            if text.is_some() {
                moved.insert(line.number);
            }
            let text = text.unwrap_or_else(|| line.text.clone());
            lines.push(Line { number: line.number, text });
        }
        follows_gap = disturbed;
        restored.push(Block { lines, after_page_break: block.after_page_break });
    }
    (restored, moved)
}

/// Whether a line shows a gap by itself. A comma at a line's start does not: text is wrapped there too.
fn has_gap(line: &str) -> bool {
    let line = unindented(line).trim_end();
    // Told byte by byte without a branch, which is faster than a search for each.
    let bytes = line.as_bytes();
    let [next, last] = [1, 2].map(|from| bytes.get(from..).unwrap_or_default());
    let wide = |(byte, next): (&u8, &u8)| (*byte == b' ') & ((*next == b' ') | (*next == b','));
    let between_quotes = |((byte, next), last): ((&u8, &u8), &u8)| (*byte == b'"') & (*next == b' ') & (*last == b'"');
    line.starts_with(' ')
        || bytes.iter().zip(next).fold(false, |found, pair| found | wide(pair))
        || bytes.iter().zip(next).zip(last).fold(false, |found, three| found | between_quotes(three))
}

fn unindented(line: &str) -> &str {
    let text = line.trim_start_matches([' ', '\t', '\u{A0}']);
    if line[..line.len() - text.len()].chars().count() >= INDENTATION { text } else { line }
}

/// Returns the line with its words put back, or `None` when it is right as printed.
fn restore_line(line: &str, before: Option<&Line>, attested: &Attested) -> Option<String> {
    let line = unindented(line).trim_end();
    let words = tokens(line);
    let gaps = gaps(line, &words);
    let behind = words.len() - gaps.last()?;
    if ways(behind, gaps.len()) > MOST_WAYS {
        return None;
    }
    let bonds = Bonds::new(before.map(|line| line.text.as_str()).unwrap_or_default(), line, &words, attested);
    let last = words.len() - set_apart(line, &words);
    // A run begins where a blank or the end of a sentence stands before it: marks stay with the words that they touch.
    let cuts: Vec<bool> = (0..=words.len()).map(|index| may_cut(&words, index)).collect();
    let printed: Vec<usize> = (0..words.len()).collect();
    let mut best = (bonds.strength(&printed), None);
    for start in (gaps[gaps.len() - 1] + 1..last).rev() {
        if !cuts[start] {
            continue;
        }
        for runs in divisions(start, last, gaps.len(), &cuts) {
            let order = reordered(&gaps, start, &runs, last, words.len());
            let between_quotes = runs.iter().filter(|cut| cuts_between_quotes(&words, **cut)).count();
            let strength = bonds.strength(&order) + BETWEEN_QUOTES * between_quotes as f64;
            if strength > best.0 + CLEARLY {
                best = (strength, Some(order));
            }
        }
    }
    best.1.map(|order| rejoin(line, &words, &order))
}

/// The places, as indexes of words, before which something is missing.
fn gaps(line: &str, words: &[Token]) -> Vec<usize> {
    let mut gaps = Vec::new();
    let quotes = words.iter().any(|word| word.key == "\"");
    for (index, word) in words.iter().enumerate() {
        let between = &line[if index == 0 { 0 } else { words[index - 1].end }..word.start];
        let blanks = between.chars().count();
        let comma = word.key == "," && if index == 0 { quotes } else { blanks > 0 };
        if comma || blanks > 1 || (index == 0 && blanks > 0) {
            gaps.push(index);
        }
    }
    gaps
}

/// How many words at the line's end are set in capitals with a colon: a run of its own (`БҰЙЫРАМЫН:`) that stays last.
fn set_apart(line: &str, words: &[Token]) -> usize {
    match words {
        [.., word, colon] if colon.key == ":" => {
            let printed = &line[word.start..word.end];
            if printed.chars().count() > 1 && printed.chars().all(char::is_uppercase) { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// Whether one quotation ends before `index` and another begins there: one hyperlink's end and another's beginning.
fn cuts_between_quotes(words: &[Token], index: usize) -> bool {
    index > 0 && index < words.len() && words[index - 1].key == "\"" && words[index].key == "\""
}

/// Whether the words may be cut before `index`.
fn may_cut(words: &[Token], index: usize) -> bool {
    index == 0
        || index == words.len()
        || words[index].start > words[index - 1].end
        || words[index - 1].key == "." && words[index].key.chars().all(char::is_alphabetic)
        || words[index - 1].key == "." && words[index].key == "№"
}

/// In how many ways `words` words can be cut into `runs` runs: the binomial coefficient, or more than can be counted.
fn ways(words: usize, runs: usize) -> usize {
    (0..runs).fold(1_usize, |ways, run| ways.saturating_mul(words.saturating_sub(run)) / (run + 1))
}

/// All ways to cut the words from `start` to `end` into `count` runs and a last one that may be empty: the runs' ends.
fn divisions(start: usize, end: usize, count: usize, cuts: &[bool]) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for first in (start + 1..=end).filter(|first| cuts[*first]) {
        for mut rest in divisions(first, end, count - 1, cuts) {
            rest.insert(0, first);
            found.push(rest);
        }
    }
    found
}

/// The order of words when the runs that begin at `start` stand in the `gaps`.
fn reordered(gaps: &[usize], start: usize, runs: &[usize], last: usize, count: usize) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    let mut run_start = start;
    let mut plain = 0;
    for (gap, run_end) in gaps.iter().zip(runs) {
        order.extend(plain..*gap);
        order.extend(run_start..*run_end);
        plain = *gap;
        run_start = *run_end;
    }
    order.extend(plain..start);
    order.extend(run_start..last);
    order.extend(last..count);
    order
}

/// Writes the words in `order`, with the blanks that stood between words that are still neighbours.
fn rejoin(line: &str, words: &[Token], order: &[usize]) -> String {
    let mut text = String::with_capacity(line.len());
    for (position, &index) in order.iter().enumerate() {
        if position > 0 {
            let before = order[position - 1];
            let neighbours = before + 1 == index && words[index].start == words[before].end;
            let comma = words[index].key == ",";
            if !neighbours && !comma {
                text.push(' ');
            }
        }
        text.push_str(&line[words[index].start..words[index].end]);
    }
    text
}

/// How well each word of a line is known as the neighbour of each other, reckoned once.
struct Bonds {
    first: Vec<f64>,
    between: Vec<Vec<f64>>,
}

impl Bonds {
    /// The bonds of the `words` of `line`, which follows the line `before`.
    fn new(before: &str, line: &str, words: &[Token], attested: &Attested) -> Self {
        let last = each_token(before).last().map(|word| attested.readings(&key(before, &word))).unwrap_or_default();
        let readings: Vec<Readings> = words.iter().map(|word| attested.readings(&key(line, word))).collect();
        let from = |left: &Readings| readings.iter().map(|right| attested.bond(left, right)).collect();
        Self { first: from(&last), between: readings.iter().map(from).collect() }
    }

    fn strength(&self, order: &[usize]) -> f64 {
        let first = order.first().map_or(0.0, |index| self.first[*index]);
        first + order.windows(2).map(|pair| self.between[pair[0]][pair[1]]).sum::<f64>()
    }
}
