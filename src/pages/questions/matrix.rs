//! An answer as a matrix: things down, things across, and a number where they meet. `templates/views.csv` says for which questions.

use super::answer::Answered;
use crate::pages::error::PageError;
use crate::pages::names::{Names, Value};
use oxigraph::model::Term;
use serde::Deserialize;

const VIEWS: &str = include_str!("../../../templates/views.csv");
/// The shades of cells.
const SHADES: u64 = 8;

/// The columns of an answer that make a matrix.
#[derive(Debug, Deserialize)]
struct View {
    question: String,
    down: String,
    across: String,
    value: String,
}

/// A matrix as a page shows it.
pub(super) struct Matrix {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<(Value, Vec<(String, u64)>)>,
}

/// The matrix of an answer; none where the question has none.
///
/// # Errors
/// The store cannot be read.
pub(super) fn of(names: &Names<'_>, question: &str, answered: &Answered) -> Result<Option<Matrix>, PageError> {
    let mut views = csv::Reader::from_reader(VIEWS.as_bytes());
    let views = views.deserialize().collect::<Result<Vec<View>, _>>()?;
    let Some(view) = views.into_iter().find(|view| view.question == question) else { return Ok(None) };
    let columns = [&view.down, &view.across, &view.value].map(|name| answered.column(name));
    let [Some(down), Some(across), Some(value)] = columns else { return Ok(None) };
    let order = answered.column("order");
    let mut heads: Vec<&Term> = answered.rows.iter().filter_map(|row| row[across].as_ref()).collect();
    heads.sort_by(|one, other| crate::pages::statements::natural(&one.to_string(), &other.to_string()));
    heads.dedup();
    // One thing is a row in each order.
    let mut things: Vec<(&Term, Option<&Term>)> = Vec::new();
    for row in &answered.rows {
        if let Some(thing) = &row[down] {
            let key = (thing, order.and_then(|order| row[order].as_ref()));
            if !things.contains(&key) {
                things.push(key);
            }
        }
    }
    let number = |row: &[Option<Term>]| match &row[value] {
        Some(Term::Literal(number)) => number.value().parse::<u64>().unwrap_or_default(),
        _ => 0,
    };
    let greatest = answered.rows.iter().map(|row| number(row)).max().unwrap_or_default().max(1);
    let mut rows = Vec::new();
    for (thing, of) in things {
        let cell = |head: &&Term| {
            let meets = answered.rows.iter().find(|row| {
                row[down].as_ref() == Some(thing)
                    && row[across].as_ref() == Some(head)
                    && order.and_then(|order| row[order].as_ref()) == of
            });
            let number = meets.map_or(0, |row| number(row));
            (number.to_string(), (number * SHADES).div_ceil(greatest))
        };
        rows.push((names.value(thing, false)?, heads.iter().map(cell).collect()));
    }
    let columns = heads.iter().map(|head| Ok(names.value(head, true)?.text.text)).collect::<Result<_, PageError>>()?;
    Ok(Some(Matrix { columns, rows }))
}
