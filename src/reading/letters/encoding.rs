//! Encodings, those of one byte a letter as data, and which of them the bytes of a file are in, told by what they would say.

use std::collections::HashMap;
use std::fmt;

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// The code page of Windows for Russian.
    Windows1251,
    /// The Kazakh standard СТ РК 1048-2002, also called RK1048.
    Kz1048,
    /// The code of Unix for Russian.
    Koi8R,
    /// The code page of DOS for Russian.
    Ibm866,
    /// The code page of Windows for western Europe. No order is in it, but files were read as if they were.
    Windows1252,
}

impl Encoding {
    /// Those with one byte a letter, the likeliest first.
    pub(super) const ONE_BYTE: [Self; 5] =
        [Self::Windows1251, Self::Kz1048, Self::Koi8R, Self::Ibm866, Self::Windows1252];
}

impl fmt::Display for Encoding {
    /// Writes the name by which people and iconv know it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1251 => "Windows-1251",
            Self::Kz1048 => "KZ-1048",
            Self::Koi8R => "KOI8-R",
            Self::Ibm866 => "IBM866",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// What a byte is that an encoding gives no letter.
pub(super) const NONE: char = '\u{FFFD}';

const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const KZ_1048: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{FFFD}™љ›њқһџ\u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const KOI8_R: &str = "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
    юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
const IBM_866: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{A0}";
const WINDOWS_1252: &str = "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// An encoding of one byte a letter.
pub(super) struct Page {
    letters: Vec<char>,
    bytes: HashMap<char, u8>,
}

impl Page {
    /// The page of `encoding`; none for those of Unicode.
    pub(super) fn of(encoding: Encoding) -> Option<Self> {
        let letters = match encoding {
            Encoding::Windows1251 => WINDOWS_1251,
            Encoding::Kz1048 => KZ_1048,
            Encoding::Koi8R => KOI8_R,
            Encoding::Ibm866 => IBM_866,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => return None,
        };
        let both = || letters.chars().zip(0x80..=0xFF);
        let mut bytes: HashMap<char, u8> = both().filter(|(letter, _)| *letter != NONE).collect();
        let unused: Vec<u8> = both().filter(|(letter, _)| *letter == NONE).map(|(_, byte)| byte).collect();
        // Programs keep a byte without a letter, and in Latin-1 each of these, as the control character of its number; or a
        // byte without a letter became U+FFFD.
        bytes.extend((0x80..0xA0).map(|byte| (char::from(byte), byte)));
        if let [byte] = unused[..] {
            bytes.insert(NONE, byte);
        }
        Some(Self { letters: letters.chars().collect(), bytes })
    }

    /// The pages of [`Encoding::ONE_BYTE`].
    pub(super) fn all() -> impl Iterator<Item = (Encoding, Self)> {
        Encoding::ONE_BYTE.into_iter().filter_map(|encoding| Some((encoding, Self::of(encoding)?)))
    }

    /// The letter of a byte; [`NONE`] where there is none.
    pub(super) fn letter(&self, byte: u8) -> char {
        if byte < 0x80 { char::from(byte) } else { self.letters[usize::from(byte - 0x80)] }
    }

    /// The text of `bytes`.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|byte| self.letter(*byte)).collect()
    }

    /// The byte of a letter, also of what became of a byte without one, if that tells which it was.
    pub(super) fn byte(&self, letter: char) -> Option<u8> {
        if letter.is_ascii() { u8::try_from(letter).ok() } else { self.bytes.get(&letter).copied() }
    }
}

/// How many units of UTF-16 are looked at.
const SAMPLE: usize = 4000;

/// The encoding when the bytes are UTF-16, and the length of its byte order mark.
pub(super) fn utf16(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => return Some((Encoding::Utf16Be, 2)),
        _ => {}
    }
    // The higher byte of ASCII is 00 and that of Cyrillic letters 04; text has neither as a character.
    let units = (bytes.len() / 2).min(SAMPLE);
    let high = |at: usize| {
        bytes.iter().skip(at).step_by(2).take(units).filter(|byte| matches!(byte, 0x00 | 0x04)).count() * 2 > units
    };
    match (high(1), high(0)) {
        (true, false) => Some((Encoding::Utf16Le, 0)),
        (false, true) => Some((Encoding::Utf16Be, 0)),
        _ => None,
    }
}

/// Letters by how often they come in a thousand of a Russian or Kazakh text; a rarer letter counts 3.
const FREQUENT: [(&str, i64); 5] =
    [("оеаинт", 80), ("срлыівқ", 50), ("кмдпубзң", 25), ("гяьчйжәғұхш", 12), ("юцүөэ", 6)];
/// What a letter or a sign counts that neither language has.
const FOREIGN: i64 = -60;
/// The least that a non-ASCII character counts on average in text; Kazakh and Russian text reaches 50.
const LEAST: i64 = 18;

fn weight(letter: char) -> i64 {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let known = FREQUENT.iter().find(|(letters, _)| letters.contains(small)).map(|(_, weight)| *weight);
    match (known, letter) {
        // Text in capitals alone is rare: one encoding's capitals are the other's small letters.
        (Some(weight), _) => weight * if letter == small { 10 } else { 8 } / 10,
        (None, 'А'..='я' | 'Ё' | 'ё' | 'Һ' | 'һ') => 3,
        (
            None,
            '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '–' | '—' | '…' | '№' | '•' | '§' | '°' | '\u{A0}' | '\u{AD}',
        ) => 0,
        _ => FOREIGN,
    }
}

/// The encoding with one byte a letter in which the bytes are Kazakh or Russian text; none when they are in none.
pub(super) fn one_byte(bytes: &[u8]) -> Option<(Encoding, Page)> {
    let mut counts = [0_i64; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let letters: i64 = counts[0x80..].iter().sum();
    let controls: i64 = (0..0x20).filter(|byte| !matches!(byte, 0x02 | 9..=13)).map(|byte: usize| counts[byte]).sum();
    if controls * 100 > bytes.len() as i64 {
        return None;
    }
    let score = |page: &Page| (0x80..=0xFF).map(|byte| counts[usize::from(byte)] * weight(page.letter(byte))).sum();
    let scored = Page::all().map(|(encoding, page)| (score(&page), encoding, page));
    let best = scored.reduce(|best: (i64, _, _), other| if other.0 > best.0 { other } else { best });
    best.filter(|(score, ..)| *score >= LEAST * letters && letters > 0).map(|(_, encoding, page)| (encoding, page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_letter_or_none_for_each_byte_and_no_letter_twice() {
        for (encoding, page) in Page::all() {
            assert_eq!(page.letters.len(), 128, "{encoding}");
            for byte in 0..=255 {
                let letter = page.letter(byte);
                assert!(letter == NONE || page.byte(letter) == Some(byte), "{encoding} {byte:02X}");
            }
        }
    }
}
