//! A row over the whole table that names a post, below the heading of its unit:
//!
//! ```text
//! 1. Салық аудиті басқармасы бойынша
//! Басқарма басшысы, С-3 санаты (СК-07-1) - 1 бірлік
//! Білімі | …
//! ```

use super::Opening;
use super::labels::{Labels, TableRow};
use crate::reading::document::Piece;
use crate::reading::entries::headings;

/// The entry that opens at `at`.
pub(super) fn open(pieces: &[Piece], at: usize, labels: &Labels<'_>) -> Option<Opening> {
    let Piece::Row(row) = &pieces[at] else { return None };
    let TableRow::Whole(passage) = labels.row(row) else { return None };
    let heading = headings::read(&passage.text)?;
    Some(Opening { in_group: true, ..Opening::of_heading(passage, heading, at + 1) })
}
