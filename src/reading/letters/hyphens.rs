//! Words that are cut at the end of a line: `мәселелер бойын-` ⏎ `ша` is бойынша, but `мұнай-` ⏎ `газ` is мұнай-газ and
//! `№ 02-` ⏎ `01-02/5` is № 02-01-02/5.
//!
//! The document itself is the evidence: what stands whole elsewhere in it. No line is added or lost: the rest of the word
//! moves to the line where it began, or the beginning to the rest when the rest is alone on its line.

use std::collections::HashSet;

use super::characters::{SOFT, is_dash, is_hyphen};
use crate::reading::text::is_cyrillic;

/// At most so many lines with words are looked at behind a page break, beyond its page number, header and footer.
const FARTHEST: usize = 6;
/// So many blanks in a line part the columns of a page.
const GAP: &str = "   ";
/// The shortest word, in letters, that stands for itself behind a hyphen and is no ending.
const SHORTEST_WORD: usize = 4;
/// What follows a first half that stands for two words: `мұнай- және газ`.
const CONJUNCTIONS: [&str; 9] = ["және", "немесе", "мен", "бен", "пен", "и", "или", "не", "да"];

/// How two halves belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// They are one word; the hyphen was put in where the line ends.
    Word,
    /// They are one word with the hyphen.
    Hyphen,
    /// They are two words, or it cannot be told.
    Apart,
}

/// Tells how `first`, which stands before a hyphen at the end of a line, and `rest`, which begins the next line, belong
/// together. `soft` says that the mark is no printed hyphen but one for the cut, `sure` that only evidence counts.
pub(super) fn joint(first: &str, rest: &str, soft: bool, sure: bool, words: &Words) -> Joint {
    let (Some(before), Some(after)) = (first.chars().next_back(), rest.chars().next()) else { return Joint::Apart };
    let (one, other) = (first.to_lowercase(), rest.to_lowercase());
    let hyphened = words.shared(&format!("{one}-"), &other);
    if before.is_numeric() || after.is_numeric() {
        let single = first.chars().rev().nth(1).is_none_or(|letter| !letter.is_alphabetic());
        let code = !sure && (before.is_numeric() || single);
        return if code || hyphened > other.chars().count() { Joint::Hyphen } else { Joint::Apart };
    }
    if CONJUNCTIONS.contains(&other.as_str()) && !soft || is_cyrillic(before) != is_cyrillic(after) {
        return Joint::Apart;
    }
    let joined = words.shared(&one, &other);
    match joined.cmp(&hyphened) {
        std::cmp::Ordering::Greater => Joint::Word,
        std::cmp::Ordering::Less => Joint::Hyphen,
        std::cmp::Ordering::Equal if joined > 0 => Joint::Hyphen,
        std::cmp::Ordering::Equal if sure => Joint::Apart,
        std::cmp::Ordering::Equal if soft => Joint::Word,
        // A name: `Оңтүстік-` ⏎ `Қазақстан`.
        std::cmp::Ordering::Equal if after.is_uppercase() && !before.is_uppercase() => Joint::Hyphen,
        // A rest that is a word of its own is no ending: `контент-` ⏎ `талдау`.
        std::cmp::Ordering::Equal if words.has(&other) && other.chars().count() >= SHORTEST_WORD => Joint::Hyphen,
        std::cmp::Ordering::Equal if words.hyphenated => Joint::Word,
        std::cmp::Ordering::Equal => Joint::Hyphen,
    }
}

/// What was joined.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The lines on which the words began, from 0, in order.
    pub lines: Vec<usize>,
    /// Whether a word among them has no hyphen of its own.
    pub hyphenated: bool,
    /// The first word's halves, and the word.
    pub example: Option<[String; 3]>,
}

/// A line that ends inside a word.
struct Cut {
    /// The byte at which the word begins, with what is glued to it: `(бойын-`.
    start: usize,
    /// The byte of the mark.
    mark: usize,
    soft: bool,
}

/// Whether the last word of `line` may go on in another line.
pub(super) fn is_cut(line: &str) -> bool {
    cut(line).is_some()
}

fn cut(line: &str) -> Option<Cut> {
    let bare = line.trim_end();
    let last = bare.chars().next_back().filter(|letter| is_dash(*letter) || *letter == SOFT)?;
    let mark = bare.len() - last.len_utf8();
    let before = bare[..mark].chars().next_back()?;
    let is_mark = before.is_numeric() || (before.is_alphabetic() && (is_hyphen(last) || last == SOFT));
    let start = bare[..mark].rfind(char::is_whitespace).map_or(0, |blank| blank + blank_length(&bare[blank..]));
    is_mark.then_some(Cut { start, mark, soft: last == SOFT })
}

