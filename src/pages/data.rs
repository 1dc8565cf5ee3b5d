//! The data beside a page: what the graph says of its thing and of all that belongs to it.

use super::Pages;
use super::address::{self, ONTOLOGY_PAGE, Place};
use super::error::PageError;
use crate::publishing::publication;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use std::collections::HashSet;

/// A format of the data beside a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    /// Turtle.
    Turtle,
    /// JSON-LD.
    JsonLd,
    /// N-Triples.
    NTriples,
    /// RDF/XML.
    RdfXml,
}

impl DataFormat {
    /// All, the one for those who take any first.
    pub const ALL: [Self; 4] = [Self::Turtle, Self::JsonLd, Self::NTriples, Self::RdfXml];

    /// The name by which people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle",
            Self::JsonLd => "JSON-LD",
            Self::NTriples => "N-Triples",
            Self::RdfXml => "RDF/XML",
        }
    }

    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Turtle => ".ttl",
            Self::JsonLd => ".jsonld",
            Self::NTriples => ".nt",
            Self::RdfXml => ".rdf",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::JsonLd => "application/ld+json",
            Self::NTriples => "application/n-triples",
            Self::RdfXml => "application/rdf+xml",
        }
    }

    /// The value of Content-Type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle; charset=utf-8",
            other => other.media_type(),
        }
    }

    /// The page and the format of a file, `("act/Z1", Turtle)` for `act/Z1.ttl`; none when it holds no page's data.
    pub fn of_file(path: &str) -> Option<(&str, Self)> {
        Self::ALL.into_iter().find_map(|format| Some((path.strip_suffix(format.ending())?, format)))
    }

    fn rdf(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::NTriples => RdfFormat::NTriples,
            Self::RdfXml => RdfFormat::RdfXml,
        }
    }
}

/// The data of a page in one format.
///
/// # Errors
/// The store cannot be read.
pub(super) fn write(pages: &Pages, page: &str, format: DataFormat) -> Result<Vec<u8>, PageError> {
    Ok(publication::document(format.rdf(), &pages.base, &quads(pages, page)?)?)
}

/// What the graph says of all that stands on a page.
fn quads(pages: &Pages, page: &str) -> Result<Vec<Quad>, PageError> {
    let is_ontology = page == ONTOLOGY_PAGE;
    let mut waiting = vec![if is_ontology { address::ontology_iri() } else { format!("{}{page}", pages.base) }];
    if is_ontology {
        waiting.extend(address::ontology_terms(&pages.statements())?);
    }
    waiting.reverse();
    let (mut quads, mut seen) = (Vec::new(), HashSet::new());
    while let Some(iri) = waiting.pop() {
        if !seen.insert(iri.clone()) {
            continue;
        }
        let subject = NamedNode::new_unchecked(&iri);
        let mut about = pages.statements().about(&iri)?;
        about.sort_by_key(|(property, _)| property.as_ref() != rdf::TYPE);
        for (property, value) in about.iter().rev() {
            if let Term::NamedNode(node) = value
                && property.as_ref() != rdf::TYPE
                && matches!(pages.place(node.as_str())?, Place::Part { page: other, .. } if other == page)
            {
                waiting.push(node.as_str().to_owned());
            }
        }
        quads.extend(
            about
                .into_iter()
                .map(|(property, value)| Quad::new(subject.clone(), property, value, GraphName::DefaultGraph)),
        );
    }
    Ok(quads)
}
