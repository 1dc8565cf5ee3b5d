//! Knowledge is data: adding a law or a spelling to a file changes the result with no change to code.

use std::path::PathBuf;
use std::process::Command;

use lauazym::reading::document::Document;
use lauazym::reading::records;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

const LAW: &str = r#"
@prefix eli:  <http://data.europa.eu/eli/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/lauazym/act/x-test> a eli:LegalResource ; skos:prefLabel "Мұражай ісі туралы"@kk .
<https://w3id.org/lauazym/specialty/x-test> skos:inScheme <https://w3id.org/lauazym/specialty> ; skos:prefLabel "космология"@kk .
"#;

fn excerpt() -> String {
    let text = include_str!("fixtures/label-in-the-middle-of-its-row.txt");
    text.replace("Әкімшілік \nрәсімдер туралы", "Мұражай \nісі туралы")
        .replace("(экономика, \nқаржы, маркетинг)", "(экономика, \nкосмология, маркетинг)")
}

fn entry(vocabularies: &Vocabularies) -> records::Entry {
    records::read(&Document::from_text("excerpt", &excerpt()), vocabularies).unwrap().entries.remove(0)
}

#[test]
fn what_no_vocabulary_knows_is_kept_and_what_is_added_is_known() {
    let file = tempfile::Builder::new().suffix(".ttl").tempfile().unwrap();
    std::fs::write(file.path(), LAW).unwrap();
    let without = entry(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
    let with = entry(&Vocabularies::load(DEFAULT_BASE, &[file.path().to_owned()]).unwrap());
    let act = |entry: &records::Entry| entry.knowledge.as_ref().unwrap().citations[6].act.clone();
    let specialty = |entry: &records::Entry| entry.education.as_ref().unwrap().alternatives[0].specialties[1].clone();
    assert_eq!((act(&without).known, act(&without).printed.as_str()), (false, "Мұражай ісі туралы"));
    assert_eq!((specialty(&without).known, specialty(&without).printed.as_str()), (false, "космология"));
    assert_eq!((act(&with).known, act(&with).id.as_str()), (true, "act/x-test"));
    assert_eq!((specialty(&with).known, specialty(&with).id.as_str()), (true, "specialty/x-test"));
}

#[test]
fn a_broken_file_is_refused_with_its_line_and_column() {
    let file = tempfile::Builder::new().suffix(".ttl").tempfile().unwrap();
    std::fs::write(file.path(), "@prefix a: <https://example.org/> .\na:b a:c ; .\na:d \"x\" a:e .\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .args(["records", "--vocabulary"])
        .arg(file.path())
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("line 2, column 9: not Turtle: ; is not"), "{message}");
}

#[test]
fn a_missing_file_is_named() {
    let error = Vocabularies::load(DEFAULT_BASE, &[PathBuf::from("no-such-file.ttl")]).unwrap_err().to_string();
    assert!(error.contains("no-such-file.ttl"), "{error}");
}
