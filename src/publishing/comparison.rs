//! What changed from one dataset to another, resource by resource.
//!
//! Datasets are compared as sets of statements. When one of them has no named graphs (Turtle, N-Triples, RDF/XML), the graphs
//! of the other are left aside. Blank nodes get canonical names first, so that mere renaming is no change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::terms::skos;

/// What became of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Only the new dataset speaks of it.
    Added,
    /// Only the old dataset speaks of it.
    Removed,
    /// Both speak of it, and not the same.
    Changed,
}

/// The statements about one resource that differ.
#[derive(Clone, Debug)]
pub struct Change {
    /// The resource.
    pub subject: NamedOrBlankNode,
    /// What became of it.
    pub fate: Fate,
    /// Its class: the first, preferring one of our ontology; none when neither dataset states one.
    pub class: Option<NamedNode>,
    /// Its label, in Kazakh where there is one; none when neither dataset states one.
    pub label: Option<String>,
    /// The values that differ by property: those that only the old dataset has, and those that only the new one has.
    pub values: BTreeMap<NamedNode, (BTreeSet<String>, BTreeSet<String>)>,
}

/// The difference of two datasets.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The statements that only the new dataset has, in the order of N-Quads.
    pub added: Vec<Quad>,
    /// The statements that only the old dataset has.
    pub removed: Vec<Quad>,
    /// The resources that differ, in the order of their IRIs, numbers by their value.
    pub changes: Vec<Change>,
}

/// Compares two datasets.
pub fn compare(old: Vec<Quad>, new: Vec<Quad>) -> Comparison {
    let has_graphs = |quads: &[Quad]| quads.iter().any(|quad| !quad.graph_name.is_default_graph());
    let with_graphs = has_graphs(&old) && has_graphs(&new);
    let (old, new) = (canonical(old, with_graphs), canonical(new, with_graphs));
    let only_in = |one: &BTreeMap<String, Quad>, other: &BTreeMap<String, Quad>| -> Vec<Quad> {
        one.iter().filter(|(text, _)| !other.contains_key(*text)).map(|(_, quad)| quad.clone()).collect()
    };
    let (added, removed) = (only_in(&new, &old), only_in(&old, &new));
    let changes = changes(&added, &removed, &old, &new);
    Comparison { added, removed, changes }
}

/// The statements by their text in N-Quads.
fn canonical(quads: Vec<Quad>, with_graphs: bool) -> BTreeMap<String, Quad> {
    let mut quads = quads;
    if !with_graphs {
        quads.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
    }
    if quads.iter().any(|quad| quad.subject.is_blank_node() || quad.object.is_blank_node()) {
        let mut dataset: Dataset = quads.into_iter().collect();
        dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
        quads = dataset.iter().map(|quad| quad.into_owned()).collect();
    }
    quads.into_iter().map(|quad| (quad.to_string(), quad)).collect()
}

fn changes(
    added: &[Quad],
    removed: &[Quad],
    old: &BTreeMap<String, Quad>,
    new: &BTreeMap<String, Quad>,
) -> Vec<Change> {
    // Each with whether the new and the old dataset speak of the resource.
    let mut changes: HashMap<NamedOrBlankNode, (Change, [bool; 2])> = HashMap::new();
    for (quads, is_new) in [(removed, false), (added, true)] {
        for quad in quads {
            let subject = quad.subject.clone();
            let (change, _) = changes.entry(subject.clone()).or_insert_with(|| {
                let change = Change { subject, fate: Fate::Changed, class: None, label: None, values: BTreeMap::new() };
                (change, [false, false])
            });
            let (before, after) = change.values.entry(quad.predicate.clone()).or_default();
            if is_new { after } else { before }.insert(quad.object.to_string());
        }
    }
    for (at, dataset) in [new, old].into_iter().enumerate() {
        for quad in dataset.values() {
            if let Some((change, known)) = changes.get_mut(&quad.subject) {
                introduce(change, quad);
                known[at] = true;
            }
        }
    }
    let told = changes.into_values().map(|(change, known)| match known {
        [true, false] => Change { fate: Fate::Added, ..change },
        [false, true] => Change { fate: Fate::Removed, ..change },
        _ => change,
    });
    let mut changes: Vec<Change> = told.collect();
    changes.sort_by_cached_key(|change| natural(&change.subject.to_string()));
    changes
}

/// Takes the class or label that `quad` states; the first stays, unless a better one comes.
fn introduce(change: &mut Change, quad: &Quad) {
    match &quad.object {
        Term::NamedNode(class) if quad.predicate.as_ref() == rdf::TYPE => {
            let is_own = |class: &NamedNode| class.as_str().starts_with(crate::terms::ONTOLOGY);
            if change.class.as_ref().is_none_or(|known| !is_own(known) && is_own(class)) {
                change.class = Some(class.clone());
            }
        }
        Term::Literal(label) if is_label(quad, label) && change.label.is_none() => {
            change.label = Some(label.value().to_owned());
        }
        _ => {}
    }
}

fn is_label(quad: &Quad, label: &Literal) -> bool {
    let predicate = quad.predicate.as_ref();
    (predicate == skos::PREF_LABEL || predicate == rdfs::LABEL) && label.language().is_none_or(|tag| tag == "kk")
}

/// The parts of an IRI by which IRIs are ordered, each with its value when it is a number: `entry/9` comes before `entry/10`.
fn natural(iri: &str) -> Vec<(u64, String)> {
    let parts = iri.as_bytes().chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
    let parts = parts.map(|part| String::from_utf8_lossy(part).into_owned());
    parts.map(|part| (part.parse().unwrap_or(u64::MAX), part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quad(subject: &str, property: &str, value: &str) -> Quad {
        let node = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        Quad::new(node(subject), node(property), Literal::new_simple_literal(value), GraphName::DefaultGraph)
    }

    #[test]
    fn resources_are_added_removed_or_changed_in_the_order_of_their_numbers() {
        let old = vec![quad("9", "p", "same"), quad("9", "q", "before"), quad("8", "p", "gone")];
        let new = vec![quad("9", "p", "same"), quad("9", "q", "after"), quad("10", "p", "come")];
        let comparison = compare(old, new);
        let fates: Vec<(String, Fate)> =
            comparison.changes.iter().map(|change| (change.subject.to_string(), change.fate)).collect();
        let expected = [("8", Fate::Removed), ("9", Fate::Changed), ("10", Fate::Added)]
            .map(|(name, fate)| (format!("<https://example.org/{name}>"), fate));
        assert_eq!(fates, expected);
        assert_eq!((comparison.added.len(), comparison.removed.len()), (2, 2));
    }
}
