//! What is published: six RDF formats of one graph, and a description of the dataset that leads to everything in it.

mod exported;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use exported::{Exported, FIXTURE, command};
use lauazym::publishing::publication::FORMATS;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Quad, Term};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

const ALL: &str = "turtle,nquads,ntriples,trig,rdfxml,jsonld,csvw,xlsx";
const BASE: &str = "https://w3id.org/lauazym/";

fn term(prefix: &str, name: &str) -> String {
    let namespace = lauazym::terms::PREFIXES.iter().find(|(known, _)| *known == prefix).unwrap().1;
    format!("{namespace}{name}")
}

/// The values of a property of a resource.
fn values<'a>(quads: &'a [Quad], subject: &str, prefix: &str, name: &str) -> Vec<&'a Term> {
    let property = term(prefix, name);
    let is_meant =
        |quad: &&Quad| quad.subject.to_string() == format!("<{subject}>") && quad.predicate.as_str() == property;
    quads.iter().filter(is_meant).map(|quad| &quad.object).collect()
}

#[test]
fn every_format_reads_back_as_the_same_statements() {
    let exported = Exported::of(&[FIXTURE, "--format", ALL]);
    // There are no blank nodes, so isomorphism is equality of sets.
    let expected: BTreeSet<String> = exported.quads("lauazym.nq").iter().map(Quad::to_string).collect();
    let union = |quads: &[Quad]| -> BTreeSet<String> {
        quads.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }.to_string()).collect()
    };
    for (name, format) in FORMATS {
        let quads = exported.quads(&format!("lauazym.{}", format.file_extension()));
        assert!(!quads.iter().any(|quad| quad.subject.is_blank_node() || quad.object.is_blank_node()), "{name}");
        if format.supports_datasets() {
            assert_eq!(quads.iter().map(Quad::to_string).collect::<BTreeSet<_>>(), expected, "{name}");
        } else {
            assert_eq!(union(&quads), union(&exported.quads("lauazym.nq")), "{name}");
            assert_eq!(quads.len(), union(&quads).len(), "{name} states something twice");
        }
    }
}

#[test]
fn two_exports_give_the_same_files() {
    let [one, other] = [(); 2].map(|()| Exported::of(&[FIXTURE, "--format", ALL]));
    for name in one.names() {
        assert!(one.read(&name) == other.read(&name), "{name} differs");
    }
    assert_eq!(one.names(), other.names());
}

#[test]
fn json_ld_is_short_and_its_context_is_published_beside_it() {
    let exported = Exported::of(&[FIXTURE, "--format", "jsonld", "--base", "https://data.example.kz/"]);
    let text = String::from_utf8(exported.read("lauazym.jsonld")).unwrap();
    let entry = text.lines().find(|line| line.contains("\"type\":[\"Entry\",\"prov:Entity\"]")).unwrap();
    assert!(entry.starts_with("{\"id\":\"order/") && entry.contains("\"number\":1,"), "{entry}");
    let published: serde_json::Value = serde_json::from_slice(&exported.read("context.jsonld")).unwrap();
    let mut used: serde_json::Value = serde_json::from_str::<serde_json::Value>(&text).unwrap()["@context"].take();
    assert_eq!(used.as_object_mut().unwrap().remove("@base"), Some("https://data.example.kz/".into()));
    assert_eq!(used, published["@context"]);
}

#[test]
fn a_turtle_file_speaks_of_each_resource_in_one_place() {
    let exported = Exported::of(&[FIXTURE, "--format", "trig"]);
    for name in ["lauazym.trig", "dataset.ttl"] {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut last = String::new();
        for quad in exported.quads(name) {
            let place = format!("{} {}", quad.graph_name, quad.subject);
            if place != last {
                assert!(seen.insert(place.clone()), "{name}: {place} comes again");
                last = place;
            }
        }
    }
}

#[test]
fn decomposed_letters_are_published_composed() {
    let folder = tempfile::tempdir().unwrap();
    let order = folder.path().join("order.txt");
    fs::write(&order, fs::read_to_string(FIXTURE).unwrap().nfd().collect::<String>()).unwrap();
    let exported = Exported::of(&[order.to_str().unwrap(), "--format", "nquads,csvw"]);
    for name in exported.names() {
        let text = String::from_utf8(exported.read(&name)).unwrap();
        let wrong = text.lines().find(|line| !unicode_normalization::is_nfc(line));
        assert_eq!(wrong, None, "{name}");
    }
}

