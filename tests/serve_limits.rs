//! `lauazym serve` stays up, and a failure never looks like an answer, whatever clients send and however long it takes.

mod serving;

use serving::{Answer, PATIENCE, Server};
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

/// Has more rows than anybody waits for, and gives the first ones at once.
const ENDLESS: &str = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
/// Takes longer than anybody waits before it gives its one row.
const SLOW: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?f && ?c != ?g) }";

fn post(query: &str, version: &str) -> String {
    let length = query.len();
    format!(
        "POST /sparql HTTP/{version}\r\nHost: a\r\nContent-Type: application/sparql-query\r\nAccept: text/csv\r\n\
         Content-Length: {length}\r\n\r\n{query}"
    )
}

#[test]
fn a_query_that_takes_too_long_is_503_with_the_limit() {
    let server = Server::start(&["--timeout", "0.3"]);
    let begun = Instant::now();
    let answer = server.ask(SLOW, &[]);
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("longer than 300ms") && answer.header("retry-after").is_some(), "{answer:?}");
    assert!(begun.elapsed() < PATIENCE / 2);
    server.is_well();
}

#[test]
fn rows_beyond_the_limit_are_an_error_and_no_short_answer() {
    let server = Server::start(&["--max-rows", "10"]);
    let ten = server.ask("SELECT * { ?a ?b ?c } LIMIT 10", &[("Accept", "text/csv")]);
    assert_eq!((ten.status, ten.text().lines().count()), (200, 11));
    for query in ["SELECT * { ?a ?b ?c } LIMIT 11", "CONSTRUCT WHERE { ?a ?b ?c }"] {
        let answer = server.ask(query, &[]);
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("more than 10 rows"), "{}", answer.text());
    }
}

#[test]
fn an_answer_that_fails_on_the_way_is_broken_off() {
    for limit in [&["--max-rows", "50000"][..], &["--timeout", "1", "--max-rows", "100000000"]] {
        let server = Server::start(limit);
        let answer = server.raw(post(ENDLESS, "1.1").as_bytes()).unwrap();
        assert_eq!(answer.status, 200, "the rows before the failure are sent");
        assert!(!answer.whole, "{limit:?}: a part looks whole");
        server.logged("broken off");
        // To HTTP/1.0 a close is the end of the answer: nothing is sent before all is there.
        let old = server.raw(post(ENDLESS, "1.0").as_bytes()).unwrap();
        assert_eq!(old.status, if limit[0] == "--timeout" { 503 } else { 422 });
        server.is_well();
    }
}

#[test]
fn queries_beyond_the_limit_are_503_and_told_when_to_come_again() {
    let server = Server::start(&["--max-queries", "1", "--max-wait", "0.2", "--timeout", "60"]);
    let mut stream = server.connect();
    stream.write_all(post(SLOW, "1.1").as_bytes()).unwrap();
    let begun = Instant::now();
    let busy = loop {
        let answer = server.ask("ASK {}", &[]);
        if answer.status == 503 {
            break answer;
        }
        assert!(begun.elapsed() < PATIENCE, "the slow query never began");
    };
    assert!(busy.text().contains("1 queries are running") && busy.header("retry-after") == Some("1"), "{busy:?}");
    assert_eq!(server.get("/healthz", &[]).text(), "ok\n");
}

#[test]
fn a_client_that_goes_away_ends_its_query() {
    for query in [SLOW, ENDLESS] {
        let server =
            Server::start(&["--max-queries", "1", "--max-wait", "30", "--timeout", "3600", "--max-rows", "1000000000"]);
        let mut stream = server.connect();
        stream.write_all(post(query, "1.1").as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(300));
        drop(stream);
        server.is_well();
        assert!(server.logged("broken off").contains("path=/sparql"));
    }
}

#[test]
fn a_client_that_does_not_take_its_answer_is_left() {
    let server =
        Server::start(&["--max-queries", "1", "--max-wait", "30", "--timeout", "1", "--max-rows", "1000000000"]);
    let mut stream = server.connect();
    stream.write_all(post(ENDLESS, "1.1").as_bytes()).unwrap();
    server.is_well();
    assert!(server.logged("broken off").contains("status=200"));
}

