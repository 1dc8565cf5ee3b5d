//! `lauazym check`: what is odd in orders, and what is wrong with their graph.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use lauazym::findings::Finding;
use lauazym::records::Order;
use serde::Serialize;

use super::reading::Reading;
use super::table;

/// Print findings about orders and violations in their graph; exit code 2 when there are violations
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read, as text; `-` is standard input, none the bundled order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Form of the output.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// What is found in one order.
#[derive(Debug, Serialize)]
struct Report<'a> {
    order: &'a str,
    lines_of_text: usize,
    lines_accounted_for: usize,
    findings: &'a [Finding],
    violations: Vec<String>,
}

/// Prints the reports.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let vocabularies = args.reading.vocabularies()?;
    let orders = args.reading.orders(&args.orders, &vocabularies)?;
    let reports: Vec<Report<'_>> = orders.iter().map(report).collect();
    let mut output = io::stdout().lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut output, &reports)?;
            writeln!(output)?;
        }
        Format::Table => {
            for report in &reports {
                print(report, &mut output)?;
            }
        }
    }
    let violated = reports.iter().any(|report| !report.violations.is_empty());
    Ok(if violated { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn report(order: &Order) -> Report<'_> {
    Report {
        order: &order.id,
        lines_of_text: order.lines_of_text,
        lines_accounted_for: order.lines_accounted_for,
        findings: &order.findings,
        violations: violations(order),
    }
}

/// What must never be, whatever the order.
fn violations(order: &Order) -> Vec<String> {
    let mut violations = Vec::new();
    let missing = order.lines_of_text.saturating_sub(order.lines_accounted_for + order.lines_not_understood);
    if missing > 0 {
        violations.push(format!("{missing} lines of text belong to no field and no label"));
    }
    violations
}

fn print(report: &Report<'_>, output: &mut impl Write) -> io::Result<()> {
    let mut table = table::with_header(["lines", "kind", "about", "finding"]);
    for finding in report.findings {
        let lines = if finding.start_line == finding.end_line {
            finding.start_line.to_string()
        } else {
            format!("{}–{}", finding.start_line, finding.end_line)
        };
        table.add_row([lines, finding.kind.notation().to_owned(), finding.target.to_string(), finding.message.clone()]);
    }
    writeln!(output, "{}\n{}", report.order, table.trim_fmt())?;
    for violation in &report.violations {
        writeln!(output, "violation: {violation}")?;
    }
    writeln!(
        output,
        "{} findings, {} violations, {} of {} lines accounted for",
        report.findings.len(),
        report.violations.len(),
        report.lines_accounted_for,
        report.lines_of_text
    )
}
