//! Entries and the positions that they establish.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdfs;

use super::statements::{Statements, TAGS};
use super::texts::Texts;
use super::{Iris, names, passages, requirements};
use crate::reading::records::{Entry, Order};
use crate::terms::{dct, dqv, lz, org, prov, skos};

pub(super) fn describe(entry: &Entry, order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let iri = iris.entry(entry.number);
    let texts = Texts::of_entry(entry, order);
    let row = |name: &str| format!("{iri}/{name}");
    let label = |language| names::entry(language, entry.number);
    let other_rows = texts.members(|entry| &entry.other_rows, |_, _| true);
    let mut about = statements
        .about(&iri)
        .a(lz::ENTRY)
        .a(prov::ENTITY)
        .in_three_languages(rdfs::LABEL, names::entry_in_three_languages(entry.number))
        .link(dct::IS_PART_OF, &iris.order)
        .number(lz::NUMBER, entry.number)
        .with(entry.printed_number, |about, number| about.number(lz::PRINTED_NUMBER, number as usize))
        .with(entry.annex, |about, number| about.number(lz::ANNEX_NUMBER, number as usize))
        .with(entry.headcount, |about, headcount| about.number(lz::HEADCOUNT, headcount as usize))
        .with(texts.part(|entry| entry.title.as_ref()), |about, titles| {
            about.texts(lz::TITLE_TEXT, titles, |title| &title.text)
        });
    for said in texts.all() {
        for addition in &said.thing.role_additions {
            about = about.text(lz::ROLE_ADDITION, said.language, addition);
        }
    }
    about
        .with(texts.part(|entry| entry.education.as_ref()), |about, _| about.link(lz::EDUCATION, &row("education")))
        .with(texts.part(|entry| entry.knowledge.as_ref()), |about, _| about.link(lz::KNOWLEDGE, &row("knowledge")))
        .with(texts.part(|entry| entry.experience.as_ref()), |about, _| about.link(lz::EXPERIENCE, &row("experience")))
        .with(texts.part(|entry| entry.duties.as_ref()), |about, _| about.link(lz::DUTIES, &row("duties")))
        .links(lz::HAS_OTHER_ROW, other_rows.iter().map(|other| row(&format!("other/{}", other.end))))
        .lines(entry.start_line, entry.end_line)
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
        .link(prov::WAS_DERIVED_FROM, &iris.source(entry.language))
        .links(lz::HAS_PASSAGE, passages::iri_of(&iri, texts));
    passages::describe(&iri, texts, |entry| (None, entry.start_line, entry.end_line), Some(&label), iris, statements);
    if let Some(other) = texts.other {
        let passage = format!("{iri}/{}", other.language.tag());
        let codes = other.thing.codes.iter().filter(|_| other.thing.codes.len() != entry.codes.len());
        let about = statements.about(&passage);
        let about = about
            .with(other.thing.title.as_ref(), |about, title| about.text(lz::TITLE_TEXT, other.language, &title.text));
        codes.fold(about, |about, code| about.string(lz::CODE_IN_TRANSLATION, code));
    }
    let required = Required::of(texts);
    for (index, id) in entry.positions.iter().enumerate() {
        position(index, id, texts, &required, order, iris, statements);
    }
    requirements::describe(texts, entry.number, &iri, iris, statements);
}

/// What the texts of an entry ask of the holders of its posts, by the ends of IRIs.
struct Required<'a> {
    acts: BTreeSet<&'a str>,
    specialties: BTreeSet<&'a str>,
    /// Groups of which any specialty is accepted.
    groups: BTreeSet<&'a str>,
}

impl<'a> Required<'a> {
    fn of(texts: Texts<'a, Entry>) -> Self {
        let mut required = Self { acts: BTreeSet::new(), specialties: BTreeSet::new(), groups: BTreeSet::new() };
        for said in texts.all() {
            let citations = said.thing.knowledge.iter().flat_map(|knowledge| &knowledge.citations);
            required.acts.extend(citations.map(|citation| citation.act.id.as_str()));
            for alternative in said.thing.education.iter().flat_map(|education| &education.alternatives) {
                required.specialties.extend(alternative.specialties.iter().map(|specialty| specialty.id.as_str()));
                if alternative.specialties.is_empty() {
                    required.groups.extend(alternative.group.iter().map(|group| group.id.as_str()));
                }
            }
        }
        required
    }
}

fn position(
    index: usize,
    id: &str,
    texts: Texts<'_, Entry>,
    required: &Required<'_>,
    order: &Order,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let entry = texts.main.thing;
    let code = entry.codes.get(index).map(String::as_str);
    // Codes go together by their place only where both texts have as many.
    let other_code = texts
        .other
        .filter(|other| other.thing.codes.len() == entry.codes.len())
        .and_then(|other| Some(other.thing.codes.get(index)?.as_str()));
    let iri = iris.position(id);
    let codes = TAGS.map(|tag| other_code.filter(|_| texts.has_other_in(tag)).or(code));
    let labels = iris.names.post(entry, codes);
    let about = statements.about(&iri).a(lz::POSITION).a(org::POST).in_three_languages(skos::PREF_LABEL, labels);
    let role = texts.part(|entry| entry.role.as_ref()).map(|role| role.main.thing);
    let category = texts.part(|entry| entry.category.as_ref()).map(|category| category.main.thing);
    about
        .with(code, |about, code| about.string(lz::CODE, code))
        .with(other_code.filter(|other| Some(*other) != code), |about, code| {
            about.string(lz::CODE_IN_TRANSLATION, code)
        })
        .with(category, |about, category| about.link(lz::CATEGORY, &iris.of(&category.id)))
        .with(role, |about, role| about.link(org::ROLE, &iris.of(&role.id)))
        .link(org::POST_IN, &iris.unit(&entry.unit))
        .link(lz::IN_ENTRY, &iris.entry(entry.number))
        .links(lz::REQUIRES_KNOWLEDGE_OF, required.acts.iter().map(|id| iris.of(id)))
        .links(lz::ACCEPTS_SPECIALTY, required.specialties.iter().map(|id| iris.of(id)))
        .links(lz::ACCEPTS_GROUP, required.groups.iter().map(|id| iris.of(id)))
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
        .with(order.superseded.as_ref().filter(|edition| edition.lasting.contains(id)), |about, edition| {
            about.link(dct::IS_VERSION_OF, &iris.of(&format!("order/{}/position/{id}", edition.order)))
        })
        .with(entry.position_lines.get(index), |about, (start, end)| about.lines(*start, *end))
        .with(iris.other_source(entry.language), |about, source| about.link(prov::WAS_DERIVED_FROM, &source))
        .link(lz::STATED_BY, &iris.order);
}
