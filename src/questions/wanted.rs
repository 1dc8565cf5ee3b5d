//! Which statements a query can match: a store made for one query alone need not hold the others.

use std::collections::HashSet;
use std::convert::Infallible;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, QuadRef, TermRef};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::algebra::{Part, operands, parts};

/// The statements that one or more queries can match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Those with these predicates.
    predicates: HashSet<String>,
    /// Those that say that something is of one of these classes.
    classes: HashSet<String>,
}

impl Wanted {
    /// The statements that `query` can match; none when these are not told by predicate and class: where the predicate is a
    /// variable, where a path may be of no step, where the query asks for graphs, another service, or the description of a thing.
    pub fn of(query: &Query) -> Option<Self> {
        let mut found = Found { wanted: Self::default(), any: query.dataset().is_some() };
        match query {
            Query::Select { pattern, .. } | Query::Construct { pattern, .. } | Query::Ask { pattern, .. } => {
                found.pattern(&mut pattern.clone());
            }
            Query::Describe { .. } => found.any = true,
        }
        (!found.any).then_some(found.wanted)
    }

    /// What one or the other can match.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.predicates.extend(other.predicates);
        self.classes.extend(other.classes);
        self
    }

    /// Whether `statement` can be matched.
    pub fn has(&self, statement: QuadRef<'_>) -> bool {
        let class = match statement.object {
            TermRef::NamedNode(class) if statement.predicate == rdf::TYPE => Some(class),
            _ => None,
        };
        self.predicates.contains(statement.predicate.as_str())
            || class.is_some_and(|class| self.classes.contains(class.as_str()))
    }

    /// The IRIs of the predicates and classes by which statements are matched.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.predicates.iter().chain(&self.classes).map(String::as_str)
    }
}

struct Found {
    wanted: Wanted,
    any: bool,
}

impl Found {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter().for_each(|triple| self.triple(triple)),
            GraphPattern::Path { path, .. } => self.path(path),
            GraphPattern::Graph { .. } | GraphPattern::Service { .. } => self.any = true,
            _ => {}
        }
        let Ok(()) = parts(pattern, &mut |part| self.part(part));
    }

    fn triple(&mut self, triple: &TriplePattern) {
        match (&triple.predicate, &triple.object) {
            (NamedNodePattern::NamedNode(predicate), TermPattern::NamedNode(class)) if *predicate == rdf::TYPE => {
                self.wanted.classes.insert(class.as_str().to_owned());
            }
            (NamedNodePattern::NamedNode(predicate), _) => self.known(predicate),
            (NamedNodePattern::Variable(_), _) => self.any = true,
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        let Ok(()) = operands(expression, &mut |part| self.part(part));
    }

    fn part(&mut self, part: Part<'_>) -> Result<(), Infallible> {
        match part {
            Part::Pattern(pattern) => self.pattern(pattern),
            Part::Expression(expression) => self.expression(expression),
        }
        Ok(())
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        use PropertyPathExpression as P;
        match path {
            P::NamedNode(predicate) => self.known(predicate),
            P::Reverse(inner) | P::OneOrMore(inner) => self.path(inner),
            P::Sequence(one, other) | P::Alternative(one, other) => {
                self.path(one);
                self.path(other);
            }
            P::ZeroOrMore(_) | P::ZeroOrOne(_) | P::NegatedPropertySet(_) => self.any = true,
        }
    }

    fn known(&mut self, predicate: &NamedNode) {
        self.wanted.predicates.insert(predicate.as_str().to_owned());
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
