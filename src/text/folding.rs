//! The order was typed on keyboards that mix scripts: `мемлекеттiк` with a Latin `i` is the word `мемлекеттік`,
//! and a category may be typed `С-3` or `C-3`. Folding makes such spellings equal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns `text` in Unicode normalization form C; borrowed when it cannot but be in it.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // Latin, Cyrillic without its combining signs, and general punctuation compose with nothing.
    let stable = |letter: char| matches!(letter, '\0'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{2010}'..='\u{2027}' | '№');
    if text.chars().all(stable) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `letter` is a letter or digit, told fast for the letters of Kazakh text.
pub(super) fn is_alphanumeric(letter: char) -> bool {
    match letter {
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        _ => letter.is_alphanumeric(),
    }
}

/// Returns the Kazakh Cyrillic letter that a Latin letter looks like.
fn imitated(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'h' => 'һ',
        'i' => 'і',
        'k' => 'к',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'ə' => 'ә',
        'ɵ' => 'ө',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'Ə' => 'Ә',
        'Ɵ' => 'Ө',
        _ => return None,
    })
}

/// Returns `text` in upper case with each Cyrillic letter that looks like a Latin one replaced by that one: the script of
/// codes and identifiers.
pub fn latin_look_alikes(text: &str) -> String {
    let latin = |letter: char| ('A'..='Z').find(|latin| imitated(*latin) == Some(letter)).unwrap_or(letter);
    text.to_uppercase().chars().map(latin).collect()
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&letter)
}

/// Returns `text` in NFC with the Latin letters of each word that also holds Cyrillic letters replaced by the Cyrillic
/// letters that they imitate. Words in Latin script alone stay as they are.
pub fn fold_look_alikes(text: &str) -> String {
    let text = nfc(text);
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) && !text.contains(['ə', 'ɵ', 'Ə', 'Ɵ']) {
        return text.into_owned();
    }
    let mut folded = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars().chain(std::iter::once(' ')) {
        if is_alphanumeric(letter) && !letter.is_ascii_digit() {
            word.push(letter);
            continue;
        }
        let mixed = word.chars().any(is_cyrillic)
            && word.chars().all(|letter| is_cyrillic(letter) || imitated(letter).is_some());
        if mixed {
            folded.extend(word.chars().map(|letter| imitated(letter).unwrap_or(letter)));
        } else {
            folded.push_str(&word);
        }
        word.clear();
        folded.push(letter);
    }
    folded.pop();
    folded
}

/// Returns one letter for those that look alike in either script as capital or small: `B` and `В`, and so `b`; `H` is like
/// `Н`, and `h` like `һ`, so these are one too.
fn without_script(letter: char) -> char {
    match letter {
        'b' => 'в',
        'm' => 'м',
        't' => 'т',
        'h' | 'һ' => 'н',
        letter => imitated(letter).unwrap_or(letter),
    }
}

/// Returns the form in which two spellings are compared: NFC, lower case, look-alike letters one, one kind of quotation
/// mark and dash, single spaces, none at the ends. It tells spellings apart, and is not to be read.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in nfc(text).chars() {
        match letter {
            'а'..='џ' => folded.push(letter),
            '«' | '»' | '“' | '”' | '„' | '‟' | '″' => folded.push('"'),
            '–' | '—' | '‑' | '‐' | '−' => folded.push('-'),
            '\u{AD}' | '\u{FEFF}' | '\u{200B}' => {}
            letter if letter.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            letter => folded.extend(letter.to_lowercase().map(without_script)),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns [`fold`]ed `text` without any white space: the form in which letter-spaced (`К ә с і б и`), wrapped and
/// glued labels are one.
pub fn squash(text: &str) -> String {
    fold(text).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_in_a_cyrillic_word_become_cyrillic() {
        assert_eq!(fold_look_alikes("мемлекеттiк қызмет"), "мемлекеттік қызмет");
    }

    #[test]
    fn a_latin_word_keeps_its_letters() {
        assert_eq!(fold_look_alikes("Doing Business, PR"), "Doing Business, PR");
        assert_eq!(fold_look_alikes("IT-саласы"), "IT-саласы");
    }

    #[test]
    fn spellings_that_differ_in_case_space_quotes_and_dashes_are_one() {
        assert_eq!(fold(" «Қазақстан  — 2050» "), fold("\"ҚАЗАҚСТАН – 2050\""));
    }

    #[test]
    fn case_does_not_matter_in_either_script() {
        for text in ["HTML", "Баһадүр", "Web-портал", "Білім ТЕХНОЛОГИЯСЫ"] {
            assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()), "{text}");
        }
    }

    #[test]
    fn a_category_is_one_in_both_scripts() {
        assert_eq!(fold("С-3"), fold("C-3"));
    }

    #[test]
    fn an_identifier_is_latin() {
        assert_eq!(latin_look_alikes("с-о-2"), "C-O-2");
    }

    #[test]
    fn a_letter_spaced_label_is_the_label() {
        assert_eq!(squash("К ә с і б и \nқұзыреттілігі"), squash("Кәсіби құзыреттілігі"));
    }
}
