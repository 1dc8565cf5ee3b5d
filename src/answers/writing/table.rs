//! Tables for a terminal and for Markdown.
//!
//! What is the same in every row stands once, above. A table that fits has a line a row. One that does not fit first leaves
//! out the IRIs that stand beside their labels, then breaks its cells at blanks, with a rule between the rows; where that is
//! too wide still, each row is a block with a line a cell. No word is ever broken.

use super::sheet::{self, Sheet};
use super::{Style, WriteError, Written, cell, tree};
use crate::answers::answer::{Row, Solutions};
use oxigraph::model::{Term, Variable};
use std::io::Write;

pub(super) fn write(answer: Solutions, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    let columns = answer.columns;
    let mut rows: Vec<Row> = answer.rows.collect::<Result<_, _>>()?;
    let tree = tree::Drawing::of(&style.tree, &columns, &mut rows);
    let is_drawn = |column: &usize| tree.as_ref().is_some_and(|tree| tree.draws(*column));
    let (same, mut shown): (Vec<usize>, Vec<usize>) =
        (0..columns.len()).filter(|column| !is_drawn(column)).partition(|&column| is_same(&rows, column));
    if shown.is_empty() && tree.is_none() {
        shown = same;
    } else if !same.is_empty() {
        writeln!(out, "{}", Sheet::new(&columns, &rows[..1], &same, style).in_records(style.width))?;
    }
    shown.splice(0..0, tree.iter().map(|tree| tree.column));
    let mut sheet = Sheet::new(&columns, &rows, &shown, style);
    let mut hidden = Vec::new();
    if !sheet.fits(style.width, sheet::longest_line) {
        (hidden, shown) = shown.iter().partition(|&&column| stands_beside_its_label(&columns, &rows, column));
        sheet = Sheet::new(&columns, &rows, &shown, style);
    }
    let text = match tree {
        Some(tree) => tree.in_lines(sheet, style.width),
        None => sheet.laid_out(style.width),
    };
    writeln!(out, "{}", text.trim_end())?;
    let hidden = hidden.iter().map(|&column: &usize| columns[column].as_str().to_owned()).collect();
    Ok(Written { count: rows.len(), hidden })
}

/// Rows in Markdown's pipe form, each on one line.
pub(super) fn write_markdown(answer: Solutions, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    let names: Vec<&str> = answer.columns.iter().map(Variable::as_str).collect();
    writeln!(out, "| {} |\n|{}", names.join(" | "), " --- |".repeat(names.len()))?;
    let mut count = 0;
    for row in answer.rows {
        let cells: Vec<String> = row?.iter().map(|value| markdown(&cell::shown(value.as_ref(), style))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        count += 1;
    }
    Ok(Written::rows(count))
}

/// Whether a column holds IRIs, and the column named `…Label` after it has a label in every row that has an IRI.
fn stands_beside_its_label(columns: &[Variable], rows: &[Row], column: usize) -> bool {
    let label = format!("{}Label", columns[column].as_str());
    let Some(label) = columns.iter().position(|column| column.as_str() == label) else { return false };
    sheet::holds_only(rows, column, |term| matches!(term, Term::NamedNode(_)))
        && rows.iter().all(|row| row[column].is_none() || row[label].is_some())
}

/// Whether each of several rows has the same in a column.
fn is_same(rows: &[Row], column: usize) -> bool {
    rows.len() > 1 && rows.iter().all(|row| row[column] == rows[0][column])
}

fn markdown(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ")
}
