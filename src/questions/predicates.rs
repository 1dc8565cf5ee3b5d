//! Which statements a query can match, told by their predicates: a store made for one query alone need not hold the others.

use std::collections::HashSet;
use std::convert::Infallible;

use oxigraph::model::NamedNode;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::NamedNodePattern;

use super::algebra::{Part, operands, parts};

/// Returns the predicates of all statements that `query` can match; none when these are not told by the predicate: where it is a
/// variable, where a path may be of no step, where the query asks for graphs, another service, or the description of a thing.
pub fn of(query: &Query) -> Option<HashSet<NamedNode>> {
    let mut found = Found { predicates: HashSet::new(), any: query.dataset().is_some() };
    match query {
        Query::Select { pattern, .. } | Query::Construct { pattern, .. } | Query::Ask { pattern, .. } => {
            found.pattern(&mut pattern.clone());
        }
        Query::Describe { .. } => found.any = true,
    }
    (!found.any).then_some(found.predicates)
}

struct Found {
    predicates: HashSet<NamedNode>,
    any: bool,
}

impl Found {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                for triple in patterns {
                    match &triple.predicate {
                        NamedNodePattern::NamedNode(predicate) => self.known(predicate),
                        NamedNodePattern::Variable(_) => self.any = true,
                    }
                }
            }
            GraphPattern::Path { path, .. } => self.path(path),
            GraphPattern::Graph { .. } | GraphPattern::Service { .. } => self.any = true,
            _ => {}
        }
        let Ok(()) = parts(pattern, &mut |part| self.part(part));
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
        self.predicates.insert(predicate.clone());
    }
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    fn of(text: &str) -> Option<Vec<String>> {
        let found = super::of(&SparqlParser::new().parse_query(text).unwrap())?;
        let mut found: Vec<String> = found.into_iter().map(|predicate| predicate.into_string()).collect();
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
