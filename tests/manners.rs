//! One order gives the same records in whatever manner its text was extracted.

mod manner;

use lauazym::reading::document::Document;
use lauazym::reading::findings::Kind;
use lauazym::reading::records::{self, Entry, Order, Statement};
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use serde_json::Value;

fn read(name: &str, text: &str, vocabularies: &Vocabularies) -> Order {
    records::read(&Document::from_text(name, text), vocabularies)
        .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

#[test]
fn every_manner_gives_the_same_posts() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    for (name, text) in manner::all() {
        let order = read(name, &text, &vocabularies);
        assert_eq!(order.id, "V1400009501", "{name}");
        assert_eq!(order.entries.len(), manner::POSTS.len(), "{name}\n{text}");
        for (entry, post) in order.entries.iter().zip(&manner::POSTS) {
            let printed = |statement: Option<&Statement>| statement.map(|statement| statement.text.clone());
            let place = format!("{name}, post {}", post.cell[2]);
            assert_eq!(printed(entry.title.as_ref()).as_deref(), Some(post.title), "{place}");
            assert_eq!(printed(entry.heading.as_ref()).as_deref(), post.heading, "{place}");
            assert_eq!(entry.headcount.map(|count| count.to_string()).as_deref(), Some(post.cell[0]), "{place}");
            assert_eq!(
                entry.category.as_ref().map(|category| category.printed.as_str()),
                Some(post.cell[1]),
                "{place}"
            );
            assert_eq!(entry.codes.join(", "), post.cell[2], "{place}");
            let rows = [
                entry.education.as_ref().map(|row| &row.statement),
                entry.knowledge.as_ref().map(|row| &row.statement),
                entry.experience.as_ref().map(|row| &row.statement),
                entry.duties.as_ref().map(|row| &row.statement),
            ];
            for (row, text) in rows.into_iter().zip(post.rows) {
                assert_eq!(printed(row).as_deref(), Some(text), "{place}");
            }
        }
        assert_eq!(order.lines_not_understood, 0, "{name}: {:#?}", order.findings);
    }
}

/// The entries of an order without their places and without the order's name.
fn facts(order: &Order) -> Vec<Value> {
    fn without_places(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|name, _| name != "order" && !name.ends_with("_line"));
                fields.values_mut().for_each(without_places);
            }
            Value::Array(values) => values.iter_mut().for_each(without_places),
            _ => {}
        }
    }
    let mut entries: Vec<Value> =
        order.entries.iter().map(|entry| serde_json::to_value(entry).expect("an entry is JSON")).collect();
    entries.iter_mut().for_each(without_places);
    entries
}

#[test]
fn every_manner_of_the_layouts_with_headings_gives_the_records_of_the_tables() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    for sample in &manner::headed::ORDERS {
        let tables = Document::from_bytes("-", sample.name, sample.markdown().as_bytes()).unwrap();
        let tables = records::read(&tables, &vocabularies).unwrap();
        let complete = |entry: &&Entry| entry.missing_rows().count() == 0 && entry.category.is_some();
        assert!(tables.entries.len() >= 2 && tables.entries.iter().all(|entry| complete(&entry)), "{}", sample.name);
        for (name, text) in sample.manners() {
            let order = read(&name, &text, &vocabularies);
            assert_eq!(order.lines_not_understood, tables.lines_not_understood, "{name}: {:#?}", order.findings);
            assert_eq!(facts(&order), facts(&tables), "{name}\n{text}");
        }
    }
}

#[test]
fn a_text_of_these_layouts_that_is_cut_keeps_what_is_whole() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let sample = &manner::headed::ORDERS[1];
    let (manners, mut cut_short) = (sample.manners(), 0);
    for (name, text) in &manners {
        let whole = facts(&read(name, text, &vocabularies));
        let lines: Vec<&str> = text.lines().collect();
        for length in (lines.len() / 2..lines.len()).step_by(3) {
            let text = lines[..length].join("\n");
            let Ok(order) = records::read(&Document::from_text(name, &text), &vocabularies) else { continue };
            let entries = facts(&order);
            let before = entries.len().saturating_sub(1);
            assert_eq!(entries[..before], whole[..before], "{name}, {length} lines");
            let told = |kind| matches!(kind, Kind::IncompleteEntry | Kind::DoubtfulEnd | Kind::MissingRow);
            let same = entries[before..] == whole[before..=before];
            assert!(same || order.findings.iter().any(|finding| told(finding.kind)), "{name}, {length} lines\n{text}");
            cut_short += 1;
        }
    }
    assert!(cut_short > 3 * manners.len());
}

