//! A value reaches a query through its parsed algebra, never through its text, so no value can change what is asked.
//!
//! Oxigraph's own `substitute_variable` covers projected variables only. Here a variable is replaced wherever it stands: in
//! triples and paths, GRAPH and SERVICE names, expressions, inline tables, groups, sub-selects, and the template of a CONSTRUCT.
//!
//! - One value takes the variable's place as a constant.
//! - Several values stand for any one of them: where the variable is used, a `VALUES` table of them is joined, so that one
//!   solution has one value throughout. A solution that holds for two values counts twice: such questions count `DISTINCT`.

use std::mem::take;

use super::algebra::{Part, operands, parts};
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use regex::{NoExpand, Regex};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};
use thiserror::Error;

/// The values that a variable of a query is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    variable: Variable,
    values: Vec<GroundTerm>,
}

/// Why a value cannot be bound.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum BindingError {
    /// A graph, a service or a predicate has no other name than an IRI.
    #[error("{variable} names a graph, a service or a property, and {value} is no IRI")]
    NoIri {
        /// The bound variable.
        variable: Variable,
        /// The value, as SPARQL writes it.
        value: String,
    },
    /// The query computes the variable itself.
    #[error("the query assigns {0} itself, so it cannot be a parameter")]
    Assigned(Variable),
    /// A binding needs a value, and only IRIs and literals can be one.
    #[error("{0} has no value that a query can hold")]
    NoValue(Variable),
}

/// Whether the variable was read where the binding was applied, so that its values have to be among the solutions there.
type Read = Result<bool, BindingError>;

impl Binding {
    /// Binds a variable to one value, or to any one of several.
    ///
    /// # Errors
    /// No value, or one that is a blank node.
    pub fn new(variable: Variable, values: impl IntoIterator<Item = Term>) -> Result<Self, BindingError> {
        let values: Option<Vec<GroundTerm>> = values.into_iter().map(ground).collect();
        match values {
            Some(values) if !values.is_empty() => Ok(Self { variable, values }),
            _ => Err(BindingError::NoValue(variable)),
        }
    }

