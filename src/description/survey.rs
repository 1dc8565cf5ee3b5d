//! Adds up the counts of a dataset's parts: the vocabularies and each order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term, Triple};

use super::census::{Census, Classes, Counting, first};
use super::names;
use super::tally::{Fact, Tally};
use crate::graph::measures::Measures;
use crate::vocabulary::Vocabularies;

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

/// The counts of a dataset, part by part. It says the same whatever the order in which its parts came and their statements.
#[derive(Debug)]
pub struct Survey {
    vocabularies: Census,
    /// The classes that the vocabularies state.
    classes: Arc<Classes>,
    /// What the vocabularies state.
    known: HashSet<Triple>,
    orders: BTreeMap<String, Census>,
}

impl Survey {
    /// Counts the vocabularies, as yet without orders.
    pub fn of(vocabularies: &Vocabularies) -> Self {
        let quads = || super::data(vocabularies);
        let nothing = Classes::new();
        let mut counting = Counting::of_vocabularies(&nothing);
        quads().for_each(|quad| counting.learn(quad.as_ref()));
        quads().for_each(|quad| counting.count(quad.as_ref()));
        let classes = Arc::new(counting.classes());
        let vocabularies = Census { shared: Vec::new(), ..counting.finish() };
        let known = quads().map(|quad: &Quad| quad.clone().into()).collect();
        Self { vocabularies, classes, known, orders: BTreeMap::new() }
    }

    /// The classes that the vocabularies state, without which an order cannot be counted.
    pub fn classes(&self) -> Arc<Classes> {
        Arc::clone(&self.classes)
    }

    /// Adds the counts of the order's graph `graph`, in place of earlier ones.
    pub fn add(&mut self, graph: &str, census: Census) {
        self.orders.insert(graph.to_owned(), census);
    }

    /// Takes away the counts of the order's graph `graph`.
    pub fn remove(&mut self, graph: &str) {
        self.orders.remove(graph);
    }

    /// The number of statements of the named graph `graph`; none when it is no order's.
    pub fn statements(&self, graph: &str) -> Option<usize> {
        self.orders.get(graph)?.graphs.get(graph).copied()
    }

    /// The graphs of orders, by their IRIs.
    pub fn orders(&self) -> impl Iterator<Item = &str> {
        self.orders.keys().map(String::as_str)
    }

    /// The sums.
    pub(super) fn totals(&self) -> Totals {
        let mut tally = Tally::default();
        let mut totals = Totals::default();
        for census in self.orders.values().chain([&self.vocabularies]) {
            totals.graphs.extend(census.graphs.clone());
            for (class, example) in &census.examples {
                first(&mut totals.examples, class, example);
            }
            let places: Vec<u32> = census.names.iter().map(|name| tally.names.place(name)).collect();
            for (fact, number) in &census.facts {
                tally.add_times(fact.placed(&places), *number);
            }
        }
        self.count_shared(&mut tally);
        totals.orders =
            self.orders.iter().filter(|(_, census)| census.is_order).map(|(graph, _)| graph.clone()).collect();
        totals.measures = Measures::of_all(self.orders.values().map(|census| &census.measures));
        totals.take(tally);
        totals
    }

    /// Counts the statements that orders share, each once and only when no vocabulary makes it.
    fn count_shared(&self, tally: &mut Tally) {
        let shared = || self.orders.values().flat_map(|census| &census.shared);
        let mut classes: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for statement in shared().filter(|statement| statement.predicate.as_ref() == rdf::TYPE) {
            if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(class)) =
                (&statement.subject, &statement.object)
            {
                classes.entry(subject.as_str()).or_default().insert(class.as_str());
            }
        }
        for (resource, stated) in &mut classes {
            match self.classes.get(*resource) {
                Some(known) => stated.retain(|class| !known.iter().any(|known| known == class)),
                None => tally.add(Fact::Subjects),
            }
            for class in stated.iter() {
                let class = tally.names.place(class);
                tally.add(Fact::Class(class));
            }
        }
        let mut counted: HashSet<&Triple> = HashSet::new();
        for statement in shared() {
            if !self.known.contains(statement) && counted.insert(statement) {
                tally.count(statement.as_ref(), |iri, names| {
                    let known = self.classes.get(iri).into_iter().flatten().map(String::as_str);
                    let stated = classes.get(iri).into_iter().flatten().copied();
                    known.chain(stated).map(|class| names.place(class)).collect()
                });
            }
        }
    }
}

