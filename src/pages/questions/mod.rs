//! The saved questions as pages: what they ask, a form with the real values, and the answer as a table that leads on.
//!
//! ```text
//! questions.html                              all questions
//! query/most-accepted-specialties.html        a question, with its answer where it needs no value; .csv and .json beside it
//! query/acts-by-category/C-3.html             the same for one value of the one parameter that it needs
//! ```
//!
//! A server also answers `query/NAME.html?KEY=VALUE`.

mod answer;
mod form;
mod matrix;
pub(super) mod own;
mod table;

use super::address::{EDITOR_PAGE, QUESTIONS_PAGE, relative};
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::names::{Names, Text, Value};
use super::{File, Pages};
use crate::answers::arguments::{self, Argument};
use crate::answers::evaluation::Embedded;
use crate::answers::format::AnswerFormat;
use crate::questions::question::Question;
pub(super) use answer::Answered;
use askama::Template;
use form::Field;
use std::collections::BTreeMap;
use table::Table;

/// The folder of the questions.
const FOLDER: &str = "query";
/// The parameter by which a question is asked in a language.
const LANGUAGE: &str = "lang";
/// The tag of questions that ask about the data; some take long.
const CHECKS: &str = "checks";
/// A parameter of more values has no page for each.
const MOST_PAGES: usize = 20;
/// The formats beside a page.
const FORMATS: [(&str, &str, &str); 2] =
    [("csv", "text/csv; charset=utf-8", "CSV"), ("json", "application/sparql-results+json", "JSON")];

#[derive(Template)]
#[template(path = "questions.html")]
struct QuestionsPage<'a> {
    frame: Frame<'a>,
    /// The link to the editor; empty where there is none.
    editor: String,
    groups: Vec<(String, Vec<(Value, String)>)>,
}

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage<'a> {
    frame: Frame<'a>,
    action: String,
    description: String,
    /// The value that the page is about.
    asked: String,
    fields: Vec<Field>,
    /// The pages for each value.
    values: Vec<Value>,
    /// Why there is no answer.
    refusal: String,
    matrix: Option<matrix::Matrix>,
    table: Option<Table>,
    /// The link to the query in the editor; empty where there is no editor.
    edit: String,
    sparql: String,
}

/// What a path asks.
struct Asked<'a> {
    question: &'a Question,
    /// The value of the one parameter that it needs: as it stands in addresses, and as it is in the data.
    value: Option<(String, String)>,
}

/// The pages of all questions and of their values.
///
/// # Errors
/// A list of values fails.
pub(super) fn all(pages: &Pages) -> Result<Vec<String>, PageError> {
    let mut all = vec![QUESTIONS_PAGE.to_owned()];
    for question in shown(pages) {
        all.push(page_of(question));
        for (value, _) in form::values_with_pages(pages, question)? {
            all.push(format!("{FOLDER}/{}/{value}", question.name));
        }
    }
    Ok(all)
}

/// The questions that need nobody else to be answered, and ask about the orders and not about the data.
fn shown(pages: &Pages) -> impl Iterator<Item = &Question> {
    let is_shown = |question: &&Question| {
        !question.text.contains("SERVICE ") && question.header.tags.first().is_none_or(|tag| tag != CHECKS)
    };
    pages.catalogue.questions().filter(is_shown)
}

/// The page or file of a question; none when there is no such question. `fields` are those of a form.
///
/// # Errors
/// The store cannot be read, or the question cannot be answered.
pub(super) fn file(pages: &Pages, path: &str, fields: &[(String, String)]) -> Result<Option<File>, PageError> {
    if let Some((page, language)) = Language::of_file(path) {
        if page == QUESTIONS_PAGE {
            return Ok(Some(html(language, overview(pages, language)?)));
        }
        if page == EDITOR_PAGE && pages.editor.is_some() {
            return own::page(pages, fields, None, language).map(Some);
        }
        let Some(asked) = asked(pages, page)? else { return Ok(None) };
        return Ok(Some(html(language, self::page(pages, page, &asked, fields, language)?)));
    }
    for (ending, content_type, _) in FORMATS {
        let Some(stem) = path.strip_suffix(ending).and_then(|stem| stem.strip_suffix('.')) else { continue };
        let named = Language::ALL
            .into_iter()
            .find_map(|language| Some((stem.strip_suffix(&format!(".{}", language.tag()))?, language)));
        let (page, language) = named.unwrap_or((stem, Language::Kazakh));
        let Some(asked) = asked(pages, page)? else { return Ok(None) };
        let Ok(Some(answered)) = answer::of(pages, asked.question, &arguments(&asked, &[], language)) else {
            return Ok(None);
        };
        let content = answered.written(ending.parse().unwrap_or(AnswerFormat::Ndjson))?;
        return Ok(Some(File { content_type, language: Some(language), thing: None, content }));
    }
    Ok(None)
}

fn html(language: Language, text: String) -> File {
    File { content_type: "text/html; charset=utf-8", language: Some(language), thing: None, content: text.into_bytes() }
}

/// The names of the files beside a page, whether or not there are any.
pub(super) fn beside(page: &str) -> Vec<String> {
    if !page.starts_with("query/") {
        return Vec::new();
    }
    let file = |language: Language, ending: &str| match language {
        Language::Kazakh => format!("{page}.{ending}"),
        _ => format!("{page}.{}.{ending}", language.tag()),
    };
    Language::ALL.iter().flat_map(|language| FORMATS.map(|(ending, ..)| file(*language, ending))).collect()
}

