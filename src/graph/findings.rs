//! Findings in the terms of the Data Quality Vocabulary.

use std::collections::HashMap;

use super::Iris;
use super::statements::Statements;
use crate::findings::{Finding, Target};
use crate::records::Order;
use crate::terms::{dct, dqv, lz, oa};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let mut used: HashMap<String, usize> = HashMap::new();
    for finding in &order.findings {
        let kind = finding.kind.notation();
        statements
            .about(&iris.part(&format!("finding/{}", name(finding, &mut used))))
            .a(lz::FINDING)
            .a(dqv::QUALITY_ANNOTATION)
            .label(&format!("{}-жол: {kind}", finding.start_line))
            .link(dct::TYPE, &iris.of(&format!("finding-kind/{kind}")))
            .term(oa::MOTIVATED_BY, dqv::QUALITY_ASSESSMENT)
            .link(oa::HAS_TARGET, &target(&finding.target, iris))
            .string(oa::BODY_VALUE, &finding.message)
            .lines(finding.start_line, finding.end_line)
            .link(dct::IS_PART_OF, &iris.order);
    }
}

/// The name of a finding: its kind and line; further ones of the kind on that line get `.2`, `.3`.
fn name(finding: &Finding, used: &mut HashMap<String, usize>) -> String {
    let name = format!("{}-{}", finding.kind.notation(), finding.start_line);
    let times = used.entry(name.clone()).or_default();
    *times += 1;
    if *times == 1 { name } else { format!("{name}.{times}") }
}

fn target(target: &Target, iris: &Iris<'_>) -> String {
    match target {
        Target::Order | Target::Line(_) => iris.order.clone(),
        Target::Entry(number) => iris.entry(*number),
        Target::Unit(id) => iris.unit(id),
        Target::Position(id) => iris.position(id),
    }
}
