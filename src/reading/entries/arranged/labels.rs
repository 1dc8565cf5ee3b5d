//! Finds labels in a stream of parts, whatever stands between their words.
//!
//! Where cells are written one after the other, a label of several columns is parted by what stands beneath it (`Бірлік саны ⏎
//! Санаты ⏎ 1 ⏎ С-3 ⏎ Критерийлер ⏎ Талаптар ⏎ Лауазым №`), and one of several lines by the text beside it. So a part that
//! begins a label stays open until the rest of the label has come; if it does not come, the part was text.

use super::super::Row;
use super::super::marks::end_of;
use super::parts::{Column, Part};
use crate::reading::text::squash;
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind};

/// The longest label, in letters without white space, that may also be a word of the text alone on its line.
const SHORTEST_SURE: usize = 10;
/// At most so many parts of other cells stand between two parts of a label.
const FARTHEST: usize = 10;
/// At most so many parts of any column.
const FARTHEST_ANYWHERE: usize = 80;
/// The fewest letters with which a label begins.
const FEWEST_LETTERS: usize = 4;
/// The shortest and the longest block, in letters without white space, that may be a misprinted label.
const LIKENESS: std::ops::RangeInclusive<usize> = 10..=60;

/// A label and the parts that print it.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// Its notation in the vocabulary.
    pub notation: String,
    pub by: LabelKind,
    /// The parts in order, at least one.
    pub parts: Vec<usize>,
}

/// A label whose first words have come.
struct Open {
    printed: String,
    parts: Vec<usize>,
    /// What the first so many parts are by themselves.
    whole: Option<(String, LabelKind, usize)>,
}

/// Behind which labels a short one is sure: a word that may be the text's too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// That of education behind a header.
    Education,
    /// Those of all rows behind the criteria line, in their order.
    Rows,
}

/// Returns the labels among `parts` in the order of their first parts. A part that holds a label and text is cut in two.
pub(super) fn find(parts: &mut Vec<Part>, form: &Gazetteer, expected: Expected) -> Vec<Label> {
    let halves = halves(form);
    let expects = if expected == Expected::Rows { &Row::ALL[..] } else { &[] };
    let mut finder = Finder { form, halves, open: Vec::new(), labels: Vec::new(), expected, expects };
    let mut index = 0;
    while index < parts.len() {
        finder.close(parts, index);
        if !finder.extend(parts, index) {
            finder.begin(parts, index);
        }
        index += 1;
    }
    finder.close(parts, usize::MAX);
    let mut labels = finder.labels;
    labels.sort_by_key(|label| label.parts[0]);
    labels
}

/// The ways to part the labels of several words in two, squashed.
fn halves(form: &Gazetteer) -> Vec<(String, String)> {
    let mut halves = Vec::new();
    for (label, _) in form.concepts().iter().flat_map(|concept| &concept.labels) {
        let blanks = label.match_indices(' ').map(|(byte, _)| label.split_at(byte));
        halves.extend(blanks.map(|(first, rest)| (squash(first), squash(rest))));
    }
    halves
}

struct Finder<'a> {
    form: &'a Gazetteer,
    halves: Vec<(String, String)>,
    open: Vec<Open>,
    labels: Vec<Label>,
    expected: Expected,
    /// The rows of which a short label is sure.
    expects: &'static [Row],
}

