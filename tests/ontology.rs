//! The ontology, the vocabularies and the shapes: whole, in three languages, and in step with the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lauazym::reading::findings::Kind;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use lauazym::terms::{ONTOLOGY, lz, sh};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use regex::Regex;
use unicode_normalization::is_nfc;

const SHAPES: &str = "https://w3id.org/lauazym/ontology/shapes#";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files below `folder` whose names end with `.ending`, in the order of their names; none when there is no folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn vocabularies() -> Vec<Quad> {
    Vocabularies::load(DEFAULT_BASE, &[]).unwrap().quads
}

fn shapes() -> Vec<Quad> {
    Vocabularies::shapes(DEFAULT_BASE).unwrap()
}

fn turtle(file: &Path) -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::Turtle)
        .with_default_graph(NamedNode::new_unchecked("https://example.org/graph"))
        .rename_blank_nodes()
        .for_slice(&fs::read(file).unwrap())
        .map(|quad| quad.unwrap_or_else(|error| panic!("{}: {error}", file.display())))
        .collect()
}

/// The answer to the question in `file`: the resource (empty for a blank node) and what is wrong with it.
fn ask(file: &Path, quads: Vec<Quad>) -> Vec<(String, String)> {
    let store = lauazym::answers::store::in_memory(quads).unwrap();
    let mut query = SparqlEvaluator::new()
        .parse_query(&fs::read_to_string(file).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    query.dataset_mut().set_default_graph_as_union();
    let QueryResults::Solutions(solutions) = query.on_store(&store).execute().unwrap() else {
        panic!("{}: no SELECT", file.display());
    };
    let text = |term: Option<&Term>| match term {
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        _ => String::new(),
    };
    solutions.map(|row| row.unwrap()).map(|row| (text(row.get("resource")), text(row.get("fault")))).collect()
}

fn iris(quads: &[Quad]) -> BTreeSet<&str> {
    let mut iris = BTreeSet::new();
    for quad in quads {
        iris.insert(quad.predicate.as_str());
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            iris.insert(node.as_str());
        }
        if let Term::NamedNode(node) = &quad.object {
            iris.insert(node.as_str());
        }
    }
    iris
}

fn terms(iris: BTreeSet<&str>) -> BTreeSet<String> {
    iris.into_iter().filter_map(|iri| iri.strip_prefix(ONTOLOGY)).map(ToOwned::to_owned).collect()
}

/// The terms of the ontology that the text of a SPARQL query names, by prefix or in full.
fn terms_of_query(query: &str) -> BTreeSet<String> {
    let namespace = regex::escape(ONTOLOGY);
    let mut forms = vec![format!("<{namespace}([A-Za-z]+)>")];
    let prefix = Regex::new(&format!(r"(?i)\bPREFIX\s+(\w*):\s*<{namespace}>")).unwrap();
    forms.extend(prefix.captures_iter(query).map(|found| format!(r"\b{}:([A-Za-z]+)", &found[1])));
    forms
        .iter()
        .flat_map(|form| {
            let names: Vec<String> =
                Regex::new(form).unwrap().captures_iter(query).map(|found| found[1].to_owned()).collect();
            names
        })
        .collect()
}

