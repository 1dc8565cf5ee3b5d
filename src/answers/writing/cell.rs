//! A term as people read it: IRIs shortened, literals without their marks.

use super::Style;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use oxiri::Iri;

/// The text of a value in a table, where an IRI that a question gives as a text is shortened too; empty where there is none.
pub(super) fn shown(value: Option<&Term>, style: &Style) -> String {
    match value {
        Some(Term::Literal(literal)) if Iri::parse(literal.value()).is_ok() => shortened(literal.value(), style),
        Some(term) => text(term, style),
        None => String::new(),
    }
}

pub(super) fn text(term: &Term, style: &Style) -> String {
    match term {
        Term::NamedNode(iri) => shortened(iri.as_str(), style),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
        other => other.to_string(),
    }
}

pub(super) fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}

fn shortened(iri: &str, style: &Style) -> String {
    let prefixed = style.prefixes.iter().filter_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace.as_str())?;
        Some(format!("{prefix}:{local}"))
    });
    match prefixed.min_by_key(String::len) {
        Some(prefixed) => prefixed,
        None if style.base.is_empty() => iri.to_owned(),
        None => iri.strip_prefix(style.base.as_str()).unwrap_or(iri).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;

    #[test]
    fn own_iris_are_relative_and_those_of_known_vocabularies_prefixed() {
        let style = Style {
            base: "https://w3id.org/lauazym/".into(),
            prefixes: vec![("lz".into(), "https://w3id.org/lauazym/ontology#".into())],
            ..Style::default()
        };
        let shown = |iri: &str| text(&NamedNode::new(iri).unwrap().into(), &style);
        assert_eq!(shown("https://w3id.org/lauazym/act/Z1"), "act/Z1");
        assert_eq!(shown("https://w3id.org/lauazym/ontology#Position"), "lz:Position");
        assert_eq!(shown("https://example.com/"), "https://example.com/");
    }
}
