//! The order's own data: what stands before the first entry.
//!
//! ```text
//! title
//! [status]                                             Күшін жойған
//! issuer date № number бұйрығы. … date № number тіркелді. [Күші жойылды - issuer date № number бұйрығымен]
//! "act" date … N-бабының M-тармағына сәйкес БҰЙЫРАМЫН:
//! 1. clause …
//! office name
//! "КЕЛІСІЛДІ" office name date
//! issuer date № number бұйрығымен бекітілді            the stamp of approval
//! annex title
//! ```
//!
//! A Russian order has the same parts: `Приказ issuer от date № number`, `Зарегистрирован …`, `Утвержден приказом …`.
//! Where no header names the order, number and date come from the stamp of approval (`№ 155 бұйрығына 1-қосымша`,
//! `Приложение 1 к приказу … от 2 апреля 2014 года № 155`).
//!
//! A paragraph begins where a line is indented or a block begins; a block of indented lines alone is one paragraph. A
//! signature, an agreement and a stamp may go over several. What matches none of the forms is kept as it stands.

mod body;
mod forms;
mod requisite;
mod signing;

pub use requisite::{Requisite, named_act, requisite};

use std::collections::BTreeSet;

use super::places::LinePlaces;
use super::titles::PrintedUnit;
use super::{Citation, Edition, LegalBasis, NumberedAct, Order, Statement, citations};
use crate::reading::document::Document;
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::lines::{Block, Line};
use crate::reading::text::{Language, fold, number_key, numbered_acts, slug, tokens, written_dates};
use crate::reading::vocabulary::Lexicon;

/// The indentation of a paragraph's first line, in blanks.
const INDENTATION: usize = 4;
/// The digits of a source's digest that tell orders of one file name apart.
const DIGEST: usize = 8;
/// How alike the annex's title must be to the order's, in letters or in words.
const ALIKE: f64 = 0.7;
/// So many of its words a title of one of several annexes has from the order's title.
const SHARED: f64 = 0.5;
/// So many letters of two words must be one for the words to be forms of one.
const STEM: usize = 5;

/// Returns the order's own data, without units and entries, and the body that issued it; `complete` adds to them before the
/// identifier is made.
pub(super) fn read(
    source: &Document,
    blocks: &[Block],
    lexicon: &Lexicon,
    complete: &mut dyn FnMut(&mut Order, &mut Vec<Finding>),
    findings: &mut Vec<Finding>,
) -> (Order, PrintedUnit) {
    let order = Order {
        language: lexicon.language,
        source: source.name.clone(),
        sha256: source.sha256.clone(),
        retrieval: source.retrieval,
        lines: source.lines,
        parts: source.parts.clone(),
        ..Order::default()
    };
    let mut reader = Reader { order, lexicon, findings };
    let paragraphs = paragraphs(blocks);
    let mut rest = paragraphs.as_slice();
    if let Some((title, behind)) = rest.split_first()
        && !forms::STATUS.is_match(&title.text)
        && !forms::is_issued(&title.text, lexicon.language)
    {
        reader.order.title = Some(Statement::from(title));
        rest = behind;
    }
    while let Some((paragraph, behind)) = rest.split_first() {
        if forms::AGREED.is_match(&paragraph.text) {
            rest = reader.agreement(rest);
        } else if let Some(length) = reader.signature(rest).or_else(|| reader.stamp(rest)) {
            rest = &rest[length..];
        } else {
            reader.paragraph(paragraph);
            rest = behind;
        }
    }
    let Reader { mut order, .. } = reader;
    complete(&mut order, findings);
    order.id = identifier(&order, source);
    let title = order.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    let body = body::read(title, order.issuer.as_deref(), lexicon);
    (order, body)
}

/// Cuts the blocks into paragraphs; a status, a signature and an agreement stand on lines of their own.
fn paragraphs(blocks: &[Block]) -> Vec<Passage> {
    let mut paragraphs: Vec<Vec<Line>> = Vec::new();
    for block in blocks {
        let indented =
            |line: &Line| line.text.chars().take_while(|letter| letter.is_whitespace()).count() >= INDENTATION;
        let stamp = block.lines.iter().all(indented)
            && !block.texts().any(|text| forms::CLAUSE.is_match(text.trim()) || forms::ITEM.is_match(text.trim()));
        let mut alone = true;
        for line in &block.lines {
            let text = line.text.trim();
            let indented = indented(line) && !stamp;
            let stands_alone = forms::STATUS.is_match(text) || forms::is_signature(text);
            let begins = forms::BEGINS.is_match(text) || forms::STAMP_BEGINS.is_match(text);
            match paragraphs.last_mut() {
                Some(paragraph) if !alone && !indented && !stands_alone && !begins => paragraph.push(line.clone()),
                _ => paragraphs.push(vec![line.clone()]),
            }
            alone = stands_alone;
        }
    }
    paragraphs.into_iter().filter_map(Passage::of).collect()
}

