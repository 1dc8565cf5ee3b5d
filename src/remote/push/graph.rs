//! The graphs of a dataset as they are sent: sorted, so that a graph that has not changed is the same bytes. They are made of
//! the statements as they stand, not by way of a store, which writes numbers its own way.

use std::collections::HashMap;

use oxigraph::model::{BlankNode, GraphName, NamedNode, Quad, Triple};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::reading::document::hexadecimal;

/// A graph to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// Its name at the engine.
    pub name: GraphName,
    /// Its statements in N-Triples, sorted, each once, without the line break.
    pub(super) statements: Vec<String>,
    pub(super) has_blank_nodes: bool,
}

/// No engine elsewhere can be told the name of a graph that has no IRI.
#[derive(Debug, Error)]
#[error(
    "the graph {0} has a blank node for a name, which no other engine knows; --graph IRI sends everything as one graph"
)]
pub struct BlankName(BlankNode);

/// The graphs of a dataset in the order in which they are sent: the default graph if it has anything, then by name, and last
/// the one called `description`, which describes the others.
///
/// # Errors
/// A graph has no IRI.
pub fn graphs(quads: impl IntoIterator<Item = Quad>, description: &str) -> Result<Vec<Graph>, BlankName> {
    let mut graphs: HashMap<GraphName, Graph> = HashMap::new();
    for quad in quads {
        if let GraphName::BlankNode(name) = quad.graph_name {
            return Err(BlankName(name));
        }
        let graph = graphs.entry(quad.graph_name.clone()).or_insert_with_key(|name| Graph::new(name.clone()));
        graph.add(quad);
    }
    let mut graphs: Vec<Graph> = graphs.into_values().map(Graph::sorted).collect();
    graphs.sort_by_cached_key(|graph| {
        let name = iri(&graph.name);
        (graph.name != GraphName::DefaultGraph, name == description, name)
    });
    Ok(graphs)
}

impl Graph {
    /// All graphs of a dataset as one called `name`.
    pub fn union(quads: impl IntoIterator<Item = Quad>, name: NamedNode) -> Self {
        let mut graph = Self::new(name.into());
        quads.into_iter().for_each(|quad| graph.add(quad));
        graph.sorted()
    }

    fn new(name: GraphName) -> Self {
        Self { name, statements: Vec::new(), has_blank_nodes: false }
    }

    fn add(&mut self, quad: Quad) {
        let triple = Triple::from(quad);
        self.has_blank_nodes |= triple.subject.is_blank_node() || triple.object.is_blank_node();
        self.statements.push(format!("{triple} ."));
    }

    fn sorted(mut self) -> Self {
        self.statements.sort_unstable();
        self.statements.dedup();
        self
    }

    /// The number of statements.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether it has no statement.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The graph as a document of N-Triples.
    pub fn n_triples(&self) -> String {
        self.statements.iter().flat_map(|statement| [statement, "\n"]).collect()
    }

    /// The checksum of the document, as 64 hexadecimal digits.
    pub fn sha256(&self) -> String {
        hexadecimal(&Sha256::digest(self.n_triples()))
    }
}

/// The name of a graph without the marks of N-Triples.
pub(super) fn iri(name: &GraphName) -> String {
    match name {
        GraphName::NamedNode(name) => name.as_str().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode, Quad};

    fn node(name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("https://example.org/{name}"))
    }

    fn quad(graph: impl Into<GraphName>, value: &str) -> Quad {
        Quad::new(node("s"), node("p"), Literal::new_language_tagged_literal_unchecked(value, "kk"), graph)
    }

    #[test]
    fn the_description_is_the_last_graph_and_the_default_graph_the_first() {
        let mut quads: Vec<Quad> =
            ["order/2", "dataset", "act", "order/10"].map(|graph| quad(node(graph), "x")).into_iter().collect();
        quads.push(quad(GraphName::DefaultGraph, "x"));
        let graphs = graphs(quads, node("dataset").as_str()).unwrap();
        let names: Vec<String> = graphs.iter().map(|graph| iri(&graph.name)).collect();
        assert_eq!(names[0], "DEFAULT");
        assert_eq!(names[1..], ["act", "order/10", "order/2", "dataset"].map(|name| node(name).as_str().to_owned()));
    }

    #[test]
    fn a_graph_is_the_same_bytes_in_whatever_order_its_statements_come() {
        let graph = |values: &[&str]| Graph::union(values.iter().map(|value| quad(node("g"), value)), node("g"));
        let one = graph(&["Қаржы", "a \"b\"\n"]);
        assert_eq!(one.sha256(), graph(&["a \"b\"\n", "Қаржы"]).sha256());
        assert_ne!(one.sha256(), graph(&["Қаржы"]).sha256());
        assert!(one.n_triples().contains("<https://example.org/s> <https://example.org/p> \"a \\\"b\\\"\\n\"@kk .\n"));
    }

    #[test]
    fn a_statement_of_two_graphs_is_one_in_their_union() {
        let both = [quad(node("a"), "x"), quad(node("b"), "x")];
        assert_eq!(Graph::union(both.clone(), node("all")).len(), 1);
        assert_eq!(graphs(both, "").unwrap().len(), 2);
    }

    #[test]
    fn a_graph_without_an_iri_cannot_be_named_elsewhere() {
        let error = graphs([quad(BlankNode::new_unchecked("g"), "x")], "").unwrap_err().to_string();
        assert!(error.contains("_:g") && error.contains("--graph IRI"), "{error}");
    }
}
