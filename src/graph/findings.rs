//! Findings in the terms of the Data Quality Vocabulary.

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::statements::{Statements, TAGS};
use crate::reading::findings::{Finding, Target};
use crate::reading::records::Order;
use crate::reading::text::told_apart;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{dct, dqv, lz, oa, prov};

/// Describes the findings about `order`; `vocabularies` have the names of their kinds.
pub(super) fn describe(order: &Order, vocabularies: &Vocabularies, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let has = |language| {
        order.language == language || order.translation.as_ref().is_some_and(|other| other.language == language)
    };
    for (finding, id) in order.findings.iter().zip(names(order)) {
        let language = if has(finding.language) { finding.language } else { order.language };
        let kind = finding.kind.notation();
        let kinds = &vocabularies.lexicon(language).finding_kinds;
        let concept = kinds.get(&format!("finding-kind/{kind}"));
        let name = |tag| concept.and_then(|concept| concept.names.get(tag)).map_or(kind, String::as_str);
        let line = finding.start_line;
        let bodies = TAGS.map(|tag| vocabularies.messages().say(&finding.message, tag));
        let labels = [
            format!("{line}-жол: {}", name("kk")),
            format!("Строка {line}: {}", name("ru")),
            format!("Line {line}: {}", name("en")),
        ];
        statements
            .about(&iris.part(&format!("finding/{id}")))
            .a(lz::FINDING)
            .a(dqv::QUALITY_ANNOTATION)
            .in_three_languages(rdfs::LABEL, labels)
            .link(dct::TYPE, &iris.of(&format!("finding-kind/{kind}")))
            .add(oa::MOTIVATED_BY, dqv::QUALITY_ASSESSMENT)
            .link(oa::HAS_TARGET, &target(&finding.target, iris))
            .in_three_languages(oa::BODY_VALUE, bodies)
            .lines(finding.start_line, finding.end_line)
            .with(iris.other_source(language), |about, source| about.link(prov::WAS_DERIVED_FROM, &source))
            .link(dct::IS_PART_OF, &iris.order);
    }
}

/// The names of an order's findings in their order: kind and line; further ones of a kind on a line get `.2`, `.3`.
pub(crate) fn names(order: &Order) -> Vec<String> {
    let mut used = HashMap::new();
    let name = |finding: &Finding| told_apart(format!("{}-{}", finding.kind.notation(), finding.start_line), &mut used);
    order.findings.iter().map(name).collect()
}

/// The IRIs of the findings about each resource, so that a reader of the resource comes to them.
pub(super) fn by_target(order: &Order, iris: &Iris<'_>) -> BTreeMap<String, Vec<String>> {
    let mut findings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (finding, name) in order.findings.iter().zip(names(order)) {
        findings.entry(target(&finding.target, iris)).or_default().push(iris.part(&format!("finding/{name}")));
    }
    findings
}

fn target(target: &Target, iris: &Iris<'_>) -> String {
    match target {
        Target::Order | Target::Line(_) => iris.order.clone(),
        Target::Entry(number) => iris.entry(*number),
        Target::Unit(id) => iris.unit(id),
        Target::Position(id) => iris.position(id),
    }
}
