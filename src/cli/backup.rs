//! `lauazym backup`: a copy of a store on disk.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::store::Writer;

/// Copy a store on disk, as it is, to a new folder that is a store too
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder for the copy; nothing may be there. On the same file system the copy shares files that no longer change.
    #[arg(value_name = "TO")]
    to: PathBuf,
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Copies the store, and prints how many orders it holds.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let writer = Writer::open_existing(&args.store)?;
    writer.backup(&args.to)?;
    let number = writer.orders().len();
    let orders = if number == 1 { "order" } else { "orders" };
    writeln!(io::stdout(), "copied   {number} {orders} to {}", args.to.display())?;
    Ok(ExitCode::SUCCESS)
}
