//! Numbers of acts, with the dates beside them.
//!
//! The forms accepted: `2014 жылғы 7 наурыздағы № 75`, `от 9 января 2008 года № 02-01-02/5`, `№ 155 от 2 апреля 2014 года`;
//! further numbers of that date (`№ 13 және № 14`, `№№ 13, 14`); the sign `№`, `N`, `No.`, `Nº` or `N°`; every dash, with
//! blanks or without; the convocation of the parliament in Roman, Arabic or Cyrillic letters (`453-I`, `453-1`, `453-І`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Date};
use super::pattern;

/// The sign before a number, as a pattern for larger ones.
pub(crate) const NUMBER_SIGN: &str = r"(?:№{1,2}|(?-u:\b)N[ºo°оО]?\.?|#)";
/// Every dash and hyphen, for a class of letters.
const DASHES: &str = r"‐‑‒–—―−⁃\-";
/// Letters that imitate Roman digits, with these.
const ROMAN_LOOK_ALIKES: [(char, &str); 8] =
    [('І', "I"), ('Ⅰ', "I"), ('l', "I"), ('П', "II"), ('Ш', "III"), ('У', "V"), ('Ү', "V"), ('Х', "X")];
/// Endings of cases that a number may have behind a hyphen, and are no part of it.
const ENDINGS: [&str; 20] = [
    "ге", "ке", "ға", "қа", "де", "да", "те", "та", "ден", "дан", "тен", "тан", "нің", "ның", "дің", "дың", "мен",
    "пен", "ші", "шы",
];

/// The most letters that stand behind the last dash of a number (`№ 12-НҚ`).
const LONGEST_SUFFIX: usize = 4;

/// A number: digits joined by dashes, strokes and stops, with at most one word of letters at either end.
static NUMBER: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?:[А-ЯЁӘҒҚҢӨҰҮІ]+\s?[{DASHES}]\s?)?\d+(?:\s?[{DASHES}]\s?\d+|[/.]\d+)*(?:\s?[{DASHES}]\s?[IVXl\u{{400}}-\u{{4FF}}]+)?"
    )
});
/// What may stand between a date and its number.
const BETWEEN: &str = r"(?:\s+(?:жарияланған|за|Қазақстан\s+Республикасы\p{L}*))?";

static DATED: LazyLock<Regex> = LazyLock::new(|| {
    let (date, number) = (dates::PATTERN.as_str(), NUMBER.as_str());
    pattern(&format!(r"(?:{date}){BETWEEN}\s*{NUMBER_SIGN}\s*(?P<number>{number})"))
});
static DATED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let (date, number) = (dates::PATTERN.as_str(), NUMBER.as_str());
    pattern(&format!(r"{NUMBER_SIGN}\s*(?P<number>{number}),?\s+(?:от\s+)(?:{date})"))
});
static FURTHER: LazyLock<Regex> = LazyLock::new(|| {
    let number = NUMBER.as_str();
    pattern(&format!(r"^\s*(?:,|және|мен|и)\s*(?:(?P<sign>{NUMBER_SIGN})\s*)?(?P<number>{number})"))
});
static UNREADABLE: LazyLock<Regex> = LazyLock::new(|| {
    let date = dates::PATTERN.as_str();
    pattern(&format!(r"(?:{date}){BETWEEN}\s*{NUMBER_SIGN}"))
});

/// Returns each act that `text` names by date and number: its bytes, date and number, in the order of the text.
///
/// The number has hyphens for dashes, no blanks, and Latin letters for the convocation. A number that cannot be read is no
/// number: [`unreadable_numbers`] has it.
pub fn numbered_acts(text: &str) -> Vec<(Range<usize>, Date, String)> {
    if !has_sign(text) {
        return Vec::new();
    }
    let mut acts: Vec<(Range<usize>, Date, String)> = Vec::new();
    for pattern in [&*DATED_BEHIND, &*DATED] {
        for found in pattern.captures_iter(text) {
            let (Some(whole), Some(number), Some(date)) = (found.get(0), found.name("number"), dates::captured(&found))
            else {
                continue;
            };
            if acts.iter().any(|(bytes, ..)| bytes.start < whole.end() && whole.start() < bytes.end) {
                continue;
            }
            let Some((read, taken)) = whole_number(text, number.range()) else { continue };
            let end = if whole.end() == number.end() { number.start() + taken } else { whole.end() };
            acts.push((whole.start()..end, date, read));
            if whole.end() == number.end() {
                let plural = whole.as_str().contains("№№");
                acts.extend(further(text, end, plural).into_iter().map(|(bytes, number)| (bytes, date, number)));
            }
        }
    }
    acts.sort_by_key(|(bytes, ..)| bytes.start);
    acts
}

