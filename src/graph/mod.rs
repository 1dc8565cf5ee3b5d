//! Records become quads: the one room that knows both.
//!
//! Each order is one named graph, called by the order's own IRI. Statements stand in the order of the document, all of
//! one subject together, so that the same order always gives the same quads. No blank nodes.

mod entries;
pub(crate) mod findings;
pub(crate) mod measures;
mod minted;
pub(crate) mod names;
mod order;
mod passages;
mod requirements;
pub(crate) mod statements;
mod texts;
mod units;

use std::collections::BTreeMap;

use oxigraph::model::QuadRef;

use crate::reading::records::Order;
use crate::reading::text::Language;
use crate::reading::vocabulary::Vocabularies;
use names::Names;
use statements::Statements;

/// The IRI of `order`, which is also the name of its graph.
pub fn iri(order: &Order, vocabularies: &Vocabularies) -> String {
    format!("{}order/{}", vocabularies.base, order.id)
}

/// Hands the statements about `order`, in its graph, one by one to `receive`.
pub fn describe(order: &Order, vocabularies: &Vocabularies, receive: &mut dyn FnMut(QuadRef<'_>)) {
    let (language, findings) = (order.language, BTreeMap::new());
    let names = Names::of(order, vocabularies);
    let mut iris = Iris { base: &vocabularies.base, order: iri(order, vocabularies), language, names, findings };
    iris.findings = findings::by_target(order, &iris);
    let mut statements = Statements::in_graph(&iris.order, receive);
    order::describe(order, &iris, &mut statements);
    units::describe(order, &iris, &mut statements);
    for entry in &order.entries {
        entries::describe(entry, order, &iris, &mut statements);
    }
    minted::describe(order, vocabularies, &iris, &mut statements);
    measures::Measures::of(order).describe(&iris.order, vocabularies, &mut statements);
    findings::describe(order, vocabularies, &iris, &mut statements);
}

/// The IRIs of an order's resources, `{base}order/V1400009219/entry/37`.
struct Iris<'a> {
    base: &'a str,
    order: String,
    /// The language of the order's main text.
    language: Language,
    names: Names<'a>,
    /// The findings about each resource that has some.
    findings: BTreeMap<String, Vec<String>>,
}

impl Iris<'_> {
    /// The IRI of a concept or act, of which `id` is the end.
    fn of(&self, id: &str) -> String {
        // What a user's vocabulary names by an IRI outside the base keeps it.
        if id.contains("://") { id.to_owned() } else { format!("{}{id}", self.base) }
    }

    /// The order's identifier, with the day of an earlier edition: what its IRI has behind `order/`.
    fn id(&self) -> &str {
        &self.order[self.base.len() + "order/".len()..]
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.order)
    }

    /// The file of the order's text in `language`.
    fn source(&self, language: Language) -> String {
        self.other_source(language).unwrap_or_else(|| self.part("source"))
    }

    /// The file of the text in `language`; none for the main text, in which lines are counted where nothing else is said.
    fn other_source(&self, language: Language) -> Option<String> {
        (language != self.language).then(|| self.part(&format!("source/{}", language.tag())))
    }

    fn findings_about(&self, iri: &str) -> impl Iterator<Item = String> {
        self.findings.get(iri).into_iter().flatten().cloned()
    }

    fn entry(&self, number: usize) -> String {
        self.part(&format!("entry/{number}"))
    }

    fn position(&self, id: &str) -> String {
        self.part(&format!("position/{id}"))
    }

    /// The IRI of a unit, or of the body that the order calls so.
    fn unit(&self, id: &str) -> String {
        self.names.body(id).map_or_else(|| self.part(&format!("unit/{id}")), |body| self.of(body))
    }
}
