//! The heading of a post: its number, title, category, headcount and codes in one line of text.
//!
//! ```text
//! heading   = [ number "." ] title category [ headcount ] [ codes ]      in any order behind the title
//! category  = [ word ] letters dash [ letters dash ] digits [ word ]     С-4 санаты · категория С–О-1 · санаты С-5 · C-SV-1
//! headcount = digits unit                                                2 бірлік · (1-единица) · - 13 бірлік
//! codes     = [ "№" ] code { ( "," | ";" | "№" | "и" | "және" ) code }   № ЕСД-1-2, №Е СД-1-4 · (СК-07-1) · 5-1-3-2 · 006
//! ```
//!
//! Brackets, dashes of every length, a full stop behind the word of the category and a comma behind the last code are only
//! marks between the parts. What stands behind the category and is none of these is kept as not understood.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Cell;
use crate::reading::text::Language;

const DASH: &str = r"\s*[-–—−‐‑‒]\s*";

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?P<number>\d{1,4})\s*[.)]\s*"));
/// The words that name a category stand before or behind it, in either language or both.
static CATEGORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"(?xi)
        (?P<before>\b(?:санаты|санатты|категори\p{{L}}+)\s*[:«"]?\s*)?
        (?P<category>\b[СCДDЕEАAВB](?:{DASH}(?:[ОOРPНN0]|С[ВV]\p{{L}}?|S[VВ]\p{{L}}?|[GГ]|R|SV))?{DASH}\d{{1,2}})
        (?P<after>[»"]?\s*(?:санат\p{{L}}*|категори\p{{L}}+))?
        (?:\s+санат\p{{L}}*)?
        "#
    ))
});
static HEADCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)(?P<count>\d{1,4})\s*[-–]?\s*
        (?:штат\p{L}*\s+)?
        (?:бірлі\p{L}*|бiрлi\p{L}*|единиц\p{L}*|орын\p{L}*|ед\.|должност\p{L}*)\b",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{L}{0,8}[-./]?\d{1,4}\p{L}?(?:[-./]\d{1,4}\p{L}?)*$"));
static CODE_MARKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[-–—−‐‑‒]\s*"));
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"[,;№]|\bN[oо]?\.?\s|\s(?:және|и|мен)\s"));
static RANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<stem>.*?)(?P<first>\d+)\s*(?:\s[-–—]\s|…|\.\.)\s*(?P<end>.*?)(?P<last>\d+)$"));

/// What a heading says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PostHeading {
    /// The number printed before the title.
    pub number: Option<u32>,
    /// The bytes of the title: units and post, without the marks around it.
    pub title: Range<usize>,
    /// Headcount, category and codes.
    pub cell: Cell,
    /// What stands behind the title and is not understood.
    pub rest: Vec<String>,
}

/// Returns what `text` says if it is the heading of a post: it names a category, and a title stands before it.
pub(super) fn read(text: &str) -> Option<PostHeading> {
    let found = category(text)?;
    let (number, start) = number(text);
    let whole = found.get(0)?;
    let category = printed_category(&found["category"]);
    let title = trimmed(text, start..whole.start());
    let (title, before) = headcount(text, title.clone()).map_or((title, None), |(rest, count)| (rest, Some(count)));
    if !text[title.clone()].chars().any(char::is_alphabetic) {
        return None;
    }
    let (behind, after) = match HEADCOUNT.captures_iter(&text[whole.end()..]).last() {
        Some(found) => {
            let range = found.get(0).map_or(0..0, |found| found.range());
            let tail = &text[whole.end()..];
            (format!("{} , {}", &tail[..range.start], &tail[range.end..]), found["count"].parse().ok())
        }
        None => (text[whole.end()..].to_owned(), None),
    };
    let headcount = before.or(after);
    let (codes, rest) = codes(&behind, headcount);
    Some(PostHeading { number, title, cell: Cell { headcount, category: Some(category), codes }, rest })
}

/// The number before a heading, and the byte behind it; `3)` and `3.` count, a date (`20.03.2014`) and a code do not.
pub(super) fn number(text: &str) -> (Option<u32>, usize) {
    match NUMBER.captures(text) {
        Some(found) if !text[found[0].len()..].starts_with(|letter: char| letter.is_ascii_digit()) => {
            (found["number"].parse().ok(), found[0].len())
        }
        _ => (None, 0),
    }
}