/// Returns the bytes of each date that a number sign follows and no number that can be read.
pub fn unreadable_numbers(text: &str) -> Vec<Range<usize>> {
    if !has_sign(text) {
        return Vec::new();
    }
    let acts = numbered_acts(text);
    UNREADABLE
        .find_iter(text)
        .map(|found| found.range())
        .filter(|bytes| !acts.iter().any(|(act, ..)| act.start < bytes.end && bytes.start < act.end))
        .map(|bytes| {
            let rest = &text[bytes.end..];
            let blanks = rest.len() - rest.trim_start().len();
            let word = rest.trim_start().find(|letter: char| letter.is_whitespace() || letter == ',');
            bytes.start..bytes.end + word.map_or(rest.len(), |word| blanks + word)
        })
        .collect()
}

/// Whether a sign of a number may stand in `text`; most texts have none.
fn has_sign(text: &str) -> bool {
    text.contains(['№', 'N', '#'])
}

/// The numbers behind `start` that share a date: `, № 14 және № 15`.
fn further(text: &str, start: usize, unsigned: bool) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = start;
    loop {
        let behind = &text[at..];
        // A date may follow the conjunction: its year is no number of an act.
        let next = FURTHER.captures(behind).filter(|next| unsigned || next.name("sign").is_some());
        let Some(number) = next.and_then(|next| next.name("number").map(|number| number.range())) else { break };
        let number = at + number.start..at + number.end;
        let Some((read, taken)) = whole_number(text, number.clone()) else { break };
        at = number.start + taken;
        found.push((number.start..at, read));
    }
    found
}

/// The number at `bytes` in normal form and its length in bytes; none when it goes on in a way that cannot be read.
fn whole_number(text: &str, bytes: Range<usize>) -> Option<(String, usize)> {
    let printed = &text[bytes.clone()];
    let dash = |letter: char| DASHES.contains(letter) && letter != '\\';
    // A word behind the number (`№ 75-бұйрық`, `№ 5084-ке`, `№ 7 - жаңа`) is no part of it.
    let word = printed.rsplit_once(dash).map(|(start, word)| (start.trim_end(), word.trim()));
    let word = word.filter(|(_, word)| word.chars().all(char::is_alphabetic) && roman(word).is_none());
    let foreign = word.filter(|(_, word)| ENDINGS.contains(word) || word.chars().count() > LONGEST_SUFFIX);
    let printed = foreign.map_or(printed, |(start, _)| start);
    if foreign.is_none() {
        let mut behind = text[bytes.end..].chars();
        let goes_on = match behind.next() {
            Some('/' | '_' | '?' | '*' | '\u{FFFD}' | '~' | '\\' | '…') => true,
            Some(letter) if dash(letter) => !behind.next().is_some_and(char::is_alphabetic),
            // A word glued to the number (`№ 5бұйрығымен`) is another word, a letter or two are not.
            Some(letter) if letter.is_alphabetic() => {
                1 + behind.take_while(|letter| letter.is_alphabetic()).count() < 3
            }
            _ => false,
        };
        if goes_on {
            return None;
        }
    }
    let mut number = String::new();
    for letter in printed.chars().filter(|letter| !letter.is_whitespace()) {
        number.push(if dash(letter) { '-' } else { letter });
    }
    if let Some((start, convocation)) = number.rsplit_once('-')
        && let Some(roman) = roman(convocation)
    {
        number = format!("{start}-{roman}");
    }
    Some((number, printed.len()))
}

