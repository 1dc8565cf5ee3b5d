//! The service says what it can do (SPARQL 1.1 Service Description) and what its dataset holds.
//!
//! What the data say of themselves, in their graph `{base}dataset`, is repeated from there; of data that say nothing the
//! graphs are listed.

use crate::answers::format::AnswerFormat;
use crate::answers::graphs;
use crate::terms::{sd, void};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple};
use oxigraph::store::{StorageError, Store};
use std::collections::BTreeSet;

/// Describes the service at `endpoint` over `store`; `base` is the base IRI of the data.
///
/// # Errors
/// The store fails.
pub(super) fn describe(
    endpoint: &str,
    store: &Store,
    base: &str,
    calls_services: bool,
) -> Result<Vec<Triple>, StorageError> {
    let service = NamedNode::new_unchecked(endpoint);
    let described = NamedNode::new_unchecked(crate::publishing::description::iri(base));
    let mut triples = service_triples(&service, calls_services);
    let has_description = store.contains_named_graph(&described)?;
    let dataset = if has_description { described } else { NamedNode::new_unchecked(format!("{endpoint}#dataset")) };
    let default_graph = NamedNode::new_unchecked(format!("{endpoint}#default-graph"));
    triples.extend([
        triple(&service, sd::DEFAULT_DATASET, dataset.as_ref()),
        triple(&dataset, rdf::TYPE, sd::DATASET),
        triple(&dataset, sd::DEFAULT_GRAPH, default_graph.as_ref()),
        triple(&default_graph, rdf::TYPE, sd::GRAPH),
    ]);
    triples.extend(if has_description {
        stated(store, &dataset, &default_graph)?
    } else {
        listed(endpoint, store, &dataset)?
    });
    Ok(triples)
}

fn service_triples(service: &NamedNode, calls_services: bool) -> Vec<Triple> {
    let mut triples = vec![
        triple(service, rdf::TYPE, sd::SERVICE),
        triple(service, sd::ENDPOINT, service.as_ref()),
        triple(service, sd::SUPPORTED_LANGUAGE, sd::SPARQL_11_QUERY),
        triple(service, sd::FEATURE, sd::UNION_DEFAULT_GRAPH),
    ];
    if calls_services {
        triples.push(triple(service, sd::FEATURE, sd::BASIC_FEDERATED_QUERY));
    }
    let formats = AnswerFormat::ALL.into_iter().filter_map(|format| match format {
        AnswerFormat::Results(format) => Some(format.iri()),
        AnswerFormat::Rdf(format) => Some(format.iri()),
        _ => None,
    });
    triples.extend(formats.map(|format| triple(service, sd::RESULT_FORMAT, NamedNodeRef::new_unchecked(format))));
    triples
}

/// What the data state of their dataset and its named graphs.
fn stated(store: &Store, dataset: &NamedNode, default_graph: &NamedNode) -> Result<Vec<Triple>, StorageError> {
    let mut triples = about(store, dataset, dataset)?;
    let graphs: BTreeSet<NamedNode> = triples
        .iter()
        .filter(|triple| triple.predicate == sd::NAMED_GRAPH)
        .filter_map(|triple| if let Term::NamedNode(graph) = &triple.object { Some(graph.clone()) } else { None })
        .collect();
    let counts = triples.iter().filter(|triple| triple.predicate == void::TRIPLES);
    let counts: Vec<Triple> = counts.map(|count| triple(default_graph, void::TRIPLES, count.object.as_ref())).collect();
    // Partitions, questions and the like are found by a query; here they would be most of the text.
    triples.retain(|triple| [sd::NAMED_GRAPH, void::TRIPLES].contains(&triple.predicate.as_ref()) || is_plain(triple));
    for graph in &graphs {
        triples.extend(about(store, dataset, graph)?);
    }
    triples.extend(counts);
    Ok(triples)
}

fn is_plain(triple: &Triple) -> bool {
    triple.predicate == rdf::TYPE || matches!(triple.object, Term::Literal(_))
}

fn about(store: &Store, dataset: &NamedNode, subject: &NamedNode) -> Result<Vec<Triple>, StorageError> {
    let graph = GraphNameRef::NamedNode(dataset.as_ref());
    let quads = store.quads_for_pattern(Some(subject.as_ref().into()), None, None, Some(graph));
    quads.map(|quad| quad.map(Triple::from)).collect()
}

/// The named graphs of data that do not describe themselves.
fn listed(endpoint: &str, store: &Store, dataset: &NamedNode) -> Result<Vec<Triple>, StorageError> {
    let mut triples = Vec::new();
    for (number, name) in (1..).zip(graphs::named(store)?) {
        let graph = NamedNode::new_unchecked(format!("{endpoint}#graph-{number}"));
        triples.push(triple(dataset, sd::NAMED_GRAPH, graph.as_ref()));
        triples.push(triple(&graph, rdf::TYPE, sd::NAMED_GRAPH_CLASS));
        triples.push(triple(&graph, sd::NAME, name.as_ref()));
    }
    Ok(triples)
}

fn triple<'a>(subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<TermRef<'a>>) -> Triple {
    Triple::new(NamedOrBlankNode::from(subject.clone()), predicate.into_owned(), object.into().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Quad;

    #[test]
    fn data_that_say_nothing_of_themselves_have_their_graphs_listed() {
        let node = NamedNode::new_unchecked("https://a.kz/V1");
        let store = Store::new().unwrap();
        store.insert(&Quad::new(node.clone(), node.clone(), node.clone(), node)).unwrap();
        let triples = describe("http://localhost/sparql", &store, "https://a.kz/", true).unwrap();
        let said: Vec<String> = triples.iter().map(ToString::to_string).collect();
        for part in ["#name> <https://a.kz/V1>", "UnionDefaultGraph", "BasicFederatedQuery", "formats/Turtle"] {
            assert!(said.iter().any(|triple| triple.contains(part)), "{part}: {said:?}");
        }
    }
}