/// The category that a text names: the one with its word, else the first.
fn category(text: &str) -> Option<regex::Captures<'_>> {
    let bounded = |found: &regex::Captures<'_>| {
        let category = found.name("category").map_or(0..0, |found| found.range());
        let next = text[category.end..].chars().next();
        next.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '-' | '–'))
    };
    let all: Vec<regex::Captures<'_>> = CATEGORY.captures_iter(text).filter(bounded).collect();
    let worded = all.iter().position(|found| found.name("before").is_some() || found.name("after").is_some());
    all.into_iter().nth(worded.unwrap_or(0))
}

/// A category as printed, but for blanks and the length of its dashes.
fn printed_category(printed: &str) -> String {
    CODE_MARKS.replace_all(printed.trim(), "-").to_uppercase()
}

/// A headcount at the end of a title (`… басшысы, 1 бірлік, С-3 санаты`), and the title without it.
fn headcount(text: &str, title: Range<usize>) -> Option<(Range<usize>, u32)> {
    let found = HEADCOUNT.captures_iter(&text[title.clone()]).last()?;
    let whole = found.get(0)?;
    let last = text[title.start + whole.end()..title.end].chars().all(|letter| !letter.is_alphanumeric());
    last.then(|| Some((trimmed(text, title.start..title.start + whole.start()), found["count"].parse().ok()?)))?
}

/// The bytes without the blanks and marks at the ends that part the title from its neighbours.
fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let part = &text[bytes.clone()];
    let mark = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '.' | '-' | '–' | '—' | '№');
    let start = bytes.start + part.len() - part.trim_start_matches(mark).len();
    let kept = part.trim_end_matches(mark);
    // A bracket that opens before the category belongs to it: `(С-3 санаты)`.
    let kept = kept.strip_suffix('(').map_or(kept, |kept| kept.trim_end_matches(mark));
    start..(bytes.start + kept.len()).max(start)
}

/// The codes in `text`, and what is none.
fn codes(text: &str, headcount: Option<u32>) -> (Vec<String>, Vec<String>) {
    let (mut codes, mut rest) = (Vec::new(), Vec::new());
    for part in SEPARATOR.split(text) {
        let part = part.trim().trim_matches(|letter: char| "()[].:-–— ".contains(letter)).trim();
        if part.is_empty() {
            continue;
        }
        if let Some(range) = range(part, headcount) {
            codes.extend(range);
        } else if let Some(code) = code(part) {
            codes.push(code);
        } else if let Some(several) = part.split_whitespace().map(code).collect::<Option<Vec<_>>>() {
            codes.extend(several);
        } else {
            rest.push(part.to_owned());
        }
    }
    (codes, rest)
}

/// A code without the blanks inside it; several words are one code only if they are not codes each.
fn code(printed: &str) -> Option<String> {
    let marked = CODE_MARKS.replace_all(printed, "-");
    let words: Vec<&str> = marked.split_whitespace().collect();
    let whole = |word: &&str| CODE.is_match(word) && word.contains('-');
    if words.len() > 1 && words.iter().all(whole) {
        return None;
    }
    let code: String = words.concat();
    CODE.is_match(&code).then(|| code.to_uppercase())
}

/// `СК-05-2 – СК-05-14`: the codes from the first to the last, if they are as many as the headcount.
fn range(printed: &str, headcount: Option<u32>) -> Option<Vec<String>> {
    let found = RANGE.captures(printed)?;
    let stem: String = found["stem"].split_whitespace().collect();
    let end: String = found["end"].split_whitespace().collect();
    let (first, last): (u32, u32) = (found["first"].parse().ok()?, found["last"].parse().ok()?);
    let count = last.checked_sub(first)?.checked_add(1)?;
    if Some(count) != headcount || count < 2 || !(end.is_empty() || end == stem) {
        return None;
    }
    let width = found["first"].len();
    (first..=last).map(|number| code(&format!("{stem}{number:0width$}"))).collect()
}

