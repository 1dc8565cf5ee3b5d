//! Lists of all things of a kind: those of an order under it, those of none at the root.

use super::Pages;
use super::address::{ONTOLOGY_PAGE, Place};
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::names::{Names, Value};
use super::words::Kind;
use crate::terms::lz;
use askama::Template;
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
        let text = names.own(names.said.get(&self.word).to_owned());
        Counted { link: Value { text, href: names.page_link(&self.page), outside: false }, count: self.things.len() }
    }
}

/// The links to the lists for which `is_wanted` holds.
///
/// # Errors
/// The store cannot be read.
pub(super) fn counted(names: &Names<'_>, is_wanted: impl Fn(&List) -> bool) -> Result<Vec<Counted>, PageError> {
    // Only an order has lists of its own, and to find them takes longer than to make any other page.
    let iri = names.pages.iri(names.page);
    if !orders(names.pages)?.contains(&iri) {
        return Ok(Vec::new());
    }
    Ok(lists(names.pages)?.iter().filter(|list| is_wanted(list)).map(|list| list.counted(names)).collect())
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    count: String,
    items: Vec<Value>,
}

/// All lists, in the order of the kinds.
///
/// # Errors
/// The store cannot be read.
pub(super) fn lists(pages: &Pages) -> Result<Vec<List>, PageError> {
    let orders = orders(pages)?;
    let mut lists: Vec<List> = Vec::new();
    for word in words(pages) {
        let mut by_order: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for iri in members(pages, word)? {
            let order =
                orders.iter().filter(|order| iri.strip_prefix(*order).is_some_and(|rest| rest.starts_with('/')));
            by_order.entry(order.max_by_key(|order| order.len()).cloned().unwrap_or_default()).or_default().push(iri);
        }
        let place =
            |order: String| order.strip_prefix(&pages.base).map_or(word.to_owned(), |order| format!("{order}/{word}"));
        let list = |(order, things)| List { page: place(order), word: word.to_owned(), things };
        lists.extend(by_order.into_iter().map(list));
    }
    Ok(lists)
}

/// The orders and their editions.
pub(super) fn orders(pages: &Pages) -> Result<Vec<String>, PageError> {
    pages.statements().subjects(rdf::TYPE, lz::ORDER.as_str())
}

/// The words for lists, each once.
fn words(pages: &Pages) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in pages.words.kinds().iter().map(|kind| kind.list.as_str()).filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The things on the list of this word that have pages.
fn members(pages: &Pages, word: &str) -> Result<Vec<String>, PageError> {
    let mut members = Vec::new();
    let of_list = |kind: &&Kind| kind.list == word;
    for kind in pages.words.kinds().iter().filter(of_list) {
        for iri in pages.statements().subjects(rdf::TYPE, &kind.class)? {
            let is_first = pages.kind(&iri)?.is_some_and(|first| first.class == kind.class);
            if is_first && matches!(pages.place(&iri)?, Place::Page(page) if page != ONTOLOGY_PAGE) {
                members.push(iri);
            }
        }
    }
    Ok(members)
}

/// The page of a list in one language; none when there is no such list.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page(pages: &Pages, page: &str, language: Language) -> Result<Option<String>, PageError> {
    let word = page.rsplit('/').next().unwrap_or(page);
    if !words(pages).contains(&word) {
        return Ok(None);
    }
    let Some(list) = lists(pages)?.into_iter().find(|list| list.page == page) else { return Ok(None) };
    let names = Names::new(pages, page, language);
    let frame = Frame::new(&names, names.own(names.said.get(&list.word)))?;
    let items: Vec<Value> = list.things.iter().map(|iri| names.named(iri)).collect::<Result<_, _>>()?;
    let count = names.said.with("results-n", "n", &items.len().to_string());
    Ok(Some(ListPage { frame, count, items }.render()?))
}
