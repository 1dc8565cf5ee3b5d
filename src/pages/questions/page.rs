//! The page of a question: what it asks, its form, and the answer.

use super::answer::{self, Answered};
use super::form::{self, Form};
use super::table::{self, Table};
use super::variants::Variant;
use super::{Asked, FOLDER, FORMATS, arguments, matrix, own, page_of, reply, said, title};
use crate::answers::arguments::{self, Argument};
use crate::pages::Pages;
use crate::pages::address::relative;
use crate::pages::error::PageError;
use crate::pages::frame::Frame;
use crate::pages::language::Language;
use crate::pages::names::{Names, Text, Value};
use crate::pages::part::Row;
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
    reply: Option<reply::Reply>,
    matrices: Vec<matrix::Matrix>,
    /// What is the same in every row.
    same: Vec<Row>,
    columns: Vec<(Text, bool)>,
    tables: Vec<Table>,
    count: Option<String>,
    more: bool,
    files: Vec<(&'static str, String)>,
    /// The link to the query in the editor; empty where there is no editor.
    edit: String,
    sparql: String,
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
    let asked_for = asked.variant().map(|variant| variant.said(&names)).transpose()?.unwrap_or_default();
    let mut shown = QuestionPage {
        frame: Frame::new(&names, title(&names, question))?,
        action: relative(page, &format!("{own}{}", language.ending())),
        description: said(question.header.description_in(language.tag())),
        asked: asked_for,
        form: form::of(&names, question, &arguments)?,
        whole: asked.own.map(|_| names.page_link(&own)),
        variants: leads(&names, asked, answered.as_deref().filter(|_| fields.is_empty()))?,
        refusal,
        reply: None,
        matrices: Vec::new(),
        same: Vec::new(),
        columns: Vec::new(),
        tables: Vec::new(),
        count: None,
        more: false,
        files: Vec::new(),
        edit: own::edit_link(&names, page, fields),
        sparql: answer::sparql(question).to_owned(),
    };
    if let Some(answered) = answered {
        shown.reply = reply::of(&names, question, &arguments, &answered)?;
        shown.matrices = matrix::of(&names, &question.header.matrix, &answered)?;
        show(&names, question, &arguments, &answered, &mut shown)?;
        shown.sparql.clone_from(&answered.sparql);
        // The files beside a page answer what it asks without a form.
        if fields.is_empty() {
            let ending = if language == Language::Kazakh { String::new() } else { format!(".{}", language.tag()) };
            shown.files =
                FORMATS.map(|(format, _, name)| (name, relative(page, &format!("{page}{ending}.{format}")))).to_vec();
        }
    }
    Ok(shown.render()?)
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
        let href = names.page_link(&format!("{FOLDER}/{}/{}", asked.question.name, variant.path));
        let count = column.map(|(answered, at)| {
            let is_own = |value: &Term| matches!(value, Term::Literal(value) if variant.is_of(name, value.value()));
            answered.rows.iter().filter(|row| row[at].as_ref().is_some_and(is_own)).count()
        });
        Ok((Value { text: names.own(said.join(" – ")), href, outside: false }, count))
    };
    asked.variants.iter().filter(|_| asked.own.is_none()).map(lead).collect()
}

fn show(
    names: &Names<'_>,
    question: &Question,
    arguments: &[Argument],
    answered: &Answered,
    page: &mut QuestionPage<'_>,
) -> Result<(), PageError> {
    let compared = &question.header.compare;
    let is_side = |column: &usize| compared.iter().any(|side| answered.column(side) == Some(*column));
    let (same, columns): (Vec<usize>, Vec<usize>) =
        answered.shown_columns().into_iter().partition(|column| answered.is_same(*column) && !is_side(column));
    for column in same {
        let cell = answered.cell(names, &answered.rows[0], column)?;
        page.same.push(Row { name: answered.heading(names, column).0, values: vec![cell.value] });
    }
    page.columns = columns.iter().map(|column| answered.heading(names, *column)).collect();
    page.count = Some(names.said.with("results-n", "n", &answered.rows.len().to_string()));
    let most = if page.matrices.is_empty() { MOST_ROWS } else { MOST_BELOW };
    page.tables = if compared.is_empty() {
        table::plain(names, answered, &columns, most)?
    } else {
        let sides = compared.iter().map(|side| reply::said(names, question, arguments, side));
        let sides = sides.collect::<Result<Vec<_>, _>>()?.into_iter().map(|side| side.into_iter().next());
        let sides = sides.map(Option::unwrap_or_default).collect();
        table::compared(names, answered, &columns, most, (compared, sides))?
    };
    // A bar belongs to an amount that is compared with the others of its column, and with nothing else.
    if !compared.is_empty() || !question.header.answers.is_empty() {
        let rows = page.tables.iter_mut().flat_map(|table| &mut table.rows);
        rows.flatten().for_each(|cell| cell.share = None);
    }
    page.more = page.tables.iter().any(|table| table.more);
    Ok(())
}
