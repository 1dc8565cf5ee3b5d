//! Reading an order: bytes that somebody saved become text, or an error that says what to do about them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// The order that the program carries: No. 75 of 7 March 2014 of the Ministry of Economy and Budget Planning.
const BUNDLED: &str = include_str!("../data/V1400009219.kk.txt");
/// The file name of the bundled order.
pub const BUNDLED_NAME: &str = "V1400009219.kk.txt";

/// The text of an order and where it came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name without its folders; `standard input` when read from there.
    pub name: String,
    /// The SHA-256 of the bytes as they were read, in lower-case hexadecimal digits.
    pub sha256: String,
    /// How the text came here, a sentence in English.
    pub retrieval: &'static str,
    /// Whether the last bytes are the beginning of a letter whose rest is missing.
    pub ends_inside_a_letter: bool,
    /// The text in Unicode normalization form C, with plain blanks and without a byte order mark.
    pub text: String,
}

/// Why an input cannot be read as text.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The operating system refused.
    #[error("{path}: {error}; give the path of an order's text file, or - for standard input")]
    Io {
        /// The path as it was given.
        path: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// A folder stands where a file is expected.
    #[error("{0}: is a folder; give the order's text file in it, for example {0}/{BUNDLED_NAME}")]
    Folder(String),
    /// The file holds nothing, or only white space.
    #[error("{0}: the file is empty; expected the text of an order")]
    Empty(String),
    /// The bytes are not UTF-8.
    #[error("{path}: line {line}: not UTF-8 text{seen}; {remedy}")]
    Encoding {
        /// The path as it was given.
        path: String,
        /// The line of the first byte that is not UTF-8, from 1.
        line: usize,
        /// What the encoding looks like, as words to add to the message.
        seen: String,
        /// What to do about it.
        remedy: String,
    },
    /// A format that is not text.
    #[error("{path}: this is {format}, not text; extract its text first{remedy}")]
    NotText {
        /// The path as it was given.
        path: String,
        /// The format's name.
        format: &'static str,
        /// How to extract the text, as words to add to the message.
        remedy: String,
    },
}

impl Source {
    /// Returns the bundled order.
    pub fn bundled() -> Self {
        let retrieval = "Carried by lauazym as data/V1400009219.kk.txt: text taken from a PDF of the order.";
        Self { retrieval, ..Self::from_text(BUNDLED_NAME, BUNDLED) }
    }

    /// Returns `text` as a source that is called `name`.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::of(name, text.as_bytes(), text)
    }

    fn of(name: &str, bytes: &[u8], text: &str) -> Self {
        let ends_inside_a_letter = text.len() < bytes.len();
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        let retrieval = "Read by lauazym from a file of this name that its user gave.";
        Self { name: name.to_owned(), sha256, retrieval, ends_inside_a_letter, text: normalized(text) }
    }

    /// Reads the file at `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is a folder, is empty or is not UTF-8 text.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let shown = path.display().to_string();
        if path.is_dir() {
            return Err(SourceError::Folder(shown.trim_end_matches('/').to_owned()));
        }
        let mut bytes = Vec::new();
        let read = if shown == "-" {
            io::stdin().lock().read_to_end(&mut bytes).map(drop)
        } else {
            fs::read(path).map(|content| bytes = content)
        };
        read.map_err(|error| SourceError::Io { path: shown.clone(), error })?;
        let text = decode(&shown, &bytes)?;
        if text.trim().is_empty() {
            return Err(SourceError::Empty(shown));
        }
        let name =
            path.file_name().filter(|_| shown != "-").map_or("standard input".into(), |name| name.to_string_lossy());
        Ok(Self::of(&name, &bytes, text))
    }
}

/// The text in Unicode normalization form C, with plain blanks and without invisible characters. Lines stay as they are.
fn normalized(text: &str) -> String {
    text.nfc()
        .filter(|letter| !matches!(letter, '\u{FEFF}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'))
        .map(|letter| if matches!(letter, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}') { ' ' } else { letter })
        .collect()
}

fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, SourceError> {
    if bytes.starts_with(b"%PDF") {
        let remedy = format!(", for example: pdftotext {path} order.txt");
        return Err(SourceError::NotText { path: path.to_owned(), format: "a PDF file", remedy });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(SourceError::NotText {
            path: path.to_owned(),
            format: "a zip archive or an office document",
            remedy: String::new(),
        });
    }
    let text = std::str::from_utf8(bytes);
    // A file that was cut is cut anywhere, also inside a letter.
    if let Err(error) = &text
        && error.error_len().is_none()
        && error.valid_up_to() > 0
        && looks_like(bytes, error.valid_up_to()).is_none()
    {
        return decode(path, &bytes[..error.valid_up_to()]);
    }
    let good = match &text {
        Ok(_) => bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()),
        Err(error) => error.valid_up_to(),
    };
    if let (Ok(text), true) = (text, good == bytes.len()) {
        return Ok(text);
    }
    let line = 1 + bytes[..good].iter().filter(|byte| **byte == b'\n').count();
    let (seen, remedy) = match looks_like(bytes, good) {
        Some((name, iconv)) => (
            format!(" (it looks like {name})"),
            format!("convert it, for example: iconv -f {iconv} -t UTF-8 {path} > order.txt"),
        ),
        None => (format!(" at byte {good}"), "the rest is UTF-8: mend or delete that character".to_owned()),
    };
    Err(SourceError::Encoding { path: path.to_owned(), line, seen, remedy })
}

/// Names the encoding that bytes which are not UTF-8 from `good` on most likely have, for people and for iconv; none when
/// they are UTF-8 with a broken character.
fn looks_like(bytes: &[u8], good: usize) -> Option<(&'static str, &'static str)> {
    let zeros =
        |odd: usize| bytes.iter().skip(odd).step_by(2).take(2000).filter(|byte| matches!(byte, 0x00 | 0x04)).count();
    let half = (bytes.len() / 2).min(2000);
    match bytes {
        [0xFF, 0xFE, ..] => Some(("UTF-16, little endian", "UTF-16")),
        [0xFE, 0xFF, ..] => Some(("UTF-16, big endian", "UTF-16")),
        _ if zeros(1) * 2 > half => Some(("UTF-16, little endian", "UTF-16LE")),
        _ if zeros(0) * 2 > half => Some(("UTF-16, big endian", "UTF-16BE")),
        // A Cyrillic letter of UTF-8 is two bytes; text in another encoding fails at its first letters.
        _ if bytes[..good].iter().filter(|byte| !byte.is_ascii()).count() < 4 => Some(("Windows-1251", "WINDOWS-1251")),
        _ => None,
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