    /// The query with the variable bound.
    ///
    /// # Errors
    /// A literal where only an IRI can stand, or a variable that the query assigns itself.
    pub fn apply(&self, mut query: Query) -> Result<Query, BindingError> {
        match &mut query {
            Query::Select { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => {
                self.pattern(pattern)?;
            }
            Query::Construct { template, pattern, .. } => {
                self.pattern(pattern)?;
                if self.triples(template)? {
                    self.join(pattern);
                }
            }
        }
        Ok(query)
    }

    /// The text of a query with the one value in the place of the variable; none where there are several.
    pub fn in_text(&self, text: &str) -> Option<String> {
        let value = self.single()?.to_string();
        let variable = Regex::new(&format!(r"[?$]{}\b", self.variable.as_str())).ok()?;
        Some(variable.replace_all(text, NoExpand(&value)).into_owned())
    }

    /// The value, when there is exactly one.
    fn single(&self) -> Option<&GroundTerm> {
        match self.values.as_slice() {
            [value] => Some(value),
            _ => None,
        }
    }

    fn pattern(&self, pattern: &mut GraphPattern) -> Result<(), BindingError> {
        let mut read = self.parts(parts(pattern))?;
        match pattern {
            GraphPattern::Extend { variable, .. } => self.refuse_assignment(variable)?,
            GraphPattern::Group { aggregates, .. } => {
                aggregates.iter().try_for_each(|(variable, _)| self.refuse_assignment(variable))?;
            }
            _ => {}
        }
        match pattern {
            GraphPattern::Bgp { patterns } => read = self.triples(patterns)?,
            GraphPattern::Path { subject, object, .. } => read = self.term(subject) | self.term(object),
            GraphPattern::Graph { name, .. } | GraphPattern::Service { name, .. } => read = self.name(name)?,
            GraphPattern::Values { variables, bindings } => read = self.table(variables, bindings),
            GraphPattern::Project { inner, variables } | GraphPattern::Group { inner, variables, .. }
                if variables.contains(&self.variable) =>
            {
                self.provide(inner);
                read = false;
            }
            GraphPattern::LeftJoin { right: inner, .. }
            | GraphPattern::Filter { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Extend { inner, .. }
            | GraphPattern::Group { inner, .. }
                if read =>
            {
                self.join(inner);
                read = false;
            }
            _ => {}
        }
        if read {
            self.join(pattern);
        }
        Ok(())
    }

    /// Joins the pattern with the table of values, when there are several.
    fn join(&self, pattern: &mut GraphPattern) {
        if self.single().is_none() {
            let table = GraphPattern::Values {
                variables: vec![self.variable.clone()],
                bindings: self.values.iter().map(|value| vec![Some(value.clone())]).collect(),
            };
            *pattern = GraphPattern::Join { left: Box::new(table), right: Box::new(take(pattern)) };
        }
    }

    /// Puts the variable among the solutions of the pattern, for a place outside that reads it; their order stays.
    fn provide(&self, pattern: &mut GraphPattern) {
        match (pattern, self.single()) {
            (GraphPattern::OrderBy { inner, .. }, _) => self.provide(inner),
            (pattern, None) => self.join(pattern),
            (pattern, Some(value)) => {
                *pattern = GraphPattern::Extend {
                    inner: Box::new(take(pattern)),
                    variable: self.variable.clone(),
                    expression: constant(value),
                };
            }
        }
    }

    /// An inline table that holds the variable keeps the rows that agree with the binding.
    fn table(&self, variables: &mut Vec<Variable>, bindings: &mut Vec<Vec<Option<GroundTerm>>>) -> bool {
        let Some(column) = variables.iter().position(|variable| *variable == self.variable) else { return false };
        if let Some(value) = self.single() {
            variables.remove(column);
            bindings.retain(|row| row[column].as_ref().is_none_or(|cell| cell == value));
            bindings.iter_mut().for_each(|row| drop(row.remove(column)));
        }
        true
    }

    /// Binds the parts; whether one of the expressions reads the variable. A pattern, that of EXISTS too, matches it itself.
    fn parts(&self, parts: Vec<Part<'_>>) -> Read {
        let mut read = false;
        for part in parts {
            match part {
                Part::Pattern(pattern) => self.pattern(pattern)?,
                Part::Expression(expression) => read |= self.expression(expression)?,
            }
        }
        Ok(read)
    }

    fn expression(&self, expression: &mut Expression) -> Read {
        let mut read = self.parts(operands(expression))?;
        match (&*expression, self.single()) {
            (Expression::Variable(variable) | Expression::Bound(variable), None) => read = *variable == self.variable,
            (Expression::Variable(variable), Some(value)) if *variable == self.variable => {
                *expression = constant(value);
            }
            (Expression::Bound(variable), Some(_)) if *variable == self.variable => {
                *expression = Literal::from(true).into();
            }
            _ => {}
        }
        Ok(read)
    }

    fn triples(&self, triples: &mut [TriplePattern]) -> Read {
        let mut read = false;
        for TriplePattern { subject, predicate, object } in triples {
            read |= self.term(subject) | self.name(predicate)? | self.term(object);
        }
        Ok(read)
    }

    fn term(&self, term: &mut TermPattern) -> bool {
        let read = matches!(term, TermPattern::Variable(variable) if *variable == self.variable);
        match self.single() {
            Some(GroundTerm::NamedNode(iri)) if read => *term = iri.clone().into(),
            Some(GroundTerm::Literal(literal)) if read => *term = literal.clone().into(),
            _ => {}
        }
        read
    }

    fn name(&self, name: &mut NamedNodePattern) -> Read {
        if !matches!(name, NamedNodePattern::Variable(variable) if *variable == self.variable) {
            return Ok(false);
        }
        if let Some(value) = self.values.iter().find(|value| !matches!(value, GroundTerm::NamedNode(_))) {
            return Err(BindingError::NoIri { variable: self.variable.clone(), value: value.to_string() });
        }
        if let Some(GroundTerm::NamedNode(iri)) = self.single() {
            *name = iri.clone().into();
        }
        Ok(true)
    }

    fn refuse_assignment(&self, variable: &Variable) -> Result<(), BindingError> {
        if *variable == self.variable { Err(BindingError::Assigned(variable.clone())) } else { Ok(()) }
    }
}

/// Whether a variable stands anywhere in a query where a value could take its place.
///
/// # Errors
/// The query assigns the variable itself.
pub fn mentions(query: &Query, variable: &Variable) -> Result<bool, BindingError> {
    let probe = Binding { variable: variable.clone(), values: vec![NamedNode::new_unchecked("probe:").into()] };
    Ok(probe.apply(query.clone())? != *query)
}

fn ground(term: Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(iri) => Some(iri.into()),
        Term::Literal(literal) => Some(literal.into()),
        _ => None,
    }
}

fn constant(value: &GroundTerm) -> Expression {
    match value.clone() {
        GroundTerm::NamedNode(iri) => iri.into(),
        GroundTerm::Literal(literal) => literal.into(),
        #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple; no value is one")]
        _ => unreachable!("a value is an IRI or a literal"),
    }
}