fn blank_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Joins the words that are cut at the ends of `lines`; `words` are those of the whole document.
pub(super) fn join(lines: &mut [String], words: &Words) -> Joined {
    let mut joined = Joined::default();
    for index in 0..lines.len() {
        while let Some(cut) = cut(&lines[index]) {
            let Some((rest, joint)) = rest_of(lines, index, &cut, words) else { break };
            let line = &lines[index];
            let chunk = &lines[rest.line][rest.start..rest.end];
            joined.hyphenated |= joint == Joint::Word;
            let hyphen = if joint == Joint::Hyphen { "-" } else { "" };
            let word = format!("{}{hyphen}{chunk}", &line[cut.start..cut.mark]);
            if joined.lines.last() != Some(&index) {
                joined.lines.push(index);
            }
            joined.example.get_or_insert_with(|| [line[cut.start..].trim_end().into(), chunk.into(), word.clone()]);
            place(lines, index, &cut, &rest, word);
        }
    }
    joined
}

/// The place of the rest of a word.
struct Rest {
    line: usize,
    start: usize,
    end: usize,
    /// Whether it stands in a column of its own.
    in_column: bool,
}

impl Rest {
    fn at(line: usize, text: &str, from: usize, in_column: bool) -> Self {
        let start = from + (text[from..].len() - text[from..].trim_start().len());
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
        Self { line, start, end, in_column }
    }
}

fn rest_of(lines: &[String], index: usize, cut: &Cut, words: &Words) -> Option<(Rest, Joint)> {
    let inner = |text: &str| text.chars().take_while(|letter| is_inner(*letter)).map(char::len_utf8).sum();
    let head = &lines[index][cut.start..cut.mark];
    let first = &head[head.rfind(|letter| !is_inner(letter)).map_or(0, |at| at + blank_length(&head[at..]))..];
    let told = |rest: Rest, sure: bool| {
        let chunk = &lines[rest.line][rest.start..rest.end];
        let length: usize = inner(chunk);
        let word = chunk[..length].trim_end_matches(|letter| is_hyphen(letter) || letter == SOFT);
        Some(joint(first, word, cut.soft, sure, words))
            .filter(|joint| *joint != Joint::Apart)
            .map(|joint| (rest, joint))
    };
    let next = lines.get(index + 1).filter(|line| !line.trim().is_empty());
    if let Some(next) = next {
        let last_column = next.trim().rfind(GAP).map(|gap| next.len() - next.trim_start().len() + gap);
        let columns = last_column.is_some() || lines[index].trim().contains(GAP);
        let in_column = last_column.and_then(|gap| told(Rest::at(index + 1, next, gap, true), true));
        // A page's number stands alone.
        let number =
            next.trim().parse::<u32>().is_ok() && lines.get(index + 2).is_none_or(|line| line.trim().is_empty());
        // The rest of a label may stand alone between the halves of a word of the text beside it.
        let alone = next.split_whitespace().count() == 1;
        let found = in_column.or_else(|| told(Rest::at(index + 1, next, 0, columns), columns || number || alone));
        if found.is_some() {
            return found;
        }
    }
    let beyond = lines.iter().enumerate().skip(index + 1).filter(|(_, line)| !line.trim().is_empty());
    if let Some(found) = beyond.clone().take(FARTHEST).find_map(|(at, line)| told(Rest::at(at, line, 0, false), true)) {
        return Some(found);
    }
    let alone = next.filter(|next| next.split_whitespace().count() == 1 && next.trim().parse::<u32>().is_err());
    // A number goes on with digits, not with the words of a label.
    let goes_on = |next: &&String| !first.ends_with(char::is_numeric) || next.trim().starts_with(char::is_numeric);
    if let Some(found) = alone.filter(goes_on).and_then(|next| told(Rest::at(index + 1, next, 0, false), false)) {
        return Some(found);
    }
    let (at, line) = beyond.clone().find(|(_, line)| line.trim().parse::<u32>().is_err())?;
    let rest = Rest::at(at, line, 0, false);
    let goes_on =
        cut.soft && line[rest.start..].starts_with(|letter: char| is_cyrillic(letter) && letter.is_lowercase());
    goes_on.then(|| told(rest, false)).flatten()
}

