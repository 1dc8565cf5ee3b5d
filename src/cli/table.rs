//! The terminal.

use comfy_table::Table;

/// The width of a table, in columns, where there is no terminal and `COLUMNS` is not set.
const WIDTH_WITHOUT_TERMINAL: u16 = 100;

/// The width of the terminal, of `COLUMNS`, or one that suits a page.
pub(super) fn width() -> u16 {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    stated.or_else(|| Table::new().width()).unwrap_or(WIDTH_WITHOUT_TERMINAL)
}
