//! The way in: the orders with what they hold, and the lists that all orders share.

use super::address::FRONT_PAGE;
use super::frame::{self, Frame};
use super::listed::{self, Counted};
use super::names::{Names, Value};
use super::site::Download;
use super::{Language, PageError, Pages};
use crate::publishing::description;
use crate::terms::{dcat, dct, skos};
use askama::Template;
use oxigraph::model::NamedNodeRef;
use serde_json::json;

const CONCEPT_SCHEME: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#ConceptScheme");

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    frame: Frame<'a>,
    orders: Vec<Shown>,
    /// The questions whose pages show more than a table.
    views: Vec<Value>,
    /// The lists of things that are no order's.
    shared: Vec<Counted>,
    downloads: Vec<Download>,
    /// The dataset in the terms of schema.org, for search engines.
    dataset: String,
}

/// An order with its lists.
struct Shown {
    order: Value,
    repealed: String,
    lists: Vec<Counted>,
}

/// The page in one language.
pub(super) fn page(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, FRONT_PAGE, language);
    let lists = listed::lists(pages)?;
    let mut orders = Vec::new();
    for iri in listed::orders(pages)? {
        let path = iri.strip_prefix(&pages.base).unwrap_or_default();
        let own = lists.iter().filter(|list| list.order() == Some(path));
        let status = frame::status(&Names { page: path, ..names })?;
        let repealed = status.map(|status| if status.since.is_empty() { status.order.text.text } else { status.since });
        orders.push(Shown {
            order: names.named(&iri)?,
            repealed: repealed.unwrap_or_default(),
            lists: own.map(|list| list.counted(&names)).collect(),
        });
    }
    let mut shared: Vec<Counted> = Vec::new();
    for list in lists.iter().filter(|list| list.order().is_none() && list.word != "orders") {
        let first = list.things.first().map_or("", String::as_str);
        if !pages.is_a(first, CONCEPT_SCHEME)? {
            shared.push(list.counted(&names));
            continue;
        }
        // Lists of concepts are few and stand here themselves.
        for scheme in &list.things {
            let count = pages.subjects(skos::IN_SCHEME, scheme)?.len();
            shared.push(Counted { link: names.named(scheme)?, count });
        }
    }
    shared.retain(|list| list.count > 0);
    let frame = Frame::new(&names, names.own(names.said.get("site-name")))?;
    let downloads = pages.downloads.clone();
    let views = super::questions::views(&names);
    Ok(FrontPage { frame, orders, views, shared, downloads, dataset: dataset(&names)? }.render()?)
}

/// The dataset as search engines for data read it. It stands in a script, so no `<` may.
fn dataset(names: &Names<'_>) -> Result<String, PageError> {
    let (pages, iri) = (names.pages, description::iri(&names.pages.base));
    let said = |property| {
        let mut texts = pages.literals(&iri, property)?;
        texts.retain(|text| text.language().is_none_or(|language| language == names.language().tag()));
        Ok::<Vec<String>, PageError>(texts.into_iter().map(|text| text.destruct().0).collect())
    };
    let distribution = |download: &Download| {
        json!({
            "@type": "DataDownload",
            "name": download.name,
            "encodingFormat": download.media_type,
            "contentUrl": download.name,
            "contentSize": format!("{} B", download.bytes),
        })
    };
    let mut dataset = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri,
        "name": names.of(&iri)?.text,
        "description": said(dct::DESCRIPTION)?.join(" "),
        "inLanguage": names.language().tag(),
        "keywords": said(dcat::KEYWORD)?,
        "license": pages.links(&iri, dct::LICENSE)?.first(),
        "version": pages.literal(&iri, dcat::VERSION)?,
    });
    if !pages.downloads.is_empty() {
        dataset["distribution"] = pages.downloads.iter().map(distribution).collect();
    }
    Ok(format!("{dataset:#}").replace('<', "\\u003c"))
}
