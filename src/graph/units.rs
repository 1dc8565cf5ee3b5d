//! The body and its units in ORG's terms.

use oxigraph::model::vocab::rdfs;

use super::Iris;
use super::statements::Statements;
use super::texts::Said;
use crate::reading::records::{Order, Spelling, Unit};
use crate::reading::text::Language;
use crate::terms::{dct, dqv, lz, org, prov, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    for unit in &order.units {
        let class = if unit.is_body { org::FORMAL_ORGANIZATION } else { org::ORGANIZATIONAL_UNIT };
        let iri = iris.unit(&unit.id);
        let parts = order.units.iter().filter(|part| part.parent.as_ref() == Some(&unit.id));
        let entries = order.entries.iter().filter(|entry| entry.unit == unit.id);
        let passages = passages(unit, order, iris);
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
            .links(lz::HAS_PASSAGE, passages.iter().map(|(passage, ..)| passage.clone()))
            .links(dqv::HAS_QUALITY_ANNOTATION, iris.findings_about(&iri))
            .with(
                order.superseded.as_ref().filter(|edition| edition.lasting_units.contains(&unit.id)),
                |about, edition| {
                    about.link(dct::IS_VERSION_OF, &iris.of(&format!("order/{}/unit/{}", edition.order, unit.id)))
                },
            )
            .link(lz::STATED_BY, &iris.order);
        for (passage, Said { thing: name, language }, (start, end)) in passages {
            statements
                .about(&passage)
                .a(lz::PASSAGE)
                .text(rdfs::LABEL, language, name)
                .text(lz::TEXT, language, name)
                .lines(start, end)
                .link(prov::WAS_DERIVED_FROM, &iris.source(language));
        }
    }
}

/// A passage by its IRI, with the name that it gives a unit, and its first and last line.
type Passage<'a> = (String, Said<'a, str>, (usize, usize));

/// The places where a text first names the unit: for a body in each text, since its lines are an order's and not its own; for a
/// unit in the other text.
fn passages<'a>(unit: &'a Unit, order: &'a Order, iris: &Iris<'_>) -> Vec<Passage<'a>> {
    let room = if unit.is_body { "body" } else { "unit" };
    let place = iris.part(&format!("{room}/{}", unit.id));
    let other = unit.translation.as_ref().zip(order.translation.as_ref()).map(|(name, other)| {
        let said = Said { thing: name.name.as_str(), language: other.language };
        (format!("{place}/{}", other.language.tag()), said, (name.start_line, name.end_line))
    });
    let own = (place, Said { thing: unit.name.as_str(), language: order.language }, (unit.start_line, unit.end_line));
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
