//! What stands around every page: the way back, the languages, the data beside it, and of an order whether it is still in force.

use super::address::{FRONT_PAGE, ONTOLOGY_PAGE, QUESTIONS_PAGE, SEARCH_PAGE, relative};
use super::data::{DATA_FORMATS, Shown};
use super::names::{Names, Text, Value, tail};
use super::sources::order_above;
use super::words::Said;
use super::{Language, PageError};
use crate::terms::{eli, lz};
use oxigraph::io::RdfFormat;

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
    /// The links to the page in each language.
    pub(super) languages: [(Language, String); 3],
    /// The link to the page itself.
    pub(super) own: String,
    /// The links to the data of the page's thing in each format; empty where the page is no thing's.
    pub(super) data: Vec<(RdfFormat, String)>,
    pub(super) status: Option<Status>,
}

/// That an order is repealed.
#[derive(Debug)]
pub(super) struct Status {
    pub(super) order: Value,
    /// Since when, in words; empty when that is not known.
    pub(super) since: String,
    /// By which acts.
    pub(super) by: Vec<Value>,
}

impl<'a> Frame<'a> {
    /// The frame of the page of `names`.
    pub(super) fn new(names: &Names<'a>, title: Text) -> Result<Self, PageError> {
        let (page, said) = (names.page, names.said);
        let link = |shown: Shown, language| relative(page, &shown.file(page, language));
        let formats = if names.pages.is_thing(page)? { DATA_FORMATS.as_slice() } else { &[] };
        let data = |format: &RdfFormat| (*format, link(Shown::Data(*format), said.language));
        let to = |page: &str, word: &str| names.to(page, word);
        Ok(Self {
            said,
            title,
            policy: super::POLICY,
            style: relative(page, "style.css"),
            home: names.page_link(FRONT_PAGE),
            menu: vec![
                to(FRONT_PAGE, "home"),
                to(SEARCH_PAGE, "search"),
                to(QUESTIONS_PAGE, "saved-questions"),
                to(ONTOLOGY_PAGE, "ontology"),
                to("dataset", "about"),
            ],
            trail: trail(names)?,
            languages: Language::ALL.map(|language| (language, link(Shown::Page, language))),
            own: link(Shown::Page, said.language),
            data: formats.iter().map(data).collect(),
            status: status(names)?,
        })
    }
}

/// The things and lists above a page.
fn trail(names: &Names<'_>) -> Result<Vec<Value>, PageError> {
    let mut trail = Vec::new();
    let mut path = names.page;
    while let Some((above, _)) = path.rsplit_once('/') {
        path = above;
        if names.pages.is_thing(path)? {
            let name = names.of(&names.pages.iri(path))?;
            let text = if name.text.chars().count() > 60 { Text::plain(tail(path)) } else { name };
            trail.push(Value { text, href: names.page_link(path) });
        }
    }
    trail.reverse();
    Ok(trail)
}

/// What to say of the order of a page; none when it is no order's, or the order is in force as far as is known.
pub(super) fn status(names: &Names<'_>) -> Result<Option<Status>, PageError> {
    let Some(order) = order_above(names.pages, names.page)? else { return Ok(None) };
    let mut until = names.pages.literal(&order, eli::DATE_NO_LONGER_IN_FORCE)?;
    if until.is_none() {
        until = names.pages.literal(&order, lz::EFFECTIVE_UNTIL)?;
    }
    let by = names.pages.links(&order, eli::REPEALED_BY)?;
    if until.is_none() && by.is_empty() {
        return Ok(None);
    }
    let since = until.map_or_else(String::new, |date| names.said.with("repealed-from", "date", date));
    let by = by.iter().map(|act| names.named(act)).collect::<Result<_, _>>()?;
    let order = Value { text: names.own(names.said.get("order-repealed")), href: names.link(&order)? };
    Ok(Some(Status { order, since, by }))
}
