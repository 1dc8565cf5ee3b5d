//! An answer as a matrix: things down, things across, and a number where they meet. The header of the question says by which columns.

use super::answer::Answered;
use crate::answers::answer::Row;
use crate::pages::error::PageError;
use crate::pages::names::{Names, Value};
use crate::pages::statements::natural;
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

/// What stands down the side, with its cells.
pub(super) struct Line {
    pub(super) thing: Value,
    /// What stands beside it.
    pub(super) beside: Vec<Value>,
    /// The number and the shade of each cell.
    pub(super) cells: Vec<(u64, u64)>,
}

/// The columns of an answer by which its matrix is made.
struct View {
    down: usize,
    across: usize,
    value: usize,
    beside: Vec<usize>,
    order: Option<usize>,
}

impl View {
    fn of(named: &[String], answered: &Answered) -> Option<Self> {
        let columns: Vec<usize> = named.iter().map(|name| answered.column(name)).collect::<Option<_>>()?;
        let [down, across, value, beside @ ..] = columns.as_slice() else { return None };
        let order = answered.column("order");
        Some(Self { down: *down, across: *across, value: *value, beside: beside.to_vec(), order })
    }
}

/// The matrices of an answer, one for each order; `named` are the columns that the header names.
///
/// # Errors
/// The store cannot be read.
pub(super) fn of(names: &Names<'_>, named: &[String], answered: &Answered) -> Result<Vec<Matrix>, PageError> {
    let Some(view) = View::of(named, answered) else { return Ok(Vec::new()) };
    let of = |row: &Row| view.order.and_then(|order| row[order].clone());
    let mut orders: Vec<Option<Term>> = Vec::new();
    for row in &answered.rows {
        if !orders.contains(&of(row)) {
            orders.push(of(row));
        }
    }
    let matrix = |order: &Option<Term>| {
        let rows: Vec<&Row> = answered.rows.iter().filter(|row| of(row) == *order).collect();
        let order = order.as_ref().filter(|_| orders.len() > 1);
        let order = order.map(|order| names.value(order, false)).transpose()?;
        Ok(Matrix { order, ..one(names, &view, &rows)? })
    };
    orders.iter().map(matrix).collect()
}

fn one(names: &Names<'_>, view: &View, rows: &[&Row]) -> Result<Matrix, PageError> {
    let mut heads: Vec<&Term> = rows.iter().filter_map(|row| row[view.across].as_ref()).collect();
    heads.sort_by(|one, other| natural(&one.to_string(), &other.to_string()));
    heads.dedup();
    let places: HashMap<&Term, usize> = heads.iter().enumerate().map(|(at, head)| (*head, at)).collect();
    let number = |row: &Row| match &row[view.value] {
        Some(Term::Literal(number)) => number.value().parse::<u64>().unwrap_or_default(),
        _ => 0,
    };
    let greatest = rows.iter().map(|row| number(row)).max().unwrap_or_default().max(1);
    let mut things: HashMap<Vec<Option<&Term>>, usize> = HashMap::new();
    let mut shown: Vec<Line> = Vec::new();
    for row in rows {
        let (Some(thing), Some(head)) = (&row[view.down], &row[view.across]) else { continue };
        let key = [view.down].iter().chain(&view.beside).map(|column| row[*column].as_ref()).collect();
        let at = *things.entry(key).or_insert(shown.len());
        if at == shown.len() {
            let beside = view.beside.iter().filter_map(|column| row[*column].as_ref());
            let beside = beside.map(|value| names.value(value, false)).collect::<Result<_, _>>()?;
            shown.push(Line { thing: names.value(thing, false)?, beside, cells: vec![(0, 0); heads.len()] });
        }
        let number = number(row);
        shown[at].cells[places[head]] = (number, (number * SHADES).div_ceil(greatest));
    }
    let columns: Vec<Value> = heads.iter().map(|head| names.value(head, true)).collect::<Result<_, _>>()?;
    let mut key = Vec::new();
    for (head, short) in heads.iter().zip(&columns) {
        let whole = names.value(head, false)?;
        if whole.text != short.text {
            key.push((short.text.text.clone(), whole));
        }
    }
    Ok(Matrix { order: None, columns, rows: shown, key })
}
