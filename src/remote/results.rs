//! The answers of endpoints: SPARQL 1.1 Query Results in JSON or XML, or a graph in a format of RDF.
//!
//! JSON is read with tolerance: engines put keys of their own beside the standard ones, before or behind the rows, and call a
//! typed literal by the name of an earlier draft. A row may name a variable that the head does not.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, Literal, NamedNode, Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use serde::Deserialize;

use crate::answers::answer::Row;

/// What is asked for where rows or true and false are the answer.
pub(super) const ACCEPT_ROWS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.8";
/// What is asked for where a graph is the answer.
pub(super) const ACCEPT_GRAPH: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// An answer that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Results {
    /// Variables, and rows of their values.
    Solutions(Vec<Variable>, Vec<Row>),
    /// The statements of a graph.
    Graph(Vec<Triple>),
    /// True or false.
    Boolean(bool),
}

/// A format of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Rows(QueryResultsFormat),
    Graph(RdfFormat),
}

/// The format that a media type names.
pub(super) fn format(media_type: &str) -> Option<Format> {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    let rows = QueryResultsFormat::from_media_type(name).map(Format::Rows);
    rows.or_else(|| RdfFormat::from_media_type(media_type).map(Format::Graph))
}

/// Reads an answer.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(body: &[u8], format: Format) -> Result<Results, String> {
    match format {
        Format::Rows(QueryResultsFormat::Json) => json(body),
        Format::Rows(format) => other(body, format).map_err(|error| error.to_string()),
        Format::Graph(format) => {
            let quads = RdfParser::from_format(format).for_slice(body);
            let triples = quads.map(|quad| quad.map(Triple::from).map_err(|error| error.to_string()));
            triples.collect::<Result<_, _>>().map(Results::Graph)
        }
    }
}

fn other(
    body: &[u8],
    format: QueryResultsFormat,
) -> Result<Results, oxigraph::sparql::results::QueryResultsSyntaxError> {
    Ok(match QueryResultsParser::from_format(format).for_slice(body)? {
        SliceQueryResultsParserOutput::Boolean(value) => Results::Boolean(value),
        SliceQueryResultsParserOutput::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let row = |solution: oxigraph::sparql::QuerySolution| solution.values().to_vec();
            let rows = solutions.map(|solution| solution.map(row)).collect::<Result<_, _>>()?;
            Results::Solutions(variables, rows)
        }
    })
}

/// SPARQL 1.1 Query Results JSON Format, section 3.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    head: Head,
    boolean: Option<bool>,
    results: Option<Bindings>,
}

#[derive(Default, Deserialize)]
struct Head {
    #[serde(default)]
    vars: Vec<String>,
}

#[derive(Deserialize)]
struct Bindings {
    bindings: Vec<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct Value {
    r#type: String,
    value: String,
    datatype: Option<String>,
    #[serde(rename = "xml:lang")]
    language: Option<String>,
}

fn json(body: &[u8]) -> Result<Results, String> {
    let document: Document = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if let Some(value) = document.boolean {
        return Ok(Results::Boolean(value));
    }
    let rows = document.results.ok_or("it has neither results nor a boolean")?.bindings;
    let mut names = document.head.vars;
    for name in rows.iter().flat_map(BTreeMap::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let variables = names.iter().map(|name| Variable::new(name.as_str()).map_err(|error| format!("?{name}: {error}")));
    let variables: Vec<Variable> = variables.collect::<Result<_, _>>()?;
    let row = |mut row: BTreeMap<String, Value>| {
        names.iter().map(|name| row.remove(name).map(Value::into_term).transpose()).collect::<Result<Row, String>>()
    };
    let rows = rows.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(Results::Solutions(variables, rows))
}

impl Value {
    fn into_term(self) -> Result<Term, String> {
        let Self { r#type, value, datatype, language } = self;
        match (r#type.as_str(), datatype, language) {
            ("uri", ..) => {
                NamedNode::new(value.as_str()).map(Term::from).map_err(|error| format!("<{value}>: {error}"))
            }
            ("bnode", ..) => {
                BlankNode::new(value.as_str()).map(Term::from).map_err(|error| format!("_:{value}: {error}"))
            }
            ("literal" | "typed-literal", _, Some(language)) => {
                let literal = Literal::new_language_tagged_literal(value, language.as_str());
                literal.map(Term::from).map_err(|error| format!("@{language}: {error}"))
            }
            ("literal" | "typed-literal", Some(datatype), None) => {
                let datatype = NamedNode::new(datatype.as_str()).map_err(|error| format!("<{datatype}>: {error}"))?;
                Ok(Literal::new_typed_literal(value, datatype).into())
            }
            ("literal" | "typed-literal", None, None) => Ok(Literal::new_simple_literal(value).into()),
            (kind, ..) => Err(format!("a value is of the type `{kind}`, which is none of uri, literal and bnode")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: Format = Format::Rows(QueryResultsFormat::Json);

    #[test]
    fn keys_beside_the_standard_ones_do_not_matter_wherever_they_stand() {
        let body = r#"{"meta": {"a": [1]}, "head": {"link": [], "vars": ["a", "b"]}, "results": {"distinct": false,
            "bindings": [{"a": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "5", "x": 1}},
            {"b": {"type": "literal", "xml:lang": "kk", "value": "Қаржы"}, "c": {"type": "uri", "value": "https://a.kz/"}}],
            "ordered": true}, "time": 0.5}"#;
        let Ok(Results::Solutions(variables, rows)) = read(body.as_bytes(), JSON) else { panic!("rows") };
        assert_eq!(variables.iter().map(Variable::as_str).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(rows[0], [Some(Literal::from(5).into()), None, None]);
        let label = Literal::new_language_tagged_literal("Қаржы", "kk").unwrap();
        assert_eq!(rows[1], [None, Some(label.into()), Some(NamedNode::new_unchecked("https://a.kz/").into())]);
    }

    #[test]
    fn true_and_false_come_in_json_and_in_xml() {
        assert_eq!(read(br#"{"head": {"link": []}, "boolean": true}"#, JSON), Ok(Results::Boolean(true)));
        let xml = br#"<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>false</boolean></sparql>"#;
        assert_eq!(
            read(xml, format("application/sparql-results+xml; charset=utf-8").unwrap()),
            Ok(Results::Boolean(false))
        );
    }

    #[test]
    fn a_broken_answer_is_no_answer() {
        for body in
            [&b"{\"head\": {}}"[..], b"{\"head\": {\"vars\": [\"a\"]}, \"results\": {\"bindings\": [", b"<html/>"]
        {
            assert!(read(body, JSON).is_err());
        }
        assert!(read(b"<a> <b> <c", format("text/turtle").unwrap()).is_err());
    }

    #[test]
    fn a_page_is_no_answer() {
        assert_eq!(format("text/html; charset=UTF-8"), None);
    }
}
