//! The order was typed on keyboards that mix scripts: `мемлекеттiк` with a Latin `i` is the word `мемлекеттік`,
//! and a category may be typed `С-3` or `C-3`. Folding makes such spellings equal.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Returns `text` in Unicode normalization form C; borrowed when it cannot but be in it.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if is_composed(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `text` has only letters that compose with nothing: Latin, Cyrillic without its combining signs, general
/// punctuation and `№`. Told byte by byte without a branch, which is as fast as copying.
pub(crate) fn is_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte: u8, next: u8, last: u8| {
        let greek_or_combining = (0xCC..=0xCF).contains(&byte);
        let combining_cyrillic = (byte == 0xD2) & (0x83..=0x89).contains(&next);
        let punctuation = (next == 0x80) & (last >= 0x82) | (next == 0x84) & (last == 0x96);
        greek_or_combining | combining_cyrillic | (byte > 0xD4) & !((byte == 0xE2) & punctuation)
    };
    let [next, last] = [1, 2].map(|from| bytes.get(from..).unwrap_or_default());
    let found =
        bytes.iter().zip(next).zip(last).fold(false, |found, ((byte, next), last)| found | odd(*byte, *next, *last));
    // The letters that may begin at the end of the text have at most two bytes there.
    let end = bytes.len().saturating_sub(2);
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    !(found || (end..bytes.len()).any(|index| odd(at(index), at(index + 1), at(index + 2))))
}

/// Whether `letter` is a letter or digit, told fast for the letters of Kazakh text.
pub(super) fn is_alphanumeric(letter: char) -> bool {
    match letter {
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        _ => letter.is_alphanumeric(),
    }
}

/// Latin letters that look like Cyrillic ones of Kazakh, each above the one that it looks like.
const LATIN: &str = "acehikopxyəɵABCEHIKMOPTXYƏƟ";
const CYRILLIC: &str = "асеһікорхуәөАВСЕНІКМОРТХУӘӨ";

/// Returns the Kazakh Cyrillic letter that a Latin letter looks like.
fn imitated(letter: char) -> Option<char> {
    if is_cyrillic(letter) {
        return None;
    }
    LATIN.chars().zip(CYRILLIC.chars()).find(|(latin, _)| *latin == letter).map(|(_, cyrillic)| cyrillic)
}

/// Returns `text` in upper case with each Cyrillic letter that looks like a Latin one replaced by that one: the script of
/// codes and identifiers.
pub fn latin_look_alikes(text: &str) -> String {
    let latin = |letter: char| ('A'..='Z').find(|latin| imitated(*latin) == Some(letter)).unwrap_or(letter);
    text.to_uppercase().chars().map(latin).collect()
}

/// Whether `letter` is of a Cyrillic alphabet, of whatever language.
pub(crate) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&letter)
}

/// Whether a letter of `text` may be one that [`fold_look_alikes`] replaces; false for most texts, and soon told.
pub(crate) fn may_have_look_alikes(text: &str) -> bool {
    // ə, ɵ, Ə and Ɵ begin with these two bytes.
    let may_imitate = |byte: u8| byte.is_ascii_alphabetic() | (byte == 0xC9) | (byte == 0xC6);
    text.bytes().fold(false, |found, byte| found | may_imitate(byte))
}

/// Returns `text` in NFC with the Latin letters of each word that also holds Cyrillic letters replaced by the Cyrillic
/// letters that they imitate. Words in Latin script alone stay as they are.
pub fn fold_look_alikes(text: &str) -> String {
    let text = nfc(text);
    if !may_have_look_alikes(&text) {
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

/// What [`fold`] makes of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Folded {
    /// One letter, perhaps the same.
    Letter(char),
    /// White space.
    Blank,
    /// Nothing.
    Nothing,
    /// Several letters.
    Letters,
}

fn folded(letter: char) -> Folded {
    match letter {
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => Folded::Letter('"'),
        '–' | '—' | '‑' | '‐' | '‒' | '−' => Folded::Letter('-'),
        '\u{AD}' | '\u{FEFF}' | '\u{200B}' => Folded::Nothing,
        letter if letter.is_whitespace() => Folded::Blank,
        letter => {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(first), None) => Folded::Letter(without_script(first)),
                _ => Folded::Letters,
            }
        }
    }
}

/// What becomes of the letters up to the last Cyrillic one, so that the common ones are looked up.
static FOLDED: LazyLock<Box<[Folded]>> = LazyLock::new(|| ('\0'..'\u{530}').map(folded).collect());

/// What [`fold`] makes of `text`, which is in NFC, with single blanks or none.
pub(super) fn fold_composed(text: &str, blanks: bool) -> String {
    let known = &**FOLDED;
    let mut into = String::with_capacity(text.len());
    // Letters that stay are copied together.
    let mut copied = 0;
    let mut after_blank = true;
    for (at, letter) in text.char_indices() {
        let becomes = known.get(letter as usize).copied().unwrap_or_else(|| folded(letter));
        if becomes == Folded::Letter(letter) {
            after_blank = false;
            continue;
        }
        if letter == ' ' && blanks && !after_blank {
            after_blank = true;
            continue;
        }
        into.push_str(&text[copied..at]);
        copied = at + letter.len_utf8();
        match becomes {
            Folded::Letter(letter) => {
                into.push(letter);
                after_blank = false;
            }
            Folded::Blank if blanks && !after_blank => {
                into.push(' ');
                after_blank = true;
            }
            Folded::Blank | Folded::Nothing => {}
            Folded::Letters => {
                into.extend(letter.to_lowercase().map(without_script));
                after_blank = false;
            }
        }
    }
    into.push_str(&text[copied..]);
    if after_blank {
        into.pop();
    }
    into
}

/// Returns the form in which two spellings are compared: NFC, lower case, look-alike letters one, one kind of quotation
/// mark and dash, single spaces, none at the ends. It tells spellings apart, and is not to be read.
pub fn fold(text: &str) -> String {
    fold_composed(&nfc(text), true)
}

/// Returns `text` with one blank for each run of white space, and none around it.
pub(crate) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns [`fold`]ed `text` without any white space: the form in which letter-spaced (`К ә с і б и`), wrapped and
/// glued labels are one.
pub fn squash(text: &str) -> String {
    fold_composed(&nfc(text), false)
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
