//! The rows of the acts: those of the vocabularies, and those that only an order names.

use std::collections::HashMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use serde::Serialize;

use super::rows::local;
use crate::reading::records::Order;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{eli, lz, skos};

#[derive(Default, Serialize)]
pub(super) struct ActRow {
    act: String,
    kind: Option<String>,
    number: Option<String>,
    date: Option<String>,
    title_kk: Option<String>,
    title_ru: Option<String>,
    title_en: Option<String>,
    /// The days with blanks between.
    in_force_on: String,
    no_longer_in_force: Option<String>,
    repealed_by: Option<String>,
}

/// The acts in the order in which the vocabularies and then the orders name them.
pub(super) fn rows(orders: &[Order], vocabularies: &Vocabularies) -> impl Iterator<Item = ActRow> + use<> {
    let space = format!("{}act/", vocabularies.base);
    let mut acts = Acts::default();
    for quad in &vocabularies.quads {
        let is_act = matches!(&quad.object, Term::NamedNode(class) if class.as_ref() == eli::LEGAL_RESOURCE);
        if let (true, true, Some(id)) = (quad.predicate.as_ref() == rdf::TYPE, is_act, act(&quad.subject, &space)) {
            acts.row(id);
        }
    }
    for quad in &vocabularies.quads {
        if let Some(row) = act(&quad.subject, &space).and_then(|id| acts.known(id)) {
            state(row, quad, &vocabularies.base);
        }
    }
    for order in orders {
        add_named(order, &mut acts);
    }
    acts.rows.into_iter()
}

/// The acts that an order names, with what it says of them.
fn add_named(order: &Order, acts: &mut Acts) {
    let requirements = order.entries.iter().flat_map(|entry| entry.knowledge.iter().chain(&entry.experience));
    let citations = requirements.flat_map(|requirement| &requirement.citations);
    for citation in citations.chain(order.legal_basis.iter().map(|basis| &basis.citation)) {
        let row = acts.row(local(&citation.act.id));
        row.title_kk.get_or_insert_with(|| citation.act.label.clone());
    }
    if let Some(repealing) = &order.repealed_by {
        let row = acts.row(local(&repealing.id));
        row.kind.get_or_insert_with(|| "order".to_owned());
        row.number.get_or_insert_with(|| repealing.number.clone());
        row.date.get_or_insert_with(|| repealing.date.to_string());
        let title = || format!("{}, {}, № {}", repealing.issuer, repealing.date, repealing.number);
        row.title_kk.get_or_insert_with(title);
    }
}

fn act<'a>(subject: &'a NamedOrBlankNode, space: &str) -> Option<&'a str> {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().strip_prefix(space),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn state(row: &mut ActRow, quad: &Quad, base: &str) {
    let predicate = quad.predicate.as_ref();
    match &quad.object {
        Term::Literal(literal) => {
            let value = literal.value().to_owned();
            match (predicate, literal.language()) {
                (skos::PREF_LABEL, Some("kk")) => row.title_kk = Some(value),
                (skos::PREF_LABEL, Some("ru")) => row.title_ru = Some(value),
                (skos::PREF_LABEL, Some("en")) => row.title_en = Some(value),
                (eli::NUMBER, _) => row.number = Some(value),
                (eli::DATE_DOCUMENT, _) => row.date = Some(value),
                (eli::DATE_NO_LONGER_IN_FORCE, _) => row.no_longer_in_force = Some(value),
                (lz::IN_FORCE_ON, _) if row.in_force_on.is_empty() => row.in_force_on = value,
                (lz::IN_FORCE_ON, _) => row.in_force_on = format!("{} {value}", row.in_force_on),
                _ => {}
            }
        }
        Term::NamedNode(node) => {
            let id = node.as_str().strip_prefix(base).map(|id| local(id).to_owned());
            match predicate {
                eli::TYPE_DOCUMENT => row.kind = id,
                eli::REPEALED_BY => row.repealed_by = id,
                _ => {}
            }
        }
        _ => {}
    }
}

/// The rows, found by the identifiers of their acts.
#[derive(Default)]
struct Acts {
    rows: Vec<ActRow>,
    places: HashMap<String, usize>,
}

impl Acts {
    fn known(&mut self, id: &str) -> Option<&mut ActRow> {
        self.places.get(id).map(|place| &mut self.rows[*place])
    }

    fn row(&mut self, id: &str) -> &mut ActRow {
        let place = *self.places.entry(id.to_owned()).or_insert_with(|| {
            self.rows.push(ActRow { act: id.to_owned(), ..ActRow::default() });
            self.rows.len() - 1
        });
        &mut self.rows[place]
    }
}
