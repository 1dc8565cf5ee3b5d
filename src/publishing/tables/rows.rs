//! The rows of each table, the cells in the order of the columns in `ontology/csv-metadata.json`.

use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use serde::Serialize;

use crate::graph::findings;
use crate::graph::names::Names;
use crate::reading::records::{Citation, Entry, Named, Order, Requirement, Statement};
use crate::reading::text::Date;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{eli, lz, skos};

/// The last segment of an identifier: `chief-expert` of `role/chief-expert`.
fn local(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, local)| local)
}

fn local_of(named: Option<&Named>) -> Option<&str> {
    named.map(|named| local(&named.id))
}

fn label_of(named: Option<&Named>) -> Option<&str> {
    named.map(|named| named.label.as_str())
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(super) fn orders(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    orders.iter().map(|order| {
        (
            &order.id,
            &order.number,
            date(order.date),
            &order.registration_number,
            date(order.registration_date),
            order.title.as_ref().map_or(&order.id, |title| &title.text),
            &order.issuer,
            &order.source,
            &order.sha256,
        )
    })
}

pub(super) fn units<'a>(orders: &'a [Order], vocabularies: &'a Vocabularies) -> impl Iterator<Item = impl Serialize> {
    orders.iter().flat_map(|order| {
        let names = Names::of(order, vocabularies);
        order.units.iter().map(move |unit| {
            let [_, russian, english] = names.unit(&unit.id).map(|name| name.texts.clone()).unwrap_or_default();
            let line = |line| Some(line).filter(|_| !unit.is_body);
            (
                &order.id,
                &unit.id,
                names.path(order, &unit.id),
                &unit.name,
                russian,
                english,
                local_of(unit.kind.as_ref()),
                &unit.parent,
                unit.parent.as_ref().map(|parent| names.path(order, parent)),
                line(unit.start_line),
                line(unit.end_line),
            )
        })
    })
}

fn all_entries(orders: &[Order]) -> impl Iterator<Item = &Entry> {
    orders.iter().flat_map(|order| &order.entries)
}

pub(super) fn entries(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    fn text(statement: Option<&Statement>) -> Option<&str> {
        statement.map(|statement| statement.text.as_str())
    }
    all_entries(orders).map(|entry| {
        (
            &entry.order,
            entry.number,
            entry.headcount,
            text(entry.title.as_ref()),
            text(entry.education.as_ref().map(|row| &row.statement)),
            text(entry.knowledge.as_ref().map(|row| &row.statement)),
            text(entry.experience.as_ref().map(|row| &row.statement)),
            text(entry.duties.as_ref().map(|row| &row.statement)),
            entry.start_line,
            entry.end_line,
        )
    })
}

pub(super) fn positions<'a>(
    orders: &'a [Order],
    vocabularies: &'a Vocabularies,
) -> impl Iterator<Item = impl Serialize> {
    orders.iter().flat_map(|order| {
        let names = &Names::of(order, vocabularies);
        let rows = order.entries.iter().flat_map(|entry| {
            entry.positions.iter().enumerate().map(move |(index, position)| {
                (
                    &order.id,
                    position,
                    entry.codes.get(index),
                    local_of(entry.category.as_ref()),
                    local_of(entry.role.as_ref()),
                    label_of(entry.role.as_ref()),
                    &entry.unit,
                    names.path(order, &entry.unit),
                    order.unit(&entry.unit).map(|unit| unit.name.as_str()),
                    entry.number,
                    entry.position_lines.get(index).map(|(start, _)| *start),
                    entry.position_lines.get(index).map(|(_, end)| *end),
                )
            })
        });
        rows.collect::<Vec<_>>()
    })
}

pub(super) fn citations(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    fn numbered(requirement: Option<&Requirement>) -> impl Iterator<Item = (usize, &Citation)> {
        (1..).zip(requirement.into_iter().flat_map(|requirement| &requirement.citations))
    }
    all_entries(orders).flat_map(|entry| {
        let knowledge = numbered(entry.knowledge.as_ref()).map(|numbered| ("knowledge", numbered));
        let experience = numbered(entry.experience.as_ref()).map(|numbered| ("experience", numbered));
        knowledge.chain(experience).map(|(row, (number, citation))| {
            (
                &entry.order,
                entry.number,
                row,
                number,
                &citation.cited_text,
                local(&citation.act.id),
                citation.start_line,
                citation.end_line,
            )
        })
    })
}

