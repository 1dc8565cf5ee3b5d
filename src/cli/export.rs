//! `lauazym export`: orders become RDF files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use indexmap::IndexMap;
use lauazym::publishing::publication::{Format, Publication};
use lauazym::reading::records::{FaultShare, Named, Order};

use super::publishing::Publishing;
use super::reading::Reading;

/// Write orders as RDF files or tables and print a summary
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read: a file (text, HTML, Markdown, DOCX or PDF, known by content), the folder of an act, or a folder with such
    /// files or folders; `-` is standard input, none the bundled order. Languages and editions of one order, one after the other, are one order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Folder for the files `lauazym.EXT`; made when it is missing.
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Formats to write: turtle, nquads, ntriples, trig, rdfxml, jsonld, csvw, xlsx.
    #[arg(long, value_name = "F", value_delimiter = ',', default_value = "turtle,nquads")]
    format: Vec<Format>,
    #[command(flatten)]
    publishing: Publishing,
    #[command(flatten)]
    reading: Reading,
}

/// Writes the files and prints the summary.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let vocabularies = args.reading.vocabularies()?;
    // Nothing is made in the folder before an order is read.
    let mut publication = None;
    let mut summaries = String::new();
    let code = args.reading.each(&args.orders, &vocabularies, |order| {
        summaries.push_str(&summary(&order));
        let publication = match &mut publication {
            Some(begun) => begun,
            none => none.insert(Publication::begin(&vocabularies, &args.out, &args.format)?),
        };
        publication.add(order);
        Ok(())
    })?;
    let written = publication.context("no order was read")?.finish(&args.publishing.imprint())?;
    let mut output = io::stdout().lock();
    write!(output, "{summaries}")?;
    writeln!(output, "triples      {}", written.triples)?;
    for (path, bytes) in written.files {
        writeln!(output, "written      {} ({:.1} MB)", path.display(), bytes as f64 / 1e6)?;
    }
    eprintln!("\nNext: lauazym query acts-by-category category=C-3, lauazym query --list, lauazym check");
    Ok(code)
}

/// What was found in an order, in numbers.
fn summary(order: &Order) -> String {
    let count = |named: Vec<&Named>| named.iter().map(|named| named.id.as_str()).collect::<BTreeSet<_>>().len();
    let entries = || order.entries.iter();
    let alternatives = || entries().flat_map(|entry| &entry.education).flat_map(|education| &education.alternatives);
    let acts = |required: bool| {
        let requirements = entries().flat_map(move |entry| if required { &entry.knowledge } else { &entry.experience });
        count(requirements.flat_map(|requirement| &requirement.citations).map(|citation| &citation.act).collect())
    };
    let number = order.number.as_deref().unwrap_or("without a number");
    let date = order.date.map_or_else(|| "unknown date".to_owned(), |date| date.to_string());
    let lines = [
        ("order", format!("{}, No. {number} of {date}", order.id)),
        ("entries", order.entries.len().to_string()),
        ("posts", format!("{} ({})", order.posts(), posts_by_category(order))),
        ("units", format!("{} ({})", order.units.len(), units_by_kind(order))),
        ("acts", format!("{} required as knowledge, {} for experience", acts(true), acts(false))),
        (
            "specialties",
            format!(
                "{} in {} groups",
                count(alternatives().flat_map(|alternative| &alternative.specialties).collect()),
                count(alternatives().flat_map(|alternative| &alternative.group).collect())
            ),
        ),
        ("findings", order.findings.len().to_string()),
        ("lines", format!("{} of {} accounted for", order.lines_accounted_for, order.lines_of_text)),
        ("reading", faults(order)),
    ];
    lines.iter().map(|(name, value)| format!("{name:<12} {value}\n")).collect()
}

/// How much of the order is at fault, in one line.
fn faults(order: &Order) -> String {
    let share = |share: FaultShare| format!("{} of {} {}", share.part, share.whole, share.fault.words());
    order.faults().into_iter().map(share).collect::<Vec<_>>().join(", ")
}

fn posts_by_category(order: &Order) -> String {
    let mut posts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &order.entries {
        let category = entry.category.as_ref().map_or("without category", |category| category.label.as_str());
        *posts.entry(category).or_default() += entry.positions.len();
    }
    listed(posts)
}

fn units_by_kind(order: &Order) -> String {
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    for unit in &order.units {
        let kind = unit.kind.as_ref().and_then(|kind| kind.id.rsplit('/').next()).unwrap_or("of unknown kind");
        *kinds.entry(kind).or_default() += 1;
    }
    listed(kinds)
}

fn listed<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    counts.into_iter().map(|(name, number)| format!("{name} {number}")).collect::<Vec<_>>().join(", ")
}
