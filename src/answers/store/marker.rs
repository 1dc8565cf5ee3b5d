//! The file that makes a folder a store: `{"layout":1,"program":"lauazym 0.1.0","base":"https://w3id.org/lauazym/"}`.
//!
//! It is written before anything else, whole or not at all, so that a folder in which a first load was killed is known for
//! what it is, and a folder without it is somebody else's.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::publishing::beside;

/// The version of the layout that this program writes and reads.
pub(super) const LAYOUT: u64 = 1;
/// The file's name.
pub(super) const MARKER: &str = "lauazym-store.json";

/// What a store is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marker {
    /// The version of the layout.
    pub layout: u64,
    /// The program that made the store, with its version.
    pub program: String,
    /// The base IRI of the data.
    pub base: String,
}

impl Marker {
    /// The marker of a new store.
    pub(super) fn new(base: &str) -> Self {
        let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned();
        Self { layout: LAYOUT, program, base: base.to_owned() }
    }

    /// Reads the marker of `folder`; none when it has none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let file = folder.join(MARKER);
        let content = match fs::read(&file) {
            Ok(content) => content,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(StoreError::at(&file, error)),
        };
        // The layout is read first, since the rest may look otherwise in another one.
        let broken = |error: serde_json::Error| {
            let reason = format!("this does not tell what store it belongs to: {error}; take it from a backup");
            StoreError::at(&file, reason)
        };
        let value: serde_json::Value = serde_json::from_slice(&content).map_err(broken)?;
        if let Some(layout) = value["layout"].as_u64().filter(|layout| *layout != LAYOUT) {
            let program = value["program"].as_str().unwrap_or("another program");
            let reason =
                format!("this store has the layout {layout} of {program}, and this program knows the layout {LAYOUT}");
            return Err(StoreError::at(
                folder,
                format!("{reason}; use {program}, or load the orders into a new folder"),
            ));
        }
        serde_json::from_value(value).map(Some).map_err(broken)
    }

    /// Writes the marker into `folder`. When another process was faster, its marker stays.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut file = beside::open(folder)?;
        serde_json::to_writer(&mut file, self)?;
        writeln!(file)?;
        match file.persist_noclobber(folder.join(MARKER)) {
            Err(error) if error.error.kind() != ErrorKind::AlreadyExists => Err(error.error),
            _ => Ok(()),
        }
    }
}

/// Whether `folder` holds nothing, or only what a killed process left of a marker.
pub(super) fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if !entry?.file_name().to_string_lossy().starts_with(beside::UNFINISHED) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_read_as_it_was_written_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Marker::read(folder.path()).unwrap(), None);
        let first = Marker::new("https://example.org/first/");
        first.write(folder.path()).unwrap();
        Marker::new("https://example.org/second/").write(folder.path()).unwrap();
        assert_eq!(Marker::read(folder.path()).unwrap(), Some(first));
    }

    #[test]
    fn a_marker_of_another_layout_says_which_program_knows_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MARKER), r#"{"layout":2,"program":"lauazym 9.0.0"}"#).unwrap();
        let error = Marker::read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("layout 2 of lauazym 9.0.0") && error.contains("new folder"), "{error}");
    }

    #[test]
    fn a_marker_that_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for content in ["", "{}", "[1]", r#"{"layout":"1"}"#] {
            fs::write(folder.path().join(MARKER), content).unwrap();
            let error = Marker::read(folder.path()).unwrap_err().to_string();
            assert!(error.contains("lauazym-store.json: this does not tell"), "{content}: {error}");
        }
    }

    #[test]
    fn what_a_killed_process_left_of_a_marker_leaves_the_folder_empty() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".lauazym-x1"), "{").unwrap();
        assert!(is_empty(folder.path()).unwrap());
        fs::write(folder.path().join("letter.txt"), "").unwrap();
        assert!(!is_empty(folder.path()).unwrap());
    }
}
