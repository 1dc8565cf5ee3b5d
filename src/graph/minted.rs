//! Acts, specialties, groups, post titles and categories that an order names and no vocabulary knows. Each becomes a
//! resource of its own in the order's graph, with a note that it was not understood.

use std::collections::BTreeMap;

use super::Iris;
use super::statements::Statements;
use crate::records::{Named, Order};
use crate::terms::{eli, org, skos};

pub(super) fn describe(order: &Order, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let mut minted: BTreeMap<&str, &str> = BTreeMap::new();
    for named in all_named(order).filter(|named| !named.known) {
        minted.entry(&named.id).or_insert(&named.label);
    }
    for (id, label) in minted {
        let about = statements.about(&iris.of(id));
        let about = match id.split('/').next() {
            Some("act") => about.a(eli::LEGAL_RESOURCE),
            Some("role") => about.a(skos::CONCEPT).a(org::ROLE_CLASS),
            _ => about.a(skos::CONCEPT),
        };
        let note = format!("Named by the order {} and not known to any vocabulary.", order.id);
        about.kazakh(skos::PREF_LABEL, label).english(skos::EDITORIAL_NOTE, &note);
    }
}

/// Everything in the records that a vocabulary may name.
fn all_named(order: &Order) -> impl Iterator<Item = &Named> {
    let basis = order.legal_basis.iter().map(|basis| &basis.citation.act);
    let entries = order.entries.iter().flat_map(|entry| {
        let alternatives = entry.education.iter().flat_map(|education| &education.alternatives);
        let education = alternatives.flat_map(|alternative| alternative.group.iter().chain(&alternative.specialties));
        let requirements = entry.knowledge.iter().chain(&entry.experience);
        let acts = requirements.flat_map(|requirement| &requirement.citations).map(|citation| &citation.act);
        entry.role.iter().chain(&entry.category).chain(education).chain(acts)
    });
    basis.chain(entries)
}
