//! Every IRI opens: a server leads from a thing to its page and its data, and a site holds the same as files.

mod npm;
mod serving;

use serving::{Answer, Server, test_file};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const ORDER: &str = "fixtures/headings-with-everything.kk.md";
const ENTRY: &str = "/order/x-2014-04-11-88/entry/1";
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

fn server() -> Server {
    Server::over(&["--order", &test_file(ORDER)])
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

fn site(out: &Path) -> String {
    site_with(out, &[])
}

fn site_with(out: &Path, arguments: &[&str]) -> String {
    let packages = npm::node_modules(&["oxigraph", "@zazuko/yasqe"]);
    let output = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args([&["site", &test_file(ORDER), "--out", out.to_str().unwrap()], arguments].concat())
        .args(["--sparql", packages.path().to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn an_iri_leads_each_client_to_what_it_can_read() {
    let server = server();
    for (accept, leads) in [
        ("*/*", "1.ttl"),
        (BROWSER, "1.html"),
        ("text/turtle, application/x-turtle", "1.ttl"),
        // rdflib, rapper, Jena, Protégé's OWL API and a WebKit of the time when XML came first.
        ("text/turtle;q=1.0, application/rdf+xml;q=0.9, application/n-triples;q=0.8, text/html;q=0.5", "1.ttl"),
        ("application/n-triples, text/plain;q=0.9, application/rdf+xml;q=0.5, text/turtle;q=0.3, */*;q=0.1", "1.nt"),
        ("text/turtle,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3", "1.ttl"),
        ("application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09", "1.rdf"),
        ("application/rdf+xml, application/xml;q=0.9, text/turtle;q=0.5", "1.rdf"),
        ("application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5", "1.html"),
        ("application/xml", "1.rdf"),
        ("application/ld+json", "1.jsonld"),
        ("application/json", "1.jsonld"),
        ("text/html;q=0.5, text/turtle;q=0.5", "1.ttl"),
        ("text/html;q=0.6, text/turtle;q=0.5", "1.html"),
    ] {
        let answer = server.get(ENTRY, &[("Accept", accept)]);
        assert_eq!((answer.status, header(&answer, "location")), (303, leads), "{accept}");
        assert!(header(&answer, "vary").contains("accept-language") || answer.headers.len() > 1, "{answer:?}");
    }
    let part = server.get(&format!("{ENTRY}/knowledge"), &[("Accept", BROWSER), ("Accept-Language", "ru")]);
    assert_eq!(header(&part, "location"), "../1.ru.html#knowledge");
    assert_eq!(header(&server.get("/.well-known/void", &[]), "location"), "../dataset");
    assert_eq!(header(&server.get("/ontology?format=html&lang=en", &[]), "location"), "ontology.en.html");
    assert_eq!(header(&server.get("/ontology?format=rdf", &[("Accept", BROWSER)]), "location"), "ontology.rdf");
}

#[test]
fn a_page_says_its_language_and_where_its_data_are() {
    let server = server();
    for (ending, language) in [("html", "kk"), ("ru.html", "ru"), ("en.html", "en")] {
        let page = server.get(&format!("{ENTRY}.{ending}"), &[]);
        assert_eq!((page.status, header(&page, "content-language")), (200, language));
        assert!(page.text().contains(&format!("<html lang=\"{language}\">")));
        assert!(header(&page, "link").contains("<1.ttl>; rel=\"alternate describedby\""), "{page:?}");
        assert!(header(&page, "link").contains("<1.rdf>; rel=\"alternate describedby\"; type=\"application/rdf+xml\""));
        let policy = header(&page, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("http"), "{policy}");
    }
    let way_in = server.get("/", &[("Accept-Language", "en")]);
    assert!(way_in.text().contains("<html lang=\"en\">") && way_in.text().contains("application/ld+json"));
}

#[test]
fn a_fact_leads_to_its_lines_and_the_lines_to_what_is_printed_there() {
    let server = server();
    let entry = server.get(&format!("{ENTRY}.html"), &[]);
    let entry = entry.text();
    let (_, link) = entry.split_once("href=\"../text/1.html#L").expect("the entry has a link to its lines");
    let line = link.split('"').next().unwrap();
    let text = server.get("/order/x-2014-04-11-88/text/1.html", &[]);
    let text = text.text();
    assert!(text.contains(&format!("<p id=\"L{line}\"")), "{line}");
    assert!(text.contains("../entry/1.html") && text.contains("href=\"../../../act/"), "{text}");
    assert!(text.contains("<div class=\"text\" lang=\"kk\">"));
    assert_eq!(server.get("/order/x-2014-04-11-88/text/2.html", &[]).status, 404);
}

#[test]
fn a_saved_question_is_a_page_with_its_answer_and_its_files() {
    let server = server();
    let page = server.get("/query/acts-by-category.en.html", &[]);
    assert!(
        page.text().contains("<select name=\"category\" required>") && !page.text().contains("<table>"),
        "{page:?}"
    );
    let asked = server.get("/query/acts-by-category.en.html?category=C-3", &[]);
    assert!(asked.text().contains("<option value=\"C-3\" selected>"), "{asked:?}");
    assert!(asked.text().contains("<a href=\"../act/"), "{asked:?}");
    let value = server.get("/query/acts-by-category/C-3.ru.html", &[]);
    assert!(value.text().contains("href=\"C-3.ru.csv\""), "{value:?}");
    let csv = server.get("/query/acts-by-category/C-3.ru.csv", &[]);
    assert!(csv.text().starts_with("act,actLabel,") && csv.text().lines().count() > 1, "{csv:?}");
    let wrong = server.get("/query/acts-by-category.en.html?category=C-99", &[]);
    assert!(wrong.text().contains("role=\"alert\""), "{wrong:?}");
    assert_eq!(server.get("/query/acts-by-category/C-99.en.html", &[]).status, 404);
}

#[test]
fn a_misspelled_word_is_found_and_the_units_are_a_tree() {
    let server = server();
    let found = server.get("/search.html?q=%D1%81%D0%B0%D1%80%D0%B0%D0%BF%D1%89%D1%8B", &[]);
    assert!(found.text().contains("<a href=\"role/chief-expert.html\""), "{found:?}");
    let index: serde_json::Value = serde_json::from_slice(&server.get("/search-ru.json", &[]).body).unwrap();
    assert!(index["letters"]["Қ"] == "қ" && index["things"].as_array().unwrap().len() > 100);
    let tree = server.get("/order/x-2014-04-11-88/structure.html", &[]);
    assert!(tree.text().contains("<ul class=\"tree\" data-tree=") && tree.text().contains("href=\"unit/"), "{tree:?}");
    let matrix = server.get("/query/acts-by-categories.html", &[]);
    assert!(
        matrix.text().contains("<table class=\"matrix\">") && matrix.text().contains("<th scope=\"row\">"),
        "{matrix:?}"
    );
    let heat = server.get("/query/specialties-by-units.en.html", &[]);
    assert!(heat.text().contains("<td class=\"h8\">3</td>") && heat.text().contains("<td>0</td>"), "{heat:?}");
}

#[test]
fn a_comparison_says_in_words_what_only_one_has_and_what_both_have() {
    let server = server();
    for page in ["compare-categories/C-3/C-4.en.html", "compare-categories.en.html?first=C-3&second=C-4"] {
        let compared = server.get(&format!("/query/{page}"), &[]);
        let text = compared.text();
        assert!(!text.contains("C-3 (C-3)"), "a name that is its own code is said once: {text}");
        for heading in ["<h2>Only in the first: <a href=", "<h2>Only in the second: <a href=", "<h2>In common "] {
            assert!(text.contains(heading), "{page} {heading}: {text}");
        }
    }
    let posts = server.get("/query/compare-positions.en.html", &[]);
    assert!(posts.text().contains("name=\"first\" required") && posts.text().contains("name=\"second\" required"));
    let csv = server.get("/query/compare-categories/C-3/C-4.ru.csv", &[]);
    assert!(csv.text().starts_with("aspect,aspectLabel,thing,") && csv.text().lines().count() > 3, "{csv:?}");
}

#[test]
fn what_is_open_is_said_on_the_ground_of_answers_with_the_lines_that_say_so() {
    let server = server();
    let open = server.get("/query/posts-open-to/5B030100.en.html", &[]);
    let text = open.text();
    assert!(text.contains("<h1>Posts open to a holder of given specialties: "), "{text}");
    assert!(text.contains("<option value=\"5B030100\" selected>"), "{text}");
    assert!(text.contains("<h2>Based on your answers</h2>") && text.contains("Experience requirement not checked"));
    assert!(text.contains("<strong>4 posts</strong>") && text.contains("specialty named in the order: 4"), "{text}");
    assert!(text.contains("order/x-2014-04-11-88/text/1.en.html#L") && !text.contains("eligible"), "{text}");
    let typed = server.get("/query/posts-open-to.en.html?specialty=Jurisprudence%20%28law%29", &[]);
    assert!(typed.text().contains("<option value=\"5B030100\" selected>"), "a name chooses as a code does: {typed:?}");
    let asked =
        |level: &str| server.get(&format!("/query/posts-open-to.en.html?specialty=5B030100&level={level}"), &[]);
    let higher = asked("higher");
    assert!(
        higher.text().contains(">Your level of education</dt>") && higher.text().contains("<strong>4 posts</strong>")
    );
    assert!(asked("postgraduate").text().contains("role=\"alert\""), "no order of this store names that level");
    let specialty = server.get("/specialty/5B030100.en.html", &[]);
    assert!(specialty.text().contains("href=\"../query/posts-open-to/5B030100.en.html\""), "{specialty:?}");
}

#[test]
fn findings_are_counted_by_kind_and_lead_to_their_lines() {
    let server = server();
    let all = server.get("/query/findings.en.html", &[]);
    let text = all.text();
    let (_, lead) = text.split_once("<a href=\"findings/").expect("a page for each kind");
    let (page, rest) = lead.split_once('"').unwrap();
    let (_, count) = rest.split_once("<span class=\"count\">").unwrap();
    let count: usize = count.split('<').next().unwrap().parse().unwrap();
    let of_kind = server.get(&format!("/query/findings/{}", page.replace(".en.html", ".csv")), &[]);
    assert_eq!(of_kind.text().lines().count(), count + 1, "{of_kind:?}");
    assert!(text.contains("/text/1.en.html#L"), "{text}");
}

#[test]
fn what_no_name_has_is_found_in_duties() {
    let server = server();
    let entry = server.get("/order/x-2014-04-11-88/entry/1.nt", &[]);
    let duty =
        entry.text().lines().find(|line| line.contains("/duties/1> <") && line.contains("#text>")).unwrap().to_owned();
    let word = duty.split('"').nth(1).unwrap().split(' ').find(|word| word.chars().count() > 8).unwrap().to_owned();
    let encoded: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let found = server.get(&format!("/search.html?q={encoded}"), &[]);
    assert!(found.text().contains("order/x-2014-04-11-88/entry/1.html#duties"), "{word} {found:?}");
    let index: serde_json::Value = serde_json::from_slice(&server.get("/duties-en.json", &[]).body).unwrap();
    assert!(index["kinds"] == serde_json::json!(["Duties"]) && !index["sets"].as_array().unwrap().is_empty());
}

#[test]
fn where_nothing_is_the_nearest_are_named_in_the_clients_format() {
    let server = server();
    let turtle = server.get("/order/x-2014-04-11-88/entry/99", &[("Accept", "text/turtle")]);
    assert_eq!((turtle.status, header(&turtle, "content-type")), (404, "text/turtle; charset=utf-8"));
    assert!(turtle.text().contains("# <https://w3id.org/lauazym/order/x-2014-04-11-88/entry/"), "{turtle:?}");
    let page = server.get("/act/Z99000045", &[("Accept", BROWSER)]);
    assert!(page.status == 404 && page.text().contains("href=\"Z990000453_.html\""), "{page:?}");
    let json = server.get("/nothing", &[("Accept", "application/json")]);
    assert!(json.status == 404 && json.text().contains("\"nearest\""), "{json:?}");
    let xml = server.get("/act/Z99000045", &[("Accept", "application/rdf+xml")]);
    assert!(xml.status == 404 && xml.text().contains("<!-- there is nothing at /act/Z99000045"), "{xml:?}");
    assert_eq!(header(&xml, "content-type"), "application/rdf+xml");
    assert_eq!(server.get(&format!("{ENTRY}?format=docx"), &[]).status, 406);
    assert_eq!(server.get(&format!("{ENTRY}?lang=de"), &[]).status, 406);
    assert_eq!(server.get(ENTRY, &[("Accept", "image/png")]).status, 406);
    let script = server.get("/javascript:alert(1)//x", &[("Accept", BROWSER)]);
    assert!(script.status == 404 && !script.text().contains("href=\"javascript"), "{script:?}");
}

#[test]
fn a_site_is_what_the_server_sends_and_a_second_run_changes_nothing() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("site");
    site(&folder);
    let sums = fs::read(folder.join("SHA256SUMS")).unwrap();
    let second = site(&folder);
    assert!(second.contains("changed      0\nremoved      0\n"), "{second}");
    assert_eq!(fs::read(folder.join("SHA256SUMS")).unwrap(), sums);
    let server = server();
    let is_served = |path: &str| {
        let is_answer = path.starts_with("query/");
        (is_answer || [".html", ".ttl", ".jsonld", ".nt", ".rdf", ".css"].iter().any(|ending| path.ends_with(ending)))
            // What only a folder has: files of the whole dataset, and the links to them; queries answered in the browser.
            && !["lauazym", "catalogue", "context", "404", "index", "sparql"].iter().any(|name| path.starts_with(name))
    };
    let mut compared = 0;
    for file in files(&folder) {
        let path = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        // One in seven, of every kind.
        if is_served(&path) && (compared < 30 || path.len() % 7 == 0) {
            let answer = server.get(&format!("/{path}"), &[]);
            assert!(answer.status == 200 && answer.body == fs::read(&file).unwrap(), "{path}: {}", answer.status);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_workbook_is_among_the_downloads() {
    let place = TempDir::new().unwrap();
    site(place.path());
    assert!(fs::read(place.path().join("lauazym.xlsx")).unwrap().starts_with(b"PK"));
    let front = fs::read_to_string(place.path().join("index.html")).unwrap();
    assert!(front.contains("href=\"lauazym.xlsx\"") && front.contains("spreadsheetml.sheet"), "{front}");
    assert!(fs::read_to_string(place.path().join("SHA256SUMS")).unwrap().contains("  lauazym.xlsx\n"));
}

#[test]
fn an_iri_that_was_replaced_leads_to_the_new_one_on_a_server_and_by_the_rules_of_hosts() {
    let place = TempDir::new().unwrap();
    let vocabulary = place.path().join("replaced.ttl");
    let replaced = "<https://w3id.org/lauazym/act/x-civil-service> <http://purl.org/dc/terms/isReplacedBy> \
                    <https://w3id.org/lauazym/act/Z990000453_> .";
    fs::write(&vocabulary, replaced).unwrap();
    let vocabulary = ["--vocabulary", vocabulary.to_str().unwrap()];
    let server = Server::over(&[&["--order", &test_file(ORDER)], &vocabulary[..]].concat());
    let answer = server.get("/act/x-civil-service", &[("Accept", BROWSER)]);
    assert_eq!((answer.status, header(&answer, "location")), (301, "Z990000453_"));
    assert_eq!(server.get("/act/Z990000453_", &[("Accept", BROWSER)]).status, 303);

    let folder = place.path().join("site");
    site_with(&folder, &vocabulary);
    for (file, rule) in [
        (".htaccess", "^act/x-civil-service/?$ %{ENV:lauazym_base}act/Z990000453_? [R=301,L]\n"),
        ("hosting/nginx-server.conf", "= /act/x-civil-service { return 301 /act/Z990000453_; }\n"),
        ("_redirects", "\n/act/x-civil-service /act/Z990000453_ 301\n"),
    ] {
        assert!(fs::read_to_string(folder.join(file)).unwrap().contains(rule), "{file}: {rule}");
    }
}

#[test]
fn every_link_of_a_site_leads_to_a_file_and_an_identifier_in_it() {
    let place = TempDir::new().unwrap();
    site(place.path());
    let mut ids: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    for file in files(place.path()).into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")) {
        let text = fs::read_to_string(&file).unwrap();
        let values = |name: &str| {
            let mark = format!(" {name}=\"");
            let parts = text.split(mark.as_str()).skip(1);
            parts.filter_map(|part| part.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
        };
        links.extend(values("href").into_iter().filter(|link| !link.contains("://")).map(|link| (file.clone(), link)));
        ids.insert(file.clone(), values("id").into_iter().collect());
    }
    assert!(links.len() > 1_000);
    for (file, link) in links {
        // A host sends it for addresses of any depth.
        assert!(!file.ends_with("404.html") || link.starts_with('#'), "404.html: {link}");
        let (path, id) = link.split_once('#').unwrap_or((&link, ""));
        let path = path.split('?').next().unwrap_or_default();
        let target = if path.is_empty() { file.clone() } else { resolved(&file, path) };
        assert!(target.is_file(), "{}: {link}", file.display());
        assert!(id.is_empty() || ids.get(&target).is_none_or(|ids| ids.contains(id)), "{}: {link}", file.display());
    }
}

fn resolved(file: &Path, link: &str) -> PathBuf {
    let mut target = file.parent().unwrap().to_owned();
    for part in link.split('/') {
        match part {
            ".." => drop(target.pop()),
            part => target.push(part),
        }
    }
    target
}

#[test]
fn a_folder_that_is_no_sites_is_not_written_into() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("thesis.tex"), "mine").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["site", &test_file(ORDER), "--out", place.path().to_str().unwrap()])
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && error.contains("neither empty nor a site"), "{error}");
    assert_eq!(files(place.path()).len(), 1);
}
