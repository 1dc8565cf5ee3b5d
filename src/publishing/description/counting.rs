//! Counts what one part of a dataset holds, in one pass over its statements: an order's graph, or all vocabularies together.
//!
//! The counts of parts can be added up, so that a store of many orders need not be read anew for each that comes or goes.
//! An order describes its own resources once and in its own graph. Statements about other resources (an act that two orders
//! name) are not counted but kept, since another order may make them too; [`Survey`](super::Survey) counts each once.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use indexmap::IndexSet;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, QuadRef, TermRef, Triple, TripleRef};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::period::Period;
use crate::graph::measures::Measures;
use crate::terms::{ONTOLOGY, lz};

/// The classes of resources, by their IRIs.
pub type Classes = FxHashMap<String, Vec<String>>;

/// A kind of things that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Kind {
    /// Different statements.
    Triples,
    /// Resources that have a class.
    Subjects,
    /// Statements of a property.
    Property,
    /// Resources of a class.
    Class,
    /// Statements about resources of a class with a property.
    Usage,
    /// Of those, the statements whose values are resources of a class.
    Resources,
    /// Of those, the statements whose values are literals of a datatype.
    Literals,
    /// Statements of a property whose objects are of a namespace and not described here.
    Link,
}

/// What is counted: the kind, and the names that its sentence has, in their order; the rest are empty.
pub(super) type Fact<Name = String> = (Kind, [Name; 3]);

/// The counts of one part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Census {
    /// The number of statements of each named graph.
    pub(super) graphs: BTreeMap<String, usize>,
    /// How often each fact holds.
    pub(super) facts: Vec<(Fact, usize)>,
    /// The resource of each class of our ontology whose IRI is the first.
    pub(super) examples: BTreeMap<String, String>,
    /// The statements that other parts may make too, each once.
    #[serde(with = "lines")]
    pub(super) shared: Vec<Triple>,
    /// What the graph states of how well the order was understood.
    pub(super) measures: Measures,
    /// The period of the order, as the graph states it.
    #[serde(default)]
    pub(super) period: Period,
    /// Whether the graph describes the order that it is named by.
    pub(super) is_order: bool,
}

impl Census {
    /// Counts `quads`, which are the graph `graph`; `classes` are those that the vocabularies state.
    pub fn of(quads: &[Quad], graph: &str, classes: &Classes) -> Self {
        let mut counting = Counting::of_graph(graph, classes);
        quads.iter().for_each(|quad| counting.count(quad.as_ref()));
        counting.finish()
    }

    /// The number of statements in all graphs.
    pub fn statements(&self) -> usize {
        self.graphs.values().sum()
    }
}

/// A name's place among all.
type Place = u32;
/// The place of the empty name.
const NONE: Place = 0;
type Counts = FxHashMap<Fact<Place>, usize>;

/// What the value of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Value {
    Resource(Place),
    /// Of a datatype.
    Literal(Place),
    Other,
}

/// A census in the making.
#[derive(Debug)]
pub struct Counting<'a> {
    graph: Option<&'a str>,
    elsewhere: &'a Classes,
    names: IndexSet<String, FxBuildHasher>,
    /// Subject, property and value of what is counted. A subject without an IRI has no place.
    statements: Vec<(Option<Place>, Place, Value)>,
    classes: FxHashMap<Place, Vec<Place>>,
    shared: FxHashSet<Triple>,
    /// The resource that the last statement was about.
    about: Option<(NamedOrBlankNode, Option<Place>)>,
    /// The hashes of what was said of it: a statement may come twice.
    said: FxHashSet<u64>,
    census: Census,
}

impl<'a> Counting<'a> {
    /// Begins to count the order's graph `graph`; `elsewhere` are the classes that vocabularies state.
    pub fn of_graph(graph: &'a str, elsewhere: &'a Classes) -> Self {
        let census = Census { graphs: [(graph.to_owned(), 0)].into(), ..Census::default() };
        Self { graph: Some(graph), census, ..Self::of_all(elsewhere) }
    }

