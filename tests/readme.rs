//! What the README shows is what the program prints. In a block marked `console`, a line `$ lauazym …` is run and the lines
//! under it are its standard output, in which a line `…` stands for any number of lines.

mod snapshot;

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of the README with the output shown.
fn shown() -> Vec<(String, Vec<String>)> {
    let mut shown: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in include_str!("../README.md").lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            shown.push((command.to_owned(), Vec::new()));
        } else if let (true, Some((_, output))) = (inside, shown.last_mut()) {
            output.push(line.trim_end().to_owned());
        }
    }
    shown
}

/// Whether `printed` is `shown`, in which `…` stands for any number of lines.
fn agrees(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => (0..=printed.len()).any(|skipped| agrees(rest, &printed[skipped..])),
        Some((line, rest)) => {
            printed.first().is_some_and(|first| first.trim_end() == line) && agrees(rest, &printed[1..])
        }
    }
}

#[test]
fn the_program_prints_what_the_readme_shows() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["data", "tests/fixtures"] {
        let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join(part), folder.path().join(part));
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let mut run = 0;
    for (command, output) in shown() {
        let Some(arguments) = command.strip_prefix("lauazym ") else { continue };
        let printed = Command::new(env!("CARGO_BIN_EXE_lauazym"))
            .args(snapshot::words(arguments))
            .env("COLUMNS", "100")
            .current_dir(folder.path())
            .output()
            .unwrap();
        let printed = String::from_utf8(printed.stdout).unwrap();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(agrees(&output, &lines), "$ {command}\n{printed}");
        run += 1;
    }
    assert!(run >= 7, "the README shows {run} runs");
}
