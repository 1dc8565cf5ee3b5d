//! An answer has one form wherever it comes from: solutions, a graph, or true and false.

use super::engine::EvaluationError;
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
    /// The word by which messages call an answer of this form.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Solutions(_) => "rows",
            Self::Graph(_) => "a graph",
            Self::Boolean(_) => "true or false",
        }
    }
}
