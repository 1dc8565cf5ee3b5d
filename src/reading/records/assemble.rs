//! Puts the parts of an order together: from a source to its records.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::citations::Cited;
use super::places::{LinePlaces, lines_of};
use super::refusal::{NoOrder, doubt_end, drop_cut_entry, no_entry, vacancy};
use super::titles::{self, PrintedUnit, Title};
use super::units::{self, Claim, Place};
use super::{Duties, Education, Entry, Named, Order, OtherRow, RepeatedRow, Requirement, Statement, Unit};
use super::{duties, education, experience, judgement, preamble, review};
use crate::reading::document::{Document, Link};
use crate::reading::entries::{self, Cell, Part, Passage, PrintedEntry, Row};
use crate::reading::findings::{Finding, Kind, Message, Target, said};
use crate::reading::text::{Language, latin_look_alikes, slug, told_apart};
use crate::reading::vocabulary::{LabelKind, Lexicon, Vocabularies};

/// Returns the records of the order in `source`.
///
/// # Errors
/// When the text holds no entry, or announces vacancies.
pub fn read(source: &Document, vocabularies: &Vocabularies) -> Result<Order, NoOrder> {
    read_completed(source, vocabularies, &mut |_, _| ())
}

/// Returns the records of the order in `source`, to whose own data `complete` adds what is known of it otherwise before its
/// identifier is made.
///
/// # Errors
/// When the text holds no entry, or announces vacancies.
pub fn read_completed(
    source: &Document,
    vocabularies: &Vocabularies,
    complete: &mut dyn FnMut(&mut Order, &mut Vec<Finding>),
) -> Result<Order, NoOrder> {
    let text = source.text();
    let lexicon = vocabularies.lexicon(Language::of(&text));
    let mut printed = entries::read(source, lexicon);
    // An order has rows of requirements; where they are missing, it may be something else.
    if printed.entries.iter().all(|entry| entry.rows.len() < Row::ALL.len())
        && let Some(words) = vacancy(&text, lexicon)
    {
        return Err(NoOrder::Vacancy { source_name: source.name.clone(), words });
    }
    if printed.entries.is_empty() {
        return Err(no_entry(source, &text, lexicon));
    }
    let mut findings = source.findings.clone();
    findings.append(&mut printed.findings);
    drop_cut_entry(&mut printed, &mut findings);
    doubt_end(source, &printed, &mut findings);
    let (mut order, body) = preamble::read(source, &printed.preamble, lexicon, complete, &mut findings);
    preamble::report_absent(&order, &mut findings);
    for paragraph in &order.other_paragraphs {
        for (_, part) in printed.account.range_mut(paragraph.start_line..=paragraph.end_line) {
            if *part == Part::Preamble {
                *part = Part::NotUnderstood;
            }
        }
    }
    let bodies = bodies(&order, body, lexicon);
    let titles: Vec<Option<Title>> = printed
        .entries
        .iter()
        .map(|entry| entry.title.as_ref().map(|title| titles::read(&title.text, lexicon)))
        .collect();
    let entries = printed.entries.iter().zip(&titles).enumerate();
    let claims: Vec<Claim<'_>> =
        entries.map(|(index, (entry, title))| claim(index + 1, entry, title.as_ref(), lexicon)).collect();
    let (units, places) = units::read(&claims, bodies, &mut findings);
    order.units = units;

    let mut used = HashMap::new();
    let structured = printed.structured;
    let mut wordings = HashMap::new();
    for (index, ((entry, title), place)) in printed.entries.iter().zip(titles).zip(places).enumerate() {
        let (wordings, findings) = (&mut wordings, &mut findings);
        let number = index + 1;
        let mut reader = EntryReader { number, printed: entry, title, structured, lexicon, wordings, findings };
        order.entries.push(reader.read(&order.id, place, &mut used));
    }
    let cell_lines: Vec<usize> = printed.entries.iter().map(|entry| entry.cell.start_line()).collect();
    review::review(&order.entries, &|entry| cell_lines[entry.number - 1], &mut findings);
    order.annexes = printed.annexes.iter().map(Statement::from).collect();
    order.notes.extend(printed.notes.iter().map(Statement::from));
    findings.iter_mut().for_each(|finding| finding.language = lexicon.language);
    order.findings = sorted(findings, &order.entries);
    (order.letters, order.letters_foreign) = judgement::letters(&text);
    order.lines_of_text = source.numbered_lines().len();
    order.lines_not_understood = printed.account.values().filter(|part| **part == Part::NotUnderstood).count();
    order.lines_accounted_for = printed.account.len() - order.lines_not_understood;
    Ok(order)
}

