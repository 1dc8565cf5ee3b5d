//! Which statements a query can match: a store made for one query alone need not hold the others.

use std::collections::HashSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, QuadRef, TermRef};
use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::algebra::Part;

/// The statements that one or more queries can match: those with these predicates, and those that say that something is of one
/// of these classes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted(HashSet<String>);

impl Wanted {
    /// The statements that `query` can match; none when these are not told by predicate and class: where the predicate is a
    /// variable, where a path may be of no step, where the query asks for graphs, another service, or the description of a thing.
    pub fn of(query: &Query) -> Option<Self> {
        let mut wanted = Self::default();
        match query {
            _ if query.dataset().is_some() => None,
            Query::Select { pattern, .. } | Query::Construct { pattern, .. } | Query::Ask { pattern, .. } => {
                wanted.add(Part::Pattern(&mut pattern.clone())).map(|()| wanted)
            }
            Query::Describe { .. } => None,
        }
    }

    /// What one or the other can match.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether `statement` can be matched.
    pub fn has(&self, statement: QuadRef<'_>) -> bool {
        let class = match statement.object {
            TermRef::NamedNode(class) if statement.predicate == rdf::TYPE => Some(class),
            _ => None,
        };
        [statement.predicate].into_iter().chain(class).any(|term| self.0.contains(term.as_str()))
    }

    /// The IRIs of the predicates and classes by which statements are matched.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Adds what a part of a query can match; none where that is not told.
    fn add(&mut self, mut part: Part<'_>) -> Option<()> {
        match &part {
            Part::Pattern(GraphPattern::Bgp { patterns }) => {
                patterns.iter().try_for_each(|triple| self.add_triple(triple))?;
            }
            Part::Pattern(GraphPattern::Path { path, .. }) => self.add_path(path)?,
            Part::Pattern(GraphPattern::Graph { .. } | GraphPattern::Service { .. }) => return None,
            _ => {}
        }
        part.parts().into_iter().try_for_each(|part| self.add(part))
    }

    fn add_triple(&mut self, triple: &TriplePattern) -> Option<()> {
        match (&triple.predicate, &triple.object) {
            (NamedNodePattern::NamedNode(predicate), TermPattern::NamedNode(class)) if *predicate == rdf::TYPE => {
                self.add_term(class)
            }
            (NamedNodePattern::NamedNode(predicate), _) => self.add_term(predicate),
            (NamedNodePattern::Variable(_), _) => None,
        }
    }

    fn add_path(&mut self, path: &PropertyPathExpression) -> Option<()> {
        use PropertyPathExpression as P;
        match path {
            P::NamedNode(predicate) => self.add_term(predicate),
            P::Reverse(inner) | P::OneOrMore(inner) => self.add_path(inner),
            P::Sequence(one, other) | P::Alternative(one, other) => {
                self.add_path(one)?;
                self.add_path(other)
            }
            P::ZeroOrMore(_) | P::ZeroOrOne(_) | P::NegatedPropertySet(_) => None,
        }
    }

    fn add_term(&mut self, term: &NamedNode) -> Option<()> {
        self.0.insert(term.as_str().to_owned());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    fn of(text: &str) -> Option<Vec<String>> {
        let found = super::Wanted::of(&SparqlParser::new().parse_query(text).unwrap())?;
        let mut found: Vec<String> = found.terms().map(str::to_owned).collect();
        found.sort();
        Some(found)
    }

    #[test]
    fn predicates_are_found_in_every_part_of_a_query() {
        let text = "SELECT ?s { ?s <e:a>/^<e:b> ?o OPTIONAL { ?s <e:c>+ 1 } FILTER(NOT EXISTS { ?s <e:d> ?o }) \
                    { SELECT (COUNT(?x) AS ?n) { ?x a|<e:e> ?y } } }";
        let class = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        assert_eq!(of(text).unwrap(), ["e:a", "e:b", "e:c", "e:d", "e:e", class]);
    }

    #[test]
    fn what_may_match_any_statement_has_none() {
        for text in [
            "SELECT * { ?s ?p ?o }",
            "SELECT * { ?s <e:a>* ?o }",
            "SELECT * { ?s !<e:a> ?o }",
            "SELECT * { GRAPH ?g { ?s <e:a> ?o } }",
            "ASK FROM <e:g> { ?s <e:a> ?o }",
            "DESCRIBE <e:a>",
            "SELECT * { ?s <e:a> ?o FILTER(EXISTS { ?o ?p ?q }) }",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
