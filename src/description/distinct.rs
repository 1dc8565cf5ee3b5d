//! Which statements are new, when the named graphs are taken together.

use std::collections::HashSet;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Triple};

/// Tells whether a statement was seen before. An order describes its own resources once and in its own graph, so only
/// statements about other resources (an act that two orders name) are remembered.
#[derive(Debug, Default)]
pub struct Distinct {
    shared: HashSet<Triple>,
}

impl Distinct {
    /// Whether `quad` makes a statement that is new, whatever graph it is in.
    pub fn is_new(&mut self, quad: &Quad) -> bool {
        let own = match (&quad.subject, &quad.graph_name) {
            (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) => subject
                .as_str()
                .strip_prefix(graph.as_str())
                .is_some_and(|part| part.is_empty() || part.starts_with('/')),
            _ => false,
        };
        own || self.shared.insert(quad.clone().into())
    }
}
