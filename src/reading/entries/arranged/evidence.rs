//! Where the rows of a table begin whose labels do not stand before their texts: only what the words of rows, or as many blocks
//! as rows, tell beyond doubt.

use super::super::Row;
use super::super::habits::{Habits, closing, opening};
use super::partition::{Division, Texts, words};

/// So many blocks are looked through.
const MOST_BLOCKS: usize = 40;
/// A label has at most so many letters.
const LONGEST_LABEL: usize = 40;

/// Returns the only division of `texts` among `rows`, in their order, for which the words of rows speak most; none when they do
/// not speak for each beginning, or for several divisions alike. Without `habits` there must be as many blocks as rows.
pub(super) fn divide(texts: &Texts, rows: &[Row], habits: Option<&Habits>) -> Option<Division> {
    let lines = &texts.lines;
    // A block that begins with a small letter goes on with the text above.
    let begins = |at: &usize| lines[*at].opens_block && !lines[*at].text.starts_with(char::is_lowercase);
    let starts: Vec<usize> = (1..lines.len()).filter(begins).take(MOST_BLOCKS).collect();
    let learned = habits.is_some();
    let none = Habits::default();
    let habits = habits.unwrap_or(&none);
    let opens = |row: Row, at: usize| habits.opens(row, opening(words(&lines[at..])).as_ref()) > 0;
    let contradicted = |row: Row, at: usize| !opens(row, at) && Row::ALL.into_iter().any(|other| opens(other, at));
    let boundaries = if !learned {
        (starts.len() + 1 == rows.len()).then_some(starts)
    } else {
        // The last word alone tells half as much as the last two; most tells how rows of this document begin.
        let closes = |row: Row, at: usize| (habits.closes(row, closing(words(&lines[..at])).as_ref()) + 1) / 2;
        let here = |row: Row, at: usize| habits.opens_here(row, opening(words(&lines[at..])).as_ref());
        let evidence = |row: usize, at: usize| {
            let (above, row) = (rows[row - 1], rows[row]);
            let known = i32::from(opens(row, at)) + 2 * i32::from(here(row, at)) + closes(above, at);
            (!contradicted(row, at)).then_some(known)
        };
        best(rows.len(), 1, &starts, &evidence).filter(|found| found.alone).map(|found| found.starts)
    }?;
    let mut division = Division::default();
    for (index, row) in rows.iter().enumerate() {
        let start = if index == 0 { 0 } else { boundaries[index - 1] };
        let end = boundaries.get(index).copied().unwrap_or(lines.len());
        division[*row as usize] = start..end;
    }
    Some(division)
}

struct Best {
    score: i32,
    /// Whether no other has as much evidence.
    alone: bool,
    starts: Vec<usize>,
}

/// The best places among `starts` for the rows from `row` on.
fn best(rows: usize, row: usize, starts: &[usize], evidence: &impl Fn(usize, usize) -> Option<i32>) -> Option<Best> {
    if row >= rows {
        return Some(Best { score: 0, alone: true, starts: Vec::new() });
    }
    let mut found: Option<Best> = None;
    for (index, start) in starts.iter().enumerate() {
        let Some(here) = evidence(row, *start).filter(|here| *here > 0) else { continue };
        let Some(mut rest) = best(rows, row + 1, &starts[index + 1..], evidence) else { continue };
        rest.score += here;
        rest.starts.insert(0, *start);
        match &mut found {
            Some(known) if known.score == rest.score => known.alone = false,
            Some(known) if known.score > rest.score => {}
            _ => found = Some(rest),
        }
    }
    found
}

/// Whether a block inside a row looks like the label of a row that is not known: short, with no mark, behind a sentence. The last
/// row may list such words.
pub(super) fn hides_label(texts: &Texts, division: &Division) -> bool {
    let lines = &texts.lines;
    let ends = |text: &str| text.ends_with(['.', ';', ':', ',', '!', '?', ')', '»', '"']);
    let looks_like = |at: usize, end: usize| {
        let length = (at + 1..end).take_while(|next| !lines[*next].opens_block).count() + 1;
        let text: String = lines[at..at + length].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        lines[at].opens_block
            && at + length < end
            && text.starts_with(char::is_uppercase)
            && text.chars().count() <= LONGEST_LABEL
            && !ends(&text)
            && ends(&lines[at - 1].text)
    };
    division[..3].iter().any(|row| row.clone().skip(1).any(|at| looks_like(at, row.end)))
}
