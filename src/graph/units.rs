//! The body and its units in ORG's terms.

use super::Iris;
use super::statements::Statements;
use crate::records::Order;
use crate::terms::{dct, lz, org, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    for unit in &order.units {
        let class = if unit.parent.is_some() { org::ORGANIZATIONAL_UNIT } else { org::FORMAL_ORGANIZATION };
        let mut about = statements
            .about(&iris.unit(&unit.id))
            .a(class)
            .kazakh(skos::PREF_LABEL, &unit.name)
            .string(org::IDENTIFIER, &unit.id)
            .with(unit.parent.as_ref(), |about, parent| about.link(org::SUB_ORGANIZATION_OF, &iris.unit(parent)))
            .with(unit.kind.as_ref(), |about, kind| about.link(org::CLASSIFICATION, &iris.of(&kind.id)));
        for spelling in &unit.spellings {
            let label = if spelling.misprint { skos::HIDDEN_LABEL } else { skos::ALT_LABEL };
            about = about.kazakh(label, &spelling.name);
        }
        about.number(lz::START_LINE, unit.start_line).link(dct::IS_PART_OF, &iris.order);
    }
}
