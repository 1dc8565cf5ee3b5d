//! The order itself in ELI's terms: work, expression, legal basis, clauses, repeal and source.

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::measures::Measures;
use super::statements::Statements;
use crate::records::{Entry, NumberedAct, Order, Statement};
use crate::terms::{cccev, dct, dqv, eli, lz, prov, skos};

/// The Kazakh language in the EU's authority table.
const KAZAKH: &str = "http://publications.europa.eu/resource/authority/language/KAZ";

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let title = order.title.as_ref().map_or(order.id.as_str(), |title| title.text.as_str());
    let cited = cited(order);
    statements
        .about(&iris.order)
        .a(lz::ORDER)
        .a(eli::LEGAL_RESOURCE)
        .a(cccev::REFERENCE_FRAMEWORK)
        .kazakh(skos::PREF_LABEL, title)
        .string(eli::ID_LOCAL, &order.id)
        .link(eli::TYPE_DOCUMENT, &iris.of("act-kind/order"))
        .with(order.number.as_deref(), |about, number| about.string(eli::NUMBER, number))
        .with(order.date, |about, date| about.date(eli::DATE_DOCUMENT, date))
        .with(order.registration_number.as_deref(), |about, number| about.string(lz::REGISTRATION_NUMBER, number))
        .with(order.registration_date, |about, date| about.date(lz::REGISTRATION_DATE, date))
        .with(order.issuer.as_ref(), |about, _| about.link(eli::PASSED_BY, &iris.part("issuer")))
        .with(order.legal_basis.as_ref(), |about, basis| {
            about.link(lz::LEGAL_BASIS, &iris.part("basis")).link(eli::BASED_ON, &iris.of(&basis.citation.act.id))
        })
        .links(eli::CITES, cited.iter().map(|id| iris.of(id)))
        .with(order.repealed_by.as_ref(), |about, act| about.link(eli::REPEALED_BY, &iris.of(&act.id)))
        .with(order.signatory.as_ref(), |about, signatory| about.kazakh(lz::SIGNATORY, &signatory.text))
        .with(order.agreement.as_ref(), |about, agreement| about.kazakh(lz::AGREEMENT, &agreement.text))
        .with(order.entry_into_force.as_ref(), |about, clause| about.kazakh(lz::ENTRY_INTO_FORCE, &clause.text))
        .links(eli::HAS_PART, (1..=order.clauses.len()).map(|number| iris.part(&format!("clause/{number}"))))
        .links(dct::HAS_PART, parts(order, iris))
        .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iris.order))
        .links(dqv::HAS_QUALITY_MEASUREMENT, Measures::of(order).iris(&iris.order))
        .link(eli::IS_REALIZED_BY, &iris.part("kk"))
        .link(prov::WAS_DERIVED_FROM, &iris.part("source"))
        .with(adilet(order), |about, page| about.link(rdfs::SEE_ALSO, &page));
    expression_and_source(order, title, iris, statements);
    legal_basis(order, iris, statements);
    for (index, clause) in order.clauses.iter().enumerate() {
        self::clause(index + 1, clause, iris, statements);
    }
    if let Some(issuer) = &order.issuer {
        statements.about(&iris.part("issuer")).a(eli::AGENT).kazakh(skos::PREF_LABEL, issuer);
    }
    if let Some(act) = &order.repealed_by {
        repealing_act(act, iris, statements);
    }
}

/// The parts to which no other part leads: units of no other unit, from which all units, positions and their entries are
/// reached, and entries without a position.
fn parts(order: &Order, iris: &Iris<'_>) -> Vec<String> {
    let top = order.units.iter().filter(|unit| unit.parent.as_ref().is_none_or(|parent| order.unit(parent).is_none()));
    let unplaced = |entry: &&Entry| entry.positions.is_empty() || order.unit(&entry.unit).is_none();
    let entries = order.entries.iter().filter(unplaced).map(|entry| iris.entry(entry.number));
    top.map(|unit| iris.unit(&unit.id)).chain(entries).collect()
}

/// The acts that entries cite, each once, in the order of first citation.
fn cited(order: &Order) -> Vec<&str> {
    let mut cited: Vec<&str> = order.legal_basis.iter().map(|basis| basis.citation.act.id.as_str()).collect();
    let requirements = order.entries.iter().flat_map(|entry| entry.knowledge.iter().chain(&entry.experience));
    for citation in requirements.flat_map(|requirement| &requirement.citations) {
        if !cited.contains(&citation.act.id.as_str()) {
            cited.push(&citation.act.id);
        }
    }
    cited
}

/// The order's Kazakh page in the legal database; only a registered order has a known one.
fn adilet(order: &Order) -> Option<String> {
    order.registration_number.as_ref().map(|_| format!("https://adilet.zan.kz/kaz/docs/{}", order.id))
}

fn expression_and_source(order: &Order, title: &str, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    statements
        .about(&iris.part("kk"))
        .a(eli::LEGAL_EXPRESSION)
        .link(eli::REALIZES, &iris.order)
        .kazakh(eli::TITLE, title)
        .link(eli::LANGUAGE, KAZAKH)
        .label(&format!("{} (қазақша мәтіні)", order.id));
    statements
        .about(&iris.part("source"))
        .a(prov::ENTITY)
        .label(&format!("{} файлы", order.source))
        .string(dct::TITLE, &order.source)
        .string(dct::IDENTIFIER, &format!("sha256:{}", order.sha256))
        .english(skos::NOTE, order.retrieval)
        .lines(1, order.lines);
}

fn legal_basis(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let Some(basis) = &order.legal_basis else {
        return;
    };
    statements
        .about(&iris.part("basis"))
        .a(lz::CITATION)
        .label(&format!("{} бұйрығының құқықтық негізі", order.id))
        .kazakh(lz::CITED_TEXT, &basis.citation.cited_text)
        .link(lz::ACT, &iris.of(&basis.citation.act.id))
        .with(basis.article.as_deref(), |about, article| about.string(lz::ARTICLE, article))
        .with(basis.paragraph.as_deref(), |about, paragraph| about.string(lz::PARAGRAPH, paragraph))
        .lines(basis.citation.start_line, basis.citation.end_line);
}

fn clause(number: usize, clause: &Statement, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    statements
        .about(&iris.part(&format!("clause/{number}")))
        .a(eli::LEGAL_RESOURCE_SUBDIVISION)
        .label(&format!("{number}-тармақ"))
        .string(eli::NUMBER, &number.to_string())
        .link(eli::IS_PART_OF, &iris.order)
        .kazakh(lz::TEXT, &clause.text)
        .lines(clause.start_line, clause.end_line);
}

fn repealing_act(act: &NumberedAct, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    statements
        .about(&iris.of(&act.id))
        .a(eli::LEGAL_RESOURCE)
        .kazakh(skos::PREF_LABEL, &format!("{}, {}, № {}", act.issuer, act.date, act.number))
        .link(eli::TYPE_DOCUMENT, &iris.of("act-kind/order"))
        .string(eli::NUMBER, &act.number)
        .date(eli::DATE_DOCUMENT, act.date)
        .lines(act.statement.start_line, act.statement.end_line);
}
