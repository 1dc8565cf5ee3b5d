//! What only RocksDB can do; without the feature `rocksdb` each says how to build with it.

use std::path::Path;

use oxigraph::store::Store;

use super::StoreError;

/// Whether the program was built with RocksDB.
///
/// # Errors
/// When it was not.
pub(super) fn is_built() -> Result<(), StoreError> {
    if cfg!(feature = "rocksdb") { Ok(()) } else { Err(not_built()) }
}

fn not_built() -> StoreError {
    let build = "`cargo build --release --features rocksdb` (libclang and 10 to 25 minutes)";
    StoreError::Refused(format!("this build keeps its store in memory only; a store on disk needs {build}"))
}

/// Declares functions that oxigraph has only with RocksDB.
macro_rules! with_rocksdb {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),*) -> $returned:ty = $call:expr;)*) => {
        $(
            $(#[$doc])*
            #[cfg(feature = "rocksdb")]
            pub(super) fn $name(folder: &Path, $($argument: $type),*) -> Result<$returned, StoreError> {
                $call.map_err(StoreError::engine(folder))
            }

            #[cfg(not(feature = "rocksdb"))]
            pub(super) fn $name(_: &Path, $(_: $type),*) -> Result<$returned, StoreError> {
                Err(not_built())
            }
        )*
    };
}

with_rocksdb! {
    /// Opens the database at `data` to write, or makes it.
    fn open(data: &Path) -> Store = Store::open(data);
    /// Opens the database at `data` to read. No other process may write to it meanwhile.
    fn open_read_only(data: &Path) -> Store = Store::open_read_only(data);
    /// Merges the files of the database, and drops what was deleted in them.
    fn optimize(store: &Store) -> () = store.optimize();
    /// Copies the database to `target`, which must not exist, as it is at this moment; nothing of it is only in the log then.
    fn backup(store: &Store, target: &Path) -> () = store.backup(target);
}
