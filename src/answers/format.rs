//! The formats in which an answer can be written, each with its name, media type and file extension in one place.

use crate::publishing::publication;
use crate::questions::suggestion::{did_you_mean, known_names};
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A format for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// A table for a terminal.
    Table,
    /// A table for a Markdown document.
    Markdown,
    /// A table as a page for a browser.
    Html,
    /// One JSON object a row, a line each, with plain values.
    Ndjson,
    /// A standard format for SPARQL results.
    Results(QueryResultsFormat),
    /// A format for graphs.
    Rdf(RdfFormat),
}

/// No format has this name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no format `{typed}`; the formats are {}{}", known_names(typed, AnswerFormat::ALL.map(AnswerFormat::name)), did_you_mean(typed, AnswerFormat::ALL.map(AnswerFormat::name)))]
pub struct UnknownFormat {
    typed: String,
}

impl AnswerFormat {
    /// All formats: first those for rows, then those for graphs.
    pub const ALL: [Self; 14] = [
        Self::Table,
        Self::Markdown,
        Self::Results(QueryResultsFormat::Csv),
        Self::Results(QueryResultsFormat::Tsv),
        Self::Results(QueryResultsFormat::Json),
        Self::Results(QueryResultsFormat::Xml),
        Self::Ndjson,
        Self::Html,
        Self::Rdf(RdfFormat::Turtle),
        Self::Rdf(RdfFormat::NTriples),
        Self::Rdf(RdfFormat::NQuads),
        Self::Rdf(RdfFormat::TriG),
        Self::Rdf(RdfFormat::RdfXml),
        Self::Rdf(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ];

    /// The formats that hold rows or true and false, the favourite first.
    pub const ROWS: [Self; 8] = [
        Self::Results(QueryResultsFormat::Json),
        Self::Results(QueryResultsFormat::Xml),
        Self::Results(QueryResultsFormat::Csv),
        Self::Results(QueryResultsFormat::Tsv),
        Self::Html,
        Self::Ndjson,
        Self::Markdown,
        Self::Table,
    ];

    /// The formats that hold a graph, the favourite first.
    pub const GRAPH: [Self; 6] = [
        Self::Rdf(RdfFormat::Turtle),
        Self::Rdf(RdfFormat::NTriples),
        Self::Rdf(RdfFormat::RdfXml),
        Self::Rdf(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        Self::Rdf(RdfFormat::NQuads),
        Self::Rdf(RdfFormat::TriG),
    ];

    /// The name by which the format is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Ndjson => "ndjson",
            Self::Html => "html",
            Self::Results(QueryResultsFormat::Csv) => "csv",
            Self::Results(QueryResultsFormat::Tsv) => "tsv",
            Self::Results(QueryResultsFormat::Xml) => "xml",
            Self::Results(_) => "json",
            Self::Rdf(format) => publication::name(format),
        }
    }

    /// The media type under which the format is served, without parameters.
    pub fn media_type(self) -> &'static str {
        let media_type = match self {
            Self::Table => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Ndjson => "application/x-ndjson",
            Self::Html => "text/html",
            Self::Results(format) => format.media_type(),
            Self::Rdf(format) => format.media_type(),
        };
        media_type.split(';').next().unwrap_or_default()
    }

    /// Other media types by which clients ask for the format, broader or older ones.
    pub fn other_media_types(self) -> &'static [&'static str] {
        match self {
            Self::Results(QueryResultsFormat::Json) => &["application/json"],
            Self::Results(QueryResultsFormat::Xml) | Self::Rdf(RdfFormat::RdfXml) => &["application/xml", "text/xml"],
            Self::Ndjson => &["application/jsonl", "application/ndjson"],
            Self::Rdf(RdfFormat::Turtle) => &["application/x-turtle", "text/n3"],
            Self::Rdf(RdfFormat::NTriples) => &["text/plain"],
            Self::Rdf(RdfFormat::JsonLd { .. }) => &["application/json"],
            _ => &[],
        }
    }

    /// Whether clients mean this format by `word`: its name, its file extension, or what stands in one of its media types behind the
    /// slash. Case and hyphens do not count.
    pub fn is_called(self, word: &str) -> bool {
        let plain = |text: &str| text.to_lowercase().replace('-', "");
        let media_types = self.other_media_types().iter().copied().chain([self.media_type()]);
        let subtypes = media_types.filter_map(|media_type| Some(media_type.split_once('/')?.1));
        subtypes.chain([self.name(), self.file_extension()]).any(|name| plain(name) == plain(word))
    }

    /// The extension of files in the format.
    pub fn file_extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Ndjson => "ndjson",
            Self::Html => "html",
            Self::Results(format) => format.file_extension(),
            Self::Rdf(format) => format.file_extension(),
        }
    }
}

impl FromStr for AnswerFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let wanted = name.to_lowercase();
        let found = Self::ALL.into_iter().find(|format| format.name() == wanted || format.file_extension() == wanted);
        found.ok_or_else(|| UnknownFormat { typed: name.to_owned() })
    }
}

impl fmt::Display for AnswerFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name_and_names_differ() {
        for format in AnswerFormat::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let called =
            |word: &str| AnswerFormat::GRAPH.into_iter().find(|format| format.is_called(word)).map(AnswerFormat::name);
        for (word, name) in
            [("json", "jsonld"), ("JSON-LD", "jsonld"), ("xml", "rdfxml"), ("n3", "turtle"), ("rdf", "rdfxml")]
        {
            assert_eq!(called(word), Some(name));
        }
        assert_eq!("ttl".parse(), Ok(AnswerFormat::Rdf(RdfFormat::Turtle)));
    }
}
