//! An order on its way into a store.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Quad, Term};
use oxsdatatypes::Decimal;

use crate::graph;
use crate::publishing::description::{Census, Classes};
use crate::reading::records::Order;
use crate::reading::vocabulary::Vocabularies;

/// The graph of one order, counted.
#[derive(Debug)]
pub struct OrderQuads {
    /// The order's IRI, which names its graph.
    pub graph: String,
    /// Its statements.
    pub(super) quads: Vec<Quad>,
    /// What they hold.
    pub(super) census: Census,
}

impl OrderQuads {
    /// The graph of `order`, which was read by `vocabularies`; `classes` are those that the vocabularies state.
    pub fn of(order: &Order, vocabularies: &Vocabularies, classes: &Classes) -> Self {
        let graph = graph::iri(order, vocabularies);
        let mut quads = Vec::new();
        graph::describe(order, vocabularies, &mut |quad| quads.push(quad.into_owned()));
        let census = Census::of(&quads, &graph, classes);
        Self { graph, quads, census }
    }

    /// The number of statements, of which some may be the same.
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// Whether there are no statements.
    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The order's identifier.
    pub id: String,
    /// The number of statements in its graph.
    pub statements: usize,
    /// Whether the order was there before.
    pub replaced: bool,
}

/// The statement as the database gives it back, which keeps the value of a decimal and not its zeros.
pub(super) fn as_held(quad: Quad) -> Quad {
    match &quad.object {
        Term::Literal(literal) if literal.datatype() == xsd::DECIMAL => match literal.value().parse::<Decimal>() {
            Ok(decimal) => Quad { object: Literal::from(decimal).into(), ..quad },
            Err(_) => quad,
        },
        _ => quad,
    }
}
