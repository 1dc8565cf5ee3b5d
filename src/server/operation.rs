//! The query operation of the SPARQL 1.1 Protocol (§2.1): a query by GET, by POST of a form, or by POST of the query
//! itself, with the dataset it is about.
//!
//! ```text
//! GET  /sparql?query=ASK%20%7B%7D&default-graph-uri=https%3A%2F%2Fexample.kz%2Fgraph
//! POST /sparql  application/x-www-form-urlencoded   query=ASK%20%7B%7D
//! POST /sparql  application/sparql-query            ASK {}
//! ```

use super::fields;
use super::negotiation::essence;
use super::refusal::Refusal;
use axum::http::{HeaderMap, header};
use oxigraph::model::NamedNode;
use spargebra::Query;
use spargebra::algebra::QueryDataset;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// A query operation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Operation {
    /// The text of the query.
    pub(super) query: String,
    /// The dataset that stands in place of the query's own (§2.1.4).
    pub(super) dataset: Option<QueryDataset>,
    /// The media types taken, where a form states them that cannot set a header.
    pub(super) accept: Option<String>,
}

impl Operation {
    /// Reads the operation of a GET; none when there is no query in it.
    ///
    /// # Errors
    /// It is no query operation, or not one alone.
    pub(super) fn get(url_query: &str) -> Result<Option<Self>, Refusal> {
        let fields = fields::read(url_query)?;
        refuse_update(&fields)?;
        if fields.is_empty() || (!names(&fields, "query") && fields.iter().all(|(name, _)| name == "accept")) {
            return Ok(None);
        }
        Self::read(fields, None).map(Some)
    }

    /// Reads the operation of a POST.
    ///
    /// # Errors
    /// It is no query operation, or not one alone, or comes in a form that the protocol does not know.
    pub(super) fn post(url_query: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let mut fields = fields::read(url_query)?;
        let text = std::str::from_utf8(body).map_err(|error| {
            Refusal::Malformed(format!("the body is no UTF-8 text: byte {} cannot be read", error.valid_up_to()))
        });
        match media_type(headers)?.as_str() {
            FORM => {
                fields.extend(fields::read(text?)?);
                refuse_update(&fields)?;
                Self::read(fields, None)
            }
            QUERY => {
                refuse_update(&fields)?;
                Self::read(fields, Some(text?.to_owned()))
            }
            other => Err(Refusal::MediaType(format!("the body is {other}; send it as {FORM} or {QUERY}"))),
        }
    }

    fn read(fields: Vec<(String, String)>, direct: Option<String>) -> Result<Self, Refusal> {
        let (mut queries, mut accept): (Vec<String>, _) = (direct.into_iter().collect(), None);
        let (mut default, mut named) = (Vec::new(), Vec::new());
        for (name, value) in fields {
            match name.as_str() {
                "query" => queries.push(value),
                "accept" => accept = Some(value),
                "default-graph-uri" => default.push(graph(&name, &value)?),
                "named-graph-uri" => named.push(graph(&name, &value)?),
                _ => (),
            }
        }
        let dataset =
            (!default.is_empty() || !named.is_empty()).then_some(QueryDataset { default, named: Some(named) });
        match <[String; 1]>::try_from(queries) {
            Ok([query]) => Ok(Self { query, dataset, accept }),
            Err(queries) if queries.is_empty() => {
                Err(Refusal::Malformed("there is no query; give it in the field `query`".to_owned()))
            }
            Err(queries) => Err(Refusal::Malformed(format!("there are {} queries; ask one at a time", queries.len()))),
        }
    }
}

/// The same query about another dataset.
pub(super) fn about(query: Query, other: QueryDataset) -> Query {
    let dataset = Some(other);
    match query {
        Query::Select { pattern, base_iri, .. } => Query::Select { dataset, pattern, base_iri },
        Query::Construct { template, pattern, base_iri, .. } => {
            Query::Construct { template, dataset, pattern, base_iri }
        }
        Query::Describe { pattern, base_iri, .. } => Query::Describe { dataset, pattern, base_iri },
        Query::Ask { pattern, base_iri, .. } => Query::Ask { dataset, pattern, base_iri },
    }
}

