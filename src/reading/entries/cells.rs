//! The cell under the header: how many units, of which category, with which codes.
//!
//! ```text
//! cell     = headcount category codes
//! category = letters ["-" letter] "-" number           С-3, С-О-2
//! codes    = code { ["," | ";" | "және"] code } | code "–" code
//! code     = number { "-" number }                     13-4-2, 10-2
//! ```
//!
//! Blanks may stand around any hyphen (`С- 3 17-4-1`, line 7862; `33-1- 2`, line 26523) and the codes on lines of their
//! own (line 2614).

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use crate::reading::text::fold;

static CELL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^
        (?P<headcount>\d{1,3})\s+
        (?P<category>\p{L}{1,2}(?:-\p{L})?-\d{1,2})\s+
        (?P<codes>\d+(?:-\d+)*(?:(?:\s*[,;]\s*|\s+(?:және\s+)?)\d+(?:-\d+)+)*)
        \s*[.,;]?$",
    )
    .expect("the pattern is constant")
});
/// Codes from one to another, with blanks around the dash.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<head>\d+\s+\S+)\s+(?P<first>\d+(?:-\d+)+)\s+-\s+(?P<last>\d+(?:-\d+)+)$")
        .expect("the pattern is constant")
});
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s*\([^()]*\)\s*$").expect("the pattern is constant"));
static MARKS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d)[/.]\b").expect("the pattern is constant"));
static UNHYPHENED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\d+\s+\p{L})\s?(\d\s)").expect("the pattern is constant"));
static HYPHEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s*-\s*").expect("the pattern is constant"));
static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+(?:-\d+)*").expect("the pattern is constant"));

/// What the cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The number of units printed; none where none is.
    pub headcount: Option<u32>,
    /// The category as printed, without blanks and with one kind of dash; none where none is printed.
    pub category: Option<String>,
    /// The codes in the order printed, without blanks; empty where posts have none.
    pub codes: Vec<String>,
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headcount = self.headcount.map_or_else(|| "?".to_owned(), |headcount| headcount.to_string());
        let category = self.category.as_deref().unwrap_or("?").to_uppercase();
        write!(formatter, "{headcount} {category} {}", self.codes.join(", "))
    }
}

/// Returns what `text` says if the whole of it has the form of a cell.
pub(super) fn read_cell(text: &str) -> Option<Cell> {
    let text = fold(text);
    if let Some(range) = RANGE.captures(&text) {
        return read_range(&range);
    }
    let text = HYPHEN.replace_all(&text, "-");
    let found = CELL.captures(&text)?;
    Some(Cell {
        headcount: Some(found["headcount"].parse().ok()?),
        category: Some(found["category"].to_owned()),
        codes: CODE.find_iter(&found["codes"]).map(|code| code.as_str().to_owned()).collect(),
    })
}

/// Returns what `text`, which stands under a header, says when its misprints are mended: a category without its hyphen
/// (`С4`), a code with other marks (`10/6`, `10.6`) or with `№`, and words in brackets behind the codes.
pub(super) fn mend_cell(text: &str) -> Option<Cell> {
    let text = fold(text).replace('№', " ");
    let text = BRACKETS.replace(&text, "");
    let text = MARKS.replace_all(&text, "$1-");
    read_cell(&UNHYPHENED.replace(&text, "$1-$2"))
}

/// `2 С-4 10-2 – 10-3`: the codes from the first to the last, if they are as many as the headcount.
fn read_range(range: &regex::Captures<'_>) -> Option<Cell> {
    let cell = read_cell(&format!("{} {}", &range["head"], &range["first"]))?;
    let (unit, first) = cell.codes.first()?.rsplit_once('-')?;
    let (last_unit, last) = range["last"].rsplit_once('-')?;
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    if unit != last_unit || last.checked_sub(first)?.checked_add(1) != cell.headcount {
        return None;
    }
    let codes = (first..=last).map(|number| format!("{unit}-{number}")).collect();
    Some(Cell { codes, ..cell.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, String, Vec<String>)> {
        read_cell(text).and_then(|cell| Some((cell.headcount?, cell.category?, cell.codes)))
    }

    #[test]
    fn codes_stand_on_one_line_or_several() {
        let codes = vec!["10-2".to_owned(), "10-3".to_owned()];
        assert_eq!(read("2 С-4 10-2, 10-3"), Some((2, "с-4".into(), codes.clone())));
        assert_eq!(read("2 C-4\n10-2\n10-3"), Some((2, "с-4".into(), codes)));
    }

    #[test]
    fn blanks_inside_codes_and_categories_do_not_part_them() {
        assert_eq!(read("1 С- 3 17-4-1"), Some((1, "с-3".into(), vec!["17-4-1".into()])));
        assert_eq!(read("1 С-4 33-1- 2"), Some((1, "с-4".into(), vec!["33-1-2".into()])));
    }

    #[test]
    fn a_range_of_codes_has_as_many_as_the_headcount() {
        let codes = vec!["10-2".to_owned(), "10-3".to_owned()];
        assert_eq!(read("2 С-4 10-2 – 10-3"), Some((2, "с-4".into(), codes)));
        assert_eq!(read("5 С-4 10-2 – 10-3"), None);
    }

    #[test]
    fn misprints_under_a_header_are_mended() {
        for text in ["1 С4 10-6", "1 С-4 №10-6", "1 С-4 10/6", "1 С-4 10.6", "1 С-4 10-6 (вакансия)"] {
            let cell = mend_cell(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((cell.category.as_deref(), cell.codes), (Some("с-4"), vec!["10-6".to_owned()]), "{text}");
        }
        assert_eq!(mend_cell("С-4 10-6"), None);
    }

    #[test]
    fn other_text_is_no_cell() {
        assert_eq!(read("Критерийлер Талаптар"), None);
        assert_eq!(read("2 С-4 10-2 және тағы"), None);
    }
}
