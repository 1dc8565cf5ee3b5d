//! A heading that has everything, and a table of two columns below it:
//!
//! ```text
//! 5. … департаменті … басқармасының бас сарапшысы С-4 санаты, 5 бірлік, № ЕСД-1-2, № ЕСД-1-3, …
//! Өлшемдер | Талаптар
//! Білімі   | …
//! ```

use super::labels::Labels;
use super::{Opening, passage};
use crate::reading::document::Piece;
use crate::reading::entries::{Cell, headings};

/// The table begins at most so many pieces behind the heading: a note may stand between them.
const FARTHEST_TABLE: usize = 3;

/// The entry that opens at `at`: a heading with a category above a table of the form, or above nothing when it also has a
/// number and a headcount or codes; or a numbered heading without a category directly above such a table.
pub(super) fn open(pieces: &[Piece], at: usize, labels: &Labels<'_>) -> Option<Opening> {
    let paragraph = match &pieces[at] {
        Piece::Heading(_, paragraph) | Piece::Paragraph(paragraph) => paragraph,
        _ => return None,
    };
    let passage = passage([paragraph])?;
    let table = table_behind(pieces, at, labels);
    if let Some(heading) = headings::read(&passage.text) {
        let complete = heading.number.is_some() && (heading.cell.headcount.is_some() || !heading.cell.codes.is_empty());
        return (table.is_some() || complete).then(|| Opening::of_heading(passage, heading, at + 1));
    }
    let (number, start) = headings::number(&passage.text);
    if table != Some(1) || number.is_none() || headings::group(&passage.text, labels.lexicon.language).is_some() {
        return None;
    }
    let title = start..passage.text.trim_end_matches([' ', ',', '.', ';']).len();
    let cell = Cell { headcount: None, category: None, codes: Vec::new() };
    Some(Opening::of_heading(passage, headings::PostHeading { number, title, cell, rest: Vec::new() }, at + 1))
}

/// How many pieces behind `at` a table of the form begins.
fn table_behind(pieces: &[Piece], at: usize, labels: &Labels<'_>) -> Option<usize> {
    for distance in 1..=FARTHEST_TABLE {
        match pieces.get(at + distance)? {
            Piece::Row(row) => return labels.is_of_form(row).then_some(distance),
            Piece::Heading(..) => return None,
            Piece::Paragraph(_) | Piece::Quotation(_) => {}
        }
    }
    None
}
