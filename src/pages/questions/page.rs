//! The page of a question: what it asks, its form, and the answer.

use super::answer::{self, Answered, Cell};
use super::form::{self, Form};
use super::variants::Variant;
use super::{Asked, FORMATS, arguments, file_of, matrix, own, page_for, page_of, reply, said, title};
use crate::answers::answer::Row as Solution;
use crate::answers::arguments::{self, Argument};
use crate::pages::address::relative;
use crate::pages::frame::Frame;
use crate::pages::names::{Names, Text, Value};
use crate::pages::part::Row;
use crate::pages::{Language, PageError, Pages};
use crate::questions::question::Question;
use askama::Template;
use oxigraph::model::Term;

/// So many rows stand on a page; the files have all.
const MOST_ROWS: usize = 120;
/// So many stand below a matrix, which says the same.
const MOST_BELOW: usize = 50;

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage<'a> {
    frame: Frame<'a>,
    action: String,
    description: Text,
    /// The values that the page is about.
    asked: Vec<Text>,
    form: Form,
    /// The page about all values; none where this is that page.
    whole: Option<String>,
    /// The pages for certain values, each with the number of its rows where this page has them all.
    variants: Vec<(Value, Option<usize>)>,
    /// Why there is no answer.
    refusal: String,
    answer: Option<Shown>,
    /// The link to the query in the editor; empty where there is no editor.
    edit: String,
    sparql: String,
}

