//! Counts what a dataset holds, in two passes over its statements: the first learns the classes of every resource, the
//! second counts statements by the classes of both their ends. No statement is kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::names;
use crate::terms::ONTOLOGY;

/// What the values of a property are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Values {
    /// Resources of this class.
    Of(NamedNode),
    /// Literals of this datatype.
    Typed(NamedNode),
}

/// How a property is used.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// The number of statements.
    pub triples: usize,
    /// The number of statements by what their values are.
    pub values: BTreeMap<Values, usize>,
}

/// The counts of a dataset.
#[derive(Debug, Default)]
pub struct Survey {
    /// The number of different statements, graphs aside.
    pub triples: usize,
    /// The number of statements of each named graph.
    pub(super) graphs: BTreeMap<String, usize>,
    /// The number of statements of each property.
    pub(super) properties: BTreeMap<NamedNode, usize>,
    /// How the resources of a class use each property.
    pub(super) usage: BTreeMap<NamedNode, BTreeMap<NamedNode, Usage>>,
    /// The number of links by property and by the namespace of their object, for objects that are not described here.
    pub(super) links: BTreeMap<(NamedNode, String), usize>,
    /// The classes in the order in which they were met.
    known: Vec<NamedNode>,
    /// The number of resources of each class, and the first.
    members: Vec<(usize, String)>,
    /// The classes of each resource.
    types: HashMap<String, Vec<u16>>,
}

impl Survey {
    /// Counts the statements that `describe` hands on; it is called twice.
    pub fn of(mut describe: impl FnMut(&mut dyn FnMut(Quad))) -> Self {
        let mut survey = Self::default();
        describe(&mut |quad| survey.learn(&quad));
        let mut distinct = super::Distinct::default();
        describe(&mut |quad| survey.count(&quad, distinct.is_new(&quad)));
        survey
    }

    /// Learns the class that `quad` states, in the first pass.
    pub fn learn(&mut self, quad: &Quad) {
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(class)) = (&quad.subject, &quad.object) else {
            return;
        };
        if quad.predicate.as_ref() != rdf::TYPE {
            return;
        }
        let number = self.known.iter().position(|known| known == class).unwrap_or_else(|| {
            self.known.push(class.clone());
            self.members.push((0, subject.as_str().to_owned()));
            self.known.len() - 1
        });
        let types = self.types.entry(subject.as_str().to_owned()).or_default();
        if !types.contains(&(number as u16)) {
            types.push(number as u16);
            self.members[number].0 += 1;
        }
    }

    /// Counts `quad`, in the second pass; `is_new` tells whether no other graph has stated it before.
    pub fn count(&mut self, quad: &Quad, is_new: bool) {
        if let GraphName::NamedNode(graph) = &quad.graph_name {
            match self.graphs.get_mut(graph.as_str()) {
                Some(triples) => *triples += 1,
                None => drop(self.graphs.insert(graph.as_str().to_owned(), 1)),
            }
        }
        if !is_new {
            return;
        }
        self.triples += 1;
        increment(&mut self.properties, &quad.predicate);
        let values = match &quad.object {
            Term::NamedNode(object) => match self.types.get(object.as_str()) {
                Some(classes) => {
                    classes.iter().map(|class| Values::Of(self.known[usize::from(*class)].clone())).collect()
                }
                None => {
                    if quad.predicate.as_ref() != rdf::TYPE {
                        let link = (quad.predicate.clone(), names::namespace(object).to_owned());
                        increment(&mut self.links, &link);
                    }
                    Vec::new()
                }
            },
            Term::Literal(literal) => vec![Values::Typed(literal.datatype().into_owned())],
            _ => Vec::new(),
        };
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
        if quad.predicate.as_ref() == rdf::TYPE {
            return;
        }
        for class in self.types.get(subject.as_str()).into_iter().flatten() {
            let properties = entry(&mut self.usage, &self.known[usize::from(*class)]);
            let usage = entry(properties, &quad.predicate);
            usage.triples += 1;
            for kind in &values {
                increment(&mut usage.values, kind);
            }
        }
    }

    /// The number of resources that have a class.
    pub(super) fn subjects(&self) -> usize {
        self.types.len()
    }

    /// The classes in alphabetical order, each with the number of its resources.
    pub(super) fn classes(&self) -> impl Iterator<Item = (&NamedNode, usize)> {
        let classes: BTreeMap<&NamedNode, usize> =
            self.known.iter().zip(self.members.iter().map(|(number, _)| *number)).collect();
        classes.into_iter()
    }

    /// The vocabularies from which the classes and properties are.
    pub(super) fn namespaces(&self) -> BTreeSet<String> {
        self.known.iter().chain(self.properties.keys()).map(|term| names::namespace(term).to_owned()).collect()
    }

    /// The first resource of each class of our ontology.
    pub(super) fn examples(&self) -> Vec<String> {
        let own = self.known.iter().zip(&self.members).filter(|(class, _)| class.as_str().starts_with(ONTOLOGY));
        own.map(|(_, (_, first))| first.clone()).collect()
    }
}

fn entry<'m, K: Ord + Clone, V: Default>(map: &'m mut BTreeMap<K, V>, key: &K) -> &'m mut V {
    if !map.contains_key(key) {
        map.insert(key.clone(), V::default());
    }
    map.get_mut(key).expect("the key was just inserted")
}

fn increment<K: Ord + Clone>(map: &mut BTreeMap<K, usize>, key: &K) {
    *entry(map, key) += 1;
}
