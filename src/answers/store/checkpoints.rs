//! What readers open: the database as a change left it, in a folder of its own that nobody writes to any more.
//!
//! RocksDB merges its files and deletes the old ones without regard to other processes that read them, and opens a file only
//! when a query needs it: a reader of the database itself would miss files in the middle of an answer. So a writer makes a
//! checkpoint behind each change, which RocksDB makes of hard links: it takes milliseconds, and space only once files are
//! merged. Checkpoints are numbered upwards from 1. A reader opens the last one and holds a shared lock on it; a writer
//! removes those before it that nobody holds.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::mem;
use std::path::{Path, PathBuf};

use oxigraph::store::Store;

use super::marker::Marker;
use super::{StoreError, files, rocksdb};

/// The folder of checkpoints in a store's folder.
pub(super) const CHECKPOINTS: &str = "checkpoints";
/// The file of a checkpoint on which the lock is. RocksDB writes it anew for each, while others are links to files that
/// several checkpoints share, and so would share the lock.
const LOCKED: &str = "CURRENT";
/// How the name of a checkpoint goes on while RocksDB makes it, and while we delete it.
const PARTS: [&str; 2] = ["tmp", "removed"];

/// The state that the last completed change left a store on disk in, which is not removed as long as this value lives. Any number
/// of processes can open it.
pub struct Snapshot {
    store: PathBuf,
    checkpoint: PathBuf,
    _lock: File,
}

impl Snapshot {
    /// Takes hold of the state of the store in `path`, and does not open it yet.
    ///
    /// # Errors
    /// There is no store, it is of another layout, or no load into it was ever completed.
    pub fn hold(path: &Path) -> Result<Self, StoreError> {
        base_of(path)?;
        let room = path.join(CHECKPOINTS);
        let mut missed = 0;
        while let Some(number) = numbers(&room)?.into_iter().max() {
            let checkpoint = room.join(number.to_string());
            let file = checkpoint.join(LOCKED);
            match lock(&file) {
                Ok(lock) => return Ok(Self { store: path.to_owned(), checkpoint, _lock: lock }),
                // A writer made a later one and removed this one in between. One that is still the last is broken.
                Err(error) if error.kind() == ErrorKind::NotFound && number > missed => missed = number,
                Err(error) => return Err(StoreError::at(&file, error)),
            }
        }
        let again =
            format!("wait for the one that runs, or load again: lauazym load ORDER… --store {}", path.display());
        Err(StoreError::at(path, format!("no load into this store was completed yet; {again}")))
    }

    /// Opens the database to read.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(&self) -> Result<Store, StoreError> {
        rocksdb::open_read_only(&self.store, &self.checkpoint)
    }
}

/// Opens the store in `path` to read, as the last completed change left it; later changes do not show. This process holds that
/// state until it ends: the threads that evaluate a query may outlive whoever asked it.
///
/// # Errors
/// There is no store, it is of another layout, or it cannot be read.
pub fn open(path: &Path) -> Result<Store, StoreError> {
    let snapshot = Snapshot::hold(path)?;
    let store = snapshot.open()?;
    mem::forget(snapshot);
    Ok(store)
}

/// The base IRI of the data of the store in `path`.
///
/// # Errors
/// There is no store, or it is of another layout.
pub fn base_of(path: &Path) -> Result<String, StoreError> {
    rocksdb::is_built()?;
    match Marker::read(path)? {
        Some(marker) => Ok(marker.base),
        None if path.symlink_metadata().is_err() => Err(StoreError::missing(path)),
        None => Err(StoreError::foreign(path)),
    }
}

/// Makes a checkpoint of `database`, which the store in `path` holds, and removes those that are no longer read.
pub(super) fn make(path: &Path, database: &Store) -> Result<(), StoreError> {
    let room = path.join(CHECKPOINTS);
    fs::create_dir_all(&room).map_err(StoreError::io(&room))?;
    let numbers = numbers(&room)?;
    let next = numbers.iter().max().map_or(1, |last| last + 1);
    rocksdb::backup(path, database, &room.join(next.to_string()))?;
    for number in numbers {
        remove(&room, number)?;
    }
    for entry in files::entries(&room)? {
        if entry.extension().is_some_and(|part| PARTS.iter().any(|known| part == *known)) {
            fs::remove_dir_all(&entry).map_err(StoreError::io(&entry))?;
        }
    }
    Ok(())
}

/// Makes the first checkpoint of a store in `path` whose database is at `data` and not open.
pub(super) fn make_first(path: &Path, data: &Path) -> Result<(), StoreError> {
    files::copy(data, &path.join(CHECKPOINTS).join("1"))
}

/// Locks `file` for reading, unless it is gone once the lock is there.
fn lock(file: &Path) -> io::Result<File> {
    let lock = File::open(file)?;
    lock.lock_shared()?;
    fs::metadata(file)?;
    Ok(lock)
}

/// Renames the checkpoint `number`, so that no reader finds it, unless one holds it.
fn remove(room: &Path, number: u64) -> Result<(), StoreError> {
    let folder = room.join(number.to_string());
    let lock = match File::open(folder.join(LOCKED)) {
        Ok(file) => Some(file),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(StoreError::at(&folder, error)),
    };
    match lock.as_ref().map_or(Ok(()), File::try_lock) {
        Ok(()) => fs::rename(&folder, folder.with_extension(PARTS[1])).map_err(StoreError::io(&folder)),
        Err(fs::TryLockError::WouldBlock) => Ok(()),
        Err(fs::TryLockError::Error(error)) => Err(StoreError::at(&folder, error)),
    }
}

/// The numbers of the checkpoints in `room`, which need not exist.
fn numbers(room: &Path) -> Result<Vec<u64>, StoreError> {
    if !room.exists() {
        return Ok(Vec::new());
    }
    let names = files::entries(room)?;
    Ok(names.iter().filter_map(|path| path.file_name()?.to_str()?.parse().ok()).collect())
}
