//! The body and its units in ORG's terms.

use super::Iris;
use super::statements::Statements;
use crate::records::Order;
use crate::terms::{dct, dqv, lz, org, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    for unit in &order.units {
        let class = if unit.parent.is_some() { org::ORGANIZATIONAL_UNIT } else { org::FORMAL_ORGANIZATION };
        let iri = iris.unit(&unit.id);
        let parts = order.units.iter().filter(|part| part.parent.as_ref() == Some(&unit.id));
        let entries = order.entries.iter().filter(|entry| entry.unit == unit.id);
        let mut about = statements
            .about(&iri)
            .a(class)
            .kazakh(skos::PREF_LABEL, &unit.name)
            .string(org::IDENTIFIER, &unit.id)
            .with(unit.parent.as_ref(), |about, parent| about.link(org::SUB_ORGANIZATION_OF, &iris.unit(parent)))
            .with(unit.kind.as_ref(), |about, kind| about.link(org::CLASSIFICATION, &iris.of(&kind.id)));
        for spelling in &unit.spellings {
            let label = if spelling.misprint { skos::HIDDEN_LABEL } else { skos::ALT_LABEL };
            about = about.kazakh(label, &spelling.name);
        }
        about
            .links(org::HAS_SUB_ORGANIZATION, parts.map(|part| iris.unit(&part.id)))
            .links(org::HAS_POST, entries.flat_map(|entry| &entry.positions).map(|id| iris.position(id)))
            .number(lz::START_LINE, unit.start_line)
            .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
            .link(dct::IS_PART_OF, &iris.order);
    }
}
