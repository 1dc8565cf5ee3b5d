//! Documents that are no order of this kind, or no whole one, and what tells it.

use thiserror::Error;

use crate::reading::document::{Content, Document};
use crate::reading::entries::{self, Part, PrintedEntry, PrintedOrder, Row};
use crate::reading::findings::{Finding, Kind, Target, said};
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

/// A text that ends before the last entry's duties is cut there: what stands of that entry is a finding, and the entry is
/// left out unless it is the only one.
pub(super) fn drop_cut_entry(printed: &mut PrintedOrder, findings: &mut Vec<Finding>) {
    let end = printed.account.keys().next_back().copied().unwrap_or(0);
    let only = printed.entries.len() == 1;
    let Some(entry) = printed.entries.last().filter(|entry| is_cut(entry)).cloned() else {
        return;
    };
    let text = printed_text(&entry);
    let message = if only {
        said!("the text ends inside the entry that begins here: \"{1}\"", text)
    } else {
        said!("the text ends inside the entry that begins here; its post is left out: \"{1}\"", text)
    };
    if !only {
        printed.entries.pop();
        findings.retain(|finding| !matches!(finding.target, Target::Line(line) if line >= entry.start_line));
        for part in printed.account.range_mut(entry.start_line..).map(|(_, part)| part) {
            if *part != Part::Furniture {
                *part = Part::NotUnderstood;
            }
        }
    }
    findings.push(Finding::new(Kind::IncompleteEntry, Target::Order, (entry.start_line, end), message));
}

/// Whether the last row of an entry is missing.
fn is_cut(entry: &PrintedEntry) -> bool {
    entry.expected.contains(&Row::Duties) && !entry.rows.contains_key(&Row::Duties)
}

/// A text is whole when the publisher's footer, a full stop or the end of a list stands last; else it may be cut.
pub(super) fn doubt_end(source: &Document, printed: &PrintedOrder, findings: &mut Vec<Finding>) {
    let Some(duties) = printed.entries.last().and_then(|entry| entry.rows.get(&Row::Duties)) else { return };
    let ends = duties.text.ends_with(['.', ';', '!', '?', ')']);
    let last = printed.account.iter().next_back();
    let followed = last.is_some_and(|(line, part)| *line > duties.end_line() || *part == Part::Furniture);
    // A table that is known as a table is closed.
    let closed = matches!(source.content, Content::Pieces(_));
    if source.ends_inside_a_letter || !(ends || followed || closed) {
        let words: Vec<&str> = duties.text.rsplitn(4, ' ').collect();
        let words = words[..words.len().min(3)].iter().rev().copied().collect::<Vec<_>>().join(" ");
        let message = if source.ends_inside_a_letter {
            said!("the text ends inside a letter, with \"{1}\"; it may be cut here", words)
        } else {
            said!("the text ends without a full stop or a footer, with \"{1}\"; it may be cut here", words)
        };
        let line = duties.end_line();
        findings.push(Finding::new(Kind::DoubtfulEnd, Target::Line(line), (line, line), message));
    }
}

fn printed_text(entry: &PrintedEntry) -> String {
    let title = entry.title.iter().map(|title| title.text.as_str());
    title
        .chain([entry.cell.text.as_str()])
        .chain(entry.rows.values().map(|row| row.text.as_str()))
        .collect::<Vec<_>>()
        .join(" | ")
}
