//! What the store says of one thing, over all graphs, each statement once and in an order that is always the same.

use super::{Language, PageError, Pages};
use crate::terms::skos;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use std::cmp::Ordering;
use std::collections::BTreeSet;

impl Pages {
    /// The statements with this subject, property, value and graph; none stands for any.
    pub(super) fn quads(
        &self,
        subject: Option<&str>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<&str>,
    ) -> Result<Vec<Quad>, PageError> {
        let subject = subject.map(|iri| NamedNodeRef::new_unchecked(iri).into());
        let graph = graph.map(|iri| NamedNodeRef::new_unchecked(iri).into());
        Ok(self.store.quads_for_pattern(subject, property, object, graph).collect::<Result<_, _>>()?)
    }

    /// What is said of `iri`: property and value, values of a property by their natural order.
    pub(super) fn about(&self, iri: &str) -> Result<Vec<(NamedNode, Term)>, PageError> {
        let quads = self.quads(Some(iri), None, None, None)?;
        let mut about: Vec<_> = quads.into_iter().map(|quad| (quad.predicate, quad.object)).collect();
        about
            .sort_by(|(one, value), (other, right)| one.as_str().cmp(other.as_str()).then_with(|| order(value, right)));
        about.dedup();
        Ok(about)
    }

    /// The values of a property of `iri`.
    pub(super) fn objects(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<Term>, PageError> {
        let quads = self.quads(Some(iri), Some(property), None, None)?;
        let mut objects: Vec<Term> = quads.into_iter().map(|quad| quad.object).collect();
        objects.sort_by(order);
        objects.dedup();
        Ok(objects)
    }

    /// The IRIs among the values of a property of `iri`.
    pub(super) fn links(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<String>, PageError> {
        Ok(self.objects(iri, property)?.into_iter().filter_map(node).map(NamedNode::into_string).collect())
    }

    /// The literals among the values of a property of `iri`.
    pub(super) fn literals(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<Literal>, PageError> {
        Ok(self.objects(iri, property)?.into_iter().filter_map(literal).collect())
    }

    /// The first literal of a property of `iri`.
    pub(super) fn literal(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<String>, PageError> {
        Ok(self.literals(iri, property)?.into_iter().next().map(|literal| literal.destruct().0))
    }

    /// Whether `iri` is of this class.
    pub(super) fn is_a(&self, iri: &str, class: NamedNodeRef<'_>) -> Result<bool, PageError> {
        Ok(!self.quads(Some(iri), Some(rdf::TYPE), Some(class.into()), None)?.is_empty())
    }

    /// What leads to `iri`: subject and property, subjects by their natural order.
    pub(super) fn to(&self, iri: &str) -> Result<Vec<(String, NamedNode)>, PageError> {
        let object = NamedNodeRef::new_unchecked(iri);
        let quads = self.quads(None, None, Some(object.into()), None)?;
        let mut to: Vec<_> =
            quads.into_iter().filter_map(|quad| Some((subject(quad.subject)?, quad.predicate))).collect();
        to.sort_by(|(one, property), (other, right)| {
            property.as_str().cmp(right.as_str()).then_with(|| natural(one, other))
        });
        to.dedup();
        Ok(to)
    }

    /// The subjects that have `object` for a value of `property`, by their natural order.
    pub(super) fn subjects(&self, property: NamedNodeRef<'_>, object: &str) -> Result<Vec<String>, PageError> {
        Ok(distinct(self.quads(None, Some(property), Some(NamedNodeRef::new_unchecked(object).into()), None)?))
    }

    /// The thing that a term means: the thing itself, or the one concept whose notation it is.
    pub(super) fn meant(&self, term: &Term) -> Result<Option<NamedNode>, PageError> {
        let Term::Literal(notation) = term else { return Ok(node(term.clone())) };
        let concepts = distinct(self.quads(None, Some(skos::NOTATION), Some(notation.as_ref().into()), None)?);
        Ok(if let [concept] = concepts.as_slice() { Some(NamedNode::new_unchecked(concept)) } else { None })
    }

    /// The subjects described in a graph.
    pub(super) fn in_graph(&self, graph: &str) -> Result<Vec<String>, PageError> {
        Ok(distinct(self.quads(None, None, None, Some(graph))?))
    }
}

/// The subjects of statements that are no blank nodes, by their natural order.
fn distinct(quads: Vec<Quad>) -> Vec<String> {
    let subjects: BTreeSet<String> = quads.into_iter().filter_map(|quad| subject(quad.subject)).collect();
    let mut subjects: Vec<String> = subjects.into_iter().collect();
    subjects.sort_by(|one, other| natural(one, other));
    subjects
}

fn subject(subject: NamedOrBlankNode) -> Option<String> {
    if let NamedOrBlankNode::NamedNode(node) = subject { Some(node.into_string()) } else { None }
}

/// The IRI that a term is.
pub(super) fn node(term: Term) -> Option<NamedNode> {
    if let Term::NamedNode(node) = term { Some(node) } else { None }
}

/// The literal that a term is.
pub(super) fn literal(term: Term) -> Option<Literal> {
    if let Term::Literal(literal) = term { Some(literal) } else { None }
}

/// The place of a literal's language for readers of `language`: theirs, then those of the pages, then none.
pub(super) fn nearness(literal: &Literal, language: Language) -> usize {
    let place = |tag: &str| Language::ALL.iter().position(|known| known.tag() == tag).map_or(4, |place| place + 1);
    match literal.language() {
        Some(tag) if tag == language.tag() => 0,
        Some(tag) => place(tag),
        None => 5,
    }
}

fn order(one: &Term, other: &Term) -> Ordering {
    match (one, other) {
        (Term::Literal(one), Term::Literal(other)) => {
            let language = |literal: &Literal| nearness(literal, Language::Kazakh);
            let by_value = || natural(one.value(), other.value()).then_with(|| one.to_string().cmp(&other.to_string()));
            language(one).cmp(&language(other)).then_with(by_value)
        }
        (Term::NamedNode(one), Term::NamedNode(other)) => natural(one.as_str(), other.as_str()),
        (Term::Literal(_), _) => Ordering::Less,
        (_, Term::Literal(_)) => Ordering::Greater,
        _ => one.to_string().cmp(&other.to_string()),
    }
}

/// The order in which people list: `entry/9` before `entry/10`.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let (word, digits, rest) = piece(left);
        let (other_word, other_digits, other_rest) = piece(right);
        let compared = (word, digits.len(), digits).cmp(&(other_word, other_digits.len(), other_digits));
        if compared.is_ne() {
            return compared;
        }
        if rest.is_empty() || other_rest.is_empty() {
            return rest.len().cmp(&other_rest.len()).then_with(|| one.cmp(other));
        }
        (left, right) = (rest, other_rest);
    }
}

/// The beginning of a text up to its first number, the number without the zeros before it, and the rest.
fn piece(text: &str) -> (&str, &str, &str) {
    let start = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let length = text[start..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len() - start);
    (&text[..start], text[start..start + length].trim_start_matches('0'), &text[start + length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["entry/10", "entry/9", "entry/9/duties", "13-4-2", "01-1-1", "13-4-10", "entry"];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["01-1-1", "13-4-2", "13-4-10", "entry", "entry/9", "entry/9/duties", "entry/10"]);
    }
}
