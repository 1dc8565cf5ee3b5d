//! The answers of endpoints: SPARQL 1.1 Query Results in JSON or XML, or a graph in a format of RDF.
//!
//! JSON is read with tolerance: engines put keys of their own beside the standard ones, before or behind the rows, and a row may
//! name a variable that the head does not.

use std::mem;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Triple, Variable};
use oxigraph::sparql::QuerySolution;
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, QueryResultsSyntaxError, SliceQueryResultsParserOutput,
};
use serde_json::{Value, json};

use crate::answers::answer::Row;

/// What is asked for where rows or true and false are the answer.
pub(super) const ACCEPT_ROWS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.8";
/// What is asked for where a graph is the answer.
pub(super) const ACCEPT_GRAPH: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// The keys of a term in JSON.
const TERM: [&str; 4] = ["type", "value", "datatype", "xml:lang"];

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
        Format::Rows(format @ QueryResultsFormat::Json) => {
            let body = tidied(body).map_err(|error| error.to_string())?;
            rows(&body, format).map_err(|error| error.to_string())
        }
        Format::Rows(format) => rows(body, format).map_err(|error| error.to_string()),
        Format::Graph(format) => {
            let quads = RdfParser::from_format(format).for_slice(body);
            let triples = quads.map(|quad| quad.map(Triple::from).map_err(|error| error.to_string()));
            triples.collect::<Result<_, _>>().map(Results::Graph)
        }
    }
}

fn rows(body: &[u8], format: QueryResultsFormat) -> Result<Results, QueryResultsSyntaxError> {
    Ok(match QueryResultsParser::from_format(format).for_slice(body)? {
        SliceQueryResultsParserOutput::Boolean(value) => Results::Boolean(value),
        SliceQueryResultsParserOutput::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let row = |solution: QuerySolution| solution.values().to_vec();
            let rows = solutions.map(|solution| solution.map(row)).collect::<Result<_, _>>()?;
            Results::Solutions(variables, rows)
        }
    })
}

/// Rows in JSON with nothing but what the parser knows, and with every variable of a row in the head.
fn tidied(body: &[u8]) -> serde_json::Result<Vec<u8>> {
    let mut document: Value = serde_json::from_slice(body)?;
    let mut array = |place| document.pointer_mut(place).and_then(Value::as_array_mut).map(mem::take);
    let Some(mut rows) = array("/results/bindings") else { return Ok(body.to_vec()) };
    let mut names: Vec<Value> = Vec::new();
    for name in array("/head/vars").unwrap_or_default() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for (name, term) in rows.iter_mut().filter_map(Value::as_object_mut).flatten() {
        if let Some(term) = term.as_object_mut() {
            term.retain(|key, value| TERM.contains(&key.as_str()) && !value.is_null());
        }
        if !names.iter().any(|known| *known == *name) {
            names.push(name.as_str().into());
        }
    }
    serde_json::to_vec(&json!({ "head": { "vars": names }, "results": { "bindings": rows } }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};

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
