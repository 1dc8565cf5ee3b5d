//! The formats in which a dataset is written, each with its names in one place.

use std::str::FromStr;

use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use thiserror::Error;

/// The names by which RDF formats are chosen.
pub const FORMATS: [(&str, RdfFormat); 6] = [
    ("turtle", RdfFormat::Turtle),
    ("nquads", RdfFormat::NQuads),
    ("ntriples", RdfFormat::NTriples),
    ("trig", RdfFormat::TriG),
    ("rdfxml", RdfFormat::RdfXml),
    ("jsonld", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
];

/// The names by which tables are chosen.
const TABLES: [(&str, Format); 2] = [("csvw", Format::Csvw), ("xlsx", Format::Xlsx)];

/// A format of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The whole dataset as one RDF file.
    Rdf(RdfFormat),
    /// Tables of what the orders say, with their metadata.
    Csvw,
    /// The same tables as one workbook.
    Xlsx,
}

/// A name that no format has.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no format \"{name}\"; choose from {}", known().join(", "))]
pub struct UnknownFormat {
    name: String,
}

fn known() -> Vec<&'static str> {
    FORMATS.iter().map(|(name, _)| *name).chain(TABLES.iter().map(|(name, _)| *name)).collect()
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a format's name or file extension.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        if let Some((_, tables)) = TABLES.iter().find(|(known, _)| *known == name) {
            return Ok(*tables);
        }
        let format = FORMATS.iter().find(|(known, format)| *known == name || format.file_extension() == name);
        format.map(|(_, format)| Self::Rdf(*format)).ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}

/// The name by which `format` is chosen.
pub(crate) fn name(format: RdfFormat) -> &'static str {
    FORMATS.iter().find(|(_, known)| *known == format).map_or("turtle", |(name, _)| name)
}

/// The name of `format` in the EU's authority table of file types.
pub(super) fn file_type(format: RdfFormat) -> Option<&'static str> {
    match format {
        RdfFormat::Turtle => Some("RDF_TURTLE"),
        RdfFormat::NQuads => Some("RDF_N_QUADS"),
        RdfFormat::NTriples => Some("RDF_N_TRIPLES"),
        RdfFormat::TriG => Some("RDF_TRIG"),
        RdfFormat::RdfXml => Some("RDF_XML"),
        RdfFormat::JsonLd { .. } => Some("JSON_LD"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_extension_too() {
        assert_eq!("nq".parse(), Ok(Format::Rdf(RdfFormat::NQuads)));
    }
}
