//! Texts that end too early.

use crate::reading::document::{Content, Document};
use crate::reading::entries::{Part, PrintedEntry, PrintedOrder, Row};
use crate::reading::findings::{Finding, Kind, Target, said};

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
