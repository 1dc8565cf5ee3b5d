//! What a store on disk does not take, and what it then says; nothing that was there is changed.

#![cfg(feature = "rocksdb")]

mod stores;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use lauazym::answers::store::{self, Writer};
use stores::{Workshop, content, fixture, lauazym, refusal, stdout};

const SEVERAL: &str = "several-codes-on-several-lines.txt";
/// Every command that needs a store, with words in place of the store.
const COMMANDS: [&[&str]; 5] =
    [&["query", "order"], &["orders"], &["remove", "V1"], &["backup", "copy"], &["optimize"]];

#[test]
fn a_folder_that_is_no_store_is_left_untouched_by_every_command() {
    let workshop = Workshop::new();
    let folder = workshop.path("letters");
    fs::create_dir_all(format!("{folder}/data")).unwrap();
    fs::write(format!("{folder}/letter.txt"), "dear").unwrap();
    fs::write(format!("{folder}/data/CURRENT"), "dear").unwrap();
    let before = content(Path::new(&folder));
    for command in COMMANDS.into_iter().chain([&["load"][..]]) {
        let said = refusal(lauazym(&[command, &["--store", &folder]].concat()));
        assert!(said.contains("this is no store of lauazym") && said.contains(&folder), "{command:?}: {said}");
        assert_eq!(content(Path::new(&folder)), before, "{command:?}");
    }
    let file = workshop.path("letters/letter.txt");
    assert!(refusal(lauazym(&["load", "--store", &file])).contains("this is no store of lauazym"));
    assert_eq!(content(Path::new(&folder)), before);
}

#[test]
fn a_store_that_is_missing_is_an_error_that_names_the_remedy() {
    let workshop = Workshop::new();
    let folder = workshop.path("missing");
    for command in COMMANDS {
        let said = refusal(lauazym(&[command, &["--store", &folder]].concat()));
        assert!(said.contains("there is no store") && said.contains("lauazym load"), "{command:?}: {said}");
        assert!(!Path::new(&folder).exists());
    }
}

#[test]
fn a_store_of_another_layout_says_which_program_knows_it() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    stdout(lauazym(&["load", &workshop.order("one.txt", 1, SEVERAL), "--store", &store]));
    fs::write(format!("{store}/lauazym-store.json"), r#"{"layout":2,"program":"lauazym 9.0.0","names":[]}"#).unwrap();
    let before = content(Path::new(&store));
    for command in COMMANDS.into_iter().chain([&["load"][..]]) {
        let said = refusal(lauazym(&[command, &["--store", &store]].concat()));
        assert!(said.contains("layout 2 of lauazym 9.0.0"), "{command:?}: {said}");
        assert_eq!(content(Path::new(&store)), before, "{command:?}");
    }
}

#[test]
fn a_store_whose_first_load_was_killed_early_is_completed_by_the_next() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let order = workshop.order("one.txt", 1, SEVERAL);
    fs::create_dir_all(format!("{store}/data")).unwrap();
    let marker = r#"{"layout":1,"program":"lauazym 0.1.0","base":"https://w3id.org/lauazym/"}"#;
    fs::write(format!("{store}/lauazym-store.json"), marker).unwrap();
    let said = refusal(lauazym(&["query", "order", "--store", &store]));
    assert!(said.contains("no load into this store was completed") && said.contains("lauazym load"), "{said}");
    stdout(lauazym(&["load", &order, "--store", &store]));
    assert!(stdout(lauazym(&["orders", "--store", &store, "--format", "csv"])).contains("V1400000001"));
}

#[test]
fn a_second_writer_is_told_of_the_first_and_readers_go_on() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let order = workshop.order("one.txt", 1, SEVERAL);
    stdout(lauazym(&["load", &order, "--store", &store]));
    let writer = Writer::open(Path::new(&store), None, &[]).unwrap();
    for command in [&["load", &order][..], &["remove", "V1400000001"], &["optimize"]] {
        let said = refusal(lauazym(&[command, &["--store", &store]].concat()));
        assert!(said.contains("another process is writing to this store"), "{command:?}: {said}");
    }
    assert!(stdout(lauazym(&["orders", "--store", &store, "--format", "csv"])).contains("V1400000001"));
    drop(writer);
    stdout(lauazym(&["load", &order, "--store", &store]));
}

