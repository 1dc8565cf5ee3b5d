//! The rows of an entry: education, knowledge, experience, duties, and rows whose label is not known.

use oxigraph::model::NamedNodeRef;

use super::statements::{About, Statements};
use super::texts::Texts;
use super::{Iris, names, passages, rows};
use crate::reading::records::{
    Alternative, Citation, Condition, Duties, Education, Entry, Named, Requirement, ServicePeriod, Statement, TimeUnit,
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
        let texts = alternative.texts;
        let part =
            Part { iri: format!("{iri}/{}", alternative.end), class: lz::ALTERNATIVE, ordinal: alternative.ordinal };
        let printed = || texts.all().map(|said| said.thing);
        let groups = once(printed().flat_map(|printed| &printed.group));
        let specialties = once(printed().flat_map(|printed| &printed.specialties));
        part.describe(
            texts,
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
        let iri = format!("{iri}/condition/{}", condition.end);
        let part = Part { iri, class: lz::CONDITION, ordinal: condition.ordinal };
        let desirable = condition.texts.main.thing.desirable;
        part.describe(condition.texts, |about| about.truth(lz::DESIRABLE, desirable), iris, statements);
    }
}

/// A part of a row, which its own words call.
struct Part<'a> {
    iri: String,
    class: NamedNodeRef<'a>,
    /// Its place in the row, from 1.
    ordinal: usize,
}

impl Part<'_> {
    /// Describes it by its words and lines, and by what `more` adds.
    fn describe<T: Printed>(
        &self,
        texts: Texts<'_, T>,
        more: impl for<'b, 'c> FnOnce(About<'b, 'c>) -> About<'b, 'c>,
        iris: &Iris<'_>,
        statements: &mut Statements<'_>,
    ) {
        let property = if self.class == lz::CITATION { lz::CITED_TEXT } else { lz::TEXT };
        let about = statements.about(&self.iri).a(self.class).number(lz::ORDINAL, self.ordinal);
        let about = more(about.texts(property, texts, |thing| thing.printed().0));
        passages::lines(about, &self.iri, texts, |thing| (thing.printed().1, thing.printed().2), iris);
        passages::of_part(&self.iri, texts, T::printed, iris, statements);
    }
}

/// What is printed in a row.
trait Printed {
    /// Its words, and its first and last line.
    fn printed(&self) -> (&str, usize, usize);
}

impl Printed for Statement {
    fn printed(&self) -> (&str, usize, usize) {
        (&self.text, self.start_line, self.end_line)
    }
}

impl Printed for Condition {
    fn printed(&self) -> (&str, usize, usize) {
        self.statement.printed()
    }
}

impl Printed for ServicePeriod {
    fn printed(&self) -> (&str, usize, usize) {
        self.statement.printed()
    }
}

impl Printed for Alternative {
    fn printed(&self) -> (&str, usize, usize) {
        (&self.text, self.start_line, self.end_line)
    }
}

impl Printed for Citation {
    fn printed(&self) -> (&str, usize, usize) {
        (&self.cited_text, self.start_line, self.end_line)
    }
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
        let part = Part { iri: format!("{iri}/citation/{}", cited.end), class: lz::CITATION, ordinal: cited.ordinal };
        let act = iris.of(&cited.texts.main.thing.act.id);
        part.describe(cited.texts, |about| about.link(lz::ACT, &act), iris, statements);
    }
    for open in open {
        let iri = format!("{iri}/open-citation/{}", open.end);
        let part = Part { iri, class: lz::OPEN_CITATION, ordinal: open.ordinal };
        part.describe(open.texts, |about| about, iris, statements);
    }
    for served in periods {
        let part =
            Part { iri: format!("{iri}/period/{}", served.end), class: lz::SERVICE_PERIOD, ordinal: served.ordinal };
        let (texts, period) = (served.texts, served.texts.main.thing);
        let unit = match period.unit {
            TimeUnit::Year => lz::YEARS,
            TimeUnit::Month => lz::MONTHS,
        };
        part.describe(
            texts,
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
    let Some(statement) = texts.part(|duties| Some(&duties.statement)) else { return };
    let duties = texts.members(|duties| &duties.duties, |_, _| true);
    rows::begin(statement, &[lz::DUTY_STATEMENT], iri, label, iris, statements)
        .links(lz::HAS_DUTY, duties.iter().map(|duty| format!("{iri}/{}", duty.end)));
    rows::passage(statement, iri, label, iris, statements);
    for duty in duties {
        let part = Part { iri: format!("{iri}/{}", duty.end), class: lz::DUTY, ordinal: duty.ordinal };
        part.describe(duty.texts, |about| about, iris, statements);
    }
}
