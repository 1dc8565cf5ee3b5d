//! What a table shows, as text: the names of its columns and its cells.

use super::{Style, cell};
use crate::answers::answer::Row;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets};
use oxigraph::model::{Term, Variable};
use std::fmt::Write as _;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

const LINES: TableStyle = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());
/// What stands between two columns, and at either end of a line.
const GAP: usize = 3;

pub(super) struct Sheet {
    names: Vec<String>,
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
    numbers: Vec<bool>,
}

impl Sheet {
    pub fn new(columns: &[Variable], rows: &[Row], shown: &[usize], style: &Style) -> Self {
        let texts = |row: &Row| shown.iter().map(|&column| cell::shown(row[column].as_ref(), style)).collect();
        let is_number = |term: &Term| matches!(term, Term::Literal(literal) if cell::is_number(literal));
        Self {
            names: shown.iter().map(|&column| columns[column].as_str().to_owned()).collect(),
            rows: rows.iter().map(texts).collect(),
            numbers: shown.iter().map(|&column| holds_only(rows, column, is_number)).collect(),
        }
    }

    /// The widths of the columns: `measure` says how much a cell needs.
    fn widths(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let cells = |column: usize| self.rows.iter().map(move |row| &row[column]);
        let widest = |(column, name)| cells(column).chain([name]).map(|text: &String| measure(text)).max();
        self.names.iter().enumerate().map(|column| widest(column).unwrap_or_default()).collect()
    }

    /// Whether the table is no wider than `width` where its cells are as `measure` says.
    pub fn fits(&self, width: Option<u16>, measure: impl Fn(&str) -> usize) -> bool {
        let wanted: usize = self.widths(measure).iter().map(|width| width + GAP).sum();
        width.is_none_or(|width| wanted <= width.into())
    }

    /// How much of a line the columns after the first take, with all gaps.
    pub fn width_of_others(&self) -> usize {
        GAP + self.widths(longest_line).iter().skip(1).map(|width| width + GAP).sum::<usize>()
    }

    /// A line a row, however wide.
    pub fn in_lines(&self) -> String {
        let mut table = self.table();
        table.load_style(LINES).set_content_arrangement(ContentArrangement::Disabled);
        table.trim_fmt()
    }

    /// Cells broken at blanks to fit `width`, with a rule between the rows.
    fn wrapped(&self, width: u16) -> String {
        let mut table = self.table();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width);
        for (column, width) in table.column_iter_mut().zip(self.widths(longest_word)) {
            let padded = u16::try_from(width + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(padded)));
        }
        table.trim_fmt()
    }

    /// A line a cell, with the column's name before it, and a rule between the rows.
    pub fn in_records(&self, width: Option<u16>) -> String {
        let records: Vec<String> = self.rows.iter().map(|row| pairs(&self.names, row, width)).collect();
        records.join(&format!("{}\n", "─".repeat(width.unwrap_or_default().into())))
    }

    /// A line a row if that fits `width`, else cells broken at blanks; where no column can be so narrow, [a line a cell](pairs).
    pub fn laid_out(&self, width: Option<u16>) -> String {
        match width {
            Some(width) if !self.fits(Some(width), longest_line) => {
                if self.fits(Some(width), longest_word) {
                    self.wrapped(width)
                } else {
                    self.in_records(Some(width))
                }
            }
            _ => self.in_lines(),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.set_header(&self.names).add_rows(&self.rows);
        for (column, &is_number) in table.column_iter_mut().zip(&self.numbers) {
            if is_number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }
}

/// A table of texts that breaks no word: see [`super::write`].
pub fn in_columns(names: &[&str], rows: Vec<Vec<String>>, width: u16) -> String {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    Sheet { numbers: vec![false; names.len()], names, rows }.laid_out(Some(width))
}

/// Names with their values beside them, a line each; a long value goes on under its beginning.
pub fn pairs(names: &[String], values: &[String], width: Option<u16>) -> String {
    let widest = names.iter().map(|name| display_width(name)).max().unwrap_or_default() + GAP;
    let beside = width.map_or(usize::MAX, |width| usize::from(width).saturating_sub(widest));
    let mut text = String::new();
    for (name, value) in names.iter().zip(values) {
        for (index, line) in broken(value, beside, "", "").iter().enumerate() {
            let line = format!("{:widest$}{line}", if index == 0 { name } else { "" });
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    text
}

/// The lines of a text broken at blanks, with `first` before the first and `rest` before the others.
pub(super) fn broken(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation).break_words(false);
    let lines = textwrap::wrap(text, options.initial_indent(first).subsequent_indent(rest));
    lines.into_iter().map(|line| line.into_owned()).collect()
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(display_width).max().unwrap_or_default()
}

pub(super) fn longest_line(text: &str) -> usize {
    text.lines().map(display_width).max().unwrap_or_default()
}

pub(super) fn holds_only(rows: &[Row], column: usize, kind: impl Fn(&Term) -> bool) -> bool {
    let mut values = rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    values.peek().is_some() && values.all(kind)
}
