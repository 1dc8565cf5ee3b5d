//! The editor for queries of one's own: a form that needs no script with the limits of the endpoint, and on a site a script that needs
//! no server.

mod npm;
mod serving;

use npm::node_modules;
use serving::{Answer, Server, encoded, test_file};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Takes longer than anybody waits before it gives its one row.
const SLOW: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?f && ?c != ?g) }";
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn asked(server: &Server, query: &str) -> Answer {
    server.get(&format!("/sparql.en.html?query={}", encoded(query)), &[])
}

#[test]
fn a_browser_is_led_to_a_form_with_the_prefixes_filled_in() {
    let server = Server::start(&[]);
    let way = server.get("/sparql", &[("Accept", BROWSER), ("Accept-Language", "ru")]);
    assert_eq!((way.status, way.header("location")), (303, Some("sparql.ru.html")));
    let way = server.get("/query/", &[("Accept", BROWSER), ("Accept-Language", "en")]);
    assert_eq!((way.status, way.header("location")), (303, Some("../questions.en.html")));
    for (ending, language) in [("html", "kk"), ("ru.html", "ru"), ("en.html", "en")] {
        let page = server.get(&format!("/sparql.{ending}"), &[]);
        assert_eq!((page.status, page.header("content-language")), (200, Some(language)));
        for part in [
            "<form method=\"get\" action=\"sparql.",
            "PREFIX skos:  &#60;http://www.w3.org/2004/02/skos/core#&#62;",
            &format!("LANG(?label) = &#34;{language}&#34;"),
            "?edit=query%2Facts-by-category\"",
        ] {
            assert!(page.text().contains(part), "{part}: {}", page.text());
        }
    }
}

#[test]
fn the_answer_is_a_table_with_its_files_and_the_query_stays() {
    let server = Server::start(&[]);
    let query = "SELECT ?act ?n { ?act a <http://data.europa.eu/eli/ontology#LegalResource> BIND(7 AS ?n) } ORDER BY ?act LIMIT 2";
    let page = asked(&server, query);
    assert_eq!(page.status, 200, "{}", page.text());
    for part in [
        "<th scope=\"col\" lang=\"en\">act</th><th scope=\"col\" lang=\"en\" class=\"number\">n</th>",
        "<a href=\"act/",
        "2 results",
        "SELECT ?act ?n { ?act a &#60;http:",
        // Another language asks the same.
        "<a href=\"sparql.ru.html?query=SELECT",
    ] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let link = page.text().split("<a href=\"sparql?").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let csv = server.get(&format!("/sparql?{link}"), &[]);
    assert!(csv.text().starts_with("act,n\r\n") && csv.text().lines().count() == 3, "{csv:?}");
    assert!(asked(&server, "SELECT * { <a:a> ?b ?c }").text().contains("<p>No results"));
    assert!(asked(&server, "ASK {}").text().contains("<strong>Yes</strong>"));
    let graph = asked(&server, "CONSTRUCT WHERE { ?s a ?class } LIMIT 3");
    assert!(graph.text().contains(">predicate</th>") && graph.text().contains("format=turtle"), "{}", graph.text());
    let script = asked(&server, "SELECT (\"<script>\" AS ?x) {}</textarea><script>");
    assert!(script.status == 400 && !script.text().contains("<script>"), "{}", script.text());
}

#[test]
fn what_cannot_be_read_is_shown_with_a_caret_below_its_line() {
    let server = Server::start(&[]);
    let page = asked(&server, "SELECT ?x {\r\n\t?x lz:code ?y\r\n}");
    assert_eq!(page.status, 400);
    let text = page.text();
    assert!(text.contains("Line 2, column 5: <span lang=\"en\">the prefix `lz:` is not declared"), "{text}");
    assert!(text.contains("\n<pre lang=\"en\">\t?x lz:code ?y\n\t   ^</pre>"), "{text}");
    assert!(text.contains("aria-invalid=\"true\" aria-describedby=\"wrong\""), "{text}");
    let update = asked(&server, "INSERT DATA { <a> <b> <c> }");
    assert!(update.status == 400 && update.text().contains("INSERT changes data"), "{}", update.text());
}

