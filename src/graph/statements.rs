//! Writes statements about one subject after the other; every literal in Unicode NFC. A statement borrows its terms, so that
//! only who keeps it copies them.

use std::fmt::Display;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{LiteralRef, NamedNode, NamedNodeRef, QuadRef, TermRef};

use super::texts::{Said, Texts};
use crate::reading::text::{Language, nfc};
use crate::terms::lz;

/// The tags of the languages in which everything is named.
pub(crate) const TAGS: [&str; 3] = ["kk", "ru", "en"];

/// The statements of one named graph, each handed on when it is made.
pub(crate) struct Statements<'a> {
    graph: NamedNode,
    receive: &'a mut dyn FnMut(QuadRef<'_>),
}

impl<'a> Statements<'a> {
    pub(crate) fn in_graph(graph: &str, receive: &'a mut dyn FnMut(QuadRef<'_>)) -> Self {
        Self { graph: NamedNode::new_unchecked(graph), receive }
    }

    /// Begins the statements about the resource `iri`.
    pub(crate) fn about<'b>(&'b mut self, iri: &str) -> About<'b, 'a> {
        About { subject: NamedNode::new_unchecked(iri), statements: self }
    }
}

/// The statements about one resource; each method adds one.
pub(crate) struct About<'b, 'a> {
    subject: NamedNode,
    statements: &'b mut Statements<'a>,
}

impl About<'_, '_> {
    /// Adds a statement whose object is any term.
    pub(crate) fn add<'t>(self, predicate: NamedNodeRef<'t>, object: impl Into<TermRef<'t>>) -> Self {
        let object: TermRef<'t> = object.into();
        let (subject, graph_name) = (self.subject.as_ref().into(), self.statements.graph.as_ref().into());
        (self.statements.receive)(QuadRef { subject, predicate, object, graph_name });
        self
    }

    pub(crate) fn a(self, class: NamedNodeRef<'_>) -> Self {
        self.add(rdf::TYPE, class)
    }

    pub(crate) fn link(self, predicate: NamedNodeRef<'_>, iri: &str) -> Self {
        self.add(predicate, NamedNodeRef::new_unchecked(iri))
    }

    pub(crate) fn links(self, predicate: NamedNodeRef<'_>, iris: impl IntoIterator<Item = String>) -> Self {
        iris.into_iter().fold(self, |about, iri| about.link(predicate, &iri))
    }

    pub(crate) fn text(self, predicate: NamedNodeRef<'_>, language: Language, text: &str) -> Self {
        self.add(predicate, LiteralRef::new_language_tagged_literal_unchecked(&nfc(text), language.tag()))
    }

    /// The text that `of` finds in the thing, in each language that has it.
    pub(super) fn texts<'t, T: ?Sized, S: AsRef<str>>(
        self,
        predicate: NamedNodeRef<'_>,
        texts: Texts<'t, T>,
        of: impl Fn(&'t T) -> S,
    ) -> Self {
        texts.all().fold(self, |about, said| about.text(predicate, said.language, of(said.thing).as_ref()))
    }

    /// Labels of a resource that has no name of its own, one in each language that has the thing.
    pub(super) fn labels<T: ?Sized>(self, texts: Texts<'_, T>, label: impl Fn(Said<'_, T>) -> String) -> Self {
        texts.all().fold(self, |about, said| about.text(rdfs::LABEL, said.language, &label(said)))
    }

    /// A label in Kazakh of a resource that has no name of its own and stands in no text.
    pub(crate) fn label(self, text: &str) -> Self {
        self.text(rdfs::LABEL, Language::Kazakh, text)
    }

    pub(crate) fn truth(self, predicate: NamedNodeRef<'_>, is: bool) -> Self {
        self.add(predicate, LiteralRef::new_typed_literal(if is { "true" } else { "false" }, xsd::BOOLEAN))
    }

    pub(crate) fn english(self, predicate: NamedNodeRef<'_>, text: &str) -> Self {
        self.add(predicate, LiteralRef::new_language_tagged_literal_unchecked(&nfc(text), "en"))
    }

    pub(crate) fn string(self, predicate: NamedNodeRef<'_>, text: &str) -> Self {
        self.add(predicate, LiteralRef::new_simple_literal(&nfc(text)))
    }

    pub(crate) fn number(self, predicate: NamedNodeRef<'_>, number: usize) -> Self {
        self.add(predicate, LiteralRef::new_typed_literal(&number.to_string(), xsd::INTEGER))
    }

    pub(crate) fn typed(self, predicate: NamedNodeRef<'_>, value: &str, datatype: NamedNodeRef<'_>) -> Self {
        self.add(predicate, LiteralRef::new_typed_literal(value, datatype))
    }

    /// The same thing said in Kazakh, Russian and English.
    pub(crate) fn in_three_languages(self, predicate: NamedNodeRef<'_>, texts: [impl AsRef<str>; 3]) -> Self {
        TAGS.into_iter().zip(texts).fold(self, |about, (language, text)| {
            about.add(predicate, LiteralRef::new_language_tagged_literal_unchecked(&nfc(text.as_ref()), language))
        })
    }

    pub(crate) fn date(self, predicate: NamedNodeRef<'_>, date: impl Display) -> Self {
        self.add(predicate, LiteralRef::new_typed_literal(&date.to_string(), xsd::DATE))
    }

    /// The lines of the source on which the resource is printed, first and last, from 1.
    pub(crate) fn lines(self, start: usize, end: usize) -> Self {
        self.number(lz::START_LINE, start).number(lz::END_LINE, end)
    }

    /// Applies `more` to the value, if there is one.
    pub(crate) fn with<T>(self, value: Option<T>, more: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => more(self, value),
            None => self,
        }
    }
}
