//! An order in Kazakh and Russian is one set of resources with the texts and lines of both.

use std::path::{Path, PathBuf};

use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// The statements of the orders in `files`, as N-Quads with the base taken away.
fn statements(files: &[&str]) -> Vec<String> {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/two-languages");
    let files: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    let orders = lauazym::reading::read_orders(&files, &vocabularies, |_| ()).unwrap();
    assert_eq!(orders.len(), 1);
    let mut statements = Vec::new();
    for order in &orders {
        lauazym::graph::describe(order, &vocabularies, &mut |quad| {
            let text = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
            statements.push(text.replace(&format!("{DEFAULT_BASE}order/{}", order.id), "").replace(DEFAULT_BASE, ""));
        });
    }
    statements
}

fn has(statements: &[String], wanted: &str) {
    assert!(statements.iter().any(|statement| statement == wanted), "{wanted}\n{statements:#?}");
}

#[test]
fn both_languages_give_one_resource_with_both_texts() {
    let found = statements(&["kaz.md", "rus.md"]);
    has(&found, "</entry/1> <ontology#titleText> \"Министрдің көмекшісі\"@kk");
    has(&found, "</entry/1> <ontology#titleText> \"Помощник Министра\"@ru");
    has(&found, "</entry/1/knowledge/citation/2> <ontology#citedText> \"Мемлекеттік қызмет туралы\"@kk");
    has(&found, "</entry/1/knowledge/citation/2> <ontology#citedText> \"О государственной службе\"@ru");
    has(&found, "</entry/1/education> <http://www.w3.org/2000/01/rdf-schema#label> \"Запись 1: образование\"@ru");
    has(&found, "</entry/1/education> <ontology#passage> </entry/1/education/ru>");
    has(&found, "</entry/1/education/ru> <http://www.w3.org/ns/prov#wasDerivedFrom> </source/ru>");
}

#[test]
fn duties_of_unequal_number_are_not_paired_and_none_is_lost() {
    let found = statements(&["kaz.md", "rus.md"]);
    has(&found, "</entry/1/duties> <ontology#duty> </entry/1/duties/1>");
    has(&found, "</entry/1/duties> <ontology#duty> </entry/1/duties/ru/3>");
    assert!(!found.iter().any(|statement| statement.starts_with("</entry/1/duties/1> ") && statement.ends_with("@ru")));
}

#[test]
fn an_order_in_russian_alone_has_no_text_in_kazakh_but_labels_of_ours() {
    let found = statements(&["rus.md"]);
    has(&found, "</entry/1> <http://www.w3.org/2000/01/rdf-schema#label> \"Запись 1\"@ru");
    let ours = |statement: &str| ["abel> \"", "oa#bodyValue> \""].iter().any(|property| statement.contains(property));
    let kazakh: Vec<&String> =
        found.iter().filter(|statement| statement.ends_with("@kk") && !ours(statement)).collect();
    assert!(kazakh.is_empty(), "{kazakh:#?}");
}