/// Whether a text looks like the heading of a group of posts: numbered or not, it names no category and is short. Its unit is
/// named by `бойынша` behind it in Kazakh and by `по` before it in Russian.
pub(super) fn group(text: &str, language: Language) -> Option<Range<usize>> {
    static KAZAKH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s+бойынша\s*[.:]?\s*$"));
    static RUSSIAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^по\s+"));
    let (_, start) = number(text);
    let rest = &text[start..];
    let bytes = match language {
        Language::Kazakh => start..start + KAZAKH.find(rest)?.start(),
        Language::Russian => start + RUSSIAN.find(rest)?.end()..text.trim_end_matches([' ', '.', ':']).len(),
    };
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, title, category, headcount, codes.
    fn parts(text: &str) -> (Option<u32>, &str, String, Option<u32>, Vec<String>) {
        let heading = read(text).unwrap_or_else(|| panic!("no heading: {text}"));
        assert_eq!(heading.rest, Vec::<String>::new(), "{text}");
        let Cell { headcount, category, codes } = heading.cell;
        (heading.number, &text[heading.title], category.unwrap_or_default(), headcount, codes)
    }

    fn owned(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn number_title_category_headcount_and_codes() {
        assert_eq!(
            parts("7. Көлік саясаты департаментінің сарапшысы С-5 санаты, 2 бірлік, № КСД-1-2, № КСД-1-3"),
            (Some(7), "Көлік саясаты департаментінің сарапшысы", "С-5".into(), Some(2), owned(&["КСД-1-2", "КСД-1-3"]))
        );
        assert_eq!(
            parts("7. Эксперт Департамента транспорта Категория С–5 (2-единицы), № 4-2, № 4-3,"),
            (Some(7), "Эксперт Департамента транспорта", "С-5".into(), Some(2), owned(&["4-2", "4-3"]))
        );
    }

    #[test]
    fn blanks_inside_a_code_are_no_part_of_it() {
        assert_eq!(parts("Сарапшы С-5 санаты, 2 бірлік, №К СД-1-4, № КСД -1- 5").4, owned(&["КСД-1-4", "КСД-1-5"]));
        assert_eq!(parts("Сарапшы С-5 санаты (2 бірлік) 01-02 03-04").4, owned(&["01-02", "03-04"]));
    }

    #[test]
    fn codes_in_brackets_and_the_headcount_behind_a_dash() {
        assert_eq!(
            parts("Бөлім басшысы, С-3 санаты (СК-07-1) - 1 бірлік"),
            (None, "Бөлім басшысы", "С-3".into(), Some(1), owned(&["СК-07-1"]))
        );
        assert_eq!(parts("Сарапшы, санаты С-5 (СК-1, СК-02) - 2 бірлік").4, owned(&["СК-1", "СК-02"]));
    }

    #[test]
    fn categories_of_every_spelling() {
        for (text, category) in [
            ("Басшы С-0-1 санаты (16 бірлік)", "С-0-1"),
            ("Руководитель категория С–О-1, 1 единица", "С-О-1"),
            ("Руководитель категория С-3 санаты, 1 единица", "С-3"),
            ("Маман /кеңсе/,С-R-5 санаты (1 бірлік), № 15-04", "С-R-5"),
            ("Басшысы, С-О-2 санаты", "С-О-2"),
            ("Инспектор C-SV-4 санаты", "C-SV-4"),
            ("Сарапшы С-5 (1 бірлік), № 5-2-3-3", "С-5"),
        ] {
            assert_eq!(parts(text).2, category, "{text}");
        }
    }

    #[test]
    fn headcount_and_codes_may_be_absent() {
        assert_eq!(parts("3. Басшы С-О-1 санаты"), (Some(3), "Басшы", "С-О-1".into(), None, Vec::new()));
        assert_eq!(parts("Бас маман С-4 санаты, № 006").4, owned(&["006"]));
        assert_eq!(parts("77. Эксперт категория С-4 (1 единица), 5-1-3-2").4, owned(&["5-1-3-2"]));
    }

    #[test]
    fn a_range_has_as_many_codes_as_the_headcount() {
        assert_eq!(parts("Маман С-5 санаты, 3 бірлік, № 7-2 – 7-4").4, owned(&["7-2", "7-3", "7-4"]));
    }

    #[test]
    fn other_text_is_no_heading() {
        for text in ["1. Қоса берілген талаптар бекітілсін.", "С-4 санаты", "№ 75 бұйрығымен бекітілді"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_group_names_its_unit() {
        let text = "1. Салық аудиті басқармасы бойынша";
        assert_eq!(&text[group(text, Language::Kazakh).unwrap()], "Салық аудиті басқармасы");
        let text = "2. по Управлению налогового аудита";
        assert_eq!(&text[group(text, Language::Russian).unwrap()], "Управлению налогового аудита");
    }
}
