//! The order itself in ELI's terms: work, expression, legal basis, clauses, repeal and source.

use std::collections::HashMap;

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::measures::Measures;
use super::passages::{Printed, words};
use super::requirements::once;
use super::statements::Statements;
use super::texts::{Member, Said, Texts};
use crate::reading::records::{LegalBasis, NumberedAct, Order, Statement};
use crate::reading::text::{Language, told_apart};
use crate::terms::{cccev, dct, dqv, eli, lz, prov, skos};

/// A language in the EU's authority table.
fn authority(language: Language) -> &'static str {
    match language {
        Language::Kazakh => "http://publications.europa.eu/resource/authority/language/KAZ",
        Language::Russian => "http://publications.europa.eu/resource/authority/language/RUS",
    }
}

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let texts = Texts::of_order(order);
    let clauses = texts.members(|order| &order.clauses, |_, _| true);
    let mut repealing = texts.members_by(|order| order.repealed_by.as_slice(), |act| act.id.clone());
    repealing.sort_by_key(|act| &act.texts.main.thing.id);
    let bases = bases(texts);
    let passages: Vec<(String, Said<'_, Statement>)> = texts.all().flat_map(|said| printed_parts(said, iris)).collect();
    let changing = texts.members_by(|order| changing(order), |act| act.id.clone());
    let iri_of = |act: &Member<'_, NumberedAct>| iris.of(&act.texts.main.thing.id);
    let mut about = statements
        .about(&iris.order)
        .a(lz::ORDER)
        .a(eli::LEGAL_RESOURCE)
        .a(cccev::REFERENCE_FRAMEWORK)
        .texts(skos::PREF_LABEL, texts, title)
        .string(eli::ID_LOCAL, order.legal_id())
        .link(eli::TYPE_DOCUMENT, &iris.of("act-kind/order"))
        .with(order.number.as_deref(), |about, number| about.string(eli::NUMBER, number))
        .with(order.date, |about, date| about.date(eli::DATE_DOCUMENT, date))
        .with(order.registration_number.as_deref(), |about, number| about.string(lz::REGISTRATION_NUMBER, number))
        .with(order.registration_date, |about, date| about.date(lz::REGISTRATION_DATE, date))
        .with(texts.part(|order| order.issuer.as_ref()), |about, _| about.link(eli::PASSED_BY, &iris.part("issuer")));
    for basis in &bases {
        about = about
            .link(lz::LEGAL_BASIS, &iris.part(&basis_name(basis)))
            .link(eli::BASED_ON, &iris.of(&basis.texts.main.thing.citation.act.id));
    }
    about = about
        .links(eli::CITES, cited(order).iter().map(|id| iris.of(id)))
        .links(eli::REPEALED_BY, repealing.iter().map(iri_of))
        .links(eli::AMENDED_BY, changing.iter().map(iri_of))
        .with(order.superseded.as_ref(), |about, edition| {
            about.link(eli::IS_MEMBER_OF, &iris.of(&format!("order/{}", edition.order)))
        })
        .with(order.edition_date(), |about, date| about.date(eli::VERSION_DATE, date))
        .with(order.effective_from(), |about, date| about.date(lz::EFFECTIVE_FROM, date))
        .with(order.effective_until(), |about, date| about.date(lz::EFFECTIVE_UNTIL, date))
        .with(texts.part(|order| order.signatory.as_ref()), |about, signatory| {
            about.texts(lz::SIGNATORY, signatory, |statement| &statement.text)
        })
        .with(texts.part(|order| order.agreement.as_ref()), |about, agreement| {
            about.texts(lz::AGREEMENT, agreement, |statement| &statement.text)
        })
        .with(texts.part(|order| order.entry_into_force.as_ref()), |about, clause| {
            about.texts(lz::ENTRY_INTO_FORCE, clause, |statement| &statement.text)
        });
    for said in texts.all() {
        for annex in &said.thing.annexes {
            about = about.text(lz::ANNEX, said.language, &annex.text);
        }
    }
    about
        .links(eli::HAS_PART, clauses.iter().map(|clause| iris.part(&format!("clause/{}", clause.end))))
        .links(dct::REFERENCES, order.units.iter().filter(|unit| unit.is_body).map(|body| iris.unit(&body.id)))
        .links(lz::HAS_PASSAGE, passages.iter().map(|(iri, _)| iri.clone()))
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iris.order))
        .links(dqv::HAS_QUALITY_MEASUREMENT, Measures::of(order).iris(&iris.order))
        .links(eli::IS_REALIZED_BY, texts.all().map(|said| iris.part(said.language.tag())))
        .links(rdfs::SEE_ALSO, texts.all().filter_map(|said| adilet(order, said.language)));
    for (iri, said) in &passages {
        passage(iri, *said, iris, statements);
    }
    for said in texts.all() {
        expression_and_source(said, iris, statements);
    }
    for basis in &bases {
        legal_basis(basis, iris, statements);
    }
    for clause in clauses {
        self::clause(&clause, iris, statements);
    }
    if let Some(issuer) = texts.part(|order| order.issuer.as_ref()) {
        statements.about(&iris.part("issuer")).a(eli::AGENT).texts(skos::PREF_LABEL, issuer, |issuer| issuer);
    }
    for act in repealing.iter().chain(&changing) {
        later_act(act.texts, iris, statements);
    }
}

