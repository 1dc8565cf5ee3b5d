//! The engine's types on one side, quads and violations on the other.

use std::collections::HashMap;
use std::fmt::Display;

use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use rudof_rdf::rdf_core::term::Object;
use rudof_rdf::rdf_impl::OxigraphInMemory;
use shacl::ir::IRSchema;
use shacl::rdf::ShaclParser;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::store::Graph;
use shacl::validator::{ShaclConfig, ShaclValidationMode};

use super::Violation;
use crate::terms::{lz, sh};

/// Returns the engine's results, with duplicates, or what it says when it fails.
pub(super) fn run(data: &[Quad], shapes: &[Quad], language: &str) -> Result<Vec<Violation>, String> {
    let parsed = ShaclParser::new(graph(shapes)?).parse().map_err(text)?;
    let schema = IRSchema::compile(&parsed).map_err(text)?;
    let config = ShaclConfig::new().with_store_evidences(false);
    let report = GraphValidation::new(Graph::from(graph(data)?))
        .validate(&schema, &ShaclValidationMode::Native, &config)
        .map_err(text)?;
    let messages = messages(shapes, language);
    let lines = Lines::of(data);
    Ok(report.results().iter().map(|result| violation(result, &messages, &lines)).collect())
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn graph(quads: &[Quad]) -> Result<OxigraphInMemory, String> {
    let mut graph = OxigraphInMemory::new();
    for quad in quads {
        graph.add_triple_ref(quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref()).map_err(text)?;
    }
    Ok(graph)
}

fn violation(result: &ValidationResult, messages: &HashMap<&str, &str>, lines: &Lines<'_>) -> Violation {
    let resource = name(result.focus_node());
    let shape = result.source().map(name).unwrap_or_default();
    let (start_line, end_line) = lines.of_resource(&resource);
    Violation {
        start_line,
        end_line,
        path: result.path().map(ToString::to_string),
        value: result.value().map(name),
        severity: result.severity().to_string(),
        message: messages.get(shape.as_str()).map_or_else(|| result.message().to_string(), ToString::to_string),
        resource,
        shape,
    }
}

fn name(term: &Object) -> String {
    match term {
        Object::Iri(iri) => iri.as_str().to_owned(),
        other => other.to_string(),
    }
}

/// The messages of shapes in one language, by the shape's IRI.
fn messages<'a>(shapes: &'a [Quad], language: &str) -> HashMap<&'a str, &'a str> {
    shapes
        .iter()
        .filter(|quad| quad.predicate.as_ref() == sh::MESSAGE)
        .filter_map(|quad| match (&quad.subject, &quad.object) {
            (NamedOrBlankNode::NamedNode(shape), Term::Literal(message)) if message.language() == Some(language) => {
                Some((shape.as_str(), message.value()))
            }
            _ => None,
        })
        .collect()
}

/// The lines on which resources are printed.
struct Lines<'a> {
    start: HashMap<&'a str, usize>,
    end: HashMap<&'a str, usize>,
    /// A position has no lines of its own: those of its entry say where it is printed.
    entry: HashMap<&'a str, &'a str>,
}

impl<'a> Lines<'a> {
    fn of(data: &'a [Quad]) -> Self {
        let mut lines = Self { start: HashMap::new(), end: HashMap::new(), entry: HashMap::new() };
        for quad in data {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                continue;
            };
            match (quad.predicate.as_ref(), &quad.object) {
                (lz::START_LINE, Term::Literal(line)) => note(&mut lines.start, subject.as_str(), line.value()),
                (lz::END_LINE, Term::Literal(line)) => note(&mut lines.end, subject.as_str(), line.value()),
                (lz::IN_ENTRY, Term::NamedNode(entry)) => {
                    lines.entry.insert(subject.as_str(), entry.as_str());
                }
                _ => {}
            }
        }
        lines
    }

    /// The first and the last line of `resource`, or of the entry that establishes it.
    fn of_resource(&self, resource: &str) -> (Option<usize>, Option<usize>) {
        let printed =
            if self.start.contains_key(resource) { Some(resource) } else { self.entry.get(resource).copied() };
        let line = |lines: &HashMap<&str, usize>| printed.and_then(|printed| lines.get(printed).copied());
        (line(&self.start), line(&self.end))
    }
}

fn note<'a>(lines: &mut HashMap<&'a str, usize>, subject: &'a str, line: &str) {
    if let Ok(line) = line.parse() {
        lines.insert(subject, line);
    }
}
