//! The saved questions as pages: what they ask, a form with the real values, and the answer as a table that leads on.
//!
//! ```text
//! questions.html                              all questions
//! query/most-accepted-specialties.html        a question, with its answer where it needs no value; .csv and .json beside it
//! query/acts-by-category/C-3.html             the same for one value of a parameter
//! query/compare-categories/C-3/C-4.html       the same for two
//! ```
//!
//! A server also answers `query/NAME.html?KEY=VALUE`.

mod answer;
mod form;
mod matrix;
pub(super) mod own;
mod page;
mod reply;
mod variants;

use super::address::{EDITOR_PAGE, QUESTIONS_PAGE};
use super::frame::Frame;
use super::names::{Names, Text, Value};
use super::{File, Language, PageError, Pages};
use crate::answers::arguments::Argument;
use crate::answers::evaluation::Embedded;
use crate::answers::format::AnswerFormat;
use crate::questions::question::Question;
pub(super) use answer::Answered;
use askama::Template;
use std::collections::BTreeMap;
use std::sync::Arc;
pub(super) use variants::Variant;

/// The folder of the questions.
const FOLDER: &str = "query";
/// The parameter by which a question is asked in a language.
const LANGUAGE: &str = "lang";
/// The tag of questions that ask about the data; some take long.
const CHECKS: &str = "checks";
/// The formats beside a page.
const FORMATS: [(&str, &str, &str); 2] =
    [("csv", "text/csv; charset=utf-8", "CSV"), ("json", "application/sparql-results+json", "JSON")];

#[derive(Template)]
#[template(path = "questions.html")]
struct QuestionsPage<'a> {
    frame: Frame<'a>,
    /// The link to the editor; empty where there is none.
    editor: String,
    groups: Vec<Group>,
}

/// The questions under one tag.
struct Group {
    name: Text,
    links: Vec<(Value, String)>,
}

/// What a path asks.
struct Asked<'a> {
    question: &'a Question,
    /// The pages of the question for certain values.
    variants: Arc<Vec<Variant>>,
    /// Which of them this is; none where it is the page for all values.
    own: Option<Variant>,
}

/// The pages of all questions and of their values.
///
/// # Errors
/// A list of values fails.
pub(super) fn all(pages: &Pages) -> Result<Vec<String>, PageError> {
    let mut all = vec![QUESTIONS_PAGE.to_owned()];
    for question in shown(pages) {
        all.push(page_of(question));
        all.extend(variants::of(pages, question)?.iter().map(|variant| page_for(question, variant)));
    }
    Ok(all)
}

/// The questions that need nobody else to be answered, and ask about the orders and not about the data.
fn shown(pages: &Pages) -> impl Iterator<Item = &Question> {
    pages.catalogue.questions().filter(|question| is_shown(question))
}

fn is_shown(question: &Question) -> bool {
    !question.text.contains("SERVICE ") && question.header.tags.first().is_none_or(|tag| tag != CHECKS)
}

/// The page or file of a question; none when there is no such question. `fields` are those of a form.
///
/// # Errors
/// The store cannot be read, or the question cannot be answered.
pub(super) fn file(pages: &Pages, path: &str, fields: &[(String, String)]) -> Result<Option<File>, PageError> {
    if let Some((page, language)) = Language::of_file(path) {
        if page == QUESTIONS_PAGE {
            return Ok(Some(File::page(language, overview(pages, language)?)));
        }
        if page == EDITOR_PAGE && pages.editor.is_some() {
            return pages.query_page(fields, None, language).map(Some);
        }
        let Some(asked) = asked(pages, page)? else { return Ok(None) };
        return Ok(Some(File::page(language, page::page(pages, page, &asked, fields, language)?)));
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
        return Ok(Some(File { language: Some(language), ..File::plain(content_type, content) }));
    }
    Ok(None)
}

/// The names of the files beside a page, whether or not there are any.
pub(super) fn beside(page: &str) -> Vec<String> {
    if !page.starts_with("query/") {
        return Vec::new();
    }
    Language::ALL.iter().flat_map(|language| FORMATS.map(|(ending, ..)| file_of(page, *language, ending))).collect()
}

/// The file beside a page with its answer in a language.
fn file_of(page: &str, language: Language, ending: &str) -> String {
    match language {
        Language::Kazakh => format!("{page}.{ending}"),
        _ => format!("{page}.{}.{ending}", language.tag()),
    }
}

