//! Why a file cannot be read, and what to do about it.
//!
//! Each message names the file, the place where there is one, and a remedy. A remedy that is a command is one that was run:
//! `tests/remedies.rs` runs those whose programs are on the machine.

use std::io;

use thiserror::Error;

use super::BUNDLED_NAME;

/// Why a file cannot be read.
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
    /// A format that is not read.
    #[error("{path}: this is {format}, which lauazym does not read; {remedy}")]
    NotRead {
        /// The path as it was given.
        path: String,
        /// The format's name, with its article.
        format: &'static str,
        /// What to do about it.
        remedy: String,
    },
    /// A file whose format is read, but which is damaged.
    #[error(
        "{path}: {place}: this {format} is broken ({cause}); get it again where it came from, or save it anew in the program that made it"
    )]
    Broken {
        /// The path as it was given.
        path: String,
        /// Where in the file.
        place: String,
        /// The format's name.
        format: &'static str,
        /// What was found there.
        cause: String,
    },
    /// A program is missing that takes the words out of a file.
    #[error(
        "{path}: this is a PDF, and the program {program}, which takes the words out of it, was not found; install it, for example: apt-get install poppler-utils"
    )]
    NoProgram {
        /// The path as it was given.
        path: String,
        /// The program's name.
        program: &'static str,
    },
    /// A program failed that takes the words out of a file.
    #[error(
        "{path}: {program} could not read this PDF ({cause}); get it again where it came from, or print it to PDF anew"
    )]
    Program {
        /// The path as it was given.
        path: String,
        /// The program's name.
        program: &'static str,
        /// What it said, or how it ended.
        cause: String,
    },
}

/// `path` as it may be typed into a shell; standard input as a file to be saved first.
pub(super) fn typed(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "._/-+=@%,".contains(letter);
    match path {
        "-" => "FILE".to_owned(),
        _ if !path.is_empty() && path.chars().all(plain) && !path.starts_with('-') => path.to_owned(),
        _ => format!("'{}'", path.replace('\'', r"'\''")),
    }
}
