//! JSON-LD with short names, written as statements come: Oxigraph's own writer gives the expanded form.
//!
//! ```json
//! {"id":"order/V1400009219/entry/37","type":["Entry","prov:Entity"],"number":37,"education":"order/V1400009219/entry/37/education"}
//! ```
//!
//! A node is written when the statements turn to another subject, and a named graph is closed when they turn to another
//! graph. A subject or graph that comes again is another node or graph object of the same `id`, which JSON-LD merges.
//! The context stands in the file itself, so that a reader needs no network.

use std::io::{self, Write};
use std::sync::Arc;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, LiteralRef, NamedOrBlankNode, Quad, Term, TermRef};
use serde_json::{Map, Value, json};

use super::context::{Coercion, Context};

/// Writes compacted JSON-LD.
pub(super) struct CompactWriter<W> {
    output: W,
    context: Arc<Context>,
    /// The graph whose object is open.
    graph: Option<GraphName>,
    /// The subject of the node to come, with its members in the order in which they came.
    node: Option<(NamedOrBlankNode, Vec<(String, Value)>)>,
    /// Whether the next object is the first in its array.
    is_first: bool,
}

impl<W: Write> CompactWriter<W> {
    /// Begins a document.
    pub(super) fn new(mut output: W, context: Arc<Context>) -> io::Result<Self> {
        write!(output, "{{\n\"@context\": {},\n\"@graph\": [", context.json)?;
        Ok(Self { output, context, graph: None, node: None, is_first: true })
    }

    /// Adds a statement.
    pub(super) fn add(&mut self, quad: &Quad) -> io::Result<()> {
        if self.graph.as_ref() != Some(&quad.graph_name) {
            self.end_graph()?;
            self.begin_graph(&quad.graph_name)?;
        }
        if self.node.as_ref().is_none_or(|(subject, _)| *subject != quad.subject) {
            self.end_node()?;
            self.node = Some((quad.subject.clone(), Vec::new()));
        }
        let (key, value) = self.member(quad);
        if let Some((_, members)) = &mut self.node {
            match members.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => merge(known, value),
                None => members.push((key, value)),
            }
        }
        Ok(())
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.end_graph()?;
        self.output.write_all(b"\n]\n}\n")?;
        Ok(self.output)
    }

    fn begin_graph(&mut self, graph: &GraphName) -> io::Result<()> {
        let id = match graph {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(node) => Some(self.id(node.into())),
            GraphName::BlankNode(node) => Some(self.id(node.into())),
        };
        if let Some(id) = id {
            self.separate()?;
            write!(self.output, "{{\"id\":{},\"@graph\":[", Value::from(id))?;
            self.is_first = true;
        }
        self.graph = Some(graph.clone());
        Ok(())
    }

    fn end_graph(&mut self) -> io::Result<()> {
        self.end_node()?;
        if self.graph.take().is_some_and(|graph| !graph.is_default_graph()) {
            self.output.write_all(b"\n]}")?;
            self.is_first = false;
        }
        Ok(())
    }

    fn end_node(&mut self) -> io::Result<()> {
        let Some((subject, members)) = self.node.take() else { return Ok(()) };
        self.separate()?;
        write!(self.output, "{{\"id\":{}", Value::from(self.id((&subject).into())))?;
        for (key, value) in members {
            write!(self.output, ",{}:{value}", Value::from(key))?;
        }
        self.output.write_all(b"}")
    }

    fn separate(&mut self) -> io::Result<()> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        self.output.write_all(if is_first { b"\n" } else { b",\n" })
    }

    fn id(&self, resource: TermRef<'_>) -> String {
        match resource {
            TermRef::NamedNode(node) => self.context.resource(node.as_str()),
            other => other.to_string(),
        }
    }

    /// The member that states `quad` of its subject: under the property's name when the context's reading of such values
    /// gives this value back, and else under the property's prefixed name with the value in full.
    fn member(&self, quad: &Quad) -> (String, Value) {
        let iri = quad.predicate.as_str();
        if let (true, Term::NamedNode(class)) = (quad.predicate.as_ref() == rdf::TYPE, &quad.object) {
            return ("type".to_owned(), self.context.term(class.as_str()).into());
        }
        let property = self.context.property(iri);
        match property.and_then(|(name, coercion)| Some((name, self.coerced(&quad.object, coercion)?))) {
            Some((name, value)) => (name.clone(), value),
            None => (self.context.term(iri), self.in_full(&quad.object)),
        }
    }

    /// The short form of a value for a term with `coercion`; none when the value is of another kind.
    fn coerced(&self, object: &Term, coercion: &Coercion) -> Option<Value> {
        match (object, coercion) {
            (Term::NamedNode(_) | Term::BlankNode(_), Coercion::Iri) => Some(self.id(object.into()).into()),
            (Term::Literal(literal), Coercion::Language(language)) if literal.language() == Some(language) => {
                Some(literal.value().into())
            }
            (Term::Literal(literal), Coercion::LanguageMap) => Some(json!({ literal.language()?: literal.value() })),
            (Term::Literal(literal), Coercion::Datatype(datatype)) if literal.datatype().as_str() == datatype => {
                Some(native(literal.as_ref()).unwrap_or_else(|| literal.value().into()))
            }
            (_, Coercion::None) => Some(self.in_full(object)),
            _ => None,
        }
    }

    /// The form of a value that needs no context.
    fn in_full(&self, object: &Term) -> Value {
        match object {
            Term::NamedNode(_) | Term::BlankNode(_) => json!({ "id": self.id(object.into()) }),
            Term::Literal(literal) => match (literal.language(), literal.datatype()) {
                (Some(language), _) => json!({ "@language": language, "@value": literal.value() }),
                (None, xsd::STRING) => literal.value().into(),
                (None, datatype) => native(literal.as_ref()).unwrap_or_else(
                    || json!({ "type": self.context.term(datatype.as_str()), "@value": literal.value() }),
                ),
            },
            #[allow(unreachable_patterns, reason = "a triple is a term when the feature rdf-12 is on")]
            _ => object.to_string().into(),
        }
    }
}

/// The JSON number or boolean that JSON-LD reads back as this very literal.
fn native(literal: LiteralRef<'_>) -> Option<Value> {
    let value = literal.value();
    match literal.datatype() {
        xsd::BOOLEAN => matches!(value, "true" | "false").then(|| (value == "true").into()),
        xsd::INTEGER => value.parse::<i32>().ok().filter(|number| number.to_string() == value).map(Value::from),
        _ => None,
    }
}

/// Adds a value to a member: to the texts of its language, or as a further element.
fn merge(known: &mut Value, value: Value) {
    match (known, value) {
        (Value::Object(known), Value::Object(new)) if is_language_map(known) && is_language_map(&new) => {
            for (language, text) in new {
                match known.get_mut(&language) {
                    Some(known) => append(known, text),
                    None => drop(known.insert(language, text)),
                }
            }
        }
        (known, value) => append(known, value),
    }
}

fn is_language_map(object: &Map<String, Value>) -> bool {
    !object.keys().any(|key| key.starts_with('@') || key == "id" || key == "type")
}

fn append(known: &mut Value, value: Value) {
    match known {
        Value::Array(values) => values.push(value),
        single => *single = Value::Array(vec![single.take(), value]),
    }
}
