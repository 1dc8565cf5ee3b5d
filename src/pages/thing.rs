//! The page of one thing: what the graph says of it and of what belongs to it, and what leads to it.

use super::address::{self, ONTOLOGY_IRI, ONTOLOGY_PAGE, Place};
use super::frame::Frame;
use super::listed::{self, Counted};
use super::names::{Names, Value};
use super::part::{Maker, Part, Row};
use super::statements::natural;
use super::structure;
use super::words::Spot;
use super::{Language, PageError, Pages};
use crate::terms::ONTOLOGY;
use askama::Template;
use indexmap::IndexMap;
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use std::collections::HashSet;

/// So many things that lead to a page are named in full; more by their codes.
const MOST_NAMES: usize = 25;
/// The page whose statements about others are its own business.
const DESCRIPTION: &str = "dataset";

#[derive(Template)]
#[template(path = "thing.html")]
struct ThingPage<'a> {
    frame: Frame<'a>,
    iri: String,
    kind: String,
    thing: Part<'a>,
    /// The lists of what stands under it.
    lists: Vec<Counted>,
    /// The tree of an order's units.
    structure: Option<Value>,
    /// The questions about the thing.
    questions: Vec<Value>,
    /// The texts of an order.
    texts: Vec<Value>,
    incoming: Vec<Row>,
}

/// The page `page` in one language.
pub(super) fn page(pages: &Pages, page: &str, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, page, language);
    let iri = pages.iri(page);
    let mut maker = Maker::new(names);
    let thing = maker.part(&iri, "", 1)?;
    let incoming = incoming(&names, &iri)?;
    let frame = Frame::new(&names, thing.title.clone())?;
    let lists = listed::under(&names)?;
    let texts = super::text::links(&names, &iri)?;
    let path = format!("{page}/{}", structure::NAME);
    let has_structure =
        pages.kind(&iri)?.is_some_and(|kind| kind.list == "orders") && structure::all(pages)?.contains(&path);
    let structure = has_structure.then(|| names.to(&path, structure::NAME));
    let questions = super::questions::about(&names, &iri)?;
    Ok(ThingPage { frame, structure, questions, texts, kind: names.kind(&iri)?, iri, thing, lists, incoming }
        .render()?)
}

/// What leads to `iri` from other pages, by property; not what `iri` leads to itself.
fn incoming(names: &Names<'_>, iri: &str) -> Result<Vec<Row>, PageError> {
    let pages = names.pages;
    let own: HashSet<String> = pages.about(iri)?.into_iter().map(|(_, value)| value.to_string()).collect();
    let mut rows: IndexMap<NamedNode, Vec<(String, String)>> = IndexMap::new();
    for (subject, property) in pages.to(iri)? {
        if pages.words.spot(&property) == Spot::Hidden || own.contains(&format!("<{subject}>")) {
            continue;
        }
        let place = pages.place(&subject)?;
        // What stands under the thing is on its lists.
        let is_under =
            |page: &str| page.strip_prefix(names.page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let Some(page) = place.page().filter(|page| !is_under(page) && *page != DESCRIPTION) else { continue };
        let shown = if matches!(place, Place::Page(_)) { subject.clone() } else { pages.iri(page) };
        rows.entry(property).or_default().push((shown, subject));
    }
    rows.sort_by(|one, _, other, _| pages.words.rank(one).cmp(&pages.words.rank(other)));
    rows.into_iter().map(|(property, from)| row(names, &property, from)).collect()
}

/// The things that lead here by `property`, each page once.
fn row(names: &Names<'_>, property: &NamedNode, mut from: Vec<(String, String)>) -> Result<Row, PageError> {
    from.sort_by(|(one, part), (other, second)| natural(one, other).then_with(|| natural(part, second)));
    from.dedup_by(|(one, _), (other, _)| one == other);
    let is_short = from.len() > MOST_NAMES;
    let mut values = Vec::new();
    for (shown, subject) in &from {
        let text = if is_short { names.short(shown)? } else { names.of(shown)? };
        values.push(Value { text, href: names.link(subject)? });
    }
    let name = match names.said.heading(property) {
        Some(heading) => names.own(heading),
        None => {
            let mut name = names.property(property)?;
            name.text.push_str(" ←");
            name
        }
    };
    Ok(Row { name, values })
}

#[derive(Template)]
#[template(path = "ontology.html")]
struct OntologyPage<'a> {
    frame: Frame<'a>,
    iri: &'static str,
    ontology: Part<'a>,
    classes: Vec<Part<'a>>,
    properties: Vec<Part<'a>>,
}

/// The page of the ontology in one language: every term on it.
pub(super) fn ontology(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, ONTOLOGY_PAGE, language);
    let mut maker = Maker::new(names);
    let (mut classes, mut properties) = (Vec::new(), Vec::new());
    let terms = address::ontology_terms(pages)?;
    maker.shown.extend(terms.iter().cloned());
    for term in terms {
        let types = pages.links(&term, rdf::TYPE)?;
        let mut part = maker.part(&term, &term[ONTOLOGY.len()..], 3)?;
        part.title.text = format!("{} (lz:{})", part.title.text, part.id);
        let is_class = types.iter().any(|class| class.ends_with("#Class"));
        if is_class { classes.push(part) } else { properties.push(part) }
    }
    let ontology = maker.part(ONTOLOGY_IRI, "", 1)?;
    let frame = Frame::new(&names, ontology.title.clone())?;
    Ok(OntologyPage { frame, iri: ONTOLOGY_IRI, ontology, classes, properties }.render()?)
}
