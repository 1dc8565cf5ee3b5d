//! Which statements are new, when the named graphs are taken together.

use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, Triple, TripleRef};
use rustc_hash::FxHashSet;

/// Tells whether a statement was seen before. An order describes its own resources once and in its own graph, so only
/// statements about other resources (an act that two orders name) are remembered.
#[derive(Debug, Default)]
pub struct Distinct {
    shared: FxHashSet<Triple>,
}

impl Distinct {
    /// Whether `quad` makes a statement that is new, whatever graph it is in.
    pub fn is_new(&mut self, quad: QuadRef<'_>) -> bool {
        is_own(quad) || self.shared.insert(TripleRef::from(quad).into_owned())
    }
}

/// Whether `quad` is about a resource that belongs to the graph in which it stands.
pub(super) fn is_own(quad: QuadRef<'_>) -> bool {
    match (quad.subject, quad.graph_name) {
        (NamedOrBlankNodeRef::NamedNode(subject), GraphNameRef::NamedNode(graph)) => {
            is_part(subject.as_str(), graph.as_str())
        }
        _ => false,
    }
}

/// Whether a resource is the one by which a graph is named, or a part of it: `{order}/entry/1` of `{order}`.
pub(super) fn is_part(resource: &str, graph: &str) -> bool {
    resource.strip_prefix(graph).is_some_and(|part| part.is_empty() || part.starts_with('/'))
}
