//! The way in: the orders with what they hold, and the lists that all orders share.

use super::Pages;
use super::address::FRONT_PAGE;
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::listed::{self, Counted};
use super::names::{self, Names};
use super::site::Download;
use super::statements::node;
use crate::publishing::description;
use crate::terms::{dcat, dct, skos};
use askama::Template;
use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;
use serde_json::{Value, json};

const DESCRIPTION: &str = "http://purl.org/dc/terms/description";
const KEYWORD: &str = "http://www.w3.org/ns/dcat#keyword";

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    frame: Frame<'a>,
    orders: Vec<Shown>,
    /// The questions whose pages show more than a table.
    views: Vec<names::Value>,
    /// The lists of things that are no order's.
    shared: Vec<Counted>,
    downloads: Vec<Download>,
    /// The dataset in the terms of schema.org, for search engines.
    dataset: String,
}

/// An order with its lists.
struct Shown {
    order: names::Value,
    repealed: String,
    lists: Vec<Counted>,
}

/// The page in one language.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, FRONT_PAGE, language);
    let lists = listed::lists(pages)?;
    let counted = |list: &listed::List| list.counted(&names);
    let mut orders = Vec::new();
    for iri in listed::orders(pages)? {
        let path = iri.strip_prefix(&pages.base).unwrap_or_default().to_owned();
        let own = lists.iter().filter(|list| list.page.rsplit_once('/').is_some_and(|(above, _)| above == path));
        let status = super::status::status(&Names { page: &path, ..names })?;
        let repealed = status.map(|status| if status.since.is_empty() { status.order.text.text } else { status.since });
        orders.push(Shown {
            order: names.named(&iri)?,
            repealed: repealed.unwrap_or_default(),
            lists: own.map(counted).collect(),
        });
    }
    let mut shared: Vec<Counted> = Vec::new();
    for list in lists.iter().filter(|list| !list.page.contains('/') && list.word != "orders") {
        if !has_concepts(pages, &list.things)? {
            shared.push(counted(list));
            continue;
        }
        // Lists of concepts are few and stand here themselves.
        for scheme in &list.things {
            let count = pages.statements().subjects(skos::IN_SCHEME, scheme)?.len();
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
    let statements = pages.statements();
    let said = |property: &str| {
        let mut texts = statements.objects(&iri, property)?;
        let tag = names.language().tag();
        texts.retain(
            |text| matches!(text, Term::Literal(text) if text.language().is_none_or(|language| language == tag)),
        );
        Ok::<_, PageError>(
            texts
                .iter()
                .filter_map(|text| if let Term::Literal(text) = text { Some(text.value().to_owned()) } else { None })
                .collect::<Vec<_>>(),
        )
    };
    let distributions: Vec<Value> = pages
        .downloads
        .iter()
        .map(|download| {
            json!({
                "@type": "DataDownload",
                "name": download.name,
                "encodingFormat": download.media_type,
                "contentUrl": download.name,
                "contentSize": format!("{} B", download.bytes),
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri,
        "name": names.of(&iri)?.text,
        "description": said(DESCRIPTION)?.join(" "),
        "inLanguage": names.language().tag(),
        "keywords": said(KEYWORD)?,
        "license": statements.links(&iri, dct::LICENSE)?.first(),
        "version": statements.literal(&iri, dcat::VERSION)?,
    });
    if !distributions.is_empty() {
        dataset["distribution"] = distributions.into();
    }
    Ok(format!("{dataset:#}").replace('<', "\\u003c"))
}

/// Whether the things of a list are lists of concepts.
fn has_concepts(pages: &Pages, things: &[String]) -> Result<bool, PageError> {
    let Some(first) = things.first() else { return Ok(false) };
    let types = pages.statements().objects(first, rdf::TYPE.as_str())?;
    let is_scheme = |class: Term| node(class).is_some_and(|class| class.as_str().ends_with("#ConceptScheme"));
    Ok(types.into_iter().any(is_scheme))
}
