//! `lauazym remove`: orders go out of a store on disk.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::store::Writer;

/// Remove orders from a store on disk, all of those named or none
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Identifier of the order, like V1400009219, or its IRI; `lauazym orders` lists them.
    #[arg(value_name = "ORDER", required = true)]
    orders: Vec<String>,
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Removes the orders, and prints a line for each.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let mut writer = Writer::open_existing(&args.store)?;
    let removed = writer.remove(&args.orders)?;
    let mut output = io::stdout().lock();
    for order in removed {
        writeln!(output, "removed  {} {} statements", order.id, order.statements)?;
    }
    Ok(ExitCode::SUCCESS)
}
