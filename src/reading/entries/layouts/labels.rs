//! Which label a cell of a table is, and so what its row is.

use super::passage;
use crate::reading::document;
use crate::reading::entries::{Passage, Row, notation};
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

/// The label that `text` is, colons and full stops aside.
fn find<'a>(text: &str, lexicon: &'a Lexicon) -> Option<(&'a str, LabelKind)> {
    let text = text
        .trim()
        .trim_end_matches([':', '.', ';'])
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' '));
    let letters = text.chars().count();
    if letters == 0 || letters > LONGEST_LABEL {
        return None;
    }
    let (form, columns) = (&lexicon.form, &lexicon.columns);
    let of_row = |found: &Found<'_>| Row::of(notation(*found)).is_some();
    let found = form
        .find(text)
        .or_else(|| columns.find(text).filter(of_row))
        .or_else(|| form.nearest(text).filter(|_| letters >= SHORTEST_LIKENESS))?;
    Some((notation(found), found.by))
}

/// What a column's head says of the column: `category`, `posts`, `headcount`, `code`, or the notation of a row. A head is
/// known as a whole, as a misprint, or by the words with which it begins.
pub(super) fn column<'a>(text: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let text = text.trim().trim_end_matches([':', '.', '*']);
    let columns = &lexicon.columns;
    let begins = || columns.longest_at(&tokens(text)).map(|(_, found)| found);
    let found = columns.find(text).or_else(|| columns.nearest(text)).or_else(begins).map(notation);
    found.or_else(|| find(text, lexicon).map(|(label, _)| label))
}

/// What a row is.
pub(super) fn row(row: &document::Row, lexicon: &Lexicon) -> TableRow {
    let Some(whole) = passage(row.cells.iter().flatten()) else { return TableRow::Other };
    let cells: Vec<Option<Passage>> = row.cells.iter().map(passage).collect();
    match find(&whole.text, lexicon) {
        Some(("criteria", _)) => return TableRow::Criteria(whole),
        Some(("header", _)) => return TableRow::Header(whole),
        _ => {}
    }
    // A column of numbers may stand before the labels.
    let has_letters = |cell: &Passage| cell.text.chars().any(char::is_alphabetic);
    let first = cells.iter().position(|cell| cell.as_ref().is_some_and(has_letters));
    if let Some(at) = first
        && let Some(label) = cells[at].clone()
        && let Some((notation, by)) = find(&label.text, lexicon)
    {
        let text = passage(row.cells[at + 1..].iter().flatten());
        if notation == "title" {
            return TableRow::Title(label, text);
        }
        if notation == "criteria" {
            return TableRow::Criteria(whole);
        }
        if let Some(row) = Row::of(notation) {
            return TableRow::Requirement { row, label, by, text };
        }
    }
    let begins_empty = cells.len() > 1 && cells[0].is_none();
    match cells.iter().flatten().collect::<Vec<_>>().as_slice() {
        [_] if begins_empty => TableRow::Continued(whole),
        [_] => TableRow::Whole(whole),
        [label, text] if label.text.chars().count() <= LONGEST_LABEL => {
            TableRow::Unknown { label: (*label).clone(), text: (*text).clone() }
        }
        _ => TableRow::Other,
    }
}

/// Whether a row is one of the form of an entry, below its opening.
pub(super) fn is_of_form(row: &document::Row, lexicon: &Lexicon) -> bool {
    matches!(self::row(row, lexicon), TableRow::Criteria(_) | TableRow::Requirement { .. })
}

/// The words of each cell of a row.
pub(super) fn passages(row: &document::Row) -> Vec<Passage> {
    row.cells.iter().filter_map(passage).collect()
}