/// The act that made the edition.
fn changing(order: &Order) -> &[NumberedAct] {
    order.edition.as_ref().and_then(|edition| edition.changed_by.as_ref()).map_or(&[], std::slice::from_ref)
}

fn title(order: &Order) -> &str {
    order.title.as_ref().map_or(order.id.as_str(), |title| title.text.as_str())
}

/// The legal bases that the texts name: one when both name the same act.
fn bases(texts: Texts<'_, Order>) -> Vec<Member<'_, LegalBasis>> {
    texts.members_by(|order| order.legal_basis.as_slice(), |basis| basis.citation.act.id.clone())
}

/// The end of the IRI of a legal basis: `basis`, or `basis/ru` of the one that the other text alone names.
fn basis_name(basis: &Member<'_, LegalBasis>) -> String {
    basis.end.rsplit_once('/').map_or_else(|| "basis".to_owned(), |(language, _)| format!("basis/{language}"))
}

/// The statements of a text that are printed outside the entries and have no resource of their own, each with the IRI of its
/// passage: named by its first line.
fn printed_parts<'a>(said: Said<'a, Order>, iris: &Iris<'_>) -> Vec<(String, Said<'a, Statement>)> {
    let order = said.thing;
    let single = [
        &order.title,
        &order.requisite,
        &order.status,
        &order.entry_into_force,
        &order.signatory,
        &order.agreement,
        &order.approval,
        &order.annex_title,
    ];
    let later = order.repealed_by.iter().chain(changing(order)).map(|act| &act.statement);
    let several = order.annexes.iter().chain(&order.notes).chain(&order.other_paragraphs);
    let mut parts: Vec<&Statement> = single.into_iter().flatten().chain(later).chain(several).collect();
    parts.sort_by_key(|statement| (statement.start_line, statement.end_line));
    parts.dedup();
    let language = said.language;
    let room = iris.other_source(language).map_or("passage".to_owned(), |_| format!("passage/{}", language.tag()));
    let mut used = HashMap::new();
    let named = |thing: &'a Statement| {
        let name = told_apart(format!("{room}/{}", thing.start_line), &mut used);
        (iris.part(&name), Said { thing, language })
    };
    parts.into_iter().map(named).collect()
}

fn passage(iri: &str, said: Said<'_, Statement>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let line = said.thing.start_line;
    let label = [format!("{line}-жолдағы мәтін"), format!("Текст на строке {line}"), format!("Text on line {line}")];
    statements
        .about(iri)
        .a(lz::PASSAGE)
        .in_three_languages(rdfs::LABEL, label)
        .text(lz::TEXT, said.language, &said.thing.text)
        .lines(said.thing.start_line, said.thing.end_line)
        .link(prov::WAS_DERIVED_FROM, &iris.source(said.language));
}

/// The acts that the texts cite, each once, in the order of first citation.
fn cited(order: &Order) -> Vec<&str> {
    let bases = Texts::of_order(order).all().flat_map(|said| &said.thing.legal_basis);
    let entries = order.entries.iter().flat_map(|entry| Texts::of_entry(entry, order).all());
    let rows = entries.flat_map(|said| said.thing.knowledge.iter().chain(&said.thing.experience));
    let citations = bases.map(|basis| &basis.citation).chain(rows.flat_map(|requirement| &requirement.citations));
    once(citations.map(|citation| &citation.act))
}

