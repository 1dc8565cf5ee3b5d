//! The graphs of a store as they are sent: sorted, so that a graph that has not changed is the same bytes.

use oxigraph::model::{BlankNode, GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Triple};
use oxigraph::store::{StorageError, Store};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::source::hexadecimal;

/// A graph to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// Its name at the engine.
    pub name: GraphName,
    /// Its statements in N-Triples, sorted, each once, without the line break.
    pub(super) statements: Vec<String>,
    pub(super) has_blank_nodes: bool,
}

/// Why the graphs of a store cannot be named.
#[derive(Debug, Error)]
pub enum NamesError {
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// No engine elsewhere can be told the name of a graph that has none.
    #[error(
        "the graph {0} has a blank node for a name, which no other engine knows; --graph IRI sends everything as one graph"
    )]
    Blank(BlankNode),
}

impl Graph {
    /// The graph called `name` of a store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(store: &Store, name: GraphNameRef<'_>) -> Result<Self, StorageError> {
        Self::from_quads(store, Some(name), name.into_owned())
    }

    /// All graphs of a store as one called `name`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn union(store: &Store, name: NamedNode) -> Result<Self, StorageError> {
        Self::from_quads(store, None, name.into())
    }

    fn from_quads(store: &Store, source: Option<GraphNameRef<'_>>, name: GraphName) -> Result<Self, StorageError> {
        let quads = store.quads_for_pattern(None, None, None, source);
        let mut statements = Vec::new();
        let mut has_blank_nodes = false;
        for quad in quads {
            let triple = Triple::from(quad?);
            has_blank_nodes |= triple.subject.is_blank_node() || triple.object.is_blank_node();
            statements.push(format!("{triple} ."));
        }
        statements.sort_unstable();
        statements.dedup();
        Ok(Self { name, statements, has_blank_nodes })
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
        let mut document = String::with_capacity(self.statements.iter().map(|statement| statement.len() + 1).sum());
        for statement in &self.statements {
            document.push_str(statement);
            document.push('\n');
        }
        document
    }

    /// The checksum of the document, as 64 hexadecimal digits.
    pub fn sha256(&self) -> String {
        let mut digest = Sha256::new();
        for statement in &self.statements {
            digest.update(statement.as_bytes());
            digest.update(b"\n");
        }
        hexadecimal(&digest.finalize())
    }
}

/// The names of the graphs of a store in the order in which they are sent: the default graph if it has anything, then by name,
/// and last the one that describes the others.
///
/// # Errors
/// When the store cannot be read, or a graph has no IRI.
pub fn names(store: &Store, description: &NamedNode) -> Result<Vec<GraphName>, NamesError> {
    let mut names: Vec<NamedNode> = Vec::new();
    for name in store.named_graphs() {
        match name? {
            NamedOrBlankNode::NamedNode(name) => names.push(name),
            NamedOrBlankNode::BlankNode(name) => return Err(NamesError::Blank(name)),
        }
    }
    names.sort();
    // The sort keeps the order of the others.
    names.sort_by_key(|name| name == description);
    let default = store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).next().transpose()?;
    let default = default.map(|_| GraphName::DefaultGraph);
    Ok(default.into_iter().chain(names.into_iter().map(GraphName::from)).collect())
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
    use oxigraph::model::{Literal, Quad};

    fn node(name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("https://example.org/{name}"))
    }

    fn quad(graph: impl Into<GraphName>, value: &str) -> Quad {
        Quad::new(node("s"), node("p"), Literal::new_language_tagged_literal_unchecked(value, "kk"), graph)
    }

    #[test]
    fn the_description_is_the_last_graph_and_the_default_graph_the_first() {
        let store = Store::new().unwrap();
        for graph in ["order/2", "dataset", "act", "order/10"] {
            store.insert(&quad(node(graph), "x")).unwrap();
        }
        store.insert(&quad(GraphName::DefaultGraph, "x")).unwrap();
        let names: Vec<String> = names(&store, &node("dataset")).unwrap().iter().map(iri).collect();
        assert_eq!(names[0], "DEFAULT");
        assert_eq!(names[1..], ["act", "order/10", "order/2", "dataset"].map(|name| node(name).as_str().to_owned()));
    }

    #[test]
    fn a_graph_is_the_same_bytes_in_whatever_order_it_was_filled() {
        let graph = |values: &[&str]| {
            let store = Store::new().unwrap();
            values.iter().for_each(|value| store.insert(&quad(node("g"), value)).unwrap());
            Graph::of(&store, GraphNameRef::NamedNode(node("g").as_ref())).unwrap()
        };
        let one = graph(&["Қаржы", "a \"b\"\n"]);
        assert_eq!(one.sha256(), graph(&["a \"b\"\n", "Қаржы"]).sha256());
        assert_ne!(one.sha256(), graph(&["Қаржы"]).sha256());
        assert!(one.n_triples().contains("<https://example.org/s> <https://example.org/p> \"a \\\"b\\\"\\n\"@kk .\n"));
        assert_eq!(crate::source::hexadecimal(&Sha256::digest(one.n_triples())), one.sha256());
    }

    #[test]
    fn a_statement_of_two_graphs_is_one_in_their_union() {
        let store = Store::new().unwrap();
        for graph in ["a", "b"] {
            store.insert(&quad(node(graph), "x")).unwrap();
        }
        assert_eq!(Graph::union(&store, node("all")).unwrap().len(), 1);
    }
}
