//! `lauazym push`: the dataset goes to an engine elsewhere.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use lauazym::publishing::description;
use lauazym::remote::address::Address;
use lauazym::remote::credentials::Credentials;
use lauazym::remote::error::RemoteError;
use lauazym::remote::push::graph::{self, Graph};
use lauazym::remote::push::record::Record;
use lauazym::remote::push::{Protocol, Target};
use lauazym::remote::retry::retry;
use oxigraph::model::NamedNode;

use super::progress::Progress;
use super::publishing;
use super::reading::Reading;
use super::seconds;
use super::source::Source;

/// A request may take so long where nothing else is said.
const TIMEOUT: Duration = Duration::from_secs(600);
/// The first pause before a request is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// Send the dataset to another engine, graph by graph
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each graph replaces what the engine has under its name. Name and password are read from LAUAZYM_USER and \
                  LAUAZYM_PASSWORD, a token from LAUAZYM_TOKEN."
)]
pub(super) struct Args {
    /// Address of the engine's Graph Store Protocol, or with --update of its SPARQL Update.
    #[arg(value_name = "URL")]
    address: Address,
    /// Order to read: text, HTML, Markdown, DOCX or PDF, known by content; `-` is standard input, none the bundled order. Languages and editions of one order, one after the other, are one order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Send this RDF file instead (.nq, .ttl, .trig, .nt, .rdf, .jsonld); can be given several times.
    #[arg(long, value_name = "FILE", conflicts_with = "orders")]
    data: Vec<PathBuf>,
    /// Send a store on disk instead.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["orders", "data"])]
    store: Option<PathBuf>,
    /// Send everything as this one graph.
    #[arg(long, value_name = "IRI", value_parser = publishing::iri)]
    graph: Option<NamedNode>,
    /// Send by SPARQL Update instead of the Graph Store Protocol.
    #[arg(long)]
    update: bool,
    /// Record of what was sent [default: lauazym/pushed.tsv in $XDG_STATE_HOME or ~/.local/state].
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Send also what was sent before and has not changed.
    #[arg(long)]
    again: bool,
    /// Try a request again so many times when the connection breaks or the engine is busy.
    #[arg(long, value_name = "N", default_value_t = 4)]
    retries: u32,
    /// Give up a request after so many seconds [default: 600].
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    #[command(flatten)]
    reading: Reading,
}

/// Sends the graphs, and prints a line for each.
pub(super) fn execute(args: &Args) -> Result<ExitCode> {
    let protocol = if args.update { Protocol::Update } else { Protocol::GraphStore };
    let timeout = args.timeout.unwrap_or(TIMEOUT);
    let target = Target::new(args.address.clone(), Credentials::find()?, protocol, timeout);
    let path =
        args.resume.clone().or_else(usual_record).context("where is the record to be kept? name a file by --resume")?;
    let mut record = Record::open(&path, args.address.clone())?;
    let source = Source { order: args.orders.clone(), data: args.data.clone(), store: args.store.clone() };
    let reading = source.reading(&args.reading)?;
    let quads = source.quads(&reading)?;
    let graphs = match &args.graph {
        Some(name) => vec![Graph::union(quads, name.clone())],
        None => graph::graphs(quads, &description::iri(&reading.base))?,
    };
    let begun = Instant::now();
    let progress = Progress::of(Some(graphs.iter().map(Graph::len).sum()), "sending statements");
    let (mut sent, mut statements, mut skipped) = (0, 0, 0);
    for graph in &graphs {
        if !args.again && record.has(graph) {
            skipped += 1;
            line(&progress, "skipped", graph, None)?;
        } else {
            let begun = Instant::now();
            record.begin(graph)?;
            send(args, &target, graph, &progress).with_context(|| {
                format!(
                    "{} was not confirmed, and {} graphs before it were; the same command goes on from here",
                    graph.name,
                    sent + skipped
                )
            })?;
            record.confirm(graph)?;
            sent += 1;
            statements += graph.len();
            line(&progress, "sent", graph, Some(begun.elapsed()))?;
        }
        progress.advance(graph.len());
    }
    drop(progress);
    println!(
        "total    {statements:>8} statements {:>8.2} s  {sent} graphs sent, {skipped} skipped",
        begun.elapsed().as_secs_f64()
    );
    if skipped > 0 {
        eprintln!("skipped graphs were sent before and have not changed ({}); --again sends them too", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn send(args: &Args, target: &Target, graph: &Graph, progress: &Progress) -> Result<(), RemoteError> {
    retry(
        args.retries,
        PAUSE,
        || target.replace(graph),
        |error, pause| progress.suspend(|| eprintln!("{error}\ntrying again in {} s", pause.as_secs())),
    )
}

fn line(progress: &Progress, word: &str, graph: &Graph, time: Option<Duration>) -> io::Result<()> {
    let seconds = time.map_or_else(|| " ".repeat(10), |time| format!("{:>8.2} s", time.as_secs_f64()));
    progress.suspend(|| {
        let mut out = io::stdout().lock();
        writeln!(out, "{word:<8} {:>8} statements {seconds}  {}", graph.len(), graph.name)?;
        out.flush()
    })
}

/// The place for state by the XDG Base Directory Specification.
fn usual_record() -> Option<PathBuf> {
    let stated = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = stated.or_else(|| Some(std::env::home_dir()?.join(".local/state")))?;
    Some(folder.join("lauazym/pushed.tsv"))
}
