//! Counts what one part of a dataset holds: an order's graph, or all vocabularies together. Two passes over its statements:
//! the first learns the classes of every resource, the second counts statements by the classes of both their ends.
//!
//! The counts of parts can be added up, so that a store of many orders need not be read anew for each that comes or goes.
//! An order describes its own resources once and in its own graph. Statements about other resources (an act that two orders
//! name) are not counted but kept, since another order may make them too; [`Survey`](super::Survey) counts each once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::ops::Range;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, QuadRef, TermRef, Triple, TripleRef};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::distinct;
use super::tally::{Fact, Tally};
use crate::graph::measures::Measures;
use crate::terms::{ONTOLOGY, lz};

/// The classes of resources, by their IRIs.
pub type Classes = HashMap<String, Vec<String>>;

/// The counts of one part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Census {
    /// The number of statements of each named graph.
    pub(super) graphs: BTreeMap<String, usize>,
    /// The names that the facts speak of.
    pub(super) names: Vec<String>,
    /// How many there are of each thing.
    pub(super) facts: Vec<(Fact, usize)>,
    /// The resource of each class of our ontology whose IRI is the first.
    pub(super) examples: BTreeMap<String, String>,
    /// The statements that other parts may make too, each once.
    #[serde(with = "lines")]
    pub(super) shared: Vec<Triple>,
    /// What the graph states of how well the order was understood.
    pub(super) measures: Measures,
    /// Whether the graph describes the order that it is named by.
    pub(super) is_order: bool,
}

impl Census {
    /// Counts `quads`, which are the graph `graph`; `classes` are those that the vocabularies state.
    pub fn of(quads: &[Quad], graph: &str, classes: &Classes) -> Self {
        let mut counting = Counting::of_graph(graph, classes);
        quads.iter().for_each(|quad| counting.learn(quad.as_ref()));
        quads.iter().for_each(|quad| counting.count(quad.as_ref()));
        counting.finish()
    }

    /// The number of statements in all graphs.
    pub fn statements(&self) -> usize {
        self.graphs.values().sum()
    }
}

/// A census in the making.
#[derive(Debug)]
pub struct Counting<'a> {
    graph: Option<&'a str>,
    /// The classes of resources that the vocabularies describe and the part perhaps too.
    elsewhere: FxHashMap<&'a str, Vec<u32>>,
    classes: FxHashMap<String, Vec<u32>>,
    tally: Tally,
    shared: FxHashSet<Triple>,
    said: Said,
    census: Census,
}

/// What was said of the resource that the last statement was about: a statement may come twice.
#[derive(Debug, Default)]
struct Said {
    about: Option<NamedOrBlankNode>,
    /// The properties and values, one behind the other.
    text: String,
    /// The place in `text` of each.
    places: Vec<Range<usize>>,
    /// The hashes of what was said, by which nearly everything new is known.
    hashes: FxHashSet<u64>,
}

impl<'a> Counting<'a> {
    /// Begins to count the order's graph `graph`; `elsewhere` are the classes that vocabularies state.
    pub fn of_graph(graph: &'a str, elsewhere: &'a Classes) -> Self {
        let census = Census { graphs: [(graph.to_owned(), 0)].into(), ..Census::default() };
        let mut tally = Tally::default();
        let mut places = |classes: &Vec<String>| classes.iter().map(|class| tally.names.place(class)).collect();
        let elsewhere = elsewhere.iter().map(|(iri, classes)| (iri.as_str(), places(classes))).collect();
        Self {
            graph: Some(graph),
            elsewhere,
            classes: FxHashMap::default(),
            tally,
            shared: FxHashSet::default(),
            said: Said::default(),
            census,
        }
    }

    /// Begins to count all vocabularies.
    pub(super) fn of_vocabularies(nothing: &'a Classes) -> Self {
        Self { graph: None, census: Census::default(), ..Self::of_graph("", nothing) }
    }

