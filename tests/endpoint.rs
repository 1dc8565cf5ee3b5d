//! `lauazym query --endpoint`: engines that answer, refuse, are elsewhere, break off, or want to know who asks.

mod loopback;

use std::process::{Command, Output};
use std::time::Duration;

use loopback::{Reply, Server, error, json, out, sparql, status};

const ROW: &str = r#"{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "7"}}]}}"#;

/// Asks `SELECT ?n` at an address, in an environment without credentials but `environment`.
fn ask(address: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("n.rq");
    std::fs::write(&file, "SELECT ?n { ?n ?p ?o }").unwrap();
    Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["query", "--file", file.to_str().unwrap(), "--endpoint", address, "--format", "csv"])
        .args(arguments)
        .env("HOME", folder.path())
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn page(status: u16) -> Reply {
    Reply::Answer(status, vec![("content-type", "text/html".into())], b"<html>secret of the proxy</html>".to_vec())
}

#[test]
fn a_saved_question_is_answered_by_an_endpoint_as_by_the_file() {
    let server = sparql::endpoint("answers.trig");
    let run = |source: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_lauazym"))
            .args(["query", "posts-open-to", "specialty=Финансы", "--format", "csv"])
            .args(source)
            .output()
            .unwrap()
    };
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/answers.trig");
    let (elsewhere, here) = (run(&["--endpoint", &server.url("/sparql")]), run(&["--data", file]));
    assert!(out(&here).lines().count() > 2);
    assert_eq!(out(&elsewhere), out(&here));
}

#[test]
fn the_query_goes_out_as_a_form() {
    let server = Server::start(|_, _| json(ROW));
    let output = ask(&server.url("/sparql"), &[], &[]);
    assert_eq!(out(&output), "n\r\n7\r\n");
    let [request] = &server.requests()[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/sparql"));
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert!(request.header("accept").unwrap().contains("application/sparql-results+json"));
    assert!(request.parameter("query").unwrap().contains("SELECT ?n"));
    assert_eq!(request.header("authorization"), None);
}

#[test]
fn an_endpoint_that_refuses_post_is_asked_by_get() {
    let server = Server::start(|request, _| if request.method == "POST" { status(405) } else { json(ROW) });
    assert_eq!(out(&ask(&server.url("/sparql?app=1"), &[], &[])), "n\r\n7\r\n");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests[1].target.starts_with("/sparql?app=1&query=SELECT+"), "{}", requests[1].target);
}

#[test]
fn a_redirect_is_not_followed_and_says_where_the_endpoint_is() {
    let other = Server::start(|_, _| json(ROW));
    let to = other.url("/moved");
    let location = to.clone();
    let server = Server::start(move |_, _| Reply::Answer(301, vec![("location", location.clone())], Vec::new()));
    let output = ask(&server.url("/"), &[], &[("LAUAZYM_TOKEN", "hunter2")]);
    assert!(error(&output).contains(&format!("the endpoint is at {to}; give that address")), "{}", error(&output));
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer hunter2"));
    assert!(other.requests().is_empty());
}