#[test]
fn another_base_is_refused() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let order = workshop.order("one.txt", 1, SEVERAL);
    stdout(lauazym(&["load", &order, "--store", &store, "--base", "https://a.example/"]));
    for command in [&["load", &order][..], &["query", "order"]] {
        let said = refusal(lauazym(&[command, &["--store", &store, "--base", "https://b.example/"]].concat()));
        assert!(said.contains("https://a.example/") && said.contains("https://b.example/"), "{command:?}: {said}");
    }
    assert_eq!(store::base_of(Path::new(&store)).unwrap(), "https://a.example/");
}

#[test]
fn an_order_that_is_not_there_removes_nothing() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    stdout(lauazym(&["load", &workshop.order("one.txt", 1, SEVERAL), "--store", &store]));
    let said = refusal(lauazym(&["remove", "V1400000001", "V1400000002", "--store", &store]));
    assert!(said.contains("V1400000002: no such order") && said.contains("there are V1400000001"), "{said}");
    assert!(stdout(lauazym(&["orders", "--store", &store, "--format", "csv"])).contains("V1400000001"));
}

#[test]
fn a_backup_overwrites_nothing() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    stdout(lauazym(&["load", &workshop.order("one.txt", 1, SEVERAL), "--store", &store]));
    let there = workshop.path("one.txt");
    assert!(refusal(lauazym(&["backup", &there, "--store", &store])).contains("exists already"));
}

#[test]
fn what_is_no_order_is_left_out_and_the_others_are_loaded() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    workshop.order("orders/a.txt", 1, SEVERAL);
    fs::write(workshop.path("orders/b.txt"), "a letter\n").unwrap();
    workshop.order("orders/below/c.txt", 2, SEVERAL);
    workshop.order("orders/d.txt", 1, "glued-label.txt");
    let output = lauazym(&["load", &workshop.path("orders"), "--store", &store]);
    assert_eq!(output.status.code(), Some(1));
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("V1400000001") && out.contains("/orders/a.txt)") && out.contains("V1400000002"), "{out}");
    let (a, b, d) = (workshop.path("orders/a.txt"), workshop.path("orders/b.txt"), workshop.path("orders/d.txt"));
    assert!(err.contains(&format!("error: {b}: line 1 to 1: no entry found")), "{err}");
    assert!(err.contains(&format!("error: {d}: this is the order V1400000001, which {a} holds too")), "{err}");
    assert!(err.contains("2 of 4 inputs were not loaded"), "{err}");
}

#[test]
fn an_order_comes_from_standard_input_and_by_a_pattern() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    workshop.order("orders/2014-1.txt", 1, SEVERAL);
    workshop.order("orders/2015-1.txt", 2, SEVERAL);
    let loaded = stdout(lauazym(&["load", &workshop.path("orders/2014-*"), "--store", &store]));
    assert!(loaded.contains("V1400000001") && !loaded.contains("V1400000002"), "{loaded}");
    let mut load = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["load", "-", "--store", &store])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = fs::read(workshop.path("orders/2015-1.txt")).unwrap();
    load.stdin.take().unwrap().write_all(&text).unwrap();
    let loaded = stdout(load.wait_with_output().unwrap());
    assert!(loaded.contains("V1400000002") && loaded.contains("(standard input)"), "{loaded}");
}

#[test]
fn a_vocabulary_that_is_broken_makes_no_store() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let broken = workshop.path("broken.ttl");
    fs::write(&broken, "<a> <b> .\n").unwrap();
    let said = refusal(lauazym(&["load", &fixture(SEVERAL), "--store", &store, "--vocabulary", &broken]));
    assert!(said.contains("broken.ttl: line 1"), "{said}");
    assert!(!Path::new(&store).exists());
}
