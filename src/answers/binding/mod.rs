//! A value reaches a query through its parsed algebra, never through its text, so no value can change what is asked.
//!
//! Oxigraph's own `substitute_variable` covers projected variables only. Here a variable is replaced wherever it stands: in
//! triples and paths, GRAPH and SERVICE names, expressions, inline tables, groups, sub-selects, and the template of a CONSTRUCT.
//!
//! - One value takes the variable's place as a constant.
//! - Several values stand for any one of them: where the variable is used, a `VALUES` table of them is joined, so that one
//!   solution has one value throughout. A solution that holds for two values counts twice: such questions count `DISTINCT`.

mod expression;
mod pattern;

use oxigraph::model::{NamedNode, Term, Variable};
use spargebra::Query;
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
    pub fn apply(&self, query: Query) -> Result<Query, BindingError> {
        Ok(match query {
            Query::Select { dataset, pattern, base_iri } => {
                Query::Select { dataset, pattern: self.pattern(pattern)?, base_iri }
            }
            Query::Construct { template, dataset, pattern, base_iri } => {
                let used = template.iter().any(|triple| self.is_in_triple(triple));
                let pattern = self.joined(used, self.pattern(pattern)?);
                Query::Construct { template: self.triples(template)?, dataset, pattern, base_iri }
            }
            Query::Describe { dataset, pattern, base_iri } => {
                Query::Describe { dataset, pattern: self.pattern(pattern)?, base_iri }
            }
            Query::Ask { dataset, pattern, base_iri } => {
                Query::Ask { dataset, pattern: self.pattern(pattern)?, base_iri }
            }
        })
    }

    /// The value, when there is exactly one.
    fn single(&self) -> Option<&GroundTerm> {
        match self.values.as_slice() {
            [value] => Some(value),
            _ => None,
        }
    }

    fn triples(&self, triples: Vec<TriplePattern>) -> Result<Vec<TriplePattern>, BindingError> {
        let bind = |triple: TriplePattern| {
            Ok(TriplePattern {
                subject: self.term(triple.subject),
                predicate: self.name(triple.predicate)?,
                object: self.term(triple.object),
            })
        };
        triples.into_iter().map(bind).collect()
    }

    fn term(&self, term: TermPattern) -> TermPattern {
        match (self.single(), &term) {
            (Some(value), TermPattern::Variable(variable)) if *variable == self.variable => match value.clone() {
                GroundTerm::NamedNode(iri) => iri.into(),
                GroundTerm::Literal(literal) => literal.into(),
                #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple; no value is one")]
                _ => term,
            },
            _ => term,
        }
    }

    fn name(&self, name: NamedNodePattern) -> Result<NamedNodePattern, BindingError> {
        if !self.is_name(&name) {
            return Ok(name);
        }
        if let Some(value) = self.values.iter().find(|value| !matches!(value, GroundTerm::NamedNode(_))) {
            return Err(BindingError::NoIri { variable: self.variable.clone(), value: value.to_string() });
        }
        Ok(match self.single() {
            Some(GroundTerm::NamedNode(iri)) => iri.clone().into(),
            _ => name,
        })
    }

    fn is_in_triple(&self, triple: &TriplePattern) -> bool {
        self.is_term(&triple.subject) || self.is_name(&triple.predicate) || self.is_term(&triple.object)
    }

    fn is_term(&self, term: &TermPattern) -> bool {
        matches!(term, TermPattern::Variable(variable) if *variable == self.variable)
    }

    fn is_name(&self, name: &NamedNodePattern) -> bool {
        matches!(name, NamedNodePattern::Variable(variable) if *variable == self.variable)
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