fn graph(name: &str, value: &str) -> Result<NamedNode, Refusal> {
    NamedNode::new(value)
        .map_err(|error| Refusal::Malformed(format!("{name}: `{value}` is no IRI ({error}); write it in full")))
}

fn names(fields: &[(String, String)], wanted: &str) -> bool {
    fields.iter().any(|(name, _)| name == wanted)
}

fn refuse_update(fields: &[(String, String)]) -> Result<(), Refusal> {
    if names(fields, "update") { Err(read_only()) } else { Ok(()) }
}

fn read_only() -> Refusal {
    Refusal::Forbidden(
        "this server only answers questions and never changes its data; to change them, change the orders or the store \
         that it is started with"
            .to_owned(),
    )
}

/// The media type of the body, which must be no update, in UTF-8 and not compressed.
fn media_type(headers: &HeaderMap) -> Result<String, Refusal> {
    let text = |name| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if let Some(coding) = text(header::CONTENT_ENCODING).filter(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(Refusal::MediaType(format!("the body is compressed by {coding}; send it as it is")));
    }
    let Some(content_type) = text(header::CONTENT_TYPE) else {
        return Err(Refusal::MediaType(format!("the body has no Content-Type; send it as {FORM} or {QUERY}")));
    };
    if essence(&content_type).eq_ignore_ascii_case(UPDATE) {
        return Err(read_only());
    }
    for parameter in content_type.split(';').skip(1) {
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        let value = value.trim().trim_matches('"');
        if name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8", "us-ascii"].iter().any(|known| known.eq_ignore_ascii_case(value))
        {
            return Err(Refusal::MediaType(format!("the body is in {value}; SPARQL is sent in UTF-8")));
        }
    }
    Ok(essence(&content_type).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn post(content_type: &'static str, body: &str) -> Result<Operation, Refusal> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Operation::post("default-graph-uri=http%3A%2F%2Fa%2F", &headers, body.as_bytes())
    }

    #[test]
    fn a_query_comes_by_any_of_three_ways_with_its_dataset_beside_it() {
        let graph = NamedNode::new("http://a/").unwrap();
        let dataset = Some(QueryDataset { default: vec![graph], named: Some(vec![]) });
        let wanted = Operation { query: "ASK {}".to_owned(), dataset, accept: None };
        assert_eq!(Operation::get("query=ASK+%7B%7D&default-graph-uri=http://a/").unwrap().unwrap(), wanted);
        assert_eq!(post("application/x-www-form-urlencoded", "query=ASK+%7B%7D").unwrap(), wanted);
        assert_eq!(post("Application/SPARQL-Query; charset=\"UTF-8\"", "ASK {}").unwrap(), wanted);
    }

    #[test]
    fn one_query_is_asked_at_a_time() {
        assert_eq!(Operation::get("").unwrap(), None);
        let refused = |url_query: &str| Operation::get(url_query).unwrap_err().status().as_u16();
        assert_eq!(refused("query=ASK+%7B%7D&query=ASK+%7B%7D"), 400);
        assert_eq!(refused("qeury=ASK+%7B%7D"), 400);
        assert_eq!(refused("update=CLEAR+ALL"), 403);
        assert_eq!(refused("query=ASK+%7B%7D&default-graph-uri=a"), 400);
        assert_eq!(post("application/sparql-update", "CLEAR ALL").unwrap_err().status().as_u16(), 403);
        assert_eq!(post("text/plain", "ASK {}").unwrap_err().status().as_u16(), 415);
        assert_eq!(post("application/sparql-query; charset=UTF-16", "ASK {}").unwrap_err().status().as_u16(), 415);
    }
}
