//! Binding inside expressions.

use super::pattern::constant;
use super::{Binding, BindingError};
use oxigraph::model::Literal;
use spargebra::algebra::Expression;

type Bound = Result<Expression, BindingError>;

impl Binding {
    pub(super) fn expression(&self, expression: Expression) -> Bound {
        use Expression as E;
        let two = |make: fn(Box<E>, Box<E>) -> E, left: Box<E>, right: Box<E>| -> Bound {
            Ok(make(self.inner(*left)?, self.inner(*right)?))
        };
        Ok(match expression {
            E::Variable(variable) if variable == self.variable => self.single().map_or(E::Variable(variable), constant),
            E::Bound(variable) if variable == self.variable && self.single().is_some() => {
                E::Literal(Literal::from(true))
            }
            E::Exists(pattern) => E::Exists(Box::new(self.pattern(*pattern)?)),
            E::Or(a, b) => two(E::Or, a, b)?,
            E::And(a, b) => two(E::And, a, b)?,
            E::Equal(a, b) => two(E::Equal, a, b)?,
            E::SameTerm(a, b) => two(E::SameTerm, a, b)?,
            E::Greater(a, b) => two(E::Greater, a, b)?,
            E::GreaterOrEqual(a, b) => two(E::GreaterOrEqual, a, b)?,
            E::Less(a, b) => two(E::Less, a, b)?,
            E::LessOrEqual(a, b) => two(E::LessOrEqual, a, b)?,
            E::Add(a, b) => two(E::Add, a, b)?,
            E::Subtract(a, b) => two(E::Subtract, a, b)?,
            E::Multiply(a, b) => two(E::Multiply, a, b)?,
            E::Divide(a, b) => two(E::Divide, a, b)?,
            E::UnaryPlus(a) => E::UnaryPlus(self.inner(*a)?),
            E::UnaryMinus(a) => E::UnaryMinus(self.inner(*a)?),
            E::Not(a) => E::Not(self.inner(*a)?),
            E::In(a, list) => E::In(self.inner(*a)?, self.each(list)?),
            E::If(a, b, c) => E::If(self.inner(*a)?, self.inner(*b)?, self.inner(*c)?),
            E::Coalesce(list) => E::Coalesce(self.each(list)?),
            E::FunctionCall(function, list) => E::FunctionCall(function, self.each(list)?),
            other @ (E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_)) => other,
        })
    }

    /// Whether an expression reads the variable from the solutions that it is evaluated on. What stands inside EXISTS is
    /// matched there.
    pub(super) fn is_in(&self, expression: &Expression) -> bool {
        use Expression as E;
        match expression {
            E::Variable(variable) | E::Bound(variable) => *variable == self.variable,
            E::NamedNode(_) | E::Literal(_) | E::Exists(_) => false,
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
            | E::Divide(a, b) => self.is_in(a) || self.is_in(b),
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.is_in(a),
            E::If(a, b, c) => self.is_in(a) || self.is_in(b) || self.is_in(c),
            E::In(a, list) => self.is_in(a) || list.iter().any(|item| self.is_in(item)),
            E::Coalesce(list) | E::FunctionCall(_, list) => list.iter().any(|item| self.is_in(item)),
        }
    }

    fn inner(&self, expression: Expression) -> Result<Box<Expression>, BindingError> {
        Ok(Box::new(self.expression(expression)?))
    }

    fn each(&self, list: Vec<Expression>) -> Result<Vec<Expression>, BindingError> {
        list.into_iter().map(|item| self.expression(item)).collect()
    }
}
