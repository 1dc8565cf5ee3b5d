//! What is odd about the order as a whole, found by comparing its entries with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;
use crate::reading::findings::{Finding, Kind, Target, said};

/// A title's usual category is one that at least so many posts have …
const USUAL_POSTS: usize = 5;
/// … and at least so many of a hundred.
const USUAL_SHARE: usize = 75;

/// Adds to `findings` what comparing the entries shows. `cell_line` gives the line of an entry's codes.
pub(super) fn review(entries: &[Entry], cell_line: &dyn Fn(&Entry) -> usize, findings: &mut Vec<Finding>) {
    headcounts(entries, cell_line, findings);
    duplicate_codes(entries, cell_line, findings);
    duplicate_numbers(entries, findings);
    gaps(entries, cell_line, findings);
    categories(entries, cell_line, findings);
    missing_rows(entries, findings);
}

fn headcounts(entries: &[Entry], cell_line: &dyn Fn(&Entry) -> usize, findings: &mut Vec<Finding>) {
    for entry in entries {
        let Some(headcount) = entry.headcount.filter(|headcount| *headcount as usize != entry.codes.len()) else {
            continue;
        };
        if entry.codes.is_empty() {
            continue; // whole families of posts have none
        }
        let line = cell_line(entry);
        let message =
            said!("{1} units are printed with {2} codes: {3}", headcount, entry.codes.len(), entry.codes.join(", "));
        findings.push(Finding::new(Kind::HeadcountMismatch, Target::Entry(entry.number), (line, line), message));
    }
}

fn duplicate_codes(entries: &[Entry], cell_line: &dyn Fn(&Entry) -> usize, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in entries {
        for (code, position) in entry.codes.iter().zip(&entry.positions) {
            let line = cell_line(entry);
            match first.get(code.as_str()) {
                Some((other, other_line)) => {
                    let message =
                        said!("the code {1} is used again; entry {2} has it on line {3}", code, other, other_line);
                    findings.push(Finding::new(
                        Kind::DuplicateCode,
                        Target::Position(position.clone()),
                        (line, line),
                        message,
                    ));
                }
                None => {
                    first.insert(code, (entry.number, line));
                }
            }
        }
    }
}

fn duplicate_numbers(entries: &[Entry], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(Option<u32>, u32), &Entry> = BTreeMap::new();
    for entry in entries {
        let Some(number) = entry.printed_number else { continue };
        let known = first.entry((entry.annex, number)).or_insert(entry);
        if known.number != entry.number {
            let (other, line) = (known.number, known.start_line);
            let message = said!("the number {1} is printed again; entry {2} has it on line {3}", number, other, line);
            let span = (entry.start_line, entry.start_line);
            findings.push(Finding::new(Kind::DuplicateNumber, Target::Entry(entry.number), span, message));
        }
    }
}

/// Numbers left out between the codes of a unit.
fn gaps(entries: &[Entry], cell_line: &dyn Fn(&Entry) -> usize, findings: &mut Vec<Finding>) {
    let mut series: BTreeMap<&str, BTreeMap<u32, usize>> = BTreeMap::new();
    for entry in entries {
        for code in &entry.codes {
            if let Some((unit, Ok(number))) = code.rsplit_once('-').map(|(unit, number)| (unit, number.parse())) {
                series.entry(unit).or_default().insert(number, cell_line(entry));
            }
        }
    }
    for (unit, numbers) in series {
        let last = numbers.keys().next_back().copied().unwrap_or(0);
        let mut left_out: Vec<String> = Vec::new();
        let mut first_behind = None;
        let mut expected = 1;
        for (number, line) in numbers {
            if number > expected {
                let (from, to) = (format!("{unit}-{expected}"), format!("{unit}-{}", number - 1));
                left_out.push(if from == to { from } else { format!("{from} to {to}") });
                first_behind.get_or_insert(line);
            }
            expected = number.saturating_add(1);
        }
        if let Some(line) = first_behind {
            let message = said!("the codes {1}-1 to {2}-{3} leave out {4}", unit, unit, last, left_out.join(", "));
            findings.push(Finding::new(Kind::CodeGap, Target::Order, (line, line), message));
        }
    }
}

/// Posts whose title usually goes with another category.
fn categories(entries: &[Entry], cell_line: &dyn Fn(&Entry) -> usize, findings: &mut Vec<Finding>) {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for entry in entries {
        if let (Some(role), Some(category)) = (&entry.role, &entry.category) {
            *counts.entry(role.id.as_str()).or_default().entry(category.label.as_str()).or_default() +=
                entry.positions.len();
        }
    }
    for entry in entries {
        let (Some(role), Some(category)) = (&entry.role, &entry.category) else { continue };
        let posts = &counts[role.id.as_str()];
        let all: usize = posts.values().sum();
        let Some((usual, count)) = posts.iter().max_by_key(|(_, count)| **count) else {
            continue;
        };
        if *count >= USUAL_POSTS && *count * 100 >= all * USUAL_SHARE && *usual != category.label {
            let line = cell_line(entry);
            let message = said!(
                "\"{1}\" has the category {2}; {3} of {4} posts of that title have {5}",
                role.label,
                category.label,
                count,
                all,
                usual
            );
            findings.push(Finding::new(
                Kind::TitleCategoryMismatch,
                Target::Entry(entry.number),
                (line, line),
                message,
            ));
        }
    }
}

fn missing_rows(entries: &[Entry], findings: &mut Vec<Finding>) {
    let usual_citations = usual_citations(entries);
    for entry in entries {
        let span = (entry.start_line, entry.end_line);
        for row in entry.missing_rows() {
            let message = said!("the row \"{1}\" is missing", row.notation());
            findings.push(Finding::new(Kind::MissingRow, Target::Entry(entry.number), span, message));
        }
        if entry.title.is_none() {
            let message = said!("no title stands above the header");
            findings.push(Finding::new(Kind::MissingStatement, Target::Entry(entry.number), span, message));
        }
        let Some(knowledge) = &entry.knowledge else {
            continue;
        };
        let cited: BTreeSet<&str> = knowledge.citations.iter().map(|citation| citation.act.id.as_str()).collect();
        let missing: Vec<&str> =
            usual_citations.iter().filter(|(id, _)| !cited.contains(*id)).map(|(_, label)| *label).collect();
        if !missing.is_empty() {
            let span = (knowledge.statement.start_line, knowledge.statement.end_line);
            let message = said!("acts that nearly every entry cites are not cited: \"{1}\"", missing.join("\", \""));
            findings.push(Finding::new(Kind::MissingCitation, Target::Entry(entry.number), span, message));
        }
    }
}

/// The acts, id and title, that at least [`USUAL_SHARE`] of a hundred entries cite.
fn usual_citations(entries: &[Entry]) -> BTreeMap<&str, &str> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for knowledge in entries.iter().filter_map(|entry| entry.knowledge.as_ref()) {
        let cited: BTreeSet<(&str, &str)> = knowledge
            .citations
            .iter()
            .map(|citation| (citation.act.id.as_str(), citation.act.label.as_str()))
            .collect();
        for act in cited {
            *counts.entry(act).or_default() += 1;
        }
    }
    let usual = |count: usize| count >= USUAL_POSTS && count * 100 >= entries.len() * USUAL_SHARE;
    counts.into_iter().filter(|(_, count)| usual(*count)).map(|(act, _)| act).collect()
}
