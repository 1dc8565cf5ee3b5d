//! The store on disk: `lauazym load` and `lauazym query --store`.

#![cfg(feature = "rocksdb")]

use std::path::Path;
use std::process::{Command, Output};

fn lauazym(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(args).output().unwrap()
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).to_str().unwrap().to_owned()
}

fn stdout(output: Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_loaded_order_answers_as_it_does_from_memory() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let store = store.to_str().unwrap();
    let order = fixture("preamble-with-displaced-words.txt");
    stdout(lauazym(&["load", &order, "--store", store]));
    for question in [&["acts-by-category", "category=C-3"][..], &["unit-tree"], &["findings"], &["order"]] {
        let from = |source: &[&str]| stdout(lauazym(&[&["query"], question, &["--format", "csv"], source].concat()));
        assert_eq!(from(&["--store", store]), from(&["--order", &order]), "{question:?}");
    }
}

#[test]
fn an_order_loaded_again_replaces_its_graph() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().to_str().unwrap();
    let order = fixture("preamble-with-displaced-words.txt");
    let first = stdout(lauazym(&["load", &order, "--store", store]));
    let second = stdout(lauazym(&["load", &order, "--store", store]));
    assert_eq!(first, second);
    let count = folder.path().join("count.rq");
    std::fs::write(
        &count,
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <https://w3id.org/lauazym/order/V1400009219> { ?s ?p ?o } }",
    )
    .unwrap();
    let counted = stdout(lauazym(&["query", "--file", count.to_str().unwrap(), "--store", store, "--format", "csv"]));
    let loaded: usize = first.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert_eq!(counted.lines().nth(1).unwrap().trim(), loaded.to_string());
}
