//! Binding inside graph patterns.

use super::{Binding, BindingError};
use oxigraph::model::Variable;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::GroundTerm;

impl Binding {
    pub(super) fn pattern(&self, pattern: GraphPattern) -> Result<GraphPattern, BindingError> {
        Ok(match pattern {
            GraphPattern::Bgp { patterns } => {
                let used = patterns.iter().any(|triple| self.is_in_triple(triple));
                self.joined(used, GraphPattern::Bgp { patterns: self.triples(patterns)? })
            }
            GraphPattern::Path { subject, path, object } => {
                let used = self.is_term(&subject) || self.is_term(&object);
                let bound = GraphPattern::Path { subject: self.term(subject), path, object: self.term(object) };
                self.joined(used, bound)
            }
            GraphPattern::Join { left, right } => {
                GraphPattern::Join { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::Lateral { left, right } => {
                GraphPattern::Lateral { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::Union { left, right } => {
                GraphPattern::Union { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::Minus { left, right } => {
                GraphPattern::Minus { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let used = expression.as_ref().is_some_and(|expression| self.is_in(expression));
                let right = self.joined(used, self.pattern(*right)?);
                let expression = expression.map(|expression| self.expression(expression)).transpose()?;
                GraphPattern::LeftJoin { left: self.boxed(*left)?, right: Box::new(right), expression }
            }
            GraphPattern::Filter { expr, inner } => {
                let inner = self.joined(self.is_in(&expr), self.pattern(*inner)?);
                GraphPattern::Filter { expr: self.expression(expr)?, inner: Box::new(inner) }
            }
            GraphPattern::Extend { inner, variable, expression } => {
                self.refuse_assignment(&variable)?;
                let inner = self.joined(self.is_in(&expression), self.pattern(*inner)?);
                GraphPattern::Extend { inner: Box::new(inner), variable, expression: self.expression(expression)? }
            }
            GraphPattern::Graph { name, inner } => {
                let used = self.is_name(&name);
                self.joined(used, GraphPattern::Graph { name: self.name(name)?, inner: self.boxed(*inner)? })
            }
            GraphPattern::Service { name, inner, silent } => {
                let used = self.is_name(&name);
                self.joined(used, GraphPattern::Service { name: self.name(name)?, inner: self.boxed(*inner)?, silent })
            }
            GraphPattern::Values { variables, bindings } => self.table(variables, bindings),
            GraphPattern::OrderBy { inner, expression } => self.order(self.pattern(*inner)?, expression)?,
            GraphPattern::Project { inner, variables } => {
                let inner = self.provided(variables.contains(&self.variable), self.pattern(*inner)?);
                GraphPattern::Project { inner: Box::new(inner), variables }
            }
            GraphPattern::Group { inner, variables, aggregates } => self.group(*inner, variables, aggregates)?,
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: self.boxed(*inner)? },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: self.boxed(*inner)? },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: self.boxed(*inner)?, start, length }
            }
        })
    }

    /// The pattern joined with the table of values, when there are several and the pattern's place uses the variable.
    pub(super) fn joined(&self, used: bool, pattern: GraphPattern) -> GraphPattern {
        if !used || self.single().is_some() {
            return pattern;
        }
        let table = GraphPattern::Values {
            variables: vec![self.variable.clone()],
            bindings: self.values.iter().map(|value| vec![Some(value.clone())]).collect(),
        };
        GraphPattern::Join { left: Box::new(table), right: Box::new(pattern) }
    }

    /// The pattern with the variable among its solutions, for a place outside that reads it; the order of solutions stays.
    fn provided(&self, used: bool, pattern: GraphPattern) -> GraphPattern {
        match (pattern, self.single()) {
            (pattern, _) if !used => pattern,
            (GraphPattern::OrderBy { inner, expression }, _) => {
                GraphPattern::OrderBy { inner: Box::new(self.provided(true, *inner)), expression }
            }
            (pattern, None) => self.joined(true, pattern),
            (pattern, Some(value)) => GraphPattern::Extend {
                inner: Box::new(pattern),
                variable: self.variable.clone(),
                expression: constant(value),
            },
        }
    }

    fn boxed(&self, pattern: GraphPattern) -> Result<Box<GraphPattern>, BindingError> {
        Ok(Box::new(self.pattern(pattern)?))
    }

    /// An inline table that holds the variable keeps the rows that agree with the binding.
    fn table(&self, variables: Vec<Variable>, bindings: Vec<Vec<Option<GroundTerm>>>) -> GraphPattern {
        let column = variables.iter().position(|variable| *variable == self.variable);
        let (Some(column), Some(value)) = (column, self.single()) else {
            return self.joined(column.is_some(), GraphPattern::Values { variables, bindings });
        };
        let agrees = |row: &Vec<Option<GroundTerm>>| row[column].as_ref().is_none_or(|cell| cell == value);
        let without = |mut row: Vec<Option<GroundTerm>>| {
            row.remove(column);
            row
        };
        GraphPattern::Values {
            variables: variables.into_iter().filter(|variable| *variable != self.variable).collect(),
            bindings: bindings.into_iter().filter(agrees).map(without).collect(),
        }
    }

    fn order(&self, inner: GraphPattern, keys: Vec<OrderExpression>) -> Result<GraphPattern, BindingError> {
        let used = keys.iter().any(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| self.is_in(key));
        let bind = |key| match key {
            OrderExpression::Asc(key) => self.expression(key).map(OrderExpression::Asc),
            OrderExpression::Desc(key) => self.expression(key).map(OrderExpression::Desc),
        };
        Ok(GraphPattern::OrderBy {
            inner: Box::new(self.joined(used, inner)),
            expression: keys.into_iter().map(bind).collect::<Result<_, _>>()?,
        })
    }

    fn group(
        &self,
        inner: GraphPattern,
        variables: Vec<Variable>,
        aggregates: Vec<(Variable, AggregateExpression)>,
    ) -> Result<GraphPattern, BindingError> {
        let aggregated = aggregates.iter().any(|(_, aggregate)| match aggregate {
            AggregateExpression::CountSolutions { .. } => false,
            AggregateExpression::FunctionCall { expr, .. } => self.is_in(expr),
        });
        let grouped = variables.contains(&self.variable);
        let inner = self.provided(grouped, self.joined(aggregated && !grouped, self.pattern(inner)?));
        let bind = |(variable, aggregate)| {
            self.refuse_assignment(&variable)?;
            Ok((variable, self.aggregate(aggregate)?))
        };
        Ok(GraphPattern::Group {
            inner: Box::new(inner),
            variables,
            aggregates: aggregates.into_iter().map(bind).collect::<Result<_, BindingError>>()?,
        })
    }

    fn aggregate(&self, aggregate: AggregateExpression) -> Result<AggregateExpression, BindingError> {
        Ok(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr)?, distinct }
            }
            count @ AggregateExpression::CountSolutions { .. } => count,
        })
    }

    fn refuse_assignment(&self, variable: &Variable) -> Result<(), BindingError> {
        if *variable == self.variable { Err(BindingError::Assigned(variable.clone())) } else { Ok(()) }
    }
}

pub(super) fn constant(value: &GroundTerm) -> Expression {
    match value.clone() {
        GroundTerm::NamedNode(iri) => iri.into(),
        GroundTerm::Literal(literal) => literal.into(),
        #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple; no value is one")]
        _ => unreachable!("a value is an IRI or a literal"),
    }
}
