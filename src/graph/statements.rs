//! Writes statements about one subject after the other.

use std::fmt::Display;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::terms::lz;

/// The statements of one named graph, each handed on when it is made.
pub(super) struct Statements<'a> {
    graph: GraphName,
    receive: &'a mut dyn FnMut(Quad),
}

impl<'a> Statements<'a> {
    pub(super) fn in_graph(graph: &str, receive: &'a mut dyn FnMut(Quad)) -> Self {
        Self { graph: NamedNode::new_unchecked(graph).into(), receive }
    }

    /// Begins the statements about the resource `iri`.
    pub(super) fn about<'b>(&'b mut self, iri: &str) -> About<'b, 'a> {
        About { subject: NamedNode::new_unchecked(iri), statements: self }
    }
}

/// The statements about one resource; each method adds one.
pub(super) struct About<'b, 'a> {
    subject: NamedNode,
    statements: &'b mut Statements<'a>,
}

impl About<'_, '_> {
    fn add(self, predicate: NamedNodeRef<'_>, object: impl Into<Term>) -> Self {
        let quad = Quad::new(self.subject.clone(), predicate, object, self.statements.graph.clone());
        (self.statements.receive)(quad);
        self
    }

    pub(super) fn a(self, class: NamedNodeRef<'_>) -> Self {
        self.add(rdf::TYPE, class)
    }

    pub(super) fn link(self, predicate: NamedNodeRef<'_>, iri: &str) -> Self {
        self.add(predicate, NamedNode::new_unchecked(iri))
    }

    pub(super) fn links(self, predicate: NamedNodeRef<'_>, iris: impl IntoIterator<Item = String>) -> Self {
        iris.into_iter().fold(self, |about, iri| about.link(predicate, &iri))
    }

    pub(super) fn term(self, predicate: NamedNodeRef<'_>, term: NamedNodeRef<'_>) -> Self {
        self.add(predicate, term)
    }

    pub(super) fn kazakh(self, predicate: NamedNodeRef<'_>, text: &str) -> Self {
        self.add(predicate, Literal::new_language_tagged_literal_unchecked(text, "kk"))
    }

    /// A label of a resource that has no name of its own.
    pub(super) fn label(self, text: &str) -> Self {
        self.kazakh(rdfs::LABEL, text)
    }

    pub(super) fn english(self, predicate: NamedNodeRef<'_>, text: &str) -> Self {
        self.add(predicate, Literal::new_language_tagged_literal_unchecked(text, "en"))
    }

    pub(super) fn string(self, predicate: NamedNodeRef<'_>, text: &str) -> Self {
        self.add(predicate, Literal::new_simple_literal(text))
    }

    pub(super) fn number(self, predicate: NamedNodeRef<'_>, number: usize) -> Self {
        self.add(predicate, Literal::new_typed_literal(number.to_string(), xsd::INTEGER))
    }

    pub(super) fn date(self, predicate: NamedNodeRef<'_>, date: impl Display) -> Self {
        self.add(predicate, Literal::new_typed_literal(date.to_string(), xsd::DATE))
    }

    /// The lines of the source on which the resource is printed, first and last, from 1.
    pub(super) fn lines(self, start: usize, end: usize) -> Self {
        self.number(lz::START_LINE, start).number(lz::END_LINE, end)
    }

    /// Applies `more` to the value, if there is one.
    pub(super) fn with<T>(self, value: Option<T>, more: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => more(self, value),
            None => self,
        }
    }
}
