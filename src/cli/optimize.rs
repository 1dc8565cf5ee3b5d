//! `lauazym optimize`: a store on disk after many changes.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lauazym::store::Writer;

/// Merge the files of a store on disk, so that it is smaller and faster after many changes
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Merges the files, and prints the size before and after.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let writer = Writer::open_existing(&args.store)?;
    let before = size(&args.store)?;
    writer.optimize()?;
    drop(writer);
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let after = megabytes(size(&args.store)?);
    writeln!(io::stdout(), "optimized {}: {:.1} MB, now {after:.1} MB", args.store.display(), megabytes(before))?;
    Ok(ExitCode::SUCCESS)
}

/// The size of the files in and below a folder, in bytes; those that another process takes away meanwhile are not there.
fn size(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes += size(&entry.path())?,
            Ok(metadata) => bytes += metadata.len(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}
