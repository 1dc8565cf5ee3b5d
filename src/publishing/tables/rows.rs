//! The rows of what an order says of itself, its units, entries and positions.

use std::rc::Rc;

use serde::Serialize;

use crate::graph::findings;
use crate::graph::names::Names;
use crate::reading::records::{Citation, Entry, Named, Order, Requirement, Statement};
use crate::reading::text::Date;
use crate::reading::vocabulary::Vocabularies;

/// The last segment of an identifier: `chief-expert` of `role/chief-expert`.
pub(super) fn local(id: &str) -> &str {
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

#[derive(Serialize)]
pub(super) struct OrderRow<'a> {
    order: &'a str,
    number: Option<&'a str>,
    date: Option<String>,
    registration_number: Option<&'a str>,
    registration_date: Option<String>,
    title: Option<&'a str>,
    issuer: Option<&'a str>,
    source: &'a str,
    sha256: &'a str,
}

pub(super) fn orders(orders: &[Order]) -> impl Iterator<Item = OrderRow<'_>> {
    orders.iter().map(|order| OrderRow {
        order: &order.id,
        number: order.number.as_deref(),
        date: date(order.date),
        registration_number: order.registration_number.as_deref(),
        registration_date: date(order.registration_date),
        title: Some(order.title.as_ref().map_or(order.id.as_str(), |title| title.text.as_str())),
        issuer: order.issuer.as_deref(),
        source: &order.source,
        sha256: &order.sha256,
    })
}

#[derive(Serialize)]
pub(super) struct UnitRow<'a> {
    order: &'a str,
    unit: &'a str,
    unit_path: String,
    name: &'a str,
    name_ru: String,
    name_en: String,
    kind: Option<&'a str>,
    parent: Option<&'a str>,
    parent_path: Option<String>,
    /// None for a body, whose lines are not its own.
    start_line: Option<usize>,
    end_line: Option<usize>,
}

pub(super) fn units<'a>(orders: &'a [Order], vocabularies: &'a Vocabularies) -> impl Iterator<Item = UnitRow<'a>> {
    orders.iter().flat_map(|order| {
        let names = Names::of(order, vocabularies);
        order.units.iter().map(move |unit| {
            let [_, russian, english] = names.unit(&unit.id).map(|name| name.texts.clone()).unwrap_or_default();
            let line = |line| Some(line).filter(|_| !unit.is_body);
            UnitRow {
                order: &order.id,
                unit: &unit.id,
                unit_path: names.path(order, &unit.id),
                name: &unit.name,
                name_ru: russian,
                name_en: english,
                kind: local_of(unit.kind.as_ref()),
                parent: unit.parent.as_deref(),
                parent_path: unit.parent.as_ref().map(|parent| names.path(order, parent)),
                start_line: line(unit.start_line),
                end_line: line(unit.end_line),
            }
        })
    })
}

#[derive(Serialize)]
pub(super) struct EntryRow<'a> {
    order: &'a str,
    entry: usize,
    headcount: Option<u32>,
    title: Option<&'a str>,
    education: Option<&'a str>,
    knowledge: Option<&'a str>,
    experience: Option<&'a str>,
    duties: Option<&'a str>,
    start_line: usize,
    end_line: usize,
}

fn all_entries(orders: &[Order]) -> impl Iterator<Item = &Entry> {
    orders.iter().flat_map(|order| &order.entries)
}

pub(super) fn entries(orders: &[Order]) -> impl Iterator<Item = EntryRow<'_>> {
    fn text(statement: Option<&Statement>) -> Option<&str> {
        statement.map(|statement| statement.text.as_str())
    }
    all_entries(orders).map(|entry| EntryRow {
        order: &entry.order,
        entry: entry.number,
        headcount: entry.headcount,
        title: text(entry.title.as_ref()),
        education: text(entry.education.as_ref().map(|row| &row.statement)),
        knowledge: text(entry.knowledge.as_ref().map(|row| &row.statement)),
        experience: text(entry.experience.as_ref().map(|row| &row.statement)),
        duties: text(entry.duties.as_ref().map(|row| &row.statement)),
        start_line: entry.start_line,
        end_line: entry.end_line,
    })
}

#[derive(Serialize)]
pub(super) struct PositionRow<'a> {
    order: &'a str,
    position: &'a str,
    code: Option<&'a str>,
    category: Option<&'a str>,
    role: Option<&'a str>,
    role_label: Option<&'a str>,
    unit: &'a str,
    unit_path: String,
    unit_name: Option<&'a str>,
    entry: usize,
    start_line: Option<usize>,
    end_line: Option<usize>,
}

