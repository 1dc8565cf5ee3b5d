//! A short query can build a long text: each `BIND(CONCAT(?a, ?a) AS ?b)` doubles one, within a single row, where no time
//! limit and no cancellation reaches it. How long the values of a query can become is therefore estimated before.
//!
//! The estimate is rough on purpose: texts of the data count [`DATA`] bytes, those of a GROUP_CONCAT [`GROUPED`].

use super::bounds::TooComplex;
use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, Function, GraphPattern, OrderExpression};
use spargebra::term::GroundTerm;
use std::collections::HashMap;

/// The bytes of the longest value that a query may build.
pub(super) const MAX_VALUE: u64 = 256 * 1024 * 1024;
/// The bytes of a text of the data.
const DATA: u64 = 8 * 1024;
/// The bytes of a text made of many rows.
const GROUPED: u64 = 16 * 1024 * 1024;
/// The bytes of a number, a date or a truth value.
const SMALL: u64 = 64;

/// Checks how long the values of `query` can become.
///
/// # Errors
/// One can be longer than [`MAX_VALUE`].
pub(super) fn check(query: &Query) -> Result<(), TooComplex> {
    let mut growth = Growth::default();
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => growth.pattern(pattern),
    }
    if growth.longest > MAX_VALUE { Err(TooComplex::Value(growth.longest)) } else { Ok(()) }
}

#[derive(Default)]
struct Growth {
    variables: HashMap<Variable, u64>,
    longest: u64,
}

impl Growth {
    /// Inner patterns come first: an expression sees what they bind.
    fn pattern(&mut self, pattern: &GraphPattern) {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => (),
            GraphPattern::Values { variables, bindings } => {
                for row in bindings {
                    variables
                        .iter()
                        .zip(row)
                        .for_each(|(variable, term)| self.bind(variable, term.as_ref().map_or(0, ground)));
                }
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.pattern(left);
                self.pattern(right);
                if let Some(expression) = expression {
                    self.size(expression);
                }
            }
            GraphPattern::Filter { expr, inner } => {
                self.pattern(inner);
                self.size(expr);
            }
            GraphPattern::Extend { inner, variable, expression } => {
                self.pattern(inner);
                let size = self.size(expression);
                self.bind(variable, size);
            }
            GraphPattern::OrderBy { inner, expression } => {
                self.pattern(inner);
                for OrderExpression::Asc(expression) | OrderExpression::Desc(expression) in expression {
                    self.size(expression);
                }
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                self.pattern(inner);
                for (variable, aggregate) in aggregates {
                    let size = self.aggregate(aggregate);
                    self.bind(variable, size);
                }
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Service { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
        }
    }

    fn bind(&mut self, variable: &Variable, size: u64) {
        let known = self.variables.entry(variable.clone()).or_default();
        *known = (*known).max(size);
    }

    fn aggregate(&mut self, aggregate: &AggregateExpression) -> u64 {
        match aggregate {
            AggregateExpression::CountSolutions { .. } => SMALL,
            AggregateExpression::FunctionCall { name, expr, .. } => {
                let size = self.size(expr);
                if matches!(name, AggregateFunction::GroupConcat { .. }) { size.max(GROUPED) } else { size }
            }
        }
    }

    /// The bytes that the value of `expression` can have.
    fn size(&mut self, expression: &Expression) -> u64 {
        use Expression as E;
        let size = match expression {
            E::NamedNode(iri) => iri.as_str().len() as u64,
            E::Literal(literal) => literal.value().len() as u64,
            E::Variable(variable) => self.variables.get(variable).copied().unwrap_or(DATA),
            E::Bound(_) => SMALL,
            E::Exists(pattern) => {
                self.pattern(pattern);
                SMALL
            }
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => {
                self.size(a);
                self.size(b);
                SMALL
            }
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => {
                self.size(a);
                SMALL
            }
            E::In(a, list) => {
                self.size(a);
                self.sizes(list);
                SMALL
            }
            E::If(condition, a, b) => {
                self.size(condition);
                self.size(a).max(self.size(b))
            }
            E::Coalesce(list) => self.sizes(list).into_iter().max().unwrap_or_default(),
            E::FunctionCall(function, list) => call(function, &self.sizes(list)),
        };
        self.longest = self.longest.max(size);
        size
    }

    fn sizes(&mut self, expressions: &[Expression]) -> Vec<u64> {
        expressions.iter().map(|expression| self.size(expression)).collect()
    }
}

/// The bytes of what a function makes of values of these bytes.
fn call(function: &Function, sizes: &[u64]) -> u64 {
    let longest = sizes.iter().copied().max().unwrap_or_default();
    match function {
        Function::Concat | Function::StrLang | Function::Custom(_) => {
            sizes.iter().fold(SMALL, |all, size| all.saturating_add(*size))
        }
        // Every letter of the first can be replaced by the third.
        Function::Replace => {
            let [text, replacement] = [0, 2].map(|place| sizes.get(place).copied().unwrap_or_default());
            text.saturating_add(1).saturating_mul(replacement.max(1))
        }
        Function::EncodeForUri | Function::LCase | Function::UCase => longest.saturating_mul(3),
        _ => longest.max(SMALL),
    }
}

fn ground(term: &GroundTerm) -> u64 {
    match term {
        GroundTerm::NamedNode(iri) => iri.as_str().len() as u64,
        GroundTerm::Literal(literal) => literal.value().len() as u64,
        #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
        _ => DATA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::catalogue::Catalogue;

    fn grown(query: &str) -> Result<(), TooComplex> {
        check(&spargebra::SparqlParser::new().parse_query(query).unwrap())
    }

    fn doubled(times: usize, call: &str) -> String {
        let binds: String =
            (0..times).map(|n| format!("BIND({} AS ?v{}) ", call.replace("?v", &format!("?v{n}")), n + 1)).collect();
        format!("SELECT * {{ BIND(\"0123456789\" AS ?v0) {binds} }}")
    }

    #[test]
    fn a_text_that_doubles_too_often_is_refused() {
        assert_eq!(grown(&doubled(15, "CONCAT(?v, ?v)")), Ok(()));
        for call in ["CONCAT(?v, ?v)", "REPLACE(?v, \".\", \"abc\")", "IF(true, ENCODE_FOR_URI(?v), ?v)"] {
            assert!(matches!(grown(&doubled(40, call)), Err(TooComplex::Value(_))), "{call}");
        }
        let nested = format!("ASK {{ FILTER(STRLEN({}?x{}) > 1) }}", "REPLACE(".repeat(5), ", \".\", ?x)".repeat(5));
        assert!(matches!(grown(&nested), Err(TooComplex::Value(_))));
    }

    #[test]
    fn what_people_build_of_texts_is_small_enough() {
        for query in [
            "SELECT (CONCAT(?a, \" \", ?b, \" \", ?c) AS ?t) { ?a ?b ?c }",
            "SELECT (REPLACE(GROUP_CONCAT(?a; separator=\"; \"), \";\", \" and \") AS ?t) { ?a ?b ?c } GROUP BY ?b",
            "SELECT (REPLACE(?a, ?b, ?c) AS ?t) { ?a ?b ?c }",
        ] {
            assert_eq!(grown(query), Ok(()), "{query}");
        }
        for question in Catalogue::bundled().unwrap().questions() {
            assert_eq!(check(&question.query), Ok(()), "{}", question.name);
        }
    }
}
