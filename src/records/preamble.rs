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
//! A paragraph begins where a line is indented or a block begins; a block of indented lines alone is one paragraph. What matches none of the forms is kept as it stands.

use std::sync::LazyLock;

use regex::Regex;

use super::titles::{self, PrintedUnit};
use super::{Citation, LegalBasis, NumberedAct, Order, Statement, citations};
use crate::document::Document;
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::lines::{Block, Line};
use crate::text::{Language, are_alike, fold, numbered_acts, slug, without_genitive, written_date};
use crate::vocabulary::Lexicon;

/// The indentation of a paragraph's first line, in blanks.
const INDENTATION: usize = 4;
/// What a body is called that neither the title nor the issuer names.
const UNNAMED_BODY: &str = "атауы көрсетілмеген мемлекеттік орган";
/// The digits of a source's digest that tell orders of one file name apart.
const DIGEST: usize = 8;
/// The longest name of an office, in letters.
const LONGEST_OFFICE: usize = 61;
/// How alike the annex's title must be to the order's.
const ALIKE: f64 = 0.7;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

static ISSUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<issuer>\p{Lu}.*?)\s+\d{4}\s*жыл"));
static KIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:бұйры|қаулы|жарлы|өкім)\p{L}*"));
static REGISTRATION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d{4}\s*жыл\p{L}*\s+\d{1,2}\s+\p{L}+\s*№\s*(?P<number>\d+)\s*(?:болып\s+)?тіркелді"));
static REPEALED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[Кк]үші\s+жойылды\s*[-–—]?\s*(?P<by>.+)$"));
static STATUS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(Күшін жойған|Күші жойылған|Жаңартылған|Қолданыстағы)$"));
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-баб"));
static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-тарма"));
static ENACTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"БҰЙЫРАМЫН|БҰЙЫРАДЫ|ҚАУЛЫ ЕТЕДІ"));
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\.\s"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\)\s"));
static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\p{Lu}[\p{L} ]{2,}?)\s+\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{L}+\s*_*$"));
static AGREED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^["«“]?КЕЛІСІЛ(?:ДІ|ГЕН)["»”]?"#));
static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Ескерту[.:]"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| pattern(r"№\s*\S+\s+(?:бұйры|қаулы|жарлы)\p{L}*\s+бе\p{L}{2,8}$"));
static AGREED_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{4}\s*ж(?:\.|ыл\p{L}*)\s*\d{1,2}\s+\p{L}+"));

/// Whether `text` is an office and a name. The office's length is not in the pattern: so many copies of its letters take long
/// to compile.
fn is_signature(text: &str) -> bool {
    SIGNATURE.captures(text).is_some_and(|found| found[1].chars().count() <= LONGEST_OFFICE)
}

/// Returns the order's own data, without units and entries, and the body that issued it.
pub(super) fn read(
    source: &Document,
    blocks: &[Block],
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) -> (Order, PrintedUnit) {
    let mut reader = Reader { order: empty(source, lexicon.language), lexicon, findings };
    let paragraphs = paragraphs(blocks);
    let mut rest = paragraphs.iter().peekable();
    if let Some(title) =
        rest.next_if(|paragraph| !STATUS.is_match(&paragraph.text) && numbered_acts(&paragraph.text).is_empty())
    {
        reader.order.title = Some(Statement::from(title));
    }
    while let Some(paragraph) = rest.next() {
        if AGREED.is_match(&paragraph.text) {
            let mut lines = paragraph.lines.clone();
            if !AGREED_DATE.is_match(&paragraph.text) {
                lines.extend(rest.next().iter().flat_map(|more| more.lines.clone()));
            }
            let end =
                lines.iter().position(|line| AGREED_DATE.is_match(&line.text)).map_or(lines.len(), |date| date + 1);
            let behind = Passage::of(lines.split_off(end));
            reader.agreement(lines);
            behind.iter().for_each(|behind| reader.paragraph(behind));
        } else {
            reader.paragraph(paragraph);
        }
    }
    let Reader { mut order, .. } = reader;
    order.id = identifier(&order, source);
    let title = order.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    let body = titles::body(title, lexicon).unwrap_or_else(|| PrintedUnit {
        name: order.issuer.clone().unwrap_or_else(|| UNNAMED_BODY.to_owned()),
        printed: String::new(),
        kind: None,
        tier: titles::Tier::Body,
        misprints: Vec::new(),
    });
    (order, body)
}

