//! The answer to a question as rows of a page.

use super::engine;
use crate::answers::answer::{Answer, Row, Solutions};
use crate::answers::arguments::{self, Argument, ArgumentError};
use crate::answers::engine::Engine;
use crate::answers::format::AnswerFormat;
use crate::answers::writing::{self, Style};
use crate::pages::names::{Names, Text, Value, in_words};
use crate::pages::{PageError, Pages};
use crate::questions::question::Question;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Term, Variable};
use spargebra::Query;
use std::sync::Arc;

/// All rows of an answer.
pub(in crate::pages) struct Answered {
    pub(super) columns: Vec<Variable>,
    pub(super) rows: Vec<Row>,
    /// The query that they answer.
    pub(super) sparql: String,
}

/// A value in a table.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) value: Value,
    pub(super) is_number: bool,
    /// In hundredths of the column's greatest, for a bar; none where there is none.
    pub(super) share: Option<u64>,
}

/// Asks a question; none when its answer has no rows by nature.
///
/// # Errors
/// An argument is missing or not understood, or the question fails.
pub(super) fn of(
    pages: &Pages,
    question: &Question,
    arguments: &[Argument],
) -> Result<Option<Arc<Answered>>, PageError> {
    pages.answers.get(format!("{} {arguments:?}", question.name), |_| {
        let (query, sparql) = bound(pages, question, arguments)?;
        let Answer::Solutions(solutions) = engine(pages).answer(query, question.columns(), None)? else {
            return Ok(None);
        };
        let rows = solutions.rows.collect::<Result<_, _>>()?;
        Ok(Some(Arc::new(Answered { columns: solutions.columns, rows, sparql })))
    })
}

/// The name of a column or parameter: its own in English where the words have none.
pub(super) fn named(names: &Names<'_>, name: &str) -> Text {
    let known = names.said.column(name).map(|known| names.own(known));
    known.unwrap_or_else(|| Text { text: in_words(name), lang: "en".to_owned() })
}

/// The query of a question with its arguments, and its text.
///
/// # Errors
/// An argument is missing or not understood.
pub(super) fn bound(
    pages: &Pages,
    question: &Question,
    arguments: &[Argument],
) -> Result<(Query, String), ArgumentError> {
    let bindings = arguments::bindings(&pages.catalogue, question, arguments, &engine(pages), &pages.base)?;
    let query = bindings.iter().try_fold(question.query.clone(), |query, binding| binding.apply(query))?;
    let text = bindings.iter().try_fold(sparql(question).to_owned(), |text, binding| binding.in_text(&text));
    let text = text.unwrap_or_else(|| query.to_string());
    Ok((query, text))
}

/// The query without the header of its file.
pub(super) fn sparql(question: &Question) -> &str {
    let header: usize =
        question.text.split_inclusive('\n').take_while(|line| line.starts_with("#+")).map(str::len).sum();
    question.text[header..].trim()
}

impl Answered {
    /// The answer in a format that holds rows.
    pub(super) fn written(&self, format: AnswerFormat) -> Result<Vec<u8>, PageError> {
        let mut out = Vec::new();
        let rows = self.rows.clone().into_iter().map(Ok);
        let solutions = Solutions { columns: self.columns.clone(), rows: Box::new(rows) };
        writing::write(Answer::Solutions(solutions), format, &Style::default(), &mut out)?;
        Ok(out)
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_str() == name)
    }

    /// The columns of a page: a thing stands under its label, not beside it.
    pub(super) fn shown_columns(&self) -> Vec<usize> {
        let has_label = |at: &usize| self.column(&format!("{}Label", self.columns[*at].as_str())).is_some();
        (0..self.columns.len()).filter(|at| !has_label(at)).collect()
    }

    /// Whether a column has one value in all rows, which is said once.
    pub(super) fn is_same(&self, column: usize) -> bool {
        self.rows.len() > 1 && self.rows.iter().all(|row| row[column].is_some() && row[column] == self.rows[0][column])
    }

    /// The heading of a column, and whether it holds numbers.
    pub(super) fn heading(&self, names: &Names<'_>, column: usize) -> (Text, bool) {
        let name = self.columns[column].as_str();
        let name = name.strip_suffix("Label").unwrap_or(name);
        let text = named(names, name);
        let is_number = self.rows.iter().filter_map(|row| row[column].as_ref()).all(is_number);
        (text, is_number && !self.rows.is_empty())
    }

    /// The value of a row in a column, with the page that it leads to.
    pub(super) fn cell(&self, names: &Names<'_>, row: &Row, column: usize) -> Result<Cell, PageError> {
        let Some(term) = &row[column] else { return Ok(Cell::default()) };
        let name = self.columns[column].as_str();
        let mut value = names.value(term, false)?;
        // Words that a question itself writes are of no language.
        let word = names.said.known(&format!("value-{}", value.text.text));
        if let Some(word) = word.filter(|_| value.text.lang.is_empty()) {
            value.text = names.own(word);
        }
        let at = |name: &str| self.column(name).and_then(|at| row[at].as_ref());
        if let Some(Term::NamedNode(thing)) = name.strip_suffix("Label").and_then(at) {
            value.href = names.link(thing.as_str())?;
        }
        let is_number = is_number(term);
        if is_number && name.ends_with("Line") {
            let thing = ["entry", "thing", "order"].into_iter().find_map(at);
            if let (Some(Term::NamedNode(thing)), Term::Literal(line)) = (thing, term) {
                value.href = names.line_link(thing.as_str(), line.value())?;
            }
        }
        let share = if is_number && !name.ends_with("Line") { self.share(term, column) } else { None };
        Ok(Cell { value, is_number, share })
    }

    /// The cells of rows in these columns.
    pub(super) fn cells<'r>(
        &self,
        names: &Names<'_>,
        columns: &[usize],
        rows: impl Iterator<Item = &'r Row>,
    ) -> Result<Vec<Vec<Cell>>, PageError> {
        rows.map(|row| columns.iter().map(|column| self.cell(names, row, *column)).collect()).collect()
    }

    /// How much of the greatest number of its column a number is, where the first numbers of rows are amounts.
    fn share(&self, term: &Term, column: usize) -> Option<u64> {
        let first = (0..self.columns.len()).find(|at| {
            let is_line = self.columns[*at].as_str().ends_with("Line");
            !is_line && self.rows.iter().all(|row| row[*at].as_ref().is_some_and(is_number))
        })?;
        let greatest = self.rows.iter().filter_map(|row| number(row[column].as_ref()?)).max()?;
        (first == column && greatest > 0 && self.rows.len() > 2)
            .then(|| number(term).map(|own| own * 100 / greatest))?
    }
}

fn number(term: &Term) -> Option<u64> {
    if let Term::Literal(literal) = term { literal.value().parse().ok() } else { None }
}

fn is_number(term: &Term) -> bool {
    let numbers = [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE];
    matches!(term, Term::Literal(literal) if numbers.contains(&literal.datatype()))
}
