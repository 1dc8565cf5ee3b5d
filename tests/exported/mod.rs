//! Runs `lauazym export` into a folder that lasts as long as the test.

#![allow(dead_code, reason = "each test program uses a part")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use lauazym::publishing::dumps;
use oxigraph::model::Quad;
use tempfile::TempDir;

/// An excerpt with several entries, units and findings.
pub const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/code-of-another-unit.txt");

/// Runs a command of the program.
pub fn command(name: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).arg(name).args(args).output().unwrap()
}

/// The files of an export.
pub struct Exported {
    folder: TempDir,
}

impl Exported {
    pub fn of(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let output = command("export", &[args, &["--out", folder.path().to_str().unwrap()]].concat());
        assert!(output.status.success(), "{output:?}");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub fn quads(&self, name: &str) -> Vec<Quad> {
        dumps::quads(&self.path(name)).unwrap()
    }

    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}
