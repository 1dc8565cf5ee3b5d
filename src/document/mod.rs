//! Reading a file: what somebody saved becomes a document, or an error that says what to do about it.
//!
//! Comes in: the bytes of a file in any of the formats in which people hold orders. Goes out: a [`Document`], which is
//! either flat text, whose white space is all the structure it has, or pieces (headings, paragraphs, rows of tables), where
//! the format tells them. May call: [`crate::letters`], [`crate::text`], [`crate::lines`],
//! [`crate::findings`].

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::findings::Finding;
use crate::letters::{self, Decoded};
use crate::lines::{Line, blocks};

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
    /// Lines that pages repeat, as headers and footers: no part of the text. Empty for flat text, where they are found later.
    pub furniture: Vec<Line>,
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
    /// The bytes are no text, or lost letters.
    #[error("{path}: line {line}: not UTF-8 text{seen}; {remedy}")]
    Encoding {
        /// The path as it was given.
        path: String,
        /// The first line that cannot be read, from 1.
        line: usize,
        /// What was seen, as words to add to the message.
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
        Self::of(name, text.as_bytes(), Decoded::of(text))
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

    /// How many of its lines hold text.
    pub fn lines_of_text(&self) -> usize {
        match &self.content {
            Content::Flat(text) => blocks(text).iter().map(|block| block.lines.len()).sum(),
            Content::Pieces(pieces) => {
                let lines = pieces.iter().flat_map(Piece::paragraphs).flat_map(|paragraph| &paragraph.lines);
                lines.chain(&self.furniture).map(|line| line.number).collect::<BTreeSet<_>>().len()
            }
        }
    }

    fn of(name: &str, bytes: &[u8], decoded: Decoded<'_>) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        let retrieval = "Read by lauazym from a file of this name that its user gave.";
        let mended = letters::mend(&decoded.text);
        let text = mended.text.into_owned();
        Self {
            name: name.to_owned(),
            sha256,
            retrieval,
            ends_inside_a_letter: decoded.ends_inside_a_letter,
            format: Format::Text,
            places: Places::Lines,
            lines: text.lines().count(),
            pages: Vec::new(),
            content: Content::Flat(text),
            furniture: Vec::new(),
            findings: [decoded.findings, mended.findings].concat(),
        }
    }

    /// Reads the file at `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is a folder, is empty or is no text.
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
        let decoded = decode(&shown, &bytes)?;
        if decoded.text.trim().is_empty() {
            return Err(DocumentError::Empty(shown));
        }
        let name =
            path.file_name().filter(|_| shown != "-").map_or("standard input".into(), |name| name.to_string_lossy());
        Ok(Self::of(&name, &bytes, decoded))
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

/// The text of `bytes`, or what to do about a file that is none.
fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, DocumentError> {
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
    letters::decode(bytes).map_err(|error| DocumentError::Encoding {
        path: path.to_owned(),
        line: error.line(),
        seen: error.seen(),
        remedy: error.remedy(path),
    })
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