/// The order's page in the legal database in a language; only a registered order has a known one.
fn adilet(order: &Order, language: Language) -> Option<String> {
    let site = match language {
        Language::Kazakh => "kaz",
        Language::Russian => "rus",
    };
    order.registration_number.as_ref().map(|_| format!("https://adilet.zan.kz/{site}/docs/{}", order.legal_id()))
}

fn expression_and_source(said: Said<'_, Order>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let (order, language) = (said.thing, said.language);
    let id = iris.id();
    let (kazakh, russian, english) = match language {
        Language::Kazakh => ("қазақша", "на казахском языке", "Kazakh"),
        Language::Russian => ("орысша", "на русском языке", "Russian"),
    };
    let named = |of: &str| {
        [format!("{of}, {kazakh} мәтіні"), format!("{of}, текст {russian}"), format!("{of}, {english} text")]
    };
    let expression = named(id);
    let source = [
        format!("{id}, {kazakh} мәтін файлы"),
        format!("{id}, файл текста {russian}"),
        format!("{id}, file of the {english} text"),
    ];
    statements
        .about(&iris.part(language.tag()))
        .a(eli::LEGAL_EXPRESSION)
        .link(eli::REALIZES, &iris.order)
        .text(eli::TITLE, language, title(order))
        .link(eli::LANGUAGE, authority(language))
        .in_three_languages(rdfs::LABEL, expression)
        .link(eli::IS_EMBODIED_BY, &iris.source(language));
    statements
        .about(&iris.source(language))
        .a(eli::FORMAT)
        .a(prov::ENTITY)
        .link(eli::EMBODIES, &iris.part(language.tag()))
        .in_three_languages(rdfs::LABEL, source)
        .string(dct::TITLE, &order.source)
        .string(dct::IDENTIFIER, &format!("sha256:{}", order.sha256))
        .english(skos::NOTE, order.retrieval)
        .lines(1, order.lines);
}

fn legal_basis(basis: &Member<'_, LegalBasis>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let (iri, texts) = (iris.part(&basis_name(basis)), basis.texts);
    let id = iris.id();
    let label = |language| match language {
        Language::Kazakh => format!("{id} бұйрығының құқықтық негізі"),
        Language::Russian => format!("Правовое основание приказа {id}"),
    };
    Printed { iri, classes: &[lz::CITATION], ordinal: None, label: Some(&label) }.describe(
        texts,
        |basis| (Some(&basis.citation.cited_text), basis.citation.start_line, basis.citation.end_line),
        |about| {
            about
                .link(lz::ACT, &iris.of(&texts.main.thing.citation.act.id))
                .with(texts.part(|basis| basis.article.as_ref()), |about, article| {
                    about.string(lz::ARTICLE, article.main.thing)
                })
                .with(texts.part(|basis| basis.paragraph.as_ref()), |about, paragraph| {
                    about.string(lz::PARAGRAPH, paragraph.main.thing)
                })
        },
        |about| about,
        iris,
        statements,
    );
}

fn clause(clause: &Member<'_, Statement>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let iri = iris.part(&format!("clause/{}", clause.end));
    let label = |language| match language {
        Language::Kazakh => format!("{}-тармақ", clause.ordinal),
        Language::Russian => format!("Пункт {}", clause.ordinal),
    };
    Printed { iri, classes: &[eli::LEGAL_RESOURCE_SUBDIVISION], ordinal: None, label: Some(&label) }.describe(
        clause.texts,
        words,
        |about| about,
        |about| about.string(eli::NUMBER, &clause.ordinal.to_string()).link(eli::IS_PART_OF, &iris.order),
        iris,
        statements,
    );
}

/// An act that changed or repealed the order.
fn later_act(texts: Texts<'_, NumberedAct>, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let act = texts.main.thing;
    statements
        .about(&iris.of(&act.id))
        .a(eli::LEGAL_RESOURCE)
        .texts(skos::PREF_LABEL, texts, |act| {
            let issuer = if act.issuer.is_empty() { String::new() } else { format!("{}, ", act.issuer) };
            format!("{issuer}{}, № {}", act.date, act.number)
        })
        .link(eli::TYPE_DOCUMENT, &iris.of("act-kind/order"))
        .string(eli::NUMBER, &act.number)
        .date(eli::DATE_DOCUMENT, act.date)
        .lines(act.statement.start_line, act.statement.end_line)
        .with(iris.other_source(texts.main.language), |about, source| about.link(prov::WAS_DERIVED_FROM, &source));
}
