//! A store on disk holds what a dataset in memory holds, statement by statement, however it came to hold it.

#![cfg(feature = "rocksdb")]

mod asking;
mod loopback;
mod snapshot;
mod stores;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lauazym::answers::evaluation::Embedded;
use lauazym::answers::store;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use oxigraph::store::Store;
use stores::{Workshop, fixture, lauazym, stdout};

const SEVERAL: &str = "several-codes-on-several-lines.txt";
const GLUED: &str = "glued-label.txt";
const MISPRINTS: &str = "misprinted-specialties.txt";

fn held(store: &str) -> BTreeSet<String> {
    quads(&store::open(Path::new(store)).unwrap())
}

fn quads(database: &Store) -> BTreeSet<String> {
    database.iter().map(|quad| quad.unwrap().to_string()).collect()
}

fn in_memory(orders: &[&str], base: &str, additions: &[&str]) -> BTreeSet<String> {
    let additions: Vec<PathBuf> = additions.iter().map(PathBuf::from).collect();
    let vocabularies = Vocabularies::load(base, &additions).unwrap();
    let paths: Vec<PathBuf> = orders.iter().map(PathBuf::from).collect();
    let orders = if paths.is_empty() {
        Vec::new()
    } else {
        lauazym::reading::read_orders(&paths, &vocabularies, |_| ()).unwrap()
    };
    let store = lauazym::answers::store::in_memory(lauazym::publishing::dataset(&orders, &vocabularies)).unwrap();
    quads(&store)
}

fn assert_same(store: &str, orders: &[&str]) {
    assert_equal(&held(store), &in_memory(orders, DEFAULT_BASE, &[]));
}

fn assert_equal(left: &BTreeSet<String>, right: &BTreeSet<String>) {
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
        these.difference(those).take(10).cloned().collect::<Vec<_>>()
    };
    assert!(left == right, "only in the store: {:#?}\nonly in memory: {:#?}", only(left, right), only(right, left));
}

#[test]
fn every_saved_question_has_the_answer_that_it_has_from_memory() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    stdout(lauazym(&["load", "--store", &store]));
    let names = asking::compare_all(&Embedded::new(store::open(Path::new(&store)).unwrap()));
    assert!(names.len() > 40);
}

#[test]
fn several_orders_are_all_counted_whatever_way_they_came() {
    let workshop = Workshop::new();
    let one = workshop.order("one.txt", 1, SEVERAL);
    let two = workshop.order("two.txt", 2, GLUED);
    let three = fixture(MISPRINTS);
    let together = workshop.path("together");
    stdout(lauazym(&["load", &one, &two, &three, "--store", &together]));
    assert_same(&together, &[&one, &two, &three]);
    let singly = workshop.path("singly");
    for order in [&three, &one, &two] {
        stdout(lauazym(&["load", order, "--store", &singly, "--threads", "1"]));
    }
    assert_same(&singly, &[&one, &two, &three]);
}

#[test]
fn an_order_loaded_again_replaces_its_graph_and_no_other() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let (old, new) = (workshop.order("old.txt", 1, SEVERAL), workshop.order("new.txt", 1, GLUED));
    let other = fixture(MISPRINTS);
    assert!(stdout(lauazym(&["load", &old, &other, "--store", &store])).starts_with("loaded   V1400000001 "));
    assert!(stdout(lauazym(&["load", &new, "--store", &store])).starts_with("replaced V1400000001 "));
    assert_same(&store, &[&new, &other]);
    stdout(lauazym(&["load", &new, "--store", &store]));
    assert_same(&store, &[&new, &other]);
}

#[test]
fn languages_and_editions_that_come_one_after_the_other_are_one_order() {
    let workshop = Workshop::new();
    let [[kk, ru], [later_kk, later_ru]] = workshop.editions();
    let store = workshop.path("store");
    let mut loaded: Vec<&str> = Vec::new();
    for file in [&later_ru, &kk, &later_kk, &ru, &kk] {
        stdout(lauazym(&["load", file, "--store", &store]));
        if !loaded.contains(&file.as_str()) {
            loaded.push(file);
        }
        assert_same(&store, &loaded);
    }
    stdout(lauazym(&["remove", "x-2014-05-05-12/edition/2014-05-05", "--store", &store]));
    assert_same(&store, &[&later_kk, &later_ru]);
    stdout(lauazym(&["load", &later_kk, "--store", &store]));
    assert_same(&store, &[&later_kk, &later_ru]);
    stdout(lauazym(&["load", &kk, "--store", &store]));
    stdout(lauazym(&["remove", "x-2014-05-05-12", "--store", &store]));
    assert_same(&store, &[]);
    stdout(lauazym(&["load", &ru, "--store", &store]));
    assert_same(&store, &[&ru]);
}

