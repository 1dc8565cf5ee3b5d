//! Which label a cell of a table is, and so what its row is.

use super::{passage, text_of};
use crate::reading::document;
use crate::reading::entries::{Passage, Row};
use crate::reading::text::tokens;
use crate::reading::vocabulary::{Found, LabelKind, Lexicon};

/// The shortest text, in characters, that is a label by likeness.
const SHORTEST_LIKENESS: usize = 6;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 80;

/// What a row of a table is.
pub(super) enum TableRow {
    /// The heads of the columns: criterion and requirement.
    Criteria(Passage),
    /// The label of a title, and the title.
    Title(Passage, Option<Passage>),
    /// The heads above headcount, category and codes.
    Header(Passage),
    /// A row of requirements.
    Requirement {
        /// Which row.
        row: Row,
        /// Its label.
        label: Passage,
        /// How the label was known.
        by: LabelKind,
        /// Its text; none when the cell is empty.
        text: Option<Passage>,
    },
    /// Two cells whose first is no label that is known.
    Unknown {
        /// What stands where a label does.
        label: Passage,
        /// The text beside it.
        text: Passage,
    },
    /// Text behind an empty first cell.
    Continued(Passage),
    /// One cell over the whole row.
    Whole(Passage),
    /// Anything else.
    Other,
}

/// The labels of the printed table.
pub(super) struct Labels<'a> {
    /// The words of the order's language.
    pub lexicon: &'a Lexicon,
}

impl<'a> Labels<'a> {
    /// The label that `text` is, colons and full stops aside.
    fn find(&self, text: &str) -> Option<(&'a str, LabelKind)> {
        let text = text
            .trim()
            .trim_end_matches([':', '.', ';'])
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' '));
        let letters = text.chars().count();
        if letters == 0 || letters > LONGEST_LABEL {
            return None;
        }
        let (form, columns) = (&self.lexicon.form, &self.lexicon.columns);
        let of_row = |found: &Found<'_>| Row::ALL.iter().any(|row| row.notation() == notation(*found));
        let found = form
            .find(text)
            .or_else(|| columns.find(text).filter(of_row))
            .or_else(|| form.nearest(text).filter(|_| letters >= SHORTEST_LIKENESS))?;
        Some((notation(found), found.by))
    }

    /// Whether `text` is the label of a title.
    pub(super) fn is_title(&self, text: &str) -> bool {
        self.lexicon.form.find(text).is_some_and(|found| notation(found) == "title")
    }

    /// What a column's head says of the column: `category`, `posts`, `headcount`, `code`, or the notation of a row. A head is
    /// known as a whole, as a misprint, or by the words with which it begins.
    pub(super) fn column(&self, text: &str) -> Option<&'a str> {
        let text = text.trim().trim_end_matches([':', '.', '*']);
        let columns = &self.lexicon.columns;
        let begins = || columns.longest_at(&tokens(text)).map(|(_, found)| found);
        let found = columns.find(text).or_else(|| columns.nearest(text)).or_else(begins).map(notation);
        found.or_else(|| self.find(text).map(|(label, _)| label))
    }

    /// What a row is.
    pub(super) fn row(&self, row: &document::Row) -> TableRow {
        let cells: Vec<Option<Passage>> = row.cells.iter().map(passage).collect();
        let filled: Vec<&Passage> = cells.iter().flatten().collect();
        let Some(first) = filled.first() else { return TableRow::Other };
        let whole = || passage(row.cells.iter().flatten());
        let joined = filled.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join(" ");
        match self.find(&joined) {
            Some(("criteria", _)) => return whole().map_or(TableRow::Other, TableRow::Criteria),
            Some(("header", _)) => return whole().map_or(TableRow::Other, TableRow::Header),
            _ => {}
        }
        // A column of numbers may stand before the labels.
        let label = cells.iter().position(|cell| {
            cell.as_ref()
                .is_some_and(|cell| cell.text.chars().any(char::is_alphabetic) && self.find(&cell.text).is_some())
        });
        let leading =
            |label: usize| cells[..label].iter().flatten().all(|cell| !cell.text.chars().any(char::is_alphabetic));
        if let Some(at) = label.filter(|at| leading(*at))
            && let Some(printed) = cells[at].clone()
            && let Some((notation, by)) = self.find(&printed.text)
        {
            let text = passage(row.cells[at + 1..].iter().flatten());
            if notation == "title" {
                return TableRow::Title(printed, text);
            }
            if notation == "criteria" {
                return whole().map_or(TableRow::Other, TableRow::Criteria);
            }
            if let Some(row) = Row::ALL.into_iter().find(|row| row.notation() == notation) {
                return TableRow::Requirement { row, label: printed, by, text };
            }
        }
        if filled.len() == 1 {
            return if cells[0].is_none() && cells.len() > 1 {
                TableRow::Continued((*first).clone())
            } else {
                TableRow::Whole((*first).clone())
            };
        }
        match filled.as_slice() {
            [label, text] if label.text.chars().count() <= LONGEST_LABEL => {
                TableRow::Unknown { label: (*label).clone(), text: (*text).clone() }
            }
            _ => TableRow::Other,
        }
    }

    /// Whether a row is one of the form of an entry, below its opening.
    pub(super) fn is_of_form(&self, row: &document::Row) -> bool {
        matches!(self.row(row), TableRow::Criteria(_) | TableRow::Requirement { .. })
    }
}

/// The words of each cell of a row.
pub(super) fn passages(row: &document::Row) -> Vec<Passage> {
    row.cells.iter().filter_map(passage).collect()
}

/// The texts of the paragraphs of a cell.
pub(super) fn paragraphs(cell: &[document::Paragraph]) -> impl Iterator<Item = (Passage, String)> + '_ {
    cell.iter().filter_map(|paragraph| Some((passage([paragraph])?, text_of(paragraph))))
}

fn notation(found: Found<'_>) -> &str {
    found.concept.notation.as_deref().unwrap_or(&found.concept.id)
}
