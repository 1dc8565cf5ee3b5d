//! `lauazym check`: what is odd in orders, and what is wrong with their graph.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lauazym::answers::writing::in_columns;
use lauazym::publishing::shapes::{self, Violation};
use lauazym::reading::findings::{Finding, Message};
use lauazym::reading::records::Order;
use lauazym::reading::vocabulary::Vocabularies;
use oxigraph::model::Quad;
use serde::Serialize;

use super::reading::Reading;
use super::width;

/// The languages of messages.
const TAGS: [&str; 3] = ["kk", "ru", "en"];

/// Print findings about orders and violations in their graph; exit code 2 when there are violations
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read: a file (text, HTML, Markdown, DOCX or PDF, known by content), the folder of an act, or a folder with such
    /// files or folders; `-` is standard input, none the bundled order. Languages and editions of one order, one after the other, are one order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Run the SHACL shapes of ontology/shapes.ttl over the graph too (needs the cargo feature `shacl`).
    #[arg(long)]
    shacl: bool,
    /// RDF file to run the shapes over instead of orders (.nq, .ttl, .trig, .nt, .rdf, .jsonld); several are one graph.
    #[arg(long, value_name = "FILE", requires = "shacl", conflicts_with = "orders")]
    data: Vec<PathBuf>,
    /// Language of the messages.
    #[arg(long, value_parser = TAGS, default_value = "en")]
    language: String,
    /// Form of the output.
    #[arg(long, value_parser = ["table", "json"], default_value = "table")]
    format: String,
    #[command(flatten)]
    reading: Reading,
}

/// What is found in one order, or in the graph of all.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Report {
    Order {
        order: String,
        lines_of_text: usize,
        lines_accounted_for: usize,
        lines_not_understood: usize,
        findings: Vec<Placed>,
        violations: Vec<String>,
    },
    Graph {
        graph: String,
        statements: usize,
        violations: Vec<Violation>,
    },
}

/// A finding with its place.
#[derive(Debug, Serialize)]
struct Placed {
    #[serde(flatten)]
    finding: Finding,
    /// File and lines; none for an order that is one file.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// Prints the reports.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let mut output = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    let mut reports = Vec::new();
    if args.data.is_empty() {
        let vocabularies = args.reading.vocabularies()?;
        let (orders, read) = args.reading.orders(&args.orders, &vocabularies)?;
        code = read;
        reports.extend(orders.iter().map(|read| order(read, &vocabularies, &args.language)));
        if args.shacl {
            reports.push(graph("graph".to_owned(), &lauazym::publishing::dataset(&orders, &vocabularies), args)?);
        }
    } else {
        let mut quads = Vec::new();
        for file in &args.data {
            quads.extend(lauazym::publishing::dumps::quads(file)?);
        }
        let files: Vec<String> = args.data.iter().map(|file| file.display().to_string()).collect();
        reports.push(graph(files.join(", "), &quads, args)?);
    }
    if args.format == "json" {
        serde_json::to_writer_pretty(&mut output, &reports)?;
        writeln!(output)?;
    } else {
        reports.iter().try_for_each(|report| print(report, &mut output))?;
    }
    let violated = reports.iter().any(|report| match report {
        Report::Order { violations, .. } => !violations.is_empty(),
        Report::Graph { violations, .. } => violations.iter().any(|violation| violation.severity == "Violation"),
    });
    Ok(if violated { ExitCode::from(2) } else { code })
}

fn order(order: &Order, vocabularies: &Vocabularies, language: &str) -> Report {
    let placed = |finding: &Finding| {
        let message = Message { pattern: "{1}", values: vec![vocabularies.messages().say(&finding.message, language)] };
        let place = order.place(finding.language, (finding.start_line, finding.end_line));
        Placed { finding: Finding { message, ..finding.clone() }, place }
    };
    let missing = order.lines_of_text.saturating_sub(order.lines_accounted_for + order.lines_not_understood);
    let violation = (missing > 0).then(|| format!("{missing} lines of text belong to no field and no label"));
    Report::Order {
        order: order.id.clone(),
        lines_of_text: order.lines_of_text,
        lines_accounted_for: order.lines_accounted_for,
        lines_not_understood: order.lines_not_understood,
        findings: order.findings.iter().map(placed).collect(),
        violations: violation.into_iter().collect(),
    }
}

fn graph(graph: String, data: &[Quad], args: &Args) -> anyhow::Result<Report> {
    let shapes = Vocabularies::shapes(&args.reading.base)?;
    let violations = shapes::violations(data, &shapes, &args.language)?;
    Ok(Report::Graph { graph, statements: data.len(), violations })
}

fn print(report: &Report, output: &mut impl Write) -> io::Result<()> {
    match report {
        Report::Order { order, lines_of_text, lines_accounted_for, lines_not_understood, findings, violations } => {
            let row = |Placed { finding, place }: &Placed| {
                vec![
                    place.clone().unwrap_or_else(|| lines(Some(finding.start_line), Some(finding.end_line))),
                    finding.kind.notation().to_owned(),
                    finding.target.to_string(),
                    finding.message.to_string(),
                ]
            };
            let rows = findings.iter().map(row).collect();
            writeln!(output, "{order}\n{}", in_columns(&["lines", "kind", "about", "finding"], rows, width()))?;
            for violation in violations {
                writeln!(output, "violation: {violation}")?;
            }
            let rest = match lines_not_understood {
                0 => String::new(),
                rest => format!(", {rest} not understood"),
            };
            writeln!(
                output,
                "{} findings, {} violations, {lines_accounted_for} of {lines_of_text} lines accounted for{rest}",
                findings.len(),
                violations.len(),
            )
        }
        Report::Graph { graph, statements, violations } => {
            if !violations.is_empty() {
                let row = |violation: &Violation| {
                    vec![
                        lines(violation.start_line, violation.end_line),
                        violation.resource.clone(),
                        violation.message.clone(),
                        violation.value.as_deref().map(beginning).unwrap_or_default(),
                    ]
                };
                let rows = violations.iter().map(row).collect();
                let names = ["lines", "resource", "violation", "value"];
                writeln!(output, "{}", in_columns(&names, rows, width()))?;
            }
            writeln!(output, "{graph}: {} violations of the shapes in {statements} statements", violations.len())
        }
    }
}

fn lines(start: Option<usize>, end: Option<usize>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start != end => format!("{start}–{end}"),
        (Some(line), _) | (None, Some(line)) => line.to_string(),
        (None, None) => String::new(),
    }
}

/// The first words of a long value.
fn beginning(value: &str) -> String {
    const LONG: usize = 80;
    if value.chars().count() <= LONG {
        return value.to_owned();
    }
    value.chars().take(LONG).chain(['…']).collect()
}
