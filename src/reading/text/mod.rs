//! What is known of Kazakh legal text as letters, words and dates, whatever order it stands in.
//!
//! Every room may call these functions; they know no room.

mod dates;
mod folding;
mod joining;
mod language;
mod likeness;
mod numbers;
mod numerals;
mod slug;
mod tokens;

use regex::Regex;

pub use dates::{Date, written_dates};
pub use folding::{fold, fold_look_alikes, latin_look_alikes, squash};
pub(crate) use folding::{is_composed, is_cyrillic, may_have_look_alikes, nfc, single_spaced};
pub use joining::join_lines;
pub use language::Language;
pub(crate) use likeness::Letters;
pub use likeness::{are_alike, likeness};
pub(crate) use numbers::NUMBER_SIGN;
pub use numbers::{number_key, numbered_acts, same_number, unreadable_numbers};
pub use numerals::numeral;
pub use slug::slug;
pub(crate) use slug::told_apart;
pub use tokens::{Token, each_token, tokens};

/// The regular expression of a pattern that stands in the program.
pub(crate) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

/// Endings of the Kazakh genitive case, by vowel harmony and the letter before them.
const GENITIVE: [&str; 6] = ["ның", "нің", "дың", "дің", "тың", "тің"];

/// Returns `word` without its genitive ending, or `None` when it has none.
///
/// `басқармасының` gives `басқармасы`; `басқармасы` gives nothing.
pub fn without_genitive(word: &str) -> Option<&str> {
    GENITIVE.iter().find_map(|ending| word.strip_suffix(ending))
}
