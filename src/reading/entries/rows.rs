//! Finds which text belongs to which row of an entry.
//!
//! Usually a label stands before its row's text. Where a page break cuts a row, the label stands after the break, in the
//! middle of its text (`text ⏎⏎⏎ label ⏎ text`, e.g. lines 2249 to 2296 of V1400009219), and nothing but white space and
//! words tells where the row before it ends: one blank line parts cells, and rows begin and end with the words that they
//! begin and end with elsewhere in the same order. The vocabulary of labels has an example of each row for orders in
//! which every page is cut.

use std::ops::Range;

use super::Row;
use super::habits::{Habits, closing, opening};
use super::marks::{Mark, Piece};
use crate::reading::vocabulary::{Gazetteer, LabelKind};

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
    /// Rows without a label that were known by their words, with their first piece.
    pub unlabelled: Vec<(Row, usize)>,
    /// Rows that stand before a row that they usually follow, with their label.
    pub out_of_order: Vec<(Row, usize)>,
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

impl Slot {
    fn is_after_page_break(&self, pieces: &[Piece]) -> bool {
        self.label.is_some_and(|label| pieces[label].after_page_break)
    }
}

/// Returns the rows of the entries whose pieces are in `regions`; `form` has examples of what rows say.
pub(super) fn read(pieces: &[Piece], regions: &[Range<usize>], form: &Gazetteer) -> Vec<Rows> {
    let mut habits = Habits::of_examples(form);
    let slots: Vec<Vec<Slot>> = regions.iter().map(|region| slots(pieces, region.clone())).collect();
    for slots in &slots {
        for (index, slot) in slots.iter().enumerate() {
            let Some(row) = slot.row else { continue };
            // A label behind a page break may stand in the middle of its row.
            if let Some(&first) = slot.texts.first().filter(|_| !slot.is_after_page_break(pieces)) {
                habits.add_opening(row, opening(pieces[first].texts()));
            }
            let undisturbed = slots.get(index + 1).is_none_or(|next| !next.is_after_page_break(pieces));
            if let Some(&last) = slot.texts.last().filter(|_| undisturbed) {
                habits.add_closing(row, closing(pieces[last].texts()));
            }
        }
    }
    slots.into_iter().map(|slots| assign(pieces, slots, &habits)).collect()
}

fn slots(pieces: &[Piece], region: Range<usize>) -> Vec<Slot> {
    let mut slots = vec![Slot { row: None, label: None, texts: Vec::new(), inferred: false }];
    for index in region.clone() {
        let row = pieces[index].label().and_then(Row::of);
        let current = slots.last_mut().expect("there is always a slot");
        match (&pieces[index].mark, row) {
            (Mark::Label(_, by), Some(row)) => {
                let text_follows = region.contains(&(index + 1)) && pieces[index + 1].mark == Mark::Text;
                let clear = *by != LabelKind::Likeness && text_follows && !pieces[index + 1].glued;
                if clear || current.row.is_none_or(|before| before <= row) {
                    slots.push(Slot { row: Some(row), label: Some(index), texts: Vec::new(), inferred: false });
                } else {
                    current.texts.push(index); // words that only look like the label of a row already printed
                }
            }
            (Mark::Text, _) => current.texts.push(index),
            _ => {}
        }
    }
    infer_labels(pieces, &mut slots);
    slots
}

/// The rows that must follow `before` and that no slot has, each with the slot after which it is missing.
fn missing(slots: &[Slot]) -> Vec<(usize, Row)> {
    [(Row::Education, Row::Knowledge), (Row::Knowledge, Row::Experience), (Row::Experience, Row::Duties)]
        .into_iter()
        .filter(|(_, missing)| !slots.iter().any(|slot| slot.row == Some(*missing)))
        .filter_map(|(before, missing)| Some((slots.iter().rposition(|slot| slot.row == Some(before))?, missing)))
        .collect()
}

