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

mod distinct;
pub mod distributions;
mod graphs;
mod imprint;
mod linksets;
mod names;
mod partitions;
mod provenance;
mod questions;
mod survey;

pub use distinct::Distinct;
pub use imprint::{Imprint, ImprintError, Publisher, generated_at};
pub use survey::Survey;

use oxigraph::model::{NamedOrBlankNode, Quad};

use crate::graph::measures::Measures;
use crate::graph::statements::Statements;
use crate::records::Order;
use crate::terms::{dqv, void};
use crate::vocabulary::Vocabularies;

/// The IRI of the dataset and of the graph that describes it.
pub fn iri(base: &str) -> String {
    format!("{base}dataset")
}

/// Whether `quad` is part of what the vocabulary files say of the dataset.
pub(crate) fn is_part(quad: &Quad, base: &str) -> bool {
    matches!(&quad.graph_name, oxigraph::model::GraphName::NamedNode(graph)
        if graph.as_str().strip_prefix(base) == Some("dataset"))
}

/// Hands the statements of the description, in its graph, one by one to `receive`. `survey` has counted the data.
pub fn describe(
    orders: &[Order],
    vocabularies: &Vocabularies,
    imprint: &Imprint,
    survey: &Survey,
    receive: &mut dyn FnMut(Quad),
) {
    let base = vocabularies.base.as_str();
    let dataset = iri(base);
    let is_about_dataset =
        |quad: &Quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == dataset);
    let (about_dataset, about_others): (Vec<&Quad>, Vec<&Quad>) =
        vocabularies.quads.iter().filter(|quad| is_part(quad, base)).partition(|quad| is_about_dataset(quad));
    for quad in about_dataset {
        receive(quad.clone());
    }
    let measures = Measures::of_all(orders);
    let mut statements = Statements::in_graph(&dataset, receive);
    statements
        .about(&dataset)
        .number(void::TRIPLES, survey.triples)
        .number(void::DISTINCT_SUBJECTS, survey.subjects())
        .number(void::CLASSES, survey.classes().count())
        .number(void::PROPERTIES, survey.properties.len())
        .string(void::URI_SPACE, base)
        .links(void::VOCABULARY, survey.namespaces())
        .links(void::EXAMPLE_RESOURCE, survey.examples())
        .links(dqv::HAS_QUALITY_MEASUREMENT, measures.iris(&dataset));
    imprint::link(imprint, base, &mut statements);
    provenance::link(orders, base, &mut statements);
    graphs::link(survey, base, &mut statements);
    linksets::link(survey, vocabularies, &mut statements);
    partitions::link(survey, base, &mut statements);
    questions::link(base, &mut statements);
    for quad in about_others {
        statements.receive(quad.clone());
    }
    imprint::describe(imprint, base, &mut statements);
    provenance::describe(orders, imprint, base, &mut statements);
    measures.describe(&dataset, base, &mut statements);
    graphs::describe(survey, vocabularies, &mut statements);
    linksets::describe(survey, vocabularies, &mut statements);
    partitions::describe(survey, base, &mut statements);
    questions::describe(imprint, base, &mut statements);
}
