//! `lauazym orders`: what is in a store on disk.

use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::format::AnswerFormat;

use super::query;

/// The saved question that lists orders.
const QUESTION: &str = "orders";

/// List the orders of a store on disk, with their entries, posts and statements
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the store.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// How to write the list: table, markdown, csv, tsv, json, xml, ndjson.
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,
}

/// Asks the saved question `orders`.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    query::execute(&query::Args::of_store(QUESTION, &args.store, args.format))
}