/// The constants of `terms::lz` that the code names, as terms.
fn terms_of_code() -> BTreeSet<String> {
    let constants: BTreeMap<&str, &str> = lz::ALL.iter().map(|(name, term)| (*name, term.as_str())).collect();
    let named = Regex::new(r"\blz::([A-Z_]+)\b").unwrap();
    files(&root("src"), "rs")
        .iter()
        .filter(|file| !file.ends_with("terms.rs"))
        .flat_map(|file| {
            let code = fs::read_to_string(file).unwrap();
            let names: Vec<String> = named.captures_iter(&code).map(|found| found[1].to_owned()).collect();
            names
        })
        .filter_map(|name| constants.get(name.as_str()).and_then(|term| term.strip_prefix(ONTOLOGY)))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn every_term_that_is_used_is_declared_and_every_declared_term_is_used() {
    let quads = vocabularies();
    let (ontology, vocabularies): (Vec<Quad>, Vec<Quad>) = quads.into_iter().partition(
        |quad| matches!(&quad.graph_name, GraphName::NamedNode(graph) if ONTOLOGY.trim_end_matches('#') == graph.as_str()),
    );
    let declared: BTreeSet<String> = ontology
        .iter()
        .filter(|quad| quad.predicate.as_str().ends_with("#isDefinedBy"))
        .filter_map(|quad| {
            quad.subject.to_string().strip_prefix('<')?.strip_suffix('>')?.strip_prefix(ONTOLOGY).map(ToOwned::to_owned)
        })
        .collect();
    let shapes = shapes();
    let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut note = |place: &str, terms: BTreeSet<String>| {
        for term in terms {
            used.entry(term).or_default().push(place.to_owned());
        }
    };
    note(
        "src/terms.rs",
        lz::ALL.iter().filter_map(|(_, term)| term.as_str().strip_prefix(ONTOLOGY)).map(ToOwned::to_owned).collect(),
    );
    note("ontology/lauazym.ttl", terms(iris(&ontology)));
    note("the vocabularies", terms(iris(&vocabularies)));
    note("ontology/shapes.ttl", terms(iris(&shapes)));
    for file in files(&root("queries"), "rq") {
        note(&file.display().to_string(), terms_of_query(&fs::read_to_string(&file).unwrap()));
    }
    for (term, places) in &used {
        assert!(declared.contains(term), "lz:{term} is used by {places:?} and not declared in ontology/lauazym.ttl");
    }
    let code = terms_of_code();
    for term in &declared {
        let elsewhere = used[term].iter().any(|place| place != "ontology/lauazym.ttl" && place != "src/terms.rs");
        assert!(code.contains(term) || elsewhere, "lz:{term} is declared in ontology/lauazym.ttl and used by nothing");
    }
    for (name, term) in lz::ALL {
        let used = term.as_str().strip_prefix(ONTOLOGY).is_some_and(|term| code.contains(term));
        assert!(used, "terms::lz::{name} is named by no code");
    }
}

#[test]
fn a_question_that_names_an_undeclared_term_is_noticed() {
    let query = format!("PREFIX l: <{ONTOLOGY}>\nSELECT * {{ ?a l:headcount/<{ONTOLOGY}salary> ?b }}");
    assert_eq!(terms_of_query(&query), ["headcount", "salary"].map(ToOwned::to_owned).into());
}

#[test]
fn no_integrity_question_finds_a_fault_in_the_vocabularies() {
    let quads: Vec<Quad> = vocabularies().into_iter().chain(shapes()).collect();
    for file in files(&root("tests/integrity"), "rq") {
        let faults = ask(&file, quads.clone());
        assert!(faults.is_empty(), "{}: {faults:#?}", file.display());
    }
}

#[test]
fn each_integrity_question_finds_the_errors_planted_for_it_and_nothing_else() {
    for file in files(&root("tests/integrity"), "rq") {
        let quads = turtle(&file.with_extension("ttl"));
        let planted: BTreeSet<String> =
            iris(&quads).into_iter().filter(|iri| iri.contains("/wrong/")).map(ToOwned::to_owned).collect();
        let found: BTreeSet<String> = ask(&file, quads).into_iter().map(|(resource, _)| resource).collect();
        assert!(!planted.is_empty() && found == planted, "{}: found {found:?}, planted {planted:?}", file.display());
    }
}

#[test]
fn everything_in_the_real_graph_is_described_and_reachable() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let orders = lauazym::reading::read_orders(&[], &vocabularies, |_| ()).unwrap();
    let quads = lauazym::publishing::dataset(&orders, &vocabularies);
    let faults = ask(&root("queries/undescribed.rq"), quads);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_is_not_described_or_not_reachable_is_found() {
    let quads = turtle(&root("tests/support/undescribed.ttl"));
    let found: BTreeSet<String> = ask(&root("queries/undescribed.rq"), quads)
        .into_iter()
        .map(|(resource, fault)| format!("{resource} {fault}"))
        .collect();
    let found: Vec<&str> = found.iter().map(|row| row.trim_start_matches("https://example.org/")).collect();
    assert_eq!(
        found,
        [
            "act/island no links lead to it from the dataset",
            "act/missing nothing describes it, and https://example.org/order/V1 links to it",
            "act/nameless it has no label in kk or ru",
            "act/untyped it has no type",
            "role/clerk it has no label in en",
        ]
    );
}

#[test]
fn the_ontology_folder_is_in_normal_form() {
    for file in files(&root("ontology"), "ttl") {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            assert!(is_nfc(line), "{}: line {}: write it in Unicode NFC", file.display(), number + 1);
        }
    }
}

#[test]
fn the_kinds_of_finding_are_those_of_the_vocabulary() {
    let code: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.notation()).collect();
    let quads = vocabularies();
    let kinds = format!("{DEFAULT_BASE}finding-kind/");
    let vocabulary: BTreeSet<&str> =
        iris(&quads).into_iter().filter_map(|iri| iri.strip_prefix(kinds.as_str())).collect();
    assert_eq!(code, vocabulary);
}

#[test]
fn every_shape_has_a_severity_messages_in_three_languages_and_a_planted_error() {
    let shapes = shapes();
    let examples: Vec<Quad> = files(&root("tests/shapes"), "ttl").iter().flat_map(|file| turtle(file)).collect();
    let examples = iris(&examples);
    let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for quad in &shapes {
        if let (NamedOrBlankNode::NamedNode(shape), Term::Literal(message)) = (&quad.subject, &quad.object)
            && quad.predicate.as_ref() == sh::MESSAGE
        {
            languages.entry(shape.as_str()).or_default().insert(message.language().unwrap_or_default());
        }
    }
    for iri in iris(&shapes) {
        let Some(name) = iri.strip_prefix(SHAPES) else { continue };
        let said: BTreeSet<String> = shapes
            .iter()
            .filter(|quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(shape) if shape.as_str() == iri))
            .map(|quad| quad.predicate.as_str().rsplit('#').next().unwrap_or_default().to_owned())
            .collect();
        let parts = ["type", "targetNode", "path", "property"];
        if said.iter().all(|property| parts.contains(&property.as_str())) {
            continue;
        }
        assert!(said.contains("severity"), "shape:{name} has no sh:severity");
        assert_eq!(languages.get(iri), Some(&["en", "kk", "ru"].into()), "shape:{name}: languages of sh:message");
        let planted = format!("/wrong/{name}/");
        assert!(
            examples.iter().any(|iri| iri.contains(&planted)),
            "shape:{name}: tests/shapes/ plants no error for it"
        );
    }
}
