//! What units, posts and bodies are called in Kazakh, Russian and English: as the order prints it, else as a vocabulary has it,
//! else by kind and number.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;

use super::statements::{About, TAGS};
use crate::reading::records::{Entry, Order, Unit};
use crate::reading::text::{Language, slug};
use crate::reading::vocabulary::{Concept, Lexicon, Vocabularies};
use crate::terms::{lz, skos};

/// What a unit is called of which not even the kind is known.
const UNIT: [&str; 3] = ["бөлімше", "подразделение", "unit"];

/// The label of the entry `number`.
pub(super) fn entry(language: Language, number: usize) -> String {
    let [kazakh, russian, _] = entry_in_three_languages(number);
    match language {
        Language::Kazakh => kazakh,
        Language::Russian => russian,
    }
}

/// The labels of the entry `number` in Kazakh, Russian and English.
pub(super) fn entry_in_three_languages(number: usize) -> [String; 3] {
    [format!("{number}-жазба"), format!("Запись {number}"), format!("Entry {number}")]
}

/// The names of a unit in the languages of [`TAGS`].
pub(crate) struct Name<'a> {
    pub(crate) texts: [String; 3],
    /// The tags of the languages in which the name is a translation of this project's.
    ours: Vec<&'a str>,
}

impl Name<'_> {
    /// States the names and which of them are translations of this project's.
    pub(super) fn state<'b, 'c>(&self, about: About<'b, 'c>) -> About<'b, 'c> {
        let about = about.in_three_languages(skos::PREF_LABEL, self.texts.each_ref());
        self.ours.iter().fold(about, |about, tag| about.typed(lz::OWN_TRANSLATION, tag, xsd::LANGUAGE))
    }
}

/// The names that the graph of one order gives.
pub(crate) struct Names<'a> {
    units: BTreeMap<&'a str, Name<'a>>,
    /// The ends of the IRIs of the bodies, by the identifiers that they have as units.
    bodies: BTreeMap<&'a str, String>,
    lexicon: &'a Lexicon,
}

impl<'a> Names<'a> {
    pub(crate) fn of(order: &'a Order, vocabularies: &'a Vocabularies) -> Self {
        let lexicon = vocabularies.lexicon(order.language);
        let units = order.units.iter().map(|unit| (unit.id.as_str(), name(unit, order, lexicon))).collect();
        let bodies = order.units.iter().filter(|unit| unit.is_body);
        let bodies = bodies.map(|unit| (unit.id.as_str(), body(unit, order, lexicon))).collect();
        Self { units, bodies, lexicon }
    }

    pub(crate) fn unit(&self, id: &str) -> Option<&Name<'a>> {
        self.units.get(id)
    }

    /// The IRI of a unit or body behind the base: `order/V1400009219/unit/13-4`, `organization/103001000000`.
    pub(crate) fn path(&self, order: &Order, id: &str) -> String {
        self.body(id).map_or_else(|| format!("order/{}/unit/{id}", order.id), ToOwned::to_owned)
    }

    /// The end of the IRI of the body that the order calls by the unit `id`; none for a unit.
    pub(super) fn body(&self, id: &str) -> Option<&str> {
        self.bodies.get(id).map(String::as_str)
    }

    /// Whether a vocabulary describes the body that the order calls by the unit `id`.
    pub(super) fn is_known_body(&self, id: &str) -> bool {
        self.body(id).is_some_and(|body| self.lexicon.bodies.get(body).is_some())
    }

    /// What a post is called: code, post title and unit. `codes` are those that the texts in Kazakh and Russian print.
    pub(super) fn post(&self, entry: &Entry, codes: [Option<&str>; 3]) -> [String; 3] {
        let role = entry.role.as_ref();
        let known = role.and_then(|role| self.lexicon.roles.get(&role.id));
        let language = entry.language.tag();
        std::array::from_fn(|at| {
            let printed = role.filter(|_| TAGS[at] == language).map(|role| role.label.as_str());
            let title = printed.or_else(|| known?.names.get(TAGS[at]).map(String::as_str));
            let head: Vec<&str> = codes[at].into_iter().chain(title).collect();
            let unit = self.unit(&entry.unit).map(|name| name.texts[at].clone());
            [head.join(" ")].into_iter().filter(|head| !head.is_empty()).chain(unit).collect::<Vec<_>>().join(", ")
        })
    }
}

fn name<'a>(unit: &'a Unit, order: &Order, lexicon: &'a Lexicon) -> Name<'a> {
    let known = if unit.is_body { &lexicon.bodies } else { &lexicon.unit_names };
    let known = known.find(&unit.name).map(|found| found.concept);
    let kind = unit.kind.as_ref().and_then(|kind| lexicon.unit_kinds.get(&kind.id));
    let mut ours = Vec::new();
    let texts = std::array::from_fn(|at| {
        let tag = TAGS[at];
        if tag == order.language.tag() {
            return unit.name.clone();
        }
        let printed = unit.translation.as_ref().zip(order.translation.as_ref());
        if let Some((name, _)) = printed.filter(|(_, other)| tag == other.language.tag()) {
            return name.name.clone();
        }
        let known_name = known.and_then(|concept| concept.names.get(tag));
        if known_name.is_none() || known.is_some_and(|concept| concept.own_translations.iter().any(|own| own == tag)) {
            ours.push(tag);
        }
        known_name.cloned().unwrap_or_else(|| {
            let kind = kind.and_then(|kind: &Concept| kind.names.get(tag)).map_or(UNIT[at], String::as_str);
            if unit.is_body { format!("{kind} «{}»", unit.name) } else { format!("{kind} {}", unit.id) }
        })
    });
    Name { texts, ours }
}

/// The end of the IRI of a body: as a vocabulary has it, else by its code in the register of legal entities, else by its name.
fn body(unit: &Unit, order: &Order, lexicon: &Lexicon) -> String {
    if let Some(found) = lexicon.bodies.find(&unit.name) {
        return found.concept.id.clone();
    }
    match order.body_codes.as_slice() {
        [code] if unit.parent.is_none() => format!("organization/{code}"),
        _ => format!("organization/x-{}", slug(&unit.name)),
    }
}
