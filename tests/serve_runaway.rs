//! A query that is cut leaves nothing behind: a second after its 503 its processor time and memory are gone, and others are
//! answered all the while.
//!
//! The system's accounts of processes are read from `/proc`, which only Linux has.

mod serving;

use serving::{PATIENCE, Server};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The processor's ticks in a second; Linux tells all programs so.
const TICKS: f64 = 100.0;
/// The seconds of processor time in a second that a server takes at rest.
const REST: f64 = 0.2;
/// The bytes of memory that may remain of a query.
const REMAINS: u64 = 100 * 1024 * 1024;

/// What a server and its processes have taken.
struct Account {
    /// Seconds of processor time, with those of processes that have ended.
    seconds: f64,
    /// Bytes that belong to one process alone.
    memory: u64,
}

/// The account of `process` and all that it started.
fn account(process: u32) -> Account {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name may hold blanks and brackets.
    let fields: Vec<&str> = stat.rsplit_once(") ").map_or(vec![], |(_, rest)| rest.split(' ').collect());
    let ticks: f64 = (11..15).filter_map(|field| fields.get(field)?.parse::<f64>().ok()).sum();
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let private = rollup.lines().filter(|line| line.starts_with("Private"));
    let kilobytes = private.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum::<u64>();
    let mut account = Account { seconds: ticks / TICKS, memory: kilobytes * 1024 };
    for child in children(process).into_iter().map(self::account) {
        account.seconds += child.seconds;
        account.memory += child.memory;
    }
    account
}

/// The processes that `process` started.
fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|child| child.parse().ok()).collect::<Vec<_>>()).collect()
}

/// Whether a process is there that has not ended.
fn runs(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

fn values(number: usize, variables: &[&str]) -> String {
    let numbers: String = (1..=number).map(|value| format!("{value} ")).collect();
    variables.iter().map(|variable| format!("VALUES ?{variable} {{ {numbers}}} ")).collect()
}

/// The queries, by what they burn.
fn runaways() -> Vec<(&'static str, String)> {
    let all = values(1000, &["a", "b", "c", "d"]);
    let concat = "STR(?a), ".repeat(499) + "STR(?a)";
    vec![
        ("count", format!("SELECT (COUNT(*) AS ?n) {{ {all} }}")),
        ("filter", format!("SELECT ?a {{ {all} FILTER(?a+?b+?c+?d < 0) }}")),
        ("ask", format!("ASK {{ {all} FILTER(?a+?b+?c+?d < 0) }}")),
        ("group_concat", format!("SELECT (GROUP_CONCAT(?a) AS ?n) {{ {all} }}")),
        (
            "order by a long key",
            format!("SELECT ?a {{ {} }} ORDER BY SHA512(CONCAT({concat}))", values(1000, &["a", "b"])),
        ),
        ("product", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }".into()),
        ("paths", "SELECT (COUNT(*) AS ?n) { ?a ((<>|!<>)|^(<>|!<>))* ?b }".into()),
        ("sorted product", "SELECT ?s { ?s ?p ?o . ?a ?b ?c } ORDER BY ?s ?c".into()),
        (
            "product of sorted",
            "SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a ?b ?c } ORDER BY DESC(?c) } { SELECT ?d { ?d ?e ?f } ORDER BY ?f } }"
                .into(),
        ),
    ]
}

/// Asks `query` of a server with a limit of `limit` seconds; its memory before is `memory`.
fn is_cut(server: &Server, name: &str, query: &str, limit: u64, memory: u64) {
    let (begun, over) = (Instant::now(), AtomicBool::new(false));
    thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut slowest = Duration::ZERO;
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                let other = server.get("/query/acts-by-category?category=C-3&format=csv", &[]);
                assert_eq!(other.status, 200, "{name}: another question: {}", other.text());
                slowest = slowest.max(asked.elapsed());
                thread::sleep(Duration::from_millis(100));
            }
            slowest
        });
        let answer = server.ask(query, &[]);
        let took = begun.elapsed();
        thread::sleep(Duration::from_secs(1));
        over.store(true, Ordering::Relaxed);
        let slowest = others.join().unwrap();
        assert_eq!(answer.status, 503, "{name}: {}", answer.text());
        assert!(took < Duration::from_secs(limit + 2), "{name} took {took:?}");
        assert!(slowest < Duration::from_secs(limit + 1), "{name}: others waited {slowest:?}");
        let at_rest = account(server.pid());
        thread::sleep(Duration::from_secs(1));
        let seconds = account(server.pid()).seconds - at_rest.seconds;
        let left = at_rest.memory.saturating_sub(memory);
        println!(
            "{name}: {} after {took:.1?}, then {seconds:.2} s of a second, {} kB more",
            answer.status,
            left / 1024
        );
        assert!(seconds < REST, "{name} burns {seconds} s in a second");
        assert!(left < REMAINS, "{name} keeps {left} bytes");
    });
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc")]
fn a_query_that_is_cut_leaves_nothing_behind() {
    let server = Server::start(&["--timeout", "1", "--max-memory", "1000000000"]);
    server.is_well();
    let memory = account(server.pid()).memory;
    for (name, query) in runaways().iter().filter(|(name, _)| ["ask", "order by a long key", "product"].contains(name))
    {
        is_cut(&server, name, query, 1, memory);
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc")]
fn a_server_that_is_killed_leaves_no_process_behind() {
    let server = Server::start(&["--max-queries", "2"]);
    let begun = Instant::now();
    let family = || {
        let started = children(server.pid());
        started.iter().copied().chain(started.iter().flat_map(|&child| children(child))).collect::<Vec<u32>>()
    };
    // One holds the data, two take queries, and one is to spare.
    let all = loop {
        let all = family();
        if all.len() == 4 {
            break all;
        }
        assert!(begun.elapsed() < PATIENCE, "{all:?}");
        thread::sleep(Duration::from_millis(20));
    };
    drop(server);
    while all.iter().any(|&process| runs(process)) {
        assert!(begun.elapsed() < PATIENCE, "{all:?} go on without their server");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[ignore = "takes a minute, most of it to read the order"]
fn every_runaway_query_over_an_order_is_cut() {
    let server = Server::over(&["--timeout", "3", "--max-memory", "1000000000"]);
    assert_eq!(server.get("/query/order", &[]).status, 200);
    let memory = account(server.pid()).memory;
    for (name, query) in runaways() {
        is_cut(&server, name, &query, 3, memory);
    }
}
