//! The time that the orders cover: from the first day on which one of them counts to the last, where all have ended.

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{NamedOrBlankNodeRef, QuadRef, TermRef};
use serde::{Deserialize, Serialize};

use crate::graph::statements::Statements;
use crate::terms::{dcat, dct, lz};

/// From when to when, as `xsd:date`s.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Period {
    /// The first day; none when it is not known.
    from: Option<String>,
    /// The day on which it ended; none when it has not, as far as is known.
    until: Option<String>,
}

impl Period {
    /// The period of several orders or editions together.
    pub(super) fn of_all<'a>(periods: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let ends: Option<Vec<&String>> = periods.clone().map(|period| period.until.as_ref()).collect();
        Self {
            from: periods.filter_map(|period| period.from.as_ref()).min().cloned(),
            until: ends.and_then(|ends| ends.into_iter().max().cloned()),
        }
    }

    /// Learns what `quad` states of the period of `order`.
    pub(super) fn learn(&mut self, order: &str, quad: QuadRef<'_>) {
        let end = match quad.predicate {
            predicate if predicate == lz::EFFECTIVE_FROM => &mut self.from,
            predicate if predicate == lz::EFFECTIVE_UNTIL => &mut self.until,
            _ => return,
        };
        if let (NamedOrBlankNodeRef::NamedNode(subject), TermRef::Literal(date)) = (quad.subject, quad.object)
            && subject.as_str() == order
        {
            *end = Some(date.value().to_owned());
        }
    }

    /// Describes the period of the dataset; one of which nothing is known is none.
    pub(super) fn describe(&self, base: &str, statements: &mut Statements<'_>) {
        if *self == Self::default() {
            return;
        }
        let iri = format!("{base}dataset/period");
        let label = ["Деректер қамтитын кезең", "Период, охваченный данными", "The period that the data cover"];
        statements.about(&super::iri(base)).link(dct::TEMPORAL, &iri);
        statements
            .about(&iri)
            .a(dct::PERIOD_OF_TIME)
            .in_three_languages(rdfs::LABEL, label)
            .with(self.from.as_ref(), |about, date| about.typed(dcat::START_DATE, date, xsd::DATE))
            .with(self.until.as_ref(), |about, date| about.typed(dcat::END_DATE, date, xsd::DATE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, until: Option<&str>) -> Period {
        Period { from: Some(from.to_owned()), until: until.map(ToOwned::to_owned) }
    }

    #[test]
    fn the_period_of_several_orders_ends_when_all_have_ended() {
        let (ended, earlier) = (period("2014-03-07", Some("2015-01-01")), period("2013-01-01", Some("2014-03-07")));
        assert_eq!(Period::of_all([&ended, &earlier].into_iter()), period("2013-01-01", Some("2015-01-01")));
        let open = period("2014-04-11", None);
        assert_eq!(Period::of_all([&ended, &open].into_iter()), period("2014-03-07", None));
    }
}
