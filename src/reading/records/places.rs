//! Where in a passage a part of its text stands, and how it is printed there.

use crate::reading::entries::Passage;
use crate::reading::text::may_have_look_alikes;

/// The lines of a passage by the bytes of its text.
///
/// The text has the letters of the lines in their order; white space is another. The text is walked once, so that each
/// question costs little.
pub(super) struct LinePlaces {
    /// For each line, the first byte behind its letters, and its number; the bytes ascend.
    ends: Vec<(usize, usize)>,
    last: usize,
}

impl LinePlaces {
    /// Returns the lines of `passage`.
    pub(super) fn of(passage: &Passage) -> Self {
        let last = passage.end_line();
        let mut ends = Vec::with_capacity(passage.lines.len());
        if let [_, ..] = passage.lines.as_slice().split_last().map_or(&[][..], |(_, before)| before) {
            let mut letters = passage.text.char_indices().filter(|(_, letter)| !letter.is_whitespace());
            for line in &passage.lines {
                let count = line.text.chars().filter(|letter| !letter.is_whitespace()).count();
                if let Some((start, letter)) = count.checked_sub(1).and_then(|before| letters.nth(before)) {
                    ends.push((start + letter.len_utf8(), line.number));
                }
            }
        }
        Self { ends, last }
    }

    /// The line on which the byte `at` stands.
    pub(super) fn line(&self, at: usize) -> usize {
        let line = self.ends.partition_point(|(end, _)| *end <= at);
        self.ends.get(line).map_or(self.last, |(_, number)| *number)
    }

    /// The first and the last line of `bytes`.
    pub(super) fn span(&self, bytes: &std::ops::Range<usize>) -> (usize, usize) {
        (self.line(bytes.start), self.line(bytes.end.saturating_sub(1)))
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

/// Returns the words at `bytes` of the passage's text with the letters that the lines print: the text itself has look-alike
/// letters folded.
pub(super) fn printed(passage: &Passage, bytes: &std::ops::Range<usize>) -> String {
    let words = &passage.text[bytes.clone()];
    if !passage.lines.iter().any(|line| may_have_look_alikes(&line.text)) {
        return words.to_owned();
    }
    let is_letter = |letter: &char| !letter.is_whitespace();
    let letters = || passage.lines.iter().flat_map(|line| line.text.chars()).filter(is_letter);
    let before = passage.text[..bytes.start].chars().filter(is_letter).count();
    // Letters are counted alike only where no letter was composed of two.
    let same = passage.text.chars().filter(is_letter).count() == letters().count();
    let mut letters = letters().skip(before);
    let print = |letter: char| if letter.is_whitespace() { Some(letter) } else { letters.next() };
    if same { words.chars().filter_map(print).collect() } else { words.to_owned() }
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
        assert_eq!(printed(&passage, &(start..end)), "Жол жүрiсi туралы");
    }
}
