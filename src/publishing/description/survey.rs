//! Adds up the counts of a dataset's parts: the vocabularies and each order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::{GraphNameRef, Triple};
use rustc_hash::FxHashSet;

use super::counting::{Census, Classes, Counting, Fact, Kind, first, namespace};
use super::period::Period;
use crate::graph::measures::Measures;
use crate::reading::vocabulary::Vocabularies;

/// The counts of a dataset, part by part. It says the same whatever the order in which its parts came and their statements.
#[derive(Debug)]
pub struct Survey {
    vocabularies: Census,
    /// The classes that the vocabularies state.
    classes: Arc<Classes>,
    /// What the vocabularies state.
    known: FxHashSet<Triple>,
    orders: BTreeMap<String, Census>,
}

impl Survey {
    /// Counts the vocabularies, as yet without orders.
    pub fn of(vocabularies: &Vocabularies) -> Self {
        let nothing = Classes::default();
        let mut counting = Counting::of_all(&nothing);
        super::data(vocabularies).for_each(|quad| counting.count(quad.as_ref()));
        let classes = Arc::new(counting.classes());
        let known = super::data(vocabularies).map(|quad| quad.clone().into()).collect();
        Self { vocabularies: counting.finish(), classes, known, orders: BTreeMap::new() }
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
        let orders = || self.orders.iter().filter(|(_, census)| census.is_order);
        let mut totals = Totals {
            orders: orders().map(|(graph, _)| graph.clone()).collect(),
            measures: Measures::of_all(self.orders.values().map(|census| &census.measures)),
            period: Period::of_all(orders().map(|(_, census)| &census.period)),
            ..Totals::default()
        };
        for census in self.orders.values().chain([&self.vocabularies]) {
            totals.graphs.extend(census.graphs.clone());
            for (class, example) in &census.examples {
                first(&mut totals.examples, class, example);
            }
            totals.add(&census.facts);
        }
        totals.add(&self.shared().facts);
        totals
    }

    /// Counts the statements that orders share, each once and only when no vocabulary makes it.
    fn shared(&self) -> Census {
        let mut counting = Counting::of_all(&self.classes);
        let shared = self.orders.values().flat_map(|census| &census.shared);
        for statement in shared.filter(|statement| !self.known.contains(statement)) {
            counting.count(statement.as_ref().in_graph(GraphNameRef::DefaultGraph));
        }
        counting.finish()
    }
}

/// The counts of a whole dataset.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// The number of statements of each named graph.
    pub graphs: BTreeMap<String, usize>,
    facts: BTreeMap<Fact, usize>,
    /// A resource of each class of our ontology.
    pub examples: BTreeMap<String, String>,
    /// The orders.
    pub orders: Vec<String>,
    /// How well they were understood.
    pub measures: Measures,
    /// The time that they cover.
    pub period: Period,
}

impl Totals {
    fn add(&mut self, facts: &[(Fact, usize)]) {
        for (fact, number) in facts {
            *self.facts.entry(fact.clone()).or_default() += number;
        }
    }

    /// How often the fact of `kind` about `names` holds.
    pub(super) fn number(&self, kind: Kind, names: &[&str]) -> usize {
        self.facts.get(&fact(kind, names)).copied().unwrap_or_default()
    }

    /// The names behind `names` in the facts of `kind`, in their order, with how often each fact holds.
    pub(super) fn listed<'a>(&'a self, kind: Kind, names: &[&str]) -> impl Iterator<Item = (&'a str, usize)> + use<'a> {
        let (start, at) = (fact(kind, names), names.len());
        let begin = start.1.clone();
        self.facts.range(start..).map_while(move |((of, names), number)| {
            (*of == kind && names[..at] == begin[..at]).then(|| (names[at].as_str(), *number))
        })
    }

    /// The vocabularies from which the classes and properties are.
    pub(super) fn namespaces(&self) -> BTreeSet<String> {
        let terms = self.listed(Kind::Class, &[]).chain(self.listed(Kind::Property, &[]));
        terms.map(|(term, _)| namespace(term).to_owned()).collect()
    }
}

fn fact(kind: Kind, names: &[&str]) -> Fact {
    (kind, std::array::from_fn(|at| names.get(at).map_or_else(String::new, |name| (*name).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::vocabulary::DEFAULT_BASE;
    use crate::terms::{eli, lz, skos};
    use oxigraph::model::vocab::rdf;
    use oxigraph::model::{NamedNode, Quad};

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
        Census::of(&quads, graph, &survey.classes())
    }

    #[test]
    fn what_two_orders_state_is_counted_once_and_stays_until_both_are_gone() {
        let (first, second) = ("https://w3id.org/lauazym/order/V1", "https://w3id.org/lauazym/order/V2");
        let mut survey = Survey::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
        let none = survey.totals();
        let acts = |totals: &Totals| totals.number(Kind::Class, &[eli::LEGAL_RESOURCE.as_str()]);
        let counted = |survey: &Survey| {
            let totals = survey.totals();
            let new = |kind| totals.number(kind, &[]) - none.number(kind, &[]);
            (new(Kind::Triples), new(Kind::Subjects), acts(&totals), totals.orders.len())
        };
        let before = acts(&none);
        survey.add(first, census(first, &survey));
        assert_eq!(counted(&survey), (4, 2, before + 1, 1));
        survey.add(second, census(second, &survey));
        survey.add(second, census(second, &survey));
        assert_eq!(counted(&survey), (6, 3, before + 1, 2));
        survey.remove(first);
        assert_eq!(counted(&survey), (4, 2, before + 1, 1));
        survey.remove(second);
        assert_eq!(counted(&survey), (0, 0, before, 0));
    }

    #[test]
    fn counts_that_were_written_down_are_the_same_when_read() {
        let survey = Survey::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
        let census = census("https://w3id.org/lauazym/order/V1", &survey);
        let written = serde_json::to_string(&census).unwrap();
        assert_eq!(serde_json::from_str::<Census>(&written).unwrap(), census);
    }
}
