//! The words of a document, as evidence of what a word is that was cut at the end of a line.

use std::collections::HashSet;

use super::characters::is_hyphen;

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
            let ends_cut = bare.ends_with(|letter| is_hyphen(letter) || letter == super::characters::SOFT);
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

pub(super) fn is_inner(letter: char) -> bool {
    letter.is_alphanumeric() || is_hyphen(letter)
}

/// A word, and the words that its hyphens join.
fn with_parts(word: &str) -> Vec<String> {
    let parts = word.split(is_hyphen).filter(|part| *part != word && !part.is_empty());
    parts.map(str::to_owned).chain([word.to_owned()]).collect()
}