impl Finder<'_> {
    /// Takes the part into a label that is open, if it goes on there.
    fn extend(&mut self, parts: &mut Vec<Part>, index: usize) -> bool {
        for place in (0..self.open.len()).rev() {
            let last = &parts[*self.open[place].parts.last().unwrap_or(&index)];
            // Only the columns of one line print a label side by side.
            if last.column != parts[index].column && last.line != parts[index].line {
                continue;
            }
            let printed = format!("{} {}", self.open[place].printed, parts[index].text);
            if self.form.has_label_beginning(&printed) {
                self.take(place, printed, index);
                return true;
            }
            // `біліктілік талаптары Кеңесші`: the rest of the label, and text behind it.
            let begun = squash(&self.open[place].printed);
            let text = squash(&parts[index].text);
            let printed = format!("{begun}{text}");
            let whole = self.form.labels_at(&printed).map(|(label, _)| label).max_by_key(|label| label.len());
            let Some(rest) = whole.and_then(|label| label.strip_prefix(begun.as_str())) else { continue };
            if self.open[place].parts.last() == Some(&(index - 1))
                && rest.chars().count() >= FEWEST_LETTERS
                && cut_behind(parts, index, rest)
            {
                let printed = format!("{} {}", self.open[place].printed, parts[index].text);
                self.take(place, printed, index);
                return true;
            }
        }
        false
    }

    fn open(&mut self, printed: String, index: usize) {
        self.open.push(Open { printed: String::new(), parts: Vec::new(), whole: None });
        self.take(self.open.len() - 1, printed, index);
    }

    fn take(&mut self, place: usize, printed: String, index: usize) {
        let found = self.form.find(&printed).and_then(|found| Some((found.concept.notation.clone()?, found.by)));
        let open = &mut self.open[place];
        open.parts.push(index);
        open.printed = printed;
        if let Some((notation, by)) = found {
            open.whole = Some((notation, by, open.parts.len()));
            self.expect(place);
        }
    }

    fn expect(&mut self, place: usize) {
        let Some((notation, ..)) = &self.open[place].whole else { return };
        let row = Row::ALL.iter().position(|row| row.notation() == notation);
        match (self.expected, notation.as_str(), row) {
            (Expected::Education, "header", _) => self.expects = &Row::ALL[..1],
            (Expected::Education, "education", _) => self.expects = &[],
            (Expected::Rows, "criteria" | "duties", _) => self.expects = &Row::ALL,
            (Expected::Rows, _, Some(row)) => self.expects = &Row::ALL[row + 1..],
            _ => {}
        }
    }

    fn is_expected(&self, found: Found<'_>) -> bool {
        let of_row = |row: &Row| found.concept.notation.as_deref() == Some(row.notation());
        self.expects.iter().any(|row| self.expected == Expected::Education || of_row(row))
    }

    /// Opens a label with the part, if one begins so.
    fn begin(&mut self, parts: &mut Vec<Part>, index: usize) {
        let text = &parts[index].text;
        let letters = squash(text).chars().count();
        if letters < FEWEST_LETTERS || !text.chars().next().is_some_and(char::is_uppercase) {
            return;
        }
        let sure = letters > SHORTEST_SURE || parts[index].opens_block || parts[index].column == Column::Left;
        let found = self.form.find(text);
        if found.is_some_and(|found| sure || self.is_expected(found))
            || found.is_none() && self.form.has_label_beginning(text)
        {
            let printed = text.clone();
            self.open.retain(|open| !squash(&open.printed).starts_with(&squash(&printed)) || open.whole.is_some());
            self.open(printed, index);
            return;
        }
        let squashed = squash(text);
        let glued = self
            .form
            .labels_at(&squashed)
            .filter(|(label, found)| label.chars().count() > SHORTEST_SURE || self.is_expected(*found))
            .max_by_key(|(label, _)| label.len())
            .map(|(label, _)| label.to_owned());
        // `Функционалдық Талаптарды орындау, ⏎ міндеттері ⏎ тексеру`: the rest of the label is alone on the next line.
        let next = parts.get(index + 1).map(|next| squash(&next.text)).unwrap_or_default();
        let half = || {
            let begins = |(first, rest): &&(String, String)| {
                *rest == next && squashed.starts_with(first.as_str()) && first.chars().count() >= FEWEST_LETTERS
            };
            self.halves.iter().find(begins).map(|(first, _)| first.clone())
        };
        let glued = glued.or_else(half);
        if glued.is_some_and(|label| cut_behind(parts, index, &label)) {
            self.open(parts[index].text.clone(), index);
        }
    }

    /// Closes the labels that cannot go on at `index`.
    fn close(&mut self, parts: &[Part], index: usize) {
        for open in std::mem::take(&mut self.open) {
            let last = open.parts[open.parts.len() - 1];
            let between = || parts[last..index].iter().filter(|part| part.column == parts[last].column).count();
            if index < parts.len() && index - last <= FARTHEST_ANYWHERE && between() <= FARTHEST {
                self.open.push(open);
            } else if let Some((notation, by, count)) = open.whole {
                self.labels.push(Label { notation, by, parts: open.parts[..count].to_vec() });
            }
        }
    }
}

/// Cuts the part behind the squashed `label` with which it begins; false when it ends inside a word.
fn cut_behind(parts: &mut Vec<Part>, index: usize, label: &str) -> bool {
    let text = &parts[index].text;
    let Some((_, byte)) = end_of([text.as_str()], label) else { return false };
    let behind = &text[byte..];
    if !behind.starts_with(|letter: char| letter.is_whitespace() || letter.is_uppercase()) {
        return false;
    }
    let behind = Part { text: behind.trim().to_owned(), after_page_break: false, ..parts[index].clone() };
    parts[index].text.truncate(byte);
    parts.insert(index + 1, behind);
    true
}

/// Adds the blocks that are misprints of labels: whole blocks of `parts` without a label.
pub(super) fn add_misprinted(parts: &[Part], labels: &mut Vec<Label>, form: &Gazetteer) {
    let taken: std::collections::BTreeSet<usize> = labels.iter().flat_map(|label| label.parts.clone()).collect();
    let mut index = 0;
    while index < parts.len() {
        let same = |at: usize| !parts[at].opens_block && parts[at].column == parts[index].column;
        let end = (index + 1..parts.len()).find(|at| !same(*at)).unwrap_or(parts.len());
        let text: String = parts[index..end].iter().map(|part| part.text.as_str()).collect();
        if (index..end).all(|at| !taken.contains(&at))
            && parts[index].opens_block
            && LIKENESS.contains(&squash(&text).chars().count())
            && let Some(found) = form.nearest(&text)
            && let Some(notation) = found.concept.notation.clone()
        {
            labels.push(Label { notation, by: found.by, parts: (index..end).collect() });
        }
        index = end;
    }
    labels.sort_by_key(|label| label.parts[0]);
}