/// Puts `word` in the place of its halves.
fn place(lines: &mut [String], index: usize, cut: &Cut, rest: &Rest, word: String) {
    let (before, behind) = (&lines[rest.line][..rest.start], &lines[rest.line][rest.end..]);
    let first = lines[index][..cut.start].to_owned();
    if !before.trim().is_empty() || !behind.trim().is_empty() {
        let left = if rest.in_column {
            // The columns behind it stay where they are.
            let width = lines[rest.line][rest.start..rest.end].chars().count();
            format!("{before}{}{behind}", " ".repeat(width))
        } else {
            format!("{before}{}", behind.trim_start())
        };
        lines[rest.line] = left;
        lines[index] = format!("{first}{word}");
    } else if !first.trim().is_empty() {
        lines[rest.line] = format!("{before}{word}{behind}");
        lines[index] = first.trim_end().to_owned();
    } else if let Some((line, behind)) = lines.get(rest.line + 1).and_then(|next| next.trim_start().split_once(' '))
        && !behind.trim().is_empty()
    {
        // Both halves are alone: a blank line would part what stands together, so a word of the next line fills it.
        let (line, behind) = (format!("{before}{line}"), behind.trim_start().to_owned());
        lines[rest.line + 1] = behind;
        lines[rest.line] = line;
        lines[index] = format!("{first}{word}");
    } else {
        lines[rest.line].clear();
        lines[index] = format!("{first}{word}");
    }
}

/// Returns `line` without the soft hyphens inside it; where blanks stand for a line end behind one, they go too.
pub(super) fn without_inner_marks(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(SOFT) {
        text.push_str(&rest[..at]);
        let behind = rest[at..].trim_start_matches(SOFT);
        let next = behind.trim_start();
        if next.is_empty() {
            text.push(SOFT);
            text.push_str(behind);
            return text;
        }
        let goes_on = text.ends_with(is_cyrillic)
            && next.starts_with(|letter: char| is_cyrillic(letter) && letter.is_lowercase());
        rest = if goes_on { next } else { behind };
    }
    text.push_str(rest);
    text
}

/// The fewest letters of the second half that a known word must share to speak for it.
const FEWEST_SHARED: usize = 3;

/// Words that stand whole in a document, with those that have inner hyphens.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// In lower case, sorted, each once.
    known: Vec<String>,
    /// Whether words without a hyphen of their own may be cut at the ends of lines.
    pub(super) hyphenated: bool,
}

impl Words {
    /// The words of `text`, without those beside a hyphen at the end of a line.
    pub(super) fn of(text: &str) -> Self {
        let mut known: HashSet<String> = HashSet::new();
        let mut cut = false;
        for line in text.split('\n') {
            let bare = line.trim_end();
            let ends_cut = bare.ends_with(|letter| is_hyphen(letter) || letter == SOFT);
            let words: Vec<&str> = bare.split(|letter: char| !is_inner(letter)).collect();
            let last = words.len() - 1;
            for (index, word) in words.iter().enumerate() {
                let torn = (cut && index == 0) || (ends_cut && index == last);
                let word = word.trim_matches(is_hyphen);
                if torn || word.is_empty() {
                    continue;
                }
                if !known.contains(word) {
                    known.insert(word.to_owned());
                }
            }
            cut = ends_cut;
        }
        let mut known: Vec<String> = known.into_iter().flat_map(|word| with_parts(&word.to_lowercase())).collect();
        known.sort_unstable();
        known.dedup();
        Self { known, hyphenated: true }
    }

    /// Whether `word`, in lower case, is known.
    pub(super) fn has(&self, word: &str) -> bool {
        self.known.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// How many letters behind `first` the known word has in common that is most like `first` and `rest` together; none when
    /// they are too few to tell. A known word itself has one more.
    pub(super) fn shared(&self, first: &str, rest: &str) -> usize {
        let word = format!("{first}{rest}");
        if self.has(&word) {
            return rest.chars().count() + 1;
        }
        let at = self.known.partition_point(|known| *known < word);
        let near = self.known[at.saturating_sub(1)..(at + 1).min(self.known.len())].iter();
        let common = |known: &String| {
            let behind = known.strip_prefix(first).map_or("", |behind| behind);
            behind.chars().zip(rest.chars()).take_while(|(one, other)| one == other).count()
        };
        near.map(common).max().filter(|shared| *shared >= FEWEST_SHARED.min(rest.chars().count())).unwrap_or(0)
    }
}

fn is_inner(letter: char) -> bool {
    letter.is_alphanumeric() || is_hyphen(letter)
}

/// A word, and the words that its hyphens join.
fn with_parts(word: &str) -> Vec<String> {
    let parts = word.split(is_hyphen).filter(|part| *part != word && !part.is_empty());
    parts.map(str::to_owned).chain([word.to_owned()]).collect()
}
