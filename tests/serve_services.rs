//! A server that calls services: those that its owner allowed, and no others.

mod serving;

use std::fs;
use std::net::TcpListener;

use serving::{Server, encoded, test_file};

const ALL: &str = "SELECT (COUNT(*) AS ?n) { SERVICE <SERVICE-IRI> { ?s ?p ?o } }";

/// A second server, over a small dataset of another publisher's kind.
fn elsewhere() -> Server {
    Server::over(&["--data", &test_file("fixtures/elsewhere.ttl")])
}

fn call(server: &Server, service: &str) -> (u16, String) {
    let answer = server.ask(&ALL.replace("SERVICE-IRI", service), &[("Accept", "text/csv")]);
    (answer.status, answer.text().to_owned())
}

#[test]
fn a_federated_question_is_answered_with_the_other_servers_data() {
    let elsewhere = elsewhere();
    let server = Server::start(&["--allow-service", &elsewhere.address.to_string()]);
    let endpoint = encoded(&format!("http://{}/sparql", elsewhere.address));
    let answer = server.get(&format!("/query/isced-fields?lang=en&format=csv&endpoint={endpoint}"), &[]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.text(), fs::read_to_string(test_file("expected/answers/isced-fields.txt")).unwrap());
    assert!(server.get("/sparql", &[("Accept", "text/turtle")]).text().contains("BasicFederatedQuery"));
}

#[test]
fn a_host_that_the_owner_did_not_name_is_refused_with_the_words_to_add() {
    let elsewhere = elsewhere();
    let server = Server::start(&["--allow-service", "data.example.kz"]);
    let (status, text) = call(&server, &format!("http://{}/sparql", elsewhere.address));
    assert_eq!(status, 403, "{text}");
    assert!(text.contains(&format!("add --allow-service {}", elsewhere.address)), "{text}");
    server.is_well();
}

#[test]
fn a_service_that_a_variable_names_is_400_with_the_remedy() {
    let server = Server::start(&["--allow-service", "127.0.0.1"]);
    let query = "SELECT * { VALUES ?e { <http://127.0.0.1:9/sparql> } SERVICE ?e { ?s ?p ?o } }";
    let answer = server.ask(query, &[]);
    assert!(answer.status == 400 && answer.text().contains("write SERVICE <IRI>"), "{answer:?}");
}

#[test]
fn a_service_that_is_not_there_or_says_nothing_is_a_failure_of_the_gateway() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::start(&["--allow-service", "127.0.0.1", "--service-timeout", "0.3"]);
    let (status, text) = call(&server, &format!("http://{gone}/sparql"));
    assert!(status == 502 && text.contains("cannot be reached"), "{status} {text}");
    let (status, text) = call(&server, &format!("http://{}/sparql", silent.local_addr().unwrap()));
    assert!(status == 502 && text.contains("has not answered within 300ms"), "{status} {text}");
    server.is_well();
}

#[test]
fn a_call_takes_no_longer_than_its_query_may() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::start(&["--allow-service", "127.0.0.1", "--timeout", "0.3"]);
    let (status, text) = call(&server, &format!("http://{}/sparql", silent.local_addr().unwrap()));
    assert!(status == 503 && text.contains("longer than 300ms"), "{status} {text}");
    server.is_well();
}
