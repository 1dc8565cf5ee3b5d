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
pub mod distributions;
mod imprint;
mod parts;
mod period;
mod questions;
mod survey;

pub use counting::{Census, Classes, Counting, Distinct};
pub use imprint::{Imprint, ImprintError, Publisher, generated_at};
pub use survey::Survey;

use indexmap::IndexSet;
use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, QuadRef};
use rustc_hash::FxBuildHasher;

use counting::Kind;

use crate::graph::statements::Statements;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{PREFIXES, dcat, dct, dqv, lz, prov, void};

/// The IRI of the dataset and of the graph that describes it.
pub fn iri(base: &str) -> String {
    format!("{base}dataset")
}

/// Whether `quad` is part of what the vocabulary files say of the dataset.
fn is_part(quad: &Quad, base: &str) -> bool {
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

/// Returns the statements of the description, in its graph, those about one resource together. `survey` has counted the data.
pub fn describe(vocabularies: &Vocabularies, imprint: &Imprint, survey: &Survey) -> Vec<Quad> {
    let base = vocabularies.base.as_str();
    let dataset = iri(base);
    let mut quads: Vec<Quad> = vocabularies.quads.iter().filter(|quad| is_part(quad, base)).cloned().collect();
    quads.sort_by_key(|quad| quad.subject != NamedNode::new_unchecked(&dataset).into());
    let totals = &survey.totals();
    let mut receive = |quad: QuadRef<'_>| quads.push(quad.into_owned());
    let mut statements = Statements::in_graph(&dataset, &mut receive);
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
    imprint::describe(imprint, base, &mut statements);
    totals.period.describe(base, &mut statements);
    provenance(&totals.orders, imprint, base, &mut statements);
    totals.measures.describe(&dataset, vocabularies, &mut statements);
    parts::graphs(totals, vocabularies, &mut statements);
    parts::linksets(totals, vocabularies, &mut statements);
    parts::partitions(totals, base, &mut statements);
    questions::describe(imprint, base, &mut statements);
    by_subject(&mut quads);
    quads
}

/// Says where the data come from: the export as an activity of this program that used the sources of the orders, which are given
/// by their IRIs.
fn provenance(orders: &[String], imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    let (export, program) = (format!("{base}dataset/export"), format!("{base}dataset/program"));
    let sources = || orders.iter().map(|order| format!("{order}/source"));
    statements
        .about(&iri(base))
        .links(dct::HAS_PART, orders.iter().cloned())
        .links(prov::WAS_DERIVED_FROM, sources())
        .link(prov::WAS_GENERATED_BY, &export);
    statements
        .about(&export)
        .a(prov::ACTIVITY)
        .in_three_languages(
            rdfs::LABEL,
            [
                "бұйрықтарды байланысқан деректерге айналдыру",
                "преобразование приказов в связанные данные",
                "conversion of orders into linked data",
            ],
        )
        .links(prov::USED, sources())
        .link(prov::WAS_ASSOCIATED_WITH, &program)
        .with(imprint.generated_at.as_deref(), |about, moment| {
            about.typed(prov::ENDED_AT_TIME, moment, xsd::DATE_TIME)
        });
    statements
        .about(&program)
        .a(prov::SOFTWARE_AGENT)
        .in_three_languages(
            rdfs::LABEL,
            [
                concat!(env!("CARGO_PKG_NAME"), " бағдарламасы"),
                concat!("программа ", env!("CARGO_PKG_NAME")),
                concat!(env!("CARGO_PKG_NAME"), " program"),
            ],
        )
        .string(dct::TITLE, env!("CARGO_PKG_NAME"))
        .string(dcat::VERSION, env!("CARGO_PKG_VERSION"));
}

/// Puts the statements about one resource together, in the order in which the resources come.
pub(super) fn by_subject(quads: &mut [Quad]) {
    let mut subjects: IndexSet<NamedOrBlankNode, FxBuildHasher> = IndexSet::default();
    quads.sort_by_cached_key(|quad| subjects.insert_full(quad.subject.clone()).0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_order;
    use oxigraph::model::Term;
    use oxigraph::model::vocab::rdf;
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
