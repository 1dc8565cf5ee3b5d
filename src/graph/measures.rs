//! How well an order was understood, in numbers: the measurements of the metrics that `ontology/metrics.ttl` defines.

use std::collections::BTreeMap;
use std::fmt::Display;

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{NamedOrBlankNodeRef, QuadRef, TermRef};
use serde::{Deserialize, Serialize};

use super::statements::{Statements, TAGS};
use crate::reading::records::{Named, Order};
use crate::reading::text::Language;
use crate::reading::vocabulary::{Concept, Vocabularies};
use crate::terms::{dct, dqv, lz};

/// The metrics that are shares, by the ends of their IRIs in `ontology/metrics.ttl`.
const LINES: &str = "lines-accounted-for";
const CITATIONS: &str = "citations-resolved";
const SPECIALTIES: &str = "specialties-resolved";

/// A part and the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Measures {
    lines: Share,
    citations: Share,
    specialties: Share,
    /// The number of findings by the notation of their kind.
    findings: BTreeMap<String, usize>,
}

impl Measures {
    pub(crate) fn of(order: &Order) -> Self {
        let entries = || order.entries.iter();
        let requirements = entries().flat_map(|entry| entry.knowledge.iter().chain(&entry.experience));
        let alternatives = entries().flat_map(|entry| &entry.education).flat_map(|education| &education.alternatives);
        let mut findings = BTreeMap::new();
        for finding in &order.findings {
            *findings.entry(finding.kind.notation().to_owned()).or_default() += 1;
        }
        Self {
            lines: Share { part: order.lines_accounted_for, whole: order.lines_of_text },
            citations: Share::of(requirements.flat_map(|row| &row.citations).map(|citation| &citation.act)),
            specialties: Share::of(alternatives.flat_map(|alternative| &alternative.specialties)),
            findings,
        }
    }

    /// Learns what `quad` states of the measurements of `measured`, as [`describe`](Self::describe) makes them.
    pub(crate) fn learn(&mut self, measured: &str, quad: QuadRef<'_>) {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else { return };
        let metric = subject.as_str().strip_prefix(measured).and_then(|part| part.strip_prefix("/measurement/"));
        let (Some(metric), TermRef::Literal(value)) = (metric, quad.object) else { return };
        let Ok(number) = value.value().parse() else { return };
        if let Some(kind) = metric.strip_prefix("findings/") {
            if quad.predicate == dqv::VALUE {
                self.findings.insert(kind.to_owned(), number);
            }
            return;
        }
        let share = match metric {
            LINES => &mut self.lines,
            CITATIONS => &mut self.citations,
            SPECIALTIES => &mut self.specialties,
            _ => return,
        };
        if quad.predicate == lz::NUMERATOR {
            share.part = number;
        } else if quad.predicate == lz::DENOMINATOR {
            share.whole = number;
        }
    }

    /// The measures of several orders together.
    pub(crate) fn of_all<'a>(measures: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        for measures in measures {
            all.lines = all.lines.plus(measures.lines);
            all.citations = all.citations.plus(measures.citations);
            all.specialties = all.specialties.plus(measures.specialties);
            for (kind, number) in &measures.findings {
                *all.findings.entry(kind.clone()).or_default() += number;
            }
        }
        all
    }

    /// The shares of something, by their metrics.
    fn shares(&self) -> impl Iterator<Item = (&'static str, Share, String)> {
        [(LINES, self.lines), (CITATIONS, self.citations), (SPECIALTIES, self.specialties)]
            .into_iter()
            .filter_map(|(metric, share)| Some((metric, share, share.decimal()?)))
    }

    /// The IRIs of the measurements of `measured`.
    pub(crate) fn iris(&self, measured: &str) -> Vec<String> {
        let shares = self.shares().map(|(metric, ..)| metric.to_owned());
        let findings = self.findings.keys().map(|kind| format!("findings/{kind}"));
        shares.chain(findings).map(|name| format!("{measured}/measurement/{name}")).collect()
    }

    /// States the measurements of `measured`.
    pub(crate) fn describe(&self, measured: &str, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
        let base = &vocabularies.base;
        let lexicon = vocabularies.lexicon(Language::default());
        for (metric, share, value) in self.shares() {
            let label = valued(lexicon.metrics.get(&format!("metric/{metric}")), metric, &value);
            statements
                .about(&format!("{measured}/measurement/{metric}"))
                .a(dqv::QUALITY_MEASUREMENT)
                .in_three_languages(rdfs::LABEL, label)
                .link(dqv::IS_MEASUREMENT_OF, &format!("{base}metric/{metric}"))
                .link(dqv::COMPUTED_ON, measured)
                .typed(dqv::VALUE, &value, xsd::DECIMAL)
                .number(lz::NUMERATOR, share.part)
                .number(lz::DENOMINATOR, share.whole);
        }
        for (kind, number) in &self.findings {
            let label = valued(lexicon.finding_kinds.get(&format!("finding-kind/{kind}")), kind, number);
            statements
                .about(&format!("{measured}/measurement/findings/{kind}"))
                .a(dqv::QUALITY_MEASUREMENT)
                .in_three_languages(rdfs::LABEL, label)
                .link(dqv::IS_MEASUREMENT_OF, &format!("{base}metric/findings"))
                .link(dct::SUBJECT, &format!("{base}finding-kind/{kind}"))
                .link(dqv::COMPUTED_ON, measured)
                .number(dqv::VALUE, *number);
        }
    }
}

/// The names of what is measured, with the value, in Kazakh, Russian and English.
fn valued(concept: Option<&Concept>, notation: &str, value: impl Display) -> [String; 3] {
    TAGS.map(|tag| {
        let name = concept.and_then(|concept| concept.names.get(tag));
        format!("{}: {value}", name.map_or(notation, String::as_str))
    })
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
