//! What only the publisher can say: who publishes, under which licence, where the endpoint is, when the files were made.

use std::str::FromStr;

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::{rdfs, xsd};
use oxsdatatypes::DateTime;
use thiserror::Error;

use crate::graph::statements::Statements;
use crate::terms::{dcat, dct, foaf, prov, sd, void};

/// The licence of a dataset whose publisher names no other.
const CC_BY: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The name of the endpoint.
const SERVICE_TITLE: [&str; 3] = ["SPARQL нүктесі", "Точка доступа SPARQL", "SPARQL endpoint"];
/// What the endpoint speaks.
const SPARQL_PROTOCOL: &str = "https://www.w3.org/TR/sparql11-protocol/";
/// Government and public sector, in the EU's authority table of themes.
const GOVERNMENT: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";

/// Who publishes a dataset: an agent with a name, known by an IRI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name.
    pub name: String,
    /// The publisher's own IRI; none when the dataset has to mint one.
    pub iri: Option<NamedNode>,
}

/// What the publisher of a dataset says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// Who publishes it; none when that is not said.
    pub publisher: Option<Publisher>,
    /// The licence.
    pub license: NamedNode,
    /// The IRI, ending with a slash, below which the files stand; none when that is the base of the data.
    pub download_base: Option<String>,
    /// The dataset's previous version; none when it is not known.
    pub previous_version: Option<NamedNode>,
    /// The SPARQL endpoint; none when there is none.
    pub endpoint: Option<NamedNode>,
    /// When the files were made, an `xsd:dateTime`; none keeps the clock out of the data.
    pub generated_at: Option<String>,
}

impl Default for Imprint {
    fn default() -> Self {
        Self {
            publisher: None,
            license: NamedNode::new_unchecked(CC_BY),
            download_base: None,
            previous_version: None,
            endpoint: None,
            generated_at: None,
        }
    }
}

/// Why an imprint is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ImprintError {
    /// The publisher is blank.
    #[error(
        "the publisher has no name; write a name, an IRI, or both: \"Ministry of Justice <https://example.kz/moj>\""
    )]
    NoName,
    /// What stands in angle brackets is no IRI.
    #[error("\"{0}\" is no absolute IRI; write the publisher as \"Ministry of Justice <https://example.kz/moj>\"")]
    NoIri(String),
    /// The moment is no `xsd:dateTime` with a time zone.
    #[error("\"{0}\" is no moment; write date, time and time zone, like 2026-01-31T12:00:00Z")]
    NoMoment(String),
}

impl FromStr for Publisher {
    type Err = ImprintError;

    /// Reads `NAME`, `IRI` or `NAME <IRI>`. The IRI alone is the name too, since a catalogue must show something.
    fn from_str(text: &str) -> Result<Self, ImprintError> {
        let text = text.trim();
        let bracketed = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
        let (name, iri) = match bracketed {
            Some((name, iri)) => (name.trim(), Some(iri)),
            None if text.starts_with("http://") || text.starts_with("https://") => (text, Some(text)),
            None => (text, None),
        };
        let iri = iri.map(|iri| NamedNode::new(iri).map_err(|_| ImprintError::NoIri(iri.to_owned()))).transpose()?;
        let name = match &iri {
            Some(iri) if name.is_empty() => iri.as_str(),
            _ => name,
        };
        if name.is_empty() {
            return Err(ImprintError::NoName);
        }
        Ok(Self { name: name.to_owned(), iri })
    }
}

/// Reads the moment at which a dataset was generated.
///
/// # Errors
/// When it is no `xsd:dateTime` or has no time zone.
pub fn generated_at(text: &str) -> Result<String, ImprintError> {
    let moment = DateTime::from_str(text).ok().filter(|moment| moment.timezone_offset().is_some());
    moment.map(|moment| moment.to_string()).ok_or_else(|| ImprintError::NoMoment(text.to_owned()))
}

