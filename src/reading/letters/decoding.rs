//! Bytes become text: the encoding is known by what the bytes say, a wrong reading is undone, the letters of Kazakh restored.

use std::borrow::Cow;

use thiserror::Error;

use super::encoding::{Encoding, one_byte, utf16};
use super::{alphabet, undone};
use crate::reading::findings::{Finding, Kind, Message, Target, said};

/// A text whose letters are those that were meant.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark, its lines as they were.
    pub text: Cow<'a, str>,
    /// The encoding of the bytes.
    pub encoding: Encoding,
    /// Whether the last bytes are the beginning of a letter whose rest is missing.
    pub ends_inside_a_letter: bool,
    /// What was odd; nothing for UTF-8 in the letters of Kazakh and Russian.
    pub findings: Vec<Finding>,
}

/// Why bytes are no text; it is written as words to add to "not UTF-8 text".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Undecodable {
    /// UTF-8 with broken characters.
    #[error(" at byte {byte}{}", if *places == 1 { String::new() } else { format!(", the first of {places} such places") })]
    Broken {
        /// The line of the first, from 1.
        line: usize,
        /// The first byte that is not UTF-8, from 0.
        byte: usize,
        /// How many such places there are.
        places: usize,
    },
    /// Neither UTF-8 nor another encoding of Kazakh or Russian.
    #[error(" at byte {byte}, and in no other encoding of Kazakh or Russian")]
    Unknown {
        /// The line of the first byte that is not UTF-8 text, from 1.
        line: usize,
        /// That byte, from 0.
        byte: usize,
    },
    /// UTF-8 that was read in another encoding and saved again, with letters lost.
    #[error(
        " as it was: it was read as {encoding} and saved again, and letters of {} were lost",
        if lost.len() == 1 { "this line".to_owned() } else { format!("{} lines", lost.len()) }
    )]
    Misread {
        /// The encoding as which it was read.
        encoding: Encoding,
        /// The lines that lost letters, from 1; at least one.
        lost: Vec<usize>,
    },
}

/// At most so many lines are named for mending by hand.
const MOST_NAMED: usize = 10;

impl Undecodable {
    /// The first line that cannot be read, from 1.
    pub fn line(&self) -> usize {
        match self {
            Self::Broken { line, .. } | Self::Unknown { line, .. } => *line,
            Self::Misread { lost, .. } => lost[0],
        }
    }

    /// What to do about it for the file at `path`.
    pub fn remedy(&self, path: &str) -> String {
        match self {
            Self::Broken { .. } => format!(
                "the rest is UTF-8: mend these characters, or drop them: iconv -c -f UTF-8 -t UTF-8 {} > order.utf8.txt",
                shell_word(path)
            ),
            Self::Unknown { .. } => "save its text as UTF-8 and give that file".to_owned(),
            Self::Misread { lost, .. } if lost.len() <= MOST_NAMED => {
                let lines: Vec<String> = lost.iter().map(usize::to_string).collect();
                format!("the other lines can be undone: write anew or delete line {}", lines.join(", "))
            }
            Self::Misread { .. } => "take the file again from where it came, and open and save it as UTF-8".to_owned(),
        }
    }
}

/// `path` as one word of a shell's command.
fn shell_word(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%".contains(letter);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// Returns the text of `bytes`.
///
/// # Errors
/// When they are broken UTF-8, in no encoding that is known, or lost letters when they were read in a wrong one.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Undecodable> {
    let mut decoded = by_encoding(bytes)?;
    if decoded.encoding != Encoding::Utf8 {
        let message = said!("the file is in {1}, not UTF-8; it is read as that", decoded.encoding);
        decoded.find(Kind::OtherEncoding, (1, decoded.text.lines().count().max(1)), message);
    }
    if let Some(undone) = undone::undo(&decoded.text)? {
        let message = said!("{1} was read as {2} and saved again; this is undone", undone.original, undone.misread_as);
        decoded.text = Cow::Owned(undone.text);
        decoded.find(Kind::OtherEncoding, undone.span, message);
    }
    if let Some(restored) = alphabet::restore(&decoded.text) {
        let (printed, meant) = &restored.example;
        let words = restored.words;
        let message = said!(
            "\"{1}\" is read \"{2}\": {3} words have other letters in the place of those of Kazakh",
            printed,
            meant,
            words
        );
        decoded.text = Cow::Owned(restored.text);
        decoded.find(Kind::LettersMended, restored.span, message);
    }
    Ok(decoded)
}

