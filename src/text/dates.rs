//! Dates and numbers of acts as Kazakh legal texts write them.
//!
//! The form accepted is `2014 жылғы 7 наурыздағы № 75 бұйрығы`: year, `жыл` in any case, day, month in any case, and for
//! an act the sign `№` (or `N`) with its number. Also `2014 ж. 28 ақпан` and `02.10.2014`.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

/// The months in the nominative case, from January.
const MONTHS: [&str; 12] = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
];

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl fmt::Display for Date {
    /// Writes the date as in `xsd:date`: `2014-03-07`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)(\d{{4}})\s*ж(?:ыл\p{{L}}*|\.)\s*(\d{{1,2}})\s+({})\p{{L}}*", MONTHS.join("|")))
        .expect("the pattern is constant")
});
static IN_DIGITS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(\d{2})\.(\d{2})\.(\d{4})\b").expect("the pattern is constant"));
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    let digits = r"\b(\d{2})\.(\d{2})\.(\d{4})(?:\s*ж(?:ыл\p{L}*|\.))?";
    let number = r"(?:№|\bN[oо]?\.?)\s*(\d+(?:[-/.]\d+)*(?:-\p{L}{1,4}\b)?)";
    Regex::new(&format!(r"(?:{}|{digits})(?:\s+жарияланған)?\s*{number}", WRITTEN.as_str()))
        .expect("the pattern is constant")
});

/// Returns the first date written in `text`, or `None`.
pub fn written_date(text: &str) -> Option<Date> {
    if let Some(found) = WRITTEN.captures(text) {
        return date(&found[1], month(&found[3])?, &found[2]);
    }
    let found = IN_DIGITS.captures(text)?;
    date(&found[3], found[2].parse().ok()?, &found[1])
}

/// Returns each `<date> № <number>` of `text`: its bytes, date and number, in the order of the text.
pub fn numbered_acts(text: &str) -> Vec<(std::ops::Range<usize>, Date, String)> {
    // Most texts have no number, and its sign is found much faster than a date.
    if !text.contains(['№', 'N']) {
        return Vec::new();
    }
    NUMBERED
        .captures_iter(text)
        .filter_map(|found| {
            let group = |index: usize| found.get(index).map(|group| group.as_str());
            let date = match (group(1), group(4)) {
                (Some(year), _) => date(year, month(group(3)?)?, group(2)?),
                (None, Some(day)) => date(group(6)?, group(5)?.parse().ok()?, day),
                (None, None) => None,
            };
            Some((found.get(0)?.range(), date?, found[7].to_owned()))
        })
        .collect()
}

fn month(word: &str) -> Option<u8> {
    let word = super::fold(word);
    MONTHS.iter().position(|month| *month == word).map(|index| index as u8 + 1)
}

fn date(year: &str, month: u8, day: &str) -> Option<Date> {
    let date = Date { year: year.parse().ok()?, month, day: day.parse().ok()? };
    ((1..=12).contains(&date.month) && (1..=days(&date)).contains(&date.day)).then_some(date)
}

/// The number of days of the date's month.
fn days(date: &Date) -> u8 {
    let leap = date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    match date.month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_and_digits_are_read() {
        let read = |text| written_date(text).map(|date| date.to_string());
        assert_eq!(read("2014 жылғы 07 наурыздағы № 75 бұйрығы").as_deref(), Some("2014-03-07"));
        assert_eq!(read("2014 ж. 28 ақпан").as_deref(), Some("2014-02-28"));
        assert_eq!(read("ҚР министрінің 02.10.2014 бұйрығымен").as_deref(), Some("2014-10-02"));
        assert_eq!(read("2014 жылы"), None);
        assert_eq!(read("2014 жылғы 31 ақпан"), None);
    }

    #[test]
    fn an_act_is_known_by_date_and_number() {
        let text = "агенттігінің 2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен бекітілген";
        let found = numbered_acts(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.to_string(), "2008-01-09");
        assert_eq!(found[0].2, "02-01-02/5");
        assert_eq!(numbered_acts("2008 жылғы 9 қаңтардағы № 02-01-02/5бұйрығымен")[0].2, "02-01-02/5");
        for text in ["2008 жылғы 9 қаңтардағы N 02-01-02/5", "09.01.2008 ж. № 02-01-02/5"] {
            let found = numbered_acts(text);
            assert_eq!((found[0].1.to_string().as_str(), found[0].2.as_str()), ("2008-01-09", "02-01-02/5"), "{text}");
        }
    }
}
