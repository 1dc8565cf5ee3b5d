//! Tables for a terminal and for Markdown.
//!
//! A table that fits has a line a row. One that does not fit first leaves out the IRIs that stand beside their labels and
//! those that are the same in every row, then wraps its cells, with a rule between the rows.

use super::{Style, WriteError, Written, cell};
use crate::answers::answer::{Row, Solutions};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets};
use oxigraph::model::{Term, Variable};
use std::io::Write;

const LINES: TableStyle = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());

pub(super) fn write(answer: Solutions, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    let rows: Vec<Row> = answer.rows.collect::<Result<_, _>>()?;
    let columns = answer.columns;
    let all: Vec<usize> = (0..columns.len()).collect();
    let (mut shown, mut table) = (all.clone(), table(&columns, &rows, &all, style));
    if !fits(&table, style) {
        shown.retain(|&column| !stands_beside_its_label(&columns, &rows, column) && repeated(&rows, column).is_none());
        table = self::table(&columns, &rows, &shown, style);
    }
    if !fits(&table, style) {
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        keep_whole(&mut table, &rows, &shown, style);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    let hidden = all.iter().filter(|index| !shown.contains(index)).map(|&index| {
        let column = columns[index].as_str();
        match repeated(&rows, index) {
            Some(term) => format!("{column} ({} in every row)", cell::text(term, style)),
            None => column.to_owned(),
        }
    });
    Ok(Written { count: rows.len(), hidden: hidden.collect() })
}

/// Rows in Markdown's pipe form, each on one line.
pub(super) fn write_markdown(answer: Solutions, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    let names: Vec<&str> = answer.columns.iter().map(Variable::as_str).collect();
    writeln!(out, "| {} |\n|{}", names.join(" | "), " --- |".repeat(names.len()))?;
    let mut count = 0;
    for row in answer.rows {
        let cells: Vec<String> = row?.iter().map(|value| markdown(&text(value.as_ref(), style))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        count += 1;
    }
    Ok(Written::rows(count))
}

fn table(columns: &[Variable], rows: &[Row], shown: &[usize], style: &Style) -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Disabled);
    if let Some(width) = style.width {
        table.set_width(width);
    }
    table.set_header(shown.iter().map(|&column| columns[column].as_str()));
    for row in rows {
        table.add_row(shown.iter().map(|&column| text(row[column].as_ref(), style)));
    }
    for (column, &index) in table.column_iter_mut().zip(shown) {
        if holds_only(rows, index, |term| matches!(term, Term::Literal(literal) if cell::is_number(literal))) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// IRIs are copied from a table, so a column of them is not wrapped unless it takes more than half of the width.
fn keep_whole(table: &mut Table, rows: &[Row], shown: &[usize], style: &Style) {
    let half = style.width.unwrap_or(u16::MAX) / 2;
    let widths = table.column_max_content_widths();
    for ((column, &index), width) in table.column_iter_mut().zip(shown).zip(widths) {
        if width <= half && holds_only(rows, index, |term| matches!(term, Term::NamedNode(_))) {
            // The width of a column counts its padding, a space on either side.
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width + 2)));
        }
    }
}

fn fits(table: &Table, style: &Style) -> bool {
    let wanted: usize = table.column_max_content_widths().iter().map(|&width| usize::from(width) + 3).sum();
    style.width.is_none_or(|width| wanted <= usize::from(width))
}

/// Whether a column holds IRIs, and the column named `…Label` after it has a label in every row that has an IRI.
fn stands_beside_its_label(columns: &[Variable], rows: &[Row], column: usize) -> bool {
    let label = format!("{}Label", columns[column].as_str());
    let Some(label) = columns.iter().position(|column| column.as_str() == label) else { return false };
    holds_only(rows, column, |term| matches!(term, Term::NamedNode(_)))
        && rows.iter().all(|row| row[column].is_none() || row[label].is_some())
}

/// The IRI that a column repeats in each of several rows.
fn repeated(rows: &[Row], column: usize) -> Option<&Term> {
    let (first, rest) = rows.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let term = first[column].as_ref().filter(|term| matches!(term, Term::NamedNode(_)))?;
    rest.iter().all(|row| row[column].as_ref() == Some(term)).then_some(term)
}

fn holds_only(rows: &[Row], column: usize, kind: impl Fn(&Term) -> bool) -> bool {
    let mut values = rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    values.peek().is_some() && values.all(kind)
}

fn text(value: Option<&Term>, style: &Style) -> String {
    value.map_or_else(String::new, |term| cell::text(term, style))
}

fn markdown(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ")
}
