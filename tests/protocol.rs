//! The W3C's cases for the SPARQL 1.1 Protocol, sent to a running server over a socket.
//!
//! `protocol/cases.json` has the requests of the W3C's manifest and what it expects; cases are added by adding lines. A server
//! that only answers questions refuses every update, which is its one difference.

mod serving;

use serde_json::Value;
use serving::{Answer, Server, test_file};

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("protocol/cases.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn send(server: &Server, request: &Value) -> Answer {
    let text = |name: &str| request[name].as_str().unwrap_or_default();
    let headers: Vec<(&str, &str)> = request["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    let body = request["body"].as_str().map(|body| match text("encoding") {
        "UTF-16" => body.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "UTF-8" => body.as_bytes().to_vec(),
        other => panic!("the encoding {other} is new"),
    });
    server.send(text("method"), text("path"), &headers, body.as_deref())
}

fn is_update(request: &Value) -> bool {
    let header = request["headers"]["content-type"].as_str().unwrap_or_default();
    let body = request["body"].as_str().unwrap_or_default();
    let by_form = header.starts_with("application/x-www-form-urlencoded") && body.starts_with("update=");
    header.starts_with("application/sparql-update") || by_form || request["path"].as_str().unwrap().contains("?update=")
}

/// Whether the answer is what the W3C's manifest says of it.
fn is_as_expected(request: &Value, answer: &Answer) -> bool {
    let class = format!("{}xx", answer.status / 100);
    let media_type = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
    let right_format = match request["expectedFormat"].as_str() {
        Some("boolean") => ["application/sparql-results+json", "application/sparql-results+xml"].contains(&media_type),
        Some("tabular") => {
            media_type.starts_with("application/sparql-results+")
                || ["text/csv", "text/tab-separated-values"].contains(&media_type)
        }
        Some("RDF") => ["application/rdf+xml", "text/turtle", "application/n-triples"].contains(&media_type),
        Some(other) => panic!("the format {other} is new"),
        None => true,
    };
    let right_value = request["expectedBoolean"]
        .as_bool()
        .is_none_or(|value| serde_json::from_slice::<Value>(&answer.body).is_ok_and(|body| body["boolean"] == value));
    request["expectedStatus"].as_array().unwrap().iter().any(|status| *status == *class) && right_format && right_value
}

#[test]
fn the_cases_for_queries_pass() {
    let server = Server::over(&["--data", &test_file("protocol/data.trig")]);
    let mut passed = 0;
    for case in cases() {
        let name = case["name"].as_str().unwrap();
        for request in case["requests"].as_array().unwrap() {
            if !name.starts_with("update_") {
                let answer = send(&server, request);
                assert!(is_as_expected(request, &answer), "{name}: {answer:?}: {}", answer.text());
                passed += 1;
            }
        }
    }
    assert!(passed >= 27, "{passed} requests are left");
}

#[test]
fn every_update_is_refused_with_the_reason_and_changes_nothing() {
    let server = Server::over(&["--data", &test_file("protocol/data.trig")]);
    let count = || server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", &[]).text().to_owned();
    let before = count();
    let mut refused = 0;
    for case in cases() {
        for request in case["requests"].as_array().unwrap().iter().filter(|request| is_update(request)) {
            let answer = send(&server, request);
            assert!(
                answer.status == 403 && answer.text().contains("never changes its data"),
                "{}: {answer:?}",
                case["name"]
            );
            refused += 1;
        }
    }
    assert!(refused >= 10, "{refused} updates are left");
    assert_eq!(count(), before);
}

#[test]
fn an_answer_of_another_kind_does_not_pass() {
    let server = Server::over(&["--data", &test_file("protocol/data.trig")]);
    let all = cases();
    let request = |name: &str| &all.iter().find(|case| case["name"] == name).unwrap()["requests"][0];
    let refusal = send(&server, request("bad_query_syntax"));
    assert!(!is_as_expected(request("query_get"), &refusal));
    let answer = send(&server, request("query_get"));
    assert!(!is_as_expected(request("bad_query_syntax"), &answer));
    assert!(!is_as_expected(request("query_content_type_describe"), &answer));
}