/// The answer as the page shows it.
struct Shown {
    reply: Option<reply::Reply>,
    matrices: Vec<matrix::Matrix>,
    /// What is the same in every row.
    same: Vec<Row>,
    columns: Vec<(Text, bool)>,
    tables: Vec<Table>,
    count: String,
    more: bool,
    files: Vec<(&'static str, String)>,
}

/// The page in one language, with the `fields` of its form.
///
/// # Errors
/// The store cannot be read, or the question cannot be answered.
pub(super) fn page(
    pages: &Pages,
    page: &str,
    asked: &Asked<'_>,
    fields: &[(String, String)],
    language: Language,
) -> Result<String, PageError> {
    let names = Names::new(pages, page, language);
    let question = asked.question;
    let own = page_of(question);
    let arguments = arguments(asked, fields, language);
    // A question that still needs a value is no mistake of the reader.
    let needs = arguments::check(question, &arguments).is_err() && fields.is_empty();
    let (answered, refusal) = match answer::of(pages, question, &arguments) {
        Ok(answered) => (answered, String::new()),
        Err(_) if needs => (None, String::new()),
        Err(PageError::Argument(error)) => (None, error.to_string()),
        Err(error) => return Err(error),
    };
    let answered = answered.as_deref();
    let mut answer = answered.map(|answered| show(&names, question, &arguments, answered)).transpose()?;
    // The files beside a page answer what it asks without a form.
    if let Some(shown) = answer.as_mut().filter(|_| fields.is_empty()) {
        let link = |(format, _, name): (&str, _, _)| (name, relative(page, &file_of(page, language, format)));
        shown.files = FORMATS.map(link).to_vec();
    }
    let page = QuestionPage {
        frame: Frame::new(&names, title(&names, question))?,
        action: relative(page, &format!("{own}{}", language.ending())),
        description: said(question.header.description_in(language.tag())),
        asked: asked.own.as_ref().map(|variant| variant.said(&names)).transpose()?.unwrap_or_default(),
        form: form::of(&names, question, &arguments)?,
        whole: asked.own.as_ref().map(|_| names.page_link(&own)),
        variants: leads(&names, asked, answered.filter(|_| fields.is_empty()))?,
        refusal,
        answer,
        edit: own::edit_link(&names, page, fields),
        sparql: answered.map_or_else(|| answer::sparql(question), |answered| &answered.sparql).to_owned(),
    };
    Ok(page.render()?)
}

/// The links from the page about all values to those for certain ones; with the numbers of their rows where `answered` has them all.
fn leads(
    names: &Names<'_>,
    asked: &Asked<'_>,
    answered: Option<&Answered>,
) -> Result<Vec<(Value, Option<usize>)>, PageError> {
    let name = asked.question.header.pages.first().map_or("", String::as_str);
    let column = answered.and_then(|answered| Some((answered, answered.column(name)?)));
    let lead = |variant: &Variant| {
        let said: Vec<String> = variant.said(names)?.into_iter().map(|text| text.text).collect();
        let href = names.page_link(&page_for(asked.question, variant));
        let count = column.map(|(answered, at)| {
            let is_own = |value: &Term| matches!(value, Term::Literal(value) if variant.is_of(name, value.value()));
            answered.rows.iter().filter(|row| row[at].as_ref().is_some_and(is_own)).count()
        });
        Ok((Value { text: names.own(said.join(" – ")), href }, count))
    };
    asked.variants.iter().filter(|_| asked.own.is_none()).map(lead).collect()
}

fn show(
    names: &Names<'_>,
    question: &Question,
    arguments: &[Argument],
    answered: &Answered,
) -> Result<Shown, PageError> {
    let compared = &question.header.compare;
    let is_side = |column: &usize| compared.iter().any(|side| answered.column(side) == Some(*column));
    let (same, columns): (Vec<usize>, Vec<usize>) =
        answered.shown_columns().into_iter().partition(|column| answered.is_same(*column) && !is_side(column));
    let row = |column: usize| {
        let cell = answered.cell(names, &answered.rows[0], column)?;
        Ok(Row { name: answered.heading(names, column).0, values: vec![cell.value] })
    };
    let matrices = matrix::of(names, &question.header.matrix, answered)?;
    let most = if matrices.is_empty() { MOST_ROWS } else { MOST_BELOW };
    let mut tables = self::tables(names, (question, arguments), answered, &columns, most)?;
    // A bar belongs to an amount that is compared with the others of its column, and with nothing else.
    if !compared.is_empty() || !question.header.answers.is_empty() {
        tables.iter_mut().flat_map(|table| &mut table.rows).flatten().for_each(|cell| cell.share = None);
    }
    Ok(Shown {
        reply: reply::of(names, question, arguments, answered)?,
        matrices,
        same: same.into_iter().map(row).collect::<Result<_, PageError>>()?,
        columns: columns.iter().map(|column| answered.heading(names, *column)).collect(),
        more: tables.iter().any(|table| table.more),
        tables,
        count: names.said.with("results-n", "n", answered.rows.len()),
        files: Vec::new(),
    })
}

/// Rows under a heading.
struct Table {
    /// What the rows have in common; none where there is one table.
    heading: Option<Heading>,
    rows: Vec<Vec<Cell>>,
    /// Whether there are more rows than are shown.
    more: bool,
}

/// What rows have in common.
struct Heading {
    text: Text,
    /// The thing that alone has them.
    side: Option<Value>,
    count: usize,
}

impl Table {
    /// What the table is called on a page with this title.
    fn label(&self, title: &str) -> String {
        self.heading.as_ref().map_or_else(|| title.to_owned(), |heading| format!("{title}: {}", heading.text.text))
    }
}

/// The rows of an answer as tables with these columns: one, or where two things are compared, one of what only the first has, one of what
/// only the second has, and one of what both have, each with at most `most` rows; the header of the question says by which columns two
/// things are compared.
///
/// # Errors
/// A list of values fails.
fn tables(
    names: &Names<'_>,
    (question, arguments): (&Question, &[Argument]),
    answered: &Answered,
    columns: &[usize],
    most: usize,
) -> Result<Vec<Table>, PageError> {
    let table = |rows: Vec<&Solution>, heading| {
        let more = rows.len() > most;
        Ok(Table { heading, rows: answered.cells(names, columns, rows.into_iter().take(most))?, more })
    };
    let mut compared = question.header.compare.iter().map(|name| Some((name, answered.column(name)?)));
    let [Some(Some((one, first))), Some(Some((other, second)))] = [compared.next(), compared.next()] else {
        return Ok(vec![table(answered.rows.iter().collect(), None)?]);
    };
    let groups = [
        ("only-first", [true, false], Some(one)),
        ("only-second", [false, true], Some(other)),
        ("in-common", [true, true], None),
    ];
    let group = |(key, has, side): (&str, [bool; 2], Option<&String>)| {
        let is_here = |row: &&Solution| [first, second].map(|column| !is_none(row[column].as_ref())) == has;
        let rows: Vec<&Solution> = answered.rows.iter().filter(is_here).collect();
        let side = side.map(|side| reply::said(names, question, arguments, side)).transpose()?;
        let side = side.map(|said| said.into_iter().next().unwrap_or_default());
        let heading = Heading { text: names.own(names.said.get(key)), side, count: rows.len() };
        table(rows, Some(heading))
    };
    groups.into_iter().map(group).collect()
}

fn is_none(number: Option<&Term>) -> bool {
    number.is_none_or(|number| matches!(number, Term::Literal(number) if number.value() == "0"))
}