/// The Roman digits that `letters` are or imitate.
fn roman(letters: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in letters.chars() {
        match ROMAN_LOOK_ALIKES.iter().find(|(look_alike, _)| *look_alike == letter) {
            Some((_, digit)) => digits.push_str(digit),
            None if matches!(letter, 'I' | 'V' | 'X') => digits.push(letter),
            None => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// Returns the form in which two numbers are compared: a convocation in Arabic digits, small letters (`453-I` is `453-1`).
pub fn number_key(number: &str) -> String {
    let digit = |letter| match letter {
        'I' => 1,
        'V' => 5,
        _ => 10_i64,
    };
    // A digit before a larger one is taken off.
    let add = |(sum, next): (i64, i64), digit: i64| (if digit < next { sum - digit } else { sum + digit }, digit);
    let value = |roman: &str| roman.chars().rev().map(digit).fold((0, 0), add).0;
    match number.rsplit_once('-').and_then(|(start, end)| Some((start, roman(end)?))) {
        Some((start, convocation)) => format!("{start}-{}", value(&convocation)).to_lowercase(),
        None => number.to_lowercase(),
    }
}

/// Whether two numbers of acts of one day are one: they have one [`number_key`], or only one of them names the convocation.
pub fn same_number(left: &str, right: &str) -> bool {
    let (left, right) = (number_key(left), number_key(right));
    let without =
        |number: &str| number.rsplit_once('-').filter(|(_, end)| end.len() == 1).map(|(start, _)| start.to_owned());
    left == right
        || (!left.contains('-') && without(&right).as_ref() == Some(&left))
        || (!right.contains('-') && without(&left).as_ref() == Some(&right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        numbered_acts(text).into_iter().map(|(_, date, number)| (date.to_string(), number)).collect()
    }

    #[test]
    fn an_act_is_known_by_date_and_number() {
        for text in [
            "агенттігінің 2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен бекітілген",
            "2008 жылғы 9 қаңтардағы № 02-01-02/5бұйрығымен",
            "2008 жылғы 9 қаңтардағы N 02-01-02/5",
            "2008 жылғы 9 қаңтардағы No. 02–01–02/5 бұйрығы",
            "2008 жылғы 9 қаңтардағы Nº 02 - 01 - 02/5 бұйрығы",
            "09.01.2008 ж. № 02-01-02/5",
            "от 9 января 2008 года № 02-01-02/5, зарегистрированным",
            "№ 02‑01‑02/5 от 9 января 2008 года",
            "2008 ж. «9» қаңтар N° 02−01−02/5",
        ] {
            assert_eq!(read(text), [("2008-01-09".to_owned(), "02-01-02/5".to_owned())], "{text}");
        }
    }

    #[test]
    fn a_convocation_has_latin_letters_and_one_key() {
        for number in ["453-I", "453-І", "453 – I", "453-1", "453-l"] {
            let text = format!("1999 жылғы 23 шілдедегі № {number} Заңы");
            assert_eq!(number_key(&read(&text)[0].1), "453-1", "{text}");
        }
        assert_eq!(number_key("251-Ш"), number_key("251-III"));
        assert_eq!(number_key("99-IV"), "99-4");
        assert!(same_number("267", "267-I"));
        assert!(!same_number("02", "02-01"));
    }

    #[test]
    fn several_numbers_of_one_date_are_all_read() {
        let numbers = |text| read(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(numbers("2003 жылғы 15 қаңтардағы № 13 және № 14 қаулылары"), ["13", "14"]);
        assert_eq!(numbers("от 15 января 2003 года №№ 13, 14 и 15"), ["13", "14", "15"]);
        assert_eq!(numbers("2003 жылғы 15 қаңтардағы № 13 және 2004 жылғы 2 ақпандағы № 7"), ["13", "7"]);
    }

    #[test]
    fn a_number_that_cannot_be_read_is_none() {
        for text in
            ["2008 жылғы 9 қаңтардағы № 02-?1/5 бұйрығы", "от 9 января 2008 года № ___", "2008 ж. 9 қаңтар № 7/"]
        {
            assert_eq!(read(text), [], "{text}");
            assert_eq!(unreadable_numbers(text).len(), 1, "{text}");
        }
        assert_eq!(unreadable_numbers("2008 жылғы 9 қаңтардағы № 5 бұйрығы").len(), 0);
    }
}
