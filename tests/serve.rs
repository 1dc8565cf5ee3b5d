//! The command `lauazym serve`, asked over a socket as clients ask it.

mod serving;

use serde_json::Value;
use serving::{Answer, Server, encoded};
use std::process::Command;

/// What `lauazym query` prints about the same data.
fn printed(arguments: &[&str]) -> Vec<u8> {
    let data = serving::test_file("fixtures/answers.trig");
    let command = [&["query"], arguments, &["--data", &data]].concat();
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(command).output().unwrap().stdout
}

fn has_token(answer: &Answer, header: &str, token: &str) -> bool {
    let values = answer.headers.iter().filter(|(name, _)| name == header).map(|(_, value)| value.to_lowercase());
    values
        .flat_map(|value| value.split(',').map(|part| part.trim().to_owned()).collect::<Vec<_>>())
        .any(|part| part == token)
}

#[test]
fn rows_come_in_every_format_that_is_asked_for() {
    let server = Server::start(&[]);
    let query = "SELECT ?s ?o { ?s <https://w3id.org/lauazym/ontology#code> ?o } ORDER BY ?o LIMIT 2";
    for (accept, media_type, begins) in [
        ("*/*", "application/sparql-results+json", "{\"head\":{\"vars\":[\"s\",\"o\"]}"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml version=\"1.0\"?>"),
        ("application/xml", "application/xml", "<?xml version=\"1.0\"?>"),
        ("text/csv", "text/csv; charset=utf-8", "s,o\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?s\t?o\n"),
        ("application/x-ndjson", "application/x-ndjson", "{\"s\":"),
        ("text/markdown", "text/markdown; charset=utf-8", "| s | o |"),
        ("text/plain", "text/plain; charset=utf-8", "──"),
        ("text/html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("text/turtle, text/csv;q=0.3, application/json;q=0.2", "text/csv; charset=utf-8", "s,o\r\n"),
    ] {
        let answer = server.ask(query, &[("Accept", accept)]);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{accept}");
        assert!(answer.text().starts_with(begins), "{accept}: {}", answer.text());
        assert!(has_token(&answer, "vary", "accept"), "{answer:?}");
    }
}

#[test]
fn the_field_format_chooses_where_no_header_can() {
    let server = Server::start(&[]);
    let rows = encoded("SELECT ?o { ?s <https://w3id.org/lauazym/ontology#code> ?o } ORDER BY ?o LIMIT 1");
    let graph = encoded("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1");
    for (query, format, status, part) in [
        (&rows, "csv", 200, "o\r\n"),
        (&rows, "application/sparql-results%2Bxml", 200, "<?xml"),
        (&graph, "xml", 200, "<rdf:RDF"),
        (&rows, "turtle", 400, "turtle cannot hold the answer; choose one of json"),
        (&rows, "jsn", 400, "did you mean `json`?"),
    ] {
        let answer = server.get(&format!("/sparql?query={query}&format={format}"), &[("Accept", "text/html")]);
        assert!(answer.status == status && answer.text().contains(part), "{format}: {answer:?}: {}", answer.text());
    }
    let description = server.get("/sparql?format=ntriples", &[]);
    assert_eq!((description.status, description.header("content-type")), (200, Some("application/n-triples")));
}

#[test]
fn a_default_graph_that_nobody_chose_is_the_union_of_all() {
    let server = Server::start(&[]);
    let query = encoded("SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/lauazym/ontology#code> ?o }");
    let count = |fields: &str| {
        let answer = server.get(&format!("/sparql?query={query}{fields}"), &[("Accept", "text/csv")]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text().to_owned()
    };
    let all = count("");
    assert_ne!(all, "n\r\n0\r\n");
    for fields in ["&default-graph-uri=", "&default-graph-uri=urn:x-rdflib:default", "&named-graph-uri="] {
        assert_eq!(count(fields), all, "{fields}");
    }
    let named = "&default-graph-uri=urn:x-rdflib:default&named-graph-uri=https://w3id.org/lauazym/order/V1400009219";
    assert_eq!(count(named), all);
}

#[test]
fn a_graph_comes_in_every_format_that_is_asked_for() {
    let server = Server::start(&[]);
    let query = "CONSTRUCT { ?s <http://a/b> ?o } { ?s <https://w3id.org/lauazym/ontology#code> ?o }";
    for (accept, media_type) in [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/n-quads,application/trig;q=0.95", "application/n-quads"),
        ("application/trig", "application/trig"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("text/html, application/xml;q=0.9", "application/xml"),
    ] {
        let answer = server.ask(query, &[("Accept", accept)]);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{accept}");
        assert!(answer.text().contains("http://a/"), "{accept}: {}", answer.text());
    }
}

#[test]
fn what_cannot_be_sent_is_406_with_what_there_is() {
    let server = Server::start(&[]);
    let answer = server.ask("SELECT * { ?s ?p ?o }", &[("Accept", "text/turtle")]);
    assert_eq!(answer.status, 406);
    assert!(
        answer.text().contains("nothing here is text/turtle") && answer.text().contains("text/csv"),
        "{}",
        answer.text()
    );
    assert_eq!(server.ask("DESCRIBE <http://a/>", &[("Accept", "text/csv")]).status, 406);
}

#[test]
fn a_query_that_is_wrong_is_400_with_the_place() {
    let server = Server::start(&[]);
    let answer = server.ask("SELECT ?x {\n  ?x lz:code ?y\n}", &[]);
    assert_eq!((answer.status, answer.header("content-type")), (400, Some("text/plain; charset=utf-8")));
    assert!(answer.text().contains("query:2:6: the prefix `lz:` is not declared"), "{}", answer.text());
    assert!(answer.text().contains("  ?x lz:code ?y\n      |      ^"), "{}", answer.text());
    let update = server.ask("INSERT DATA { <a> <b> <c> }", &[]);
    assert!(update.status == 400 && update.text().contains("INSERT changes data"), "{}", update.text());
    let twice = server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", &[]);
    assert!(twice.status == 400 && twice.text().contains("2 queries"), "{}", twice.text());
    let no_text = server.get("/sparql?query=ASK%7B%FF%7D", &[]);
    assert!(no_text.status == 400 && no_text.text().contains("no UTF-8"), "{}", no_text.text());
    let none = server.send("POST", "/sparql", &[("Content-Type", "application/x-www-form-urlencoded")], Some(b"a=b"));
    assert!(none.status == 400 && none.text().contains("`query`"), "{}", none.text());
}

#[test]
fn a_query_about_a_graph_that_nobody_has_is_400_with_those_there_are() {
    let server = Server::start(&[]);
    let known = "https://w3id.org/lauazym/order/V1400009219";
    for answer in [
        server.get("/sparql?query=ASK%7B%7D&default-graph-uri=https://w3id.org/lauazym/order/V14", &[]),
        server.get("/sparql?query=ASK%7B%7D&named-graph-uri=https://w3id.org/lauazym/order/V14", &[]),
        server.ask("SELECT * FROM <https://w3id.org/lauazym/order/V14> { ?s ?p ?o }", &[]),
    ] {
        assert_eq!(answer.status, 400);
        assert!(
            answer.text().contains("order/V14>; the graphs are") && answer.text().contains(known),
            "{}",
            answer.text()
        );
    }
    let count = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/lauazym/vocabulary/sample> { ?s <https://w3id.org/lauazym/ontology#code> ?o }";
    let path = format!("/sparql?query={}&default-graph-uri={}", encoded(count), encoded(known));
    let answer = server.get(&path, &[("Accept", "text/csv")]);
    assert_eq!(answer.text(), "n\r\n17\r\n", "the dataset of the request stands in place of the query's");
}

#[test]
fn other_methods_and_addresses_are_answered_with_the_right_ones() {
    let server = Server::start(&[]);
    for (method, path, allow) in
        [("PUT", "/sparql", "POST"), ("DELETE", "/query/order", "GET"), ("POST", "/openapi.json", "GET")]
    {
        let answer = server.send(method, path, &[], Some(b""));
        assert_eq!(answer.status, 405, "{method} {path}");
        assert!(
            has_token(&answer, "allow", &allow.to_lowercase()) && !has_token(&answer, "allow", "put"),
            "{answer:?}"
        );
    }
    let options = server.send("OPTIONS", "/sparql", &[], None);
    assert!(options.status == 204 && has_token(&options, "allow", "post"), "{options:?}");
    let nowhere = server.get("/sparq", &[]);
    assert!(nowhere.status == 404 && nowhere.text().contains("/sparql"), "{}", nowhere.text());
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let server = Server::start(&[]);
    for path in ["/sparql?query=ASK%7B%7D", "/query/order", "/healthz", "/", "/openapi.json"] {
        let mut stream = server.connect();
        let request = format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut stream, &mut text).unwrap();
        assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("\r\n\r\n"), "{path}: {text}");
        let length = server.get(path, &[]).body.len();
        assert!(text.contains(&format!("content-length: {length}\r\n")), "{path}: {text}");
    }
}

#[test]
fn a_body_that_is_too_large_or_of_another_kind_is_refused() {
    let server = Server::start(&["--max-body", "1000"]);
    let long = format!("ASK {{}} #{}", "x".repeat(1000));
    let answer = server.ask(&long, &[]);
    assert!(answer.status == 413 && answer.text().contains("1000 bytes"), "{answer:?}");
    let head = "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunked = format!("{head}{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    assert_eq!(server.raw(chunked.as_bytes()).unwrap().status, 413);
    for (headers, part) in [
        (vec![("Content-Type", "text/plain")], "text/plain"),
        (vec![], "no Content-Type"),
        (vec![("Content-Type", "application/sparql-query; charset=windows-1251")], "windows-1251"),
        (vec![("Content-Type", "application/sparql-query"), ("Content-Encoding", "gzip")], "gzip"),
    ] {
        let answer = server.send("POST", "/sparql", &headers, Some(b"ASK {}"));
        assert!(answer.status == 415 && answer.text().contains(part), "{answer:?}");
    }
}

#[test]
fn without_a_query_the_service_describes_itself() {
    let server = Server::over(&[]);
    let answer = server.get("/sparql", &[("Accept", "application/n-triples")]);
    let endpoint = format!("http://{}/sparql", server.address);
    let sd = "http://www.w3.org/ns/sparql-service-description#";
    for part in [
        format!("<{endpoint}> <{sd}endpoint> <{endpoint}> ."),
        format!("<{endpoint}> <{sd}supportedLanguage> <{sd}SPARQL11Query> ."),
        format!("<{endpoint}> <{sd}feature> <{sd}UnionDefaultGraph> ."),
        format!("<{endpoint}> <{sd}resultFormat> <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ."),
        format!("<{endpoint}> <{sd}defaultDataset> <https://w3id.org/lauazym/dataset> ."),
        format!("<{sd}name> <https://w3id.org/lauazym/order/V1400009219> ."),
        format!("<{endpoint}#default-graph> <http://rdfs.org/ns/void#triples> \""),
    ] {
        assert!(answer.text().contains(&part), "{part}: {}", answer.text());
    }
    assert!(!answer.text().contains("BasicFederatedQuery"), "{}", answer.text());
    assert!(server.get("/sparql", &[]).text().contains("sd:Service"), "Turtle is the favourite");
    let page = server.get("/sparql", &[("Accept", "text/html,application/xml;q=0.9,*/*;q=0.8")]);
    assert_eq!((page.status, page.header("location")), (303, Some("sparql.html")));
    let behind = Server::start(&["--endpoint", "https://data.example.kz/sparql"]);
    assert!(behind.get("/sparql", &[]).text().contains("<https://data.example.kz/sparql> a sd:Service"));
}

#[test]
fn a_saved_question_has_the_answer_of_the_command_line() {
    let server = Server::start(&[]);
    for (arguments, path) in [
        (&["acts-by-category", "category=С-3"][..], "/query/acts-by-category?category=%D0%A1-3"),
        (
            &["acts-by-category", "category=C-3,C-5", "lang=ru"],
            "/query/acts-by-category?category=C-3&category=C-5&lang=ru",
        ),
        (
            &["posts-open-to", "specialty=Финансы"],
            "/query/posts-open-to?specialty=%D0%A4%D0%B8%D0%BD%D0%B0%D0%BD%D1%81%D1%8B",
        ),
        (&["values/category"], "/query/values/category"),
    ] {
        let answer = server.get(&format!("{path}{}format=csv", if path.contains('?') { "&" } else { "?" }), &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, printed(&[arguments, &["--format", "csv"]].concat()), "{path}");
    }
    let graph = server.get("/query/org-chart", &[("Accept", "application/n-triples")]);
    assert_eq!(graph.body, printed(&["org-chart", "--format", "ntriples"]));
    assert_eq!(server.get("/query/check-positions?format=json", &[]).text().trim(), "{\"head\":{},\"boolean\":true}");
    let page = server.get("/query/order", &[("Accept", "text/html, */*;q=0.8")]);
    assert!(page.text().contains("<table>"), "{}", page.text());
}

#[test]
fn a_saved_question_asked_wrongly_says_what_is_right() {
    let server = Server::start(&[]);
    for (path, status, part) in [
        ("/query/acts-by-categry", 404, "did you mean `acts-by-category`?"),
        ("/query/acts-by-category", 400, "needs the parameter `category`"),
        ("/query/acts-by-category?categry=C-3", 400, "did you mean `category`?"),
        ("/query/acts-by-category?category=C-33", 400, "did you mean `C-3`?"),
        ("/query/at-line?line=1&line=2", 400, "takes one value"),
        ("/query/order?format=turtle", 400, "choose one of json"),
        ("/query/order?format=jsn", 400, "did you mean `json`?"),
        ("/query/duties?term=%FF", 400, "no UTF-8"),
    ] {
        let answer = server.get(path, &[]);
        assert!(answer.status == status && answer.text().contains(part), "{path}: {} {}", answer.status, answer.text());
    }
    assert_eq!(server.get("/query/order", &[("Accept", "image/png")]).status, 406);
    server.is_well();
}

#[test]
fn the_questions_are_listed_for_programs_and_for_people() {
    let server = Server::start(&[]);
    let list: Value = serde_json::from_slice(&server.get("/query", &[]).body).unwrap();
    let question = list.as_array().unwrap().iter().find(|question| question["name"] == "posts-open-to").unwrap();
    assert_eq!(question["path"], "/query/posts-open-to");
    assert_eq!(question["parameters"][0]["name"], "specialty");
    assert_eq!(question["parameters"][0]["several"], true);
    assert_eq!(server.get("/query", &[("Accept", "text/html")]).header("location"), Some("questions.html"));
    for path in ["/questions.html", "/sparql.html"] {
        let page = server.get(path, &[("Accept", "text/html")]);
        assert!(
            page.text().contains("query%2Fposts-open-to\"") || page.text().contains("\"query/posts-open-to.html\"")
        );
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    }
}

#[test]
fn every_example_of_the_openapi_document_is_answered() {
    let server = Server::over(&["--timeout", "300"]);
    let document: Value = serde_json::from_slice(&server.get("/openapi.json", &[]).body).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let category = &document["paths"]["/query/acts-by-category"]["get"]["parameters"][0];
    assert!(category["description"].as_str().unwrap().contains("C-1, C-2, C-3, C-4, C-5"), "{category}");
    let mut asked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().unwrap();
        let fields = parameters.iter().filter_map(|parameter| {
            let example = match &parameter["example"] {
                Value::Array(several) => several[0].as_str()?.to_owned(),
                Value::String(text) => text.clone(),
                Value::Null => return None,
                other => other.to_string(),
            };
            Some(format!("{}={}", parameter["name"].as_str()?, encoded(&example)))
        });
        let path = format!("{path}?{}", fields.collect::<Vec<_>>().join("&"));
        // A question about two orders has nothing to compare in one.
        if path.starts_with("/query/changes") {
            continue;
        }
        let answer = server.get(&path, &[]);
        if item["get"]["tags"].as_array().unwrap().contains(&Value::from("federation")) {
            assert_eq!(answer.status, 403, "{path} calls a service that nobody allowed: {}", answer.text());
            continue;
        }
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let media_type = answer.header("content-type").unwrap().split(';').next().unwrap();
        assert!(item["get"]["responses"]["200"]["content"][media_type].is_object(), "{path}: {media_type}");
        asked += 1;
    }
    assert!(asked > 25, "{asked}");
}

#[test]
fn pages_of_other_origins_may_ask_when_the_owner_says_so() {
    let origin = [("Origin", "https://example.kz")];
    let own = Server::start(&[]);
    assert_eq!(own.get("/query/order", &origin).header("access-control-allow-origin"), None);
    let any = Server::start(&["--cors", "*"]);
    assert_eq!(any.get("/query/order", &origin).header("access-control-allow-origin"), Some("*"));
    let one = Server::start(&["--cors", "https://example.kz"]);
    let answer = one.get("/query/order", &origin);
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://example.kz"));
    assert!(has_token(&answer, "vary", "origin") && has_token(&answer, "vary", "accept"), "{answer:?}");
    assert_eq!(one.get("/query/order", &[("Origin", "https://other.kz")]).header("access-control-allow-origin"), None);
    let asks =
        [origin[0], ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")];
    let preflight = one.send("OPTIONS", "/sparql", &asks, None);
    assert!(preflight.status == 200 && has_token(&preflight, "access-control-allow-methods", "post"), "{preflight:?}");
}

#[test]
fn an_answer_is_compressed_for_who_takes_it() {
    let server = Server::start(&[]);
    let plain = server.get("/query/unit-tree", &[]);
    assert_eq!(plain.header("content-encoding"), None);
    let packed = server.get("/query/unit-tree", &[("Accept-Encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.whole && packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() < plain.body.len());
    assert!(has_token(&packed, "vary", "accept-encoding"), "{packed:?}");
}

#[test]
fn a_service_is_not_called() {
    let server = Server::start(&[]);
    let answer = server.ask("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }", &[]);
    assert!(answer.status == 403 && answer.text().contains("calling services is not enabled"), "{answer:?}");
    let url = server.ask("SELECT * FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }", &[]);
    assert!(url.status == 400 && url.text().contains("there is no graph"), "{url:?}");
}

#[test]
fn a_request_is_one_line_of_the_log() {
    let server = Server::start(&[]);
    server.is_well();
    let line = server.logged("acts-by-category");
    for part in
        ["method=GET", "path=/query/acts-by-category", "status=200", "ms=", "rows=2", "question=\"acts-by-category\""]
    {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[test]
fn an_address_that_is_taken_is_named_with_the_remedy() {
    let server = Server::start(&[]);
    let address = server.address.to_string();
    let data = serving::test_file("fixtures/answers.trig");
    let output = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["serve", "--bind", &address, "--data", &data])
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(message.starts_with("error: ") && message.contains(&address) && message.contains("--bind"), "{message}");
}
