//! Duties are printed as one text; semicolons, full stops, the numbers of items and the ends of paragraphs part them.
//!
//! `1) есеп жасау; 2) талдау. Басқа да тапсырмаларды орындау.`,
//! `Организация работы управления; подготовка отчетов, справок и т.д. Исполнение иных поручений.`

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::lines::Line;
use crate::reading::text::{join_lines, pattern};

/// The marker of an item: `1)`, `2.`, `–`.
static MARKER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}[).]\s+|[-–—•]\s+)"));
/// The number of an item inside a text: ` 2) `.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s;,.:])(?P<number>\d{1,2})\)\s*"));

/// Words before a full stop that end no sentence: `ж.`, `ст.`, `тыс.`.
const ABBREVIATIONS: [&str; 20] = [
    "т", "б", "ж", "ст", "с", "қ", "тг", "млн", "др", "пр", "гг", "тыс", "млрд", "руб", "им", "пп", "ул", "см", "каб",
    "тел",
];
/// What closes a list and may end a sentence too, where a capital follows: `и т.д. Исполнение поручений`.
const CLOSING: [&str; 5] = ["т.д", "т.п", "т. д", "т. п", "и др"];
/// The letters of a line in which a text may be wrapped; shorter and longer lines are paragraphs.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=150;
/// So many lines of nearly the same width are wrapped.
const MANY: usize = 4;

/// Returns the single duties of `text` in order, without the marks that part them.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut duties = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let items = items(text);
    for (position, letter) in text.char_indices() {
        match letter {
            _ if items.contains(&position) && depth == 0 => {
                push(&text[start..position], &mut duties);
                start = position;
            }
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                push(&text[start..position], &mut duties);
                start = position + 1;
            }
            '.' if depth == 0 && ends_sentence(&text[..position], &text[position + 1..]) => {
                push(&text[start..position], &mut duties);
                start = position + 1;
            }
            _ => {}
        }
    }
    push(&text[start..], &mut duties);
    duties
}

/// Returns the single duties of a cell whose document tells its paragraphs: each of `lines` is one, or a part of one that the
/// file wraps. A paragraph ends a duty when it ends with a mark or the next begins with a capital.
pub(super) fn split_paragraphs(lines: &[Line]) -> Vec<String> {
    let width = |line: &Line| line.text.trim().chars().count();
    let widest = widest(lines.iter().map(width).collect());
    let may_be_wrapped = WRAPPED.contains(&widest);
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let first = text.split_whitespace().next().unwrap_or_default().chars().count();
        let before = index.checked_sub(1).map(|before| &lines[before]);
        // A word that would have fitted into the line before begins a paragraph.
        let begins = |before: &Line| !may_be_wrapped || width(before) + 1 + first <= widest - widest / 4;
        match (paragraphs.last_mut(), before) {
            (Some(paragraph), Some(before)) if !(opens(text) && begins(before)) => paragraph.push(text),
            _ => paragraphs.push(vec![text]),
        }
    }
    paragraphs.into_iter().flat_map(|paragraph| split(&join_lines(paragraph))).collect()
}

/// The width of the widest line; where lines are wrapped, one may be wider that holds the rest of a word parted at its hyphen.
fn widest(mut widths: Vec<usize>) -> usize {
    widths.sort_unstable_by(|one, other| other.cmp(one));
    match widths.as_slice() {
        [_, second, ..]
            if widths.iter().skip(1).take(MANY).filter(|width| **width * 8 >= second * 7).count() == MANY =>
        {
            *second
        }
        widths => widths.first().copied().unwrap_or(0),
    }
}

/// Where the second and later items of a numbered list begin: their numbers count up from 1.
fn items(text: &str) -> Vec<usize> {
    let mut items = Vec::new();
    let mut last = 0;
    for found in NUMBER.captures_iter(text) {
        let number = &found["number"];
        let Ok(value) = number.parse::<u32>() else { continue };
        if value == 1 {
            last = 1;
        } else if value == last + 1 {
            last = value;
            items.extend(found.name("number").map(|number| number.start()));
        }
    }
    items
}

