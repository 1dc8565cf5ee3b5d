//! Two languages of one order become one order.
//!
//! Comes in: an order that was read in each of its languages. Goes out: the Kazakh one, which carries the Russian one as its
//! translation, entry beside entry. Entries are joined by the number
//! that both print; where none is printed, by their sequence of posts, categories and headcounts. What one language has and
//! the other has not, and where they disagree, is a finding with both places.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Edition, Entry, Order};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::text::Language;

impl Order {
    /// Whether `other` is this order in its other language, and neither has a translation yet.
    pub fn is_other_language_of(&self, other: &Self) -> bool {
        let alone = self.translation.is_none() && other.translation.is_none();
        self.id == other.id && self.language != other.language && alone
    }
}

/// Returns one order of its two languages, the Kazakh one with the Russian one as its translation.
pub fn join(one: Order, other: Order) -> Order {
    if one.language == Language::Kazakh { translated(one, other) } else { translated(other, one) }
}

/// Returns `order` with its translation.
fn translated(mut order: Order, mut translation: Order) -> Order {
    let mut findings = Vec::new();
    own_data(&mut order, &translation, &mut findings);
    let mut counterparts: HashMap<usize, usize> = HashMap::new();
    for (own, other) in pairs(&order.entries, &translation.entries) {
        counterparts.insert(other, own);
        order.entries[own].translation = Some(other);
        let (left, right) = (&order.entries[own], &translation.entries[other]);
        compare((left, place(&order, left)), (right, place(&translation, right)), &mut findings);
    }
    for entry in order.entries.iter().filter(|entry| entry.translation.is_none()) {
        findings.push(without_counterpart(entry, translation.language));
    }
    let units = units(&mut order, &translation, &counterparts);
    let mut used: BTreeSet<String> = order.entries.iter().flat_map(|entry| entry.positions.clone()).collect();
    for at in 0..translation.entries.len() {
        if let std::collections::hash_map::Entry::Vacant(place) = counterparts.entry(at) {
            let mut entry = translation.entries[at].clone();
            let mut finding = without_counterpart(&entry, order.language);
            entry.number = order.entries.len() + 1;
            finding.target = Target::Entry(entry.number);
            findings.push(finding);
            entry.unit = units.get(&entry.unit).cloned().unwrap_or_else(|| order.units[0].id.clone());
            for position in &mut entry.positions {
                while !used.insert(position.clone()) {
                    position.push_str("-ru");
                }
            }
            place.insert(order.entries.len());
            order.entries.push(entry);
        }
    }
    for mut finding in std::mem::take(&mut translation.findings) {
        finding.target = target(finding.target, &order, &translation, &counterparts, &units);
        findings.push(finding);
    }
    order.findings.append(&mut findings);
    order.lines_of_text += translation.lines_of_text;
    order.lines_accounted_for += translation.lines_accounted_for;
    order.lines_not_understood += translation.lines_not_understood;
    order.translation = Some(Box::new(translation));
    order
}

/// What a finding of the translation is about, in the terms of the order that carries it.
fn target(
    target: Target,
    order: &Order,
    translation: &Order,
    counterparts: &HashMap<usize, usize>,
    units: &BTreeMap<String, String>,
) -> Target {
    let own = |at: usize| counterparts.get(&at).map(|own| &order.entries[*own]);
    match target {
        Target::Entry(number) => own(number - 1).map_or(Target::Order, |entry| Target::Entry(entry.number)),
        Target::Unit(id) => units.get(&id).map_or(Target::Order, |id| Target::Unit(id.clone())),
        Target::Position(id) => translation
            .entries
            .iter()
            .enumerate()
            .find_map(|(at, entry)| Some((at, entry.positions.iter().position(|position| *position == id)?)))
            .and_then(|(at, index)| own(at)?.positions.get(index).cloned())
            .map_or(Target::Order, Target::Position),
        Target::Order | Target::Line(_) => Target::Order,
    }
}

/// Takes over what only the translation states of the order itself, and reports what both state differently.
fn own_data(order: &mut Order, translation: &Order, findings: &mut Vec<Finding>) {
    let texts = [
        ("number", order.number.clone(), translation.number.clone()),
        ("date", order.date.map(|date| date.to_string()), translation.date.map(|date| date.to_string())),
        ("registration number", order.registration_number.clone(), translation.registration_number.clone()),
    ];
    for (what, own, other) in texts {
        if let (Some(own), Some(other)) = (own, other)
            && own != other
        {
            let message =
                said!("the {1} is {2} in {3} and {4} in {5}", what, own, order.source, other, translation.source);
            findings.push(Finding::new(Kind::LanguageMismatch, Target::Order, (1, 1), message));
        }
    }
    order.number = order.number.take().or_else(|| translation.number.clone());
    order.date = order.date.or(translation.date);
    order.registration_number = order.registration_number.take().or_else(|| translation.registration_number.clone());
    order.registration_date = order.registration_date.or(translation.registration_date);
    // The words about the act that made the edition are in the other language.
    let edition = || Some(Edition { changed_by: None, ..translation.edition.clone()? });
    order.edition = order.edition.take().or_else(edition);
}

/// The pairs of entries that are one, as indexes.
fn pairs(own: &[Entry], other: &[Entry]) -> Vec<(usize, usize)> {
    let key = |entry: &Entry| Some((entry.annex, entry.printed_number?));
    let numbered = |entries: &[Entry]| entries.iter().all(|entry| key(entry).is_some());
    if numbered(own) && numbered(other) {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, entry) in other.iter().enumerate().rev() {
            places.entry(key(entry)).or_default().push(at);
        }
        return own
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| Some((at, places.get_mut(&key(entry))?.pop()?)))
            .collect();
    }
    if own.len() == other.len() {
        return (0..own.len()).zip(0..other.len()).collect();
    }
    common(own, other)
}

