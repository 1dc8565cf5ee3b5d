//! An answer has one form wherever it comes from: solutions, a graph, or true and false.

use super::error::EvaluationError;
use oxigraph::model::{Term, Triple, Variable};

/// The values of one solution in the order of the columns; none where a variable has no value.
pub type Row = Vec<Option<Term>>;

/// The answer to a query, read as it comes.
pub enum Answer {
    /// Of a SELECT.
    Solutions(Solutions),
    /// Of a CONSTRUCT or DESCRIBE.
    Graph(Box<dyn Iterator<Item = Result<Triple, EvaluationError>>>),
    /// Of an ASK.
    Boolean(bool),
}

/// The solutions of a SELECT.
pub struct Solutions {
    /// The columns, in their order.
    pub columns: Vec<Variable>,
    /// The rows; a failed evaluation shows as the last one.
    pub rows: Box<dyn Iterator<Item = Result<Row, EvaluationError>>>,
}

impl Answer {
    /// The same answer, with an error in place of the row or triple number `rows` + 1.
    #[must_use]
    pub fn at_most(self, rows: usize) -> Self {
        match self {
            Self::Solutions(Solutions { columns, rows: all }) => {
                Self::Solutions(Solutions { columns, rows: Box::new(limited(all, rows)) })
            }
            Self::Graph(triples) => Self::Graph(Box::new(limited(triples, rows))),
            Self::Boolean(value) => Self::Boolean(value),
        }
    }
}

fn limited<T>(
    items: impl Iterator<Item = Result<T, EvaluationError>>,
    limit: usize,
) -> impl Iterator<Item = Result<T, EvaluationError>> {
    let checked = items.enumerate().map(
        move |(index, item)| {
            if index < limit { item } else { Err(EvaluationError::TooManyRows(limit)) }
        },
    );
    checked.take(limit.saturating_add(1))
}
