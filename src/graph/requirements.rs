//! The rows of an entry: education with its alternatives, knowledge and experience with their citations, duties.

use oxigraph::model::NamedNodeRef;

use super::Iris;
use super::statements::{About, Statements};
use crate::records::{Citation, Duties, Education, Entry, Requirement, Statement};
use crate::terms::{cccev, lz};

pub(super) fn describe(entry: &Entry, iri: &str, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let label = |row: &str| format!("{}-жазба: {row}", entry.number);
    if let Some(education) = &entry.education {
        self::education(education, &format!("{iri}/education"), &label("білімі"), iris, statements);
    }
    if let Some(knowledge) = &entry.knowledge {
        let iri = format!("{iri}/knowledge");
        requirement(knowledge, lz::KNOWLEDGE_REQUIREMENT, &iri, &label("кәсіби құзыреттілігі"), iris, statements);
    }
    if let Some(experience) = &entry.experience {
        let iri = format!("{iri}/experience");
        requirement(experience, lz::EXPERIENCE_REQUIREMENT, &iri, &label("практикалық тәжірибесі"), iris, statements);
    }
    if let Some(duties) = &entry.duties {
        self::duties(duties, &format!("{iri}/duties"), &label("функционалдық міндеттері"), statements);
    }
}

fn row<'b, 'a>(about: About<'b, 'a>, statement: &Statement, label: &str) -> About<'b, 'a> {
    about.label(label).kazakh(lz::TEXT, &statement.text).lines(statement.start_line, statement.end_line)
}

fn education(education: &Education, iri: &str, label: &str, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let alternative = |index: usize| format!("{iri}/{}", index + 1);
    let about = statements.about(iri).a(lz::EDUCATION_REQUIREMENT).a(cccev::REQUIREMENT);
    row(about, &education.statement, label)
        .links(lz::EDUCATION_LEVEL, education.levels.iter().map(|level| iris.of(&level.id)))
        .links(lz::HAS_ALTERNATIVE, (0..education.alternatives.len()).map(alternative))
        .link(cccev::IS_DERIVED_FROM, &iris.order);
    for (index, printed) in education.alternatives.iter().enumerate() {
        statements
            .about(&alternative(index))
            .a(lz::ALTERNATIVE)
            .label(&format!("{label}, {}", index + 1))
            .number(lz::ORDINAL, index + 1)
            .kazakh(lz::TEXT, &printed.text)
            .with(printed.group.as_ref(), |about, group| about.link(lz::GROUP, &iris.of(&group.id)))
            .links(lz::SPECIALTY, printed.specialties.iter().map(|specialty| iris.of(&specialty.id)));
    }
}

fn requirement(
    requirement: &Requirement,
    class: NamedNodeRef<'_>,
    iri: &str,
    label: &str,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let citation = |index: usize| format!("{iri}/citation/{}", index + 1);
    let about = statements.about(iri).a(class).a(cccev::REQUIREMENT);
    row(about, &requirement.statement, label)
        .links(lz::HAS_CITATION, (0..requirement.citations.len()).map(citation))
        .link(cccev::IS_DERIVED_FROM, &iris.order);
    for (index, cited) in requirement.citations.iter().enumerate() {
        self::citation(index + 1, cited, &citation(index), iris, statements);
    }
}

fn citation(ordinal: usize, citation: &Citation, iri: &str, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    statements
        .about(iri)
        .a(lz::CITATION)
        .label(&citation.act.label)
        .number(lz::ORDINAL, ordinal)
        .kazakh(lz::CITED_TEXT, &citation.cited_text)
        .link(lz::ACT, &iris.of(&citation.act.id))
        .lines(citation.start_line, citation.end_line);
}

fn duties(duties: &Duties, iri: &str, label: &str, statements: &mut Statements<'_>) {
    let duty = |index: usize| format!("{iri}/{}", index + 1);
    row(statements.about(iri).a(lz::DUTY_STATEMENT), &duties.statement, label)
        .links(lz::HAS_DUTY, (0..duties.duties.len()).map(duty));
    for (index, text) in duties.duties.iter().enumerate() {
        statements
            .about(&duty(index))
            .a(lz::DUTY)
            .label(&format!("{label}, {}", index + 1))
            .number(lz::ORDINAL, index + 1)
            .kazakh(lz::TEXT, text);
    }
}
