//! Lists of all things of a kind: those of an order under it, those of none at the root.

use super::frame::Frame;
use super::names::{Names, Value};
use super::{Language, PageError, Pages};
use crate::terms::lz;
use askama::Template;
use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use std::collections::BTreeMap;

/// The things of a kind that stand under one order, or under none.
pub(super) struct List {
    /// The page of the list.
    pub(super) page: String,
    /// The word for it.
    pub(super) word: String,
    /// The IRIs of the things.
    pub(super) things: Vec<String>,
}

/// A link with the number of things that stand behind it.
pub(super) struct Counted {
    pub(super) link: Value,
    pub(super) count: usize,
}

impl List {
    /// The link to the list.
    pub(super) fn counted(&self, names: &Names<'_>) -> Counted {
        Counted { link: names.to(&self.page, &self.word), count: self.things.len() }
    }

    /// The path of the order whose list it is; none where it is no order's.
    pub(super) fn order(&self) -> Option<&str> {
        Some(self.page.rsplit_once('/')?.0)
    }
}

/// The links to the lists of the page's order; none where the page is no order's.
pub(super) fn under(names: &Names<'_>) -> Result<Vec<Counted>, PageError> {
    // To find the lists takes longer than to make any other page.
    if !orders(names.pages)?.contains(&names.pages.iri(names.page)) {
        return Ok(Vec::new());
    }
    let lists = lists(names.pages)?;
    Ok(lists.iter().filter(|list| list.order() == Some(names.page)).map(|list| list.counted(names)).collect())
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    count: String,
    items: Vec<Value>,
}

/// All lists, in the order of the kinds.
pub(super) fn lists(pages: &Pages) -> Result<Vec<List>, PageError> {
    let orders = orders(pages)?;
    // The things by the words for their lists, and by their orders.
    let mut things: IndexMap<&str, BTreeMap<&str, Vec<String>>> = IndexMap::new();
    for kind in pages.words.kinds.iter().filter(|kind| !kind.list.is_empty()) {
        let by_order = things.entry(&kind.list).or_default();
        for iri in pages.members(kind)? {
            let is_under = |order: &&String| iri.strip_prefix(*order).is_some_and(|rest| rest.starts_with('/'));
            let order = orders.iter().filter(is_under).max_by_key(|order| order.len());
            by_order.entry(order.map_or("", String::as_str)).or_default().push(iri);
        }
    }
    let place = |order: &str, word: &str| match order.strip_prefix(&pages.base) {
        Some(order) => format!("{order}/{word}"),
        None => word.to_owned(),
    };
    let list = |word: &str, (order, things)| List { page: place(order, word), word: word.to_owned(), things };
    Ok(things.into_iter().flat_map(|(word, by_order)| by_order.into_iter().map(move |of| list(word, of))).collect())
}

/// The orders and their editions.
pub(super) fn orders(pages: &Pages) -> Result<Vec<String>, PageError> {
    pages.subjects(rdf::TYPE, lz::ORDER.as_str())
}

/// The page of a list in one language; none when there is no such list.
pub(super) fn page(pages: &Pages, page: &str, language: Language) -> Result<Option<String>, PageError> {
    let word = page.rsplit('/').next().unwrap_or(page);
    if word.is_empty() || !pages.words.kinds.iter().any(|kind| kind.list == word) {
        return Ok(None);
    }
    let Some(list) = lists(pages)?.into_iter().find(|list| list.page == page) else { return Ok(None) };
    let names = Names::new(pages, page, language);
    let frame = Frame::new(&names, names.own(names.said.get(&list.word)))?;
    let items: Vec<Value> = list.things.iter().map(|iri| names.named(iri)).collect::<Result<_, _>>()?;
    let count = names.said.with("results-n", "n", items.len());
    Ok(Some(ListPage { frame, count, items }.render()?))
}
