//! The move to another engine: the dataset is pushed to Virtuoso, and every saved question has the same answer there.
//!
//! Virtuoso (on Debian: virtuoso-opensource-7-bin) is started in a folder of the test's own:
//! `cargo test --release --test virtuoso -- --ignored`.

mod asking;
mod loopback;
#[path = "virtuoso/server.rs"]
mod server;
mod snapshot;

use std::process::{Command, Output};

use lauazym::remote::endpoint::Endpoint;
use server::Virtuoso;

fn push(virtuoso: &Virtuoso, folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym"))
        .arg("push")
        .args(arguments)
        .args(["--resume", folder.join("pushed.tsv").to_str().unwrap()])
        .envs([("LAUAZYM_USER", Virtuoso::USER), ("LAUAZYM_PASSWORD", virtuoso.password())])
        .output()
        .unwrap()
}

fn pushed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
#[ignore = "needs Virtuoso; .ci/run installs it"]
fn every_question_has_the_same_answer_from_virtuoso() {
    let virtuoso = Virtuoso::start();
    let folder = tempfile::tempdir().unwrap();
    let store = virtuoso.url("/sparql-graph-crud-auth");
    println!("{}", pushed(&push(&virtuoso, folder.path(), &[&store])));
    let again = pushed(&push(&virtuoso, folder.path(), &[&store]));
    assert!(again.contains(" 0 graphs sent"), "{again}");
    let endpoint = Endpoint::new(virtuoso.url("/sparql").parse().unwrap(), None);
    let answers = asking::compare_elsewhere(&endpoint);
    println!("{} answers of Virtuoso are those of memory", answers.len());
    assert!(answers.len() > 40);
}