fn empty(source: &Document, language: Language) -> Order {
    Order {
        id: String::new(),
        language,
        source: source.name.clone(),
        sha256: source.sha256.clone(),
        retrieval: source.retrieval,
        lines: source.lines,
        title: None,
        number: None,
        date: None,
        issuer: None,
        registration_number: None,
        registration_date: None,
        legal_basis: None,
        status: None,
        repealed_by: None,
        clauses: Vec::new(),
        entry_into_force: None,
        signatory: None,
        agreement: None,
        agreement_date: None,
        approval: None,
        annex_title: None,
        notes: Vec::new(),
        other_paragraphs: Vec::new(),
        units: Vec::new(),
        entries: Vec::new(),
        findings: Vec::new(),
        lines_of_text: 0,
        lines_accounted_for: 0,
        lines_not_understood: 0,
    }
}

/// Cuts the blocks into paragraphs; a status, a signature and an agreement stand on lines of their own.
fn paragraphs(blocks: &[Block]) -> Vec<Passage> {
    let mut paragraphs: Vec<Vec<Line>> = Vec::new();
    for block in blocks {
        let indented =
            |line: &Line| line.text.chars().take_while(|letter| letter.is_whitespace()).count() >= INDENTATION;
        let stamp = block.lines.iter().all(indented)
            && !block.texts().any(|text| CLAUSE.is_match(text.trim()) || ITEM.is_match(text.trim()));
        let mut alone = true;
        for line in &block.lines {
            let text = line.text.trim();
            let indented = indented(line) && !stamp;
            let stands_alone = STATUS.is_match(text) || is_signature(text);
            let begins = CLAUSE.is_match(text) || ITEM.is_match(text) || NOTE.is_match(text);
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
        if self.order.status.is_none() && STATUS.is_match(text) {
            self.order.status = Some(Statement::from(paragraph));
        } else if self.order.number.is_none() && self.is_issued(text) {
            self.issued(paragraph);
        } else if self.order.legal_basis.is_none() && ENACTS.is_match(text) {
            self.legal_basis(paragraph);
        } else if CLAUSE.is_match(text) {
            self.order.clauses.push(Statement::from(paragraph));
        } else if let (true, Some(clause)) = (ITEM.is_match(text), self.order.clauses.last_mut()) {
            clause.text = format!("{} {text}", clause.text);
            clause.end_line = paragraph.end_line();
        } else if self.order.signatory.is_none() && is_signature(text) {
            self.order.signatory = Some(Statement::from(paragraph));
        } else if NOTE.is_match(text) {
            self.order.notes.push(Statement::from(paragraph));
        } else if self.order.approval.is_none() && APPROVED.is_match(text) {
            self.order.approval = Some(Statement::from(paragraph));
        } else if self.order.annex_title.is_none() && self.is_annex_title(text) {
            self.order.annex_title = Some(Statement::from(paragraph));
        } else {
            self.order.other_paragraphs.push(Statement::from(paragraph));
        }
        if self.order.entry_into_force.is_none() && CLAUSE.is_match(text) && text.contains("қолданысқа енгізіледі")
        {
            self.order.entry_into_force = Some(Statement::from(paragraph));
        }
    }

    /// The annex repeats the order's title, but for the words `бекіту туралы`.
    fn is_annex_title(&self, text: &str) -> bool {
        let title = self.order.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
        self.order.signatory.is_some() && are_alike(&fold(title), &fold(text), ALIKE)
    }

    fn is_issued(&self, text: &str) -> bool {
        numbered_acts(text).first().is_some_and(|(bytes, ..)| KIND.is_match(&text[bytes.end..]))
            && ISSUED.is_match(text)
    }

    /// `issuer date № number бұйрығы. … тіркелді. Күші жойылды - …`
    fn issued(&mut self, paragraph: &Passage) {
        let text = &paragraph.text;
        let (_, date, number) = numbered_acts(text).remove(0);
        self.order.date = Some(date);
        self.order.number = Some(number);
        self.order.issuer = ISSUED.captures(text).map(|found| nominative(&found["issuer"]));
        if let Some(found) = REGISTRATION.captures(text) {
            self.order.registration_number = Some(found["number"].to_owned());
            self.order.registration_date = written_date(&found[0]);
        }
        if let Some(found) = REPEALED.captures(text) {
            self.order.repealed_by = self.numbered(&found["by"], paragraph);
        }
    }

    fn numbered(&self, text: &str, paragraph: &Passage) -> Option<NumberedAct> {
        let (_, date, number) = numbered_acts(text).into_iter().next()?;
        let issuer = ISSUED.captures(text).map(|found| nominative(&found["issuer"])).unwrap_or_default();
        let known = citations::numbered(&self.lexicon.acts, date, &number);
        let id =
            known.map_or_else(|| format!("act/x-{}", slug(&format!("{date} {number} {issuer}"))), |act| act.id.clone());
        let start = paragraph.text.find(text).unwrap_or(0);
        let statement = Statement {
            text: text.to_owned(),
            start_line: citations::line_at(paragraph, start),
            end_line: citations::line_at(paragraph, start + text.len() - 1),
        };
        Some(NumberedAct { id, issuer, date, number, statement })
    }

    fn legal_basis(&mut self, paragraph: &Passage) {
        let mut found = citations::read(paragraph, self.lexicon, &Target::Order, self.findings).into_iter();
        let captured = |pattern: &Regex| pattern.captures(&paragraph.text).map(|found| found[1].to_owned());
        match found.next() {
            Some(citation) => {
                self.check_date(&citation, paragraph);
                let citation = Citation {
                    start_line: paragraph.start_line(),
                    end_line: paragraph.end_line(),
                    cited_text: paragraph.text.clone(),
                    ..citation
                };
                let (article, paragraph) = (captured(&ARTICLE), captured(&PARAGRAPH));
                self.order.legal_basis = Some(LegalBasis { citation, article, paragraph });
            }
            None => self.order.other_paragraphs.push(Statement::from(paragraph)),
        }
    }

    /// Reports that the act of this title has another date than the order states; the link stays.
    fn check_date(&mut self, citation: &Citation, paragraph: &Passage) {
        let known = self.lexicon.acts.get(&citation.act.id).and_then(|act| act.date.clone());
        let printed = written_date(&paragraph.text).map(|date| date.to_string());
        if let (Some(known), Some(printed)) = (known, printed)
            && known != printed
        {
            let message =
                format!("the act \"{}\" is cited with the date {printed}; its date is {known}", citation.act.label);
            self.findings.push(Finding::new(Kind::ActDateMismatch, Target::Order, paragraph.span(), message));
        }
    }

    fn agreement(&mut self, lines: Vec<Line>) {
        let Some(passage) = Passage::of(lines) else {
            return;
        };
        self.order.agreement_date = AGREED_DATE.find(&passage.text).and_then(|date| written_date(date.as_str()));
        self.order.agreement = Some(Statement::from(&passage));
    }
}

/// Takes the genitive ending off the last word of an office's name.
fn nominative(name: &str) -> String {
    let name = name.trim();
    without_genitive(name).unwrap_or(name).to_owned()
}

/// The legal database's identifier of a registered order: `V`, two digits of the year, the registration number; up to 2010
/// with seven digits and `_`, from 2011 with eight. Without a registration, a name made of the source's name and digest, since
/// two orders may be called `order.txt`.
fn identifier(order: &Order, source: &Document) -> String {
    match (&order.registration_number, order.date.or(order.registration_date)) {
        (Some(number), Some(date)) if date.year <= 2010 => {
            format!("V{:02}{number:0>7}_", date.year % 100)
        }
        (Some(number), Some(date)) => format!("V{:02}{number:0>8}", date.year % 100),
        _ => {
            let stem = source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem);
            format!("x-{}-{}", slug(stem), &source.sha256[..DIGEST])
        }
    }
}

/// Reports what an order must state and this one does not.
pub(super) fn report_absent(order: &Order, findings: &mut Vec<Finding>) {
    for paragraph in &order.other_paragraphs {
        let message = format!("a paragraph of the preamble is of no known form: \"{}\"", paragraph.text);
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
                format!("no {what} of the order was found"),
            ));
        }
    }
}
