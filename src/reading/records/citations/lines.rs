//! On which line of a passage a byte of its text stands.

use crate::reading::entries::Passage;

/// The lines of a passage by the bytes of its text.
///
/// The text has the letters of the lines in their order; white space is another. The text is walked once, so that each
/// question costs little.
pub(in crate::reading::records) struct LinePlaces {
    /// For each line, the first byte behind its letters, and its number; the bytes ascend.
    ends: Vec<(usize, usize)>,
    last: usize,
}

impl LinePlaces {
    /// Returns the lines of `passage`.
    pub(in crate::reading::records) fn of(passage: &Passage) -> Self {
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
    pub(in crate::reading::records) fn line(&self, at: usize) -> usize {
        let line = self.ends.partition_point(|(end, _)| *end <= at);
        self.ends.get(line).map_or(self.last, |(_, number)| *number)
    }

    /// The first and the last line of `bytes`.
    pub(in crate::reading::records) fn span(&self, bytes: &std::ops::Range<usize>) -> (usize, usize) {
        (self.line(bytes.start), self.line(bytes.end.saturating_sub(1)))
    }
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
}
