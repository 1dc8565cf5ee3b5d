//! Each fixture is an excerpt named after the oddity that it holds; its records and findings are stored.

mod snapshot;

use std::fs;
use std::path::{Path, PathBuf};

use lauazym::reading::document::Document;
use lauazym::reading::records::{self, Order};
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use serde_json::json;

fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut fixtures: Vec<PathBuf> = files
        .filter(|path| {
            path.extension().is_some_and(|ending| ["txt", "md", "html"].iter().any(|known| ending == *known))
        })
        .collect();
    fixtures.sort();
    fixtures
}

fn read(path: &Path) -> Order {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    records::read(&Document::read(path).unwrap(), &vocabularies).unwrap()
}

#[test]
fn each_oddity_gives_the_stored_records_and_findings() {
    let mut names = Vec::new();
    for path in fixtures() {
        let order = read(&path);
        let report = json!({ "order": order, "entries": order.entries, "findings": order.findings });
        let name = path.with_extension("json").file_name().unwrap().to_string_lossy().into_owned();
        snapshot::check("oddities", &name, &format!("{}\n", serde_json::to_string_pretty(&report).unwrap()));
        names.push(name);
    }
    snapshot::no_left_over("oddities", &names);
}

#[test]
fn no_line_of_an_excerpt_is_unaccounted_for() {
    for path in fixtures() {
        let order = read(&path);
        assert_eq!(order.lines_accounted_for + order.lines_not_understood, order.lines_of_text, "{}", path.display());
        let unknown = ["text-cut-inside-an-entry.txt", "headings-with-everything.kk.md", "rows-by-category.ru.md"];
        let expected = unknown.iter().any(|name| path.ends_with(name));
        assert_eq!(order.lines_not_understood > 0, expected, "{}", path.display());
    }
}