/// The body, and the committee of it that the order is about.
fn bodies(order: &Order, body: PrintedUnit, lexicon: &Lexicon) -> Vec<Unit> {
    let (start_line, end_line) = order.title.as_ref().map_or((1, 1), |title| (title.start_line, title.end_line));
    let unit = |id: String, printed: PrintedUnit, parent: Option<String>| Unit {
        id,
        name: printed.name,
        kind: printed.kind,
        is_body: true,
        parent,
        start_line,
        end_line,
        ..Unit::default()
    };
    let id = body.kind.as_ref().and_then(|kind| kind.id.rsplit('/').next()).unwrap_or("body").to_owned();
    let title = order.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    let committee = titles::committee(title, lexicon);
    let part = committee.map(|committee| unit(titles::identifier(&committee.name), committee, Some(id.clone())));
    [unit(id, body, None)].into_iter().chain(part).collect()
}

fn claim<'a>(number: usize, entry: &'a PrintedEntry, title: Option<&Title>, lexicon: &Lexicon) -> Claim<'a> {
    let printed_code = entry.content.codes.first().cloned().unwrap_or_default();
    let lowest = |heading: &'a Passage| Some((heading, titles::read_heading(&heading.text, lexicon).pop()?));
    let line = entry.cell.start_line();
    Claim {
        entry: number,
        code: ascii(&printed_code),
        printed_code,
        title_lines: entry.title.as_ref().map_or((line, line), Passage::span),
        units: title.map(|title| title.units.clone()).unwrap_or_default(),
        headings: entry.headings.iter().filter_map(lowest).collect(),
        line,
    }
}

/// Sorts findings by line and kind, and names entries by their numbers.
fn sorted(mut findings: Vec<Finding>, entries: &[Entry]) -> Vec<Finding> {
    for finding in &mut findings {
        if let Target::Line(line) = finding.target {
            let entry = entries.iter().find(|entry| (entry.start_line..=entry.end_line).contains(&line));
            finding.target = entry.map_or(Target::Order, |entry| Target::Entry(entry.number));
        }
    }
    let place = |finding: &Finding| (finding.start_line, finding.end_line, finding.kind);
    findings.sort_by(|left, right| place(left).cmp(&place(right)).then_with(|| left.message.cmp(&right.message)));
    findings
}

/// What rows were read to cite, and the skills that they name, by their texts and links: rows come again word for word, as all 509
/// entries of V1400009219 require the same knowledge.
type Wordings<'a> = HashMap<(&'a str, &'a [Link]), (Cited, Vec<Named>)>;

struct EntryReader<'a, 'b> {
    number: usize,
    printed: &'a PrintedEntry,
    /// Whether the document tells its paragraphs.
    structured: bool,
    /// What the title says, until the post is taken from it.
    title: Option<Title>,
    lexicon: &'a Lexicon,
    wordings: &'b mut Wordings<'a>,
    findings: &'b mut Vec<Finding>,
}