/// A specialty that a position accepts, or a whole group when no specialty is named.
pub(super) fn specialties_accepted(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    all_entries(orders).flat_map(|entry| {
        let alternatives = || (1..).zip(entry.education.iter().flat_map(|education| &education.alternatives));
        entry.positions.iter().flat_map(move |position| {
            alternatives().flat_map(move |(number, alternative)| {
                let group = alternative.group.as_ref();
                let named = alternative.specialties.iter().map(Some);
                let whole_group = alternative.specialties.is_empty().then_some(None);
                (1..).zip(named.chain(whole_group)).map(move |(place, specialty)| {
                    (
                        &entry.order,
                        position,
                        entry.number,
                        number,
                        place,
                        local_of(group),
                        label_of(group),
                        local_of(specialty),
                        label_of(specialty),
                    )
                })
            })
        })
    })
}

pub(super) fn duties(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    all_entries(orders).flat_map(|entry| {
        let duties = entry.duties.iter().flat_map(|row| &row.duties);
        (1..).zip(duties).map(|(duty, printed)| (&entry.order, entry.number, duty, &printed.text))
    })
}

pub(super) fn findings(orders: &[Order]) -> impl Iterator<Item = impl Serialize> {
    orders.iter().flat_map(|order| {
        order.findings.iter().zip(findings::names(order)).map(|(finding, name)| {
            (
                &order.id,
                name,
                finding.kind.notation(),
                finding.target.to_string(),
                finding.message.to_string(),
                finding.start_line,
                finding.end_line,
            )
        })
    })
}

#[derive(Default, Serialize)]
struct ActRow {
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
pub(super) fn acts(
    orders: &[Order],
    vocabularies: &Vocabularies,
) -> impl Iterator<Item = impl Serialize + use<>> + use<> {
    let space = format!("{}act/", vocabularies.base);
    let id = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().strip_prefix(&space).map(ToOwned::to_owned),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let is_act = |quad: &&Quad| {
        quad.predicate.as_ref() == rdf::TYPE
            && matches!(&quad.object, Term::NamedNode(class) if class.as_ref() == eli::LEGAL_RESOURCE)
    };
    let stated = vocabularies.quads.iter().filter(is_act).filter_map(id);
    let mut acts: IndexMap<String, ActRow> =
        stated.map(|act| (act.clone(), ActRow { act, ..ActRow::default() })).collect();
    for quad in &vocabularies.quads {
        if let Some(row) = id(quad).and_then(|id| acts.get_mut(&id)) {
            state(row, quad, &vocabularies.base);
        }
    }
    for order in orders {
        add_named(order, &mut acts);
    }
    acts.into_values()
}

/// The acts that an order names, with what it says of them.
fn add_named(order: &Order, acts: &mut IndexMap<String, ActRow>) {
    let requirements = order.entries.iter().flat_map(|entry| entry.knowledge.iter().chain(&entry.experience));
    let citations = requirements.flat_map(|requirement| &requirement.citations);
    for citation in citations.chain(order.legal_basis.iter().map(|basis| &basis.citation)) {
        let row = row(acts, &citation.act.id);
        row.title_kk.get_or_insert_with(|| citation.act.label.clone());
    }
    if let Some(repealing) = &order.repealed_by {
        let row = row(acts, &repealing.id);
        row.kind.get_or_insert_with(|| "order".to_owned());
        row.number.get_or_insert_with(|| repealing.number.clone());
        row.date.get_or_insert_with(|| repealing.date.to_string());
        let title = || format!("{}, {}, № {}", repealing.issuer, repealing.date, repealing.number);
        row.title_kk.get_or_insert_with(title);
    }
}

fn row<'a>(acts: &'a mut IndexMap<String, ActRow>, id: &str) -> &'a mut ActRow {
    let act = local(id).to_owned();
    acts.entry(act.clone()).or_insert_with(|| ActRow { act, ..ActRow::default() })
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
