//! Arguments by which a publisher signs a dataset; commands that publish share them.

use anyhow::Context;
use lauazym::publishing::description::{self, Imprint, Publisher};
use oxigraph::model::NamedNode;

/// What the publisher says of the dataset.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Publication")]
pub(super) struct Publishing {
    /// Publisher: a name, an IRI, or both as "NAME <IRI>".
    #[arg(long, value_name = "NAME|IRI")]
    publisher: Option<Publisher>,
    /// Licence of the dataset [default: https://creativecommons.org/licenses/by/4.0/].
    #[arg(long, value_name = "IRI", value_parser = iri)]
    license: Option<NamedNode>,
    /// Folder on the web where the files stand, if not at the base of the data.
    #[arg(long, value_name = "IRI", value_parser = super::reading::base)]
    download_base: Option<String>,
    /// Previous version of the dataset.
    #[arg(long, value_name = "IRI", value_parser = iri)]
    previous_version: Option<NamedNode>,
    /// SPARQL endpoint at which the dataset answers.
    #[arg(long, value_name = "IRI", value_parser = iri)]
    endpoint: Option<NamedNode>,
    /// Moment to state as the time of generation; without it equal orders give equal files.
    #[arg(long, value_name = "DATETIME", value_parser = description::generated_at)]
    generated_at: Option<String>,
}

impl Publishing {
    /// The imprint of the dataset.
    pub(super) fn imprint(&self) -> Imprint {
        let default = Imprint::default();
        Imprint {
            publisher: self.publisher.clone(),
            license: self.license.clone().unwrap_or(default.license),
            download_base: self.download_base.clone(),
            previous_version: self.previous_version.clone(),
            endpoint: self.endpoint.clone(),
            generated_at: self.generated_at.clone(),
        }
    }
}

pub(super) fn iri(given: &str) -> anyhow::Result<NamedNode> {
    NamedNode::new(given).with_context(|| format!("\"{given}\" is no absolute IRI; write it in full, with https://"))
}
