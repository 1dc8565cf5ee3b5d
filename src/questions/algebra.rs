//! The one walk over the algebra of SPARQL: whatever reads or changes a query goes from a pattern or an expression to what it is
//! directly made of.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// What a pattern or an expression is directly made of.
#[derive(Debug)]
pub(crate) enum Part<'a> {
    /// A pattern; that of EXISTS, for an expression.
    Pattern(&'a mut GraphPattern),
    /// An expression.
    Expression(&'a mut Expression),
}

/// Hands the parts of `pattern` to `visit`, up to its first error.
pub(crate) fn parts<E>(pattern: &mut GraphPattern, visit: &mut impl FnMut(Part<'_>) -> Result<(), E>) -> Result<(), E> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } => Ok(()),
        P::Join { left, right } | P::Lateral { left, right } | P::Union { left, right } | P::Minus { left, right } => {
            visit(Part::Pattern(left))?;
            visit(Part::Pattern(right))
        }
        P::LeftJoin { left, right, expression } => {
            visit(Part::Pattern(left))?;
            visit(Part::Pattern(right))?;
            expression.iter_mut().try_for_each(|expression| visit(Part::Expression(expression)))
        }
        P::Filter { inner, expr: expression } | P::Extend { inner, expression, .. } => {
            visit(Part::Pattern(inner))?;
            visit(Part::Expression(expression))
        }
        P::Graph { inner, .. }
        | P::Service { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => visit(Part::Pattern(inner)),
        P::OrderBy { inner, expression } => {
            visit(Part::Pattern(inner))?;
            expression
                .iter_mut()
                .try_for_each(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| visit(Part::Expression(key)))
        }
        P::Group { inner, aggregates, .. } => {
            visit(Part::Pattern(inner))?;
            aggregates.iter_mut().try_for_each(|(_, aggregate)| match aggregate {
                AggregateExpression::CountSolutions { .. } => Ok(()),
                AggregateExpression::FunctionCall { expr, .. } => visit(Part::Expression(expr)),
            })
        }
    }
}

/// Hands the parts of `expression` to `visit`, up to its first error.
pub(crate) fn operands<Error>(
    expression: &mut Expression,
    visit: &mut impl FnMut(Part<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => Ok(()),
        E::Exists(pattern) => visit(Part::Pattern(pattern)),
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
            visit(Part::Expression(a))?;
            visit(Part::Expression(b))
        }
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => visit(Part::Expression(a)),
        E::If(a, b, c) => [a, b, c].into_iter().try_for_each(|operand| visit(Part::Expression(operand))),
        E::In(a, list) => {
            visit(Part::Expression(a))?;
            list.iter_mut().try_for_each(|item| visit(Part::Expression(item)))
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => {
            list.iter_mut().try_for_each(|item| visit(Part::Expression(item)))
        }
    }
}
