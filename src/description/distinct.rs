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
        is_own(quad) || self.shared.insert(quad.clone().into())
    }
}

/// Whether `quad` is about a resource that belongs to the graph in which it stands.
pub(super) fn is_own(quad: &Quad) -> bool {
    match (&quad.subject, &quad.graph_name) {
        (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) => {
            is_part(subject.as_str(), graph.as_str())
        }
        _ => false,
    }
}

/// Whether a resource is the one by which a graph is named, or a part of it: `{order}/entry/1` of `{order}`.
pub(super) fn is_part(resource: &str, graph: &str) -> bool {
    resource.strip_prefix(graph).is_some_and(|part| part.is_empty() || part.starts_with('/'))
}