/// Whether the full stop between `before` and `after` ends a sentence.
pub(super) fn ends_sentence(before: &str, after: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let closes = before.ends_with([')', '"', '»', '”']) || CLOSING.iter().any(|closing| before.ends_with(closing));
    let abbreviated = word.chars().count() == 1 || ABBREVIATIONS.contains(&word);
    let number = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit());
    let next = after.trim_start();
    opens(next) && (closes || !(word.is_empty() || abbreviated || number && starts_item(before)))
}

/// Whether a sentence may begin with `next`.
fn opens(next: &str) -> bool {
    next.is_empty()
        || next.starts_with(|letter: char| letter.is_uppercase() || letter == '"' || letter == '«')
        || MARKER.is_match(next)
}

/// Whether the text ends with the number of an item (`… жүргізу. 2`), which its full stop belongs to.
fn starts_item(before: &str) -> bool {
    let text = before.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    text.is_empty() || text.ends_with(['.', ';', ':'])
}

fn push(duty: &str, duties: &mut Vec<String>) {
    let duty = MARKER.replace(duty.trim().trim_start_matches([',', '.', ';']).trim_start(), "");
    let duty = duty.trim().trim_end_matches(',').trim_end();
    if duty.chars().any(char::is_alphabetic) {
        duties.push(duty.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, split, split_paragraphs};

    #[test]
    fn semicolons_and_sentences_part_duties() {
        assert_eq!(
            split("Басшылық ету. Ұсыныстар енгізу; құрылымды талдау (бағалау; болжау) және т.б. жүргізу."),
            ["Басшылық ету", "Ұсыныстар енгізу", "құрылымды талдау (бағалау; болжау) және т.б. жүргізу"]
        );
        assert_eq!(
            split("Подготовка отчетов, справок и т.д. Контроль за исполнением ст. 5 Закона РК. Иные поручения"),
            ["Подготовка отчетов, справок и т.д", "Контроль за исполнением ст. 5 Закона РК", "Иные поручения"]
        );
    }

    #[test]
    fn numbers_of_items_and_closed_brackets_part_duties_too() {
        assert_eq!(split("1. Есеп жасау. 2. Талдау (бағалау). Болжау"), ["Есеп жасау", "Талдау (бағалау)", "Болжау"]);
        assert_eq!(split("1) есеп жасау; 2) талдау"), ["есеп жасау", "талдау"]);
        assert_eq!(split("1) ведение учета, 2) анализ 3) отчетность"), ["ведение учета", "анализ", "отчетность"]);
        assert_eq!(split("13-бап 5) тармақшасын орындау"), ["13-бап 5) тармақшасын орындау"]);
    }

    #[test]
    fn initials_and_lower_case_after_a_full_stop_part_nothing() {
        assert_eq!(split("А.Б. Серіковтің тапсырмасы"), ["А.Б. Серіковтің тапсырмасы"]);
        assert_eq!(split("есеп. дайындау"), ["есеп. дайындау"]);
        assert_eq!(split("выезды в г. Астану и др. города"), ["выезды в г. Астану и др. города"]);
    }

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().enumerate().map(|(index, text)| Line { number: index + 1, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn a_paragraph_ends_a_duty_when_the_next_begins_with_a_capital() {
        let long = "Ведение учета имущества, подготовка справок, отчетов и сводных материалов для руководства министерства, \
                    участие в работе комиссий и рабочих групп по вопросам управления";
        assert_eq!(
            split_paragraphs(&lines(&[long, "Исполнение поручений", "руководства", "Иная работа."])),
            [long, "Исполнение поручений руководства", "Иная работа"]
        );
        assert_eq!(split_paragraphs(&lines(&["Есеп жасау", "Талдау"])), ["Есеп жасау", "Талдау"]);
    }

    #[test]
    fn a_line_that_the_file_wraps_before_a_name_ends_no_duty() {
        let wrapped = [
            "Министрліктің бағдарламаларын жүзеге асыру жөнінде",
            "Қазақстан Республикасының Үкіметіне ұсыныс енгізу.",
            "Есеп жасау",
            "Талдау",
        ];
        assert_eq!(
            split_paragraphs(&lines(&wrapped)),
            [
                "Министрліктің бағдарламаларын жүзеге асыру жөнінде Қазақстан Республикасының Үкіметіне ұсыныс енгізу",
                "Есеп жасау",
                "Талдау"
            ]
        );
    }
}