#[test]
fn what_is_no_answer_is_an_error_that_says_why() {
    for (reply, message) in [
        (page(200), "answers with text/html, which is no format of SPARQL results or RDF"),
        (json(r#"{"head": {"vars": ["n"]}, "results": {"bindings": [{"n""#), "cannot be read: EOF while parsing"),
        (status(500), "answers 500"),
        (status(404), "is this the address of its SPARQL endpoint?"),
        (
            Reply::Answer(400, vec![("content-type", "text/plain".into())], b"no such function".to_vec()),
            "no such function",
        ),
        (
            Reply::Answer(
                200,
                vec![("content-type", "application/sparql-results+json".into()), ("x-sparql-maxrows", "1".into())],
                ROW.into(),
            ),
            "has sent a part of the answer: 1 rows at most",
        ),
        (Reply::Cut, "cannot be reached"),
    ] {
        let reply = std::sync::Mutex::new(Some(reply));
        let server = Server::start(move |_, _| reply.lock().unwrap().take().unwrap_or(Reply::Cut));
        let output = ask(&server.url("/"), &[], &[]);
        assert!(error(&output).contains(message), "{message}: {}", error(&output));
        assert!(error(&output).contains(&server.url("/")) && !error(&output).contains("secret of the proxy"));
    }
}

#[test]
fn nobody_at_the_address_is_an_error() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let output = ask(&format!("http://127.0.0.1:{free}/sparql"), &[], &[]);
    assert!(error(&output).contains("is the address right, and the endpoint running?"), "{}", error(&output));
}

#[test]
fn an_endpoint_that_is_too_slow_is_left() {
    let server = Server::start(|_, _| Reply::Silence(Duration::from_secs(60)));
    let output = ask(&server.url("/"), &["--timeout", "0.3"], &[]);
    assert!(error(&output).contains("stopped after 300ms"), "{}", error(&output));
}

#[test]
fn a_password_is_sent_when_the_endpoint_asks_for_it_and_not_before() {
    let server = Server::start(|request, _| match request.header("authorization") {
        // me:x
        Some("Basic bWU6eA==") => json(ROW),
        _ => Reply::Answer(401, vec![("www-authenticate", "Basic realm=\"data\"".into())], Vec::new()),
    });
    let password = [("LAUAZYM_USER", "me"), ("LAUAZYM_PASSWORD", "x")];
    assert_eq!(out(&ask(&server.url("/"), &[], &password)), "n\r\n7\r\n");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].header("authorization"), None);

    let without = ask(&server.url("/"), &[], &[]);
    assert!(error(&without).contains("name and password are read from LAUAZYM_USER"), "{}", error(&without));
    let wrong = ask(&server.url("/"), &[], &[("LAUAZYM_USER", "me"), ("LAUAZYM_PASSWORD", "hunter2")]);
    let message = error(&wrong);
    assert!(message.contains("it refuses name and password or token, those from LAUAZYM_USER"), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
}

#[test]
fn an_endpoint_that_wants_digest_is_never_told_the_password() {
    let challenge =
        "Digest realm=\"SPARQL\", nonce=\"n1\", opaque=\"o1\", stale=\"false\", qop=\"auth\", algorithm=\"MD5\"";
    let server = Server::start(move |request, _| match request.header("authorization") {
        Some(_) => json(ROW),
        None => Reply::Answer(
            401,
            vec![("www-authenticate", "Basic realm=\"SPARQL\"".into()), ("www-authenticate", challenge.into())],
            Vec::new(),
        ),
    });
    let output = ask(&server.url("/sparql?x=1"), &[], &[("LAUAZYM_USER", "Mufasa"), ("LAUAZYM_PASSWORD", "hunter2")]);
    assert_eq!(out(&output), "n\r\n7\r\n");
    let requests = server.requests();
    let answer = requests.last().unwrap().header("authorization").unwrap();
    for part in [
        "Digest username=\"Mufasa\"",
        "nonce=\"n1\"",
        "opaque=\"o1\"",
        "uri=\"/sparql?x=1\"",
        "qop=auth",
        "nc=00000001",
    ] {
        assert!(answer.contains(part), "{part}: {answer}");
    }
    assert!(!answer.contains("hunter2"));
}

#[test]
fn a_password_goes_out_by_no_way_that_the_endpoint_does_not_offer() {
    let password = [("LAUAZYM_USER", "me"), ("LAUAZYM_PASSWORD", "hunter2")];
    for (challenge, remedy) in [
        (Some("Bearer realm=\"a\""), "wants a login by Bearer; name and password are sent by Digest or Basic"),
        (Some("Bearer realm=\"a\""), "set LAUAZYM_TOKEN to a token, and unset LAUAZYM_USER"),
        (Some("Negotiate"), "wants a login by Negotiate"),
        (
            Some("Digest realm=\"a\", nonce=\"n\", algorithm=SHA-3"),
            "let it offer Basic, or Digest (MD5, SHA-256 or SHA-512-256, with a realm in ASCII)",
        ),
        (None, "does not say by which way"),
    ] {
        let headers = challenge.map(|challenge| ("www-authenticate", challenge.to_owned()));
        let server = Server::start(move |_, _| Reply::Answer(401, headers.iter().cloned().collect(), Vec::new()));
        let output = ask(&server.url("/"), &[], &password);
        assert!(error(&output).contains(remedy), "{remedy}: {}", error(&output));
        assert!(server.requests().iter().all(|request| request.header("authorization").is_none()));
    }
}

#[test]
fn a_token_is_not_sent_where_others_can_read_it() {
    let output = ask("http://192.0.2.1/sparql", &[], &[("LAUAZYM_TOKEN", "hunter2")]);
    assert!(error(&output).contains("what goes there over http can be read on the way"), "{}", error(&output));
    assert!(!error(&output).contains("hunter2"));
}
