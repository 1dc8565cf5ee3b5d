//! The bundled order as a whole: its counts, every line accounted for, and the 60 entries that were checked by hand.

use std::collections::{BTreeMap, BTreeSet};

use lauazym::reading::document::Document;
use lauazym::reading::records::{Entry, Named, Order};
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use serde_json::Value;

fn order() -> Order {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    lauazym::reading::records::read(&Document::bundled(), &vocabularies).unwrap()
}

fn distinct<'a>(named: impl Iterator<Item = &'a Named>) -> usize {
    named.map(|named| named.id.as_str()).collect::<BTreeSet<_>>().len()
}

#[test]
fn the_counts_are_those_of_two_independent_extractions() {
    let order = order();
    assert_eq!(order.entries.len(), 509);
    assert_eq!(order.posts(), 543);
    assert_eq!(order.entries.iter().filter_map(|entry| entry.headcount).sum::<u32>(), 543);
    let codes: BTreeSet<&String> = order.entries.iter().flat_map(|entry| &entry.codes).collect();
    assert_eq!(codes.len(), 542);
    let mut categories: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &order.entries {
        *categories.entry(&entry.category.as_ref().unwrap().label).or_default() += entry.codes.len();
    }
    assert_eq!(categories, BTreeMap::from([("C-1", 24), ("C-2", 36), ("C-3", 94), ("C-4", 233), ("C-5", 156)]));
    let kinds = |kind: &str| {
        let id = format!("unit-kind/{kind}");
        order.units.iter().filter(|unit| unit.kind.as_ref().is_some_and(|kind| kind.id == id)).count()
    };
    let units = ["ministry", "secretariat", "department", "committee", "division"].map(kinds);
    assert_eq!(units, [1, 2, 23, 1, 86]);
    let alternatives =
        || order.entries.iter().flat_map(|entry| &entry.education).flat_map(|education| &education.alternatives);
    assert_eq!(distinct(alternatives().flat_map(|alternative| &alternative.group)), 10);
    assert_eq!(distinct(alternatives().flat_map(|alternative| &alternative.specialties)), 55);
    assert_eq!(distinct(order.entries.iter().flat_map(|entry| &entry.role)), 8);
}

#[test]
fn every_entry_cites_ten_acts_and_all_but_one_the_model_requirements() {
    let order = order();
    for entry in &order.entries {
        let knowledge = entry.knowledge.as_ref().unwrap();
        assert_eq!(distinct(knowledge.citations.iter().map(|citation| &citation.act)), 10, "entry {}", entry.number);
        assert!(knowledge.citations.iter().all(|citation| citation.act.known), "entry {}", entry.number);
    }
    let experience =
        order.entries.iter().filter(|entry| entry.experience.as_ref().is_some_and(|row| row.citations.len() == 1));
    assert_eq!(experience.count(), 508);
}

#[test]
fn words_put_back_give_the_text_that_other_entries_print_undisturbed() {
    let order = order();
    let texts: BTreeSet<&str> =
        order.entries.iter().flat_map(|entry| &entry.knowledge).map(|row| row.statement.text.as_str()).collect();
    assert_eq!(texts.len(), 1, "{texts:#?}");
}

#[test]
fn no_line_is_unaccounted_for() {
    let order = order();
    assert_eq!(order.lines_accounted_for, order.lines_of_text);
    assert_eq!(order.lines_of_text, Document::bundled().text().lines().filter(|line| !line.trim().is_empty()).count());
}

#[test]
fn the_preamble_is_read() {
    let order = order();
    assert_eq!(order.id, "V1400009219");
    assert_eq!(order.number.as_deref(), Some("75"));
    assert_eq!(order.date.unwrap().to_string(), "2014-03-07");
    assert_eq!(order.registration_number.as_deref(), Some("9219"));
    assert_eq!(order.registration_date.unwrap().to_string(), "2014-03-15");
    let basis = order.legal_basis.unwrap();
    assert_eq!(
        (basis.citation.act.id.as_str(), basis.article.as_deref(), basis.paragraph.as_deref()),
        ("act/Z990000453_", Some("13"), Some("5"))
    );
    let repeal = order.repealed_by.unwrap();
    assert_eq!((repeal.number.as_str(), repeal.date.to_string().as_str()), ("74", "2014-10-02"));
    assert_eq!(order.signatory.unwrap().text, "Министр Е. Досаев");
    assert_eq!(order.agreement_date.unwrap().to_string(), "2014-02-28");
    assert_eq!(order.clauses.len(), 4);
    assert!(order.entry_into_force.unwrap().text.contains("жиырма бір күн"));
    assert_eq!(order.other_paragraphs, []);
}

/// Letters alone, since blanks at line ends cannot be known, with the Latin `i` folded.
fn letters(text: &str) -> String {
    text.split_whitespace().collect::<String>().replace('i', "і").replace('I', "І").to_lowercase()
}

fn field<'a>(checked: &'a Value, name: &str) -> &'a str {
    checked[name].as_str().unwrap_or_default()
}

