//! Dates of legal texts, in Kazakh and in Russian.
//!
//! The forms accepted: `2014 жылғы 7 наурыздағы`, `2014 ж. «20» наурыз`, `20 наурыз 2014 ж.`, `20 марта 2014 года`,
//! `«20» марта 2014 г.` and `02.10.2014`; the month in any case.

use std::fmt;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::Serialize;

use super::pattern;

/// The months in the nominative case, from January.
const KAZAKH_MONTHS: [&str; 12] = [
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
/// What the cases of a month's name have in common, from January.
const RUSSIAN_MONTHS: [&str; 12] =
    ["январ", "феврал", "март", "апрел", "ма[йяею]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

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

impl Date {
    /// The date that `text` begins with in the form of `xsd:date`, as `2014-03-07` or `2014-03-07 00:00:00`; none when it has
    /// another form or the calendar does not have the day.
    pub fn of_iso(text: &str) -> Option<Self> {
        let (day, rest) = (text.get(..10)?, text.get(10..)?);
        let mut parts = day.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (rest.is_empty() || rest.starts_with([' ', 'T'])).then_some(date).filter(Self::is_real)
    }

    /// Whether the calendar has this day.
    fn is_real(&self) -> bool {
        self.to_string().parse::<oxsdatatypes::Date>().is_ok()
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The groups of [`PATTERN`]: year, day and month of each form.
const FORMS: [(&str, &str, &str); 4] = [("y1", "d1", "m1"), ("y2", "d2", "m2"), ("y3", "d3", "m3"), ("y4", "d4", "m4")];

/// A date in any form, as a pattern for larger ones.
pub(super) static PATTERN: LazyLock<String> = LazyLock::new(|| {
    let kazakh = KAZAKH_MONTHS.join("|");
    let russian = RUSSIAN_MONTHS.join("|");
    let quoted = |day: &str| format!(r#"["«“]?\s*(?P<{day}>\d{{1,2}})\s*["»”]?"#);
    let forms = [
        format!(r"(?P<y1>\d{{4}})\s*ж(?:ыл[Ѐ-ӿ]*|\.)?\s*{}[\s-]*(?P<m1>{kazakh})[Ѐ-ӿ]*", quoted("d1")),
        format!(r"{}\s*(?P<m2>{kazakh})[Ѐ-ӿ]*\s+(?P<y2>\d{{4}})(?:\s*ж(?:ыл[Ѐ-ӿ]*|\.))?", quoted("d2")),
        format!(r"{}\s*(?P<m3>{russian})[Ѐ-ӿ]*\s+(?P<y3>\d{{4}})(?:\s*г(?:од[Ѐ-ӿ]*|\.))?", quoted("d3")),
        r"(?-u:\b)(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})(?-u:\b)(?:\s*(?:ж(?:ыл[Ѐ-ӿ]*|\.)|г(?:од[Ѐ-ӿ]*|\.)))?"
            .to_owned(),
    ];
    format!("(?i:{})", forms.join("|"))
});
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| pattern(&PATTERN));

/// Returns the dates written in `text`, each with its bytes, in the order of the text.
pub fn written_dates(text: &str) -> Vec<(std::ops::Range<usize>, Date)> {
    WRITTEN.captures_iter(text).filter_map(|found| Some((found.get(0)?.range(), captured(&found)?))).collect()
}

/// The date that [`PATTERN`] found; none when the calendar does not have it.
pub(super) fn captured(found: &Captures<'_>) -> Option<Date> {
    let (year, day, month) =
        FORMS.iter().find_map(|(year, day, month)| Some((found.name(year)?, found.name(day)?, found.name(month)?)))?;
    let month = self::month(month.as_str())?;
    let date = Date { year: year.as_str().parse().ok()?, month, day: day.as_str().parse().ok()? };
    date.is_real().then_some(date)
}

fn month(word: &str) -> Option<u8> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let word = super::fold(word);
    let named = |month: &&str| super::fold(month.split('[').next().unwrap_or(month)) == word;
    let kazakh = KAZAKH_MONTHS.iter().position(&named);
    let russian = || match word.as_str() {
        "май" | "мая" | "мае" | "маю" => Some(4),
        _ => RUSSIAN_MONTHS.iter().position(&named),
    };
    kazakh.or_else(russian).map(|index| index as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        written_dates(text).first().map(|(_, date)| date.to_string())
    }

    #[test]
    fn dates_in_words_and_digits_are_read() {
        assert_eq!(read("2014 жылғы 07 наурыздағы № 75 бұйрығы").as_deref(), Some("2014-03-07"));
        assert_eq!(read("2014 ж. 28 ақпан").as_deref(), Some("2014-02-28"));
        assert_eq!(read("2014 ж. «20» наурыз").as_deref(), Some("2014-03-20"));
        assert_eq!(read("20 наурыз 2014 ж.").as_deref(), Some("2014-03-20"));
        assert_eq!(read("ҚР министрінің 02.10.2014 бұйрығымен").as_deref(), Some("2014-10-02"));
        assert_eq!(read("2014 жылы"), None);
        assert_eq!(read("2014 жылғы 31 ақпан"), None);
    }

    #[test]
    fn dates_of_metadata_are_read() {
        let read = |text| Date::of_iso(text).map(|date| date.to_string());
        assert_eq!(read("2014-03-07").as_deref(), Some("2014-03-07"));
        assert_eq!(read("2014-03-07T00:00:00Z").as_deref(), Some("2014-03-07"));
        assert_eq!(
            (read("2014-02-30"), read("2014-03-071"), read("қыс"), read("17.09.2014")),
            (None, None, None, None)
        );
    }

    #[test]
    fn russian_dates_are_read() {
        assert_eq!(read("от 20 марта 2014 года № 117").as_deref(), Some("2014-03-20"));
        assert_eq!(read("«9» мая 2008 г.").as_deref(), Some("2008-05-09"));
        assert_eq!(read("от 02.04.2014 г. № 155").as_deref(), Some("2014-04-02"));
        assert_eq!(read("«____» _______ 2014 года"), None);
        assert_eq!(read("30 февраля 2014 года"), None);
    }
}
