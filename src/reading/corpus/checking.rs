//! Metadata beside the text: they fill what the text does not state, and are checked against what it does.

use std::fmt::Display;

use super::metadata::{Metadata, day, of_language, scalar};
use crate::reading::document::{Content, Document, Piece, place};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::records::{Edition, Order, Requisite, Statement, named_act, requisite};
use crate::reading::text::{Date, Language, are_alike, fold, numbered_acts, same_number};
use crate::reading::vocabulary::Vocabularies;

/// Two titles that are less alike are two titles: printed and metadata differ in quotation marks and misprints.
const ALIKE: f64 = 0.95;

/// Fills `order`, of the text in `document` that is filed as one in `language`, and reports where text and metadata disagree.
///
/// # Errors
/// When number and date both differ: the metadata are those of another act. The error says how.
pub(super) fn complete(
    order: &mut Order,
    document: &Document,
    language: Language,
    metadata: &Metadata,
    vocabularies: &Vocabularies,
    findings: &mut Vec<Finding>,
) -> Result<(), String> {
    let stated = scalar(&metadata.requisite).map(|text| requisite(&text, vocabularies)).unwrap_or_default();
    let (date_key, date) = match day(&metadata.approved_on) {
        Some(date) => ("approved_on", Some(date)),
        None => ("requisite", stated.date),
    };
    let mut check = Check { metadata, document, line: number_line(order, document), findings };
    if let (Some(own), Some(number), Some(own_date), Some(date)) = (&order.number, &stated.number, order.date, date)
        && own_date != date
        && !same_number(own, number)
    {
        let place = check.place(check.line);
        return Err(format!("No. {number} of {date}, and the text in {place} is No. {own} of {own_date}"));
    }
    check.differ("number", "requisite", order.number.as_deref(), stated.number.as_deref(), same_number);
    check.differ("date", date_key, order.date.as_ref(), date.as_ref(), PartialEq::eq);
    if let (Some(left), Some(right)) = (date, stated.date)
        && left != right
    {
        let [on, of] = [date_key, "requisite"].map(|key| metadata.line(key));
        let message = said!("meta.yaml:{1} dates the order {2}, and meta.yaml:{3} {4}", on, left, of, right);
        check.findings.push(Finding::new(Kind::MetadataMismatch, Target::Order, (check.line, check.line), message));
    }
    let Requisite { registration_number, registration_date, .. } = &stated;
    check.differ(
        "registration number",
        "requisite",
        order.registration_number.as_deref(),
        registration_number.as_deref(),
        same_number,
    );
    let own_date = order.registration_date.as_ref();
    check.differ("date of registration", "requisite", own_date, registration_date.as_ref(), PartialEq::eq);
    let repeal = || named_act(&metadata.repealed_by()?, vocabularies);
    let repeal = stated.repealed_by.clone().or_else(repeal);
    let number = |act: &crate::reading::records::NumberedAct| format!("{} of {}", act.number, act.date);
    let (own, other) = (order.repealed_by.as_ref().map(number), repeal.as_ref().map(number));
    check.differ("act that repealed it", "requisite", own.as_ref(), other.as_ref(), PartialEq::eq);
    let title = metadata.title(order.language);
    let printed = order.title.clone();
    if let Some(printed) = &printed {
        check.line = printed.start_line;
    }
    let alike = |left: &str, right: &str| are_alike(&letters(left), &letters(right), ALIKE);
    check.differ("title", "title", printed.as_ref().map(|title| title.text.as_str()), title.as_deref(), alike);
    for (key, line) in metadata.not_understood() {
        let message =
            said!("meta.yaml:{1}: {2} has a value that is no date like 2014-03-20; it is passed over", line, key);
        check.findings.push(Finding::new(Kind::NotUnderstood, Target::Order, (1, 1), message));
    }
    fill(order, stated, date, title, (metadata, language), vocabularies);
    order.repealed_by = order.repealed_by.take().or(repeal);
    Ok(())
}

/// Takes over what the text does not state.
fn fill(
    order: &mut Order,
    stated: Requisite,
    date: Option<Date>,
    title: Option<String>,
    (metadata, language): (&Metadata, Language),
    vocabularies: &Vocabularies,
) {
    order.number = order.number.take().or(stated.number);
    order.date = order.date.or(date);
    order.registration_date = order.registration_date.or(stated.registration_date);
    order.registration_number = order.registration_number.take().or(stated.registration_number);
    let issuer = stated.issuer.filter(|_| order.language == Language::Russian);
    order.issuer = order.issuer.take().or(issuer);
    let title = title.map(|text| Statement { text, start_line: 1, end_line: 1 });
    order.title = order.title.take().or(title);
    order.body_codes = metadata.approved_by();
    let edition = metadata.edition(language).map(|edition| {
        let words = edition.caused_by.as_ref().and_then(|act| act.requisite.as_deref());
        let changed_by = words.and_then(|words| named_act(words, vocabularies));
        Edition { changed_by, ..edition }
    });
    order.edition = edition.or(order.edition.take());
    order.source_page = of_language(&metadata.source, language);
    order.repealed_on = day(&metadata.repealed_on);
}

/// What is compared where.
struct Check<'a> {
    metadata: &'a Metadata,
    document: &'a Document,
    /// The line of the text that states it.
    line: usize,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn place(&self, line: usize) -> String {
        place(&self.document.parts, line).map_or_else(|| line.to_string(), |(file, line)| format!("{file}:{line}"))
    }

    /// Reports what text and metadata both state and which is not the same.
    fn differ<T: Display + ?Sized>(
        &mut self,
        what: &str,
        key: &str,
        own: Option<&T>,
        other: Option<&T>,
        same: impl Fn(&T, &T) -> bool,
    ) {
        let (Some(own), Some(other)) = (own, other) else { return };
        if !same(own, other) {
            let (place, line) = (self.place(self.line), self.metadata.line(key));
            let message =
                said!("the {1} is \"{2}\" in {3} and \"{4}\" in meta.yaml:{5}", what, own, place, other, line);
            self.findings.push(Finding::new(Kind::MetadataMismatch, Target::Order, (self.line, self.line), message));
        }
    }
}

/// A title's letters and digits, by which titles are compared.
fn letters(title: &str) -> String {
    fold(title).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The line on which the text states the order's number and date: 1 when it states none.
fn number_line(order: &Order, document: &Document) -> usize {
    let (Some(date), Some(number), Content::Pieces(pieces)) = (order.date, &order.number, &document.content) else {
        return 1;
    };
    let states = |text: &str| numbered_acts(text).iter().any(|(_, on, own)| *on == date && own == number);
    pieces
        .iter()
        .flat_map(Piece::paragraphs)
        .find(|paragraph| {
            let text: Vec<&str> = paragraph.lines.iter().map(|line| line.text.as_str()).collect();
            states(&text.join(" "))
        })
        .map_or(1, |paragraph| paragraph.lines[0].number)
}
