//! What changed from one dump to another.

mod exported;
mod snapshot;

use std::fs;

use exported::{Exported, FIXTURE, command};

/// A dump, and the same with a label corrected, a duty dropped and a concept added.
fn dumps() -> (Exported, String, String) {
    let exported = Exported::of(&[FIXTURE, "--format", "turtle,nquads"]);
    let text = fs::read_to_string(exported.path("lauazym.nq")).unwrap();
    let (concept, prefix) = ("<https://w3id.org/lauazym/role/x-new>", "http://www.w3.org/2004/02/skos/core#");
    let mut planted: String = text
        .lines()
        .filter(|line| !line.contains("/entry/1/duties/2>"))
        .map(|line| format!("{}\n", line.replace("\"Chief expert\"@en", "\"Principal expert\"@en")))
        .collect();
    planted +=
        &format!("{concept} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{prefix}Concept> <https://a.kz/g> .\n");
    planted += &format!("{concept} <{prefix}prefLabel> \"Жаңа\"@kk <https://a.kz/g> .\n");
    fs::write(exported.path("new.nq"), planted).unwrap();
    let path = |name: &str| exported.path(name).to_str().unwrap().to_owned();
    let paths = (path("lauazym.nq"), path("new.nq"));
    (exported, paths.0, paths.1)
}

#[test]
fn a_report_names_what_was_added_removed_and_changed() {
    let (_exported, old, new) = dumps();
    let output = command("diff", &[&old, &new, "--format", "markdown"]);
    let report = String::from_utf8(output.stdout).unwrap().replace(&old, "OLD").replace(&new, "NEW");
    snapshot::check("diff", "planted.md", &report);
    snapshot::no_left_over("diff", &["planted.md".to_owned()]);
}

#[test]
fn additions_and_removals_make_the_new_dump_of_the_old() {
    let (exported, old, new) = dumps();
    let out = exported.path("changes");
    let output = command("diff", &[&old, &new, "--format", "nquads", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let lines = |path: std::path::PathBuf| -> std::collections::BTreeSet<String> {
        lauazym::publishing::dumps::quads(&path).unwrap().iter().map(ToString::to_string).collect()
    };
    let (removed, added) = (lines(out.join("removed.nq")), lines(out.join("added.nq")));
    assert!(!removed.is_empty() && !added.is_empty());
    let patched = lines(old.into()).difference(&removed).cloned().chain(added).collect();
    assert_eq!(lines(new.into()), patched);
}

#[test]
fn formats_of_one_dataset_do_not_differ() {
    let (exported, old, _) = dumps();
    let turtle = exported.path("lauazym.ttl");
    let output = command("diff", &[turtle.to_str().unwrap(), &old]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.ends_with("0 resources added, 0 removed, 0 changed; 0 statements added, 0 removed\n"), "{report}");
}

#[test]
fn a_file_that_is_no_rdf_is_refused_with_its_place() {
    let (exported, old, _) = dumps();
    let broken = exported.path("broken.ttl");
    fs::write(&broken, "@prefix a: <https://example.org/> .\na:b a:c a:d .\na:e \"x\" a:f .\n").unwrap();
    let output = command("diff", &[&old, broken.to_str().unwrap()]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(error.contains("broken.ttl: line 3, column 5: not Turtle"), "{error}");
}
