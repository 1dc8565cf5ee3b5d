//! The files of an export.

use std::fs;
use std::path::Path;
use std::process::Command;

use lauazym::publishing::publication::FORMATS;
use oxigraph::io::RdfParser;

fn export(folder: &Path, args: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_lauazym")).arg("export").args(args).arg("--out").arg(folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for folder in &folders {
        export(folder.path(), &[]);
    }
    for name in ["lauazym.ttl", "lauazym.nq"] {
        let [first, second] = folders.each_ref().map(|folder| fs::read(folder.path().join(name)).unwrap());
        assert!(first == second, "{name} differs");
    }
}

#[test]
fn every_format_holds_the_triples_that_the_summary_counts() {
    let folder = tempfile::tempdir().unwrap();
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/code-of-another-unit.txt");
    let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    let summary = export(folder.path(), &[order, "--format", &names.join(",")]);
    let counted: usize = summary.lines().find_map(|line| line.strip_prefix("triples")).unwrap().trim().parse().unwrap();
    for (name, format) in FORMATS {
        let content = fs::read(folder.path().join(format!("lauazym.{}", format.file_extension()))).unwrap();
        let mut triples: Vec<String> = RdfParser::from_format(format)
            .for_slice(&content)
            .map(|quad| quad.unwrap())
            .map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object))
            .collect();
        triples.sort();
        triples.dedup();
        assert_eq!(triples.len(), counted, "{name}");
    }
}

#[test]
fn the_base_moves_data_and_never_the_ontology() {
    let folder = tempfile::tempdir().unwrap();
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/glued-label.txt");
    export(folder.path(), &[order, "--base", "https://data.example.kz/", "--format", "ntriples"]);
    let triples = fs::read_to_string(folder.path().join("lauazym.nt")).unwrap();
    assert!(
        triples.contains("<https://data.example.kz/category/C-3> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
    );
    assert!(triples.contains("<https://w3id.org/lauazym/ontology#category> <https://data.example.kz/category/C-3>"));
    assert!(!triples.contains("<https://w3id.org/lauazym/category/"));
}
