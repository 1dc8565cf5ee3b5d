//! One order gives the same records in whatever manner its text was extracted.

mod manner;

use lauazym::document::Document;
use lauazym::records::{self, Order, Statement};
use lauazym::vocabulary::{DEFAULT_BASE, Vocabularies};

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
