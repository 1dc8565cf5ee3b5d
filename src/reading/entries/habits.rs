//! The words with which the rows of an order begin and end: they tell where a row ends whose label a page break has moved.

use std::collections::HashSet;

use super::Row;
use super::marks::Piece;
use crate::reading::text::each_token;
use crate::reading::vocabulary::Gazetteer;

/// The first two and the last two words of rows, and their last words alone.
#[derive(Debug, Default)]
pub(super) struct Habits {
    openings: HashSet<(Row, [String; 2])>,
    closings: HashSet<(Row, [String; 2])>,
    last_words: HashSet<(Row, String)>,
    /// The openings that this document taught.
    learned: HashSet<(Row, [String; 2])>,
}

impl Habits {
    /// Returns what the examples in the vocabulary of labels teach.
    pub(super) fn of_examples(form: &Gazetteer) -> Self {
        let mut habits = Self::default();
        for row in Row::ALL {
            let concepts = form.concepts().iter().filter(|concept| concept.notation.as_deref() == Some(row.notation()));
            for example in concepts.flat_map(|concept| &concept.examples) {
                let words: Vec<String> = words(example).collect();
                habits.add_opening(row, opening_words(&words));
                habits.add_closing(row, closing_words(&words));
            }
        }
        habits
    }

    /// Learns how the row begins from its first text.
    pub(super) fn learn_opening(&mut self, row: Row, first: &Piece) {
        self.add_opening(row, opening_words(&first_words(first)));
    }

    /// Learns how the row ends from its last text.
    pub(super) fn learn_closing(&mut self, row: Row, last: &Piece) {
        self.add_closing(row, closing_words(&last_words(last)));
    }

    pub(super) fn add_opening(&mut self, row: Row, opening: Option<[String; 2]>) {
        self.openings.extend(opening.map(|words| (row, words)));
    }

    /// Adds an opening that rows of this document have.
    pub(super) fn add_learned_opening(&mut self, row: Row, opening: [String; 2]) {
        self.learned.insert((row, opening.clone()));
        self.openings.insert((row, opening));
    }

    /// Whether rows of this document begin so, and not only the examples.
    pub(super) fn opens_here(&self, row: Row, words: Option<&[String; 2]>) -> bool {
        words.is_some_and(|words| self.learned.contains(&(row, words.clone())))
    }

    pub(super) fn add_closing(&mut self, row: Row, closing: Option<[String; 2]>) {
        if let Some(words) = closing {
            self.last_words.insert((row, words[1].clone()));
            self.closings.insert((row, words));
        }
    }

    /// 2 when the text begins as the row begins elsewhere, else 0.
    pub(super) fn opening(&self, row: Row, piece: &Piece) -> i32 {
        self.opens(row, opening_words(&first_words(piece)).as_ref())
    }

    /// As [`Self::opening`], for the first two words of a text.
    pub(super) fn opens(&self, row: Row, words: Option<&[String; 2]>) -> i32 {
        words.map_or(0, |words| 2 * i32::from(self.openings.contains(&(row, words.clone()))))
    }

    /// 3 when the text ends as the row ends elsewhere, 1 when only its last word does, else 0.
    pub(super) fn closing(&self, row: Row, piece: &Piece) -> i32 {
        self.closes(row, closing_words(&last_words(piece)).as_ref())
    }

    /// As [`Self::closing`], for the last two words of a text.
    pub(super) fn closes(&self, row: Row, words: Option<&[String; 2]>) -> i32 {
        words.map_or(0, |words| {
            let last = i32::from(self.last_words.contains(&(row, words[1].clone())));
            last + 2 * i32::from(self.closings.contains(&(row, words.clone())))
        })
    }
}

/// The first two words of a piece, or all when it has fewer.
fn first_words(piece: &Piece) -> Vec<String> {
    piece.lines.iter().flat_map(|line| words(&line.text)).take(2).collect()
}

/// The words of the last lines of a piece: two at least, or all when it has fewer.
fn last_words(piece: &Piece) -> Vec<String> {
    let mut last: Vec<String> = Vec::new();
    for line in piece.lines.iter().rev() {
        last.splice(0..0, words(&line.text));
        if last.len() >= 2 {
            break;
        }
    }
    last
}

fn words(text: &str) -> impl Iterator<Item = String> {
    each_token(text).map(|token| token.key).filter(|key| key.chars().any(char::is_alphanumeric))
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    words(text).collect()
}

pub(super) fn opening_words(words: &[String]) -> Option<[String; 2]> {
    match words {
        [first, second, ..] => Some([first.clone(), second.clone()]),
        _ => None,
    }
}

pub(super) fn closing_words(words: &[String]) -> Option<[String; 2]> {
    match words {
        [.., before, last] => Some([before.clone(), last.clone()]),
        [last] => Some([String::new(), last.clone()]),
        [] => None,
    }
}
