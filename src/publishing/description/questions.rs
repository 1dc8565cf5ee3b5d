//! Saved questions and prefixes in SHACL's terms, so that query editors offer examples and complete names.

use std::sync::LazyLock;

use oxigraph::model::NamedNodeRef;
use oxigraph::model::vocab::{rdfs, xsd};
use spargebra::Query;

use super::imprint::Imprint;
use crate::graph::statements::Statements;
use crate::questions::catalogue::Catalogue;
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

/// Describes the questions that can be published and the prefixes, and links the dataset to them.
pub(super) fn describe(imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    let dataset = super::iri(base);
    for question in CATALOGUE.questions() {
        let Some((class, property)) = terms(&question.query) else { continue };
        let iri = format!("{dataset}/question/{}", question.name);
        let header = &question.header;
        let explanation = if header.description.is_empty() { &header.summary } else { &header.description };
        statements.about(&dataset).link(dct::IS_REFERENCED_BY, &iri);
        statements
            .about(&iri)
            .a(sh::SPARQL_EXECUTABLE)
            .a(class)
            .label(&format!("сұрақ: {}", question.name))
            .english(rdfs::LABEL, &header.summary)
            .english(rdfs::COMMENT, explanation)
            .link(sh::PREFIXES, &dataset)
            .string(property, &question.text)
            .with(imprint.endpoint.as_ref(), |about, endpoint| about.link(schema::TARGET, endpoint.as_str()));
    }
    for (prefix, namespace) in PREFIXES {
        let iri = format!("{dataset}/prefix/{prefix}");
        statements.about(&dataset).link(sh::DECLARE, &iri);
        statements.about(&iri).a(sh::PREFIX_DECLARATION).label(prefix).string(sh::PREFIX, prefix).typed(
            sh::NAMESPACE,
            namespace,
            xsd::ANY_URI,
        );
    }
}
