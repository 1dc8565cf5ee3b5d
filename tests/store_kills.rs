//! Kills `lauazym load` at 200 moments, and looks whether every order is then in the store whole or not at all.
//!
//! It takes minutes, and runs by `cargo test --release --features rocksdb --test store_kills -- --ignored --nocapture`.

#![cfg(feature = "rocksdb")]

mod stores;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use lauazym::answers::store::Writer;
use stores::{Workshop, lauazym, stdout};

/// How often a load is killed, in each of the three cases.
const KILLS: [usize; 3] = [60, 70, 70];
/// After so many kills the load is repeated to its end.
const REPEATED: usize = 10;

/// What tells one content of an order's graph from another: the number of statements and the length of all values.
const QUESTION: &str = "
    PREFIX lz: <https://w3id.org/lauazym/ontology#>
    SELECT ?graph (COUNT(*) AS ?statements) (SUM(STRLEN(STR(?o))) AS ?length) WHERE {
      GRAPH ?graph { ?s ?p ?o } FILTER(CONTAINS(STR(?graph), \"/order/\"))
    } GROUP BY ?graph";

type Content = BTreeMap<String, String>;

/// Moments of the day, one after the other, without a pattern.
struct Chance(u64);

impl Chance {
    /// A fraction from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }
}

struct Case<'a> {
    name: &'a str,
    workshop: &'a Workshop,
    /// The orders that are in the store before.
    before: Vec<String>,
    /// The orders whose load is killed.
    coming: Vec<String>,
}

#[derive(Default)]
struct Report {
    kills: usize,
    in_time: usize,
    unreadable: usize,
    half_loaded: usize,
    repaired: usize,
}

fn load(orders: &[String], store: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lauazym"));
    command.arg("load").args(orders).args(["--store", store]).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Puts a copy of the folder `from` in place of `to`; without the one, there is not the other either.
fn copy(from: &str, to: &str) {
    if Path::new(to).exists() {
        fs::remove_dir_all(to).unwrap();
    }
    if Path::new(from).exists() {
        for (path, bytes) in stores::content(Path::new(from)) {
            let target = Path::new(to).join(path.strip_prefix(from).unwrap());
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            if path.is_dir() { fs::create_dir_all(&target).unwrap() } else { fs::write(&target, bytes).unwrap() }
        }
    }
}

impl Case<'_> {
    /// What the store holds; none when it cannot be read.
    fn content(&self, store: &str) -> Result<Content, String> {
        let question = self.workshop.path("content.rq");
        fs::write(&question, QUESTION).unwrap();
        let output = lauazym(&["query", "--file", &question, "--store", store, "--format", "csv"]);
        if !output.status.success() {
            return Err(String::from_utf8(output.stderr).unwrap());
        }
        let text = String::from_utf8(output.stdout).unwrap();
        let rows = text.lines().skip(1).filter_map(|row| row.split_once(','));
        Ok(rows.map(|(graph, content)| (graph.to_owned(), content.to_owned())).collect())
    }

    /// Makes the store that is there before.
    fn prepare(&self, prepared: &str) {
        if !self.before.is_empty() {
            assert!(load(&self.before, prepared).status().unwrap().success());
        }
    }

    fn run(&self, kills: usize, chance: &mut Chance, report: &mut Report) {
        let place = |name: &str| self.workshop.path(&format!("{}/{name}", self.name));
        let (prepared, store) = (place("before"), place("store"));
        self.prepare(&prepared);
        let before = self.content(&prepared).unwrap_or_default();
        copy(&prepared, &store);
        assert_eq!(before.len(), self.before.len());
        let begun = Instant::now();
        assert!(load(&self.coming, &store).status().unwrap().success());
        let whole = begun.elapsed();
        let after = self.content(&store).unwrap();
        assert!(after.len() >= self.coming.len() && after != before);
        for kill in 0..kills {
            copy(&prepared, &store);
            let mut process = load(&self.coming, &store).spawn().unwrap();
            thread::sleep(whole.mul_f64(chance.next()));
            report.in_time += usize::from(process.try_wait().unwrap().is_none());
            process.kill().unwrap();
            process.wait().unwrap();
            report.kills += 1;
            self.look(&store, &before, &after, report);
            // Once more with what the killed process did behind the last checkpoint.
            if let Err(error) = Writer::open_existing(Path::new(&store)) {
                eprintln!("{error}");
                report.unreadable += 1;
            }
            self.look(&store, &before, &after, report);
            if kill % REPEATED == 0 {
                assert!(load(&self.coming, &store).status().unwrap().success(), "the load cannot be repeated");
                assert_eq!(self.content(&store).unwrap(), after);
                assert_eq!(
                    stdout(lauazym(&["query", "undescribed", "--store", &store, "--format", "csv"])).lines().count(),
                    1
                );
            }
        }
    }

    /// Looks whether each order is as before or as after.
    fn look(&self, store: &str, before: &Content, after: &Content, report: &mut Report) {
        let found = match self.content(store) {
            Ok(found) => found,
            // The folder did not become a store: the next load must make it one.
            Err(said)
                if before.is_empty()
                    && (said.contains("no store") || said.contains("no load into this store was completed")) =>
            {
                assert!(
                    load(&self.coming, store).status().unwrap().success(),
                    "a killed first load cannot be repeated"
                );
                assert_eq!(&self.content(store).unwrap(), after);
                report.repaired += 1;
                return;
            }
            Err(said) => {
                eprintln!("{said}");
                report.unreadable += 1;
                return;
            }
        };
        for graph in before.keys().chain(after.keys().filter(|graph| !before.contains_key(*graph))) {
            let now = found.get(graph);
            if now != before.get(graph) && now != after.get(graph) {
                eprintln!("{graph}: {now:?}, before {:?}, after {:?}", before.get(graph), after.get(graph));
                report.half_loaded += 1;
            }
        }
    }
}

#[test]
#[ignore = "takes minutes; .ci/run runs it"]
fn a_load_that_is_killed_leaves_every_order_whole_or_absent() {
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now: Duration| now.as_nanos() as u64);
    println!("seed {seed}");
    let (mut chance, mut report) = (Chance(seed), Report::default());
    let workshop = &Workshop::new();
    let small = |name: &str, number: u32, entries: &str| workshop.order(name, number, entries);
    let one = small("one.txt", 1, "several-codes-on-several-lines.txt");
    let another_one = small("another-one.txt", 1, "misprinted-specialties.txt");
    let two = small("two.txt", 2, "doubled-conjunction.txt");
    let three = small("three.txt", 3, "code-of-another-unit.txt");
    // A large order, so that kills fall into the writing of many statements.
    let four = workshop.large_order("four.txt", 4, 3_000);
    let longer_four = workshop.large_order("longer-four.txt", 4, 4_500);
    let first =
        Case { name: "first", workshop, before: Vec::new(), coming: vec![one.clone(), two.clone(), four.clone()] };
    let replacing =
        Case { name: "replacing", workshop, before: vec![one.clone(), four], coming: vec![longer_four.clone()] };
    let several =
        Case { name: "several", workshop, before: vec![one], coming: vec![two, another_one, three, longer_four] };
    for (case, kills) in [first, replacing, several].iter().zip(KILLS) {
        case.run(kills, &mut chance, &mut report);
    }
    println!(
        "{} kills ({} while the load ran), {} unreadable stores, {} half-loaded orders; {} folders that were no store yet \
         became one by the next load",
        report.kills, report.in_time, report.unreadable, report.half_loaded, report.repaired
    );
    assert_eq!((report.kills, report.unreadable, report.half_loaded), (200, 0, 0));
    assert!(report.in_time * 2 > report.kills, "most kills came too late");
}
