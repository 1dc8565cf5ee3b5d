//! The words with which the rows of an order begin and end: they tell where a row ends whose label does not stand before it.

use std::collections::HashSet;

use super::Row;
use crate::reading::text::each_token;
use crate::reading::vocabulary::Gazetteer;

/// Two words that follow one another.
pub(super) type Pair = [String; 2];

/// The first two and the last two words of rows, and their last words alone.
#[derive(Debug, Default)]
pub(super) struct Habits {
    openings: HashSet<(Row, Pair)>,
    closings: HashSet<(Row, Pair)>,
    last_words: HashSet<(Row, String)>,
    /// The openings that this document taught.
    learned: HashSet<(Row, Pair)>,
}

impl Habits {
    /// Returns what the examples in the vocabulary of labels teach.
    pub(super) fn of_examples(form: &Gazetteer) -> Self {
        let mut habits = Self::default();
        for concept in form.concepts() {
            let Some(row) = concept.notation.as_deref().and_then(Row::of) else { continue };
            for example in &concept.examples {
                habits.add_opening(row, opening([example.as_str()]));
                habits.add_closing(row, closing([example.as_str()]));
            }
        }
        habits
    }

    /// Adds the words with which a row begins.
    pub(super) fn add_opening(&mut self, row: Row, opening: Option<Pair>) {
        self.openings.extend(opening.map(|words| (row, words)));
    }

    /// Adds words with which rows of this document begin.
    pub(super) fn add_learned_opening(&mut self, row: Row, opening: Pair) {
        self.learned.insert((row, opening.clone()));
        self.openings.insert((row, opening));
    }

    /// Adds the words with which a row ends.
    pub(super) fn add_closing(&mut self, row: Row, closing: Option<Pair>) {
        if let Some(words) = closing {
            self.last_words.insert((row, words[1].clone()));
            self.closings.insert((row, words));
        }
    }

    /// Whether rows of this document begin so, and not only the examples.
    pub(super) fn opens_here(&self, row: Row, words: Option<&Pair>) -> bool {
        words.is_some_and(|words| self.learned.contains(&(row, words.clone())))
    }

    /// 2 when the row begins so elsewhere, else 0.
    pub(super) fn opens(&self, row: Row, words: Option<&Pair>) -> i32 {
        words.map_or(0, |words| 2 * i32::from(self.openings.contains(&(row, words.clone()))))
    }

    /// 3 when the row ends so elsewhere, 1 when only its last word does, else 0.
    pub(super) fn closes(&self, row: Row, words: Option<&Pair>) -> i32 {
        words.map_or(0, |words| {
            let last = i32::from(self.last_words.contains(&(row, words[1].clone())));
            last + 2 * i32::from(self.closings.contains(&(row, words.clone())))
        })
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    each_token(text).map(|token| token.key).filter(|key| key.chars().any(char::is_alphanumeric))
}

/// The first two words of lines; none when they have fewer.
pub(super) fn opening<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Pair> {
    let mut words = lines.into_iter().flat_map(words);
    Some([words.next()?, words.next()?])
}

/// The last two words of lines; an empty one and the last when they have one.
pub(super) fn closing<'a>(lines: impl IntoIterator<Item = &'a str, IntoIter: DoubleEndedIterator>) -> Option<Pair> {
    let mut last = lines.into_iter().rev().flat_map(|line| words(line).collect::<Vec<_>>().into_iter().rev());
    let word = last.next()?;
    Some([last.next().unwrap_or_default(), word])
}
