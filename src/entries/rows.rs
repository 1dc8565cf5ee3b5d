//! Finds which text belongs to which row of an entry.
//!
//! Usually a label stands before its row's text. Where a page break cuts a row, the label stands after the break, in the
//! middle of its text (`text ⏎⏎⏎ label ⏎ text`, e.g. lines 2249 to 2296 of V1400009219), and nothing but the words tells
//! where the row before it ends. The words that rows end and begin with elsewhere in the same order tell it: a boundary
//! is best where the text before it ends as that row ends, and the text after it begins as that row begins. The vocabulary of
//! labels has an example of each row for orders in which every page is cut.

use std::collections::HashSet;
use std::ops::Range;

use super::Row;
use super::marks::{Mark, Piece};
use crate::text::tokens;
use crate::vocabulary::Gazetteer;

/// The widest line, in characters, of a block that may be a label of unknown wording.
const WIDEST_LABEL: usize = 26;

/// The rows of one entry, as indexes of pieces.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Each print of a row, in the order of the page, with its pieces of text.
    pub texts: Vec<(Row, Vec<usize>)>,
    /// The rows whose label stands inside their text, with the label.
    pub displaced: Vec<(Row, usize)>,
    /// Pieces that were taken for a row's label because of their place.
    pub inferred_labels: Vec<usize>,
    /// Pieces of text that belong to no row.
    pub left_over: Vec<usize>,
}

/// A label and the texts between it and the next.
#[derive(Debug)]
struct Slot {
    /// None for what stands before the first row's label.
    row: Option<Row>,
    label: Option<usize>,
    texts: Vec<usize>,
    inferred: bool,
}

/// Returns the rows of the entries whose pieces are in `regions`; `form` has examples of what rows say.
pub(super) fn read(pieces: &[Piece], regions: &[Range<usize>], form: &Gazetteer) -> Vec<Rows> {
    let slots: Vec<Vec<Slot>> = regions.iter().map(|region| slots(pieces, region.clone())).collect();
    let mut habits = Habits::default();
    for row in Row::ALL {
        let concepts = form.concepts().iter().filter(|concept| concept.notation.as_deref() == Some(row.notation()));
        concepts.flat_map(|concept| &concept.examples).for_each(|example| habits.learn_example(row, example));
    }
    for slots in &slots {
        for (index, slot) in slots.iter().enumerate() {
            let undisturbed =
                slots.get(index + 1).and_then(|next| next.label).is_none_or(|label| !pieces[label].after_page_break);
            if let (Some(row), true) = (slot.row, undisturbed || slot.texts.len() == 1) {
                habits.learn(row, pieces, &slot.texts);
            }
        }
    }
    slots.into_iter().map(|slots| assign(pieces, slots, &habits)).collect()
}

fn slots(pieces: &[Piece], region: Range<usize>) -> Vec<Slot> {
    let mut slots = vec![Slot { row: None, label: None, texts: Vec::new(), inferred: false }];
    for index in region {
        let row = Row::ALL.into_iter().find(|row| pieces[index].is_label(row.notation()));
        let current = slots.last_mut().expect("there is always a slot");
        match (&pieces[index].mark, row) {
            (Mark::Label(..), Some(row)) if current.row.is_none_or(|before| before <= row) => {
                slots.push(Slot { row: Some(row), label: Some(index), texts: Vec::new(), inferred: false });
            }
            // A word of the text that only looks like the label of a row already printed.
            (Mark::Label(..), Some(_)) => current.texts.push(index),
            (Mark::Text, _) => current.texts.push(index),
            _ => {}
        }
    }
    infer_labels(pieces, &mut slots);
    slots
}

/// Where a row's label is missing, a narrow block between two blocks of text stands in its place.
fn infer_labels(pieces: &[Piece], slots: &mut Vec<Slot>) {
    for (before, missing) in
        [(Row::Education, Row::Knowledge), (Row::Knowledge, Row::Experience), (Row::Experience, Row::Duties)]
    {
        if slots.iter().any(|slot| slot.row == Some(missing)) {
            continue;
        }
        let Some(index) = slots.iter().rposition(|slot| slot.row == Some(before)) else {
            continue;
        };
        let texts = &slots[index].texts;
        let Some(place) = (1..texts.len().saturating_sub(1)).find(|place| is_narrow(&pieces[texts[*place]])) else {
            continue;
        };
        let rest = slots[index].texts.split_off(place);
        slots.insert(
            index + 1,
            Slot { row: Some(missing), label: Some(rest[0]), texts: rest[1..].to_vec(), inferred: true },
        );
    }
}

fn is_narrow(piece: &Piece) -> bool {
    let marks = |text: &str| text.contains(['.', ';', ',', '"', '(', ')', '№']);
    piece.lines.len() <= 3
        && piece.lines.iter().all(|line| line.text.chars().count() <= WIDEST_LABEL && !marks(&line.text))
        && piece.lines[0].text.trim_start().chars().next().is_some_and(char::is_uppercase)
}

