//! Where in a passage a part of its text stands, and how it is printed there.

use std::ops::Range;

use super::Statement;
use crate::reading::entries::Passage;
use crate::reading::text::may_have_look_alikes;

/// The lines of a passage by the bytes of its text.
///
/// The text has the letters of the lines in their order; white space is another, and look-alike letters are folded. The text is
/// walked once, so that each question costs little.
pub(super) struct LinePlaces<'a> {
    passage: &'a Passage,
    /// For each line, the first byte behind its letters; the bytes ascend.
    ends: Vec<usize>,
    /// Whether letters are as many in the lines, which is not so where one was composed of two.
    same: bool,
}

fn is_letter(letter: &char) -> bool {
    !letter.is_whitespace()
}

impl<'a> LinePlaces<'a> {
    /// Returns the lines of `passage`.
    pub(super) fn of(passage: &'a Passage) -> Self {
        let mut letters = passage.text.char_indices().filter(|(_, letter)| is_letter(letter));
        let mut ends = Vec::with_capacity(passage.lines.len());
        let mut end = 0;
        let mut same = true;
        for line in &passage.lines {
            if let Some(before) = line.text.chars().filter(is_letter).count().checked_sub(1) {
                match letters.nth(before) {
                    Some((start, letter)) => end = start + letter.len_utf8(),
                    None => same = false,
                }
            }
            ends.push(end);
        }
        same &= letters.next().is_none();
        Self { passage, ends, same }
    }

    /// The index of the line on which the byte `at` stands.
    fn index(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end <= at).min(self.ends.len() - 1)
    }

    /// The line on which the byte `at` stands.
    pub(super) fn line(&self, at: usize) -> usize {
        self.passage.lines[self.index(at)].number
    }

    /// The first and the last line of `bytes`.
    pub(super) fn span(&self, bytes: &Range<usize>) -> (usize, usize) {
        (self.line(bytes.start), self.line(bytes.end.saturating_sub(1)))
    }

    /// The words at `bytes` of the text, and their lines.
    pub(super) fn statement(&self, bytes: &Range<usize>) -> Statement {
        let (start_line, end_line) = self.span(bytes);
        Statement { text: self.passage.text[bytes.clone()].to_owned(), start_line, end_line }
    }

    /// Returns the words at `bytes` of the text with the letters that the lines print.
    pub(super) fn printed(&self, bytes: &Range<usize>) -> String {
        let words = &self.passage.text[bytes.clone()];
        let (first, last) = (self.index(bytes.start), self.index(bytes.end.saturating_sub(1)));
        let lines = &self.passage.lines[first..=last];
        if !self.same || !lines.iter().any(|line| may_have_look_alikes(&line.text)) {
            return words.to_owned();
        }
        let begins = first.checked_sub(1).map_or(0, |before| self.ends[before]);
        let before = self.passage.text[begins..bytes.start].chars().filter(is_letter).count();
        let mut letters = lines.iter().flat_map(|line| line.text.chars()).filter(is_letter).skip(before);
        let print = |letter: char| if letter.is_whitespace() { Some(letter) } else { letters.next() };
        words.chars().filter_map(print).collect()
    }
}

/// Returns the first and last lines on which `parts` stand, which follow one another in the text of `passage`. A part that is not
/// found is somewhere on its lines.
pub(super) fn lines_of<'a>(passage: &Passage, parts: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize)> {
    let lines = LinePlaces::of(passage);
    let mut from = 0;
    let place = |part: &str| {
        let start = from + passage.text[from..].find(part)?;
        from = start + part.len();
        Some(lines.span(&(start..from)))
    };
    parts.into_iter().map(place).map(|found| found.unwrap_or(passage.span())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::lines::Line;

    #[test]
    fn a_byte_stands_on_the_line_of_its_letter() {
        let line = |number, text: &str| Line { number, text: text.to_owned() };
        let passage = Passage::of(vec![line(3, "Жол жүрісі "), line(5, "туралы")]).unwrap();
        let places = LinePlaces::of(&passage);
        let at = |word| places.line(passage.text.find(word).unwrap());
        assert_eq!((at("Жол"), at("жүрісі"), at("туралы")), (3, 3, 5));
        assert_eq!(places.span(&(0..passage.text.len())), (3, 5));
    }

    #[test]
    fn latin_letters_in_a_cyrillic_word_stay_as_printed() {
        let line = |number, text: &str| Line { number, text: text.to_owned() };
        let passage = Passage::of(vec![line(3, "1) \" Жол жүрiсi"), line(4, "туралы\" Заңы")]).unwrap();
        let start = passage.text.find("Жол").unwrap();
        let end = passage.text.find("\" Заңы").unwrap();
        assert_eq!(&passage.text[start..end], "Жол жүрісі туралы");
        assert_eq!(LinePlaces::of(&passage).printed(&(start..end)), "Жол жүрiсi туралы");
    }
}
