//! Records become quads: the one room that knows both.
//!
//! Each order is one named graph, called by the order's own IRI. Statements stand in the order of the document, all of
//! one subject together, so that the same order always gives the same quads. No blank nodes.

mod entries;
mod findings;
mod minted;
mod order;
mod requirements;
mod statements;
mod units;

use oxigraph::model::Quad;

use crate::records::Order;
use crate::vocabulary::Vocabularies;
use statements::Statements;

/// Hands the statements about `order`, in its graph, one by one to `receive`.
pub fn describe(order: &Order, vocabularies: &Vocabularies, receive: &mut dyn FnMut(Quad)) {
    let iris = Iris { base: &vocabularies.base, order: format!("{}order/{}", vocabularies.base, order.id) };
    let mut statements = Statements::in_graph(&iris.order, receive);
    order::describe(order, &iris, &mut statements);
    units::describe(order, &iris, &mut statements);
    for entry in &order.entries {
        entries::describe(entry, order, &iris, &mut statements);
    }
    minted::describe(order, &iris, &mut statements);
    findings::describe(order, &iris, &mut statements);
}

/// The IRIs of an order's resources, as `design` fixes them: `{base}order/V1400009219/entry/37`.
struct Iris<'a> {
    base: &'a str,
    order: String,
}

impl Iris<'_> {
    /// The IRI of a concept or act, of which `id` is the end.
    fn of(&self, id: &str) -> String {
        format!("{}{id}", self.base)
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.order)
    }

    fn entry(&self, number: usize) -> String {
        self.part(&format!("entry/{number}"))
    }

    fn position(&self, id: &str) -> String {
        self.part(&format!("position/{id}"))
    }

    fn unit(&self, id: &str) -> String {
        self.part(&format!("unit/{id}"))
    }
}
