//! Single characters: which stay, which become another, and which no text has.

use std::sync::LazyLock;

use regex::Regex;

use super::markup;
use crate::reading::text::{is_cyrillic, pattern};

/// A mark for a place where a word was cut at the end of a line.
pub(super) const SOFT: char = '\u{AD}';

/// Whether `letter` is a hyphen, a dash or a minus.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether `letter` is a hyphen as words have it.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2012}')
}

/// What becomes of a character.
enum Fate {
    /// It stays.
    Kept,
    /// Another stands for it.
    Became(char),
    /// It is invisible, and goes.
    Dropped,
    /// It controls a device, and goes.
    Control,
}

fn fate(letter: char) -> Fate {
    match letter {
        '\t' | '\n' | '\u{C}' | ' '..='~' => Fate::Kept,
        // PDFium has these for the hyphen at the end of a line.
        '\u{2}' | '\u{FFFE}' => Fate::Became(SOFT),
        '\u{B}'
        | '\u{85}'
        | '\u{A0}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Fate::Became(' '),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFF9}'..='\u{FFFC}' => Fate::Control,
        '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => {
            Fate::Dropped
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => Fate::Dropped,
        _ if u32::from(letter) & 0xFFFE == 0xFFFE => Fate::Control,
        _ => Fate::Kept,
    }
}

/// Whether a line is as [`plain`] would give it and holds no reference or field code, told by its rarer characters: a line
/// that is told to be none may still be one.
pub(super) fn is_plain(line: &str) -> bool {
    let mut capitals = false;
    let (mut second, mut before) = (' ', ' ');
    let plain = line.chars().all(|letter| {
        let usual = matches!(letter, ' '..='%' | '\''..='~' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\t' | '№')
            || matches!(letter, '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{2027}' | '«' | '»' | '\u{C0}'..='\u{17F}');
        let dash = matches!(before, '\u{2013}' | '\u{2014}');
        let dash_at_digit = dash && (letter.is_ascii_digit() || second.is_ascii_digit());
        capitals |= before.is_ascii_uppercase() && letter.is_ascii_uppercase();
        (second, before) = (before, letter);
        usual && !dash_at_digit
    });
    plain && !(capitals && markup::FIELD.is_match(line))
}

/// Returns `line` with plain blanks and dashes and without invisible characters, and how many controlled a device. Soft hyphens
/// stay, for the words that they cut.
pub(super) fn plain(line: &str) -> (String, usize) {
    let mut controls = 0;
    let mut text = String::with_capacity(line.len());
    for letter in line.chars() {
        match fate(letter) {
            Fate::Kept => text.push(letter),
            Fate::Became(other) => text.push(other),
            Fate::Dropped => {}
            Fate::Control => controls += 1,
        }
    }
    (without_inner_form_feeds(&with_plain_dashes(&crate::reading::text::nfc(&text))), controls)
}

/// A page break inside a line parts words.
fn without_inner_form_feeds(line: &str) -> String {
    let Some(from) = line.find('\u{C}') else { return line.to_owned() };
    let words = line.trim_matches(|letter: char| letter.is_whitespace());
    if !words.contains('\u{C}') {
        return line.to_owned();
    }
    let break_first = line[..from].trim().is_empty();
    let text = line.replace('\u{C}', " ");
    if break_first { format!("\u{C}{}", text.trim_start()) } else { text }
}

/// Between digits every dash is one hyphen, and between letters those that are drawn like it.
fn with_plain_dashes(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let plain = |(at, &letter): (usize, &char)| {
        let before = at.checked_sub(1).map(|before| letters[before]).filter(|letter| letter.is_alphanumeric());
        let after = letters.get(at + 1).copied().filter(|letter| letter.is_alphanumeric());
        let (Some(before), Some(after)) = (before, after) else { return letter };
        let digits = usize::from(before.is_numeric()) + usize::from(after.is_numeric());
        match letter {
            // A category or code: `С–3`; a word with a number behind it keeps its dash.
            SOFT if digits > 0 => '-',
            _ if !is_dash(letter) => letter,
            _ if digits == 2 || is_hyphen(letter) || letter == '\u{2212}' => '-',
            _ if digits == 1 && after.is_numeric() && (at < 2 || !letters[at - 2].is_alphabetic()) => '-',
            _ => letter,
        }
    };
    letters.iter().enumerate().map(plain).collect()
}

/// Returns `line` with the Cyrillic letters that schwas of other alphabets stand for, and the number of these; nothing when no
/// Cyrillic word has one.
pub(super) fn with_cyrillic_schwas(line: &str) -> Option<(String, usize)> {
    let meant = |letter| match letter {
        'ə' | '\u{1DD}' => 'ә',
        'Ə' | '\u{18E}' => 'Ә',
        'ɵ' => 'ө',
        'Ɵ' => 'Ө',
        _ => letter,
    };
    if !line.contains(|letter| meant(letter) != letter) {
        return None;
    }
    let mut count = 0;
    let mut text = String::with_capacity(line.len());
    for word in line.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let cyrillic = word.contains(is_cyrillic);
        for letter in word.chars() {
            let mended = if cyrillic { meant(letter) } else { letter };
            count += usize::from(mended != letter);
            text.push(mended);
        }
    }
    (count > 0).then_some((text, count))
}

/// Returns the text with every line end a line feed. `\r\r\n`, which a program makes of `\r\n`, is one line end.
pub(super) fn with_line_feeds(text: &str) -> String {
    static BEFORE_LINE_FEED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\r+\n"));
    BEFORE_LINE_FEED.replace_all(text, "\n").replace('\r', "\n")
}
