//! Compares what the program gives with what is stored in `tests/expected/`.
//!
//! `UPDATE_EXPECTED=1 cargo test --release` stores anew; read the difference before you commit it.

#![allow(dead_code, reason = "each test program uses a part")]

use std::fs;
use std::path::PathBuf;

/// The folder of stored results `kind`.
pub fn folder(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(kind)
}

/// Compares `actual` with the stored result `name` of `kind`, or stores it.
///
/// # Panics
/// When they differ or nothing is stored.
pub fn check(kind: &str, name: &str, actual: &str) {
    let path = folder(kind).join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(folder(kind)).unwrap();
        fs::write(&path, actual).unwrap();
        return;
    }
    let hint = "UPDATE_EXPECTED=1 cargo test --release stores what the program gives now";
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; {hint}", path.display()));
    if expected == actual {
        return;
    }
    // Split at line feeds alone, so that a carriage return and a missing last line feed are differences too.
    let mut pairs = expected.split('\n').zip(actual.split('\n')).enumerate();
    match pairs.find(|(_, (left, right))| left != right) {
        Some((number, (left, right))) => {
            panic!("{}: line {}:\nexpected {left:?}\n   found {right:?}\n{hint}", path.display(), number + 1)
        }
        None => panic!("{}: one of the two ends where the other goes on; {hint}", path.display()),
    }
}

/// Checks that every stored result of `kind` is one of `names`.
///
/// # Panics
/// When a stored result is left over.
pub fn no_left_over(kind: &str, names: &[String]) {
    for file in fs::read_dir(folder(kind)).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "{kind}/{name} is stored and nothing gives it; delete it");
    }
}

/// The words of a command line, of which some are quoted.
pub fn words(example: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in example.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