#[test]
fn the_limits_of_the_endpoint_hold_and_the_page_says_which() {
    let server = Server::start(&["--timeout", "0.3", "--max-rows", "160"]);
    for (query, status, says) in [
        (SLOW, 503, "longer than 300ms"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", 403, "calls the service"),
        ("ASK FROM <http://a/> {}", 400, "there is no graph"),
    ] {
        let page = asked(&server, query);
        assert!(page.status == status && page.text().contains(says), "{}: {}", page.status, page.text());
        assert!(page.text().contains("<textarea") && page.text().contains("<p class=\"status\" role=\"alert\""));
    }
    let all = "SELECT * { ?a ?b ?c }";
    let many = asked(&server, all);
    assert!(many.status == 200 && many.text().contains("The first 150 rows; in full in the files"), "{}", many.text());
    assert_eq!(many.text().matches("<tr><td").count(), 150);
    let few = Server::start(&["--max-rows", "10"]);
    let page = asked(&few, all);
    assert!(page.status == 422 && page.text().contains("more than 10 rows"), "{}", page.text());
    few.is_well();
}

#[test]
fn the_query_of_a_question_is_edited_with_its_values_in_it() {
    let server = Server::start(&[]);
    let page = server.get("/query/acts-by-category.en.html?category=C-3", &[]);
    assert!(page.text().contains("skos:notation &#34;C-3&#34; ;") && !page.text().contains("?_category"), "{page:?}");
    let link = page.text().split("<a href=\"../sparql.en.html?").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(link, "edit=query%2Facts-by-category&#38;category=C-3");
    let editor = server.get(&format!("/sparql.en.html?{}", link.replace("&#38;", "&")), &[]);
    assert!(editor.text().contains("skos:notation &#34;C-3&#34; ;"), "{}", editor.text());
    // A value that nobody has given stays open, and a question that is not there is none.
    let open = server.get("/sparql.en.html?edit=query/acts-by-category", &[]);
    assert!(open.text().contains("skos:notation ?_category ;"), "{}", open.text());
    assert!(server.get("/sparql.en.html?edit=../../etc/passwd", &[]).text().contains("PREFIX lz:"));
}

/// `lauazym site` over a small order.
fn site(out: &Path, more: &[&str]) -> Output {
    let order = test_file("fixtures/headings-with-everything.kk.md");
    let arguments = [&["site", &order, "--out", out.to_str().unwrap()], more].concat();
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(arguments).output().unwrap()
}

#[test]
fn a_site_with_the_packages_has_an_editor_and_one_without_has_no_link_to_it() {
    let (place, packages) = (TempDir::new().unwrap(), node_modules(&["oxigraph", "@zazuko/yasqe"]));
    let (with, without) = (place.path().join("with"), place.path().join("without"));
    let option = ["--sparql", packages.path().to_str().unwrap()];
    let read = |folder: &Path, file: &str| fs::read_to_string(folder.join(file)).unwrap();
    assert!(site(&with, &option).status.success());
    assert_eq!(read(&with, "sparql/yasqe/yasqe.min.js"), "@zazuko/yasqe build/yasqe.min.js");
    let page = read(&with, "sparql.ru.html");
    assert!(
        page.contains("script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;")
            && page.contains("data-ending=\".ru.html\""),
        "{page}"
    );
    assert!(page.contains("<form hidden") && page.contains("<noscript>"), "a form without a script would be dead");
    assert!(read(&with, ".htaccess").contains("<FilesMatch \"^(sparql(\\.ru|\\.en)?\\.html|worker\\.js)$\">"));
    assert!(read(&with, "sitemap.xml").contains("/sparql.en.html"));
    let question = "query/acts-by-category/C-3.en.html";
    assert!(read(&with, question).contains("../../sparql.en.html?edit=query%2Facts-by-category%2FC-3\""));
    assert!(!read(&with, question).contains("wasm"), "only the editor may run WebAssembly");
    let again = String::from_utf8(site(&with, &option).stdout).unwrap();
    assert!(again.contains("changed      0\nremoved      0\n"), "{again}");

    assert!(site(&without, &[]).status.success());
    assert!(!without.join("sparql.html").exists() && !without.join("sparql").exists());
    for file in [
        "questions.en.html",
        question,
        "index.html",
        ".htaccess",
        "hosting/nginx-http.conf",
        "hosting/nginx-server.conf",
        "sitemap.xml",
    ] {
        let text = read(&without, file);
        assert!(!text.contains("sparql.") && !text.contains("wasm"), "{file}");
    }
}

#[test]
fn packages_that_are_not_there_are_named_with_the_remedy_and_nothing_is_written() {
    let place = TempDir::new().unwrap();
    let out = place.path().join("site");
    for (packages, missing) in
        [(&[][..], "oxigraph"), (&["oxigraph"], "@zazuko/yasqe"), (&["@zazuko/yasqe"], "oxigraph")]
    {
        let folder = node_modules(packages);
        let refused = site(&out, &["--sparql", folder.path().to_str().unwrap()]);
        let error = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{error}");
        assert!(
            error.contains(&format!("needs the package {missing}: run `npm install oxigraph @zazuko/yasqe`")),
            "{error}"
        );
        assert!(!out.exists());
    }
}