    /// Learns the class that `quad` states, in the first pass.
    pub fn learn(&mut self, quad: QuadRef<'_>) {
        let (NamedOrBlankNodeRef::NamedNode(subject), TermRef::NamedNode(class)) = (quad.subject, quad.object) else {
            return;
        };
        if quad.predicate != rdf::TYPE {
            return;
        }
        let place = self.tally.names.place(class.as_str());
        let classes = self.classes.entry(subject.as_str().to_owned()).or_default();
        if !classes.contains(&place) {
            classes.push(place);
        }
    }

    /// Counts `quad`, in the second pass. The statements about a resource come one behind the other.
    pub fn count(&mut self, quad: QuadRef<'_>) {
        if self.graph.is_some() && !self.said.is_new(quad) {
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
            self.census.is_order |= quad.predicate == rdf::TYPE
                && quad.object == TermRef::from(lz::ORDER)
                && matches!(quad.subject, NamedOrBlankNodeRef::NamedNode(subject) if subject.as_str() == graph);
        }
        let is_own = self.graph.is_some() && distinct::is_own(quad);
        if is_own || (self.shared.insert(TripleRef::from(quad).into_owned()) && self.graph.is_none()) {
            let (classes, elsewhere) = (&self.classes, &self.elsewhere);
            self.tally.count(quad.into(), |iri, _| match (classes.get(iri), elsewhere.get(iri)) {
                (Some(here), Some(there)) => {
                    let more = there.iter().filter(|class| !here.contains(class));
                    here.iter().chain(more).copied().collect()
                }
                (here, there) => Cow::from(here.or(there).map_or(&[][..], Vec::as_slice)),
            });
        }
    }

    /// Ends the count.
    pub fn finish(mut self) -> Census {
        for (resource, classes) in &self.classes {
            let is_own = self.graph.is_none_or(|graph| distinct::is_part(resource, graph));
            if !is_own {
                continue;
            }
            self.tally.add(Fact::Subjects);
            for class in classes {
                self.tally.add(Fact::Class(*class));
                let name = self.tally.names.name(*class);
                if name.starts_with(ONTOLOGY) {
                    first(&mut self.census.examples, name, resource);
                }
            }
        }
        self.census.shared = self.shared.into_iter().collect();
        self.census.shared.sort_by_cached_key(Triple::to_string);
        (self.census.names, self.census.facts) = self.tally.finish();
        self.census
    }

    /// The classes that were learned.
    pub(super) fn classes(&self) -> Classes {
        let name = |place: &u32| self.tally.names.name(*place).to_owned();
        self.classes.iter().map(|(resource, classes)| (resource.clone(), classes.iter().map(name).collect())).collect()
    }
}

impl Said {
    /// Whether `quad` says something new of its subject.
    fn is_new(&mut self, quad: QuadRef<'_>) -> bool {
        if self.about.as_ref().is_none_or(|about| about.as_ref() != quad.subject) {
            self.about = Some(quad.subject.into_owned());
            self.text.clear();
            self.places.clear();
            self.hashes.clear();
        }
        let start = self.text.len();
        let printed: String;
        let (value, kind) = match quad.object {
            TermRef::NamedNode(node) => (node.as_str(), ""),
            TermRef::BlankNode(node) => (node.as_str(), "_"),
            TermRef::Literal(literal) => (literal.value(), literal.language().unwrap_or(literal.datatype().as_str())),
            #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
            triple => {
                printed = triple.to_string();
                (printed.as_str(), "")
            }
        };
        for part in [quad.predicate.as_str(), " ", kind, " ", value] {
            self.text.push_str(part);
        }
        let said = &self.text[start..];
        let is_new = self.hashes.insert(FxBuildHasher.hash_one(said))
            || !self.places.iter().any(|place| self.text[place.clone()] == *said);
        if is_new {
            self.places.push(start..self.text.len());
        }
        is_new
    }
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
    match examples.get_mut(class) {
        Some(example) if example.as_str() <= resource => {}
        Some(example) => resource.clone_into(example),
        None => drop(examples.insert(class.to_owned(), resource.to_owned())),
    }
}
