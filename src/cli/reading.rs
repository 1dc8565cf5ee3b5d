//! Arguments that say which orders are read and with what knowledge; several commands share them.

use std::path::PathBuf;

use iri_string::types::IriReferenceStr;
use lauazym::findings::{Finding, Kind};
use lauazym::records::Order;
use lauazym::vocabulary::{DEFAULT_BASE, Vocabularies};

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

    /// Reads the orders at `paths`, or the bundled one.
    pub(super) fn orders(&self, paths: &[PathBuf], vocabularies: &Vocabularies) -> anyhow::Result<Vec<Order>> {
        let mut orders = Vec::new();
        self.each(paths, vocabularies, |order| {
            orders.push(order);
            Ok(())
        })?;
        Ok(orders)
    }

    /// Reads the orders at `paths`, or the bundled one, hands each to `take`, and warns of a text that is cut.
    pub(super) fn each(
        &self,
        paths: &[PathBuf],
        vocabularies: &Vocabularies,
        mut take: impl FnMut(Order) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let progress = Progress::of(paths.len(), "reading orders");
        lauazym::each_order(paths, vocabularies, |order| {
            progress.step();
            progress.suspend(|| warn(&order.source, &order.findings));
            take(order)
        })
    }
}

/// Warns of a text that is cut, if `findings` about the order in `source` say so.
pub(super) fn warn(source: &str, findings: &[Finding]) {
    for finding in findings.iter().filter(|finding| matches!(finding.kind, Kind::IncompleteEntry | Kind::DoubtfulEnd)) {
        let mut message: String = finding.message.chars().take(LONGEST_WARNING).collect();
        if message.len() < finding.message.len() {
            message.push('…');
        }
        eprintln!("warning: {source}: line {} to {}: {message}", finding.start_line, finding.end_line);
    }
}

/// Checks a base IRI and makes it end with a slash.
fn base(given: &str) -> anyhow::Result<String> {
    let like = format!("give one like {DEFAULT_BASE}");
    let reference =
        IriReferenceStr::new(given).map_err(|error| anyhow::anyhow!("\"{given}\" is no IRI ({error}); {like}"))?;
    let iri = reference
        .to_iri()
        .map_err(|_| anyhow::anyhow!("\"{given}\" is relative, without a scheme like https:; {like}"))?;
    anyhow::ensure!(iri.fragment().is_none(), "\"{given}\" has a fragment (#…), which a base cannot have; {like}");
    anyhow::ensure!(iri.as_str().is_ascii(), "\"{given}\" has letters outside ASCII; write them percent-encoded");
    anyhow::ensure!(iri.query_str().is_none(), "\"{given}\" has a query (?…), which a base cannot have; {like}");
    anyhow::ensure!(iri.authority_str().is_some(), "\"{given}\" names no host, so no path can follow it; {like}");
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
