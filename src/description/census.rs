//! Counts what one part of a dataset holds: an order's graph, or all vocabularies together. Two passes over its statements:
//! the first learns the classes of every resource, the second counts statements by the classes of both their ends.
//!
//! The counts of parts can be added up, so that a store of many orders need not be read anew for each that comes or goes.
//! An order describes its own resources once and in its own graph. Statements about other resources (an act that two orders
//! name) are not counted but kept, since another order may make them too; [`Survey`](super::Survey) counts each once.

use std::collections::{BTreeMap, HashMap, HashSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};

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
    /// The number of statements in all graphs.
    pub fn statements(&self) -> usize {
        self.graphs.values().sum()
    }
}

/// A census in the making.
#[derive(Debug)]
pub struct Counting<'a> {
    graph: Option<&'a str>,
    elsewhere: &'a Classes,
    classes: HashMap<String, Vec<u32>>,
    tally: Tally,
    shared: HashSet<Triple>,
    /// The resource that the last statement was about, and what was said of it: a statement may come twice.
    last: Option<NamedOrBlankNode>,
    said: HashSet<(NamedNode, Term)>,
    census: Census,
}

impl<'a> Counting<'a> {
    /// Begins to count the order's graph `graph`; `elsewhere` are the classes that vocabularies state.
    pub fn of_graph(graph: &'a str, elsewhere: &'a Classes) -> Self {
        let census = Census { graphs: [(graph.to_owned(), 0)].into(), ..Census::default() };
        Self {
            graph: Some(graph),
            elsewhere,
            classes: HashMap::new(),
            tally: Tally::default(),
            shared: HashSet::new(),
            last: None,
            said: HashSet::new(),
            census,
        }
    }

    /// Begins to count all vocabularies.
    pub(super) fn of_vocabularies(nothing: &'a Classes) -> Self {
        Self { graph: None, census: Census::default(), ..Self::of_graph("", nothing) }
    }

    /// Learns the class that `quad` states, in the first pass.
    pub fn learn(&mut self, quad: &Quad) {
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(class)) = (&quad.subject, &quad.object) else {
            return;
        };
        if quad.predicate.as_ref() != rdf::TYPE {
            return;
        }
        let place = self.tally.names.place(class.as_str());
        let classes = self.classes.entry(subject.as_str().to_owned()).or_default();
        if !classes.contains(&place) {
            classes.push(place);
        }
    }

    /// Counts `quad`, in the second pass. The statements about a resource come one behind the other.
    pub fn count(&mut self, quad: &Quad) {
        if self.last.as_ref() != Some(&quad.subject) {
            self.last = Some(quad.subject.clone());
            self.said.clear();
        }
        if self.graph.is_some() && !self.said.insert((quad.predicate.clone(), quad.object.clone())) {
            return;
        }
        if let GraphName::NamedNode(graph) = &quad.graph_name {
            match self.census.graphs.get_mut(graph.as_str()) {
                Some(statements) => *statements += 1,
                None => drop(self.census.graphs.insert(graph.as_str().to_owned(), 1)),
            }
        }
        if let Some(graph) = self.graph {
            self.census.measures.learn(graph, quad);
            self.census.is_order |= quad.predicate.as_ref() == rdf::TYPE
                && quad.object == Term::from(lz::ORDER)
                && matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if subject.as_str() == graph);
        }
        let is_own = self.graph.is_some() && distinct::is_own(quad);
        if is_own || (self.shared.insert(quad.clone().into()) && self.graph.is_none()) {
            let (classes, elsewhere) = (&self.classes, self.elsewhere);
            self.tally.count(quad.as_ref().into(), |iri, names| match (classes.get(iri), elsewhere.get(iri)) {
                (Some(here), None) => here.clone(),
                (here, there) => {
                    let mut all = here.cloned().unwrap_or_default();
                    for class in there.into_iter().flatten().map(|class| names.place(class)) {
                        if !all.contains(&class) {
                            all.push(class);
                        }
                    }
                    all
                }
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
        self.census.shared.sort_unstable_by_key(Triple::to_string);
        (self.census.names, self.census.facts) = self.tally.finish();
        self.census
    }

    /// The classes that were learned.
    pub(super) fn classes(&self) -> Classes {
        let name = |place: &u32| self.tally.names.name(*place).to_owned();
        self.classes.iter().map(|(resource, classes)| (resource.clone(), classes.iter().map(name).collect())).collect()
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
