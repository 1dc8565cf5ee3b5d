//! The commands: each reads its arguments, calls the library and prints. Results go to standard output, everything else to
//! standard error. Exit codes: 0 fine, 1 failure, 2 violations found.

mod catalogue;
mod check;
mod diff;
mod export;
mod inputs;
mod load;
mod manual;
mod progress;
mod publishing;
mod push;
mod query;
mod reading;
mod records;
#[cfg(unix)]
mod serve;
mod site;
mod source;
mod store;

use std::io::{self, ErrorKind};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use comfy_table::Table;
use lauazym::answers::writing::WriteError;

/// Turns orders on civil-service qualification requirements into linked data, and answers questions about it.
#[derive(Debug, Parser)]
#[command(version, after_help = "Begin with: lauazym export\nThen ask:   lauazym query acts-by-category category=C-3")]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Export(export::Args),
    Diff(diff::Args),
    Query(query::Args),
    #[cfg(unix)]
    Serve(serve::Args),
    Records(records::Args),
    Check(check::Args),
    Site(site::Args),
    Load(load::Args),
    Orders(store::Orders),
    Remove(store::Remove),
    Backup(store::Backup),
    Optimize(store::Optimize),
    Push(push::Args),
    Man(manual::ManArgs),
    Completions(manual::CompletionsArgs),
}

impl Cli {
    /// Runs the command.
    pub(crate) fn execute(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Export(args) => export::execute(&args),
            Command::Diff(args) => diff::execute(&args),
            Command::Query(args) => query::execute(&args),
            #[cfg(unix)]
            Command::Serve(args) => serve::execute(&args),
            Command::Records(args) => records::execute(&args),
            Command::Check(args) => check::execute(&args),
            Command::Site(args) => site::execute(&args),
            Command::Load(args) => load::execute(&args),
            Command::Orders(args) => store::orders(&args),
            Command::Remove(args) => store::remove(&args),
            Command::Backup(args) => store::backup(&args),
            Command::Optimize(args) => store::optimize(&args),
            Command::Push(args) => push::execute(&args),
            Command::Man(args) => manual::man(&args),
            Command::Completions(args) => manual::completions(&args),
        }
    }
}

/// Whether the reader of our output went away, who has read enough: no failure of ours.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<WriteError>() {
        Some(WriteError::Output(error)) => Some(error.kind()),
        _ => {
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            io.or_else(|| cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind))
        }
    };
    error.chain().find_map(kind) == Some(ErrorKind::BrokenPipe)
}

/// Reads a number of seconds above 0.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|limit| !limit.is_zero()).ok_or_else(|| format!("`{text}` is no number of seconds above 0"))
}

/// The width of a table, in columns, where there is no terminal and `COLUMNS` is not set.
const WIDTH_WITHOUT_TERMINAL: u16 = 100;

/// The width of the terminal, of `COLUMNS`, or one that suits a page.
fn width() -> u16 {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    stated.or_else(|| Table::new().width()).unwrap_or(WIDTH_WITHOUT_TERMINAL)
}