/// The longest common sequence of entries that look alike in both languages.
fn common(own: &[Entry], other: &[Entry]) -> Vec<(usize, usize)> {
    let look = |entry: &Entry| {
        let id = |named: &Option<super::Named>| named.as_ref().map(|named| named.id.clone());
        (id(&entry.role), id(&entry.category), entry.headcount, entry.codes.len())
    };
    let (left, right): (Vec<_>, Vec<_>) = (own.iter().map(look).collect(), other.iter().map(look).collect());
    let mut lengths = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for at in (0..left.len()).rev() {
        for with in (0..right.len()).rev() {
            lengths[at][with] = if left[at] == right[with] {
                lengths[at + 1][with + 1] + 1
            } else {
                lengths[at + 1][with].max(lengths[at][with + 1])
            };
        }
    }
    let (mut at, mut with, mut pairs) = (0, 0, Vec::new());
    while at < left.len() && with < right.len() {
        if left[at] == right[with] {
            pairs.push((at, with));
            (at, with) = (at + 1, with + 1);
        } else if lengths[at + 1][with] >= lengths[at][with + 1] {
            at += 1;
        } else {
            with += 1;
        }
    }
    pairs
}

/// Where an entry of `order` stands, as `kk (lines 33 to 60)`.
fn place(order: &Order, entry: &Entry) -> String {
    let lines = || format!("lines {} to {}", entry.start_line, entry.end_line);
    let place = order.place(entry.language, (entry.start_line, entry.end_line)).unwrap_or_else(lines);
    format!("{} ({place})", entry.language.tag())
}

/// Reports where two languages of one entry disagree.
fn compare((own, own_place): (&Entry, String), (other, other_place): (&Entry, String), findings: &mut Vec<Finding>) {
    let mut differ = |what: &str, left: String, right: String| {
        if left != right {
            let message = said!("{1}: {2} in {3}, {4} in {5}", what, left, own_place, right, other_place);
            let span = (own.start_line, own.end_line);
            findings.push(Finding::new(Kind::LanguageMismatch, Target::Entry(own.number), span, message));
        }
    };
    let shown = |number: Option<u32>| number.map_or_else(|| "none".to_owned(), |number| number.to_string());
    differ("headcount", shown(own.headcount), shown(other.headcount));
    let label =
        |entry: &Entry| entry.category.as_ref().map_or_else(|| "none".to_owned(), |category| category.label.clone());
    differ("category", label(own), label(other));
    differ("number of codes", own.codes.len().to_string(), other.codes.len().to_string());
    let role = |entry: &Entry| entry.role.as_ref().filter(|role| role.known).map(|role| role.id.clone());
    if let (Some(left), Some(right)) = (role(own), role(other)) {
        differ("post title", left, right);
    }
    let acts = |entry: &Entry| -> BTreeSet<String> {
        let citations = entry.knowledge.iter().flat_map(|knowledge| &knowledge.citations);
        citations.filter(|citation| citation.act.known).map(|citation| citation.act.id.clone()).collect()
    };
    let (left, right) = (acts(own), acts(other));
    let only = |acts: &BTreeSet<String>, others: &BTreeSet<String>| {
        let only: Vec<&str> = acts.difference(others).map(String::as_str).collect();
        if only.is_empty() { "none".to_owned() } else { only.join(", ") }
    };
    differ("acts cited in this language only", only(&left, &right), only(&right, &left));
}

fn without_counterpart(entry: &Entry, missing: Language) -> Finding {
    let span = (entry.start_line, entry.end_line);
    let message =
        said!("the entry stands in {1} only; no entry in {2} goes with it", entry.language.tag(), missing.tag());
    Finding {
        language: entry.language,
        ..Finding::new(Kind::MissingTranslation, Target::Entry(entry.number), span, message)
    }
}

/// Gives each unit its name in the translation, by the entries that both languages have in it and then by its parts. Returns
/// the identifiers of the translation's units with those of the order's.
fn units(order: &mut Order, translation: &Order, counterparts: &HashMap<usize, usize>) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (other, own) in counterparts {
        let pair = (translation.entries[*other].unit.as_str(), order.entries[*own].unit.as_str());
        *votes.entry(pair).or_default() += 1;
    }
    let mut ranked: Vec<_> = votes.into_iter().collect();
    ranked.sort_by_key(|(pair, votes)| (std::cmp::Reverse(*votes), *pair));
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut link = |other: &str, own: &str| {
        let free = !units.contains_key(other) && !taken.contains(own);
        if free {
            taken.insert(own.to_owned());
            units.insert(other.to_owned(), own.to_owned());
        }
        free
    };
    let mut waiting: Vec<(String, String)> =
        ranked.into_iter().map(|((other, own), _)| (other.to_owned(), own.to_owned())).collect();
    if let (Some(own), Some(other)) = (order.units.first(), translation.units.first()) {
        waiting.insert(0, (other.id.clone(), own.id.clone()));
    }
    let mut at = 0;
    while at < waiting.len() {
        let (other, own) = waiting[at].clone();
        at += 1;
        if link(&other, &own) {
            let parent = |order: &Order, id: &str| order.unit(id).and_then(|unit| unit.parent.clone());
            waiting.extend(parent(translation, &other).zip(parent(order, &own)));
        }
    }
    for (other, own) in &units {
        let name = translation.unit(other).map(|unit| (unit.name.clone(), unit.start_line, unit.end_line));
        if let Some(unit) = order.units.iter_mut().find(|unit| unit.id == *own) {
            unit.translation = name.map(|(name, start_line, end_line)| super::UnitName {
                name,
                start_line,
                end_line,
                id: other.clone(),
            });
        }
    }
    units
}