struct Reader<'a> {
    order: Order,
    lexicon: &'a Lexicon,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn paragraph(&mut self, paragraph: &Passage) {
        let text = &paragraph.text;
        let language = self.lexicon.language;
        let approved_by = forms::approved_by(text, language);
        if self.order.status.is_none() && forms::STATUS.is_match(text) {
            self.order.status = Some(Statement::from(paragraph));
        } else if let (None, Some(issuer)) = (&self.order.approval, approved_by) {
            self.approved(paragraph, issuer);
        } else if self.order.number.is_none() && forms::is_issued(text, language) {
            self.issued(paragraph);
        } else if self.order.legal_basis.is_none() && forms::ENACTS.is_match(text) {
            self.legal_basis(paragraph);
        } else if forms::CLAUSE.is_match(text) {
            self.order.clauses.push(Statement::from(paragraph));
        } else if let (true, Some(clause)) = (forms::ITEM.is_match(text), self.order.clauses.last_mut()) {
            clause.text = format!("{} {text}", clause.text);
            clause.end_line = paragraph.end_line();
        } else if self.order.signatory.is_none() && forms::is_signature(text) {
            self.order.signatory = Some(Statement::from(paragraph));
        } else if forms::NOTE.is_match(text) {
            self.note(paragraph);
        } else if self.order.annex_title.is_none() && self.is_annex_title(text) {
            self.order.annex_title = Some(Statement::from(paragraph));
        } else {
            self.order.other_paragraphs.push(Statement::from(paragraph));
        }
        if self.order.entry_into_force.is_none() && forms::CLAUSE.is_match(text) && forms::IN_FORCE.is_match(text) {
            self.order.entry_into_force = Some(Statement::from(paragraph));
        }
    }

    /// The annex repeats the order's title, but for the words `бекіту туралы`; or, where an order has several annexes, has
    /// most of its words from it.
    fn is_annex_title(&self, text: &str) -> bool {
        let title = self.order.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
        let stems = |text: &str| {
            let words = tokens(text).into_iter().map(|word| word.key).filter(|word| word.chars().count() >= STEM);
            words.map(|word| word.chars().take(STEM).collect::<String>()).collect::<BTreeSet<_>>()
        };
        let (known, words) = (stems(title), stems(text));
        let shared = words.intersection(&known).count() as f64;
        let repeats = self.order.approval.is_some() && !words.is_empty() && shared >= SHARED * words.len() as f64;
        self.order.signatory.is_some()
            && (repeats || strsim::normalized_damerau_levenshtein(&fold(title), &fold(text)) >= ALIKE)
    }

    /// The stamp of approval: `issuer date № number бұйрығымен бекітілді`. It tells number and date where nothing above did.
    fn approved(&mut self, paragraph: &Passage, issuer: &str) {
        self.order.approval = Some(Statement::from(paragraph));
        let stamped = numbered_acts(&paragraph.text).into_iter().next();
        let Some((_, date, number)) = stamped.filter(|_| self.order.number.is_none()) else { return };
        self.order.date = Some(date);
        self.order.number = Some(number);
        if self.order.issuer.is_none() && !issuer.is_empty() {
            self.order.issuer = Some(body::issuer(issuer, self.lexicon.language));
        }
    }

    /// `issuer date № number бұйрығы. … тіркелді. Күші жойылды - …`
    fn issued(&mut self, paragraph: &Passage) {
        let text = &paragraph.text;
        let language = self.lexicon.language;
        self.order.requisite.get_or_insert_with(|| Statement::from(paragraph));
        let Some((_, date, number)) = numbered_acts(text).into_iter().next() else { return };
        self.order.date = Some(date);
        self.order.number = Some(number);
        self.order.issuer = forms::issued(text, language).map(|issuer| body::issuer(issuer, language));
        if let Some(found) = forms::REGISTRATION[language as usize].captures(text) {
            self.order.registration_number = Some(found["number"].to_owned());
            // The order's own date may stand before it.
            self.order.registration_date = written_dates(&found[0]).pop().map(|(_, date)| date);
        }
        if let Some(by) = forms::repealed_by(text) {
            self.order.repealed_by = self.numbered(by, paragraph);
        }
    }

    /// A note of the legal database: `Ескерту. Бұйрықтың күші жойылды - …`, `Сноска. … с изменениями, внесенными приказом …`.
    /// The latest amendment that notes tell is the day of the edition.
    fn note(&mut self, paragraph: &Passage) {
        let text = &paragraph.text;
        self.order.notes.push(Statement::from(paragraph));
        if let Some(by) = forms::repealed_by(text) {
            self.order.repealed_by = self.order.repealed_by.take().or_else(|| self.numbered(by, paragraph));
        } else if let Some(by) = forms::amended_by(text)
            && let Some((bytes, date, _)) = numbered_acts(by).into_iter().max_by_key(|(_, date, _)| *date)
            && self.order.edition.as_ref().is_none_or(|edition| edition.date < date)
        {
            // The issuer stands before the date.
            let start = numbered_acts(&by[..bytes.start]).last().map_or(0, |(before, ..)| before.end);
            let changed_by = self.numbered(&by[start..], paragraph);
            self.order.edition = Some(Edition { date, caused_by: None, changed_by });
        }
    }

    fn numbered(&self, text: &str, paragraph: &Passage) -> Option<NumberedAct> {
        let start = paragraph.text.find(text).unwrap_or(0);
        numbered(text, LinePlaces::of(paragraph).span(&(start..start + text.len())), self.lexicon)
    }

    fn legal_basis(&mut self, paragraph: &Passage) {
        let acts = citations::read(paragraph, self.lexicon, &Target::Order, self.findings).acts;
        let Some(citation) = acts.into_iter().next() else {
            self.order.other_paragraphs.push(Statement::from(paragraph));
            return;
        };
        let language = self.lexicon.language;
        let text = &paragraph.text;
        let (start_line, end_line) = paragraph.span();
        let citation = Citation { start_line, end_line, cited_text: text.clone(), ..citation };
        let [article, paragraph] = [&forms::ARTICLE, &forms::PARAGRAPH]
            .map(|number| Some(number[language as usize].captures(text)?[1].to_owned()));
        self.order.legal_basis = Some(LegalBasis { citation, article, paragraph });
    }
}