fn asked<'a>(pages: &'a Pages, page: &str) -> Result<Option<Asked<'a>>, PageError> {
    let Some(path) = page.strip_prefix(FOLDER).and_then(|path| path.strip_prefix('/')) else { return Ok(None) };
    let (name, value) = path.split_once('/').map_or((path, None), |(name, value)| (name, Some(value)));
    let Some(question) = shown(pages).find(|question| question.name == name) else { return Ok(None) };
    let variants = variants::of(pages, question)?;
    let own = value.map(|value| variants.iter().find(|variant| variant.path == value).cloned());
    if let Some(None) = own {
        return Ok(None);
    }
    Ok(Some(Asked { question, own: own.flatten(), variants }))
}

/// The arguments for an answer in a language.
fn arguments(asked: &Asked<'_>, fields: &[(String, String)], language: Language) -> Vec<Argument> {
    let question = asked.question;
    let given = fields.iter().filter(|(name, value)| question.parameter(name).is_some() && !value.is_empty());
    let mut arguments: Vec<Argument> =
        given.map(|(name, value)| Argument { name: name.clone(), value: value.clone() }).collect();
    for own in asked.own.iter().flat_map(Variant::arguments) {
        arguments.retain(|argument| argument.name != own.name);
        arguments.push(own);
    }
    if question.parameter(LANGUAGE).is_some() && !arguments.iter().any(|argument| argument.name == LANGUAGE) {
        arguments.push(Argument { name: LANGUAGE.to_owned(), value: language.tag().to_owned() });
    }
    arguments
}

fn said((text, lang): (&str, &str)) -> Text {
    Text { text: text.trim().to_owned(), lang: lang.to_owned() }
}

/// The links to the questions whose pages show more than a table.
pub(super) fn views(names: &Names<'_>) -> Vec<Value> {
    let is_view = |question: &&Question| {
        let header = &question.header;
        [&header.matrix, &header.compare, &header.answers, &header.pages].into_iter().any(|view| !view.is_empty())
    };
    shown(names.pages).filter(is_view).map(|question| link(names, question)).collect()
}

/// The links to the pages of questions about the thing `iri`.
///
/// # Errors
/// A list of values fails.
pub(super) fn about(names: &Names<'_>, iri: &str) -> Result<Vec<Value>, PageError> {
    let mut about = Vec::new();
    for question in shown(names.pages) {
        for variant in variants::of(names.pages, question)?.iter().filter(|variant| variant.is_about(iri)) {
            let href = names.page_link(&page_for(question, variant));
            about.push(Value { href, ..link(names, question) });
        }
    }
    Ok(about)
}

fn link(names: &Names<'_>, question: &Question) -> Value {
    Value { text: title(names, question), href: names.page_link(&page_of(question)) }
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

/// The page of a question for certain values.
fn page_for(question: &Question, variant: &Variant) -> String {
    format!("{FOLDER}/{}/{}", question.name, variant.path)
}

/// The questions by their first tags, each under its title with its name; `href` says where it leads.
fn by_tag(names: &Names<'_>, href: impl Fn(&Question) -> String) -> Vec<Group> {
    let mut groups: BTreeMap<&str, Vec<(Value, String)>> = BTreeMap::new();
    for question in shown(names.pages) {
        let link = Value { text: title(names, question), href: href(question) };
        let tag = question.header.tags.first().map_or("", String::as_str);
        groups.entry(tag).or_default().push((link, question.name.clone()));
    }
    let name = |tag: &str| names.said.known(tag).map_or_else(|| said((tag, "en")), |word| names.own(word));
    groups.into_iter().map(|(tag, links)| Group { name: name(tag), links }).collect()
}

/// What a question is called.
fn title(names: &Names<'_>, question: &Question) -> Text {
    said(question.header.summary_in(names.language().tag()))
}

/// The query that the page of a question asks; none when there is no such page.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::words::Words;
    use crate::questions::catalogue::Catalogue;

    #[test]
    fn every_question_is_asked_in_three_languages() {
        let (words, catalogue) = (Words::load().unwrap(), Catalogue::bundled().unwrap());
        let mut missing = Vec::new();
        for question in catalogue.questions() {
            let (header, name) = (&question.header, &question.name);
            for tag in [Language::Kazakh, Language::Russian].map(Language::tag) {
                let described = header.description.is_empty() || header.description_in(tag).1 == tag;
                if header.summary_in(tag).1 != tag || (is_shown(question) && !described) {
                    missing.push(format!("{name} in {tag}"));
                }
            }
            let columns = question.columns();
            let columns = columns.iter().map(|column| column.as_str().trim_end_matches("Label"));
            let parameters = question.parameters.iter().map(|parameter| parameter.name.as_str());
            for word in columns.chain(parameters).filter(|word| is_shown(question) && *word != LANGUAGE) {
                if words.of(Language::Russian).column(word).is_none() {
                    missing.push(format!("{name}: {word}"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}
