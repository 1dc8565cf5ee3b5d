//! Divides the texts of an entry among its rows.
//!
//! The texts stand in the order of the rows, and so do the labels; but where a label stands among the texts depends on the
//! program that wrote them: before its text, in its middle (where cells are centred), or after several texts (where a column
//! is written whole). So each way to divide the texts is weighed: by the labels, by white space, and by the words with which
//! rows begin and end in this order and in the vocabulary's examples.

use std::collections::HashMap;

use super::super::Row;
use super::super::habits::{Habits, closing, opening};
use super::Page;

/// A line of text in a row.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    pub text: String,
    /// Whether something parts it from the line before: a blank line or the edge of a cell.
    pub opens_block: bool,
    pub after_page_break: bool,
}

/// The texts of one entry, and before which lines the first and the last part of each row's label stand; none where it has no
/// label.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub lines: Vec<TextLine>,
    pub labels: [Option<(usize, usize)>; 4],
}

/// For each row the lines from one index to another; an absent row has none.
pub(super) type Division = [std::ops::Range<usize>; 4];

impl Texts {
    /// The parts `texts`, which stand behind the part `from`, and the places of the labels of rows, each of parts, among them.
    pub(super) fn of<'a>(
        page: &Page,
        mut from: usize,
        texts: &[usize],
        labels: impl Iterator<Item = (Row, &'a [usize])>,
    ) -> Self {
        let mut found = Self::default();
        for &part in texts {
            let between = &page.parts[from.min(part)..=part];
            found.lines.push(TextLine {
                text: page.parts[part].text.clone(),
                opens_block: between.iter().any(|part| part.opens_block),
                after_page_break: between.iter().any(|part| part.after_page_break),
            });
            from = part + 1;
        }
        for (row, parts) in labels {
            let place = |part: usize| texts.partition_point(|text| *text < part);
            found.labels[row as usize].get_or_insert((place(parts[0]), place(parts[parts.len() - 1])));
        }
        found
    }
}

/// A habit is learned from so many rows.
const FEWEST: usize = 2;

/// Adds to `habits` how rows of this text begin and end, by the texts that were divided.
pub(super) fn learn<'a>(habits: &mut Habits, divided: impl Iterator<Item = (&'a Texts, &'a Division)>) {
    let (mut openings, mut closings) = (HashMap::<_, usize>::new(), HashMap::<_, usize>::new());
    for (texts, division) in divided {
        for (row, range) in Row::ALL.into_iter().zip(division).filter(|(_, range)| !range.is_empty()) {
            let lines = &texts.lines[range.clone()];
            opening(words(lines)).into_iter().for_each(|words| *openings.entry((row, words)).or_default() += 1);
            closing(words(lines)).into_iter().for_each(|words| *closings.entry((row, words)).or_default() += 1);
        }
    }
    let openings = openings.into_iter().filter(|(_, count)| *count >= FEWEST);
    openings.for_each(|((row, words), _)| habits.add_learned_opening(row, words));
    let closings = closings.into_iter().filter(|(_, count)| *count >= FEWEST);
    closings.for_each(|((row, words), _)| habits.add_closing(row, Some(words)));
}

/// The texts of lines, for [`opening`] and [`closing`].
pub(super) fn words(lines: &[TextLine]) -> impl DoubleEndedIterator<Item = &str> {
    lines.iter().map(|line| line.text.as_str())
}

/// A row may begin with any line of so many.
const MOST_LINES: usize = 500;
/// A label directly before its text, in its middle, and elsewhere.
const BEFORE: i32 = 6;
const CENTRED: i32 = 5;
const ELSEWHERE: i32 = -2;
/// A label without a text, and a text without a label whose words do not tell its row.
const EMPTY: i32 = -12;
const UNKNOWN: i32 = -100;