#[test]
fn the_entries_checked_by_hand_agree_in_every_field() {
    let order = order();
    let mut compared = 0;
    for line in include_str!("checked-entries.jsonl").lines() {
        let checked: Value = serde_json::from_str(line).unwrap();
        let number = checked["n"].as_u64().unwrap() as usize;
        let entry = &order.entries[number - 1];
        compare_fields(entry, &checked);
        compare_lines(entry, &checked);
        compare_education(entry, &checked);
        let acts: Vec<&str> =
            entry.knowledge.iter().flat_map(|row| &row.citations).map(|citation| citation.act.id.as_str()).collect();
        let checked_acts: Vec<&str> =
            checked["acts"].as_array().unwrap().iter().map(|key| act(key.as_str().unwrap())).collect();
        assert_eq!(acts, checked_acts, "entry {number}: acts");
        let cites = entry.experience.as_ref().is_some_and(|row| !row.citations.is_empty());
        assert_eq!(cites, checked["cites_model_requirements"].as_bool().unwrap(), "entry {number}: model requirements");
        compared += 1;
    }
    assert_eq!(compared, 60);
}

/// The act that the checked entries call `key`.
fn act(key: &str) -> &'static str {
    match key {
        "constitution" => "act/K950001000_",
        "cl-president" => "act/Z950002733_",
        "cl-parliament" => "act/Z950002529_",
        "cl-government" => "act/Z950002688_",
        "law-civil-service" => "act/Z990000453_",
        "law-anticorruption" => "act/Z980000267_",
        "law-admin-procedures" => "act/Z000000107_",
        "law-normative-acts" => "act/Z980000213_",
        "law-appeals" => "act/Z070000221_",
        "strategy-2050" => "act/x-kazakhstan-2050",
        other => panic!("the checked entries name an act {other} that this test does not know"),
    }
}

fn compare_fields(entry: &Entry, checked: &Value) {
    let number = entry.number;
    assert_eq!(u64::from(entry.headcount.unwrap()), checked["units"].as_u64().unwrap(), "entry {number}: headcount");
    assert_eq!(entry.category.as_ref().unwrap().label, field(checked, "category"), "entry {number}: category");
    assert_eq!(serde_json::to_value(&entry.codes).unwrap(), checked["codes"], "entry {number}: codes");
    assert_eq!(entry.role.as_ref().unwrap().label, field(checked, "post"), "entry {number}: post");
    assert_eq!(
        letters(entry.department.as_deref().unwrap_or_default()),
        letters(field(checked, "department")),
        "entry {number}"
    );
    assert_eq!(
        letters(entry.division.as_deref().unwrap_or_default()),
        letters(field(checked, "division")),
        "entry {number}"
    );
    assert_eq!(
        entry.department_inferred,
        checked["department_inferred"].as_bool().unwrap(),
        "entry {number}: inferred"
    );
    let texts = [
        ("education_text", entry.education.as_ref().map(|row| &row.statement.text)),
        ("experience_text", entry.experience.as_ref().map(|row| &row.statement.text)),
        ("duties_text", entry.duties.as_ref().map(|row| &row.statement.text)),
    ];
    for (name, text) in texts {
        assert_eq!(letters(text.map_or("", String::as_str)), letters(field(checked, name)), "entry {number}: {name}");
    }
}

fn compare_lines(entry: &Entry, checked: &Value) {
    let span = |start: usize, end: usize| serde_json::json!([start, end]);
    let lines = &checked["lines"];
    assert_eq!(serde_json::to_value(entry.header_line).unwrap(), lines["header"], "entry {}: header", entry.number);
    let found = [
        ("title", entry.title.as_ref().map(|row| span(row.start_line, row.end_line))),
        ("unit_heading", entry.heading.as_ref().map(|row| span(row.start_line, row.end_line))),
        ("education", entry.education.as_ref().map(|row| span(row.statement.start_line, row.statement.end_line))),
        ("competence", entry.knowledge.as_ref().map(|row| span(row.statement.start_line, row.statement.end_line))),
        ("experience", entry.experience.as_ref().map(|row| span(row.statement.start_line, row.statement.end_line))),
        ("duties", entry.duties.as_ref().map(|row| span(row.statement.start_line, row.statement.end_line))),
    ];
    for (name, span) in found {
        assert_eq!(span.unwrap_or(Value::Null), lines[name], "entry {}: lines of {name}", entry.number);
    }
}

/// What the classifier calls a name of the checked entries: `checked-names.tsv`, written down by hand.
fn classified(checked: &Value) -> String {
    let name = checked.as_str().unwrap();
    let mut rows = include_str!("checked-names.tsv").lines().filter_map(|line| line.split_once('\t'));
    let code = rows.find_map(|(printed, code)| (printed == name).then_some(code));
    format!("specialty/{}", code.unwrap_or_else(|| panic!("tests/checked-names.tsv has no line for {name}")))
}

fn compare_education(entry: &Entry, checked: &Value) {
    let alternatives = &entry.education.as_ref().unwrap().alternatives;
    let groups = alternatives.iter().filter_map(|alternative| alternative.group.as_ref());
    let specialties = alternatives.iter().flat_map(|alternative| &alternative.specialties);
    let checked_groups = checked["specialty_groups"].as_array().unwrap().iter();
    let checked_specialties = checked["specialties"].as_array().unwrap().iter().map(|pair| &pair[1]);
    assert_eq!(
        groups.map(|group| group.id.clone()).collect::<Vec<_>>(),
        checked_groups.map(classified).collect::<Vec<_>>(),
        "entry {}: groups",
        entry.number
    );
    assert_eq!(
        specialties.map(|specialty| specialty.id.clone()).collect::<Vec<_>>(),
        checked_specialties.map(classified).collect::<Vec<_>>(),
        "entry {}: specialties",
        entry.number
    );
}
