//! Entries and the positions that they establish.

use std::collections::BTreeSet;

use super::statements::Statements;
use super::{Iris, requirements};
use crate::records::{Entry, Order};
use crate::terms::{dct, dqv, lz, org, prov, skos};

pub(super) fn describe(entry: &Entry, order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let iri = iris.entry(entry.number);
    let row = |name: &str| format!("{iri}/{name}");
    statements
        .about(&iri)
        .a(lz::ENTRY)
        .a(prov::ENTITY)
        .label(&format!("{}-жазба", entry.number))
        .link(dct::IS_PART_OF, &iris.order)
        .number(lz::NUMBER, entry.number)
        .with(entry.headcount, |about, headcount| about.number(lz::HEADCOUNT, headcount as usize))
        .with(entry.title.as_ref(), |about, title| about.kazakh(lz::TITLE_TEXT, &title.text))
        .with(entry.education.as_ref(), |about, _| about.link(lz::EDUCATION, &row("education")))
        .with(entry.knowledge.as_ref(), |about, _| about.link(lz::KNOWLEDGE, &row("knowledge")))
        .with(entry.experience.as_ref(), |about, _| about.link(lz::EXPERIENCE, &row("experience")))
        .with(entry.duties.as_ref(), |about, _| about.link(lz::DUTIES, &row("duties")))
        .lines(entry.start_line, entry.end_line)
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
        .link(prov::WAS_DERIVED_FROM, &iris.part("source"));
    for (index, id) in entry.positions.iter().enumerate() {
        position(entry.codes.get(index).map(String::as_str), id, entry, order, iris, statements);
    }
    requirements::describe(entry, &iri, iris, statements);
}

fn position(
    code: Option<&str>,
    id: &str,
    entry: &Entry,
    order: &Order,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let unit = order.unit(&entry.unit).map_or("", |unit| unit.name.as_str());
    let role = entry.role.as_ref().map_or("", |role| role.label.as_str());
    let acts: BTreeSet<&str> = entry
        .knowledge
        .iter()
        .flat_map(|knowledge| &knowledge.citations)
        .map(|citation| citation.act.id.as_str())
        .collect();
    let alternatives = || entry.education.iter().flat_map(|education| &education.alternatives);
    let specialties: BTreeSet<&str> = alternatives()
        .flat_map(|alternative| &alternative.specialties)
        .map(|specialty| specialty.id.as_str())
        .collect();
    let groups: BTreeSet<&str> = alternatives()
        .filter(|alternative| alternative.specialties.is_empty())
        .filter_map(|alternative| alternative.group.as_ref())
        .map(|group| group.id.as_str())
        .collect();
    let iri = iris.position(id);
    statements
        .about(&iri)
        .a(lz::POSITION)
        .a(org::POST)
        .kazakh(skos::PREF_LABEL, &format!("{} {role}, {unit}", code.unwrap_or_default()).trim_start())
        .with(code, |about, code| about.string(lz::CODE, code))
        .with(entry.category.as_ref(), |about, category| about.link(lz::CATEGORY, &iris.of(&category.id)))
        .with(entry.role.as_ref(), |about, role| about.link(org::ROLE, &iris.of(&role.id)))
        .link(org::POST_IN, &iris.unit(&entry.unit))
        .link(lz::IN_ENTRY, &iris.entry(entry.number))
        .links(lz::REQUIRES_KNOWLEDGE_OF, acts.into_iter().map(|id| iris.of(id)))
        .links(lz::ACCEPTS_SPECIALTY, specialties.into_iter().map(|id| iris.of(id)))
        .links(lz::ACCEPTS_GROUP, groups.into_iter().map(|id| iris.of(id)))
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
        .link(dct::IS_PART_OF, &iris.order);
}
