//! Duties are printed as one text; semicolons and full stops part them.

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
    let initial = word.chars().count() == 1;
    let next = after.trim_start();
    let opens =
        next.is_empty() || next.starts_with(|letter: char| letter.is_uppercase() || letter == '"' || letter == '«');
    opens && !initial && !ABBREVIATIONS.contains(&word) && !word.is_empty()
}

fn push(duty: &str, duties: &mut Vec<String>) {
    let duty = duty.trim().trim_start_matches([',', '.', ';']).trim();
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
    fn initials_and_lower_case_after_a_full_stop_part_nothing() {
        assert_eq!(split("А.Б. Серіковтің тапсырмасы"), ["А.Б. Серіковтің тапсырмасы"]);
        assert_eq!(split("есеп. дайындау"), ["есеп. дайындау"]);
    }
}
