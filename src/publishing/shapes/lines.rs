//! Where resources are printed.

use std::collections::HashMap;

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use crate::terms::lz;

/// The lines on which resources are printed.
pub(super) struct Lines<'a> {
    start: HashMap<&'a str, usize>,
    end: HashMap<&'a str, usize>,
    /// A position has no lines of its own: those of its entry say where it is printed.
    entry: HashMap<&'a str, &'a str>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(data: &'a [Quad]) -> Self {
        let mut lines = Self { start: HashMap::new(), end: HashMap::new(), entry: HashMap::new() };
        for quad in data {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            match (quad.predicate.as_ref(), &quad.object) {
                (lz::START_LINE, Term::Literal(line)) => note(&mut lines.start, subject.as_str(), line.value()),
                (lz::END_LINE, Term::Literal(line)) => note(&mut lines.end, subject.as_str(), line.value()),
                (lz::IN_ENTRY, Term::NamedNode(entry)) => {
                    lines.entry.insert(subject.as_str(), entry.as_str());
                }
                _ => {}
            }
        }
        lines
    }

    /// The first and the last line of `resource`, or of the entry that establishes it.
    pub(super) fn of_resource(&self, resource: &str) -> (Option<usize>, Option<usize>) {
        let printed =
            if self.start.contains_key(resource) { Some(resource) } else { self.entry.get(resource).copied() };
        let line = |lines: &HashMap<&str, usize>| printed.and_then(|printed| lines.get(printed).copied());
        (line(&self.start), line(&self.end))
    }
}

fn note<'a>(lines: &mut HashMap<&'a str, usize>, subject: &'a str, line: &str) {
    if let Ok(line) = line.parse() {
        lines.insert(subject, line);
    }
}
