//! Tables for a terminal.

use comfy_table::{ContentArrangement, Table, presets};

/// Returns an empty table with `header`, as wide as the terminal, or unwrapped where there is none.
pub(super) fn with_header<'a>(header: impl IntoIterator<Item = &'a str>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    table
}
