//! The command `lauazym query`, run as a user runs it.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).to_str().unwrap().to_owned()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lauazym"));
    command.arg("query").args(arguments).env("COLUMNS", "100");
    command
}

fn query(arguments: &[&str]) -> Output {
    let data = fixture("answers.trig");
    command(&[arguments, &["--data", &data]].concat()).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Writes a query of the user's own.
fn own(text: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("own.rq");
    fs::write(&file, text).unwrap();
    (folder, file.to_str().unwrap().to_owned())
}

#[test]
fn the_answer_goes_to_standard_output_in_the_format_asked_for() {
    let output = query(&["acts-by-category", "category=С-3", "--format", "csv"]);
    assert!(output.status.success());
    assert!(
        out(&output).starts_with("act,actLabel,kind,kindLabel,positions,outOf,firstLine,order\r\n"),
        "{}",
        out(&output)
    );
    assert_eq!(out(&output).lines().count(), 3);
    assert_eq!(err(&output), "");
}

#[test]
fn true_ends_with_0_and_false_with_2() {
    let fine = query(&["check-positions"]);
    assert_eq!((out(&fine), fine.status.code()), ("true\n", Some(0)));
    let faulty = command(&["check-positions", "--data", &fixture("later-order.trig")]).output().unwrap();
    assert_eq!((out(&faulty), faulty.status.code()), ("false\n", Some(2)));
}

#[test]
fn errors_go_to_standard_error_with_exit_code_1() {
    for (arguments, message) in [
        (vec!["acts-by-categry", "category=C-3"], "did you mean `acts-by-category`?"),
        (vec!["acts-by-category"], "needs the parameter `category`"),
        (vec!["category=C-3"], "stands where the question's name should"),
        (vec!["acts-by-category", "C-3"], "`C-3` is no parameter"),
        (vec!["unit-tree", "--format", "turtle"], "choose one of table, markdown, csv"),
        (vec!["org-chart", "--format", "csv"], "choose one of turtle, ntriples"),
        (vec![], "which question?"),
    ] {
        let output = query(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).starts_with("error: ") && err(&output).contains(message), "{}", err(&output));
        assert_eq!(out(&output), "");
    }
}

#[test]
fn data_that_cannot_be_read_is_named() {
    let missing = command(&["unit-tree", "--data", "no-such.ttl"]).output().unwrap();
    assert!(err(&missing).contains("no-such.ttl: No such file"), "{}", err(&missing));
    let (_folder, file) = own("this is no Turtle");
    let turtle = file.replace(".rq", ".ttl");
    fs::rename(&file, &turtle).unwrap();
    let broken = command(&["unit-tree", "--data", &turtle]).output().unwrap();
    assert!(err(&broken).contains("line 1, column 1: not Turtle"), "{}", err(&broken));
    let unknown = command(&["unit-tree", "--data", "Cargo.toml"]).output().unwrap();
    assert!(err(&unknown).contains(".ttl, .nq, .nt, .trig"), "{}", err(&unknown));
}

#[test]
fn a_query_of_the_users_own_can_have_parameters() {
    let (_folder, file) = own("PREFIX lz: <https://w3id.org/lauazym/ontology#>\n\
         PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\
         SELECT * { ?position lz:code ?code ; lz:category/skos:notation ?_category } ORDER BY ?code");
    let output = query(&["--file", &file, "category=с-3", "--format", "tsv"]);
    assert_eq!(
        out(&output),
        "?position\t?code\t?_category\n<https://w3id.org/lauazym/order/V1400009219/position/13-4-1>\t\"13-4-1\"\t\"C-3\"\n"
    );
}

#[test]
fn a_syntax_error_shows_the_line_and_the_missing_declaration() {
    let (_folder, file) = own("SELECT ?x {\n  ?x lz:code ?y\n}");
    let output = query(&["--file", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("own.rq:2:6: the prefix `lz:` is not declared"), "{}", err(&output));
    assert!(err(&output).contains("PREFIX lz: <https://w3id.org/lauazym/ontology#>"), "{}", err(&output));
    assert!(err(&output).contains("  ?x lz:code ?y\n      |      ^"), "{}", err(&output));
}

#[test]
fn the_list_shows_every_question_and_help_explains_one() {
    let list = query(&["--list"]);
    assert!(out(&list).contains("$ lauazym query acts-by-category category=C-3"), "{}", out(&list));
    assert!(out(&list).contains("CATEGORY                   C-"), "{}", out(&list));
    let help = query(&["acts-by-category", "--help"]);
    for part in
        ["category=CATEGORY,…", "      C-3\n", "[lang=kk|ru|en]", "act, actLabel, kind, kindLabel, positions, outOf"]
    {
        assert!(out(&help).contains(part), "{part}: {}", out(&help));
    }
    let usage = query(&["--help"]);
    assert!(out(&usage).contains("Usage: lauazym query"), "{}", out(&usage));
}

#[test]
fn a_value_list_can_be_asked_itself() {
    let output = query(&["values/category", "--format", "csv"]);
    assert!(out(&output).contains("C-3,С-3,C-3\r\n"), "{}", out(&output));
}

#[test]
fn a_slow_query_is_stopped_with_a_message() {
    let (_folder, file) =
        own("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?f && ?c != ?g) }");
    let output = query(&["--file", &file, "--timeout", "0.2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("stopped after 200ms"), "{}", err(&output));
}

#[test]
fn explain_shows_the_plan_with_rows_and_times() {
    let output = query(&["unit-tree", "--explain"]);
    assert!(out(&output).contains("rows") && out(&output).contains("Project(?depth, ?unit"), "{}", out(&output));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let (_folder, file) = own("SELECT * { ?a ?b ?c . ?d ?e ?f }");
    let data = fixture("answers.trig");
    let mut child = command(&["--file", &file, "--format", "csv", "--data", &data])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
}
