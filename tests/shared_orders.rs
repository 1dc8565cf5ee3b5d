//! Real orders of other bodies, which are no part of the project, are read as a person read them: what their entries say was
//! written down by eye, as numbers, codes, names of units and identifiers. They stand in `../shared/orders`, or in the folder
//! that `LAUAZYM_SHARED_ORDERS` names; where they are not there, nothing is compared.

#[allow(dead_code, reason = "no files are made here")]
mod making;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lauazym::reading::document::Document;
use lauazym::reading::records::{self, Entry, Named};
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use serde_json::{Value, json};

/// An act that no vocabulary knows and whose identifier is made of its title.
const UNKNOWN_ACT: &str = "*";

fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/orders");
    let folder = std::env::var_os("LAUAZYM_SHARED_ORDERS").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        eprintln!("{} is not there: its orders are not compared", folder.display());
        return None;
    }
    Some(folder)
}

fn expected() -> BTreeMap<String, Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/shared-orders.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The facts of an entry, as they are written down.
fn facts(entry: &Entry) -> Value {
    let local = |named: &Named| named.id.rsplit('/').next().unwrap_or_default().to_owned();
    let act = |act: &Named| if act.known { local(act) } else { UNKNOWN_ACT.to_owned() };
    let education = entry.education.as_ref().unwrap();
    let (knowledge, experience) = (entry.knowledge.as_ref().unwrap(), entry.experience.as_ref().unwrap());
    let alternatives = education.alternatives.iter().map(|alternative| {
        let specialties: Vec<String> = alternative.specialties.iter().map(local).collect();
        json!([alternative.operator, alternative.group.as_ref().map(local), specialties])
    });
    let acts =
        |citations: &[records::Citation]| citations.iter().map(|citation| act(&citation.act)).collect::<Vec<_>>();
    json!({
        "number": entry.printed_number,
        "lines": [entry.start_line, entry.end_line],
        "role": entry.role.as_ref().map(local),
        "category": entry.category.as_ref().map(local),
        "headcount": entry.headcount,
        "codes": entry.codes,
        "department": entry.department,
        "division": entry.division,
        "levels": education.levels.iter().map(local).collect::<Vec<_>>(),
        "education": alternatives.collect::<Vec<_>>(),
        "conditions": education.conditions.len(),
        "knowledge": acts(&knowledge.citations),
        "open": knowledge.open.len(),
        "experience": acts(&experience.citations),
        "skills": experience.skills.iter().map(local).collect::<Vec<_>>(),
        "duties": entry.duties.as_ref().unwrap().duties.len(),
    })
}

/// Compares the orders' files of this kind with what was written down; `changed` alters the expected facts.
fn compare(ending: &str, changed: impl Fn(&mut Value)) {
    let Some(folder) = folder() else { return };
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    for (name, entries) in expected() {
        let document = Document::read(&folder.join(format!("{name}.{ending}"))).unwrap();
        let order = records::read(&document, &vocabularies).unwrap();
        assert_eq!(order.entries.len(), entries.len(), "{name}");
        for (entry, mut expected) in order.entries.iter().zip(entries) {
            let mut found = facts(entry);
            changed(&mut found);
            changed(&mut expected);
            assert_eq!(found, expected, "{name}.{ending}, entry {:?}", entry.printed_number);
        }
    }
}

#[test]
fn the_tables_say_what_was_read_by_eye() {
    compare("md", |_| {});
}

#[test]
fn the_printed_pages_say_the_same() {
    if !making::has_poppler() {
        return;
    }
    compare("pdf", |facts| drop(facts.as_object_mut().unwrap().remove("lines")));
}

#[test]
fn enough_entries_of_each_language_were_read_by_eye() {
    let expected = expected();
    let count = |language: &str| -> usize {
        expected.iter().filter(|(name, _)| name.ends_with(language)).map(|(_, entries)| entries.len()).sum()
    };
    assert!(count(".kk") >= 10 && count(".ru") >= 10);
}