impl<'a> Decoded<'a> {
    /// The text of somebody who has it as text.
    pub fn of(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), encoding: Encoding::Utf8, ends_inside_a_letter: false, findings: Vec::new() }
    }

    fn find(&mut self, kind: Kind, span: (usize, usize), message: Message) {
        self.findings.push(Finding::new(kind, Target::Order, span, message));
    }
}

fn by_encoding(bytes: &[u8]) -> Result<Decoded<'_>, Undecodable> {
    let read =
        |text, encoding, ends_inside_a_letter| Decoded { text, encoding, ends_inside_a_letter, findings: Vec::new() };
    if let Some((encoding, mark)) = utf16(bytes) {
        let big = encoding == Encoding::Utf16Be;
        let (units, rest) = bytes[mark..].as_chunks::<2>();
        let units = units.iter().map(|unit| if big { u16::from_be_bytes(*unit) } else { u16::from_le_bytes(*unit) });
        let text: String =
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        // UTF-32 and files that are no text have zeros beside those of the higher bytes.
        if text.chars().filter(|letter| *letter == '\0').count() * 100 > text.chars().count() {
            return Err(Undecodable::Unknown { line: 1, byte: mark });
        }
        return Ok(read(Cow::Owned(text), encoding, !rest.is_empty()));
    }
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let mark = bytes.len() - marked.unwrap_or(bytes).len();
    let bytes = marked.unwrap_or(bytes);
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let zeros = bytes.iter().filter(|byte| **byte == 0);
            // A file of numbers for a program, which happens to be ASCII.
            if zeros.count() * 100 > bytes.len() {
                return Err(Undecodable::Unknown { line: line(bytes, 0), byte: mark });
            }
            return Ok(read(Cow::Borrowed(text), Encoding::Utf8, false));
        }
        Err(error) => error,
    };
    // A Cyrillic letter of UTF-8 is two bytes; text in another encoding has them by chance only.
    let (mut letters, mut broken, mut places) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += chunk.invalid().len();
        places += usize::from(!chunk.invalid().is_empty());
    }
    let good = error.valid_up_to();
    if marked.is_some() || letters > broken {
        // A file that was cut is cut anywhere, also inside a letter.
        return match (error.error_len(), std::str::from_utf8(&bytes[..good])) {
            (None, Ok(text)) => Ok(read(Cow::Borrowed(text), Encoding::Utf8, true)),
            _ => Err(Undecodable::Broken { line: line(bytes, good), byte: mark + good, places }),
        };
    }
    match one_byte(bytes).filter(|(encoding, _)| *encoding != Encoding::Windows1252) {
        Some((encoding, page)) => Ok(read(Cow::Owned(page.decode(bytes)), encoding, false)),
        None => Err(Undecodable::Unknown { line: line(bytes, good), byte: mark + good }),
    }
}