impl<'a> EntryReader<'a, '_> {
    fn read(&mut self, order: &str, place: Place, used: &mut HashMap<String, usize>) -> Entry {
        let printed = self.printed;
        let cell: Cell = printed.content.clone();
        let (role, role_additions) = self.role();
        let positions = self.positions(&cell, used);
        Entry {
            order: order.to_owned(),
            language: self.lexicon.language,
            number: self.number,
            start_line: printed.start_line,
            end_line: printed.end_line,
            header_line: printed.header_line,
            printed_number: printed.number,
            annex: Some(printed.annex).filter(|annex| *annex > 1),
            headcount: cell.headcount,
            category: cell.category.as_deref().map(|category| self.category(category)),
            position_lines: position_lines(&printed.cell, &cell.codes, positions.len()),
            codes: cell.codes,
            positions,
            title: printed.title.as_ref().map(Statement::from),
            role,
            role_additions,
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
            rows_expected: printed.expected.clone(),
            translation: None,
            other_rows: printed
                .others
                .iter()
                .map(|(label, text)| OtherRow { label: label.text.clone(), statement: Statement::from(text) })
                .collect(),
            duties: self.duties(),
        }
    }

    fn report(&mut self, kind: Kind, span: (usize, usize), message: Message) {
        self.findings.push(Finding::new(kind, Target::Entry(self.number), span, message));
    }

    /// A position for each code, or as many as the headcount where there are no codes.
    fn positions(&self, cell: &Cell, used: &mut HashMap<String, usize>) -> Vec<String> {
        if cell.codes.is_empty() {
            return (1..=cell.headcount.unwrap_or(1)).map(|index| format!("e{}-{index}", self.number)).collect();
        }
        cell.codes.iter().map(|code| told_apart(ascii(code), used)).collect()
    }

    /// The category of the vocabulary, or one of a family that the vocabulary knows.
    fn category(&mut self, printed: &str) -> Named {
        let shown = printed.to_uppercase();
        let categories = &self.lexicon.categories;
        if let Some(found) = categories.find(printed) {
            let label = found.concept.notation.clone().unwrap_or_else(|| found.concept.label.clone());
            if found.by == LabelKind::Hidden {
                let message = said!("the category {1} is printed \"{2}\"", label, shown);
                self.report(Kind::MisprintMended, self.printed.cell.span(), message);
            }
            return Named { id: found.concept.id.clone(), label, printed: shown, known: true };
        }
        let label = slug(&latin_look_alikes(printed)).to_uppercase();
        let family = label.rsplit_once('-').and_then(|(family, _)| categories.get(&format!("category/{family}")));
        if family.is_none() {
            let message = said!("\"{1}\" is no category that is known", shown);
            self.report(Kind::UnknownCategory, self.printed.cell.span(), message);
        }
        Named { id: format!("category/{label}"), label, printed: shown, known: family.is_some() }
    }

    fn role(&mut self) -> (Option<Named>, Vec<String>) {
        let (Some(title), Some(read)) = (self.printed.title.as_ref(), self.title.take()) else {
            return (None, Vec::new());
        };
        let Some(role) = read.role else {
            let message = said!("the title \"{1}\" names no post", title.text);
            self.report(Kind::MissingStatement, title.span(), message);
            return (None, read.additions);
        };
        let odd = match read.role_by {
            None => Some((Kind::UnknownRole, said!("\"{1}\" is no post title that is known", role.printed))),
            Some(LabelKind::Hidden) => Some((
                Kind::MisprintMended,
                said!("the post title \"{1}\" is printed \"{2}\"", role.label, role.printed),
            )),
            Some(LabelKind::Likeness) => Some((
                Kind::ApproximateMatch,
                said!("\"{1}\" is taken for the post title \"{2}\"", role.printed, role.label),
            )),
            Some(LabelKind::Preferred | LabelKind::Alternative) => None,
        };
        if let Some((kind, message)) = odd {
            self.report(kind, title.span(), message);
        }
        (Some(role), read.additions)
    }

    /// The passage of a row; phrases in it that are known to be wrong are reported.
    fn row(&mut self, row: Row) -> Option<&'a Passage> {
        let passage = self.printed.rows.get(&row)?;
        let lines = LazyCell::new(|| LinePlaces::of(passage));
        for concept in self.lexicon.finding_kinds.concepts() {
            let kind = Kind::ALL.iter().find(|kind| concept.notation.as_deref() == Some(kind.notation()));
            for (phrase, _) in concept.labels.iter().filter(|(_, kind)| *kind == LabelKind::Hidden) {
                for (at, _) in passage.text.match_indices(phrase.as_str()) {
                    let span = (lines.line(at), lines.line(at + phrase.len()));
                    let Some(kind) = kind else { continue };
                    self.report(*kind, span, said!("\"{1}\" is printed for other words", phrase));
                }
            }
        }
        Some(passage)
    }

    fn education(&mut self) -> Option<Education> {
        let passage = self.row(Row::Education)?;
        Some(education::read(passage, self.lexicon, &Target::Entry(self.number), self.findings))
    }

    fn duties(&mut self) -> Option<Duties> {
        let passage = self.row(Row::Duties)?;
        let duties =
            if self.structured { duties::split_paragraphs(&passage.lines) } else { duties::split(&passage.text) };
        let lines = lines_of(passage, duties.iter().map(String::as_str));
        let statement = |(text, (start_line, end_line))| Statement { text, start_line, end_line };
        let duties = duties.into_iter().zip(lines).map(statement).collect();
        Some(Duties { statement: Statement::from(passage), duties })
    }

    fn requirement(&mut self, row: Row) -> Option<Requirement> {
        let passage = self.row(row)?;
        let target = Target::Entry(self.number);
        let (cited, skills) = self.wordings.entry((&passage.text, &passage.links)).or_insert_with(|| {
            (Cited::of(&passage.text, &passage.links, self.lexicon), experience::skills(&passage.text, self.lexicon))
        });
        let read = cited.on_lines(passage, &target, self.findings);
        let open = if row == Row::Knowledge { read.open } else { Vec::new() };
        let periods = match row {
            Row::Experience => experience::periods(passage, self.lexicon, &target, self.findings),
            _ => Vec::new(),
        };
        let skills = skills.clone();
        Some(Requirement { statement: Statement::from(passage), citations: read.acts, open, periods, skills })
    }
}

/// The first and last line of the code of each of `count` positions in the cell.
fn position_lines(cell: &Passage, codes: &[String], count: usize) -> Vec<(usize, usize)> {
    if cell.start_line() == cell.end_line() || codes.is_empty() {
        return vec![cell.span(); count];
    }
    lines_of(cell, codes.iter().map(String::as_str))
}

/// A code in ASCII letters, for identifiers.
fn ascii(code: &str) -> String {
    if code.is_ascii() { code.to_owned() } else { slug(code).to_uppercase() }
}