/// Where a row's label is missing, a narrow block between two blocks of text stands in its place.
fn infer_labels(pieces: &[Piece], slots: &mut Vec<Slot>) {
    for (index, row) in missing(slots).into_iter().rev() {
        let texts = &slots[index].texts;
        let place = (1..texts.len().saturating_sub(1)).find(|place| is_narrow(&pieces[texts[*place]]));
        if let Some(place) = place {
            let rest = slots[index].texts.split_off(place);
            let slot = Slot { row: Some(row), label: Some(rest[0]), texts: rest[1..].to_vec(), inferred: true };
            slots.insert(index + 1, slot);
        }
    }
}

fn is_narrow(piece: &Piece) -> bool {
    let marks = |text: &str| text.contains(['.', ';', ',', '"', '(', ')', '№']);
    piece.lines.len() <= 3
        && piece.lines.iter().all(|line| line.text.chars().count() <= WIDEST_LABEL && !marks(&line.text))
        && piece.lines[0].text.trim_start().chars().next().is_some_and(char::is_uppercase)
}

/// Where nothing stands in the place of a label, a row is known by the words with which it begins and the row above ends.
fn infer_rows(pieces: &[Piece], slots: &mut Vec<Slot>, habits: &Habits) {
    for (index, row) in missing(slots).into_iter().rev() {
        let Some(above) = slots[index].row else { continue };
        let texts = &slots[index].texts;
        let opens = |text: usize| habits.opens(row, opening(pieces[text].texts()).as_ref()) > 0;
        let closes = |text: usize| habits.closes(above, closing(pieces[text].texts()).as_ref()) > 0;
        let begins = |place: &usize| opens(texts[*place]) && closes(texts[place - 1]);
        if let Some(place) = (1..texts.len()).find(begins) {
            let texts = slots[index].texts.split_off(place);
            slots.insert(index + 1, Slot { row: Some(row), label: None, texts, inferred: false });
        }
    }
}

fn assign(pieces: &[Piece], mut slots: Vec<Slot>, habits: &Habits) -> Rows {
    infer_rows(pieces, &mut slots, habits);
    let mut rows = Rows::default();
    for index in 1..slots.len() {
        let (above, below) = slots.split_at_mut(index);
        let (above, below) = (&mut above[index - 1], &mut below[0]);
        let (Some(row), Some(label)) = (below.row, below.label) else {
            rows.unlabelled.extend(below.row.zip(below.texts.first().copied()));
            continue;
        };
        if below.inferred {
            rows.inferred_labels.push(label);
        }
        if above.row.is_some_and(|above| above > row) {
            rows.out_of_order.push((row, label));
        }
        let keep = match above.row {
            None => 0,
            Some(_) => boundary(pieces, above, below, habits),
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

/// How many of the texts of `above` belong to it; the rest are the beginning of the row `below`.
fn boundary(pieces: &[Piece], above: &Slot, below: &Slot, habits: &Habits) -> usize {
    let (Some(row), Some(next)) = (above.row, below.row) else { return above.texts.len() };
    let texts: Vec<&Piece> = above.texts.iter().map(|text| &pieces[*text]).collect();
    let first_behind_label = below.texts.first().map(|text| &pieces[*text]);
    // Two texts of one row meet at a page break or where a sentence goes on.
    let parts_cells = |at: usize| !texts[at].after_page_break && !continues(texts[at]);
    let mut best = (i32::MIN, texts.len());
    for keep in (1..=texts.len()).rev() {
        let mut score = habits.closes(row, closing(texts[keep - 1].texts()).as_ref());
        if let Some(first) = texts.get(keep).copied().or(first_behind_label) {
            score += habits.opens(next, opening(first.texts()).as_ref());
            score -= 2 * i32::from(continues(first));
        }
        score -= 2 * (1..texts.len()).filter(|at| *at != keep && parts_cells(*at)).count() as i32;
        if keep < texts.len() {
            score -= i32::from(texts[keep].after_page_break);
            // Without a page break before it, a label stands before its text.
            score -= 4 * i32::from(!below.is_after_page_break(pieces));
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