fn assign(pieces: &[Piece], mut slots: Vec<Slot>, habits: &Habits) -> Rows {
    let mut rows = Rows::default();
    for index in 1..slots.len() {
        let (above, below) = slots.split_at_mut(index);
        let (above, below) = (&mut above[index - 1], &mut below[0]);
        let (Some(row), Some(label)) = (below.row, below.label) else {
            continue;
        };
        if below.inferred {
            rows.inferred_labels.push(label);
        }
        let keep = match above.row {
            None => 0,
            Some(row_above) => {
                boundary(pieces, row_above, &above.texts, row, &below.texts, pieces[label].after_page_break, habits)
            }
        };
        let moved = above.texts.split_off(keep.min(above.texts.len()));
        if !moved.is_empty() {
            rows.displaced.push((row, label));
            below.texts.splice(0..0, moved);
        }
    }
    for slot in slots {
        match slot.row {
            Some(row) => rows.texts.push((row, slot.texts)),
            None => rows.left_over.extend(slot.texts),
        }
    }
    rows
}

/// How many of the texts `above` belong to the row `row`; the rest are the beginning of the row `next`.
fn boundary(
    pieces: &[Piece],
    row: Row,
    above: &[usize],
    next: Row,
    below: &[usize],
    breaks: bool,
    habits: &Habits,
) -> usize {
    // One blank line parts cells, so two texts of one row meet at a page break or where a sentence goes on.
    let parts_cells = |at: usize| i32::from(!pieces[above[at]].after_page_break && !continues(&pieces[above[at]]));
    let mut best = (i32::MIN, above.len());
    for keep in (1..=above.len()).rev() {
        let first_below = above.get(keep).or(below.first());
        let mut score = habits.closing(row, &pieces[above[keep - 1]]);
        if let Some(&first) = first_below {
            score += habits.opening(next, &pieces[first]);
            score -= 2 * i32::from(continues(&pieces[first]));
        }
        score -= (1..above.len()).filter(|at| *at != keep).map(|at| 2 * parts_cells(at)).sum::<i32>();
        if keep < above.len() {
            score -= i32::from(pieces[above[keep]].after_page_break);
            if !breaks {
                score -= 4;
            }
        }
        if score > best.0 {
            best = (score, keep);
        }
    }
    best.1
}

/// Whether a text begins in the middle of a sentence.
fn continues(piece: &Piece) -> bool {
    let text = &piece.lines[0].text;
    text.starts_with(' ')
        || text
            .chars()
            .next()
            .is_some_and(|letter| letter.is_lowercase() || matches!(letter, ',' | ';' | '.' | ')' | '('))
}

/// The words with which rows begin and end in this order.
#[derive(Debug, Default)]
struct Habits {
    openings: HashSet<(Row, [String; 2])>,
    closings: HashSet<(Row, [String; 2])>,
    last_words: HashSet<(Row, String)>,
}

impl Habits {
    fn learn_example(&mut self, row: Row, example: &str) {
        let words = words_of(example);
        if let (Some(opening), Some(closing)) = (opening_words(&words), closing_words(&words)) {
            self.add(row, opening, closing);
        }
    }

    fn add(&mut self, row: Row, opening: [String; 2], closing: [String; 2]) {
        self.openings.insert((row, opening));
        self.last_words.insert((row, closing[1].clone()));
        self.closings.insert((row, closing));
    }

    fn learn(&mut self, row: Row, pieces: &[Piece], texts: &[usize]) {
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
        if let (Some(opening), Some(closing)) =
            (opening_words(&words(&pieces[*first])), closing_words(&words(&pieces[*last])))
        {
            self.add(row, opening, closing);
        }
    }

    /// 2 when the text begins as the row begins elsewhere, else 0.
    fn opening(&self, row: Row, piece: &Piece) -> i32 {
        opening_words(&words(piece)).map_or(0, |words| 2 * i32::from(self.openings.contains(&(row, words))))
    }

    /// 3 when the text ends as the row ends elsewhere, 1 when only its last word does, else 0.
    fn closing(&self, row: Row, piece: &Piece) -> i32 {
        closing_words(&words(piece)).map_or(0, |words| {
            let last = i32::from(self.last_words.contains(&(row, words[1].clone())));
            last + 2 * i32::from(self.closings.contains(&(row, words)))
        })
    }
}

fn words(piece: &Piece) -> Vec<String> {
    words_of(&piece.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn words_of(text: &str) -> Vec<String> {
    let words = tokens(text).into_iter().map(|token| token.key);
    words.filter(|key| key.chars().any(char::is_alphanumeric)).collect()
}

fn opening_words(words: &[String]) -> Option<[String; 2]> {
    match words {
        [first, second, ..] => Some([first.clone(), second.clone()]),
        _ => None,
    }
}

fn closing_words(words: &[String]) -> Option<[String; 2]> {
    match words {
        [.., before, last] => Some([before.clone(), last.clone()]),
        [last] => Some([String::new(), last.clone()]),
        [] => None,
    }
}
