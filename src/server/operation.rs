//! The query operation of the SPARQL 1.1 Protocol (§2.1): a query by GET, by POST of a form, or by POST of the query
//! itself, with the dataset it is about.
//!
//! ```text
//! GET  /sparql?query=ASK%20%7B%7D&default-graph-uri=https%3A%2F%2Fexample.kz%2Fgraph
//! POST /sparql  application/x-www-form-urlencoded   query=ASK%20%7B%7D
//! POST /sparql  application/sparql-query            ASK {}
//! ```

use super::error::HttpError;
use super::negotiation::Wanted;
use crate::answers::graphs;
use axum::http::{HeaderMap, StatusCode, header};
use oxigraph::model::NamedNode;
use oxigraph::store::{StorageError, Store};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use spargebra::Query;
use spargebra::algebra::QueryDataset;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";
/// What clients send when nobody chose a default graph: rdflib, Jena, and RDF4J in its new and old name.
const NO_CHOICE: [&str; 5] = [
    "urn:x-rdflib:default",
    "urn:x-arq:DefaultGraph",
    "urn:x-arq:UnionGraph",
    "http://rdf4j.org/schema/rdf4j#nil",
    "http://www.openrdf.org/schema/sesame#nil",
];

/// A query operation.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Operation {
    /// The text of the query; a GET without one asks for the description of the service.
    pub(super) query: Option<String>,
    /// The dataset of the request.
    pub(super) dataset: Dataset,
    /// The format of the answer, where fields state it stronger than the headers.
    pub(super) wanted: Wanted,
}

/// The graphs that a request is about in place of those of its query (§2.1.4).
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dataset {
    default: Vec<String>,
    named: Vec<String>,
}

impl Dataset {
    /// The same query about this dataset; one that names no graph leaves the query's own.
    ///
    /// # Errors
    /// The store fails.
    pub(super) fn of(self, mut query: Query, store: &Store) -> Result<Query, StorageError> {
        let Self { default, named } = self;
        let is_unchosen = default.iter().any(|graph| NO_CHOICE.contains(&graph.as_str()));
        if named.is_empty() && (default.is_empty() || is_unchosen) {
            return Ok(query);
        }
        let nodes = |graphs: Vec<String>| graphs.into_iter().map(NamedNode::new_unchecked).collect();
        let default = if is_unchosen { graphs::named(store)? } else { nodes(default) };
        let (Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. }) = &mut query;
        *dataset = Some(QueryDataset { default, named: Some(nodes(named)) });
        Ok(query)
    }
}

impl Operation {
    /// Reads the operation of a GET.
    ///
    /// # Errors
    /// It is no query operation, or not one alone.
    pub(super) fn get(url_query: &str, headers: &HeaderMap) -> Result<Self, HttpError> {
        let fields = fields(url_query)?;
        let asks_nothing = fields.iter().all(|(name, _)| ["accept", "format"].contains(&name.as_str()));
        Self::read(fields, headers, None, asks_nothing)
    }

