//! Reading a file: what somebody saved becomes a document, or an error that says what to do about it.
//!
//! Comes in: the bytes of a file in any of the formats in which people hold orders. Goes out: a [`Document`], which is
//! either flat text, whose white space is all the structure it has, or pieces (headings, paragraphs, rows of tables), where
//! the format tells them. May call: [`crate::text`], [`crate::lines`], [`crate::findings`].

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::findings::Finding;
use crate::lines::Line;
use crate::text::nfc;

/// The order that the program carries: No. 75 of 7 March 2014 of the Ministry of Economy and Budget Planning.
const BUNDLED: &str = include_str!("../../data/V1400009219.kk.txt");
/// The file name of the bundled order.
pub const BUNDLED_NAME: &str = "V1400009219.kk.txt";

/// What a file is known to be, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text without markup.
    Text,
    /// A web page.
    Html,
    /// Markdown, with tables of its own or in HTML.
    Markdown,
    /// An office document in Office Open XML.
    Docx,
    /// Portable Document Format.
    Pdf,
}

/// A link that stands in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that are the link, white space single.
    pub text: String,
    /// Where it leads, as written.
    pub target: String,
}

/// Words that stand together, with their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The lines of the paragraph, at least one; a line's number is its place in the document.
    pub lines: Vec<Line>,
    /// The links in it, in their order.
    pub links: Vec<Link>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of the table in the document, from 1.
    pub table: usize,
    /// The cells from left to right, each of paragraphs; an empty cell has none. A cell over several columns stands once.
    pub cells: Vec<Vec<Paragraph>>,
}

/// A part of a document, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading, with its level from 1 (the highest).
    Heading(u8, Paragraph),
    /// A paragraph outside of tables.
    Paragraph(Paragraph),
    /// A paragraph that is set apart as a quotation, as approvals are.
    Quotation(Paragraph),
    /// A row of a table.
    Row(Row),
}

/// What is in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text whose structure is its white space: in Unicode normalization form C, with plain blanks, without a byte order mark.
    Flat(String),
    /// The pieces that the format tells.
    Pieces(Vec<Piece>),
}

/// What the numbers of lines count in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Places {
    /// Lines of the file, from 1.
    Lines,
    /// Paragraphs of the document, those in tables included, from 1.
    Paragraphs,
    /// Lines of all pages, counted through from 1; [`Document::pages`] has the first of each page.
    PageLines,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name without its folders; `standard input` when read from there.
    pub name: String,
    /// The SHA-256 of the bytes as they were read, in lower-case hexadecimal digits.
    pub sha256: String,
    /// How the text came here, a sentence in English.
    pub retrieval: &'static str,
    /// Whether the last bytes are the beginning of a letter whose rest is missing.
    pub ends_inside_a_letter: bool,
    /// What the file is.
    pub format: Format,
    /// What the numbers of lines count.
    pub places: Places,
    /// How many of these places the document has, blank lines included.
    pub lines: usize,
    /// The first line of each page; empty where the format has no pages.
    pub pages: Vec<usize>,
    /// What is in it.
    pub content: Content,
    /// What was odd about its letters and its encoding.
    pub findings: Vec<Finding>,
}

/// Why an input cannot be read as text.
#[derive(Debug, Error)]
pub enum DocumentError {
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

impl Document {
    /// Returns the bundled order.
    pub fn bundled() -> Self {
        let retrieval = "Carried by lauazym as data/V1400009219.kk.txt: text taken from a PDF of the order.";
        Self { retrieval, ..Self::from_text(BUNDLED_NAME, BUNDLED) }
    }

    /// Returns `text` as a document that is called `name`.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::of(name, text.as_bytes(), text)
    }

    /// The whole text: of flat text itself, of pieces the words of one after the other, each on a line.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Flat(text) => Cow::Borrowed(text),
            Content::Pieces(pieces) => {
                let lines = pieces.iter().flat_map(Piece::paragraphs).flat_map(|paragraph| &paragraph.lines);
                Cow::Owned(lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
            }
        }
    }

    fn of(name: &str, bytes: &[u8], text: &str) -> Self {
        let ends_inside_a_letter = text.len() < bytes.len();
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        let retrieval = "Read by lauazym from a file of this name that its user gave.";
        let text = normalized(text);
        Self {
            name: name.to_owned(),
            sha256,
            retrieval,
            ends_inside_a_letter,
            format: Format::Text,
            places: Places::Lines,
            lines: text.lines().count(),
            pages: Vec::new(),
            content: Content::Flat(text),
            findings: Vec::new(),
        }
    }

    /// Reads the file at `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is a folder, is empty or is not UTF-8 text.
    pub fn read(path: &Path) -> Result<Self, DocumentError> {
        let shown = path.display().to_string();
        if path.is_dir() {
            return Err(DocumentError::Folder(shown.trim_end_matches('/').to_owned()));
        }
        let mut bytes = Vec::new();
        let read = if shown == "-" {
            io::stdin().lock().read_to_end(&mut bytes).map(drop)
        } else {
            fs::read(path).map(|content| bytes = content)
        };
        read.map_err(|error| DocumentError::Io { path: shown.clone(), error })?;
        let text = decode(&shown, &bytes)?;
        if text.trim().is_empty() {
            return Err(DocumentError::Empty(shown));
        }
        let name =
            path.file_name().filter(|_| shown != "-").map_or("standard input".into(), |name| name.to_string_lossy());
        Ok(Self::of(&name, &bytes, text))
    }
}

impl Piece {
    /// The paragraphs of the piece, those of a row cell by cell.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Self::Heading(_, paragraph) | Self::Paragraph(paragraph) | Self::Quotation(paragraph) => vec![paragraph],
            Self::Row(row) => row.cells.iter().flatten().collect(),
        }
    }
}

/// The text in Unicode normalization form C, with plain blanks and without invisible characters. Lines stay as they are.
fn normalized(text: &str) -> String {
    nfc(text)
        .chars()
        .filter(|letter| !matches!(letter, '\u{FEFF}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'))
        .map(|letter| if matches!(letter, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}') { ' ' } else { letter })
        .collect()
}

fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, DocumentError> {
    if bytes.starts_with(b"%PDF") {
        let remedy = format!(", for example: pdftotext {path} order.txt");
        return Err(DocumentError::NotText { path: path.to_owned(), format: "a PDF file", remedy });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(DocumentError::NotText {
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
    Err(DocumentError::Encoding { path: path.to_owned(), line, seen, remedy })
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