/// States of the dataset what its imprint says, and describes the publisher and the endpoint.
pub(super) fn describe(imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    let (dataset, service) = (super::iri(base), format!("{base}dataset/service"));
    let publisher = imprint.publisher.as_ref().map(|publisher| {
        let iri = publisher.iri.as_ref().map_or_else(|| format!("{dataset}/publisher"), |iri| iri.as_str().to_owned());
        (iri, &publisher.name)
    });
    statements
        .about(&dataset)
        .with(publisher.as_ref(), |about, (publisher, _)| about.link(dct::PUBLISHER, publisher))
        .link(dct::LICENSE, imprint.license.as_str())
        .string(dcat::VERSION, env!("CARGO_PKG_VERSION"))
        .with(imprint.previous_version.as_ref(), |about, previous| {
            about.link(dcat::PREVIOUS_VERSION, previous.as_str())
        })
        .with(imprint.endpoint.as_ref(), |about, endpoint| {
            about.link(void::SPARQL_ENDPOINT, endpoint.as_str()).link(dcat::ACCESS_SERVICE, &service)
        })
        .with(imprint.generated_at.as_deref(), |about, moment| {
            about.typed(dct::MODIFIED, moment, xsd::DATE_TIME).typed(prov::GENERATED_AT_TIME, moment, xsd::DATE_TIME)
        });
    if let Some((publisher, name)) = &publisher {
        statements.about(publisher).a(foaf::AGENT).label(name).string(foaf::NAME, name);
    }
    if let Some(endpoint) = &imprint.endpoint {
        statements
            .about(&service)
            .a(dcat::DATA_SERVICE)
            .a(sd::SERVICE)
            .in_three_languages(rdfs::LABEL, SERVICE_TITLE)
            .in_three_languages(dct::TITLE, SERVICE_TITLE)
            .english(dcat::KEYWORD, "SPARQL")
            .link(dcat::THEME, GOVERNMENT)
            .link(dct::CONFORMS_TO, SPARQL_PROTOCOL)
            .link(dct::LICENSE, imprint.license.as_str())
            .with(publisher.as_ref(), |about, (publisher, _)| about.link(dct::PUBLISHER, publisher))
            .link(dcat::ENDPOINT_URL, endpoint.as_str())
            // By SPARQL 1.1 Service Description, an endpoint that is asked nothing describes itself.
            .link(dcat::ENDPOINT_DESCRIPTION, endpoint.as_str())
            .link(sd::ENDPOINT, endpoint.as_str())
            .link(dcat::SERVES_DATASET, &dataset)
            .link(sd::DEFAULT_DATASET, &dataset)
            .add(sd::SUPPORTED_LANGUAGE, sd::SPARQL_11_QUERY)
            .add(sd::FEATURE, sd::UNION_DEFAULT_GRAPH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_a_name_an_iri_or_both() {
        let read = |text: &str| text.parse::<Publisher>().map(|publisher| (publisher.name, publisher.iri.is_some()));
        assert_eq!(read("Әділет министрлігі"), Ok(("Әділет министрлігі".to_owned(), false)));
        assert_eq!(read("https://example.kz/moj"), Ok(("https://example.kz/moj".to_owned(), true)));
        assert_eq!(read("Justice <https://example.kz/moj>"), Ok(("Justice".to_owned(), true)));
        assert_eq!(read("Justice <moj>"), Err(ImprintError::NoIri("moj".to_owned())));
        assert_eq!(read("  "), Err(ImprintError::NoName));
    }

    #[test]
    fn a_moment_has_a_date_a_time_and_a_time_zone() {
        assert_eq!(generated_at("2026-01-31T12:00:00Z").as_deref(), Ok("2026-01-31T12:00:00Z"));
        for wrong in ["2026-01-31", "2026-01-31T12:00:00", "2026-02-31T12:00:00Z", "today"] {
            assert_eq!(generated_at(wrong), Err(ImprintError::NoMoment(wrong.to_owned())));
        }
    }
}
