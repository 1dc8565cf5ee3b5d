//! Arguments that say which orders are read and with what knowledge; several commands share them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lauazym::reading::findings::Kind;
use lauazym::reading::records::Order;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use oxiri::IriRef;

use super::inputs::Inputs;
use super::progress::Progress;

/// The longest warning, in characters.
const LONGEST_WARNING: usize = 160;

/// How orders are read.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Reading {
    /// Base IRI of the data; the ontology keeps its own.
    #[arg(long, value_name = "IRI", default_value = DEFAULT_BASE, value_parser = base)]
    pub base: String,
    /// Turtle file that adds acts, specialties or spellings to the vocabularies; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub vocabulary: Vec<PathBuf>,
    /// Go on with an order whose reading went wrong as a whole.
    #[arg(long)]
    pub accept_doubtful: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { base: DEFAULT_BASE.to_owned(), vocabulary: Vec::new(), accept_doubtful: false }
    }
}

impl Reading {
    /// Reads the vocabularies.
    pub(super) fn vocabularies(&self) -> anyhow::Result<Vocabularies> {
        let mut vocabularies = Vocabularies::load(&self.base, &self.vocabulary)?;
        vocabularies.accept_doubtful = self.accept_doubtful;
        Ok(vocabularies)
    }

    /// The base IRI that was asked for; none when it is the default, in whose place a store has its own.
    pub(super) fn chosen_base(&self) -> Option<&str> {
        Some(self.base.as_str()).filter(|base| *base != DEFAULT_BASE)
    }

    /// Reads the orders that `given` stands for, or the bundled one. The exit code is a failure when one in a folder could not be
    /// read.
    pub(super) fn orders(
        &self,
        given: &[PathBuf],
        vocabularies: &Vocabularies,
    ) -> anyhow::Result<(Vec<Order>, ExitCode)> {
        let mut orders = Vec::new();
        let code = self.each(given, vocabularies, |order| {
            orders.push(order);
            Ok(())
        })?;
        Ok((orders, code))
    }

    /// Reads the orders that `given` stands for, or the bundled one, hands each to `take`, and warns of a text that is cut. What
    /// stands in a folder and cannot be read is named at the end, and the exit code is a failure.
    pub(super) fn each(
        &self,
        given: &[PathBuf],
        vocabularies: &Vocabularies,
        mut take: impl FnMut(Order) -> anyhow::Result<()>,
    ) -> anyhow::Result<ExitCode> {
        let inputs = Inputs::of(given, || self.vocabularies())?;
        let progress = Progress::of(Some(inputs.paths.len()), "reading orders");
        let (mut failures, mut other) = (Vec::new(), 0);
        let read = |order: Order| {
            progress.advance(1);
            progress.suspend(|| warn(&order.source, &order));
            take(order)
        };
        lauazym::reading::each_order_or(&inputs.paths, vocabularies, read, |path, error| {
            progress.advance(1);
            if !inputs.is_found(path) {
                return Err(error.into());
            }
            if error.is_other_kind() {
                other += 1;
            } else {
                failures.push(located(&path.display().to_string(), &error.to_string()));
            }
            Ok(())
        })?;
        drop(progress);
        Ok(end(&inputs, &failures, other))
    }
}

/// Names what could not be read, and says what was found in a corpus.
pub(super) fn end(inputs: &Inputs, failures: &[String], other: usize) -> ExitCode {
    for failure in failures {
        eprintln!("error: {failure}");
    }
    if let Some(summary) = inputs.summary(other, failures.len()) {
        eprintln!("{summary}");
    }
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An error that begins with the path of the input; that of a reader may begin with the file's name only.
pub(super) fn located(source: &str, error: &str) -> String {
    if error.starts_with(source) {
        return error.to_owned();
    }
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy();
    let rest = error.strip_prefix(&*name).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(error);
    format!("{source}: {rest}")
}

/// Warns of a text that is cut or lacks a part, if the findings about `order`, read from `source`, say so.
pub(super) fn warn(source: &str, order: &Order) {
    let is_cut = |kind| matches!(kind, Kind::IncompleteEntry | Kind::DoubtfulEnd | Kind::MissingPart);
    for finding in order.findings.iter().filter(|finding| is_cut(finding.kind)) {
        let whole = finding.message.to_string();
        let mut message: String = whole.chars().take(LONGEST_WARNING).collect();
        if message.len() < whole.len() {
            message.push('…');
        }
        let lines = || format!("line {} to {}", finding.start_line, finding.end_line);
        let place = order.place(finding.language, (finding.start_line, finding.end_line)).unwrap_or_else(lines);
        eprintln!("warning: {source}: {place}: {message}");
    }
}

/// Checks a base IRI and makes it end with a slash.
pub(super) fn base(given: &str) -> anyhow::Result<String> {
    let like = format!("give one like {DEFAULT_BASE}");
    let iri = IriRef::parse(given).map_err(|error| anyhow::anyhow!("\"{given}\" is no IRI ({error}); {like}"))?;
    anyhow::ensure!(iri.is_absolute(), "\"{given}\" is relative, without a scheme like https:; {like}");
    anyhow::ensure!(iri.fragment().is_none(), "\"{given}\" has a fragment (#…), which a base cannot have; {like}");
    anyhow::ensure!(iri.as_str().is_ascii(), "\"{given}\" has letters outside ASCII; write them percent-encoded");
    anyhow::ensure!(iri.query().is_none(), "\"{given}\" has a query (?…), which a base cannot have; {like}");
    anyhow::ensure!(iri.authority().is_some(), "\"{given}\" names no host, so no path can follow it; {like}");
    Ok(if given.ends_with('/') { given.to_owned() } else { format!("{given}/") })
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_base_is_absolute_and_ends_with_a_slash() {
        assert_eq!(base("https://data.example.kz/posts").unwrap(), "https://data.example.kz/posts/");
    }

    #[test]
    fn a_relative_or_broken_base_is_refused_with_the_reason() {
        for (given, reason) in [
            ("posts/", "relative"),
            ("https://a.kz/#x", "fragment"),
            ("mailto:x", "names no host"),
            ("not an iri", "no IRI"),
            ("https://қаз.kz/", "ASCII"),
        ] {
            let error = format!("{:#}", base(given).unwrap_err());
            assert!(error.contains(reason), "{given}: {error}");
        }
    }
}
