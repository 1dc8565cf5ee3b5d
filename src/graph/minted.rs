//! Acts, specialties, groups, post titles and categories that an order names and no vocabulary lists. Each becomes a
//! resource of its own in the order's graph, with a note that says so.

use std::collections::BTreeMap;

use super::Iris;
use super::statements::Statements;
use super::texts::Texts;
use crate::reading::records::{Entry, Named, Order};
use crate::reading::text::Language;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{eli, org, skos};

pub(super) fn describe(order: &Order, vocabularies: &Vocabularies, iris: &Iris<'_>, statements: &mut Statements<'_>) {
    let categories = &vocabularies.lexicon(order.language).categories;
    let mut minted: BTreeMap<&str, BTreeMap<Language, &str>> = BTreeMap::new();
    for (named, language) in all_named(order) {
        // A category of a known family is understood, whether or not the vocabulary lists it.
        if !named.known || (named.id.starts_with("category/") && categories.get(&named.id).is_none()) {
            minted.entry(&named.id).or_default().entry(language).or_insert(&named.label);
        }
    }
    for (id, labels) in minted {
        let (room, end) = id.split_once('/').unwrap_or((id, id));
        let mut about = statements.about(&iris.of(id));
        about = match room {
            "act" => about.a(eli::LEGAL_RESOURCE),
            "role" => about.a(skos::CONCEPT).a(org::ROLE_CLASS),
            _ => about.a(skos::CONCEPT),
        };
        for (language, label) in labels {
            about = about.text(skos::PREF_LABEL, language, label);
        }
        let family = end.rsplit_once('-').map(|(family, _)| format!("{room}/{family}"));
        let family = family.filter(|family| room == "category" && categories.get(family).is_some());
        let note = match &family {
            Some(_) => format!("Named by the order {}; the vocabulary knows its family only.", order.id),
            None => format!("Named by the order {} and not known to any vocabulary.", order.id),
        };
        about
            .with((room == "category").then_some(end), |about, notation| about.string(skos::NOTATION, notation))
            .with(family, |about, family| about.link(skos::BROADER, &iris.of(&family)))
            .english(skos::EDITORIAL_NOTE, &note);
    }
}

/// Everything in the records that a vocabulary may name, with the language of the text that names it.
fn all_named(order: &Order) -> impl Iterator<Item = (&Named, Language)> {
    let basis = Texts::of_order(order).all().flat_map(|said| {
        let acts = said.thing.legal_basis.iter().map(|basis| &basis.citation.act);
        acts.map(move |act| (act, said.language))
    });
    let entries = order.entries.iter().flat_map(|entry| Texts::of_entry(entry, order).all());
    basis.chain(entries.flat_map(|said| named_in(said.thing).map(move |named| (named, said.language))))
}

fn named_in(entry: &Entry) -> impl Iterator<Item = &Named> {
    let alternatives = entry.education.iter().flat_map(|education| &education.alternatives);
    let education = alternatives.flat_map(|alternative| alternative.group.iter().chain(&alternative.specialties));
    let requirements = entry.knowledge.iter().chain(&entry.experience);
    let acts = requirements.flat_map(|requirement| &requirement.citations).map(|citation| &citation.act);
    entry.role.iter().chain(&entry.category).chain(education).chain(acts)
}
