//! The commands for a store on disk: what it holds, what goes out of it, its copy, its files.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::format::AnswerFormat;
use lauazym::answers::store::{self, Writer};

use super::query;

/// List the orders of a store on disk, with their entries, posts and statements
#[derive(Debug, clap::Args)]
pub(super) struct Orders {
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// How to write the list: table, markdown, csv, tsv, json, xml, ndjson.
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,
}

/// Remove orders from a store on disk, all of those named or none
#[derive(Debug, clap::Args)]
pub(super) struct Remove {
    /// Identifier of the order, like V1400009219, or its IRI; `lauazym orders` lists them.
    #[arg(value_name = "ORDER", required = true)]
    orders: Vec<String>,
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Copy a store on disk, as it is, to a new folder that is a store too
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// Folder for the copy; nothing may be there. On the same file system the copy shares files that no longer change.
    #[arg(value_name = "TO")]
    to: PathBuf,
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Merge the files of a store on disk, so that questions are faster after many changes
#[derive(Debug, clap::Args)]
pub(super) struct Optimize {
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Asks the saved question `orders`.
pub(super) fn orders(args: &Orders) -> anyhow::Result<ExitCode> {
    query::execute(&query::Args::of_store("orders", &args.store, args.format))
}

/// Removes the orders, and prints a line for each.
pub(super) fn remove(args: &Remove) -> anyhow::Result<ExitCode> {
    let mut writer = Writer::open_existing(&args.store)?;
    let removed = writer.remove(&args.orders)?;
    let mut output = io::stdout().lock();
    for order in removed {
        writeln!(output, "removed  {} {} statements", order.id, order.statements)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Copies the store, and prints how many orders it holds.
pub(super) fn backup(args: &Backup) -> anyhow::Result<ExitCode> {
    let writer = Writer::open_existing(&args.store)?;
    writer.backup(&args.to)?;
    let number = writer.orders().len();
    let orders = if number == 1 { "order" } else { "orders" };
    writeln!(io::stdout(), "copied   {number} {orders} to {}", args.to.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Merges the files, and prints the size before and after.
pub(super) fn optimize(args: &Optimize) -> anyhow::Result<ExitCode> {
    let writer = Writer::open_existing(&args.store)?;
    let before = store::size(&args.store)?;
    writer.optimize()?;
    drop(writer);
    let [before, after] = [before, store::size(&args.store)?].map(|bytes| bytes as f64 / 1e6);
    writeln!(io::stdout(), "optimized {}: {before:.1} MB, now {after:.1} MB", args.store.display())?;
    Ok(ExitCode::SUCCESS)
}
