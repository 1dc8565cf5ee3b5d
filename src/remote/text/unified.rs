//! One form for queries that say the same in several ways: groups within groups, the order of values that do not need each
//! other, and other names for sums.

use std::mem::take;

use oxigraph::model::Variable;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern};

use crate::questions::algebra::Part;

/// Brings a pattern or an expression whose parts are in one form into it.
pub(super) fn unified(part: Part<'_>) {
    match part {
        Part::Expression(expression) => {
            if let Expression::Coalesce(list) = expression
                && let [_] = list.as_slice()
            {
                *expression = list.remove(0);
            }
        }
        Part::Pattern(pattern) => {
            *pattern = match take(pattern) {
                GraphPattern::Join { left, right } => joined(*left, *right),
                GraphPattern::Extend { inner, variable, expression } => extended(*inner, variable, expression),
                GraphPattern::Project { inner, variables } => projected(*inner, variables),
                GraphPattern::Group { inner, variables, aggregates } => grouped(inner, variables, aggregates),
                other => other,
            }
        }
    }
}

/// Joins group from the left; neighbouring triples are one pattern.
fn joined(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    match (left, right) {
        (P::Bgp { patterns }, other) | (other, P::Bgp { patterns }) if patterns.is_empty() => other,
        (left, P::Join { left: first, right: last }) => joined(joined(left, *first), *last),
        (P::Bgp { mut patterns }, P::Bgp { patterns: more }) => {
            patterns.extend(more);
            P::Bgp { patterns }
        }
        (P::Join { left, right }, more @ P::Bgp { .. }) if matches!(*right, P::Bgp { .. }) => {
            P::Join { left, right: Box::new(joined(*right, more)) }
        }
        (left, right) => P::Join { left: Box::new(left), right: Box::new(right) },
    }
}

/// Of values that do not need each other the one whose variable comes first in the alphabet is computed first.
fn extended(inner: GraphPattern, variable: Variable, expression: Expression) -> GraphPattern {
    let (mut inner, mut waiting) = (inner, vec![(variable, expression)]);
    while let GraphPattern::Extend { inner: next, variable, expression } = inner {
        waiting.push((variable, expression));
        inner = *next;
    }
    waiting.sort_by(|(one, _), (other, _)| one.cmp(other));
    while !waiting.is_empty() {
        let names: Vec<Variable> = waiting.iter().map(|(variable, _)| variable.clone()).collect();
        let ready = waiting.iter_mut().position(|(_, expression)| !reads(Part::Expression(expression), &names));
        let (variable, expression) = waiting.remove(ready.unwrap_or(0));
        inner = GraphPattern::Extend { inner: Box::new(inner), variable, expression };
    }
    inner
}

/// Whether one of `names` stands in an expression, or in a pattern inside of it.
fn reads(mut part: Part<'_>, names: &[Variable]) -> bool {
    let mut found = part.parts().into_iter().any(|inner| reads(inner, names));
    match part {
        Part::Pattern(pattern) => pattern.on_in_scope_variable(|variable| found |= names.contains(variable)),
        Part::Expression(Expression::Variable(variable) | Expression::Bound(variable)) => {
            found |= names.contains(variable);
        }
        Part::Expression(_) => {}
    }
    found
}

/// A projection to all variables is none, and one that only gives the sums of a group other names is that group.
fn projected(inner: GraphPattern, variables: Vec<Variable>) -> GraphPattern {
    let mut hides = false;
    inner.on_in_scope_variable(|variable| hides |= !variables.contains(variable));
    if !hides {
        return inner;
    }
    renamed(&inner, &variables).unwrap_or_else(|| GraphPattern::Project { inner: Box::new(inner), variables })
}

fn renamed(inner: &GraphPattern, projected: &[Variable]) -> Option<GraphPattern> {
    let (mut inner, mut names) = (inner, Vec::new());
    while let GraphPattern::Extend { inner: next, variable, expression: Expression::Variable(sum) } = inner {
        names.push((variable, sum));
        inner = next;
    }
    let GraphPattern::Group { inner, variables, aggregates } = inner else { return None };
    // The parser makes one of equal sums, so that one may have several names.
    let named = names.iter().map(|(name, sum)| {
        let (_, aggregate) = aggregates.iter().find(|(known, _)| known == *sum)?;
        Some(((*name).clone(), aggregate.clone()))
    });
    let aggregates: Vec<_> = named.collect::<Option<_>>()?;
    let is_whole = aggregates.iter().map(|(name, _)| name).chain(variables).all(|name| projected.contains(name));
    is_whole.then(|| grouped(inner.clone(), variables.clone(), aggregates))
}

/// Sums stand in the order of their names.
fn grouped(
    inner: Box<GraphPattern>,
    variables: Vec<Variable>,
    mut aggregates: Vec<(Variable, AggregateExpression)>,
) -> GraphPattern {
    aggregates.sort_by(|(one, _), (other, _)| one.cmp(other));
    GraphPattern::Group { inner, variables, aggregates }
}
