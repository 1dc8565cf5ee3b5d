//! What stands around every page: the way back, the languages, the data beside it.

use super::address::{FRONT_PAGE, ONTOLOGY_PAGE, QUESTIONS_PAGE, SEARCH_PAGE, relative};
use super::data::DataFormat;
use super::error::PageError;
use super::language::Language;
use super::names::{Names, Text, Value, tail};
use super::status::{self, Status};
use super::words::Said;

/// The frame of a page.
pub(super) struct Frame<'a> {
    pub(super) said: Said<'a>,
    pub(super) title: Text,
    pub(super) policy: &'static str,
    pub(super) style: String,
    pub(super) home: String,
    /// The pages that every page leads to.
    pub(super) menu: Vec<Value>,
    /// The pages above this one.
    pub(super) trail: Vec<Value>,
    pub(super) languages: Vec<Alternate>,
    /// The link to the page itself.
    pub(super) own: String,
    /// The data of the page's thing; empty where the page is no thing's.
    pub(super) data: Vec<Data>,
    pub(super) status: Option<Status>,
}

/// The page in another language, or in this one.
pub(super) struct Alternate {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) is_own: bool,
}

/// The data of a page in one format.
pub(super) struct Data {
    pub(super) name: &'static str,
    pub(super) media_type: &'static str,
    pub(super) href: String,
}

impl<'a> Frame<'a> {
    /// The frame of the page of `names`.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn new(names: &Names<'a>, title: Text) -> Result<Self, PageError> {
        let (page, said) = (names.page, names.said);
        let alternate = |language: Language| Alternate {
            tag: language.tag(),
            name: language.name(),
            href: relative(page, &format!("{page}{}", language.ending())),
            is_own: language == names.language(),
        };
        let data = if names.pages.is_thing(page)? {
            DataFormat::ALL.map(|format| data(page, format)).to_vec()
        } else {
            Vec::new()
        };
        Ok(Self {
            said,
            title,
            policy: super::POLICY,
            style: relative(page, "style.css"),
            home: names.page_link(FRONT_PAGE),
            menu: menu(names),
            trail: trail(names)?,
            languages: Language::ALL.map(alternate).into_iter().collect(),
            own: relative(page, &format!("{page}{}", names.language().ending())),
            data,
            status: status::status(names)?,
        })
    }
}

impl Clone for Data {
    fn clone(&self) -> Self {
        Self { href: self.href.clone(), ..*self }
    }
}

fn data(page: &str, format: DataFormat) -> Data {
    let href = relative(page, &format!("{page}{}", format.ending()));
    Data { name: format.name(), media_type: format.media_type(), href }
}

fn menu(names: &Names<'_>) -> Vec<Value> {
    let to =
        |page: &str, key| Value { text: names.own(names.said.get(key)), href: names.page_link(page), outside: false };
    vec![
        to(FRONT_PAGE, "home"),
        to(SEARCH_PAGE, "search"),
        to(QUESTIONS_PAGE, "saved-questions"),
        to(ONTOLOGY_PAGE, "ontology"),
        to("dataset", "about"),
    ]
}

/// The things and lists above a page.
fn trail(names: &Names<'_>) -> Result<Vec<Value>, PageError> {
    let mut trail = Vec::new();
    let mut path = names.page;
    while let Some((above, _)) = path.rsplit_once('/') {
        path = above;
        if names.pages.is_thing(path)? {
            let text = Text { text: tail(path).to_owned(), lang: String::new() };
            let iri = format!("{}{path}", names.pages.base);
            let is_long = names.of(&iri)?.text.chars().count() > 60;
            let text = if is_long { text } else { names.of(&iri)? };
            trail.push(Value { text, href: names.page_link(path), outside: false });
        }
    }
    trail.reverse();
    Ok(trail)
}
