//! How a thing is shown, and by what names clients ask for it. A server and the rules for other hosts go by the same lists.

use super::data::DataFormat;
use super::language::Language;

/// How a thing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a page.
    Page,
    /// As data.
    Data(DataFormat),
}

impl Shown {
    /// The media types by which clients ask; of those that one likes equally, the first counts.
    pub const MEDIA_TYPES: [(&str, Self); 11] = [
        ("text/turtle", Self::Data(DataFormat::Turtle)),
        ("application/ld+json", Self::Data(DataFormat::JsonLd)),
        ("application/n-triples", Self::Data(DataFormat::NTriples)),
        ("application/rdf+xml", Self::Data(DataFormat::RdfXml)),
        ("text/html", Self::Page),
        ("application/xhtml+xml", Self::Page),
        ("application/x-turtle", Self::Data(DataFormat::Turtle)),
        ("application/json", Self::Data(DataFormat::JsonLd)),
        ("application/xml", Self::Data(DataFormat::RdfXml)),
        ("text/xml", Self::Data(DataFormat::RdfXml)),
        ("text/plain", Self::Data(DataFormat::NTriples)),
    ];

    /// The names by which the field `format` calls them.
    pub const NAMES: [(&str, Self); 11] = [
        ("html", Self::Page),
        ("ttl", Self::Data(DataFormat::Turtle)),
        ("turtle", Self::Data(DataFormat::Turtle)),
        ("jsonld", Self::Data(DataFormat::JsonLd)),
        ("json-ld", Self::Data(DataFormat::JsonLd)),
        ("json", Self::Data(DataFormat::JsonLd)),
        ("nt", Self::Data(DataFormat::NTriples)),
        ("ntriples", Self::Data(DataFormat::NTriples)),
        ("rdf", Self::Data(DataFormat::RdfXml)),
        ("rdfxml", Self::Data(DataFormat::RdfXml)),
        ("xml", Self::Data(DataFormat::RdfXml)),
    ];

    /// How the name of the file ends that shows a thing so, its page in `language`.
    pub fn ending(self, language: Language) -> &'static str {
        match self {
            Self::Page => language.ending(),
            Self::Data(format) => format.ending(),
        }
    }
}
