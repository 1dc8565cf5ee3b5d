//! Publishing: the graph and its description become files.
//!
//! Comes in: orders, the vocabularies, the saved questions that the description offers. Goes out: RDF in six formats, tables, what
//! the dataset says of itself, and the difference of two dumps. May call: [`crate::reading`], [`crate::graph`], [`crate::questions`].

pub mod beside;
pub mod comparison;
pub mod description;
pub mod dumps;
pub mod publication;
pub mod shapes;
pub mod tables;

use oxigraph::model::{Quad, QuadRef};

use crate::graph;
use crate::questions::wanted::Wanted;
use crate::reading::records::Order;
use crate::reading::vocabulary::Vocabularies;
use description::{Counting, Imprint, Survey};

/// Returns the whole dataset, the data and their description, of which no publisher has said anything.
pub fn dataset(orders: &[Order], vocabularies: &Vocabularies) -> Vec<Quad> {
    dataset_by(&Imprint::default(), orders, vocabularies)
}

/// Returns the whole dataset, the data and their description, with what `imprint` says of it.
pub fn dataset_by(imprint: &Imprint, orders: &[Order], vocabularies: &Vocabularies) -> Vec<Quad> {
    let mut survey = Survey::of(vocabularies);
    let mut quads: Vec<Quad> = description::data(vocabularies).cloned().collect();
    for order in orders {
        describe_order(order, vocabularies, &mut survey, &mut |quad| quads.push(quad.into_owned()));
    }
    quads.extend(description::describe(vocabularies, imprint, &survey));
    quads
}

/// Returns those statements of the dataset that are `wanted`, and counts nothing that none of them says.
pub fn dataset_for(wanted: &Wanted, orders: &[Order], vocabularies: &Vocabularies) -> Vec<Quad> {
    if wanted.terms().any(description::may_use) {
        let mut quads = dataset(orders, vocabularies);
        quads.retain(|quad| wanted.has(quad.as_ref()));
        return quads;
    }
    let is_wanted = |quad: &&Quad| wanted.has(quad.as_ref());
    let mut quads: Vec<Quad> = vocabularies.quads.iter().filter(is_wanted).cloned().collect();
    for order in orders {
        graph::describe(order, vocabularies, &mut |quad| {
            if wanted.has(quad) {
                quads.push(quad.into_owned());
            }
        });
    }
    quads
}

/// Hands the statements about `order` one by one to `receive`, and adds their counts to `survey`.
pub(crate) fn describe_order(
    order: &Order,
    vocabularies: &Vocabularies,
    survey: &mut Survey,
    receive: &mut dyn FnMut(QuadRef<'_>),
) {
    let (graph, classes) = (graph::iri(order, vocabularies), survey.classes());
    let mut counting = Counting::of_graph(&graph, &classes);
    graph::describe(order, vocabularies, &mut |quad| {
        counting.count(quad);
        receive(quad);
    });
    survey.add(&graph, counting.finish());
}
