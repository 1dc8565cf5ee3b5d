//! What README.md and the pages under docs/ show is what the program prints.
//!
//! In a block of the language `console`, a line `$ lauazym …` is run by a shell and the lines under it are its standard output,
//! in which a line `…` stands for any number of lines. Turtle under a comment `<!-- Turtle of … -->` is that of the export.
//! `UPDATE_EXPECTED=1 cargo test --release` stores anew what is printed.

mod exported;
#[path = "pages/mod.rs"]
mod pages;
mod serving;
#[path = "pages/turtle.rs"]
mod turtle;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Where a command of a block of the language `sh` is run: how it begins, the file, and the words by which it is found there.
const ELSEWHERE: [(&str, &str, &str); 14] = [
    ("cargo run --release -- export", ".ci/run", "cargo run --release --quiet -- export"),
    ("cargo test --release", ".ci/run", "cargo test --release"),
    ("UPDATE_EXPECTED=1 cargo test --release", ".ci/run", "cargo test --release"),
    ("cargo fmt --check", ".ci/run", "cargo fmt --check"),
    ("cargo clippy --release --all-targets -- -D warnings", ".ci/run", "cargo clippy --release --all-targets"),
    ("cargo build --release --features rocksdb", ".ci/run", "--release --features rocksdb"),
    ("npm install oxigraph @zazuko/yasqe", ".ci/browser.sh", "npm install"),
    ("lauazym site --sparql node_modules", ".ci/browser.sh", "--sparql \"$tools/node_modules\""),
    ("npx comunica-sparql", ".ci/clients.sh", "docs/serve.md"),
    ("lauazym query acts-by-category category=C-3 --endpoint", "tests/virtuoso.rs", "compare_elsewhere"),
    ("lauazym push http://127.0.0.1:8890/sparql-graph-crud-auth", "tests/virtuoso.rs", "/sparql-graph-crud-auth"),
    ("lauazym query isced-fields", ".ci/federation.sh", "isced-fields"),
    ("lauazym query wikidata-matches", ".ci/federation.sh", "wikidata-matches"),
    ("lauazym query organizations-elsewhere", ".ci/federation.sh", "organizations-elsewhere"),
];

/// A folder that looks like the root of the repository.
fn workplace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["data", "ontology", "queries", "tests"] {
        symlink(pages::root().join(name), folder.path().join(name)).unwrap();
    }
    folder
}

/// The standard output of a command.
fn printed(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_lauazym")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", command])
        .envs([("COLUMNS", "100"), ("PATH", &path), ("XDG_STATE_HOME", folder.to_str().unwrap())])
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Whether this build has what a command needs.
fn is_built(command: &str) -> bool {
    let on_disk = ["--store", "lauazym backup", "lauazym optimize"].iter().any(|word| command.contains(word));
    (!on_disk || cfg!(feature = "rocksdb")) && (!command.contains("--shacl") || cfg!(feature = "shacl"))
}

#[test]
fn the_program_prints_what_the_pages_show() {
    pages::check(|_, block| {
        let runs = (block.language == "console").then(|| block.runs())?;
        let folder = workplace();
        let mine = |command: &str| command.starts_with("lauazym ") && is_built(command) && !command.ends_with('&');
        // Commands of one block follow each other in one folder.
        let lines = runs.iter().flat_map(|run| {
            let printed = mine(&run.command).then(|| printed(&run.command, folder.path()));
            printed.map_or_else(|| run.as_shown(), |printed| run.with_output(&printed))
        });
        Some(lines.collect())
    });
}

#[test]
#[ignore = "needs curl; .ci/run has it"]
fn curl_gets_what_the_pages_show() {
    let server = serving::Server::over(&[]);
    let address = format!("http://{}", server.address);
    pages::check(|_, block| {
        let runs = (block.language == "console").then(|| block.runs())?;
        let lines = runs.iter().flat_map(|run| {
            let command =
                run.command.starts_with("curl ").then(|| run.command.replace("http://127.0.0.1:7878", &address));
            let printed = command.map(|command| printed(&command, pages::root()));
            printed.map_or_else(|| run.as_shown(), |printed| run.with_output(&printed))
        });
        Some(lines.collect())
    });
}

#[test]
fn turtle_on_the_pages_is_that_of_the_export() {
    let exported = exported::Exported::of(&["--format", "turtle"]);
    let text = String::from_utf8(exported.read("lauazym.ttl")).unwrap();
    pages::check(|_, block| {
        let subjects = block.comment.strip_prefix(&["Turtle".to_owned(), "of".to_owned()])?;
        Some(subjects.iter().flat_map(|subject| turtle::resource(&text, subject)).collect())
    });
}

#[test]
fn every_other_command_is_run_elsewhere() {
    let mut unused: BTreeSet<&str> = ELSEWHERE.iter().map(|(command, ..)| *command).collect();
    for page in pages::all() {
        for block in pages::blocks(&fs::read_to_string(&page).unwrap()) {
            let is_begun = |command: &str, known: &str| {
                command.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            let is_run = |command: &str| ["lauazym ", "curl "].iter().any(|name| command.starts_with(name));
            let commands: Vec<String> = match block.language.as_str() {
                "sh" => block.lines.clone(),
                "console" => block.runs().into_iter().map(|run| run.command).filter(|line| !is_run(line)).collect(),
                _ => continue,
            };
            for line in commands {
                let command = line.split(" #").next().unwrap().trim();
                let Some((known, file, words)) = ELSEWHERE.iter().find(|(known, ..)| is_begun(command, known)) else {
                    panic!(
                        "{}: no test runs `{command}`; show it as `console`, or say in ELSEWHERE what runs it",
                        page.display()
                    );
                };
                let text = fs::read_to_string(pages::root().join(file)).unwrap();
                assert!(text.contains(words), "{file} does not say `{words}`, by which `{command}` is run");
                unused.remove(known);
            }
        }
    }
    assert!(unused.is_empty(), "no page shows {unused:?}");
}

#[test]
fn links_lead_to_files_and_the_summary_names_every_page() {
    let link = regex::Regex::new(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)").unwrap();
    for page in pages::all() {
        let text = fs::read_to_string(&page).unwrap();
        for found in link.captures_iter(&text) {
            let target = page.parent().unwrap().join(&found[1]);
            assert!(target.exists(), "{}: {} leads nowhere", page.display(), &found[1]);
        }
    }
    let source = regex::Regex::new(r"`(src/[a-z_/]+(?:\.rs)?)`").unwrap();
    for found in source.captures_iter(&fs::read_to_string(pages::root().join("docs/architecture.md")).unwrap()) {
        assert!(pages::root().join(&found[1]).exists(), "docs/architecture.md: there is no {}", &found[1]);
    }
    let summary = fs::read_to_string(pages::root().join("docs/SUMMARY.md")).unwrap();
    for page in pages::all().iter().filter(|page| page.parent().unwrap() == pages::root().join("docs")) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(name == "SUMMARY.md" || summary.contains(&format!("({name})")), "docs/SUMMARY.md does not name {name}");
    }
}

#[test]
fn the_readme_is_a_page() {
    let size = fs::metadata(PathBuf::from(pages::root()).join("README.md")).unwrap().len();
    assert!(size <= 8 * 1024, "README.md has {size} bytes; what is more belongs into docs/");
}
