//! Orders of each layout that somebody spoiled: what is wrong is named with its line, and what is whole is kept.

use std::fs;
use std::path::Path;

use lauazym::reading::document::Document;
use lauazym::reading::findings::{Kind, Target};
use lauazym::reading::records::{self, Order};
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

const NUMBERED: [&str; 2] = ["headings-with-everything.kk.md", "headings-with-everything.ru.md"];
const GROUPS: &str = "groups-of-posts.kk.html";
const COLUMNS: &str = "rows-by-category.ru.md";

/// Reads a fixture that was altered.
fn read(fixture: &str, alter: impl Fn(&str) -> String) -> Order {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    let text = fs::read_to_string(path).unwrap();
    let altered = alter(&text);
    assert_ne!(altered, text, "{fixture}");
    let document = Document::from_bytes(fixture, fixture, altered.as_bytes()).unwrap();
    records::read(&document, &Vocabularies::load(DEFAULT_BASE, &[]).unwrap()).unwrap()
}

fn replaced(fixture: &str, from: &str, to: &str) -> Order {
    read(fixture, |text| text.replacen(from, to, 1))
}

fn cut(fixture: &str, before: &str) -> Order {
    read(fixture, |text| text[..text.find(before).unwrap()].to_owned())
}

/// The lines and messages of the findings of a kind.
fn found(order: &Order, kind: Kind) -> Vec<(usize, String)> {
    let of_kind = order.findings.iter().filter(|finding| finding.kind == kind);
    of_kind.map(|finding| (finding.start_line, finding.message.to_string())).collect()
}

#[test]
fn an_annex_that_is_cut_inside_an_entry_keeps_the_entries_before() {
    for (fixture, before, entries, line) in [
        (NUMBERED[0], "Есеп жүргізу.", 3, 85),
        (NUMBERED[0], "<tr><td>Өлшем</td>", 3, 85),
        (NUMBERED[1], "Ведение перечня", 1, 28),
        (GROUPS, "Вагондардың тізімін", 1, 15),
    ] {
        let order = cut(fixture, before);
        let cut = found(&order, Kind::IncompleteEntry);
        assert_eq!((order.entries.len(), cut.len(), cut[0].0), (entries, 1, line), "{fixture}: {cut:?}");
        assert!(cut[0].1.starts_with("the text ends inside the entry"), "{fixture}: {cut:?}");
    }
    let order = cut(COLUMNS, "<td>Не менее трех лет");
    assert_eq!(order.entries.len(), 2);
    assert_eq!(found(&order, Kind::NotUnderstood)[0].0, 20);
}

#[test]
fn a_row_with_a_cell_too_few_is_not_understood() {
    let cell = "<td>Жоғары: экономика</td>";
    let order = replaced(NUMBERED[0], &format!("<td>Білімі</td>{cell}"), cell);
    assert_eq!(found(&order, Kind::NotUnderstood)[0], (89, "\"Жоғары: экономика\" stands in no row".to_owned()));
    assert!(order.entries[3].education.is_none() && order.entries[3].knowledge.is_some());
    let order = replaced(NUMBERED[1], "<td>Согласно Типовым квалификационным требованиям.</td>", "");
    assert_eq!(found(&order, Kind::MissingRow), [(38, "the row \"experience\" is missing".to_owned())]);
    let order = replaced(GROUPS, "<td>Практикалық тәжірибесі</td>", "");
    assert_eq!(found(&order, Kind::NotUnderstood)[0].0, 13);
    assert!(order.entries[0].experience.is_none());
    // Which columns the others stand in cannot be told.
    for cell in ["<td>Высшее</td>", "<td>C-SV-7</td>"] {
        let order = replaced(COLUMNS, cell, "");
        assert_eq!(order.entries.len(), 2, "{cell}");
        assert_eq!(found(&order, Kind::NotUnderstood)[0].0, 20, "{cell}");
    }
}

#[test]
fn a_number_that_stands_before_two_entries_is_named_and_both_are_read() {
    for (fixture, from, line, other) in [(NUMBERED[0], "### 3.", 75, 46), (NUMBERED[1], "### 4.", 38, 28)] {
        let order = replaced(fixture, from, "### 2.");
        assert!(order.entries.len() >= 3);
        let message = format!("the number 2 is printed again; entry 2 has it on line {other}");
        assert_eq!(found(&order, Kind::DuplicateNumber), [(line, message)], "{fixture}");
        let about = order.findings.iter().find(|finding| finding.kind == Kind::DuplicateNumber).unwrap();
        assert_eq!(about.target, Target::Entry(3));
    }
}
