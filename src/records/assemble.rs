//! Puts the parts of an order together: from a source to its records.

use std::collections::HashMap;

use thiserror::Error;

use super::titles;
use super::units::{self, Claim, Place};
use super::{Duties, Education, Entry, Named, Order, RepeatedRow, Requirement, Statement, Unit};
use super::{citations, duties, education, preamble, review};
use crate::document::Document;
use crate::entries::{self, Cell, Part, Passage, PrintedEntry, PrintedOrder, Row};
use crate::findings::{Finding, Kind, Target};
use crate::lines;
use crate::text::{Language, latin_look_alikes, slug};
use crate::vocabulary::{LabelKind, Lexicon, Vocabularies};

/// The text is no order of this kind.
#[derive(Debug, Error)]
#[error(
    "{source_name}: line 1 to {lines}: no entry found; expected a line like \"Бірлік саны Санаты Лауазым №\" and under it \
     one like \"1 С-3 01-1-1\". Is this the text of an order on qualification requirements?"
)]
pub struct NoEntry {
    /// The name of the source.
    pub source_name: String,
    /// The number of its lines.
    pub lines: usize,
}

/// Returns the records of the order in `source`.
///
/// # Errors
/// When the text holds no entry.
pub fn read(source: &Document, vocabularies: &Vocabularies) -> Result<Order, NoEntry> {
    let text = source.text();
    let lexicon = vocabularies.lexicon(Language::of(&text));
    let blocks = lines::blocks(&text);
    let mut printed = entries::read(&blocks, lexicon);
    if printed.entries.is_empty() {
        return Err(NoEntry { source_name: source.name.clone(), lines: source.lines });
    }
    let mut findings = source.findings.clone();
    findings.append(&mut printed.findings);
    drop_cut_entry(&mut printed, &mut findings);
    doubt_end(source, &printed, &mut findings);
    let (mut order, body) = preamble::read(source, &printed.preamble, lexicon, &mut findings);
    preamble::report_absent(&order, &mut findings);
    for paragraph in &order.other_paragraphs {
        for (_, part) in printed.account.range_mut(paragraph.start_line..=paragraph.end_line) {
            if *part == Part::Preamble {
                *part = Part::NotUnderstood;
            }
        }
    }
    let id = body.kind.as_ref().and_then(|kind| kind.id.rsplit('/').next()).unwrap_or("body").to_owned();
    let start_line = order.title.as_ref().map_or(1, |title| title.start_line);
    let body = Unit { id, name: body.name, kind: body.kind, parent: None, spellings: Vec::new(), start_line };

    let claims: Vec<Claim> =
        printed.entries.iter().enumerate().map(|(index, entry)| claim(index + 1, entry, lexicon)).collect();
    let (units, places) = units::read(&claims, body, &mut findings);
    order.units = units;

    let mut used = HashMap::new();
    for (index, (entry, place)) in printed.entries.iter().zip(places).enumerate() {
        let mut reader = EntryReader { number: index + 1, printed: entry, lexicon, findings: &mut findings };
        order.entries.push(reader.read(&order.id, place, &mut used));
    }
    let cell_lines: Vec<usize> = printed.entries.iter().map(|entry| entry.cell.start_line()).collect();
    review::review(&order.entries, &|entry| cell_lines[entry.number - 1], &mut findings);
    order.findings = sorted(findings, &order.entries);
    order.lines_of_text = blocks.iter().map(|block| block.lines.len()).sum();
    order.lines_not_understood = printed.account.values().filter(|part| **part == Part::NotUnderstood).count();
    order.lines_accounted_for = printed.account.len() - order.lines_not_understood;
    Ok(order)
}

