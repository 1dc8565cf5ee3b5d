//! What changed from one dataset to another, resource by resource.
//!
//! Datasets are compared as sets of statements. When one of them has no named graphs (Turtle, N-Triples, RDF/XML), the graphs
//! of the other are left aside. Blank nodes get canonical names first, so that mere renaming is no change.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut changes: BTreeMap<Vec<Part>, Change> = BTreeMap::new();
    for (quads, is_new) in [(removed, false), (added, true)] {
        for quad in quads {
            let change = changes.entry(natural(&quad.subject.to_string())).or_insert_with(|| Change {
                subject: quad.subject.clone(),
                fate: Fate::Changed,
                class: None,
                label: None,
                values: BTreeMap::new(),
            });
            let (before, after) = change.values.entry(quad.predicate.clone()).or_default();
            if is_new { after } else { before }.insert(quad.object.to_string());
        }
    }
    let places: BTreeMap<String, Vec<Part>> =
        changes.iter().map(|(place, change)| (change.subject.to_string(), place.clone())).collect();
    let mut known = [BTreeSet::new(), BTreeSet::new()];
    for (known, dataset) in known.iter_mut().zip([new, old]) {
        for quad in dataset.values() {
            let subject = quad.subject.to_string();
            if let Some(change) = places.get(&subject).and_then(|place| changes.get_mut(place)) {
                introduce(change, quad);
                known.insert(subject);
            }
        }
    }
    for change in changes.values_mut() {
        let subject = change.subject.to_string();
        change.fate = match known.each_ref().map(|known| known.contains(&subject)) {
            [true, false] => Fate::Added,
            [false, true] => Fate::Removed,
            _ => Fate::Changed,
        };
    }
    changes.into_values().collect()
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

/// A part of an IRI by which IRIs are ordered: `entry/9` comes before `entry/10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64, String),
    Text(String),
}

fn natural(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        parts.push(match part.parse() {
            Ok(number) if is_digit => Part::Number(number, part.to_owned()),
            _ => Part::Text(part.to_owned()),
        });
    }
    parts
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

    #[test]
    fn equal_datasets_do_not_differ_whatever_their_graphs_and_order() {
        let (one, other) = (quad("a", "p", "x"), quad("b", "p", "y"));
        let graph = NamedNode::new_unchecked("https://example.org/graph");
        let moved = Quad { graph_name: graph.into(), ..one.clone() };
        let comparison = compare(vec![one, other.clone()], vec![other, moved]);
        assert!(comparison.added.is_empty() && comparison.removed.is_empty() && comparison.changes.is_empty());
    }
}
