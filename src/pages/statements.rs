//! What the store says of one thing, over all graphs, each statement once and in an order that is always the same.

use super::error::PageError;
use super::language::Language;
use crate::terms::skos;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};
use oxigraph::store::Store;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The statements of a store.
#[derive(Clone, Copy)]
pub(super) struct Statements<'a> {
    pub(super) store: &'a Store,
    /// The base IRI of the data.
    pub(super) base: &'a str,
}

impl Statements<'_> {
    /// What is said of `iri`: property and value, values of a property by their natural order.
    pub(super) fn about(&self, iri: &str) -> Result<Vec<(NamedNode, Term)>, PageError> {
        let Ok(subject) = NamedNodeRef::new(iri) else { return Ok(Vec::new()) };
        let mut about = Vec::new();
        for quad in self.store.quads_for_pattern(Some(subject.into()), None, None, None) {
            let quad = quad?;
            about.push((quad.predicate, quad.object));
        }
        about
            .sort_by(|(one, value), (other, right)| one.as_str().cmp(other.as_str()).then_with(|| order(value, right)));
        about.dedup();
        Ok(about)
    }

    /// The values of a property of `iri`.
    pub(super) fn objects(&self, iri: &str, property: &str) -> Result<Vec<Term>, PageError> {
        let (Ok(subject), Ok(property)) = (NamedNodeRef::new(iri), NamedNodeRef::new(property)) else {
            return Ok(Vec::new());
        };
        let mut objects = Vec::new();
        for quad in self.store.quads_for_pattern(Some(subject.into()), Some(property), None, None) {
            objects.push(quad?.object);
        }
        objects.sort_by(order);
        objects.dedup();
        Ok(objects)
    }

    /// The IRIs among the values of a property of `iri`.
    pub(super) fn links(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Vec<String>, PageError> {
        let objects = self.objects(iri, property.as_str())?;
        Ok(objects.into_iter().filter_map(node).map(NamedNode::into_string).collect())
    }

    /// The first literal of a property of `iri`.
    pub(super) fn literal(&self, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<String>, PageError> {
        let objects = self.objects(iri, property.as_str())?;
        Ok(objects.into_iter().find_map(|object| match object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }))
    }

    /// What leads to `iri`: subject and property, subjects by their natural order.
    pub(super) fn to(&self, iri: &str) -> Result<Vec<(String, NamedNode)>, PageError> {
        let Ok(object) = NamedNodeRef::new(iri) else { return Ok(Vec::new()) };
        let mut to = Vec::new();
        for quad in self.store.quads_for_pattern(None, None, Some(object.into()), None) {
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
                to.push((subject.into_string(), quad.predicate));
            }
        }
        to.sort_by(|(one, property), (other, right)| {
            property.as_str().cmp(right.as_str()).then_with(|| natural(one, other))
        });
        to.dedup();
        Ok(to)
    }

    /// The subjects that have `object` for a value of `property`, by their natural order.
    pub(super) fn subjects(&self, property: NamedNodeRef<'_>, object: &str) -> Result<Vec<String>, PageError> {
        let Ok(object) = NamedNodeRef::new(object) else { return Ok(Vec::new()) };
        self.with(property, object.into())
    }

    /// The thing that a term means: the thing itself, or the one concept whose notation it is.
    pub(super) fn meant(&self, term: &Term) -> Result<Option<NamedNode>, PageError> {
        let Term::Literal(notation) = term else { return Ok(node(term.clone())) };
        let concepts = self.with(skos::NOTATION, notation.as_ref().into())?;
        Ok(if let [concept] = concepts.as_slice() { NamedNode::new(concept).ok() } else { None })
    }

    fn with(&self, property: NamedNodeRef<'_>, object: TermRef<'_>) -> Result<Vec<String>, PageError> {
        let mut subjects = BTreeSet::new();
        for quad in self.store.quads_for_pattern(None, Some(property), Some(object), None) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                subjects.insert(subject.into_string());
            }
        }
        let mut subjects: Vec<String> = subjects.into_iter().collect();
        subjects.sort_by(|one, other| natural(one, other));
        Ok(subjects)
    }

    /// The subjects described in a graph.
    pub(super) fn in_graph(&self, graph: &str) -> Result<Vec<String>, PageError> {
        let graph = GraphName::from(NamedNode::new_unchecked(graph));
        let mut subjects = BTreeSet::new();
        for quad in self.store.quads_for_pattern(None, None, None, Some(graph.as_ref())) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                subjects.insert(subject.into_string());
            }
        }
        let mut subjects: Vec<String> = subjects.into_iter().collect();
        subjects.sort_by(|one, other| natural(one, other));
        Ok(subjects)
    }
}

/// The IRI that a term is.
pub(super) fn node(term: Term) -> Option<NamedNode> {
    if let Term::NamedNode(node) = term { Some(node) } else { None }
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
        let number = |digits: &str| (digits.trim_start_matches('0').len(), digits.trim_start_matches('0').to_owned());
        let compared = word.cmp(other_word).then_with(|| number(digits).cmp(&number(other_digits)));
        if compared.is_ne() {
            return compared;
        }
        if rest.is_empty() || other_rest.is_empty() {
            return rest.len().cmp(&other_rest.len()).then_with(|| one.cmp(other));
        }
        (left, right) = (rest, other_rest);
    }
}

/// The beginning of a text up to and with its first number, in two, and the rest.
fn piece(text: &str) -> (&str, &str, &str) {
    let start = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let length = text[start..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len() - start);
    (&text[..start], &text[start..start + length], &text[start + length..])
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
