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

    /// The word by which messages call an answer of this form.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Solutions(_) => "rows",
            Self::Graph(_) => "a graph",
            Self::Boolean(_) => "true or false",
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

#[cfg(test)]
mod tests {
    use super::*;

    fn solutions(rows: usize) -> Answer {
        Answer::Solutions(Solutions { columns: vec![], rows: Box::new((0..rows).map(|_| Ok(vec![]))) })
    }

    fn taken(answer: Answer) -> Vec<Result<Row, EvaluationError>> {
        let Answer::Solutions(solutions) = answer else { panic!("these are solutions") };
        solutions.rows.collect()
    }

    #[test]
    fn a_row_too_many_is_an_error_and_no_row_too_many_is_none() {
        assert!(taken(solutions(3).at_most(3)).iter().all(Result::is_ok));
        let rows = taken(solutions(5).at_most(3));
        assert_eq!(rows.len(), 4);
        assert!(matches!(rows[3], Err(EvaluationError::TooManyRows(3))));
    }
}
