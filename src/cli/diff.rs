//! `lauazym diff`: what changed from one dump to another.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use lauazym::answers::writing;
use lauazym::publishing::beside;
use lauazym::publishing::comparison::{Change, Comparison, Fate, compare};
use lauazym::publishing::dumps;
use lauazym::reading::vocabulary::DEFAULT_BASE;
use lauazym::terms::PREFIXES;

use super::width;

/// Print what was added, removed and changed between two RDF files, resource by resource
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Earlier RDF file, in any format: .ttl, .nq, .nt, .trig, .rdf, .jsonld.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Later RDF file; it may have another format.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Form of the report; nquads writes `removed.nq` and `added.nq` instead.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Folder for the N-Quads; made when it is missing.
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Markdown,
    Nquads,
}

/// Prints the report, or writes the N-Quads.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let comparison = compare(dumps::quads(&args.old)?, dumps::quads(&args.new)?);
    let mut output = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Table => print_table(&comparison, &mut output)?,
        Format::Markdown => print_markdown(&comparison, args, &mut output)?,
        Format::Nquads => {
            for (name, quads) in [("removed.nq", &comparison.removed), ("added.nq", &comparison.added)] {
                let path = args.out.join(name);
                let lines: String = quads.iter().map(|quad| format!("{quad} .\n")).collect();
                beside::write(&path, lines.as_bytes()).with_context(|| format!("{}: cannot write", path.display()))?;
                writeln!(output, "written      {} ({} statements)", path.display(), quads.len())?;
            }
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_table(comparison: &Comparison, output: &mut impl Write) -> io::Result<()> {
    // IRIs of the dataset are shown as those of answers are, from the base on.
    let relative = |term: &str| short(term).replace(&format!("<{DEFAULT_BASE}"), "<");
    for change in &comparison.changes {
        let class = change.class.as_ref().map_or_else(String::new, |class| format!(" a {}", short(&class.to_string())));
        writeln!(output, "{} {}{class}", verb(change.fate), relative(&name(change)))?;
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for (property, (before, after)) in &change.values {
            for (sign, value) in signed(before, after) {
                names.push(format!("  {sign} {}", short(&property.to_string())));
                values.push(relative(value));
            }
        }
        writeln!(output, "{}", writing::pairs(&names, &values, Some(width())))?;
    }
    print_summary(comparison, output)
}

fn print_markdown(comparison: &Comparison, args: &Args, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "# Changes from {} to {}\n", args.old.display(), args.new.display())?;
    writeln!(output, "| class | added | removed | changed |\n|---|---:|---:|---:|")?;
    for (class, [added, removed, changed]) in by_class(comparison) {
        writeln!(output, "| {class} | {added} | {removed} | {changed} |")?;
    }
    for change in &comparison.changes {
        writeln!(output, "\n## {} {}\n", verb(change.fate), name(change))?;
        for (property, (before, after)) in &change.values {
            for (sign, value) in signed(before, after) {
                writeln!(output, "- `{sign}` {} {}", short(&property.to_string()), short(value))?;
            }
        }
    }
    writeln!(output)?;
    print_summary(comparison, output)
}

fn signed<'a>(before: &'a BTreeSet<String>, after: &'a BTreeSet<String>) -> impl Iterator<Item = (char, &'a String)> {
    before.iter().map(|value| ('-', value)).chain(after.iter().map(|value| ('+', value)))
}

fn print_summary(comparison: &Comparison, output: &mut impl Write) -> io::Result<()> {
    let number = |fate| comparison.changes.iter().filter(|change| change.fate == fate).count();
    writeln!(
        output,
        "{} resources added, {} removed, {} changed; {} statements added, {} removed",
        number(Fate::Added),
        number(Fate::Removed),
        number(Fate::Changed),
        comparison.added.len(),
        comparison.removed.len()
    )
}

/// The numbers of resources added, removed and changed, by class.
fn by_class(comparison: &Comparison) -> BTreeMap<String, [usize; 3]> {
    let mut classes: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for change in &comparison.changes {
        let class =
            change.class.as_ref().map_or_else(|| "without a class".to_owned(), |class| short(&class.to_string()));
        classes.entry(class).or_default()[change.fate as usize] += 1;
    }
    classes
}

fn verb(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "added",
        Fate::Removed => "removed",
        Fate::Changed => "changed",
    }
}

/// The resource's IRI and label.
fn name(change: &Change) -> String {
    let iri = change.subject.to_string();
    change.label.as_ref().map_or_else(|| iri.clone(), |label| format!("{iri} {label}"))
}

/// A term as N-Quads write it, with its IRI or datatype shortened by a prefix where the namespace has one.
fn short(term: &str) -> String {
    let (value, iri) = match term.strip_suffix('>').map(|term| term.rsplit_once('<')) {
        Some(Some((value, iri))) if value.is_empty() || value.ends_with("\"^^") => (value, iri),
        _ => return term.to_owned(),
    };
    let prefixed = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{value}{prefix}:{}", iri.strip_prefix(namespace)?)));
    prefixed.unwrap_or_else(|| term.to_owned())
}