/// The act that `text`, on these lines, begins with: `issuer date № number`.
fn numbered(text: &str, (start_line, end_line): (usize, usize), lexicon: &Lexicon) -> Option<NumberedAct> {
    let (bytes, date, number) = numbered_acts(text).into_iter().next()?;
    let language = lexicon.language;
    // `ҚР Қаржы министрінің 17.09.2014 № 405`: a date in digits is of no form.
    let before = Some(text[..bytes.start].trim()).filter(|_| language == Language::Kazakh);
    let issuer =
        forms::issued(text, language).or(before).map(|issuer| body::issuer(issuer, language)).unwrap_or_default();
    let known = citations::numbered(&lexicon.acts, date, &number);
    let id =
        known.map_or_else(|| format!("act/x-{}", slug(&format!("{date} {number} {issuer}"))), |act| act.id.clone());
    let statement = Statement { text: text.to_owned(), start_line, end_line };
    Some(NumberedAct { id, issuer, date, number, statement })
}

/// The legal database's identifier of a registered order: `V`, two digits of the year, the registration number; up to 2010
/// with seven digits and `_`, from 2011 with eight. Without a registration, date and number, which are one in every language of the order; without
/// these, a name made of the source's name and digest, since two orders may be called `order.txt`.
fn identifier(order: &Order, source: &Document) -> String {
    match (&order.registration_number, order.date.or(order.registration_date)) {
        (Some(number), Some(date)) if date.year <= 2010 => {
            format!("V{:02}{number:0>7}_", date.year % 100)
        }
        (Some(number), Some(date)) => format!("V{:02}{number:0>8}", date.year % 100),
        (None, Some(date)) if order.number.is_some() => {
            format!("x-{date}-{}", slug(&number_key(order.number.as_deref().unwrap_or_default())))
        }
        _ => {
            let stem = source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem);
            format!("x-{}-{}", slug(stem), &source.sha256[..DIGEST])
        }
    }
}

/// Reports what an order must state and this one does not.
pub(super) fn report_absent(order: &Order, findings: &mut Vec<Finding>) {
    for paragraph in &order.other_paragraphs {
        let message = said!("a paragraph of the preamble is of no known form: \"{1}\"", paragraph.text);
        findings.push(Finding::new(
            Kind::NotUnderstood,
            Target::Order,
            (paragraph.start_line, paragraph.end_line),
            message,
        ));
    }
    let last = order.clauses.last().map_or(1, |clause| clause.end_line);
    for (absent, what) in [
        (order.title.is_none(), "title"),
        (order.number.is_none(), "number and date"),
        (order.registration_number.is_none(), "registration"),
        (order.legal_basis.is_none(), "legal basis"),
    ] {
        if absent {
            findings.push(Finding::new(
                Kind::MissingStatement,
                Target::Order,
                (1, last),
                said!("no {1} of the order was found", what),
            ));
        }
    }
}

#[cfg(test)]
mod tests;
