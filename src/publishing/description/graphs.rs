//! The named graphs: each is a subset of the dataset, with the resources from which all others in it are reached.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::names;
use super::survey::Totals;
use crate::graph::statements::Statements;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{prov, sd, void};

/// The graph as a dataset of its own: `{base}dataset/graph/order/V1400009219`.
fn subset(graph: &str, base: &str) -> String {
    let name = graph.strip_prefix(base).map_or_else(|| names::plain(graph), ToOwned::to_owned);
    format!("{base}dataset/graph/{name}")
}

/// Links the dataset to its graphs.
pub(super) fn link(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    let subsets = || totals.graphs.keys().map(|graph| subset(graph, base));
    statements.about(&super::iri(base)).links(void::SUBSET, subsets()).links(sd::NAMED_GRAPH, subsets());
}

/// Describes each graph.
pub(super) fn describe(totals: &Totals, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
    let base = vocabularies.base.as_str();
    let roots = roots(&vocabularies.quads);
    for (graph, triples) in &totals.graphs {
        let name = graph.strip_prefix(base).unwrap_or(graph);
        // The graph of an order holds the order as its root.
        let roots = roots.get(graph.as_str()).cloned().unwrap_or_else(|| vec![graph]);
        statements
            .about(&subset(graph, base))
            .a(void::DATASET)
            .a(sd::NAMED_GRAPH_CLASS)
            .label(&format!("{name} графы"))
            .link(sd::NAME, graph)
            .number(void::TRIPLES, *triples)
            .links(void::ROOT_RESOURCE, roots.into_iter().map(ToOwned::to_owned))
            .links(prov::WAS_DERIVED_FROM, name.starts_with("order/").then(|| format!("{graph}/source")))
            .link(prov::WAS_GENERATED_BY, &format!("{base}dataset/export"));
        // Orders and the ontology describe themselves; the file of a vocabulary is described here.
        if name.starts_with("vocabulary/") {
            statements.about(graph).a(sd::GRAPH).label(&format!("{name} сөздігінің мәлімдемелері"));
        }
    }
}

/// For each graph of `quads` the resources from which links lead to all others in it: a scheme leads to its top concepts,
/// but nothing need lead to a concept that is only `skos:broader` than nothing.
fn roots(quads: &[Quad]) -> BTreeMap<&str, Vec<&str>> {
    let mut links: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for quad in quads {
        if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object) {
            links.entry(subject.as_str()).or_default().push(object.as_str());
        }
    }
    let mut roots: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) = (&quad.subject, &quad.graph_name)
        else {
            continue;
        };
        if reached.contains(subject.as_str()) {
            continue;
        }
        roots.entry(graph.as_str()).or_default().push(subject.as_str());
        let mut open = vec![subject.as_str()];
        while let Some(resource) = open.pop() {
            if reached.insert(resource) {
                open.extend(links.get(resource).into_iter().flatten());
            }
        }
    }
    roots
}
