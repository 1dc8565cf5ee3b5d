//! The one walk over the algebra of SPARQL: whatever reads or changes a query goes from a pattern or an expression to what it is
//! directly made of.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// A pattern or an expression of a query.
#[derive(Debug)]
pub(crate) enum Part<'a> {
    /// A pattern; that of EXISTS, for an expression.
    Pattern(&'a mut GraphPattern),
    /// An expression.
    Expression(&'a mut Expression),
}

impl Part<'_> {
    /// What the part is directly made of.
    pub(crate) fn parts(&mut self) -> Vec<Part<'_>> {
        match self {
            Self::Pattern(pattern) => parts(pattern),
            Self::Expression(expression) => operands(expression),
        }
    }
}

/// What `pattern` is directly made of.
pub(crate) fn parts(pattern: &mut GraphPattern) -> Vec<Part<'_>> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => Vec::new(),
        P::Join { left, right } | P::Lateral { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            vec![Part::Pattern(left), Part::Pattern(right)]
        }
        P::LeftJoin { left, right, expression } => {
            let patterns = [Part::Pattern(left), Part::Pattern(right)];
            patterns.into_iter().chain(expression.as_mut().map(Part::Expression)).collect()
        }
        P::Filter { inner, expr: expression } | P::Extend { inner, expression, .. } => {
            vec![Part::Pattern(inner), Part::Expression(expression)]
        }
        P::Graph { inner, .. }
        | P::Service { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => vec![Part::Pattern(inner)],
        P::OrderBy { inner, expression } => {
            let keys = expression.iter_mut().map(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| key);
            [Part::Pattern(inner)].into_iter().chain(keys.map(Part::Expression)).collect()
        }
        P::Group { inner, aggregates, .. } => {
            let summed = aggregates.iter_mut().filter_map(|(_, aggregate)| match aggregate {
                AggregateExpression::CountSolutions { .. } => None,
                AggregateExpression::FunctionCall { expr, .. } => Some(Part::Expression(expr)),
            });
            [Part::Pattern(inner)].into_iter().chain(summed).collect()
        }
    }
}

/// What `expression` is directly made of.
pub(crate) fn operands(expression: &mut Expression) -> Vec<Part<'_>> {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => Vec::new(),
        E::Exists(pattern) => vec![Part::Pattern(pattern)],
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
        | E::Divide(a, b) => vec![Part::Expression(a), Part::Expression(b)],
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => vec![Part::Expression(a)],
        E::If(a, b, c) => vec![Part::Expression(a), Part::Expression(b), Part::Expression(c)],
        E::In(a, list) => [&mut **a].into_iter().chain(list).map(Part::Expression).collect(),
        E::Coalesce(list) | E::FunctionCall(_, list) => list.iter_mut().map(Part::Expression).collect(),
    }
}
