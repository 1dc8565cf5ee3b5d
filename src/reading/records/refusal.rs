//! Documents that are no order of this kind, and what tells it.

use thiserror::Error;

use crate::reading::document::Document;
use crate::reading::entries;
use crate::reading::text::tokens;
use crate::reading::vocabulary::Lexicon;

/// Why a document is no order of this kind.
#[derive(Debug, Error)]
pub enum NoOrder {
    /// It holds no entry.
    #[error(
        "{source_name}: line 1 to {lines}: no entry found; expected a line like \"Бірлік саны Санаты Лауазым №\" with one like \
         \"1 С-3 01-1-1\" under it, a heading like \"5. … бас сарапшысы С-4 санаты, 1 бірлік, № 1-2\" above a table, or a \
         table with a row for each category. {nearest}"
    )]
    NoEntry {
        /// The name of the source.
        source_name: String,
        /// The number of its lines.
        lines: usize,
        /// The lines that came nearest, or a question when none did.
        nearest: String,
        /// Whether a line is the label of a row or column of requirements, so that an order may be meant.
        has_row: bool,
    },
    /// It announces vacancies.
    #[error(
        "{source_name}: this is an announcement of vacancies (\"{words}\"), not an order that sets qualification requirements; \
         give the order itself"
    )]
    Vacancy {
        /// The name of the source.
        source_name: String,
        /// The words that tell it.
        words: String,
    },
}

impl NoOrder {
    /// Whether an order of the kind may be meant all the same: it has a label of the requirements, or announces posts.
    pub fn may_be_order(&self) -> bool {
        match self {
            Self::NoEntry { has_row, .. } => *has_row,
            Self::Vacancy { .. } => true,
        }
    }
}

/// At most so many lines are shown that came nearest to an entry.
const NEAREST: usize = 3;
/// A line is shown up to so many characters.
const SHOWN: usize = 80;

/// The words by which `text` announces vacancies.
pub(super) fn vacancy(text: &str, lexicon: &Lexicon) -> Option<String> {
    let words = tokens(text);
    (0..words.len()).find_map(|at| {
        let (length, sense) = lexicon.phrase_at(&words[at..])?;
        (sense == "vacancy").then(|| text[words[at].start..words[at + length - 1].end].to_owned())
    })
}

/// The refusal of a text without an entry.
pub(super) fn no_entry(source: &Document, text: &str, lexicon: &Lexicon) -> NoOrder {
    let near = entries::nearest(text, lexicon);
    let shown = |(number, line): &(usize, String)| {
        let line: String = line.trim().chars().take(SHOWN).collect();
        format!("line {number}: \"{line}\"")
    };
    let nearest = if near.is_empty() {
        "Is this the text of an order on qualification requirements?".to_owned()
    } else {
        let lines = near.iter().take(NEAREST).map(shown).collect::<Vec<_>>().join(", ");
        let remedy = "give the PDF, the DOCX, the page or the Markdown itself, whose tables are known";
        format!("Nearest come {lines}; where these are the words of such an order, {remedy}")
    };
    NoOrder::NoEntry { source_name: source.name.clone(), lines: source.lines, nearest, has_row: has_row(text, lexicon) }
}

/// Whether a line of the text is the label of a row or column of requirements.
fn has_row(text: &str, lexicon: &Lexicon) -> bool {
    let is_row = |line: &str| {
        let found = [&lexicon.form, &lexicon.columns].into_iter().filter_map(|labels| labels.find(line));
        let mut notations = found.filter_map(|found| found.concept.notation.as_deref());
        notations.any(|notation| ["education", "knowledge", "experience", "duties"].contains(&notation))
    };
    text.lines().any(|line| is_row(line.trim().trim_end_matches([':', '.'])))
}
