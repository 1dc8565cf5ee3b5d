//! Puts back the hyphens that `pdftotext` takes away where a compound is wrapped at its hyphen.
//!
//! `әлеуметтік-` ⏎ `экономикалық даму` becomes `әлеуметтікэкономикалық даму` on one line, which is longer than the lines of its
//! column. The text itself is the evidence: the compound stands whole elsewhere in it, as `әлеуметтік-экономикалық`. So it is
//! for numbers (`№ 0201-02/5` for `№ 02-01-02/5`) and for a dash between two words (`бұдан әрі үлгі` for `бұдан әрі - үлгі`).
//! Compounds of the vocabulary of words are known too.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::Part;
use crate::reading::lines::Line;
use crate::reading::vocabulary::Gazetteer;

/// A line is too long when it has so many percent of the letters that nine lines of ten do not exceed.
const TOO_LONG: usize = 108;
/// A number that is cut at its hyphen has so many digits and a slash.
const LONGEST_PLAIN: usize = 5;
/// The second half of a compound is known by so many letters.
const KNOWN: usize = 4;

/// Puts hyphens back, and returns the words that got one, with their lines.
pub(super) fn put_back(parts: &mut [Part], words: &Gazetteer) -> Vec<Line> {
    let mut known = Known::default();
    for concept in words.concepts() {
        known.learn(&concept.label);
    }
    for part in parts.iter() {
        known.learn(&part.text);
    }
    let mut lengths: Vec<usize> = parts.iter().map(|part| part.text.chars().count()).collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
    let mut mended = Vec::new();
    for part in parts.iter_mut().filter(|part| part.text.chars().count() * 100 > usual * TOO_LONG) {
        let mut words: Vec<String> = Vec::new();
        for word in part.text.split(' ') {
            if let Some(before) = words.last()
                && known.dashed.contains(&(bare(before), bare(word)))
            {
                mended.push(Line { number: part.line, text: format!("{before} - {word}") });
                words.push("-".to_owned());
            }
            let compound = hyphened(word, &known.compounds).or_else(|| known.numbers.get(&digits(word)?).cloned());
            match compound.filter(|compound| compound != word) {
                Some(compound) => {
                    mended.push(Line { number: part.line, text: compound.clone() });
                    words.push(compound);
                }
                None => words.push(word.to_owned()),
            }
        }
        part.text = words.join(" ");
    }
    mended
}

/// What stands whole in the text, in lower case.
#[derive(Default)]
struct Known {
    /// For each first half of a compound the second halves with which it stands.
    compounds: BTreeMap<String, BTreeSet<String>>,
    /// Numbers with hyphens by their digits; those that differ in their hyphens are left out by the longest.
    numbers: BTreeMap<String, String>,
    /// Words between which a dash stands.
    dashed: BTreeSet<(String, String)>,
}

impl Known {
    fn learn(&mut self, text: &str) {
        let words: Vec<&str> = text.split(' ').collect();
        for word in &words {
            let lower = bare(word);
            if let Some((first, second)) = lower.split_once('-')
                && [first, second].iter().all(|half| !half.is_empty() && half.chars().all(char::is_alphabetic))
            {
                self.compounds.entry(first.to_owned()).or_default().insert(second.to_owned());
            }
            if let Some(digits) = digits(word).filter(|_| word.contains('-')) {
                let known = self.numbers.entry(digits).or_default();
                if word.len() > known.len() {
                    (*word).clone_into(known);
                }
            }
        }
        for window in words.windows(3).filter(|window| window[1] == "-") {
            self.dashed.insert((bare(window[0]), bare(window[2])));
        }
    }
}

/// The word in lower case without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// A number of many digits without its hyphens; none for other words.
fn digits(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(|letter| *letter != '-').collect();
    let all = digits.chars().all(|letter| letter.is_ascii_digit() || letter == '/');
    (all && digits.len() >= LONGEST_PLAIN && digits.contains('/')).then_some(digits)
}

/// The word with the hyphen of the compound that it is.
fn hyphened(word: &str, compounds: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let start = word.find(char::is_alphabetic)?;
    let lower = word[start..].to_lowercase();
    let alike = |rest: &str, second: &String| {
        let shared = rest.chars().zip(second.chars()).take_while(|(left, right)| left == right).count();
        shared >= KNOWN.min(second.chars().count())
    };
    let first = compounds.iter().rev().find_map(|(first, seconds)| {
        let rest = lower.strip_prefix(first.as_str())?;
        seconds.iter().any(|second| alike(rest, second)).then_some(first)
    })?;
    let at = word[start..].char_indices().nth(first.chars().count())?.0 + start;
    Some(format!("{}-{}", &word[..at], &word[at..]))
}

#[cfg(test)]
mod tests {
    use super::super::parts::Column;
    use super::*;

    fn parts(lines: &[&str]) -> Vec<Part> {
        let part = |(index, text): (usize, &&str)| Part {
            line: index + 1,
            text: (*text).to_owned(),
            column: Column::Whole,
            opens_block: false,
            after_page_break: false,
        };
        lines.iter().enumerate().map(part).collect()
    }

    #[test]
    fn a_compound_that_stands_whole_elsewhere_gets_its_hyphen_back() {
        let short = "су-жылу жүйесі"; // as long as the lines of the column
        let mut text = vec![short; 12];
        text.push("Сужылуды есепке алу және бақылау жүргізу");
        let mut parts = parts(&text);
        assert_eq!(put_back(&mut parts, &Gazetteer::default()), [Line { number: 13, text: "Су-жылуды".into() }]);
        assert!(parts[12].text.starts_with("Су-жылуды есепке"));
    }

    #[test]
    fn a_number_and_a_dash_that_stand_whole_elsewhere_come_back() {
        let mut text = vec!["№ 02-01/5 (әрі - су)"; 12];
        text.push("жылғы № 0201/5 бұйрық (әрі су)");
        let mut parts = parts(&text);
        put_back(&mut parts, &Gazetteer::default());
        assert_eq!(parts[12].text, "жылғы № 02-01/5 бұйрық (әрі - су)");
    }

    #[test]
    fn a_line_of_usual_length_keeps_its_words() {
        let mut parts = parts(&["су-жылу жүйесі", "сужылу жүйелер"]);
        assert_eq!(put_back(&mut parts, &Gazetteer::default()), []);
    }
}
