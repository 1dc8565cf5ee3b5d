//! Reading a file: what somebody saved becomes a document, or an error that says what to do about it.
//!
//! Comes in: the bytes of a file in any of the formats in which people hold orders; which one is known by its content, never
//! by its name. Goes out: a [`Document`], which is either flat text, whose white space is all the structure it has, or pieces
//! (headings, paragraphs, rows of tables), where the format tells them. May call: [`crate::reading::letters`], [`crate::reading::text`],
//! [`crate::reading::lines`], [`crate::reading::findings`].

mod building;
mod docx;
mod html;
mod kind;
mod markdown;
mod parts;
mod pdf;
mod xml;
mod zip;

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use thiserror::Error;

use building::Builder;
use kind::{Format, Kind};
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
/// Why a file without words cannot be read.
const EMPTY: &str = "the file is empty; expected the text of an order";

/// Why a file cannot be read: a sentence that names the file, the place where there is one, and a remedy. A remedy that is a
/// command is one that was run: `tests/remedies.rs` runs those whose programs are on the machine.
#[derive(Debug, Error)]
#[error("{path}: {reason}")]
pub struct DocumentError {
    path: String,
    reason: String,
}

impl DocumentError {
    fn new(path: &str, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }

    /// The operating system refused to give the file at `path`.
    pub(crate) fn io(path: &str, error: &io::Error) -> Self {
        Self::new(path, not_given(error))
    }
}

/// What the operating system said when it refused to give a file, and a remedy, for a [`DocumentError`].
fn not_given(error: &io::Error) -> String {
    format!("{error}; give the path of an order's text file, or - for standard input")
}

/// Why a document in a format that is read is none, for a [`DocumentError`].
fn broken(place: &str, format: &str, cause: &str) -> String {
    format!(
        "{place}: this {format} is broken ({cause}); get it again where it came from, or save it anew in the program that made it"
    )
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
    /// How many lines the document has, blank ones included; of an office document its paragraphs count, of a PDF the lines of
    /// all pages.
    pub lines: usize,
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
        Self::of(name, text.as_bytes()).with_text(Decoded::of(text), Format::Text)
    }

    /// The whole text: of flat text itself, of pieces the words of one after the other, each on a line.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Flat(text) => Cow::Borrowed(text),
            Content::Pieces(pieces) => {
                let lines = lines(pieces).map(|line| line.text.as_str());
                Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
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
        let mut lines: Vec<&Line> = lines(pieces).chain(&self.furniture).collect();
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

    /// A document without its content.
    fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            sha256: hexadecimal(&Sha256::digest(bytes)),
            retrieval: "Read by lauazym from a file of this name that its user gave.",
            ends_inside_a_letter: false,
            lines: 0,
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
            let folder = shown.trim_end_matches('/');
            let example = format!("is a folder; give the order's text file in it, for example {folder}/{BUNDLED_NAME}");
            return Err(DocumentError::new(folder, example));
        }
        let mut bytes = Vec::new();
        let read = if shown == "-" {
            io::stdin().lock().read_to_end(&mut bytes).map(drop)
        } else {
            fs::read(path).map(|content| bytes = content)
        };
        read.map_err(|error| DocumentError::io(&shown, &error))?;
        let name =
            path.file_name().filter(|_| shown != "-").map_or(STANDARD_INPUT.into(), |name| name.to_string_lossy());
        Self::from_bytes(&shown, &name, &bytes)
    }

    /// Reads the bytes of a file that is called `name`; messages call it by its `path`.
    ///
    /// # Errors
    /// When the bytes are none, are broken or have a format that is not read.
    pub fn from_bytes(path: &str, name: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        let document = Self::of(name, bytes);
        let read = match kind::of_bytes(path, bytes) {
            Ok(Kind::Docx(package)) => docx::read(&package, document),
            Ok(Kind::Pdf) => pdf::read(path, bytes, document),
            Ok(Kind::Text) => {
                let decoded = decode(path, bytes)?;
                let format = kind::of_text(&decoded.text);
                Ok(document.with_text(decoded, format))
            }
            Err(reason) => Err(reason),
        };
        let document = read.map_err(|reason| DocumentError::new(path, reason))?;
        let empty = match &document.content {
            Content::Flat(text) => text.trim().is_empty(),
            Content::Pieces(pieces) => pieces.is_empty(),
        };
        if empty { Err(DocumentError::new(path, EMPTY)) } else { Ok(document) }
    }

    /// The document with the content that this format finds in the text.
    fn with_text(self, decoded: Decoded<'_>, format: Format) -> Self {
        let Decoded { text, ends_inside_a_letter, mut findings, .. } = decoded;
        let mut builder = Builder::default();
        match format {
            Format::Html => html::read(&mut builder, &text, 1, html::Setting::Page),
            Format::Markdown => markdown::read(&mut builder, &text),
            Format::Text => {
                let mut mended = letters::mend(&text);
                findings.append(&mut mended.findings);
                let text = mended.text.into_owned();
                let lines = text.lines().count();
                return Self { lines, content: Content::Flat(text), ends_inside_a_letter, findings, ..self };
            }
        }
        Self { lines: text.lines().count(), ends_inside_a_letter, findings, ..self }.with_pieces(builder)
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

/// The lines of `pieces` in reading order.
fn lines(pieces: &[Piece]) -> impl Iterator<Item = &Line> {
    pieces.iter().flat_map(Piece::paragraphs).flat_map(|paragraph| &paragraph.lines)
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
    letters::decode(bytes).map_err(|error| {
        let (line, remedy) = (error.line(), error.remedy(path));
        DocumentError::new(path, format!("line {line}: not UTF-8 text{error}; {remedy}"))
    })
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
