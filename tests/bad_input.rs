//! Bad input ends with one clear message on standard error and exit code 1, and changes nothing that was there before.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn lauazym(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(args).output().unwrap()
}

/// Runs `lauazym records FILE` on a file with this content and returns the message.
fn refused(content: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), content).unwrap();
    let output = lauazym(&["records", file.path().to_str().unwrap()]);
    message(&output)
}

fn message(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(output.stdout, b"", "nothing is printed before a failure");
    let message = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    message
}

#[test]
fn a_missing_file_and_a_folder_are_named() {
    let missing = message(&lauazym(&["records", "no/such/order.txt"]));
    assert!(missing.contains("no/such/order.txt") && missing.contains("No such file"), "{missing}");
    let empty = tempfile::tempdir().unwrap();
    let folder = message(&lauazym(&["records", empty.path().to_str().unwrap()]));
    assert!(folder.contains(": is a folder without meta.yaml") && folder.contains("give an order's file"), "{folder}");
}

#[test]
fn an_empty_file_is_refused() {
    assert!(refused(b"").contains("the file is empty"));
    assert!(refused(b" \n\n").contains("the file is empty"));
}

#[test]
fn what_is_in_no_encoding_of_text_is_refused() {
    let message = refused(b"\x89PNG\x00\x00\xFF\x01\x02");
    assert!(message.contains("line 1: not UTF-8 text") && message.contains("save its text as UTF-8"), "{message}");
}

#[test]
fn a_pdf_without_the_program_that_reads_it_is_refused_with_how_to_install_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), b"%PDF-1.4\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lauazym"));
    let output = command.args(["records", file.path().to_str().unwrap()]).env("PATH", "").output().unwrap();
    assert!(message(&output).contains("apt-get install poppler-utils"));
}

#[test]
fn a_text_that_is_no_order_is_refused_with_what_was_expected() {
    let message = refused("Бір өлең\n\nекі жол\n".as_bytes());
    assert!(message.contains("no entry found; expected a line like \"Бірлік саны Санаты Лауазым №\""), "{message}");
}

#[test]
fn a_text_that_is_cut_keeps_what_is_complete_and_reports_the_rest() {
    let cut = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/text-cut-inside-an-entry.txt");
    let output = lauazym(&["records", cut.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    let warning = String::from_utf8(output.stderr).unwrap();
    assert!(warning.contains("the text ends inside the entry"), "{warning}");
}

#[test]
fn one_order_given_twice_is_refused() {
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/data/V1400009219.kk.txt");
    assert!(message(&lauazym(&["records", order, order])).contains("give each edition of an order once"));
}

#[test]
fn a_failed_export_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lauazym.ttl"), "before").unwrap();
    // A folder stands where the second file must go.
    fs::create_dir(folder.path().join("lauazym.nq")).unwrap();
    let out = folder.path().to_str().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/footer-of-the-database.txt");
    let told = message(&lauazym(&["export", file, "--out", out]));
    assert!(told.contains("lauazym.nq"), "{told}");
    assert!(fs::read(folder.path().join("lauazym.ttl")).unwrap() == b"before", "the first file is as it was");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
    let under_a_file = folder.path().join("lauazym.ttl/out");
    assert!(message(&lauazym(&["export", file, "--out", under_a_file.to_str().unwrap()])).contains("--out DIR"));
}

#[test]
fn an_unknown_format_lists_the_known() {
    let output = lauazym(&["export", "--format", "docx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("turtle, nquads, ntriples, trig, rdfxml, jsonld"));
}
