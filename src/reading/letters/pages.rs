//! Encodings of one byte a letter, as data: the letters of the bytes 80 to FF. KZ-1048 is the Kazakh standard СТ РК 1048-2002, which
//! puts the letters of Kazakh where Windows-1251 has those of Macedonian, Serbian and Ukrainian.

use std::collections::HashMap;

use super::Encoding;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_letter_or_none_for_each_byte_and_no_letter_twice() {
        for encoding in Encoding::ONE_BYTE {
            let page = Page::of(encoding).unwrap();
            assert_eq!(page.letters.len(), 128, "{encoding}");
            for byte in 0..=255 {
                let letter = page.letter(byte);
                assert!(letter == NONE || page.byte(letter) == Some(byte), "{encoding} {byte:02X}");
            }
        }
    }
}