fn line(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::super::encoding::{NONE, Page};
    use super::*;

    const KAZAKH: &str = "Қазақстан Республикасының әкімшілік қызметі, өңірлер және ұйымдар үшін № 5 «ғылым»";
    const RUSSIAN: &str = "Изучение законодательства Республики Казахстан, опыт работы по специальности";

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        let page = Page::of(encoding).unwrap();
        text.chars().map(|letter| page.byte(letter).unwrap_or(b'?')).collect()
    }

    /// The bytes as a program saves them that took them for `encoding`, and kept bytes without a letter as their numbers.
    fn taken_for(bytes: &[u8], encoding: Encoding) -> String {
        let page = Page::of(encoding).unwrap();
        let letter = |byte| Some(page.letter(byte)).filter(|letter| *letter != NONE).unwrap_or(char::from(byte));
        bytes.iter().map(|byte| letter(*byte)).collect()
    }

    fn misread(text: &str, encoding: Encoding) -> String {
        taken_for(text.as_bytes(), encoding)
    }

    #[test]
    fn every_encoding_of_one_byte_is_known_by_the_words_that_it_gives() {
        for (text, encoding) in [
            (KAZAKH, Encoding::Kz1048),
            (RUSSIAN, Encoding::Windows1251),
            (RUSSIAN, Encoding::Koi8R),
            (RUSSIAN, Encoding::Ibm866),
            ("МИНИСТР ФИНАНСОВ", Encoding::Windows1251),
            ("МИНИСТР ФИНАНСОВ", Encoding::Koi8R),
        ] {
            let bytes = encoded(text, encoding);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
            assert!(decoded.findings[0].message.to_string().contains(&encoding.to_string()));
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark_and_cut() {
        for text in [KAZAKH, RUSSIAN] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in
                [[&[0xFF, 0xFE][..], &little].concat(), little.clone(), [&[0xFE, 0xFF][..], &big].concat(), big]
            {
                assert_eq!(decode(&bytes).unwrap().text, text);
            }
            let cut = decode(&little[..little.len() - 1]).unwrap();
            assert!(cut.ends_inside_a_letter && text.starts_with(cut.text.as_ref()));
        }
    }

    #[test]
    fn utf8_has_no_finding_and_may_be_cut_inside_its_last_letter() {
        let marked = [b"\xEF\xBB\xBF", KAZAKH.as_bytes()].concat();
        for bytes in [KAZAKH.as_bytes(), &marked] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.findings.len()), (KAZAKH, 0));
        }
        let cut = decode(&RUSSIAN.as_bytes()[..RUSSIAN.len() - 1]).unwrap();
        assert!(cut.ends_inside_a_letter && cut.encoding == Encoding::Utf8);
    }

    #[test]
    fn broken_utf8_and_what_is_no_text_are_refused() {
        let broken = [KAZAKH.as_bytes(), b"\n\xFF", RUSSIAN.as_bytes(), b"\xC0"].concat();
        let error = decode(&broken).unwrap_err();
        assert_eq!(error, Undecodable::Broken { line: 2, byte: KAZAKH.len() + 1, places: 2 });
        assert!(error.remedy("a b.txt").contains("iconv -c -f UTF-8 -t UTF-8 'a b.txt' >"));
        assert!(matches!(decode(&[0x89, b'P', 0, 0, 0, 0xFF, 1, 2]), Err(Undecodable::Unknown { .. })));
        assert!(matches!(decode(b"a\0\0\0"), Err(Undecodable::Unknown { .. })));
    }

    #[test]
    fn a_wrong_reading_is_undone_however_often_it_came() {
        for encoding in Encoding::ONE_BYTE {
            let text = format!("{KAZAKH}\n\n13-4-2 С-3\n{RUSSIAN}\n");
            let once = misread(&text, encoding);
            let decoded = decode(once.as_bytes()).unwrap();
            assert_eq!(decoded.text, text, "{encoding}");
            assert!(decoded.findings[0].message.to_string().contains(&encoding.to_string()));
            assert_eq!(decode(misread(&once, encoding).as_bytes()).unwrap().text, text, "{encoding} twice");
        }
        let replaced = misread(RUSSIAN, Encoding::Windows1251).replace('\u{98}', "\u{FFFD}");
        assert_eq!(decode(replaced.as_bytes()).unwrap().text, RUSSIAN);
        let latin = taken_for(&encoded(KAZAKH, Encoding::Kz1048), Encoding::Windows1252);
        assert_eq!(decode(latin.as_bytes()).unwrap().text, KAZAKH);
    }

    #[test]
    fn a_wrong_reading_that_lost_letters_is_refused_with_its_line() {
        let text = format!("{RUSSIAN}\n{}", misread(KAZAKH, Encoding::Windows1251).replace('љ', ""));
        let error = decode(text.as_bytes()).unwrap_err();
        assert_eq!(error, Undecodable::Misread { encoding: Encoding::Windows1251, lost: vec![2] });
        assert!(decode(text.lines().next().unwrap().as_bytes()).is_ok());
    }

    #[test]
    fn letters_of_old_fonts_are_those_of_kazakh_and_other_languages_keep_theirs() {
        let printed = "Ќазаќстан Республикасыныѕ јкімшілік ќызметі, ґѕірлер жјне ўйымдар їшін № 5 «єылым»";
        let decoded = decode(printed.as_bytes()).unwrap();
        assert_eq!(decoded.text, KAZAKH);
        assert_eq!((decoded.findings.len(), decoded.findings[0].kind), (1, Kind::LettersMended));
        for other in ["Україна має її ґанок і єдність", "Ќе вратам тоа", KAZAKH, RUSSIAN]
        {
            assert_eq!(decode(other.as_bytes()).unwrap().text, other);
        }
    }
}
