//! Words as the search compares them: [folded](crate::questions::fold), by their beginnings, so that endings of Kazakh and Russian do not
//! count, and with a letter wrong.

use crate::questions::fold::fold;

/// Words are alike that begin with so many equal letters, or with all but three of the shorter one.
const STEM: usize = 4;

/// The words of a text, folded.
pub(super) fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// How well two folded words fit: wholly, as a beginning, by their stems, or with a letter wrong.
pub(super) fn fit(word: &str, known: &str) -> Option<usize> {
    if word == known {
        return Some(8);
    }
    if known.starts_with(word) {
        return Some(6);
    }
    // Another code is another thing.
    if word.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let common = word.chars().zip(known.chars()).take_while(|(one, other)| one == other).count();
    let (length, other) = (word.chars().count(), known.chars().count());
    if common >= STEM && common + 3 >= length.min(other) && length.abs_diff(other) <= 6 {
        return Some(4);
    }
    let most = if length >= 7 { 2 } else { 1 };
    let is_near = length >= STEM && length.abs_diff(other) <= most && strsim::osa_distance(word, known) <= most;
    is_near.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(word: &str, known: &str) -> bool {
        fit(&fold(word), &fold(known)).is_some()
    }

    #[test]
    fn case_look_alikes_endings_and_a_wrong_letter_do_not_count() {
        for (word, known) in [
            ("ҚАРЖЫ", "қаржы"),
            ("C-3", "С-3"),
            ("басқармасының", "басқармасы"),
            ("департамента", "департамент"),
            ("сарапшы", "сарапшысы"),
            ("сарапщы", "сарапшы"),
            ("econ", "Economics"),
        ] {
            assert!(fits(word, known), "{word} {known}");
        }
        assert!(!fits("заң", "зат") && !fits("13-4-2", "13-4-3"));
    }
}
