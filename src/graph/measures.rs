//! How well an order was understood, in numbers: the measurements of the metrics that `ontology/metrics.ttl` defines.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;

use super::statements::Statements;
use crate::records::{Named, Order};
use crate::terms::{dct, dqv};

/// A part and the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    part: usize,
    whole: usize,
}

impl Share {
    fn of<'a>(named: impl IntoIterator<Item = &'a Named>) -> Self {
        named.into_iter().fold(Self::default(), |share, named| share.plus(Self { part: named.known.into(), whole: 1 }))
    }

    fn plus(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }

    /// The share as an `xsd:decimal` of four digits, rounded down so that only the whole is 1; none of nothing.
    fn decimal(self) -> Option<String> {
        let digits = (self.part * 10_000).checked_div(self.whole)?;
        Some(format!("{}.{:04}", digits / 10_000, digits % 10_000))
    }
}

/// What is measured in one order, or in several together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measures {
    lines: Share,
    citations: Share,
    specialties: Share,
    /// The number of findings by the notation of their kind.
    findings: BTreeMap<&'static str, usize>,
}

impl Measures {
    pub(crate) fn of(order: &Order) -> Self {
        let entries = || order.entries.iter();
        let requirements = entries().flat_map(|entry| entry.knowledge.iter().chain(&entry.experience));
        let alternatives = entries().flat_map(|entry| &entry.education).flat_map(|education| &education.alternatives);
        let mut findings = BTreeMap::new();
        for finding in &order.findings {
            *findings.entry(finding.kind.notation()).or_default() += 1;
        }
        Self {
            lines: Share { part: order.lines_accounted_for, whole: order.lines_of_text },
            citations: Share::of(requirements.flat_map(|row| &row.citations).map(|citation| &citation.act)),
            specialties: Share::of(alternatives.flat_map(|alternative| &alternative.specialties)),
            findings,
        }
    }

    /// The measures of several orders together.
    pub(crate) fn of_all(orders: &[Order]) -> Self {
        let mut all = Self::default();
        for measures in orders.iter().map(Self::of) {
            all.lines = all.lines.plus(measures.lines);
            all.citations = all.citations.plus(measures.citations);
            all.specialties = all.specialties.plus(measures.specialties);
            for (kind, number) in measures.findings {
                *all.findings.entry(kind).or_default() += number;
            }
        }
        all
    }

    fn shares(&self) -> impl Iterator<Item = (&'static str, String)> {
        [
            ("lines-accounted-for", self.lines),
            ("citations-resolved", self.citations),
            ("specialties-resolved", self.specialties),
        ]
        .into_iter()
        .filter_map(|(metric, share)| Some((metric, share.decimal()?)))
    }

    /// The IRIs of the measurements of `measured`.
    pub(crate) fn iris(&self, measured: &str) -> Vec<String> {
        let shares = self.shares().map(|(metric, _)| metric.to_owned());
        let findings = self.findings.keys().map(|kind| format!("findings/{kind}"));
        shares.chain(findings).map(|name| format!("{measured}/measurement/{name}")).collect()
    }

    /// States the measurements of `measured`.
    pub(crate) fn describe(&self, measured: &str, base: &str, statements: &mut Statements<'_>) {
        for (metric, share) in self.shares() {
            statements
                .about(&format!("{measured}/measurement/{metric}"))
                .a(dqv::QUALITY_MEASUREMENT)
                .label(&format!("{metric}: {share}"))
                .link(dqv::IS_MEASUREMENT_OF, &format!("{base}metric/{metric}"))
                .link(dqv::COMPUTED_ON, measured)
                .typed(dqv::VALUE, &share, xsd::DECIMAL);
        }
        for (kind, number) in &self.findings {
            statements
                .about(&format!("{measured}/measurement/findings/{kind}"))
                .a(dqv::QUALITY_MEASUREMENT)
                .label(&format!("{kind}: {number}"))
                .link(dqv::IS_MEASUREMENT_OF, &format!("{base}metric/findings"))
                .link(dct::SUBJECT, &format!("{base}finding-kind/{kind}"))
                .link(dqv::COMPUTED_ON, measured)
                .number(dqv::VALUE, *number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_share_is_one_only_when_nothing_is_missing() {
        assert_eq!(Share { part: 19_999, whole: 20_000 }.decimal().as_deref(), Some("0.9999"));
        assert_eq!(Share { part: 7, whole: 7 }.decimal().as_deref(), Some("1.0000"));
        assert_eq!(Share::default().decimal(), None);
    }
}