    /// Reads the operation of a POST.
    ///
    /// # Errors
    /// It is no query operation, or not one alone, or comes in a form that the protocol does not know.
    pub(super) fn post(url_query: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, HttpError> {
        let mut given = fields(url_query)?;
        let text = std::str::from_utf8(body).map_err(|error| {
            HttpError::bad_request(format!("the body is no UTF-8 text: byte {} cannot be read", error.valid_up_to()))
        });
        let direct = match media_type(headers)?.as_str() {
            FORM => {
                given.extend(fields(text?)?);
                None
            }
            QUERY => Some(text?.to_owned()),
            other => return Err(media_type_error(format!("the body is {other}; send it as {FORM} or {QUERY}"))),
        };
        Self::read(given, headers, direct, false)
    }

    fn read(
        fields: Vec<(String, String)>,
        headers: &HeaderMap,
        direct: Option<String>,
        may_lack_query: bool,
    ) -> Result<Self, HttpError> {
        if fields.iter().any(|(name, _)| name == "update") {
            return Err(read_only());
        }
        let mut queries: Vec<String> = direct.into_iter().collect();
        let (mut dataset, mut wanted) = (Dataset::default(), Wanted::by(headers));
        for (name, value) in fields {
            match name.as_str() {
                "query" => queries.push(value),
                "accept" => wanted.accept = Some(value),
                "format" => wanted.format = Some(value).filter(|format| !format.is_empty()),
                "default-graph-uri" => dataset.default.extend(graph(&name, value)?),
                "named-graph-uri" => dataset.named.extend(graph(&name, value)?),
                _ => (),
            }
        }
        match queries.len() {
            0 if !may_lack_query => Err(HttpError::bad_request("there is no query; give it in the field `query`")),
            0 | 1 => Ok(Self { query: queries.pop(), dataset, wanted }),
            many => Err(HttpError::bad_request(format!("there are {many} queries; ask one at a time"))),
        }
    }
}

/// Reads the fields of a URL's query or of a form (application/x-www-form-urlencoded) in their order. A value that is no UTF-8
/// is an error, not a text with question marks in it.
///
/// # Errors
/// A name or value is no UTF-8.
pub(super) fn fields(encoded: &str) -> Result<Vec<(String, String)>, HttpError> {
    if let Some(wrong) = encoded.split('&').find(|field| percent_decode_str(field).decode_utf8().is_err()) {
        let shown: String = wrong.chars().take(60).collect();
        let message = format!("`{shown}` stands for bytes that are no UTF-8 text; encode texts as UTF-8");
        return Err(HttpError::bad_request(message));
    }
    Ok(form_urlencoded::parse(encoded.as_bytes()).into_owned().collect())
}

/// The IRI of a graph; none where clients send the field without a value.
fn graph(name: &str, value: String) -> Result<Option<String>, HttpError> {
    match NamedNode::new(&value) {
        _ if value.is_empty() => Ok(None),
        Ok(_) => Ok(Some(value)),
        Err(error) => Err(HttpError::bad_request(format!("{name}: `{value}` is no IRI ({error}); write it in full"))),
    }
}

fn read_only() -> HttpError {
    HttpError::new(
        StatusCode::FORBIDDEN,
        "this server only answers questions and never changes its data; to change them, change the orders or the store \
         that it is started with",
    )
}

fn media_type_error(message: String) -> HttpError {
    HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
}

/// The media type of the body, which must be no update, in UTF-8 and not compressed.
fn media_type(headers: &HeaderMap) -> Result<String, HttpError> {
    let text = |name| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if let Some(coding) = text(header::CONTENT_ENCODING).filter(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(media_type_error(format!("the body is compressed by {coding}; send it as it is")));
    }
    let Some(content_type) = text(header::CONTENT_TYPE) else {
        return Err(media_type_error(format!("the body has no Content-Type; send it as {FORM} or {QUERY}")));
    };
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    if essence == UPDATE {
        return Err(read_only());
    }
    for parameter in content_type.split(';').skip(1) {
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        let value = value.trim().trim_matches('"');
        if name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8", "us-ascii"].iter().any(|known| known.eq_ignore_ascii_case(value))
        {
            return Err(media_type_error(format!("the body is in {value}; SPARQL is sent in UTF-8")));
        }
    }
    Ok(essence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn get(url_query: &str) -> Result<Operation, HttpError> {
        Operation::get(url_query, &HeaderMap::new())
    }

    fn post(content_type: &'static str, body: &str) -> Result<Operation, HttpError> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Operation::post("default-graph-uri=http%3A%2F%2Fa%2F", &headers, body.as_bytes())
    }

    #[test]
    fn a_query_comes_by_any_of_three_ways_with_its_dataset_beside_it() {
        let dataset = || Dataset { default: vec!["http://a/".to_owned()], named: vec![] };
        let wanted = || Operation { query: Some("ASK {}".to_owned()), dataset: dataset(), wanted: Wanted::default() };
        assert_eq!(get("query=ASK+%7B%7D&default-graph-uri=http://a/"), Ok(wanted()));
        assert_eq!(post("application/x-www-form-urlencoded", "query=ASK+%7B%7D"), Ok(wanted()));
        assert_eq!(post("Application/SPARQL-Query; charset=\"UTF-8\"", "ASK {}"), Ok(wanted()));
    }

    #[test]
    fn a_misspelt_field_and_a_graph_without_an_iri_are_refused() {
        let refused = |url_query: &str| get(url_query).unwrap_err().status().as_u16();
        assert_eq!(refused("qeury=ASK+%7B%7D"), 400);
        assert_eq!(refused("query=ASK+%7B%7D&default-graph-uri=a"), 400);
    }
}
