//! The PDF wraps text anywhere, also between a bracket or a quotation mark and its word: `бизнес (⏎экономика`,
//! `туралы⏎" Заңдарын`. Joining gives the text as it would be printed on one line.

use super::fold_look_alikes;

/// Returns the lines as one text: look-alike letters folded, white space single, none before closing or after opening
/// punctuation and around a slash.
pub fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = String::new();
    for word in lines.into_iter().flat_map(str::split_whitespace) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    tighten(&fold_look_alikes(&words))
}

fn tighten(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut quote_is_open = false;
    for (position, &letter) in letters.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|previous| letters.get(previous)).copied();
        let after = letters.get(position + 1).copied();
        match letter {
            ',' | '.' | ';' | ':' | ')' | ']' | '»' | '”' | '?' | '!' => drop_space(&mut joined),
            '/' => drop_space(&mut joined),
            '"' => {
                quote_is_open = opens(before, after, quote_is_open);
                if !quote_is_open {
                    drop_space(&mut joined);
                }
            }
            ' ' => {
                let glued = match before {
                    Some('(' | '[' | '«' | '“' | '/') => true,
                    Some('"') => quote_is_open,
                    _ => false,
                };
                if glued {
                    continue;
                }
            }
            _ => {}
        }
        joined.push(letter);
    }
    joined
}

/// Whether a straight quotation mark opens: told by the side on which it touches a word, else by the mark before it.
fn opens(before: Option<char>, after: Option<char>, is_open: bool) -> bool {
    let free = |letter: Option<char>| letter.is_none_or(|letter| letter == ' ' || letter == '(');
    match (free(before), free(after)) {
        (true, false) => !matches!(after, Some(',' | '.' | ';' | ')')),
        (false, true) => false,
        _ => !is_open,
    }
}

fn drop_space(text: &mut String) {
    if text.ends_with(' ') {
        text.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_hold_their_words() {
        assert_eq!(join_lines(["бизнес (", "экономика , қаржы )"]), "бизнес (экономика, қаржы)");
        assert_eq!(join_lines(["\"", "Б\" корпусы"]), "\"Б\" корпусы");
        assert_eq!(
            join_lines(["\"тәртiбi туралы", "\" Заңдарын, \"", "Сыбайлас\""]),
            "\"тәртібі туралы\" Заңдарын, \"Сыбайлас\""
        );
    }

    #[test]
    fn a_conjunction_keeps_its_slash_tight() {
        assert_eq!(join_lines(["және/", "немесе", "құқық және /немесе"]), "және/немесе құқық және/немесе");
    }
}
