//! Every term of the ontology on one page.

use super::Pages;
use super::address::{self, ONTOLOGY_PAGE};
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::names::Names;
use super::part::{Maker, Part};
use crate::terms::ONTOLOGY;
use askama::Template;
use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;

#[derive(Template)]
#[template(path = "ontology.html")]
struct OntologyPage<'a> {
    frame: Frame<'a>,
    iri: String,
    ontology: Part<'a>,
    classes: Vec<Part<'a>>,
    properties: Vec<Part<'a>>,
}

/// The page in one language.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, ONTOLOGY_PAGE, language);
    let mut maker = Maker::new(names);
    let (mut classes, mut properties) = (Vec::new(), Vec::new());
    let terms = address::ontology_terms(&pages.statements())?;
    terms.iter().for_each(|term| maker.leave(term));
    for term in terms {
        let types = pages.statements().objects(&term, rdf::TYPE.as_str())?;
        let is_class =
            types.iter().any(|class| matches!(class, Term::NamedNode(class) if class.as_str().ends_with("#Class")));
        let mut part = maker.part(&term, &term[ONTOLOGY.len()..], 3)?;
        part.title.text = format!("{} (lz:{})", part.title.text, part.id);
        if is_class { classes.push(part) } else { properties.push(part) }
    }
    let iri = address::ontology_iri();
    let ontology = maker.part(&iri, "", 1)?;
    let frame = Frame::new(&names, ontology.title.clone())?;
    Ok(OntologyPage { frame, iri, ontology, classes, properties }.render()?)
}