#[test]
fn the_description_has_what_dcat_ap_asks_and_the_right_checksums() {
    let exported =
        Exported::of(&[FIXTURE, "--format", ALL, "--publisher", "Әділет министрлігі <https://example.kz/moj>"]);
    let quads = exported.quads("dataset.ttl");
    let dataset = format!("{BASE}dataset");
    for property in ["title", "description"] {
        let languages: BTreeSet<&str> = values(&quads, &dataset, "dct", property)
            .into_iter()
            .filter_map(|value| match value {
                Term::Literal(text) => text.language(),
                _ => None,
            })
            .collect();
        assert_eq!(languages, BTreeSet::from(["en", "kk", "ru"]), "dct:{property}");
    }
    assert_eq!(values(&quads, &dataset, "dct", "publisher")[0].to_string(), "<https://example.kz/moj>");
    assert_eq!(values(&quads, "https://example.kz/moj", "foaf", "name")[0].to_string(), "\"Әділет министрлігі\"");
    assert_eq!(values(&quads, &dataset, "dct", "license").len(), 1);
    let distributions = values(&quads, &dataset, "dcat", "distribution");
    assert_eq!(distributions.len(), 8, "six dumps, the tables with their description, the workbook");
    let mut files = BTreeSet::from(["dataset.ttl".to_owned()]);
    let mut check = |described: &str, url: &str| {
        let name = url.strip_prefix(BASE).unwrap();
        let content = exported.read(name);
        files.insert(name.to_owned());
        let sum: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(the(&quads, &the(&quads, described, "spdx", "checksum"), "spdx", "checksumValue"), sum, "{name}");
        content.len()
    };
    for distribution in distributions {
        let Term::NamedNode(distribution) = distribution else { panic!("{distribution}") };
        let distribution = distribution.as_str();
        let value = |prefix, name| the(&quads, distribution, prefix, name);
        let bytes = check(distribution, &value("dcat", "downloadURL"));
        assert_eq!(value("dcat", "byteSize"), bytes.to_string());
        assert!(value("dcatap", "availability").ends_with("/AVAILABLE"));
        assert!(value("dcat", "accessURL").starts_with(BASE) && value("dcat", "mediaType").contains("media-types/"));
        for text in ["title", "description"] {
            assert_eq!(values(&quads, distribution, "dct", text).len(), 3, "{distribution} {text}");
        }
        for table in values(&quads, distribution, "dct", "hasPart") {
            let Term::NamedNode(table) = table else { panic!("{table}") };
            check(table.as_str(), &the(&quads, table.as_str(), "csvw", "url"));
        }
        if distribution.ends_with(".jsonld") {
            let context = value("dct", "conformsTo");
            check(&context, &context);
        }
    }
    assert_eq!(files.into_iter().collect::<Vec<_>>(), exported.names());
}

/// The one value of a property of a resource.
fn the(quads: &[Quad], subject: &str, prefix: &str, name: &str) -> String {
    match values(quads, subject, prefix, name)[..] {
        [Term::Literal(value)] => value.value().to_owned(),
        [Term::NamedNode(value)] => value.as_str().to_owned(),
        ref other => panic!("{subject} {prefix}:{name} {other:?}"),
    }
}

#[test]
fn the_description_says_when_the_orders_counted_where_the_files_are_and_what_came_before() {
    let exported = Exported::of(&[
        "--format",
        "turtle",
        "--download-base",
        "https://files.example.kz/2026",
        "--previous-version",
        "https://example.kz/2025/dataset",
    ]);
    let quads = exported.quads("dataset.ttl");
    let dataset = format!("{BASE}dataset");
    assert_eq!(the(&quads, &dataset, "dcat", "previousVersion"), "https://example.kz/2025/dataset");
    let period = the(&quads, &dataset, "dct", "temporal");
    assert_eq!(the(&quads, &period, "dcat", "startDate"), "2014-03-07");
    let distribution = format!("{dataset}/distribution/lauazym.ttl");
    for property in ["accessURL", "downloadURL"] {
        assert_eq!(the(&quads, &distribution, "dcat", property), "https://files.example.kz/2026/lauazym.ttl");
    }
}

#[test]
fn the_clock_is_in_the_data_only_when_asked_for() {
    let moment = "2026-01-31T12:00:00Z";
    let without = Exported::of(&[FIXTURE, "--format", "nquads"]);
    let with = Exported::of(&[FIXTURE, "--format", "nquads", "--generated-at", moment]);
    let text = |exported: &Exported| String::from_utf8(exported.read("lauazym.nq")).unwrap();
    assert_eq!(text(&with).matches(moment).count(), 3);
    let rest: Vec<String> = text(&with).lines().filter(|line| !line.contains(moment)).map(ToOwned::to_owned).collect();
    assert_eq!(rest, text(&without).lines().collect::<Vec<_>>());
}