/// A text that ends before the last entry's duties is cut there: what stands of that entry is a finding, and the entry is
/// left out unless it is the only one.
fn drop_cut_entry(printed: &mut PrintedOrder, findings: &mut Vec<Finding>) {
    let end = printed.account.keys().next_back().copied().unwrap_or(0);
    let only = printed.entries.len() == 1;
    let Some(entry) = printed.entries.last().filter(|entry| !entry.rows.contains_key(&Row::Duties)).cloned() else {
        return;
    };
    let text = printed_text(&entry);
    let left_out = if only { "" } else { "; its post is left out" };
    let message = format!("the text ends inside the entry that begins here{left_out}: \"{text}\"");
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

/// A text is whole when the publisher's footer, a full stop or the end of a list stands last; else it may be cut.
fn doubt_end(source: &Document, printed: &PrintedOrder, findings: &mut Vec<Finding>) {
    let Some(duties) = printed.entries.last().and_then(|entry| entry.rows.get(&Row::Duties)) else { return };
    let ends = duties.text.ends_with(['.', ';', '!', '?', ')']);
    let last = printed.account.iter().next_back();
    let followed = last.is_some_and(|(line, part)| *line > duties.end_line() || *part == Part::Furniture);
    if source.ends_inside_a_letter || !(ends || followed) {
        let end = if source.ends_inside_a_letter { "inside a letter" } else { "without a full stop or a footer" };
        let words: Vec<&str> = duties.text.rsplitn(4, ' ').collect();
        let words = words[..words.len().min(3)].iter().rev().copied().collect::<Vec<_>>().join(" ");
        let message = format!("the text ends {end}, with \"{words}\"; it may be cut here");
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

fn claim(number: usize, entry: &PrintedEntry, lexicon: &Lexicon) -> Claim {
    let units = entry.title.as_ref().map(|title| titles::read(&title.text, lexicon).units).unwrap_or_default();
    let headings =
        entry.headings.iter().map(|heading| (heading.clone(), titles::read_heading(&heading.text, lexicon))).collect();
    let code = entry.content.codes.first().cloned().unwrap_or_default();
    Claim { entry: number, code, title: entry.title.clone(), units, headings, line: entry.cell.start_line() }
}

/// Sorts findings by line and kind, and names entries by their numbers.
fn sorted(mut findings: Vec<Finding>, entries: &[Entry]) -> Vec<Finding> {
    for finding in &mut findings {
        if let Target::Line(line) = finding.target {
            let entry = entries.iter().find(|entry| (entry.start_line..=entry.end_line).contains(&line));
            finding.target = entry.map_or(Target::Order, |entry| Target::Entry(entry.number));
        }
    }
    findings.sort_by(|left, right| {
        (left.start_line, left.end_line, left.kind, &left.message).cmp(&(
            right.start_line,
            right.end_line,
            right.kind,
            &right.message,
        ))
    });
    findings
}

struct EntryReader<'a> {
    number: usize,
    printed: &'a PrintedEntry,
    lexicon: &'a Lexicon,
    findings: &'a mut Vec<Finding>,
}

impl EntryReader<'_> {
    fn read(&mut self, order: &str, place: Place, used: &mut HashMap<String, usize>) -> Entry {
        let printed = self.printed;
        let cell: Cell = printed.content.clone();
        let positions = cell.codes.iter().map(|code| position(code, used)).collect();
        Entry {
            order: order.to_owned(),
            number: self.number,
            start_line: printed.start_line,
            end_line: printed.end_line,
            header_line: printed.header_line,
            headcount: cell.headcount,
            category: self.category(&cell.category),
            codes: cell.codes,
            positions,
            title: printed.title.as_ref().map(Statement::from),
            role: self.role(),
            department: place.department,
            department_inferred: place.department_inferred,
            division: place.division,
            unit: place.unit,
            heading: printed.headings.last().map(Statement::from),
            education: self.education(),
            knowledge: self.requirement(Row::Knowledge),
            experience: self.requirement(Row::Experience),
            repeated: printed
                .repeated
                .iter()
                .map(|(row, passage)| RepeatedRow { row: *row, statement: Statement::from(passage) })
                .collect(),
            duties: self
                .row(Row::Duties)
                .map(|passage| Duties { statement: Statement::from(passage), duties: duties::split(&passage.text) }),
        }
    }

    fn report(&mut self, kind: Kind, span: (usize, usize), message: String) {
        self.findings.push(Finding::new(kind, Target::Entry(self.number), span, message));
    }

    fn category(&mut self, printed: &str) -> Named {
        let shown = printed.to_uppercase();
        if let Some(found) = self.lexicon.categories.find(printed) {
            let label = found.concept.notation.clone().unwrap_or_else(|| found.concept.label.clone());
            return Named { id: found.concept.id.clone(), label, printed: shown, known: true };
        }
        self.report(
            Kind::UnknownCategory,
            self.printed.cell.span(),
            format!("\"{shown}\" is no category that is known"),
        );
        let label = slug(&latin_look_alikes(printed)).to_uppercase();
        Named { id: format!("category/{label}"), label, printed: shown, known: false }
    }

    fn role(&mut self) -> Option<Named> {
        let title = self.printed.title.as_ref()?;
        let read = titles::read(&title.text, self.lexicon);
        let role = read.role?;
        let odd = match read.role_by {
            None => Some((Kind::UnknownRole, format!("\"{}\" is no post title that is known", role.printed))),
            Some(LabelKind::Hidden) => Some((
                Kind::MisprintMended,
                format!("the post title \"{}\" is printed \"{}\"", role.label, role.printed),
            )),
            Some(LabelKind::Likeness) => Some((
                Kind::ApproximateMatch,
                format!("\"{}\" is taken for the post title \"{}\"", role.printed, role.label),
            )),
            Some(LabelKind::Preferred | LabelKind::Alternative) => None,
        };
        if let Some((kind, message)) = odd {
            self.report(kind, title.span(), message);
        }
        Some(role)
    }

    /// The passage of a row; phrases in it that are known to be wrong are reported.
    fn row(&mut self, row: Row) -> Option<&Passage> {
        let passage = self.printed.rows.get(&row)?;
        for concept in self.lexicon.finding_kinds.concepts() {
            let kind = Kind::ALL.iter().find(|kind| concept.notation.as_deref() == Some(kind.notation()));
            for (phrase, _) in concept.labels.iter().filter(|(_, kind)| *kind == LabelKind::Hidden) {
                for (at, _) in passage.text.match_indices(phrase.as_str()) {
                    let span = (citations::line_at(passage, at), citations::line_at(passage, at + phrase.len()));
                    let Some(kind) = kind else { continue };
                    self.report(*kind, span, format!("\"{phrase}\" is printed for other words"));
                }
            }
        }
        Some(passage)
    }

    fn education(&mut self) -> Option<Education> {
        self.row(Row::Education)?;
        let passage = &self.printed.rows[&Row::Education];
        let read = education::read(passage, self.lexicon, &Target::Entry(self.number), self.findings);
        Some(Education { statement: Statement::from(passage), levels: read.levels, alternatives: read.alternatives })
    }

    fn requirement(&mut self, row: Row) -> Option<Requirement> {
        self.row(row)?;
        let passage = &self.printed.rows[&row];
        let citations = citations::read(passage, self.lexicon, &Target::Entry(self.number), self.findings);
        Some(Requirement { statement: Statement::from(passage), citations })
    }
}

/// The identifier of the position with this code; a code used before gets `.2`, `.3`.
fn position(code: &str, used: &mut HashMap<String, usize>) -> String {
    let times = used.entry(code.to_owned()).or_default();
    *times += 1;
    if *times == 1 { code.to_owned() } else { format!("{code}.{times}") }
}
