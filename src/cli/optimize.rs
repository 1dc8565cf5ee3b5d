//! `lauazym optimize`: a store on disk after many changes.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::store::{self, Writer};

/// Merge the files of a store on disk, so that questions are faster after many changes
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Merges the files, and prints the size before and after.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let writer = Writer::open_existing(&args.store)?;
    let before = store::size(&args.store)?;
    writer.optimize()?;
    drop(writer);
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let after = megabytes(store::size(&args.store)?);
    writeln!(io::stdout(), "optimized {}: {:.1} MB, now {after:.1} MB", args.store.display(), megabytes(before))?;
    Ok(ExitCode::SUCCESS)
}
