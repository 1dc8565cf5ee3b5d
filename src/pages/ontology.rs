//! Every term of the ontology on one page.

use super::Pages;
use super::address::{self, ONTOLOGY_IRI, ONTOLOGY_PAGE};
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::names::Names;
use super::part::{Maker, Part};
use crate::terms::ONTOLOGY;
use askama::Template;
use oxigraph::model::vocab::rdf;

#[derive(Template)]
#[template(path = "ontology.html")]
struct OntologyPage<'a> {
    frame: Frame<'a>,
    iri: &'static str,
    ontology: Part<'a>,
    classes: Vec<Part<'a>>,
    properties: Vec<Part<'a>>,
}

/// The page in one language.
pub(super) fn page(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, ONTOLOGY_PAGE, language);
    let mut maker = Maker::new(names);
    let (mut classes, mut properties) = (Vec::new(), Vec::new());
    let terms = address::ontology_terms(&pages.statements())?;
    maker.shown.extend(terms.iter().cloned());
    for term in terms {
        let types = pages.statements().links(&term, rdf::TYPE)?;
        let mut part = maker.part(&term, &term[ONTOLOGY.len()..], 3)?;
        part.title.text = format!("{} (lz:{})", part.title.text, part.id);
        let is_class = types.iter().any(|class| class.ends_with("#Class"));
        if is_class { classes.push(part) } else { properties.push(part) }
    }
    let ontology = maker.part(ONTOLOGY_IRI, "", 1)?;
    let frame = Frame::new(&names, ontology.title.clone())?;
    Ok(OntologyPage { frame, iri: ONTOLOGY_IRI, ontology, classes, properties }.render()?)
}
