//! The shapes of `ontology/shapes.ttl`, run by the program's engine (`cargo test --features shacl`); `.ci/shacl.py` runs the
//! same examples with pySHACL.

#[cfg(feature = "shacl")]
mod stores;

use std::path::Path;
use std::process::{Command, Output};

fn check(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .arg("check")
        .args(args)
        .env("COLUMNS", "400")
        .output()
        .unwrap()
}

#[cfg(not(feature = "shacl"))]
#[test]
fn a_build_without_the_engine_says_how_to_get_it() {
    let output = check(&["--shacl", "--data", "tests/shapes/entry.ttl"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("cargo build --release --features shacl"), "{message}");
}

#[cfg(feature = "shacl")]
mod engine {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use lauazym::publishing::shapes::{self, Violation};
    use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Quad;

    use super::check;
    use super::stores::Workshop;

    const SHAPES: &str = "https://w3id.org/lauazym/ontology/shapes#";

    fn examples() -> Vec<Quad> {
        let mut quads = Vec::new();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes")).unwrap() {
            let content = fs::read(entry.unwrap().path()).unwrap();
            let parser = RdfParser::from_format(RdfFormat::Turtle).rename_blank_nodes();
            quads.extend(parser.for_slice(&content).map(|quad| quad.unwrap()));
        }
        quads
    }

    fn violations(data: &[Quad], base: &str, language: &str) -> Vec<Violation> {
        shapes::violations(data, &Vocabularies::shapes(base).unwrap(), language).unwrap()
    }

    #[test]
    fn what_is_right_is_allowed_and_each_planted_error_is_found_by_its_shape_and_by_no_other() {
        let examples = examples();
        let planted: BTreeSet<String> = examples
            .iter()
            .map(|quad| quad.subject.to_string().trim_matches(['<', '>']).to_owned())
            .filter(|subject| subject.contains("/wrong/"))
            .collect();
        let data: Vec<Quad> =
            Vocabularies::load(DEFAULT_BASE, &[]).unwrap().quads.into_iter().chain(examples).collect();
        let mut found = BTreeSet::new();
        for violation in violations(&data, DEFAULT_BASE, "en") {
            let name = violation.shape.strip_prefix(SHAPES).unwrap_or(&violation.shape);
            assert!(violation.resource.contains(&format!("/wrong/{name}/")), "{violation:#?}");
            found.insert(violation.resource);
        }
        assert_eq!(found, planted);
    }

    #[test]
    fn the_real_graph_has_no_violation_whatever_its_base() {
        for base in [DEFAULT_BASE, "https://data.example.kz/posts/"] {
            let vocabularies = Vocabularies::load(base, &[]).unwrap();
            let orders = lauazym::reading::read_orders(&[], &vocabularies, |_| ()).unwrap();
            let found = violations(&lauazym::publishing::dataset(&orders, &vocabularies), base, "en");
            assert!(found.is_empty(), "{found:#?}");
        }
    }

    #[test]
    fn editions_in_two_languages_have_no_violation() {
        let workshop = Workshop::new();
        let files: Vec<PathBuf> = workshop.editions().concat().iter().map(PathBuf::from).collect();
        let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
        let orders = lauazym::reading::read_orders(&files, &vocabularies, |_| ()).unwrap();
        assert_eq!(orders.len(), 2);
        let found = violations(&lauazym::publishing::dataset(&orders, &vocabularies), DEFAULT_BASE, "en");
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn what_a_shape_says_of_a_vocabulary_holds_for_another_base_too() {
        let concept = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            <https://a.kz/category/x> skos:inScheme <https://a.kz/category> ; skos:notation \"C3\" .";
        let data: Vec<Quad> =
            RdfParser::from_format(RdfFormat::Turtle).for_slice(concept).map(|quad| quad.unwrap()).collect();
        let shapes: BTreeSet<String> =
            violations(&data, "https://a.kz/", "en").into_iter().map(|violation| violation.shape).collect();
        assert!(shapes.contains(&format!("{SHAPES}category-notation")), "{shapes:?}");
    }

    #[test]
    fn a_violation_is_printed_with_its_lines_and_in_the_language_asked_for() {
        let file = "tests/shapes/entry.ttl";
        for (language, words) in
            [("kk", "бірлік санын тексеріңіз"), ("ru", "проверьте количество"), ("en", "check the number")]
        {
            let output = check(&["--shacl", "--data", file, "--language", language]);
            let text = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(2));
            let row = text.lines().find(|line| line.contains("wrong/entry-headcount/")).unwrap();
            assert!(row.trim_start().starts_with("10–20 "), "{row}");
            assert!(text.contains(words), "{text}");
        }
    }

    #[test]
    fn a_position_is_printed_with_its_lines() {
        let files = ["tests/shapes/position.ttl", "tests/shapes/entry.ttl"];
        let output = check(&["--shacl", "--format", "json", "--data", files[0], "--data", files[1]]);
        let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let violations = reports[0]["violations"].as_array().unwrap();
        let position =
            violations.iter().find(|violation| violation["shape"] == format!("{SHAPES}position-code")).unwrap();
        assert_eq!((position["start_line"].as_u64(), position["end_line"].as_u64()), (Some(12), Some(12)));
        assert_eq!(position["value"], "\"1-1- 1\"");
    }
}

#[cfg(feature = "shacl")]
#[test]
fn a_file_that_is_no_rdf_is_refused_with_its_place() {
    for (file, words) in [("Cargo.toml", "end it with .ttl"), ("tests/no-such.ttl", "No such file")] {
        let output = check(&["--shacl", "--data", file]);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(message.contains(file) && message.contains(words), "{message}");
    }
}