    /// Begins to count several graphs together, where none says what `elsewhere` has.
    pub(super) fn of_all(elsewhere: &'a Classes) -> Self {
        Self {
            graph: None,
            elsewhere,
            names: IndexSet::from_iter([String::new()]),
            statements: Vec::new(),
            classes: FxHashMap::default(),
            shared: FxHashSet::default(),
            about: None,
            said: FxHashSet::default(),
            census: Census::default(),
        }
    }

    /// Counts `quad`. The statements about a resource come one behind the other.
    pub fn count(&mut self, quad: QuadRef<'_>) {
        let subject = self.subject(quad.subject);
        let property = place(&mut self.names, quad.predicate.as_str());
        let value = match quad.object {
            TermRef::NamedNode(node) => Value::Resource(place(&mut self.names, node.as_str())),
            TermRef::Literal(literal) => Value::Literal(place(&mut self.names, literal.datatype().as_str())),
            _ => Value::Other,
        };
        if self.graph.is_some() && !self.said.insert(FxBuildHasher.hash_one((property, quad.object))) {
            return;
        }
        if let GraphNameRef::NamedNode(graph) = quad.graph_name {
            match self.census.graphs.get_mut(graph.as_str()) {
                Some(statements) => *statements += 1,
                None => drop(self.census.graphs.insert(graph.as_str().to_owned(), 1)),
            }
        }
        if let Some(graph) = self.graph {
            self.census.measures.learn(graph, quad);
            self.census.period.learn(graph, quad);
        }
        if let (true, Some(subject), Value::Resource(class)) = (quad.predicate == rdf::TYPE, subject, value) {
            let is_order =
                quad.object == TermRef::from(lz::ORDER) && Some(&*self.names[subject as usize]) == self.graph;
            self.census.is_order |= is_order;
            let classes = self.classes.entry(subject).or_default();
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
        let is_own = self.graph.is_some() && is_own(quad);
        if is_own || (self.shared.insert(TripleRef::from(quad).into_owned()) && self.graph.is_none()) {
            self.statements.push((subject, property, value));
        }
    }

    fn subject(&mut self, subject: NamedOrBlankNodeRef<'_>) -> Option<Place> {
        if let Some((about, place)) = &self.about
            && about.as_ref() == subject
        {
            return *place;
        }
        let place = match subject {
            NamedOrBlankNodeRef::NamedNode(node) => Some(place(&mut self.names, node.as_str())),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        };
        self.about = Some((subject.into_owned(), place));
        self.said.clear();
        place
    }

    /// Ends the count.
    pub fn finish(mut self) -> Census {
        let mut counts = Counts::default();
        self.count_resources(&mut counts);
        let classes = self.classes_here_and_elsewhere();
        let of = |resource: Place| classes.get(&resource).map_or(&[][..], Vec::as_slice);
        let mut add = |kind, names| *counts.entry((kind, names)).or_default() += 1;
        let is_type = self.names.get_index_of(rdf::TYPE.as_str()).map(|place| place as Place);
        for (subject, property, value) in std::mem::take(&mut self.statements) {
            add(Kind::Triples, [NONE; 3]);
            add(Kind::Property, [property, NONE, NONE]);
            if is_type == Some(property) {
                continue;
            }
            if let Value::Resource(object) = value
                && of(object).is_empty()
            {
                let namespace = namespace(&self.names[object as usize]).to_owned();
                add(Kind::Link, [property, place(&mut self.names, &namespace), NONE]);
            }
            for &class in subject.map_or(&[][..], of) {
                add(Kind::Usage, [class, property, NONE]);
                match value {
                    Value::Resource(object) => {
                        of(object).iter().for_each(|kind| add(Kind::Resources, [class, property, *kind]));
                    }
                    Value::Literal(datatype) => add(Kind::Literals, [class, property, datatype]),
                    Value::Other => {}
                }
            }
        }
        let name = |place: Place| self.names[place as usize].clone();
        let named = |((kind, places), number): (Fact<Place>, usize)| ((kind, places.map(name)), number);
        self.census.facts = counts.into_iter().map(named).collect();
        self.census.facts.sort_unstable();
        if self.graph.is_some() {
            self.census.shared = self.shared.into_iter().collect();
            self.census.shared.sort_by_cached_key(Triple::to_string);
        }
        self.census
    }

    /// Counts the resources that no other part describes.
    fn count_resources(&mut self, counts: &mut Counts) {
        for (resource, classes) in &self.classes {
            let iri = &self.names[*resource as usize];
            if self.graph.is_some_and(|graph| !is_part(iri, graph)) {
                continue;
            }
            let known = self.elsewhere.get(iri);
            *counts.entry((Kind::Subjects, [NONE; 3])).or_default() += usize::from(known.is_none());
            for class in classes {
                let name = &self.names[*class as usize];
                if known.is_some_and(|known| known.contains(name)) {
                    continue;
                }
                *counts.entry((Kind::Class, [*class, NONE, NONE])).or_default() += 1;
                if name.starts_with(ONTOLOGY) {
                    first(&mut self.census.examples, name, iri);
                }
            }
        }
    }

    fn classes_here_and_elsewhere(&mut self) -> FxHashMap<Place, Vec<Place>> {
        let mut classes = std::mem::take(&mut self.classes);
        for resource in 0..self.names.len() {
            for class in self.elsewhere.get(&self.names[resource]).into_iter().flatten() {
                let class = place(&mut self.names, class);
                let known = classes.entry(resource as Place).or_default();
                if !known.contains(&class) {
                    known.push(class);
                }
            }
        }
        classes
    }

    /// The classes that were stated so far.
    pub(super) fn classes(&self) -> Classes {
        let name = |place: &Place| self.names[*place as usize].clone();
        self.classes.iter().map(|(resource, classes)| (name(resource), classes.iter().map(name).collect())).collect()
    }
}

fn place(names: &mut IndexSet<String, FxBuildHasher>, name: &str) -> Place {
    let known = names.get_index_of(name);
    known.unwrap_or_else(|| names.insert_full(name.to_owned()).0) as Place
}

/// Statements as lines of N-Triples.
mod lines {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Triple;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(statements: &[Triple], serializer: S) -> Result<S::Ok, S::Error> {
        let lines: String = statements.iter().map(|statement| format!("{statement} .\n")).collect();
        serializer.serialize_str(&lines)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Triple>, D::Error> {
        let lines = String::deserialize(deserializer)?;
        let parser = RdfParser::from_format(RdfFormat::NTriples);
        parser.for_slice(&lines).map(|quad| quad.map(Triple::from).map_err(D::Error::custom)).collect()
    }
}

/// Notes `resource` as the example of `class` when its IRI comes before the one that is noted.
pub(super) fn first(examples: &mut BTreeMap<String, String>, class: &str, resource: &str) {
    let example = examples.entry(class.to_owned()).or_insert_with(|| resource.to_owned());
    if resource < example.as_str() {
        resource.clone_into(example);
    }
}

/// The namespace of a term: up to its last `#` or `/`.
pub(super) fn namespace(iri: &str) -> &str {
    iri.rfind(['#', '/']).map_or(iri, |end| &iri[..=end])
}

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
fn is_own(quad: QuadRef<'_>) -> bool {
    match (quad.subject, quad.graph_name) {
        (NamedOrBlankNodeRef::NamedNode(subject), GraphNameRef::NamedNode(graph)) => {
            is_part(subject.as_str(), graph.as_str())
        }
        _ => false,
    }
}

/// Whether a resource is the one by which a graph is named, or a part of it: `{order}/entry/1` of `{order}`.
fn is_part(resource: &str, graph: &str) -> bool {
    resource.strip_prefix(graph).is_some_and(|part| part.is_empty() || part.starts_with('/'))
}
