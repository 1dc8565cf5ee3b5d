//! Where the words of a fact are printed: in whatever letters, over the ends of lines, with whatever ending a word has there.

use crate::reading::text::squash;
use std::ops::Range;
use std::sync::LazyLock;

/// The folded forms of the letters that such texts have; others stand for themselves.
static FOLDED: LazyLock<Vec<Option<char>>> =
    LazyLock::new(|| (0..0x600).filter_map(char::from_u32).map(folded).collect());
/// Words of fewer letters must end where they end.
const SURE: usize = 6;

/// Lines of a text, folded to be searched.
pub(super) struct Folded {
    letters: Vec<char>,
    /// Of each letter, the line by its place among the lines, and its bytes.
    places: Vec<(usize, Range<usize>)>,
    /// Whether a letter stands right before it.
    is_inside: Vec<bool>,
}

impl Folded {
    /// Folds lines.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut folded = Self { letters: Vec::new(), places: Vec::new(), is_inside: Vec::new() };
        for (number, line) in lines.enumerate() {
            let mut is_inside = false;
            for (byte, letter) in line.char_indices() {
                match fold(letter) {
                    Some(folded_letter) => {
                        folded.letters.push(folded_letter);
                        folded.places.push((number, byte..byte + letter.len_utf8()));
                        folded.is_inside.push(is_inside);
                        is_inside = true;
                    }
                    // A code is one word with its hyphens.
                    None => is_inside = is_inside && letter == '-',
                }
            }
        }
        folded
    }

    /// All places at which `words` are printed, line by line: the place of the line, and the bytes.
    pub(super) fn find(&self, words: &str) -> Vec<(usize, Range<usize>)> {
        let wanted: Vec<char> = words.chars().filter_map(fold).collect();
        if wanted.len() < 2 || wanted.len() > self.letters.len() {
            return Vec::new();
        }
        let is_whole = |start: usize| {
            let end = start + wanted.len();
            let goes_on = self.is_inside.get(end).copied().unwrap_or(false);
            !self.is_inside[start] && (!goes_on || wanted.len() >= SURE && !wanted.iter().any(char::is_ascii_digit))
        };
        let starts = 0..=self.letters.len() - wanted.len();
        let starts = starts.filter(|&start| self.letters[start..].starts_with(&wanted) && is_whole(start));
        starts.flat_map(|start| self.lines(start..start + wanted.len())).collect()
    }

    /// The bytes of each line over which these letters go.
    fn lines(&self, letters: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let lines = self.places[letters].chunk_by(|(one, _), (other, _)| one == other);
        lines.map(|line| (line[0].0, line[0].1.start..line[line.len() - 1].1.end)).collect()
    }
}

fn fold(letter: char) -> Option<char> {
    match FOLDED.get(letter as usize) {
        Some(folded) => *folded,
        None => letter.is_alphanumeric().then_some(letter),
    }
}

fn folded(letter: char) -> Option<char> {
    letter.is_alphanumeric().then(|| squash(letter.encode_utf8(&mut [0; 4])).chars().next())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str], words: &str) -> Vec<String> {
        let places = Folded::of(lines.iter().copied()).find(words);
        places.into_iter().map(|(line, bytes)| lines[line][bytes].to_owned()).collect()
    }

    #[test]
    fn words_are_found_over_line_ends_and_with_their_endings() {
        let lines = ["\"Мемлекеттiк қызмет", "туралы\" Заңын, 13-4-2 және 13-4-21, C-4"];
        assert_eq!(found(&lines, "Мемлекеттік қызмет туралы"), ["Мемлекеттiк қызмет", "туралы"]);
        assert_eq!(found(&lines, "13-4-2"), ["13-4-2"]);
        assert_eq!(found(&["13-4-21"], "13-4-2"), [""; 0]);
        assert_eq!(found(&lines, "С-4"), ["C-4"]);
        assert_eq!(found(&["экономика және", "Экономика"], "экономика"), ["экономика", "Экономика"]);
        assert_eq!(found(&["экономикасын"], "экономика"), ["экономика"]);
        assert_eq!(found(&["заңгер"], "заң"), [""; 0]);
    }
}
