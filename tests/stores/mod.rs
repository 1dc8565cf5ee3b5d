//! What the tests of stores on disk share: the program, folders, and orders made of the fixtures.

#![allow(dead_code, reason = "each test program uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The registration number of the fixture with a preamble.
const NUMBER: &str = "9219";

/// Runs the program.
pub fn lauazym(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(args).output().unwrap()
}

/// What the program prints, which must succeed.
pub fn stdout(output: Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What the program says on standard error, which must fail with exit code 1 and print nothing.
pub fn refusal(output: Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    String::from_utf8(output.stderr).unwrap()
}

/// The path of a fixture.
pub fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).to_str().unwrap().to_owned()
}

/// A temporary folder.
pub struct Workshop(TempDir);

impl Workshop {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The path of something in the folder.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes an order in both languages as two editions, the later one with the other category, and returns the paths of its
    /// earlier and of its later texts, first the Kazakh one.
    pub fn editions(&self) -> [[String; 2]; 2] {
        let notes = [
            (
                "kaz.md",
                "1. Қоса",
                "Ескерту. Бұйрыққа өзгеріс енгізілді - ҚР Су министрінің 01.09.2014 № 40 бұйрығымен.\n\n",
            ),
            (
                "rus.md",
                "1. Утвердить",
                "Сноска. В приказ внесены изменения приказом Министра воды РК от 01.09.2014 № 40.\n\n",
            ),
        ];
        let write = |name: String, text: String| {
            fs::write(self.path(&name), text).unwrap();
            self.path(&name)
        };
        let texts = notes.map(|(file, clause, note)| {
            let text = fs::read_to_string(fixture(&format!("two-languages/{file}"))).unwrap();
            assert!(text.contains(clause) && text.contains("С-3"), "{file}");
            let later = text.replace("С-3", "С-4").replacen(clause, &format!("{note}{clause}"), 1);
            [write(format!("earlier.{file}"), text), write(format!("later.{file}"), later)]
        });
        let [[kk, later_kk], [ru, later_ru]] = texts;
        [[kk, ru], [later_kk, later_ru]]
    }

    /// Writes an order of the registration number `number` with the entries of the fixture `entries`, and returns its path.
    /// Its identifier is `V14` and the number in eight digits.
    pub fn order(&self, name: &str, number: u32, entries: &str) -> String {
        let preamble = fs::read_to_string(fixture("preamble-with-displaced-words.txt")).unwrap();
        assert!(preamble.contains(&format!("№ {NUMBER} тіркелді")));
        let preamble = preamble.replace(&format!("№ {NUMBER} "), &format!("№ {number} "));
        let entries = if entries.is_empty() { String::new() } else { fs::read_to_string(fixture(entries)).unwrap() };
        let path = PathBuf::from(self.path(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{preamble}\n\n{entries}")).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Workshop {
    /// Writes the first lines of the bundled order under another registration number, and returns its path.
    pub fn large_order(&self, name: &str, number: u32, lines: usize) -> String {
        let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/V1400009219.kk.txt")).unwrap();
        let lines: Vec<&str> = text.lines().take(lines).collect();
        let path = self.path(name);
        fs::write(&path, lines.join("\n").replace(&format!("№ {NUMBER}"), &format!("№ {number}"))).unwrap();
        path
    }
}

/// The content of every file in and below a folder, by path.
pub fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.insert(path.clone(), Vec::new());
            files.extend(content(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}
