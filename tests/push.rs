//! `lauazym push`: graphs that arrive, are tried again, are refused, or are sent in two runs.

mod loopback;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use lauazym::publishing::dumps;
use loopback::{Reply, Request, Server, status};
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store;
use tempfile::TempDir;

/// Three graphs, of which one describes the others.
const DATA: &str = "<https://example.org/s> <https://example.org/p> \"б\"@kk <https://example.org/order/2> .\n\
    <https://example.org/s> <https://example.org/p> \"а\\n\\\"\"@kk <https://example.org/order/2> .\n\
    <https://example.org/s> <https://example.org/p> \"1\" <https://example.org/order/1> .\n\
    <https://example.org/s> <https://example.org/p> \"about\" <https://example.org/dataset> .\n";

struct Folder(TempDir);

impl Folder {
    fn with(data: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("data.nq"), data).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn push(&self, address: &str, arguments: &[&str]) -> Output {
        self.push_as(address, arguments, &[])
    }

    fn push_as(&self, address: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_lauazym"))
            .args(["push", address, "--base", "https://example.org/", "--data"])
            .arg(self.path("data.nq"))
            .args(arguments)
            .env("HOME", self.0.path())
            .env_remove("XDG_STATE_HOME")
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }
}

fn out(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    std::str::from_utf8(&output.stdout).unwrap()
}

