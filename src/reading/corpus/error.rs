//! Why the folder of an act cannot be read as an order, and what to do about it.

use std::io;

use thiserror::Error;

/// Why the folder of an act cannot be read as an order.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// The operating system refused.
    #[error("{path}: {error}; check that the corpus is there whole and may be read")]
    Io {
        /// The path of the file or folder.
        path: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The metadata are no YAML, or no mapping.
    #[error(
        "{path}: line {line}: not the metadata of an act in YAML: {cause}; mend that line, or take the file from the corpus again"
    )]
    Metadata {
        /// The file's path.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What the parser said.
        cause: String,
    },
    /// The metadata are those of another act: number and date both differ.
    #[error(
        "{folder}: meta.yaml:{line}: these are the metadata of another act: {difference}; put the act's own meta.yaml there, or take it away"
    )]
    OtherAct {
        /// The act's folder.
        folder: String,
        /// The line of the metadata that shows it, from 1.
        line: usize,
        /// Number and date in both, in words.
        difference: String,
    },
    /// There are metadata and no text.
    #[error("{0}: the folder has meta.yaml and no text; put kaz.md or rus.md there")]
    NoText(String),
    /// There is neither text nor metadata.
    #[error(
        "{0}: is a folder without meta.yaml, kaz.md, rus.md and without files of a text; give an order's file, the folder of \
         an act, or a folder with such folders below it"
    )]
    NoAct(String),
    /// No text has a row of requirements.
    #[error(
        "{0}: this act has no table of requirements, so it is no order on qualification requirements for posts; give one that is"
    )]
    OtherKind(String),
    /// No text could be read as an order.
    #[error("{folder}: {causes}")]
    NoOrder {
        /// The act's folder.
        folder: String,
        /// For each language's file what is wrong with it.
        causes: String,
    },
}
