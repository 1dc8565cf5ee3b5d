//! An answer as a matrix: things down, things across, and a number where they meet. The header of the question says by which columns.

use super::answer::Answered;
use crate::answers::answer::Row;
use crate::pages::PageError;
use crate::pages::names::{Names, Value};
use crate::pages::statements::natural;
use indexmap::IndexMap;
use oxigraph::model::Term;
use std::collections::HashMap;

/// The shades of cells.
const SHADES: u64 = 8;

/// The matrix of one order.
pub(super) struct Matrix {
    /// The order, where the answer is about several.
    pub(super) order: Option<Value>,
    /// What stands across, under short names.
    pub(super) columns: Vec<Value>,
    pub(super) rows: Vec<Line>,
    /// The short names that need explaining, each with the whole name.
    pub(super) key: Vec<(String, Value)>,
}

/// A row of a matrix.
pub(super) struct Line {
    /// What stands down the side, and what stands beside it.
    pub(super) values: Vec<Value>,
    /// The number and the shade of each cell.
    pub(super) cells: Vec<(u64, u64)>,
}

/// The matrices of an answer, one for each order. `named` are the columns of what stands down, of what stands across, of the number, and
/// of what stands beside the first.
pub(super) fn of(names: &Names<'_>, named: &[String], answered: &Answered) -> Result<Vec<Matrix>, PageError> {
    let columns: Option<Vec<usize>> = named.iter().map(|name| answered.column(name)).collect();
    let order = answered.column("order");
    let mut by_order: IndexMap<Option<&Term>, Vec<&Row>> = IndexMap::new();
    for row in &answered.rows {
        by_order.entry(order.and_then(|order| row[order].as_ref())).or_default().push(row);
    }
    let is_one = by_order.len() == 1;
    let Some([down, across, number, beside @ ..]) = columns.as_deref() else { return Ok(Vec::new()) };
    let matrix = |(order, rows): (Option<&Term>, Vec<&Row>)| {
        let order = order.filter(|_| !is_one).map(|order| names.value(order, false)).transpose()?;
        Ok(Matrix { order, ..one(names, (*down, *across, *number, beside), &rows)? })
    };
    by_order.into_iter().map(matrix).collect()
}

fn one(
    names: &Names<'_>,
    (down, across, number, beside): (usize, usize, usize, &[usize]),
    rows: &[&Row],
) -> Result<Matrix, PageError> {
    let mut heads: Vec<&Term> = rows.iter().filter_map(|row| row[across].as_ref()).collect();
    heads.sort_by(|one, other| natural(&one.to_string(), &other.to_string()));
    heads.dedup();
    let places: HashMap<&Term, usize> = heads.iter().enumerate().map(|(at, head)| (*head, at)).collect();
    let number = |row: &Row| match &row[number] {
        Some(Term::Literal(number)) => number.value().parse::<u64>().unwrap_or_default(),
        _ => 0,
    };
    let greatest = rows.iter().map(|row| number(row)).max().unwrap_or_default().max(1);
    let mut lines: IndexMap<Vec<Option<&Term>>, Vec<(u64, u64)>> = IndexMap::new();
    for row in rows {
        let (Some(thing), Some(head)) = (&row[down], &row[across]) else { continue };
        let key = std::iter::once(Some(thing)).chain(beside.iter().map(|column| row[*column].as_ref())).collect();
        let cells = lines.entry(key).or_insert_with(|| vec![(0, 0); heads.len()]);
        cells[places[head]] = (number(row), (number(row) * SHADES).div_ceil(greatest));
    }
    let line = |(key, cells): (Vec<Option<&Term>>, _)| {
        let values = key.into_iter().flatten().map(|value| names.value(value, false));
        Ok::<_, PageError>(Line { values: values.collect::<Result<_, _>>()?, cells })
    };
    let columns: Vec<Value> = heads.iter().map(|head| names.value(head, true)).collect::<Result<_, _>>()?;
    let mut key = Vec::new();
    for (head, short) in heads.iter().zip(&columns) {
        let whole = names.value(head, false)?;
        if whole.text != short.text {
            key.push((short.text.text.clone(), whole));
        }
    }
    Ok(Matrix { order: None, columns, rows: lines.into_iter().map(line).collect::<Result<_, _>>()?, key })
}
