//! SERVICE in a query: who may be called, for how long, and what becomes of the answer.

mod loopback;

use std::process::{Command, Output};
use std::time::Duration;

use loopback::{Reply, Server, error, json, out, sparql, status};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/answers.trig");
const ROWS: &str = r#"{"head": {"link": [], "vars": ["code", "note"]}, "results": {"distinct": false, "bindings": [
    {"code": {"type": "literal", "value": "C-3", "extra": 1}, "note": {"type": "bnode", "value": "b0"}},
    {"code": {"type": "literal", "value": "C-9"}, "note": {"type": "literal", "value": "not ours"}}], "ordered": true}}"#;

/// Joins the categories' notations with what the service says of them.
fn joined(service: &str) -> String {
    format!(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\
         SELECT ?category ?code ?note {{ ?category skos:notation ?code . {service} }} ORDER BY ?code"
    )
}

fn ask(text: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("q.rq");
    std::fs::write(&file, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["query", "--file", file.to_str().unwrap(), "--data", DATA, "--format", "csv"])
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn a_service_on_an_allowed_host_is_asked_once_and_its_rows_are_joined() {
    let server = Server::start(|_, _| json(ROWS));
    let text = joined(&format!(
        "SERVICE <{}> {{ ?x <https://example.org/code> ?code ; <https://example.org/note> ?note }}",
        server.url("/sparql")
    ));
    let output = ask(&text, &["--allow-service", "127.0.0.1"], &[]);
    let rows: Vec<&str> = out(&output).lines().collect();
    assert_eq!(rows.len(), 2, "{output:?}");
    assert!(rows[1].starts_with("https://w3id.org/lauazym/category/C-3,C-3,_:"), "{}", rows[1]);
    let [request] = &server.requests()[..] else { panic!("one request") };
    let query = request.parameter("query").unwrap();
    assert!(query.contains("<https://example.org/code> ?code") && !query.contains("skos"), "{query}");
}

#[test]
fn a_service_inside_exists_is_asked_once_for_all_rows() {
    let server = Server::start(|_, _| json(ROWS));
    let text =
        joined(&format!("FILTER EXISTS {{ SERVICE <{}> {{ ?x <https://example.org/code> ?code }} }}", server.url("/")));
    let output = ask(&text, &["--allow-service", "127.0.0.1"], &[]);
    assert_eq!(out(&output).lines().count(), 2, "{output:?}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_host_that_nobody_allowed_is_not_called_and_the_message_says_how_to_allow_it() {
    let server = Server::start(|_, _| json(ROWS));
    let (address, host) = (server.url("/sparql"), server.url("").trim_start_matches("http://").to_owned());
    let text = joined(&format!("SERVICE <{address}> {{ ?x ?p ?code }}"));
    for allowed in [&[][..], &["--allow-service", "localhost"], &["--allow-service", "127.0.0.1:1"]] {
        let output = ask(&text, allowed, &[]);
        assert!(error(&output).contains(&format!("add --allow-service {host}")), "{}", error(&output));
    }
    assert!(server.requests().is_empty());
    assert_eq!(out(&ask(&text, &["--allow-service", &host], &[])).lines().count(), 2);
}

#[test]
fn a_service_learns_no_credentials_and_leads_to_no_other_address() {
    let other = Server::start(|_, _| json(ROWS));
    let to = other.url("/");
    let server = Server::start(move |_, number| match number {
        0 => status(401),
        _ => Reply::Answer(302, vec![("location", to.clone())], Vec::new()),
    });
    let text = joined(&format!("SERVICE <{}> {{ ?x ?p ?code }}", server.url("/")));
    let environment = [("LAUAZYM_USER", "me"), ("LAUAZYM_PASSWORD", "x")];
    assert!(error(&ask(&text, &["--allow-service", "127.0.0.1"], &environment)).contains("answers 401"));
    let token = [("LAUAZYM_TOKEN", "hunter2")];
    assert!(error(&ask(&text, &["--allow-service", "127.0.0.1"], &token)).contains("answers 302"));
    assert_eq!(server.requests().len(), 2);
    assert!(server.requests().iter().all(|request| request.header("authorization").is_none()));
    assert!(other.requests().is_empty());
}

#[test]
fn a_slow_service_ends_by_its_own_time_or_by_the_querys() {
    let server = Server::start(|_, _| Reply::Silence(Duration::from_secs(60)));
    let text = joined(&format!("SERVICE <{}> {{ ?x ?p ?code }}", server.url("/")));
    let own = ask(&text, &["--allow-service", "127.0.0.1", "--service-timeout", "0.3"], &[]);
    assert!(error(&own).contains("has not answered within 300ms"), "{}", error(&own));
    let querys = ask(&text, &["--allow-service", "127.0.0.1", "--timeout", "0.3"], &[]);
    assert!(
        error(&querys).contains("has not answered within") || error(&querys).contains("stopped after 300ms"),
        "{}",
        error(&querys)
    );
}

#[test]
fn a_broken_answer_is_no_part_of_the_rows() {
    let server = Server::start(|_, _| json(&ROWS[..ROWS.len() - 40]));
    let text = joined(&format!("SERVICE <{}> {{ ?x ?p ?code }}", server.url("/")));
    assert!(error(&ask(&text, &["--allow-service", "127.0.0.1"], &[])).contains("cannot be read"));
}

#[test]
fn a_silent_service_that_fails_binds_nothing() {
    let server = Server::start(|_, _| status(500));
    let text = joined(&format!("SERVICE SILENT <{}> {{ ?x ?p ?code ; ?q ?note }}", server.url("/")));
    let output = ask(&text, &["--allow-service", "127.0.0.1"], &[]);
    let rows: Vec<&str> = out(&output).lines().skip(1).collect();
    assert!(rows.len() > 4 && rows.iter().all(|row| row.ends_with(',')), "{output:?}");
}

#[test]
fn the_rows_of_a_service_come_in_xml_too_and_by_get() {
    let xml = r#"<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="code"/></head>
        <results><result><binding name="code"><literal>C-3</literal></binding></result></results></sparql>"#;
    let server = Server::start(move |request, _| match request.method.as_str() {
        "GET" => Reply::Answer(200, vec![("content-type", "application/sparql-results+xml".into())], xml.into()),
        _ => status(405),
    });
    let text = joined(&format!("SERVICE <{}> {{ ?x ?p ?code }}", server.url("/")));
    assert_eq!(out(&ask(&text, &["--allow-service", "127.0.0.1"], &[])).lines().count(), 2);
}

#[test]
fn a_real_endpoint_understands_the_pattern_that_is_sent() {
    let server = sparql::endpoint("answers.trig");
    let text = format!(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\
         SELECT ?label ?broader {{ ?concept skos:notation \"5B050900\" .\n\
           SERVICE <{}> {{ SELECT ?concept (STR(?l) AS ?label) (COUNT(?b) AS ?broader) {{\n\
             ?concept skos:prefLabel ?l . FILTER(LANG(?l) = \"ru\" && STRLEN(?l) > 2)\n\
             OPTIONAL {{ ?concept skos:broader+ ?b }} }} GROUP BY ?concept ?l HAVING(COUNT(?b) > 0) }} }}",
        server.url("/sparql")
    );
    assert_eq!(out(&ask(&text, &["--allow-service", "127.0.0.1"], &[])), "label,broader\r\nФинансы,1\r\n");
}

#[test]
fn a_service_that_a_variable_names_is_refused_with_the_remedy() {
    let text = "SELECT * { VALUES ?e { <http://127.0.0.1:9/sparql> } SERVICE ?e { ?s ?p ?o } }";
    let output = ask(text, &["--allow-service", "127.0.0.1"], &[]);
    assert!(error(&output).contains("write SERVICE <IRI>"), "{}", error(&output));
}

#[test]
fn what_is_no_host_is_refused() {
    let output = ask("ASK {}", &["--allow-service", "https://a.kz/sparql"], &[]);
    assert!(error(&output).contains("`https://a.kz/sparql` is no host; write it like"), "{}", error(&output));
}
