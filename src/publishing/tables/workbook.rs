//! Tables as one workbook: a sheet a table, with a bold header that stays in sight and filters.
//!
//! Every cell is a text, as are cells that somebody adds later, but for the columns that hold numbers.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Table;

/// The most characters that a cell can hold.
const LONGEST: usize = 32_767;
/// The widths of columns, in characters: a wider one would push its neighbours out of sight.
const WIDTHS: (usize, usize) = (8, 60);
/// The room that a filter's arrow takes beside the name of a column, in characters.
const ARROW: usize = 4;

/// Makes a workbook of tables, each with which of its columns hold numbers.
///
/// # Errors
/// When a table has more rows than a sheet can hold.
pub(super) fn of<'a>(tables: impl Iterator<Item = (&'a Table, Vec<bool>)>) -> io::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    // No clock: equal orders give equal bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for (table, numbers) in tables {
        let records: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&*table.content)
            .records()
            .collect::<Result<_, _>>()?;
        let name = table.name.strip_suffix(".csv").unwrap_or(table.name);
        let fail = |error| io::Error::other(format!("the sheet {name} cannot be written: {error}"));
        fill(workbook.add_worksheet().set_name(name).map_err(fail)?, &records, &numbers).map_err(fail)?;
    }
    workbook.save_to_buffer().map_err(io::Error::other)
}

/// Writes the records, the first of which is the header.
fn fill(sheet: &mut Worksheet, records: &[csv::StringRecord], numbers: &[bool]) -> Result<(), XlsxError> {
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (row, record) in (0..).zip(records) {
        for (column, (cell, is_number)) in (0..).zip(record.iter().zip(numbers)) {
            match cell.parse::<u32>() {
                _ if row == 0 => sheet.write_string_with_format(row, column, cell, &bold)?,
                _ if cell.is_empty() => continue,
                Ok(number) if *is_number => sheet.write_number(row, column, number)?,
                _ => sheet.write_string_with_format(row, column, fitting(cell), &text)?,
            };
        }
    }
    for (column, (width, is_number)) in (0..).zip(widths(records).into_iter().zip(numbers)) {
        sheet.set_column_width(column, width as f64)?;
        if !is_number {
            sheet.set_column_format(column, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let (rows, columns) = (records.len(), records.first().map_or(0, csv::StringRecord::len));
    if let (Some(last_row), Some(last_column)) = (rows.checked_sub(1), columns.checked_sub(1)) {
        sheet.autofilter(0, 0, last_row as u32, last_column as u16)?;
    }
    Ok(())
}

/// The width of each column, from its longest cell.
fn widths(records: &[csv::StringRecord]) -> Vec<usize> {
    let mut widths = Vec::new();
    for (row, record) in records.iter().enumerate() {
        widths.resize(widths.len().max(record.len()), WIDTHS.0);
        for (width, cell) in widths.iter_mut().zip(record) {
            let wanted = cell.chars().take(WIDTHS.1).count() + if row == 0 { ARROW } else { 1 };
            *width = (*width).max(wanted.min(WIDTHS.1));
        }
    }
    widths
}

/// The text as far as a cell can hold it; dots say that it goes on in the table's CSV file.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.chars().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(LONGEST - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_can_hold_ends_with_dots() {
        assert_eq!(fitting("мәтін"), "мәтін");
        let cut = fitting(&"ә".repeat(LONGEST + 1)).into_owned();
        assert_eq!((cut.chars().count(), cut.chars().last()), (LONGEST, Some('…')));
    }
}
