//! Tables for a terminal.

use comfy_table::{ContentArrangement, Table, presets};

/// The width of a table, in columns, where there is no terminal and `COLUMNS` is not set.
const WIDTH_WITHOUT_TERMINAL: u16 = 100;

/// Returns an empty table with `header` that wraps its cells to fit.
pub(super) fn with_header<'a>(header: impl IntoIterator<Item = &'a str>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width()).set_header(header);
    table
}

/// The width of the terminal, of `COLUMNS`, or one that suits a page.
pub(super) fn width() -> u16 {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    stated.or_else(|| Table::new().width()).unwrap_or(WIDTH_WITHOUT_TERMINAL)
}