fn asked<'a>(pages: &'a Pages, page: &str) -> Result<Option<Asked<'a>>, PageError> {
    let Some(path) = page.strip_prefix(FOLDER).and_then(|path| path.strip_prefix('/')) else { return Ok(None) };
    let (name, value) = path.split_once('/').map_or((path, None), |(name, value)| (name, Some(value)));
    let Some(question) = shown(pages).find(|question| question.name == name) else { return Ok(None) };
    let Some(value) = value else { return Ok(Some(Asked { question, value: None })) };
    let known = form::values_with_pages(pages, question)?.into_iter().find(|(handle, _)| handle == value);
    Ok(known.map(|known| Asked { question, value: Some(known) }))
}

/// The arguments for an answer in a language.
fn arguments(asked: &Asked<'_>, fields: &[(String, String)], language: Language) -> Vec<Argument> {
    let question = asked.question;
    let given = fields.iter().filter(|(name, value)| question.parameter(name).is_some() && !value.is_empty());
    let mut arguments: Vec<Argument> =
        given.map(|(name, value)| Argument { name: name.clone(), value: value.clone() }).collect();
    if let (Some((_, value)), Some(parameter)) = (&asked.value, form::needed(question)) {
        arguments.retain(|argument| argument.name != parameter.name);
        arguments.push(Argument { name: parameter.name.clone(), value: value.clone() });
    }
    if question.parameter(LANGUAGE).is_some() && !arguments.iter().any(|argument| argument.name == LANGUAGE) {
        arguments.push(Argument { name: LANGUAGE.to_owned(), value: language.tag().to_owned() });
    }
    arguments
}

fn overview(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, QUESTIONS_PAGE, language);
    let groups = by_tag(&names, |question| names.page_link(&page_of(question)));
    let frame = Frame::new(&names, names.own(names.said.get("saved-questions")))?;
    let editor = if pages.editor.is_some() { names.page_link(EDITOR_PAGE) } else { String::new() };
    Ok(QuestionsPage { frame, editor, groups }.render()?)
}

/// The page of a question, without its ending.
fn page_of(question: &Question) -> String {
    format!("{FOLDER}/{}", question.name)
}

/// The questions by their first tags, each under its summary with its name; `href` says where it leads.
fn by_tag(names: &Names<'_>, href: impl Fn(&Question) -> String) -> Vec<(String, Vec<(Value, String)>)> {
    let mut groups: BTreeMap<String, Vec<(Value, String)>> = BTreeMap::new();
    for question in shown(names.pages) {
        let text = Text { text: question.header.summary.clone(), lang: "en".to_owned() };
        let link = Value { text, href: href(question), outside: false };
        let tag = question.header.tags.first().cloned().unwrap_or_default();
        groups.entry(tag).or_default().push((link, question.name.clone()));
    }
    groups.into_iter().collect()
}

fn page(
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
    let title = Text { text: question.header.summary.clone(), lang: "en".to_owned() };
    let mut shown = QuestionPage {
        frame: Frame::new(&names, title)?,
        action: relative(page, &format!("{own}{}", language.ending())),
        description: question.header.description.trim().to_owned(),
        asked: asked.value.as_ref().map_or_else(String::new, |(handle, _)| handle.clone()),
        fields: form::fields(&names, question, &arguments)?,
        values: Vec::new(),
        refusal,
        matrix: None,
        table: None,
        edit: own::edit_link(&names, page, fields),
        sparql: answer::sparql(question).to_owned(),
    };
    for (value, _) in form::values_with_pages(pages, question)? {
        let href = names.page_link(&format!("{own}/{value}"));
        shown.values.push(Value { text: Text { text: value, lang: String::new() }, href, outside: false });
    }
    if let Some(answered) = answered {
        shown.matrix = matrix::of(&names, &question.name, &answered)?;
        shown.sparql.clone_from(&answered.sparql);
        let mut table = Table::of(&names, &answered)?;
        // The files beside a page answer what it asks without a form.
        if fields.is_empty() {
            let ending = if language == Language::Kazakh { String::new() } else { format!(".{}", language.tag()) };
            table.files =
                FORMATS.map(|(format, _, name)| (name, relative(page, &format!("{page}{ending}.{format}")))).to_vec();
        }
        shown.table = Some(table);
    }
    Ok(shown.render()?)
}

/// The query that the page of a question asks; none when there is no such page.
///
/// # Errors
/// The store cannot be read.
fn query_of(
    pages: &Pages,
    page: &str,
    fields: &[(String, String)],
    language: Language,
) -> Result<Option<String>, PageError> {
    let Some(asked) = asked(pages, page)? else { return Ok(None) };
    let bound = answer::bound(pages, asked.question, &arguments(&asked, fields, language));
    // A value that is missing or wrong stays open.
    Ok(Some(bound.map_or_else(|_| answer::sparql(asked.question).to_owned(), |(_, text)| text)))
}

/// The engine that answers questions of pages.
fn engine(pages: &Pages) -> Embedded {
    Embedded::new(pages.store.clone())
}
