//! The rows of an entry: education, knowledge, experience, duties, and rows whose label is not known.

use oxigraph::model::NamedNodeRef;

use super::passages::{Label, Printed, Words, words};
use super::statements::{About, Statements};
use super::texts::{Member, Texts};
use super::{Iris, names};
use crate::reading::records::{Duties, Education, Entry, Named, Requirement, TimeUnit};
use crate::reading::text::Language;
use crate::terms::{cccev, lz};

pub(super) fn describe(
    texts: Texts<'_, Entry>,
    number: usize,
    iri: &str,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let label = |kazakh: &'static str, russian: &'static str| {
        move |language| {
            let row = if language == Language::Kazakh { kazakh } else { russian };
            format!("{}: {row}", names::entry(language, number))
        }
    };
    if let Some(education) = texts.part(|entry| entry.education.as_ref()) {
        let label = label("білімі", "образование");
        self::education(education, &format!("{iri}/education"), &label, iris, statements);
    }
    if let Some(knowledge) = texts.part(|entry| entry.knowledge.as_ref()) {
        let (iri, class) = (format!("{iri}/knowledge"), lz::KNOWLEDGE_REQUIREMENT);
        let label = label("кәсіби құзыреттілігі", "профессиональная компетентность");
        requirement(knowledge, class, &iri, &label, iris, statements);
    }
    if let Some(experience) = texts.part(|entry| entry.experience.as_ref()) {
        let (iri, class) = (format!("{iri}/experience"), lz::EXPERIENCE_REQUIREMENT);
        let label = label("практикалық тәжірибесі", "практический опыт");
        requirement(experience, class, &iri, &label, iris, statements);
    }
    if let Some(duties) = texts.part(|entry| entry.duties.as_ref()) {
        let label = label("функционалдық міндеттері", "функциональные обязанности");
        self::duties(duties, &format!("{iri}/duties"), &label, iris, statements);
    }
    for other in texts.members(|entry| &entry.other_rows, |_, _| true) {
        let iri = format!("{iri}/other/{}", other.end);
        let label = label("басқа жол", "другая строка");
        Printed { iri, classes: &[lz::OTHER_ROW], ordinal: None, label: Some(&label) }.describe(
            other.texts,
            |row| words(&row.statement),
            |about| about,
            |about| about.number(lz::ORDINAL, other.ordinal).texts(lz::ROW_LABEL, other.texts, |row| &row.label),
            iris,
            statements,
        );
    }
}

/// The ends of the IRIs of what is named, each once, in the order of first mention.
pub(super) fn once<'a>(named: impl Iterator<Item = &'a Named>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for named in named {
        if !ids.contains(&named.id.as_str()) {
            ids.push(&named.id);
        }
    }
    ids
}

fn education(
    texts: Texts<'_, Education>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    // Two alternatives of different groups are not one, whatever their place.
    let alternatives = texts.members(
        |education| &education.alternatives,
        |own, other| match (&own.group, &other.group) {
            (Some(own), Some(other)) => own.id == other.id || !own.known || !other.known,
            (None, None) => true,
            _ => false,
        },
    );
    let conditions = texts.members(|education| &education.conditions, |own, other| own.desirable == other.desirable);
    let levels = once(texts.all().flat_map(|said| &said.thing.levels));
    let classes = &[lz::EDUCATION_REQUIREMENT, cccev::REQUIREMENT];
    Printed { iri: iri.to_owned(), classes, ordinal: None, label: Some(label) }.describe(
        texts,
        |education| words(&education.statement),
        |about| about,
        |about| {
            about
                .links(lz::EDUCATION_LEVEL, levels.into_iter().map(|level| iris.of(level)))
                .links(lz::HAS_ALTERNATIVE, alternatives.iter().map(|alternative| format!("{iri}/{}", alternative.end)))
                .links(lz::HAS_CONDITION, conditions.iter().map(|part| format!("{iri}/condition/{}", part.end)))
                .link(cccev::IS_DERIVED_FROM, &iris.order)
        },
        iris,
        statements,
    );
    for alternative in alternatives {
        let texts = alternative.texts;
        let printed = || texts.all().map(|said| said.thing);
        let groups = once(printed().flat_map(|printed| &printed.group));
        let specialties = once(printed().flat_map(|printed| &printed.specialties));
        part(
            (format!("{iri}/{}", alternative.end), lz::ALTERNATIVE),
            &alternative,
            |alternative| (Some(&alternative.text), alternative.start_line, alternative.end_line),
            |about| {
                operator(about, texts, |printed| printed.operator.as_ref())
                    .links(lz::GROUP, groups.into_iter().map(|group| iris.of(group)))
                    .links(lz::SPECIALTY, specialties.into_iter().map(|specialty| iris.of(specialty)))
            },
            iris,
            statements,
        );
    }
    for condition in conditions {
        let desirable = condition.texts.main.thing.desirable;
        part(
            (format!("{iri}/condition/{}", condition.end), lz::CONDITION),
            &condition,
            |condition| words(&condition.statement),
            |about| about.truth(lz::DESIRABLE, desirable),
            iris,
            statements,
        );
    }
}