fn error(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The names of the graphs that were sent with a body, in their order.
fn graphs(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let sent = requests.iter().filter(|request| request.method == "PUT" && !request.body.is_empty());
    sent.map(|request| request.parameter("graph").unwrap().replace("https://example.org/", "")).collect()
}

fn created(_: &Request, _: usize) -> Reply {
    status(201)
}

#[test]
fn every_graph_is_put_by_its_name_and_the_description_last() {
    let (folder, server) = (Folder::with(DATA), Server::start(created));
    let output = folder.push(&server.url("/crud"), &[]);
    assert_eq!(graphs(&server), ["order/1", "order/2", "dataset"]);
    let second = &server.requests()[1];
    assert_eq!(second.header("content-type"), Some("application/n-triples"));
    assert_eq!(second.target, "/crud?graph=https%3A%2F%2Fexample.org%2Forder%2F2");
    assert_eq!(
        second.text(),
        "<https://example.org/s> <https://example.org/p> \"а\\n\\\"\"@kk .\n<https://example.org/s> <https://example.org/p> \"б\"@kk .\n"
    );
    let lines: Vec<&str> = out(&output).lines().collect();
    assert!(
        lines[1].starts_with("sent            2 statements") && lines[1].ends_with("<https://example.org/order/2>"),
        "{lines:?}"
    );
    assert!(
        lines[3].starts_with("total           4 statements") && lines[3].ends_with("3 graphs sent, 0 skipped"),
        "{lines:?}"
    );
}

#[test]
fn the_bundled_order_arrives_as_it_is_exported() {
    let exported = tempfile::tempdir().unwrap();
    let lauazym = || Command::new(env!("CARGO_BIN_EXE_lauazym"));
    let export = lauazym().args(["export", "--format", "nquads", "--out"]).arg(exported.path()).output().unwrap();
    assert!(export.status.success());
    let server = Server::start(created);
    let push = lauazym()
        .args(["push", &server.url("/")])
        .env("HOME", exported.path())
        .env_remove("XDG_STATE_HOME")
        .output()
        .unwrap();
    assert!(push.status.success(), "{push:?}");
    let mut arrived: Vec<String> = Vec::new();
    for request in server.requests() {
        let graph = request.parameter("graph").unwrap();
        arrived.extend(request.text().lines().map(|line| format!("{} <{graph}>", line.strip_suffix(" .").unwrap())));
    }
    let quads = dumps::quads(&exported.path().join("lauazym.nq")).unwrap();
    let mut expected: Vec<String> = quads.iter().map(ToString::to_string).collect();
    arrived.sort_unstable();
    expected.sort_unstable();
    assert!(expected.len() > 100_000);
    let differs = arrived.iter().zip(&expected).find(|(left, right)| left != right);
    assert_eq!((differs, arrived.len()), (None, expected.len()), "arrived on the left, exported on the right");
}

#[test]
fn a_push_that_was_cut_off_goes_on_where_it_stopped_and_sends_nothing_twice() {
    let folder = Folder::with(DATA);
    let server = Server::start(|_, number| if number == 1 { Reply::Cut } else { status(204) });
    let first = folder.push(&server.url("/"), &["--retries", "0"]);
    let message = error(&first);
    assert!(
        message.contains("<https://example.org/order/2> was not confirmed, and 1 graphs before it were"),
        "{message}"
    );
    assert!(message.contains("the same command goes on from here"), "{message}");
    let second = folder.push(&server.url("/"), &[]);
    assert_eq!(graphs(&server), ["order/1", "order/2", "order/2", "dataset"]);
    assert!(out(&second).starts_with("skipped         1 statements"), "{}", out(&second));
    assert!(out(&second).ends_with("2 graphs sent, 1 skipped\n"));
    let third = folder.push(&server.url("/"), &[]);
    assert!(out(&third).ends_with("0 graphs sent, 3 skipped\n"));
    assert!(String::from_utf8_lossy(&third.stderr).contains("--again sends them too"));
    assert_eq!(graphs(&server).len(), 4);
    assert!(folder.path(".local/state/lauazym/pushed.tsv").exists());
}

#[test]
fn what_has_changed_is_sent_and_again_sends_all() {
    let (folder, server) = (Folder::with(DATA), Server::start(created));
    let record = folder.path("record.tsv");
    let resume = ["--resume", record.to_str().unwrap()];
    folder.push(&server.url("/"), &resume);
    std::fs::write(folder.path("data.nq"), DATA.replace("\"1\"", "\"one\"")).unwrap();
    folder.push(&server.url("/"), &resume);
    assert_eq!(graphs(&server)[3..], ["order/1"]);
    folder.push(&server.url("/"), &[&resume[..], &["--again"]].concat());
    assert_eq!(graphs(&server).len(), 3 + 1 + 3);
    folder.push(&server.url("/elsewhere"), &resume);
    assert_eq!(graphs(&server).len(), 3 + 1 + 3 + 3);
}

#[test]
fn an_engine_that_is_busy_is_tried_again_after_the_time_that_it_names() {
    let folder = Folder::with(DATA);
    let server = Server::start(|_, number| match number {
        0 => Reply::Answer(503, vec![("retry-after", "0".into())], b"starting".to_vec()),
        1 => Reply::Answer(429, vec![("retry-after", "Thu, 01 Jan 1970 00:00:00 GMT".into())], Vec::new()),
        2 => Reply::Answer(503, vec![("retry-after", "0".into())], Vec::new()),
        _ => status(204),
    });
    let output = folder.push(&server.url("/"), &["--retries", "3"]);
    assert_eq!(graphs(&server), ["order/1", "order/1", "order/1", "order/1", "order/2", "dataset"]);
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(out(&output).ends_with("3 graphs sent, 0 skipped\n"));
    assert!(messages.contains("answers 503") && messages.contains("trying again in 0 s"), "{messages}");
}

#[test]
fn what_the_engine_refuses_is_said_in_its_words_and_not_tried_again() {
    let folder = Folder::with(DATA);
    let server = Server::start(|_, _| {
        Reply::Answer(403, vec![("content-type", "text/plain".into())], b"this store is read-only".to_vec())
    });
    let output = folder.push(&server.url("/"), &[]);
    assert!(
        error(&output).contains("answers 403") && error(&output).contains("this store is read-only"),
        "{}",
        error(&output)
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_engine_that_asks_for_a_password_gets_the_body_once() {
    let folder = Folder::with(DATA);
    let nonce = AtomicUsize::new(0);
    let server = Server::start(move |request, _| match request.header("authorization") {
        Some(answer) if answer.starts_with("Digest ") && answer.contains("username=\"dba\"") => status(201),
        _ => {
            let nonce = nonce.fetch_add(1, Ordering::Relaxed);
            let challenge = format!("Digest realm=\"SPARQL\", nonce=\"{nonce}\", qop=\"auth\", algorithm=MD5");
            Reply::Answer(401, vec![("www-authenticate", challenge)], Vec::new())
        }
    });
    let password = [("LAUAZYM_USER", "dba"), ("LAUAZYM_PASSWORD", "x")];
    out(&folder.push_as(&server.url("/crud-auth"), &[], &password));
    assert_eq!(graphs(&server), ["order/1", "order/2", "dataset"]);
    let answers: Vec<String> =
        server.requests().iter().filter_map(|request| request.header("authorization").map(str::to_owned)).collect();
    assert!(answers[1].contains("nc=00000002") && answers[2].contains("nc=00000003"), "{answers:?}");
}

#[test]
fn an_engine_that_takes_no_body_from_strangers_is_asked_for_its_challenge_first() {
    let long = "x".repeat(100_000);
    let folder = Folder::with(&DATA.replace("about", &long).replace("\"1\"", &format!("\"{long}\"")));
    let server = Server::start(|request, _| match (request.header("authorization"), request.method.as_str()) {
        (Some(_), _) => status(201),
        (None, "HEAD") => Reply::Answer(401, vec![("www-authenticate", "Basic realm=\"a\"".into())], Vec::new()),
        (None, _) => Reply::Cut,
    });
    let password = [("LAUAZYM_USER", "dba"), ("LAUAZYM_PASSWORD", "x")];
    out(&folder.push_as(&server.url("/"), &["--retries", "0"], &password));
    let methods: Vec<String> = server.requests().iter().map(|request| request.method.clone()).collect();
    assert_eq!(methods, ["HEAD", "PUT", "PUT", "PUT"]);
}

#[test]
fn an_engine_that_breaks_off_over_a_refused_password_is_asked_why() {
    let folder = Folder::with(&DATA.replace("\"1\"", &format!("\"{}\"", "x".repeat(100_000))));
    let password = [("LAUAZYM_USER", "dba"), ("LAUAZYM_PASSWORD", "hunter2")];
    // A refusal can be read or is lost with the connection, as the moment has it: here it is read so many times.
    for read in [0, 1] {
        let bodies = AtomicUsize::new(0);
        let server = Server::start(move |request, _| {
            if request.method != "HEAD" && bodies.fetch_add(1, Ordering::SeqCst) >= read {
                return Reply::Cut;
            }
            let challenge = ("www-authenticate", "Digest realm=\"a\", nonce=\"1\", qop=\"auth\"".into());
            Reply::Answer(401, vec![challenge], Vec::new())
        });
        let output = folder.push_as(&server.url("/"), &["--retries", "0"], &password);
        let said = error(&output);
        assert!(
            said.contains("answers 401") && said.contains("refuses name and password") && !said.contains("hunter2"),
            "{said}"
        );
    }
}

#[test]
fn an_update_leaves_the_store_with_the_same_statements() {
    let folder = Folder::with(DATA);
    let store = Store::new().unwrap();
    let there =
        "INSERT DATA { GRAPH <https://example.org/order/1> { <a:a> <a:a> 1 } GRAPH <a:kept> { <a:a> <a:a> 2 } }";
    let update = |store: &Store, text: &str| {
        SparqlEvaluator::new().parse_update(text).unwrap().on_store(store).execute().unwrap()
    };
    update(&store, there);
    let kept = store.clone();
    let server = Server::start(move |request, _| {
        assert_eq!(request.header("content-type"), Some("application/sparql-update"));
        update(&store, request.text());
        status(204)
    });
    out(&folder.push(&server.url("/update"), &["--update"]));
    let mut quads: Vec<String> = kept.iter().map(|quad| format!("{} .", quad.unwrap())).collect();
    let mut expected: Vec<String> = DATA.lines().map(str::to_owned).collect();
    expected.push("<a:a> <a:a> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <a:kept> .".into());
    quads.sort();
    expected.sort();
    assert_eq!(quads, expected);
}

#[test]
fn everything_can_be_one_graph_and_a_file_without_graphs_is_the_default_graph() {
    let (folder, server) = (Folder::with(DATA), Server::start(created));
    out(&folder.push(&server.url("/"), &["--graph", "https://example.org/all"]));
    assert_eq!(graphs(&server), ["all"]);
    assert_eq!(server.requests()[0].text().lines().count(), 4);
    let plain = Folder::with("<https://example.org/s> <https://example.org/p> \"x\" .\n");
    out(&plain.push(&server.url("/"), &[]));
    assert_eq!(server.requests()[1].target, "/?default");
}

#[test]
fn a_killed_push_loses_no_confirmed_graph() {
    let folder = Folder::with(DATA);
    let arrived = std::sync::Arc::new(Mutex::new(BTreeMap::<String, usize>::new()));
    let counted = std::sync::Arc::clone(&arrived);
    let server = Server::start(move |request, number| {
        if number == 2 {
            return Reply::Silence(std::time::Duration::from_secs(60));
        }
        *counted.lock().unwrap().entry(request.parameter("graph").unwrap()).or_default() += 1;
        status(204)
    });
    let mut child = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["push", &server.url("/"), "--base", "https://example.org/", "--data"])
        .arg(folder.path("data.nq"))
        .env("HOME", folder.0.path())
        .env_remove("XDG_STATE_HOME")
        .spawn()
        .unwrap();
    while server.requests().len() < 3 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    out(&folder.push(&server.url("/"), &[]));
    let arrived = arrived.lock().unwrap();
    assert!(arrived.len() == 3 && arrived.values().all(|times| *times == 1), "{arrived:?}");
}

#[test]
fn a_record_that_is_something_else_is_left_as_it_is() {
    let (folder, server) = (Folder::with(DATA), Server::start(created));
    let notes = folder.path("notes.txt");
    std::fs::write(&notes, "my notes\n").unwrap();
    let output = folder.push(&server.url("/"), &["--resume", notes.to_str().unwrap()]);
    assert!(error(&output).contains("line 1 is no record of what was sent"), "{}", error(&output));
    assert_eq!(std::fs::read_to_string(Path::new(&notes)).unwrap(), "my notes\n");
    assert!(server.requests().is_empty());
}
