//! Which word follows which in the undisturbed text of an order: the evidence by which displaced words find their place.

use std::collections::HashMap;

use crate::lines::Block;
use crate::text::{Token, tokens};
use crate::vocabulary::Lexicon;

/// The pairs of neighbouring words of a text with their number.
#[derive(Debug, Default)]
pub(super) struct Attested {
    pairs: HashMap<(String, String), u32>,
}

impl Attested {
    /// Collects the pairs of `blocks`, of the titles of acts and of the examples of preambles and rows.
    pub(super) fn of<'a>(blocks: impl Iterator<Item = &'a Block>, lexicon: &Lexicon) -> Self {
        let mut attested = Self::default();
        for block in blocks {
            attested.add(&block.texts().collect::<Vec<_>>().join(" "));
        }
        for act in lexicon.acts.concepts() {
            for (label, _) in &act.labels {
                attested.add(&format!("\"{label}\","));
            }
        }
        for example in lexicon.form.concepts().iter().flat_map(|concept| &concept.examples) {
            attested.add(example);
        }
        attested
    }

    fn add(&mut self, text: &str) {
        let words = keys(text, &tokens(text));
        for pair in words.windows(2) {
            *self.pairs.entry((pair[0].clone(), pair[1].clone())).or_default() += 1;
        }
    }

    /// How well `before` and `after` are known as neighbours: the binary logarithm of their number, 0 for none.
    pub(super) fn bond(&self, before: &str, after: &str) -> f64 {
        let pairs = |before: &str, after: &str| self.pairs.get(&(before.to_owned(), after.to_owned())).copied();
        let mut number = 0;
        for before in readings(before) {
            for after in readings(after) {
                number = number.max(pairs(before, after).unwrap_or(0));
            }
        }
        f64::from(number + 1).log2()
    }
}

/// What a key may mean: a quotation mark that touches no word may open or close.
fn readings(key: &str) -> Vec<&str> {
    if key == "\"" { vec![key, "\"…", "…\""] } else { vec![key] }
}

/// The words of `text` as they are compared: a number is `#` whatever its value, and a quotation mark that touches a
/// word tells whether it opens or closes.
pub(super) fn keys(text: &str, tokens: &[Token]) -> Vec<String> {
    tokens
        .iter()
        .map(|token| {
            let end = token.key.trim_start_matches(|letter: char| letter.is_ascii_digit());
            if token.key == "\"" {
                let touches = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric());
                let opens = touches(text[token.end..].chars().next());
                let closes = touches(text[..token.start].chars().next_back());
                return if opens == closes {
                    "\""
                } else if opens {
                    "\"…"
                } else {
                    "…\""
                }
                .to_owned();
            }
            if end.len() == token.key.len() { token.key.clone() } else { format!("#{end}") }
        })
        .collect()
}