/// Describes a part of a row, which its own words call.
fn part<T>(
    part: (String, NamedNodeRef<'_>),
    member: &Member<'_, T>,
    words: impl Fn(&T) -> Words<'_>,
    more: impl for<'b, 'c> FnOnce(About<'b, 'c>) -> About<'b, 'c>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let (iri, class) = part;
    let printed = Printed { iri, classes: &[class], ordinal: Some(member.ordinal), label: None };
    printed.describe(member.texts, words, more, |about| about, iris, statements);
}

/// States the conjunction or mark before a part in each text that prints one.
fn operator<'b, 'c, 't, T>(
    about: About<'b, 'c>,
    texts: Texts<'t, T>,
    of: impl Fn(&'t T) -> Option<&'t String>,
) -> About<'b, 'c> {
    about.with(texts.part(of), |about, operator| about.texts(lz::OPERATOR, operator, |operator| operator))
}

fn requirement(
    texts: Texts<'_, Requirement>,
    class: NamedNodeRef<'_>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let citations = texts.members_by(|requirement| &requirement.citations, |citation| citation.act.id.clone());
    let open = texts.members(|requirement| &requirement.open, |_, _| true);
    let periods = texts.members(
        |requirement| &requirement.periods,
        |own, other| (own.number, own.unit, own.at_least) == (other.number, other.unit, other.at_least),
    );
    let skills = once(texts.all().flat_map(|said| &said.thing.skills));
    let classes = &[class, cccev::REQUIREMENT];
    Printed { iri: iri.to_owned(), classes, ordinal: None, label: Some(label) }.describe(
        texts,
        |requirement| words(&requirement.statement),
        |about| about,
        |about| {
            about
                .links(lz::HAS_CITATION, citations.iter().map(|citation| format!("{iri}/citation/{}", citation.end)))
                .links(lz::HAS_OPEN_CITATION, open.iter().map(|open| format!("{iri}/open-citation/{}", open.end)))
                .links(lz::HAS_PERIOD, periods.iter().map(|period| format!("{iri}/period/{}", period.end)))
                .links(lz::SKILL, skills.into_iter().map(|skill| iris.of(skill)))
                .link(cccev::IS_DERIVED_FROM, &iris.order)
        },
        iris,
        statements,
    );
    for cited in citations {
        let act = iris.of(&cited.texts.main.thing.act.id);
        part(
            (format!("{iri}/citation/{}", cited.end), lz::CITATION),
            &cited,
            |citation| (Some(&citation.cited_text), citation.start_line, citation.end_line),
            |about| about.link(lz::ACT, &act),
            iris,
            statements,
        );
    }
    for open in open {
        part(
            (format!("{iri}/open-citation/{}", open.end), lz::OPEN_CITATION),
            &open,
            |open| (Some(&open.text), open.start_line, open.end_line),
            |about| about,
            iris,
            statements,
        );
    }
    for served in periods {
        let (texts, period) = (served.texts, served.texts.main.thing);
        let unit = match period.unit {
            TimeUnit::Year => lz::YEARS,
            TimeUnit::Month => lz::MONTHS,
        };
        part(
            (format!("{iri}/period/{}", served.end), lz::SERVICE_PERIOD),
            &served,
            |period| words(&period.statement),
            |about| {
                let about = about.number(unit, period.number as usize).truth(lz::AT_LEAST, period.at_least);
                let about = about.with(texts.part(|period| period.service.as_ref()), |about, service| {
                    about.texts(lz::SERVICE, service, |service| service)
                });
                operator(about, texts, |period| period.operator.as_ref())
            },
            iris,
            statements,
        );
    }
}

fn duties(texts: Texts<'_, Duties>, iri: &str, label: Label<'_>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let duties = texts.members(|duties| &duties.duties, |_, _| true);
    Printed { iri: iri.to_owned(), classes: &[lz::DUTY_STATEMENT], ordinal: None, label: Some(label) }.describe(
        texts,
        |duties| words(&duties.statement),
        |about| about,
        |about| about.links(lz::HAS_DUTY, duties.iter().map(|duty| format!("{iri}/{}", duty.end))),
        iris,
        statements,
    );
    for duty in duties {
        part((format!("{iri}/{}", duty.end), lz::DUTY), &duty, words, |about| about, iris, statements);
    }
}