#[test]
fn a_language_that_would_be_lost_is_not_replaced() {
    let workshop = Workshop::new();
    let [[kk, ru], _] = workshop.editions();
    let folder = workshop.path("act");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(&kk, format!("{folder}/kaz.md")).unwrap();
    std::fs::copy(&ru, format!("{folder}/rus.md")).unwrap();
    std::fs::write(format!("{folder}/meta.yaml"), "approved_on: 2014-05-05\n").unwrap();
    let store = workshop.path("store");
    stdout(lauazym(&["load", &folder, "--store", &store]));
    let said = stores::refusal(lauazym(&["load", &kk, "--store", &store]));
    assert!(said.contains("the store holds the order x-2014-05-05-12 in ru too"), "{said}");
    assert!(said.contains("lauazym remove x-2014-05-05-12 --store DIR"), "{said}");
    assert_same(&store, &[&folder]);
}

#[test]
fn what_is_removed_leaves_no_trace() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let (one, two) = (workshop.order("one.txt", 1, SEVERAL), workshop.order("two.txt", 2, MISPRINTS));
    stdout(lauazym(&["load", &one, &two, "--store", &store]));
    let removed = stdout(lauazym(&["remove", "V1400000002", "--store", &store]));
    assert!(removed.starts_with("removed  V1400000002 "), "{removed}");
    assert_same(&store, &[&one]);
    stdout(lauazym(&["remove", "https://w3id.org/lauazym/order/V1400000001", "--store", &store]));
    assert_same(&store, &[]);
}

#[test]
fn a_backup_is_a_store_of_its_own() {
    let workshop = Workshop::new();
    let (store, copy) = (workshop.path("store"), workshop.path("copies/copy"));
    let one = workshop.order("one.txt", 1, SEVERAL);
    stdout(lauazym(&["load", &one, "--store", &store]));
    assert_eq!(stdout(lauazym(&["backup", &copy, "--store", &store])), format!("copied   1 order to {copy}\n"));
    stdout(lauazym(&["remove", "V1400000001", "--store", &store]));
    assert_same(&copy, &[&one]);
    let two = workshop.order("two.txt", 2, GLUED);
    stdout(lauazym(&["load", &two, "--store", &copy]));
    assert_same(&copy, &[&one, &two]);
    assert_same(&store, &[]);
}

#[test]
fn an_optimized_store_holds_what_it_held() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let one = workshop.order("one.txt", 1, SEVERAL);
    stdout(lauazym(&["load", &one, "--store", &store]));
    assert!(stdout(lauazym(&["optimize", "--store", &store])).starts_with("optimized "));
    assert_same(&store, &[&one]);
}

#[test]
fn a_store_remembers_its_base() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let base = "https://posts.example.kz/";
    let (one, two) = (workshop.order("one.txt", 1, SEVERAL), workshop.order("two.txt", 2, GLUED));
    stdout(lauazym(&["load", &one, "--store", &store, "--base", base]));
    stdout(lauazym(&["load", &two, "--store", &store]));
    assert_equal(&held(&store), &in_memory(&[&one, &two], base, &[]));
    // Relative IRIs are understood, and names are shortened, by the store's base.
    let changes = ["query", "changes", "from=order/V1400000001", "to=order/V1400000002", "--store", &store];
    assert!(stdout(lauazym(&changes)).contains("added"));
    let question = workshop.path("orders.rq");
    fs::write(&question, "SELECT ?order { ?order a <https://w3id.org/lauazym/ontology#Order> }").unwrap();
    let answer = stdout(lauazym(&["query", "--file", &question, "--store", &store]));
    assert!(answer.contains(" order/V1400000001") && !answer.contains(base), "{answer}");
}

#[test]
fn a_store_keeps_the_users_vocabularies_and_reads_later_orders_by_them() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let (one, two) = (workshop.order("one.txt", 1, MISPRINTS), workshop.order("two.txt", 2, SEVERAL));
    let more = workshop.path("more.ttl");
    let act = "@prefix eli: <http://data.europa.eu/eli/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <https://w3id.org/lauazym/act/Z070000303_> a eli:LegalResource ; skos:prefLabel \"Мемлекеттік сатып алу туралы\"@kk .\n";
    fs::write(&more, act).unwrap();
    stdout(lauazym(&["load", &two, "--store", &store, "--vocabulary", &more]));
    fs::remove_file(&more).unwrap();
    stdout(lauazym(&["load", &one, "--store", &store]));
    fs::write(&more, act).unwrap();
    assert_equal(&held(&store), &in_memory(&[&one, &two], DEFAULT_BASE, &[&more]));
}

