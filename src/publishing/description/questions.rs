//! Saved questions and prefixes in SHACL's terms, so that query editors offer examples and complete names.

use std::sync::LazyLock;

use oxigraph::model::NamedNodeRef;
use oxigraph::model::vocab::{rdfs, xsd};
use spargebra::Query;

use super::imprint::Imprint;
use crate::graph::statements::Statements;
use crate::questions::catalogue::Catalogue;
use crate::questions::question::Question;
use crate::terms::{PREFIXES, dct, schema, sh};

/// The class of such queries and the property that holds their text; none for DESCRIBE, which SHACL does not know.
fn terms(query: &Query) -> Option<(NamedNodeRef<'static>, NamedNodeRef<'static>)> {
    match query {
        Query::Select { .. } => Some((sh::SPARQL_SELECT_EXECUTABLE, sh::SELECT)),
        Query::Ask { .. } => Some((sh::SPARQL_ASK_EXECUTABLE, sh::ASK)),
        Query::Construct { .. } => Some((sh::SPARQL_CONSTRUCT_EXECUTABLE, sh::CONSTRUCT)),
        Query::Describe { .. } => None,
    }
}

/// The saved questions that the program carries.
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::bundled().expect("a test asks every question of queries/"));

/// The questions that can be published.
fn published() -> impl Iterator<Item = &'static Question> {
    CATALOGUE.questions().filter(|question| terms(&question.query).is_some())
}

fn question_iri(name: &str, base: &str) -> String {
    format!("{base}dataset/question/{name}")
}

fn prefix_iri(prefix: &str, base: &str) -> String {
    format!("{base}dataset/prefix/{prefix}")
}

/// Links the dataset to its questions and prefixes.
pub(super) fn link(base: &str, statements: &mut Statements<'_>) {
    statements
        .about(&super::iri(base))
        .links(dct::IS_REFERENCED_BY, published().map(|question| question_iri(&question.name, base)))
        .links(sh::DECLARE, PREFIXES.iter().map(|(prefix, _)| prefix_iri(prefix, base)));
}

/// Describes the questions and prefixes.
pub(super) fn describe(imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    for question in published() {
        let Some((class, property)) = terms(&question.query) else { continue };
        let header = &question.header;
        let explanation = if header.description.is_empty() { &header.summary } else { &header.description };
        statements
            .about(&question_iri(&question.name, base))
            .a(sh::SPARQL_EXECUTABLE)
            .a(class)
            .label(&format!("сұрақ: {}", question.name))
            .english(rdfs::LABEL, &header.summary)
            .english(rdfs::COMMENT, explanation)
            .link(sh::PREFIXES, &super::iri(base))
            .string(property, &question.text)
            .with(imprint.endpoint.as_ref(), |about, endpoint| about.link(schema::TARGET, endpoint.as_str()));
    }
    for (prefix, namespace) in PREFIXES {
        statements
            .about(&prefix_iri(prefix, base))
            .a(sh::PREFIX_DECLARATION)
            .label(prefix)
            .string(sh::PREFIX, prefix)
            .typed(sh::NAMESPACE, namespace, xsd::ANY_URI);
    }
}