/// Returns the best division of `texts`; `parted` says whether blank lines part the cells of this text.
pub(super) fn divide(texts: &Texts, habits: &Habits, parted: bool) -> Division {
    let count = texts.lines.len();
    let words = Words::of(texts, habits, parted);
    let starts = words.starts();
    // best[row][end]: the best score of the rows up to `row` that take the lines before `end`, and where `row` begins.
    let mut best = vec![vec![(i32::MIN / 2, 0_usize); count + 1]; 4];
    for row in 0..4 {
        for end in 0..=count {
            for start in starts.iter().copied().filter(|start| *start <= end).chain([end]) {
                let before = match row {
                    0 if start == 0 => 0,
                    0 => continue,
                    row => best[row - 1][start].0,
                };
                let score = before + words.score(row, start, end);
                if score > best[row][end].0 {
                    best[row][end] = (score, start);
                }
            }
        }
    }
    let mut division: Division = std::array::from_fn(|_| count..count);
    let mut end = count;
    for row in (0..4).rev() {
        let start = best[row][end].1;
        division[row] = start..end;
        end = start;
    }
    division
}

/// What the words and the white space say of each place, reckoned once.
struct Words<'a> {
    texts: &'a Texts,
    opening: Vec<[i32; 4]>,
    closing: Vec<[i32; 4]>,
    /// How well a row begins at each line, whatever row it is.
    begins: Vec<i32>,
    /// How many lines before each look like the beginning of another cell.
    inner: Vec<i32>,
}

impl<'a> Words<'a> {
    fn of(texts: &'a Texts, habits: &Habits, parted: bool) -> Self {
        let lines = &texts.lines;
        let rows = |known: &dyn Fn(Row) -> i32| std::array::from_fn(|row| known(Row::ALL[row]));
        let label_at = |index: usize| texts.labels.iter().flatten().any(|(first, _)| *first == index);
        let opening = (0..lines.len())
            .map(|at| opening(words(&lines[at..])))
            .map(|words| rows(&|row| habits.opens(row, words.as_ref())));
        let closing = (1..=lines.len())
            .map(|end| closing(words(&lines[..end])))
            .map(|words| rows(&|row| habits.closes(row, words.as_ref())));
        let begins = lines.iter().enumerate().map(|(index, line)| {
            let white = if line.after_page_break {
                0
            } else if line.opens_block || label_at(index) {
                2
            } else if parted {
                -4
            } else {
                -1
            };
            white - if goes_on(&line.text) { 4 } else { 0 }
        });
        let mut inner = vec![0];
        for line in lines {
            let cell = line.opens_block && !line.after_page_break && !goes_on(&line.text);
            inner.push(inner[inner.len() - 1] + i32::from(cell));
        }
        Self { texts, opening: opening.collect(), closing: closing.collect(), begins: begins.collect(), inner }
    }

    /// The lines with which a row may begin: all, unless they are too many to try.
    fn starts(&self) -> Vec<usize> {
        let count = self.texts.lines.len();
        let labels = || self.texts.labels.iter().flatten().map(|(first, _)| *first).filter(|first| *first < count);
        let known = (0..count)
            .filter(|at| self.opening[*at].iter().any(|known| *known > 0) || labels().any(|label| label == *at));
        match count {
            0..=MOST_LINES => (0..count).collect(),
            _ => [0].into_iter().chain(known.take(MOST_LINES)).collect(),
        }
    }

    /// What speaks for the lines from `start` to `end` as the row with this index.
    fn score(&self, row: usize, start: usize, end: usize) -> i32 {
        let label = self.texts.labels[row];
        if start == end {
            return if label.is_some() { EMPTY } else { 0 };
        }
        let (opening, closing) = (2 * self.opening[start][row], 2 * self.closing[end - 1][row]);
        let mut score = opening + closing + self.begins[start] - 2 * (self.inner[end] - self.inner[start + 1]);
        score += match label {
            Some((first, _)) if first == start => BEFORE,
            Some((first, last)) if first > start && last <= end && (first + last).abs_diff(start + end) <= 2 => CENTRED,
            Some((first, _)) if first > start && first < end => 0,
            Some(_) => ELSEWHERE,
            None if opening > 0 && (start == 0 || row == 0 || self.closing[start - 1][row - 1] > 0) => -3,
            None => UNKNOWN,
        };
        score
    }
}

/// Whether a text begins in the middle of a sentence.
fn goes_on(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_lowercase() || matches!(letter, ',' | ';' | '.' | ')' | '('))
}