pub(super) fn positions<'a>(
    orders: &'a [Order],
    vocabularies: &'a Vocabularies,
) -> impl Iterator<Item = PositionRow<'a>> {
    orders.iter().flat_map(|order| {
        let names = Rc::new(Names::of(order, vocabularies));
        order.entries.iter().flat_map(move |entry| {
            let names = Rc::clone(&names);
            entry.positions.iter().enumerate().map(move |(index, position)| PositionRow {
                order: &order.id,
                position,
                code: entry.codes.get(index).map(String::as_str),
                category: local_of(entry.category.as_ref()),
                role: local_of(entry.role.as_ref()),
                role_label: label_of(entry.role.as_ref()),
                unit: &entry.unit,
                unit_path: names.path(order, &entry.unit),
                start_line: entry.position_lines.get(index).map(|(start, _)| *start),
                end_line: entry.position_lines.get(index).map(|(_, end)| *end),
                unit_name: order.unit(&entry.unit).map(|unit| unit.name.as_str()),
                entry: entry.number,
            })
        })
    })
}

#[derive(Serialize)]
pub(super) struct CitationRow<'a> {
    order: &'a str,
    entry: usize,
    row: &'static str,
    citation: usize,
    cited_text: &'a str,
    act: &'a str,
    start_line: usize,
    end_line: usize,
}

pub(super) fn citations(orders: &[Order]) -> impl Iterator<Item = CitationRow<'_>> {
    fn numbered(requirement: Option<&Requirement>) -> impl Iterator<Item = (usize, &Citation)> {
        (1..).zip(requirement.into_iter().flat_map(|requirement| &requirement.citations))
    }
    all_entries(orders).flat_map(|entry| {
        let knowledge = numbered(entry.knowledge.as_ref()).map(|numbered| ("knowledge", numbered));
        let experience = numbered(entry.experience.as_ref()).map(|numbered| ("experience", numbered));
        knowledge.chain(experience).map(|(row, (number, citation))| CitationRow {
            order: &entry.order,
            entry: entry.number,
            row,
            citation: number,
            cited_text: &citation.cited_text,
            act: local(&citation.act.id),
            start_line: citation.start_line,
            end_line: citation.end_line,
        })
    })
}

/// A specialty that a position accepts, or a whole group when no specialty is named.
#[derive(Serialize)]
pub(super) struct AcceptedRow<'a> {
    order: &'a str,
    position: &'a str,
    entry: usize,
    alternative: usize,
    place: usize,
    group: Option<&'a str>,
    group_label: Option<&'a str>,
    specialty: Option<&'a str>,
    specialty_label: Option<&'a str>,
}

pub(super) fn specialties_accepted(orders: &[Order]) -> impl Iterator<Item = AcceptedRow<'_>> {
    all_entries(orders).flat_map(|entry| {
        let alternatives = || (1..).zip(entry.education.iter().flat_map(|education| &education.alternatives));
        entry.positions.iter().flat_map(move |position| {
            alternatives().flat_map(move |(number, alternative)| {
                let group = alternative.group.as_ref();
                let named = alternative.specialties.iter().map(Some);
                let whole_group = alternative.specialties.is_empty().then_some(None);
                (1..).zip(named.chain(whole_group)).map(move |(place, specialty)| AcceptedRow {
                    order: &entry.order,
                    position,
                    entry: entry.number,
                    alternative: number,
                    place,
                    group: local_of(group),
                    group_label: label_of(group),
                    specialty: local_of(specialty),
                    specialty_label: label_of(specialty),
                })
            })
        })
    })
}

#[derive(Serialize)]
pub(super) struct DutyRow<'a> {
    order: &'a str,
    entry: usize,
    duty: usize,
    text: &'a str,
}

pub(super) fn duties(orders: &[Order]) -> impl Iterator<Item = DutyRow<'_>> {
    all_entries(orders).flat_map(|entry| {
        let duties = entry.duties.iter().flat_map(|row| &row.duties);
        (1..).zip(duties).map(|(duty, printed)| DutyRow {
            order: &entry.order,
            entry: entry.number,
            duty,
            text: &printed.text,
        })
    })
}

#[derive(Serialize)]
pub(super) struct FindingRow<'a> {
    order: &'a str,
    finding: String,
    kind: &'static str,
    about: String,
    message: String,
    start_line: usize,
    end_line: usize,
}

pub(super) fn findings(orders: &[Order]) -> Vec<FindingRow<'_>> {
    let rows = orders.iter().flat_map(|order| {
        order.findings.iter().zip(findings::names(order)).map(|(finding, name)| FindingRow {
            order: &order.id,
            finding: name,
            kind: finding.kind.notation(),
            about: finding.target.to_string(),
            message: finding.message.to_string(),
            start_line: finding.start_line,
            end_line: finding.end_line,
        })
    });
    rows.collect()
}
