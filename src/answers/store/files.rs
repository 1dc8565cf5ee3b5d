//! The files beside the database: the user's vocabularies, and what a killed process left.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::StoreError;
use crate::publishing::beside;

/// The folder of the database in a store's folder.
pub(super) const DATA: &str = "data";

/// A file with the name by which the store keeps it.
pub(super) type Named = (OsString, PathBuf);

/// The files with the names by which the store keeps them.
pub(super) fn named(files: &[PathBuf]) -> Result<Vec<Named>, StoreError> {
    let mut named: Vec<Named> = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_owned();
        if named.iter().any(|(other, _)| *other == name) {
            let reason = "another vocabulary file has this name too, and the store keeps them by name; rename one";
            return Err(StoreError::at(file, reason));
        }
        named.push((name, file.clone()));
    }
    Ok(named)
}

/// Copies vocabulary files into `folder`, and returns all that are there, by their names.
pub(super) fn keep(folder: &Path, files: Vec<Named>) -> Result<Vec<PathBuf>, StoreError> {
    fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
    for (name, file) in files {
        let place = folder.join(name);
        let content = fs::read(&file).map_err(StoreError::io(&file))?;
        beside::write(&place, &content).map_err(StoreError::io(&place))?;
    }
    let mut kept: Vec<PathBuf> = entries(folder)?;
    let is_unfinished = |name: &OsStr| name.to_string_lossy().starts_with(beside::UNFINISHED);
    kept.retain(|file| !file.file_name().is_some_and(is_unfinished));
    kept.sort();
    Ok(kept)
}

/// Deletes what a killed bulk load left beside the database.
pub(super) fn sweep(data: &Path) -> Result<(), StoreError> {
    for file in entries(data)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            fs::remove_file(&file).map_err(StoreError::io(&file))?;
        }
    }
    Ok(())
}

/// Copies what is in the folder `from` and below to `to`, which is made. RocksDB's files of data, which never change, become links
/// where the file system has links.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(to).map_err(StoreError::io(to))?;
    for file in entries(from)? {
        let place = to.join(file.file_name().unwrap_or_default());
        if file.is_dir() {
            copy(&file, &place)?;
            continue;
        }
        let is_data = file.extension().is_some_and(|extension| extension == "sst");
        if !(is_data && fs::hard_link(&file, &place).is_ok()) {
            fs::copy(&file, &place).map_err(StoreError::io(&place))?;
        }
    }
    Ok(())
}

/// The size of the database of the store in `path`, in bytes, without what only readers of earlier states still hold.
///
/// # Errors
/// There is no database, or it cannot be read.
pub fn size(path: &Path) -> Result<u64, StoreError> {
    let mut bytes = 0;
    for file in entries(&path.join(DATA))? {
        bytes += match fs::metadata(&file) {
            Ok(metadata) => metadata.len(),
            // Another process merged it into others.
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(StoreError::at(&file, error)),
        };
    }
    Ok(bytes)
}

/// What is in a folder.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let read = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, io::Error>>();
    read().map_err(StoreError::io(folder))
}