#[test]
fn queries_that_the_engine_cannot_bear_end_at_a_limit() {
    let server = Server::start(&["--timeout", "2"]);
    let deep = |begin: &str, end: &str| format!("ASK {{ {}{} }}", begin.repeat(20_000), end.repeat(20_000));
    for query in [
        deep("(", ")"),
        format!("ASK {{ {} }}", "OPTIONAL{?a?b?c}".repeat(15_000)),
        format!("ASK {{ {{}} {} }}", "UNION{?a?b?c}".repeat(15_000)),
        format!("ASK {{ FILTER(1{}) }}", "||1".repeat(80_000)),
        format!("PREFIX : <a:> ASK {{ ?a :{} ?b }}", "/:".repeat(120_000)),
        format!("PREFIX : <a:> ASK {{ ?a {}:{} ?b }}", "(".repeat(190), ")*".repeat(190) + &"|:".repeat(120_000)),
        format!("ASK {{ {} }}", "?a ?b ?c . ".repeat(1_000)),
        doubled(40),
    ] {
        let answer = server.ask(&query, &[]);
        assert_eq!(answer.status, 503, "{}: {}", &query[..60], answer.text());
    }
    server.is_well();
}

/// Builds a text of 10 bytes, doubled so many times.
fn doubled(times: usize) -> String {
    let binds: String = (0..times).map(|n| format!("BIND(CONCAT(?v{n},?v{n}) AS ?v{})", n + 1)).collect();
    format!("SELECT (STRLEN(?v{times}) AS ?length) {{ BIND('0123456789' AS ?v0) {binds} }}")
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells a process its size")]
fn queries_that_take_too_much_memory_are_ended() {
    let server = Server::start(&["--timeout", "50", "--max-memory", "200000000"]);
    for _ in 0..2 {
        let answer = server.ask("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a", &[]);
        assert_eq!(answer.status, 503);
        assert!(answer.text().contains("200000000 bytes of memory"), "{}", answer.text());
        server.is_well();
    }
    let long = server.ask(&doubled(15), &[("Accept", "text/csv")]);
    assert_eq!(long.text(), "length\r\n327680\r\n");
}

#[test]
fn a_query_may_be_as_long_as_the_owner_lets_a_body_be() {
    let server = Server::start(&["--max-body", "900000"]);
    for (query, status) in [
        (format!("ASK {{}} #{}", "+1".repeat(440_000)), 200),
        (format!("ASK {{ VALUES ?a {{ {} }} }}", "1 ".repeat(440_000)), 200),
        ("x".repeat(900_001), 413),
    ] {
        assert_eq!(server.ask(&query, &[]).status, status, "{}", &query[..20]);
    }
    server.is_well();
}

#[test]
fn the_server_stays_up_after_everything_that_is_no_request() {
    let server = Server::start(&["--read-timeout", "1", "--timeout", "0.5"]);
    let status = |bytes: &[u8]| server.raw(bytes).map_or(0, |answer| answer.status);
    assert_eq!(status(b"nonsense\r\n\r\n"), 400);
    assert_eq!(status(b"GET /healthz HTTP/9.9\r\n\r\n"), 400);
    assert_eq!(status(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400);
    assert_eq!(status(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"), 400);
    let long = format!("GET /sparql?query={} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(100_000));
    assert_eq!(status(long.as_bytes()), 431);
    let many = format!("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Filler: {}\r\n\r\n", "x".repeat(100_000));
    assert_eq!(status(many.as_bytes()), 431);
    let slow_body =
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK";
    assert_eq!(status(slow_body), 408);
    // A head that never ends: the server closes without a status.
    let begun = Instant::now();
    assert_eq!(status(b"GET /healthz HTTP/1.1\r\nHost:"), 0);
    assert!(begun.elapsed() < PATIENCE / 2);
    let half_open: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for _ in 0..3 {
        assert_eq!(server.ask(SLOW, &[]).status, 503);
    }
    server.is_well();
    drop(half_open);
    for host in ["", "a b", "a/../b", "<script>", "a\"b"] {
        let answer = server
            .raw(format!("GET /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
            .unwrap();
        assert_eq!(answer.status, 200, "{host}: {answer:?}");
        assert!(!answer.text().contains("<script>"), "{}", answer.text());
    }
    server.is_well();
}

#[test]
fn a_stopping_server_lets_running_queries_end() {
    let mut server = Server::start(&["--timeout", "2", "--grace", "30"]);
    let mut stream = server.connect();
    stream.write_all(post(SLOW, "1.1").as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(300));
    server.ask_to_stop();
    let answer = Answer::read(&mut stream).unwrap();
    assert_eq!(answer.status, 503, "the query was answered, by its own limit");
    assert!(server.wait().success());
}

#[test]
fn a_stopping_server_does_not_wait_for_ever() {
    let mut server = Server::start(&["--timeout", "3600", "--grace", "0.3"]);
    let mut stream = server.connect();
    stream.write_all(post(SLOW, "1.1").as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(300));
    let begun = Instant::now();
    server.ask_to_stop();
    assert!(server.wait().success());
    assert!(begun.elapsed() < PATIENCE / 2);
}
