//! Reading a file: what somebody saved becomes a document, or an error that says what to do about it.
//!
//! Comes in: the bytes of a file in any of the formats in which people hold orders; which one is known by its content, never
//! by its name. Goes out: a [`Document`], which is either flat text, whose white space is all the structure it has, or pieces
//! (headings, paragraphs, rows of tables), where the format tells them. May call: [`crate::reading::letters`], [`crate::reading::text`],
//! [`crate::reading::lines`], [`crate::reading::findings`].

mod building;
mod docx;
mod error;
mod gathering;
mod html;
mod kind;
mod markdown;
mod parts;
mod pdf;
mod zip;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use building::Builder;
pub use error::DocumentError;
use kind::Kind;
pub use parts::{File, Part, place};

use crate::reading::findings::Finding;
use crate::reading::letters::{self, Decoded};
use crate::reading::lines::Line;
use crate::reading::text::single_spaced;

/// The order that the program carries: No. 75 of 7 March 2014 of the Ministry of Economy and Budget Planning.
const BUNDLED: &str = include_str!("../../../data/V1400009219.kk.txt");
/// The file name of the bundled order.
pub const BUNDLED_NAME: &str = "V1400009219.kk.txt";
/// What a document is called that comes through standard input.
pub const STANDARD_INPUT: &str = "standard input";

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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The files of a text in several files, in reading order; empty for a document that is one file.
    pub parts: Vec<Part>,
    /// What is in it.
    pub content: Content,
    /// What stands in the file but is no part of its text, line by line: what browsers print on every page, the ways through
    /// a site, headers and footers. Empty for flat text.
    pub furniture: Vec<Line>,
    /// What was odd about its letters and its encoding.
    pub findings: Vec<Finding>,
}

impl Document {
    /// Returns the bundled order.
    pub fn bundled() -> Self {
        let retrieval = "Carried by lauazym as data/V1400009219.kk.txt: text taken from a PDF of the order.";
        Self { retrieval, ..Self::from_text(BUNDLED_NAME, BUNDLED) }
    }

    /// Returns flat `text` as a document that is called `name`.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::of(name, text.as_bytes(), Format::Text).with_text(Decoded::of(text))
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

    /// The lines that are not blank, each with its number, furniture too; of pieces, words that stand on one line are one.
    pub fn numbered_lines(&self) -> Vec<(usize, String)> {
        let pieces = match &self.content {
            Content::Flat(text) => {
                let blocks = crate::reading::lines::blocks(text);
                return blocks.into_iter().flat_map(|block| block.lines).map(|line| (line.number, line.text)).collect();
            }
            Content::Pieces(pieces) => pieces,
        };
        let words = pieces.iter().flat_map(Piece::paragraphs).flat_map(|paragraph| &paragraph.lines);
        let mut lines: Vec<&Line> = words.chain(&self.furniture).collect();
        lines.sort_by_key(|line| line.number);
        let mut numbered: Vec<(usize, String)> = Vec::new();
        for line in lines {
            match numbered.last_mut() {
                Some((number, text)) if *number == line.number => text.extend([" ", &line.text]),
                _ => numbered.push((line.number, line.text.clone())),
            }
        }
        numbered
    }

    /// A document of this format, without its content.
    fn of(name: &str, bytes: &[u8], format: Format) -> Self {
        Self {
            name: name.to_owned(),
            sha256: hexadecimal(&Sha256::digest(bytes)),
            retrieval: "Read by lauazym from a file of this name that its user gave.",
            ends_inside_a_letter: false,
            format,
            places: Places::Lines,
            lines: 0,
            pages: Vec::new(),
            parts: Vec::new(),
            content: Content::Flat(String::new()),
            furniture: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads the file at `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is a folder, is empty, is broken or has a format that is not read.
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
        let name =
            path.file_name().filter(|_| shown != "-").map_or(STANDARD_INPUT.into(), |name| name.to_string_lossy());
        Self::from_bytes(&shown, &name, &bytes)
    }

    /// Reads the bytes of a file that is called `name`; messages call it by its `path`.
    ///
    /// # Errors
    /// When the bytes are none, are broken or have a format that is not read.
    pub fn from_bytes(path: &str, name: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        let kind = kind::of_bytes(path, bytes)?;
        let document = match kind {
            Kind::Docx(package) => docx::read(path, &package, Self::of(name, bytes, Format::Docx))?,
            Kind::Pdf => pdf::read(path, bytes, Self::of(name, bytes, Format::Pdf))?,
            Kind::Text => {
                let decoded = decode(path, bytes)?;
                Self::of(name, bytes, kind::of_text(&decoded.text)).with_text(decoded)
            }
        };
        let empty = match &document.content {
            Content::Flat(text) => text.trim().is_empty(),
            Content::Pieces(pieces) => pieces.is_empty(),
        };
        if empty { Err(DocumentError::Empty(path.to_owned())) } else { Ok(document) }
    }

    /// The document with the content that its format finds in this text.
    fn with_text(self, decoded: Decoded<'_>) -> Self {
        let Decoded { text, ends_inside_a_letter, mut findings, .. } = decoded;
        let mut builder = Builder::default();
        match self.format {
            Format::Html => html::read(&mut builder, &text, 1, html::Setting::Page),
            Format::Markdown => markdown::read(&mut builder, &text),
            _ => {
                let mut mended = letters::mend(&text);
                findings.append(&mut mended.findings);
                let text = mended.text.into_owned();
                let lines = text.lines().count();
                return Self { lines, content: Content::Flat(text), ends_inside_a_letter, findings, ..self };
            }
        }
        Self { lines: text.lines().count(), ends_inside_a_letter, findings, ..self }.with_pieces(builder)
    }

    /// How many of its lines hold text.
    pub fn lines_of_text(&self) -> usize {
        match &self.content {
            Content::Flat(text) => text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count(),
            Content::Pieces(pieces) => {
                let lines = pieces.iter().flat_map(Piece::paragraphs).flat_map(|paragraph| &paragraph.lines);
                lines.chain(&self.furniture).map(|line| line.number).collect::<BTreeSet<_>>().len()
            }
        }
    }

    fn with_pieces(self, builder: Builder) -> Self {
        Self { content: Content::Pieces(builder.pieces), furniture: builder.furniture, ..self }
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

/// Joins words that are cut at the ends of the lines of `pieces`, as a page prints them.
fn join_words(pieces: &mut [Piece]) -> Vec<Finding> {
    let paragraphs = pieces.iter_mut().flat_map(|piece| match piece {
        Piece::Heading(_, paragraph) | Piece::Paragraph(paragraph) | Piece::Quotation(paragraph) => vec![paragraph],
        Piece::Row(row) => row.cells.iter_mut().flatten().collect(),
    });
    let mut lines: Vec<Vec<_>> = paragraphs
        .map(|paragraph| paragraph.lines.iter_mut().map(|line| (line.number, &mut line.text)).collect())
        .collect();
    letters::join_words(&mut lines)
}

/// Words of one line as they are read: letters put right, with single blanks, without blanks around them.
fn tidy(words: &str) -> String {
    single_spaced(&letters::mend_words(words))
}

/// The text of `bytes`, or what to do about a file that is none.
fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, DocumentError> {
    letters::decode(bytes).map_err(|error| DocumentError::Encoding {
        path: path.to_owned(),
        line: error.line(),
        seen: error.to_string(),
        remedy: error.remedy(path),
    })
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
