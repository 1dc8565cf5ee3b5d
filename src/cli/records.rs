//! `lauazym records`: the typed records, for people who want no RDF.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::reading::Reading;

/// Print the typed records of orders, one JSON object an entry and line
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read: a file (text, HTML, Markdown, DOCX or PDF, known by content), the folder of an act, or a folder with such
    /// files or folders; `-` is standard input, none the bundled order. Languages and editions of one order, one after the other, are one order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Print the orders' own data (number, dates, legal basis, units) instead of their entries.
    #[arg(long)]
    order: bool,
    #[command(flatten)]
    reading: Reading,
}

/// Prints the records.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let vocabularies = args.reading.vocabularies()?;
    let mut output = BufWriter::new(io::stdout().lock());
    let (orders, code) = args.reading.orders(&args.orders, &vocabularies)?;
    for order in orders {
        if args.order {
            serde_json::to_writer(&mut output, &order)?;
            writeln!(output)?;
            continue;
        }
        for entry in &order.entries {
            serde_json::to_writer(&mut output, entry)?;
            writeln!(output)?;
        }
    }
    output.flush()?;
    Ok(code)
}
