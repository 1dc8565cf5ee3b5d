//! The body and its units in ORG's terms.

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::statements::Statements;
use crate::reading::records::{Order, Spelling, Unit};
use crate::reading::text::Language;
use crate::terms::{dct, dqv, lz, org, prov, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    for unit in &order.units {
        let class = if unit.is_body { org::FORMAL_ORGANIZATION } else { org::ORGANIZATIONAL_UNIT };
        let iri = iris.unit(&unit.id);
        let parts = order.units.iter().filter(|part| part.parent.as_ref() == Some(&unit.id));
        let entries = order.entries.iter().filter(|entry| entry.unit == unit.id);
        let printed = printed(unit, order, iris);
        let mut about = statements.about(&iri);
        // What a vocabulary says of a body stands in the vocabulary's graph.
        if !iris.names.is_known_body(&unit.id) {
            about = about.a(class);
            if let Some(name) = iris.names.unit(&unit.id) {
                about = name.state(about);
            }
            about = about.with(unit.kind.as_ref(), |about, kind| about.link(org::CLASSIFICATION, &iris.of(&kind.id)));
        }
        if !unit.is_body {
            about = about.string(org::IDENTIFIER, &unit.id).lines(unit.start_line, unit.end_line);
        }
        for (misprint, name, language) in spellings(unit, order) {
            about = about.text(if misprint { skos::HIDDEN_LABEL } else { skos::ALT_LABEL }, language, &name);
        }
        about
            .with(unit.parent.as_ref(), |about, parent| about.link(org::SUB_ORGANIZATION_OF, &iris.unit(parent)))
            .links(org::HAS_SUB_ORGANIZATION, parts.map(|part| iris.unit(&part.id)))
            .links(org::HAS_POST, entries.flat_map(|entry| &entry.positions).map(|id| iris.position(id)))
            .links(lz::HAS_PASSAGE, printed.iter().map(|passage| passage.iri.clone()))
            .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
            .with(
                order.superseded.as_ref().filter(|edition| edition.lasting_units.contains(&unit.id)),
                |about, edition| {
                    about.link(dct::IS_VERSION_OF, &iris.of(&format!("order/{}/unit/{}", edition.order, unit.id)))
                },
            )
            .link(lz::STATED_BY, &iris.order);
        for passage in printed {
            statements
                .about(&passage.iri)
                .a(lz::PASSAGE)
                .text(rdfs::LABEL, passage.language, passage.name)
                .text(lz::TEXT, passage.language, passage.name)
                .lines(passage.lines.0, passage.lines.1)
                .link(prov::WAS_DERIVED_FROM, &iris.source(passage.language));
        }
    }
}

/// Where a unit or body is first named.
struct Printed<'a> {
    iri: String,
    language: Language,
    name: &'a str,
    /// First and last line, from 1.
    lines: (usize, usize),
}

/// The places where a text first names the unit: for a body in each text, since its lines are an order's and not its own; for a
/// unit in the other text.
fn printed<'a>(unit: &'a Unit, order: &'a Order, iris: &Iris<'_>) -> Vec<Printed<'a>> {
    let room = if unit.is_body { "body" } else { "unit" };
    let place = iris.part(&format!("{room}/{}", unit.id));
    let other = unit.translation.as_ref().zip(order.translation.as_ref()).map(|(name, other)| Printed {
        iri: format!("{place}/{}", other.language.tag()),
        language: other.language,
        name: &name.name,
        lines: (name.start_line, name.end_line),
    });
    let lines = (unit.start_line, unit.end_line);
    let own = Printed { iri: place, language: order.language, name: &unit.name, lines };
    Some(own).filter(|_| unit.is_body).into_iter().chain(other).collect()
}

/// Other spellings of the name in both texts: whether each is a misprint, the spelling, and its language.
fn spellings(unit: &Unit, order: &Order) -> Vec<(bool, String, Language)> {
    let named = |language| move |spelling: &Spelling| (spelling.misprint, spelling.name.clone(), language);
    let mut spellings: Vec<_> = unit.spellings.iter().map(named(order.language)).collect();
    if let Some((name, other)) = unit.translation.as_ref().zip(order.translation.as_ref()) {
        let there = other.unit(&name.id).into_iter().flat_map(|unit| &unit.spellings);
        spellings.extend(there.map(named(other.language)));
    }
    spellings
}
