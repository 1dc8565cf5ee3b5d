//! The rows of an entry: education, knowledge, experience, duties, and rows whose label is not known.

use oxigraph::model::NamedNodeRef;

use super::statements::Statements;
use super::texts::Texts;
use super::{Iris, entries, passages, rows};
use crate::reading::records::{
    Citation, Duties, Education, Entry, Named, OpenCitation, Requirement, ServicePeriod, TimeUnit,
};
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
            format!("{}: {row}", entries::label(language, number))
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
        let statement = other.texts.part(|row| Some(&row.statement));
        if let Some(statement) = statement {
            let about = rows::begin(statement, &[lz::OTHER_ROW], &iri, label, iris, statements);
            about.number(lz::ORDINAL, other.ordinal).texts(lz::ROW_LABEL, other.texts, |row| &row.label);
            rows::passage(statement, &iri, label, iris, statements);
        }
    }
}

/// The ends of the IRIs of what is named, each once, in the order of first mention.
fn once<'a>(named: impl Iterator<Item = &'a Named>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for named in named {
        if !ids.contains(&named.id.as_str()) {
            ids.push(&named.id);
        }
    }
    ids
}

/// The label of a thing in each language.
type Label<'a> = &'a dyn Fn(Language) -> String;

fn education(
    texts: Texts<'_, Education>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some(statement) = texts.part(|education| Some(&education.statement)) else { return };
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
    rows::begin(statement, &[lz::EDUCATION_REQUIREMENT, cccev::REQUIREMENT], iri, label, iris, statements)
        .links(lz::EDUCATION_LEVEL, levels.into_iter().map(|level| iris.of(level)))
        .links(lz::HAS_ALTERNATIVE, alternatives.iter().map(|alternative| format!("{iri}/{}", alternative.end)))
        .links(lz::HAS_CONDITION, conditions.iter().map(|condition| format!("{iri}/condition/{}", condition.end)))
        .link(cccev::IS_DERIVED_FROM, &iris.order);
    rows::passage(statement, iri, label, iris, statements);
    for alternative in alternatives {
        let mut about = statements
            .about(&format!("{iri}/{}", alternative.end))
            .a(lz::ALTERNATIVE)
            .labels(alternative.texts, |said| format!("{}, {}", label(said.language), alternative.ordinal))
            .number(lz::ORDINAL, alternative.ordinal)
            .texts(lz::TEXT, alternative.texts, |printed| &printed.text);
        if let Some(operator) = alternative.texts.part(|printed| printed.operator.as_ref()) {
            about = about.texts(lz::OPERATOR, operator, |operator| operator);
        }
        let printed = || alternative.texts.all().map(|said| said.thing);
        let groups = once(printed().flat_map(|printed| &printed.group));
        let specialties = once(printed().flat_map(|printed| &printed.specialties));
        about
            .links(lz::GROUP, groups.into_iter().map(|group| iris.of(group)))
            .links(lz::SPECIALTY, specialties.into_iter().map(|specialty| iris.of(specialty)));
    }
    for condition in conditions {
        let iri = format!("{iri}/condition/{}", condition.end);
        let label = numbered(label, "шарт", "условие", condition.ordinal);
        let Some(statement) = condition.texts.part(|condition| Some(&condition.statement)) else { continue };
        rows::begin(statement, &[lz::CONDITION], &iri, &label, iris, statements)
            .number(lz::ORDINAL, condition.ordinal)
            .truth(lz::DESIRABLE, condition.texts.main.thing.desirable);
        rows::passage(statement, &iri, &label, iris, statements);
    }
}

/// The label of the part `number` of a row.
fn numbered<'a>(
    label: Label<'a>,
    kazakh: &'static str,
    russian: &'static str,
    number: usize,
) -> impl Fn(Language) -> String + 'a {
    move |language| match language {
        Language::Kazakh => format!("{}, {number}-{kazakh}", label(language)),
        Language::Russian => format!("{}, {russian} {number}", label(language)),
    }
}