#[test]
fn a_table_of_many_columns_is_read_by_its_tabs() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let order = read("tabs", manner::headed::COLUMNS, &vocabularies);
    let titles: Vec<&str> =
        order.entries.iter().flat_map(|entry| &entry.title).map(|title| title.text.as_str()).collect();
    let expected = ["Начальник департамента", "Заместитель начальника департамента", "Старший инспектор", "инспектор"];
    assert_eq!(titles, expected);
    let years = |entry: &Entry| entry.experience.as_ref().unwrap().periods[0].number;
    assert_eq!(order.entries.iter().map(years).collect::<Vec<_>>(), [10, 10, 3, 3]);
    // A row with a column too few is not understood, and the others are read.
    let short = manner::headed::COLUMNS.replace("Высшее\tНе менее трех", "Не менее трех");
    let order = read("tabs", &short, &vocabularies);
    assert_eq!(order.entries.len(), 2);
    let found =
        order.findings.iter().find(|finding| finding.message.to_string().contains("Старший инспектор")).unwrap();
    assert_eq!((found.kind, found.start_line), (Kind::NotUnderstood, 13));
}

#[test]
fn an_entry_whose_rows_cannot_be_told_is_reported_and_the_others_are_read() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let sample = &manner::headed::ORDERS[0];
    let columns = sample.manners().into_iter().find(|(name, _)| name.ends_with("whole columns")).unwrap().1;
    // A block more than rows, whose words begin no row and end none, may belong to either of two.
    let cut = columns.replacen("Жоғары: техникалық.\n", "Жоғары: техникалық.\n\nСу шаруашылығы бойынша.\n", 1);
    let order = read("cut", &cut, &vocabularies);
    let rows: Vec<usize> = order.entries.iter().map(|entry| entry.missing_rows().count()).collect();
    let education =
        |entry: &Entry| entry.education.as_ref().is_some_and(|row| row.statement.text.ends_with("бойынша."));
    assert!(rows == [0, 4, 0] || rows == [0, 0, 0] && education(&order.entries[1]), "{rows:?}");
}

#[test]
fn a_row_of_two_blocks_ends_where_the_next_begins_as_in_the_other_entries() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let sample = &manner::headed::ORDERS[0];
    let columns = sample.manners().into_iter().find(|(name, _)| name.ends_with("whole columns")).unwrap().1;
    let second = columns.find("2. Арналар").unwrap();
    let end = "стратегиясын білуі.\n\n";
    let at = second + columns[second..].find(end).unwrap() + end.len();
    let text = format!("{}Өзге де міндетті білімдер.\n\n{}", &columns[..at], &columns[at..]);
    let order = read("two blocks", &text, &vocabularies);
    assert!(order.entries.iter().all(|entry| entry.missing_rows().count() == 0), "{:#?}", order.findings);
    let knowledge = &order.entries[1].knowledge.as_ref().unwrap().statement.text;
    assert!(knowledge.ends_with("білуі. Өзге де міндетті білімдер."), "{knowledge}");
}

#[test]
fn a_manner_that_nobody_writes_loses_no_line() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    // The columns of a page one under the other.
    let (labels, texts): (Vec<&str>, Vec<&str>) =
        [("Білімі", "жоғары білім"), ("Критерийлер", "Талаптар"), ("Бірлік саны", "Санаты")].into_iter().unzip();
    let text = format!("{}\n{}\nЛауазым №\n1\nС-3\n4-1\n", labels.join("\n"), texts.join("\n"));
    if let Ok(order) = records::read(&Document::from_text("columns", &text), &vocabularies) {
        assert_eq!(order.lines_accounted_for + order.lines_not_understood, 10);
    }
}