/// The counts of a whole dataset.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// The number of different statements, graphs aside.
    pub triples: usize,
    /// The number of resources that have a class.
    pub subjects: usize,
    /// The number of statements of each named graph.
    pub graphs: BTreeMap<String, usize>,
    /// The number of statements of each property.
    pub properties: BTreeMap<NamedNode, usize>,
    /// The number of resources of each class.
    pub classes: BTreeMap<NamedNode, usize>,
    /// How the resources of a class use each property.
    pub usage: BTreeMap<NamedNode, BTreeMap<NamedNode, Usage>>,
    /// The number of links by property and by the namespace of their object, for objects that are not described here.
    pub links: BTreeMap<(NamedNode, String), usize>,
    /// A resource of each class of our ontology.
    pub examples: BTreeMap<String, String>,
    /// The orders.
    pub orders: Vec<String>,
    /// How well they were understood.
    pub measures: Measures,
}

impl Totals {
    fn take(&mut self, tally: Tally) {
        let (names, facts) = tally.finish();
        let node = |place: u32| NamedNode::new_unchecked(&names[place as usize]);
        for (fact, number) in facts {
            match fact {
                Fact::Triples => self.triples = number,
                Fact::Subjects => self.subjects = number,
                Fact::Property(property) => drop(self.properties.insert(node(property), number)),
                Fact::Class(class) => drop(self.classes.insert(node(class), number)),
                Fact::Usage(class, property) => self.usage(node(class), node(property)).triples = number,
                Fact::Resources(class, property, value) => {
                    self.usage(node(class), node(property)).values.insert(Values::Of(node(value)), number);
                }
                Fact::Literals(class, property, datatype) => {
                    self.usage(node(class), node(property)).values.insert(Values::Typed(node(datatype)), number);
                }
                Fact::Link(property, namespace) => {
                    self.links.insert((node(property), names[namespace as usize].clone()), number);
                }
            }
        }
    }

    fn usage(&mut self, class: NamedNode, property: NamedNode) -> &mut Usage {
        self.usage.entry(class).or_default().entry(property).or_default()
    }

    /// The vocabularies from which the classes and properties are.
    pub(super) fn namespaces(&self) -> BTreeSet<String> {
        let terms = self.classes.keys().chain(self.properties.keys());
        terms.map(|term| names::namespace(term.as_ref()).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{eli, lz, skos};
    use crate::vocabulary::DEFAULT_BASE;

    /// An order with one act that it names itself.
    fn census(graph: &str, survey: &Survey) -> Census {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let act = node("https://w3id.org/lauazym/act/x-unknown");
        let quads = [
            Quad::new(node(graph), rdf::TYPE, lz::ORDER, node(graph)),
            Quad::new(node(graph), eli::CITES, act.clone(), node(graph)),
            Quad::new(act.clone(), rdf::TYPE, eli::LEGAL_RESOURCE, node(graph)),
            Quad::new(act, skos::IN_SCHEME, node("https://w3id.org/lauazym/act"), node(graph)),
        ];
        let classes = survey.classes();
        let mut counting = Counting::of_graph(graph, &classes);
        quads.iter().for_each(|quad| counting.learn(quad.as_ref()));
        quads.iter().for_each(|quad| counting.count(quad.as_ref()));
        counting.finish()
    }

    #[test]
    fn what_two_orders_state_is_counted_once_and_stays_until_both_are_gone() {
        let (first, second) = ("https://w3id.org/lauazym/order/V1", "https://w3id.org/lauazym/order/V2");
        let mut survey = Survey::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
        let none = survey.totals();
        let counted = |survey: &Survey| {
            let totals = survey.totals();
            let acts = totals.classes[&eli::LEGAL_RESOURCE.into_owned()];
            (totals.triples - none.triples, totals.subjects - none.subjects, acts, totals.orders.len())
        };
        let acts = none.classes[&eli::LEGAL_RESOURCE.into_owned()];
        survey.add(first, census(first, &survey));
        assert_eq!(counted(&survey), (4, 2, acts + 1, 1));
        survey.add(second, census(second, &survey));
        survey.add(second, census(second, &survey));
        assert_eq!(counted(&survey), (6, 3, acts + 1, 2));
        survey.remove(first);
        assert_eq!(counted(&survey), (4, 2, acts + 1, 1));
        survey.remove(second);
        assert_eq!(counted(&survey), (0, 0, acts, 0));
    }

    #[test]
    fn counts_that_were_written_down_are_the_same_when_read() {
        let survey = Survey::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
        let census = census("https://w3id.org/lauazym/order/V1", &survey);
        let written = serde_json::to_string(&census).unwrap();
        assert_eq!(serde_json::from_str::<Census>(&written).unwrap(), census);
    }
}
