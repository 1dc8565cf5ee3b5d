//! The texts of orders: which there are, and on which page of them a line stands.

use super::Pages;
use super::error::PageError;
use crate::terms::{dct, eli, lz, prov};
use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;
use std::sync::Arc;

/// The lines of a page, blank ones counted.
pub(super) const LINES: usize = 300;

/// A text of an order.
pub(super) struct Source {
    /// The order.
    pub(super) order: String,
    /// The file.
    pub(super) iri: String,
    /// The checksum of the file.
    pub(super) sum: String,
    /// The path of its pages without their numbers.
    pub(super) path: String,
    /// The last line.
    pub(super) last: usize,
    /// Whether lines are counted in it where nothing else is said.
    pub(super) is_main: bool,
}

/// The texts of an order that are there, the main one first.
///
/// # Errors
/// The store cannot be read.
pub(super) fn sources(pages: &Pages, order: &str) -> Result<Arc<Vec<Source>>, PageError> {
    pages.sources.get(order.to_owned(), |order| Ok(Arc::new(find(pages, order)?)))
}

fn find(pages: &Pages, order: &str) -> Result<Vec<Source>, PageError> {
    let Some(path) = order.strip_prefix(&pages.base) else { return Ok(Vec::new()) };
    let id = path.split('/').nth(1).unwrap_or_default();
    let main = format!("{order}/source");
    let mut sources = Vec::new();
    let mut files = pages.statements().links(order, prov::WAS_DERIVED_FROM)?;
    for text in pages.statements().links(order, eli::IS_REALIZED_BY)? {
        files.extend(pages.statements().links(&text, eli::IS_EMBODIED_BY)?);
    }
    files.sort();
    files.dedup();
    for iri in files {
        let sum = pages.statements().literal(&iri, dct::IDENTIFIER)?;
        let Some(sum) = sum.as_deref().and_then(|sum| sum.strip_prefix("sha256:")) else { continue };
        let last = pages.statements().literal(&iri, lz::END_LINE)?.and_then(|last| last.parse().ok());
        if let (Some(rest), Some(last), true) = (iri.strip_prefix(&main), last, pages.texts.has(id, sum)) {
            let (order, path) = (order.to_owned(), format!("{path}/text{rest}"));
            sources.push(Source { order, sum: sum.to_owned(), path, last, is_main: rest.is_empty(), iri });
        }
    }
    sources.sort_by_key(|source| !source.is_main);
    Ok(sources)
}

/// The order on whose page, or below whose page, a path lies, by its IRI.
///
/// # Errors
/// The store cannot be read.
pub(super) fn order_above(pages: &Pages, mut path: &str) -> Result<Option<String>, PageError> {
    loop {
        let iri = format!("{}{path}", pages.base);
        let types = pages.statements().objects(&iri, rdf::TYPE.as_str())?;
        if types.iter().any(|class| matches!(class, Term::NamedNode(class) if class.as_ref() == lz::ORDER)) {
            return Ok(Some(iri));
        }
        match path.rsplit_once('/') {
            Some((above, _)) => path = above,
            None => return Ok(None),
        }
    }
}

/// The page with a line of the text from which the fact `iri` was read, and the number of the line; none when the text is not
/// there.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page_of(pages: &Pages, iri: &str, line: &str) -> Result<Option<(String, usize)>, PageError> {
    let Some(order) = order_above(pages, iri.strip_prefix(&pages.base).unwrap_or_default())? else { return Ok(None) };
    let derived = pages.statements().links(iri, prov::WAS_DERIVED_FROM)?;
    let sources = sources(pages, &order)?;
    let source =
        sources.iter().find(|source| derived.contains(&source.iri)).or(sources.iter().find(|source| source.is_main));
    let (Some(source), Ok(number)) = (source, line.parse::<usize>()) else { return Ok(None) };
    let page = number.saturating_sub(1) / LINES + 1;
    Ok(Some((format!("{}/{page}", source.path), number)))
}
