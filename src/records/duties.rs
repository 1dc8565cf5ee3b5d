//! Duties are printed as one text; semicolons, full stops and the numbers of items part them.

use std::sync::LazyLock;

use regex::Regex;

/// The marker of an item: `1)`, `2.`, `–`.
static MARKER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\d{1,2}[).]\s+|[-–—•]\s+)").expect("the pattern is constant"));

/// Words before a full stop that end no sentence: `т.б.`, `ж.`, `ст.`.
const ABBREVIATIONS: [&str; 8] = ["т", "б", "ж", "ст", "с", "қ", "тг", "млн"];

/// Returns the single duties of `text` in order, without the marks that part them.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut duties = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (position, letter) in text.char_indices() {
        match letter {
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

fn ends_sentence(before: &str, after: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let closes = before.ends_with([')', '"', '»', '”']);
    let abbreviated = word.chars().count() == 1 || ABBREVIATIONS.contains(&word);
    let number = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit());
    let next = after.trim_start();
    let opens = next.is_empty()
        || next.starts_with(|letter: char| letter.is_uppercase() || letter == '"' || letter == '«')
        || MARKER.is_match(next);
    opens && (closes || !(word.is_empty() || abbreviated || number && starts_item(before)))
}

/// Whether the text ends with the number of an item (`… жүргізу. 2`), which its full stop belongs to.
fn starts_item(before: &str) -> bool {
    let text = before.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    text.is_empty() || text.ends_with(['.', ';', ':'])
}

fn push(duty: &str, duties: &mut Vec<String>) {
    let duty = MARKER.replace(duty.trim().trim_start_matches([',', '.', ';']).trim_start(), "");
    let duty = duty.trim();
    if duty.chars().any(char::is_alphabetic) {
        duties.push(duty.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn semicolons_and_sentences_part_duties() {
        assert_eq!(
            split("Басшылық ету. Ұсыныстар енгізу; құрылымды талдау (бағалау; болжау) және т.б. жүргізу."),
            ["Басшылық ету", "Ұсыныстар енгізу", "құрылымды талдау (бағалау; болжау) және т.б. жүргізу"]
        );
    }

    #[test]
    fn numbers_of_items_and_closed_brackets_part_duties_too() {
        assert_eq!(split("1. Есеп жасау. 2. Талдау (бағалау). Болжау"), ["Есеп жасау", "Талдау (бағалау)", "Болжау"]);
        assert_eq!(split("1) есеп жасау; 2) талдау"), ["есеп жасау", "талдау"]);
    }

    #[test]
    fn initials_and_lower_case_after_a_full_stop_part_nothing() {
        assert_eq!(split("А.Б. Серіковтің тапсырмасы"), ["А.Б. Серіковтің тапсырмасы"]);
        assert_eq!(split("есеп. дайындау"), ["есеп. дайындау"]);
    }
}