#[test]
fn an_order_is_listed_with_its_number_date_title_and_counts() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let one = workshop.order("one.txt", 1, SEVERAL);
    let loaded = stdout(lauazym(&["load", &one, "--store", &store]));
    let statements = loaded.split_whitespace().nth(2).unwrap();
    let listed = stdout(lauazym(&["orders", "--store", &store, "--format", "csv"]));
    let rows: Vec<&str> = listed.lines().collect();
    assert_eq!(rows[0], "id,number,date,from,until,title,entries,posts,statements");
    assert!(rows[1].starts_with("V1400000001,75,2014-03-07,"), "{listed}");
    assert!(rows[1].ends_with(&format!(",{statements}")), "{listed}");
    assert_eq!(rows.len(), 2);
}

/// The numbers of a store's checkpoints.
fn checkpoints(store: &str) -> Vec<u64> {
    let folders = fs::read_dir(Path::new(store).join("checkpoints")).unwrap();
    let mut numbers: Vec<u64> =
        folders.map(|folder| folder.unwrap().file_name().into_string().unwrap().parse().unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_reader_keeps_what_it_opened_until_it_ends() {
    let workshop = Workshop::new();
    let (store, copy) = (workshop.path("store"), workshop.path("copy"));
    let (one, two) = (workshop.order("one.txt", 1, SEVERAL), workshop.order("two.txt", 2, GLUED));
    stdout(lauazym(&["load", &one, "--store", &store]));
    let reader = store::open(Path::new(&store)).unwrap();
    let opened = checkpoints(&store);
    stdout(lauazym(&["load", &two, "--store", &store]));
    stdout(lauazym(&["remove", "V1400000001", "--store", &store]));
    stdout(lauazym(&["optimize", "--store", &store]));
    assert_equal(&quads(&reader), &in_memory(&[&one], DEFAULT_BASE, &[]));
    // The one that the reader holds, and the last.
    let left = checkpoints(&store);
    assert_eq!((left.len(), left[0]), (2, opened[0]));
    assert_same(&store, &[&two]);
    // A reader that has ended holds none.
    stdout(lauazym(&["backup", &copy, "--store", &store]));
    assert_eq!(checkpoints(&copy), [1]);
    stdout(lauazym(&["orders", "--store", &copy]));
    stdout(lauazym(&["optimize", "--store", &copy]));
    assert_eq!(checkpoints(&copy).len(), 1);
}

#[test]
fn what_a_killed_writer_left_of_checkpoints_is_cleared_away() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let one = workshop.order("one.txt", 1, SEVERAL);
    stdout(lauazym(&["load", &one, "--store", &store]));
    for left in ["7.tmp", "3.removed"] {
        fs::create_dir_all(Path::new(&store).join("checkpoints").join(left)).unwrap();
    }
    assert_same(&store, &[&one]);
    stdout(lauazym(&["load", &one, "--store", &store]));
    // The one that this process holds, and the last.
    assert_eq!(checkpoints(&store).len(), 2);
    assert_same(&store, &[&one]);
}

#[test]
fn a_store_can_be_asked_while_a_load_is_running() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    stdout(lauazym(&["load", &workshop.order("one.txt", 1, SEVERAL), "--store", &store]));
    let orders: Vec<String> =
        (2..8).map(|number| workshop.large_order(&format!("{number}.txt"), number, 20_000)).collect();
    let mut load = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .arg("load")
        .args(&orders)
        .args(["--store", &store])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let listed = || stdout(lauazym(&["orders", "--store", &store, "--format", "csv"]));
    // The entries and posts of an order, which stand before its statements at the end of a row.
    let sizes = |listed: &str| -> BTreeSet<(String, String)> {
        let fields = |row: &str| row.rsplit(',').map(ToOwned::to_owned).collect::<Vec<_>>();
        listed.lines().skip(2).map(fields).map(|fields| (fields[2].clone(), fields[1].clone())).collect()
    };
    let mut seen = BTreeSet::new();
    let mut asked = 0;
    while load.try_wait().unwrap().is_none() {
        let listed = listed();
        assert!(listed.lines().nth(1).unwrap().starts_with("V1400000001,"), "{listed}");
        seen.extend(sizes(&listed));
        asked += 1;
    }
    assert!(load.wait().unwrap().success());
    assert!(asked > 2, "the load was over before it could be asked");
    let listed = listed();
    assert_eq!(listed.lines().count(), 8, "{listed}");
    // All are the same lines under other numbers: each was there whole, or not at all.
    assert_eq!(sizes(&listed).len(), 1);
    assert!(seen.is_subset(&sizes(&listed)), "{seen:?}");
}
