//! A dataset says what it is: what a stranger, a catalogue or a query editor needs to know before the first question.
//!
//! The description is the named graph `{base}dataset`: DCAT-AP for catalogues, VoID and SPARQL Service Description for
//! tools, PROV for where it comes from, DQV for how well the orders were understood, SHACL for saved questions and prefixes.
//! From `{base}dataset` links lead to every resource of every graph.
//!
//! The counts are those of the data, which is everything but this graph: a description that counted itself would not
//! come to an end. It knows no clock, so that equal orders give equal bytes; [`Imprint::generated_at`] is the one exception.
//!
//! Sizes and checksums of files cannot stand in those files. [`distributions`] are therefore described in a file of their own,
//! `dataset.ttl`, which repeats this graph and adds them.

mod counting;
mod distinct;
pub mod distributions;
mod graphs;
mod imprint;
mod linksets;
mod names;
mod partitions;
mod period;
mod provenance;
mod questions;
mod survey;

pub use counting::{Census, Classes, Counting};
pub use distinct::Distinct;
pub use imprint::{Imprint, ImprintError, Publisher, generated_at};
pub use survey::Survey;

use oxigraph::model::{NamedOrBlankNode, Quad, QuadRef};

use counting::Kind;

use crate::graph::statements::Statements;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{PREFIXES, dqv, lz, void};

/// The IRI of the dataset and of the graph that describes it.
pub fn iri(base: &str) -> String {
    format!("{base}dataset")
}

/// Whether `quad` is part of what the vocabulary files say of the dataset.
pub(crate) fn is_part(quad: &Quad, base: &str) -> bool {
    matches!(&quad.graph_name, oxigraph::model::GraphName::NamedNode(graph)
        if graph.as_str().strip_prefix(base) == Some("dataset"))
}

/// Whether a statement of the description, beside those that the vocabulary files have for it, may use the predicate or class `term`.
pub(crate) fn may_use(term: &str) -> bool {
    const OF_ORDERS: [&str; 4] = ["eli", "lz", "org", "skos"];
    let is_of_orders =
        PREFIXES.iter().any(|(prefix, namespace)| OF_ORDERS.contains(prefix) && term.starts_with(namespace));
    !is_of_orders || [lz::NUMERATOR, lz::DENOMINATOR].iter().any(|own| own.as_str() == term)
}

/// The statements of the vocabularies without those that are part of the description.
pub(crate) fn data(vocabularies: &Vocabularies) -> impl Iterator<Item = &Quad> {
    vocabularies.quads.iter().filter(|quad| !is_part(quad, &vocabularies.base))
}

/// Hands the statements of the description, in its graph, one by one to `receive`. `survey` has counted the data.
pub fn describe(vocabularies: &Vocabularies, imprint: &Imprint, survey: &Survey, receive: &mut dyn FnMut(QuadRef<'_>)) {
    let base = vocabularies.base.as_str();
    let dataset = iri(base);
    let is_about_dataset =
        |quad: &Quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == dataset);
    let (about_dataset, about_others): (Vec<&Quad>, Vec<&Quad>) =
        vocabularies.quads.iter().filter(|quad| is_part(quad, base)).partition(|quad| is_about_dataset(quad));
    for quad in about_dataset {
        receive(quad.as_ref());
    }
    let totals = &survey.totals();
    let mut statements = Statements::in_graph(&dataset, receive);
    statements
        .about(&dataset)
        .number(void::TRIPLES, totals.number(Kind::Triples, &[]))
        .number(void::DISTINCT_SUBJECTS, totals.number(Kind::Subjects, &[]))
        .number(void::CLASSES, totals.listed(Kind::Class, &[]).count())
        .number(void::PROPERTIES, totals.listed(Kind::Property, &[]).count())
        .string(void::URI_SPACE, base)
        .links(void::VOCABULARY, totals.namespaces())
        .links(void::EXAMPLE_RESOURCE, totals.examples.values().cloned())
        .links(dqv::HAS_QUALITY_MEASUREMENT, totals.measures.iris(&dataset));
    imprint::link(imprint, base, &mut statements);
    totals.period.link(base, &mut statements);
    provenance::link(&totals.orders, base, &mut statements);
    graphs::link(totals, base, &mut statements);
    linksets::link(totals, vocabularies, &mut statements);
    partitions::link(totals, base, &mut statements);
    questions::link(base, &mut statements);
    for quad in about_others {
        statements.receive(quad.as_ref());
    }
    imprint::describe(imprint, base, &mut statements);
    totals.period.describe(base, &mut statements);
    provenance::describe(&totals.orders, imprint, base, &mut statements);
    totals.measures.describe(&dataset, vocabularies, &mut statements);
    graphs::describe(totals, vocabularies, &mut statements);
    linksets::describe(totals, vocabularies, &mut statements);
    partitions::describe(totals, base, &mut statements);
    questions::describe(imprint, base, &mut statements);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_order;
    use oxigraph::model::vocab::rdf;
    use oxigraph::model::{NamedNode, Term};
    use std::collections::HashSet;

    #[test]
    fn what_the_description_uses_is_known() {
        let vocabularies = Vocabularies::load(crate::reading::vocabulary::DEFAULT_BASE, &[]).unwrap();
        let orders = [read_order(None, &vocabularies).unwrap()];
        let of_files: HashSet<&Quad> = vocabularies.quads.iter().collect();
        let quads = crate::publishing::dataset(&orders, &vocabularies);
        let own = quads.iter().filter(|quad| is_part(quad, &vocabularies.base) && !of_files.contains(quad));
        let term = |quad: &Quad| match &quad.object {
            Term::NamedNode(class) if quad.predicate == rdf::TYPE => class.clone(),
            _ => quad.predicate.clone(),
        };
        let terms: Vec<NamedNode> = own.map(term).collect();
        assert!(terms.len() > 1_000);
        for term in terms {
            assert!(may_use(term.as_str()), "{term}");
        }
        assert!(!may_use(lz::CATEGORY.as_str()));
    }
}
