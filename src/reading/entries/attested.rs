//! Which word follows which in the undisturbed text of an order: the evidence by which displaced words find their place.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::reading::lines::Block;
use crate::reading::text::{Token, each_token};
use crate::reading::vocabulary::Lexicon;

/// The pairs of neighbouring words of a text with their number; words are known by numbers of their own.
#[derive(Debug, Default)]
pub(super) struct Attested {
    words: FxHashMap<String, u32>,
    pairs: FxHashMap<(u32, u32), u32>,
}

/// The numbers of what a word may mean; a word that no text has is none.
pub(super) type Readings = Vec<u32>;

impl Attested {
    /// Collects the pairs of `blocks`, of the titles of acts and of the examples of preambles and rows.
    pub(super) fn of<'a>(blocks: impl Iterator<Item = &'a Block>, lexicon: &Lexicon) -> Self {
        let mut attested = Self::default();
        for block in blocks {
            attested.add(block.texts());
        }
        for act in lexicon.acts.concepts() {
            for (label, _) in &act.labels {
                attested.add([format!("\"{label}\",").as_str()]);
            }
        }
        for example in lexicon.form.concepts().iter().flat_map(|concept| &concept.examples) {
            attested.add([example.as_str()]);
        }
        attested
    }

    fn add<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let mut before = None;
        for line in lines {
            for token in each_token(line) {
                let word = self.number(key(line, &token));
                if let Some(before) = before.replace(word) {
                    *self.pairs.entry((before, word)).or_default() += 1;
                }
            }
        }
    }

    fn number(&mut self, key: Cow<'_, str>) -> u32 {
        if let Some(number) = self.words.get(&*key) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.insert(key.into_owned(), number);
        number
    }

    /// The numbers of what `key` may mean: a quotation mark that touches no word may open or close.
    pub(super) fn readings(&self, key: &str) -> Readings {
        let readings = if key == "\"" { &[key, "\"…", "…\""][..] } else { &[key] };
        readings.iter().filter_map(|key| self.words.get(*key).copied()).collect()
    }

    /// How well `before` and `after` are known as neighbours: the binary logarithm of their number, 0 for none.
    pub(super) fn bond(&self, before: &Readings, after: &Readings) -> f64 {
        let pairs = before.iter().flat_map(|before| after.iter().map(move |after| (*before, *after)));
        let number = pairs.filter_map(|pair| self.pairs.get(&pair)).max().copied().unwrap_or(0);
        f64::from(number + 1).log2()
    }
}

/// A word of `text` as it is compared: a number is `#` whatever its value, and a quotation mark that touches a word tells
/// whether it opens or closes.
pub(super) fn key<'a>(text: &str, token: &'a Token) -> Cow<'a, str> {
    let key = token.key.as_str();
    if key == "\"" {
        let touches = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric());
        let opens = touches(text[token.end..].chars().next());
        let closes = touches(text[..token.start].chars().next_back());
        return match (opens, closes) {
            (true, false) => "\"…",
            (false, true) => "…\"",
            _ => "\"",
        }
        .into();
    }
    let end = key.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if end.len() == key.len() { key.into() } else { format!("#{end}").into() }
}