fn requirement(
    texts: Texts<'_, Requirement>,
    class: NamedNodeRef<'_>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some(statement) = texts.part(|requirement| Some(&requirement.statement)) else { return };
    let citations = texts.members_by(|requirement| &requirement.citations, |citation| citation.act.id.clone());
    let open = texts.members(|requirement| &requirement.open, |_, _| true);
    let periods = texts.members(
        |requirement| &requirement.periods,
        |own, other| (own.number, own.unit, own.at_least) == (other.number, other.unit, other.at_least),
    );
    let skills = once(texts.all().flat_map(|said| &said.thing.skills));
    rows::begin(statement, &[class, cccev::REQUIREMENT], iri, label, iris, statements)
        .links(lz::HAS_CITATION, citations.iter().map(|citation| format!("{iri}/citation/{}", citation.end)))
        .links(lz::HAS_OPEN_CITATION, open.iter().map(|open| format!("{iri}/open-citation/{}", open.end)))
        .links(lz::HAS_PERIOD, periods.iter().map(|period| format!("{iri}/period/{}", period.end)))
        .links(lz::SKILL, skills.into_iter().map(|skill| iris.of(skill)))
        .link(cccev::IS_DERIVED_FROM, &iris.order);
    rows::passage(statement, iri, label, iris, statements);
    for cited in citations {
        citation(cited.ordinal, cited.texts, &format!("{iri}/citation/{}", cited.end), iris, statements);
    }
    for cited in open {
        let label = numbered(label, "атаусыз сілтеме", "ссылка без названия", cited.ordinal);
        let iri = format!("{iri}/open-citation/{}", cited.end);
        open_citation(cited.ordinal, cited.texts, &iri, &label, iris, statements);
    }
    for served in periods {
        let label = numbered(label, "мерзім", "срок", served.ordinal);
        period(served.ordinal, served.texts, &format!("{iri}/period/{}", served.end), &label, iris, statements);
    }
}

fn citation(ordinal: usize, texts: Texts<'_, Citation>, iri: &str, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let label = |language| {
        let mut said = texts.all().filter(|said| said.language == language);
        said.next().unwrap_or(texts.main).thing.act.label.clone()
    };
    let about = statements
        .about(iri)
        .a(lz::CITATION)
        .labels(texts, |said| label(said.language))
        .number(lz::ORDINAL, ordinal)
        .texts(lz::CITED_TEXT, texts, |citation| &citation.cited_text)
        .link(lz::ACT, &iris.of(&texts.main.thing.act.id));
    passages::lines(about, iri, texts, |citation| (citation.start_line, citation.end_line), iris);
    let span = |citation: &Citation| (citation.start_line, Some(citation.end_line));
    passages::describe(iri, texts, span, |citation| Some(&citation.cited_text), label, iris, statements);
}

fn open_citation(
    ordinal: usize,
    texts: Texts<'_, OpenCitation>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let about = statements
        .about(iri)
        .a(lz::OPEN_CITATION)
        .labels(texts, |said| label(said.language))
        .number(lz::ORDINAL, ordinal)
        .texts(lz::TEXT, texts, |open| &open.text);
    passages::lines(about, iri, texts, |open| (open.start_line, open.end_line), iris);
    let span = |open: &OpenCitation| (open.start_line, Some(open.end_line));
    passages::describe(iri, texts, span, |open| Some(&open.text), label, iris, statements);
}

fn period(
    ordinal: usize,
    texts: Texts<'_, ServicePeriod>,
    iri: &str,
    label: Label<'_>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some(statement) = texts.part(|period| Some(&period.statement)) else { return };
    let period = texts.main.thing;
    let unit = match period.unit {
        TimeUnit::Year => lz::YEARS,
        TimeUnit::Month => lz::MONTHS,
    };
    rows::begin(statement, &[lz::SERVICE_PERIOD], iri, label, iris, statements)
        .number(lz::ORDINAL, ordinal)
        .number(unit, period.number as usize)
        .truth(lz::AT_LEAST, period.at_least)
        .with(texts.part(|period| period.service.as_ref()), |about, service| {
            about.texts(lz::SERVICE, service, |service| service)
        })
        .with(texts.part(|period| period.operator.as_ref()), |about, operator| {
            about.texts(lz::OPERATOR, operator, |operator| operator)
        });
    rows::passage(statement, iri, label, iris, statements);
}

fn duties(texts: Texts<'_, Duties>, iri: &str, label: Label<'_>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let Some(statement) = texts.part(|duties| Some(&duties.statement)) else { return };
    let duties = texts.members(|duties| &duties.duties, |_, _| true);
    rows::begin(statement, &[lz::DUTY_STATEMENT], iri, label, iris, statements)
        .links(lz::HAS_DUTY, duties.iter().map(|duty| format!("{iri}/{}", duty.end)));
    rows::passage(statement, iri, label, iris, statements);
    for duty in duties {
        statements
            .about(&format!("{iri}/{}", duty.end))
            .a(lz::DUTY)
            .labels(duty.texts, |said| format!("{}, {}", label(said.language), duty.ordinal))
            .number(lz::ORDINAL, duty.ordinal)
            .texts(lz::TEXT, duty.texts, |text| text);
    }
}
