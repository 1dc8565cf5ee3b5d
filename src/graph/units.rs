//! The body and its units in ORG's terms.

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::statements::Statements;
use crate::reading::records::{Order, Spelling, Unit};
use crate::terms::{dct, dqv, lz, org, prov, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    for unit in &order.units {
        let class = if unit.parent.is_some() { org::ORGANIZATIONAL_UNIT } else { org::FORMAL_ORGANIZATION };
        let iri = iris.unit(&unit.id);
        let parts = order.units.iter().filter(|part| part.parent.as_ref() == Some(&unit.id));
        let entries = order.entries.iter().filter(|entry| entry.unit == unit.id);
        let mut about = statements
            .about(&iri)
            .a(class)
            .text(skos::PREF_LABEL, order.language, &unit.name)
            .string(org::IDENTIFIER, &unit.id)
            .with(unit.parent.as_ref(), |about, parent| about.link(org::SUB_ORGANIZATION_OF, &iris.unit(parent)))
            .with(unit.kind.as_ref(), |about, kind| about.link(org::CLASSIFICATION, &iris.of(&kind.id)));
        let spellings = |unit: &'_ Unit, language| {
            let named = |spelling: &Spelling| (spelling.misprint, spelling.name.clone(), language);
            unit.spellings.iter().map(named).collect::<Vec<_>>()
        };
        let mut others = spellings(unit, order.language);
        if let Some((name, other)) = unit.translation.as_ref().zip(order.translation.as_ref()) {
            about =
                about.text(skos::PREF_LABEL, other.language, &name.name).link(lz::HAS_PASSAGE, &passage(&iri, other));
            others.extend(other.unit(&name.id).into_iter().flat_map(|unit| spellings(unit, other.language)));
        }
        for (misprint, name, language) in others {
            about = about.text(if misprint { skos::HIDDEN_LABEL } else { skos::ALT_LABEL }, language, &name);
        }
        about
            .links(org::HAS_SUB_ORGANIZATION, parts.map(|part| iris.unit(&part.id)))
            .links(org::HAS_POST, entries.flat_map(|entry| &entry.positions).map(|id| iris.position(id)))
            .number(lz::START_LINE, unit.start_line)
            .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
            .link(dct::IS_PART_OF, &iris.order);
        if let Some((name, other)) = unit.translation.as_ref().zip(order.translation.as_ref()) {
            statements
                .about(&passage(&iri, other))
                .a(lz::PASSAGE)
                .text(rdfs::LABEL, other.language, &name.name)
                .text(lz::TEXT, other.language, &name.name)
                .number(lz::START_LINE, name.start_line)
                .link(prov::WAS_DERIVED_FROM, &iris.source(other.language));
        }
    }
}

/// The passage of the unit `iri` in the order's other text.
fn passage(iri: &str, other: &Order) -> String {
    format!("{iri}/{}", other.language.tag())
}