#[test]
fn the_counts_of_the_description_are_those_of_the_data() {
    let exported = Exported::of(&[FIXTURE, "--format", "nquads", "--endpoint", "https://example.kz/sparql"]);
    let quads = exported.quads("lauazym.nq");
    let dataset = format!("{BASE}dataset");
    let data: Vec<&Quad> = quads.iter().filter(|quad| quad.graph_name.to_string() != format!("<{dataset}>")).collect();
    let different = |property: &dyn Fn(&Quad) -> bool| {
        let statements = data.iter().filter(|quad| property(quad));
        statements
            .map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let number = |subject: &str, name: &str| match values(&quads, subject, "void", name)[..] {
        [Term::Literal(number)] => number.value().parse::<usize>().unwrap(),
        ref other => panic!("{subject} void:{name} {other:?}"),
    };
    assert_eq!(number(&dataset, "triples"), different(&|_| true));
    let entries = |quad: &Quad| quad.predicate.as_ref() == rdf::TYPE && quad.object.to_string().ends_with("#Entry>");
    assert_eq!(number(&format!("{dataset}/class/lz-Entry"), "entities"), different(&entries));
    let codes = |quad: &Quad| quad.predicate.as_str() == term("lz", "code");
    assert_eq!(number(&format!("{dataset}/property/lz-code"), "triples"), different(&codes));
    assert_eq!(number(&format!("{dataset}/class/lz-Position/lz-code/xsd-string"), "triples"), different(&codes));
    let links = |quad: &Quad| {
        quad.predicate.as_str() == term("skos", "exactMatch") && quad.object.to_string().contains("/isced-f/")
    };
    assert_eq!(number(&format!("{dataset}/linkset/isced-f/skos-exactMatch"), "triples"), different(&links));
    assert_eq!(values(&quads, &dataset, "void", "sparqlEndpoint").len(), 1);
    let questions = values(&quads, &dataset, "dct", "isReferencedBy").len();
    assert_eq!(questions, lauazym::questions::catalogue::Catalogue::bundled().unwrap().questions().count());
}

#[test]
fn every_resource_has_a_type_and_a_label_and_is_reached_from_the_dataset() {
    let exported = Exported::of(&["--format", "nquads"]);
    let quads = exported.quads("lauazym.nq");
    let mut links: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut typed, mut labelled) = (BTreeSet::new(), BTreeSet::new());
    let labels = [
        term("rdfs", "label"),
        term("skos", "prefLabel"),
        term("eli", "title"),
        term("lz", "text"),
        term("lz", "citedText"),
    ];
    for quad in &quads {
        let subject = quad.subject.to_string();
        if quad.predicate.as_ref() == rdf::TYPE {
            typed.insert(subject.clone());
        }
        let is_text = matches!(&quad.object, Term::Literal(text) if text.language().is_some());
        if is_text && labels.iter().any(|label| quad.predicate.as_str() == label) {
            labelled.insert(subject.clone());
        }
        links.entry(subject).or_default().extend(quad.object.is_named_node().then(|| quad.object.to_string()));
    }
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let dataset = format!("<{BASE}dataset>");
    let mut open = vec![dataset.as_str()];
    while let Some(resource) = open.pop() {
        if let (true, Some(objects)) = (reached.insert(resource), links.get(resource)) {
            open.extend(objects.iter().map(String::as_str));
        }
    }
    let without = |is_known: &dyn Fn(&str) -> bool| -> Vec<&String> {
        links.keys().filter(|subject| !is_known(subject)).collect()
    };
    assert_eq!(without(&|subject| typed.contains(subject)), [""; 0], "have no type");
    assert_eq!(without(&|subject| labelled.contains(subject)), [""; 0], "have no label");
    assert_eq!(without(&|subject| reached.contains(subject)), [""; 0], "are not reached");
    let graphs: BTreeSet<String> = quads.iter().map(|quad| quad.graph_name.to_string()).collect();
    let is_described = |object: &String| links.contains_key(object) || graphs.contains(object);
    let data = format!("<{BASE}");
    let ontology = format!("<{BASE}ontology");
    let lost = links
        .values()
        .flatten()
        .find(|object| object.starts_with(&data) && !object.starts_with(&ontology) && !is_described(object));
    assert_eq!(lost, None, "a link of ours leads nowhere");
}

#[test]
fn what_cannot_be_published_is_refused_with_the_remedy() {
    for (args, message) in [
        (["--format", "excel"], "choose from turtle, nquads, ntriples, trig, rdfxml, jsonld, csvw, xlsx"),
        (["--license", "CC-BY"], "\"CC-BY\" is no absolute IRI"),
        (["--publisher", "Justice <moj>"], "write the publisher as"),
        (["--generated-at", "today"], "like 2026-01-31T12:00:00Z"),
    ] {
        let output = command("export", &args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(message), "{error}");
    }
}
