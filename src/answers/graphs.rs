//! A query about a graph that does not exist has an empty answer by SPARQL, which reads as if nothing were known. Whoever
//! mistypes an order's name is told instead which graphs there are.

use crate::questions::algebra::{Part, parts};
use crate::questions::suggestion::known_names;
use oxigraph::model::{NamedNode, NamedOrBlankNode};
use oxigraph::store::{StorageError, Store};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;
use thiserror::Error;

/// A graph that a query needs and the store does not hold, and those that it holds.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct UnknownGraph(String);

/// Finds the first graph that `query` cannot do without and `store` does not hold: one of FROM or FROM NAMED, or for another
/// query than ASK one of a GRAPH that every solution comes from.
///
/// # Errors
/// The store fails.
pub fn missing(query: &Query, store: &Store) -> Result<Option<UnknownGraph>, StorageError> {
    let mut needed = Vec::new();
    if let Some(dataset) = query.dataset() {
        needed.extend(dataset.default.iter().chain(dataset.named.iter().flatten()).cloned());
    }
    match query.clone() {
        Query::Select { mut pattern, .. }
        | Query::Construct { mut pattern, .. }
        | Query::Describe { mut pattern, .. } => required(&mut pattern, &mut needed),
        Query::Ask { .. } => (),
    }
    for graph in needed {
        if !store.contains_named_graph(&graph)? {
            let known: Vec<String> = named(store)?.iter().map(NamedNode::to_string).collect();
            let listed = known_names(&graph.to_string(), known.iter().map(String::as_str)).replace(", ", "\n  ");
            return Ok(Some(UnknownGraph(format!("there is no graph {graph}; the graphs are\n  {listed}"))));
        }
    }
    Ok(None)
}

/// The named graphs of `store`, in the order of their IRIs.
///
/// # Errors
/// The store fails.
pub fn named(store: &Store) -> Result<Vec<NamedNode>, StorageError> {
    let mut names = Vec::new();
    for name in store.named_graphs() {
        if let NamedOrBlankNode::NamedNode(name) = name? {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn required(pattern: &mut GraphPattern, graphs: &mut Vec<NamedNode>) {
    match pattern {
        GraphPattern::Union { .. } | GraphPattern::Service { .. } => return,
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => return required(left, graphs),
        GraphPattern::Graph { name: NamedNodePattern::NamedNode(name), .. } => graphs.push(name.clone()),
        _ => {}
    }
    for part in parts(pattern) {
        if let Part::Pattern(inner) = part {
            required(inner, graphs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Quad;

    fn told(query: &str) -> Option<String> {
        let node = NamedNode::new_unchecked("https://a.kz/V1");
        let store = Store::new().unwrap();
        store.insert(&Quad::new(node.clone(), node.clone(), node.clone(), node)).unwrap();
        let query = spargebra::SparqlParser::new().parse_query(query).unwrap();
        missing(&query, &store).unwrap().map(|unknown| unknown.to_string())
    }

    #[test]
    fn a_graph_that_a_query_needs_and_nobody_has_is_named_with_those_there_are() {
        for query in [
            "SELECT * FROM <https://a.kz/V2> { ?s ?p ?o }",
            "ASK FROM NAMED <https://a.kz/V2> { GRAPH ?g { ?s ?p ?o } }",
            "SELECT (COUNT(*) AS ?n) { { SELECT * { ?s ?p ?o . GRAPH <https://a.kz/V2> { ?s ?p ?o } } } }",
        ] {
            let message = told(query).unwrap();
            assert_eq!(message, "there is no graph <https://a.kz/V2>; the graphs are\n  <https://a.kz/V1>", "{query}");
        }
    }

    #[test]
    fn a_graph_that_exists_or_that_a_query_can_do_without_is_no_fault() {
        for query in [
            "SELECT * FROM <https://a.kz/V1> { ?s ?p ?o }",
            "ASK { GRAPH <https://a.kz/V2> { ?s ?p ?o } }",
            "SELECT * { { GRAPH <https://a.kz/V2> { ?s ?p ?o } } UNION { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o OPTIONAL { GRAPH <https://a.kz/V2> { ?s ?q ?r } } }",
        ] {
            assert_eq!(told(query), None, "{query}");
        }
    }
}
