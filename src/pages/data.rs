//! What there is of a thing: its page, and beside it the data, what the graph says of the thing and of all that belongs to it. A server
//! and the rules for other hosts go by the same lists of names by which clients ask for them.

use super::address::{self, ONTOLOGY_IRI, ONTOLOGY_PAGE, Place};
use super::{Language, PageError, Pages};
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use std::collections::HashSet;

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

/// The formats of the data beside a page, the one for those who take any first.
pub const DATA_FORMATS: [RdfFormat; 4] = [RdfFormat::Turtle, JSON_LD, RdfFormat::NTriples, RdfFormat::RdfXml];

/// How a thing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a page.
    Page,
    /// As data.
    Data(RdfFormat),
}

impl Shown {
    /// The media types by which clients ask; of those that one likes equally, the first counts.
    pub const MEDIA_TYPES: [(&str, Self); 11] = [
        ("text/turtle", Self::Data(RdfFormat::Turtle)),
        ("application/ld+json", Self::Data(JSON_LD)),
        ("application/n-triples", Self::Data(RdfFormat::NTriples)),
        ("application/rdf+xml", Self::Data(RdfFormat::RdfXml)),
        ("text/html", Self::Page),
        ("application/xhtml+xml", Self::Page),
        ("application/x-turtle", Self::Data(RdfFormat::Turtle)),
        ("application/json", Self::Data(JSON_LD)),
        ("application/xml", Self::Data(RdfFormat::RdfXml)),
        ("text/xml", Self::Data(RdfFormat::RdfXml)),
        ("text/plain", Self::Data(RdfFormat::NTriples)),
    ];

    /// The names by which the field `format` calls them.
    pub const NAMES: [(&str, Self); 11] = [
        ("html", Self::Page),
        ("ttl", Self::Data(RdfFormat::Turtle)),
        ("turtle", Self::Data(RdfFormat::Turtle)),
        ("jsonld", Self::Data(JSON_LD)),
        ("json-ld", Self::Data(JSON_LD)),
        ("json", Self::Data(JSON_LD)),
        ("nt", Self::Data(RdfFormat::NTriples)),
        ("ntriples", Self::Data(RdfFormat::NTriples)),
        ("rdf", Self::Data(RdfFormat::RdfXml)),
        ("rdfxml", Self::Data(RdfFormat::RdfXml)),
        ("xml", Self::Data(RdfFormat::RdfXml)),
    ];

    /// The file that shows the thing of a page so, its page in `language`.
    pub fn file(self, page: &str, language: Language) -> String {
        match self {
            Self::Page => format!("{page}{}", language.ending()),
            Self::Data(format) => format!("{page}.{}", format.file_extension()),
        }
    }
}

/// The page and the format of a file, `("act/Z1", Turtle)` for `act/Z1.ttl`; none when it holds no page's data.
pub fn data_file(path: &str) -> Option<(&str, RdfFormat)> {
    let (page, ending) = path.rsplit_once('.')?;
    Some((page, DATA_FORMATS.into_iter().find(|format| format.file_extension() == ending)?))
}

/// What the graph says of all that stands on a page.
pub(super) fn quads(pages: &Pages, page: &str) -> Result<Vec<Quad>, PageError> {
    let mut waiting = vec![pages.iri(page)];
    if page == ONTOLOGY_PAGE {
        waiting = vec![ONTOLOGY_IRI.to_owned()];
        waiting.extend(address::ontology_terms(pages)?);
    }
    waiting.reverse();
    let (mut quads, mut seen) = (Vec::new(), HashSet::new());
    while let Some(iri) = waiting.pop() {
        if !seen.insert(iri.clone()) {
            continue;
        }
        let subject = NamedNode::new_unchecked(&iri);
        let mut about = pages.about(&iri)?;
        about.sort_by_key(|(property, _)| property.as_ref() != rdf::TYPE);
        for (property, value) in about.iter().rev() {
            if let Term::NamedNode(node) = value
                && property.as_ref() != rdf::TYPE
                && matches!(pages.place(node.as_str())?, Place::Part { page: other, .. } if other == page)
            {
                waiting.push(node.as_str().to_owned());
            }
        }
        let quad = |(property, value)| Quad::new(subject.clone(), property, value, GraphName::DefaultGraph);
        quads.extend(about.into_iter().map(quad));
    }
    Ok(quads)
}
