//! The texts from which orders were read, to be shown line by line: which there are, and on which page of them a line stands. The graph
//! names a text by the checksum of its file; so a file that has changed since is not shown.

use super::{PageError, Pages};
use crate::answers::store;
use crate::reading::vocabulary::Vocabularies;
use crate::reading::{self, ReadError};
use crate::terms::{dct, eli, lz, prov};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The lines of a page, blank ones counted.
pub(super) const LINES: usize = 300;

/// The lines of a text that are not blank: number and words.
pub(super) type Lines = Vec<(usize, String)>;

/// The texts of the orders of a store.
#[derive(Default)]
pub struct Texts {
    /// The texts that are in memory, by the checksums of their files.
    held: Mutex<HashMap<String, Arc<Lines>>>,
    /// The store on disk that keeps the files of all others, with what is needed to read them.
    kept: Option<(PathBuf, Vocabularies)>,
}

impl Texts {
    /// The texts of the files or folders at `paths`, of which none is the bundled order.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn of_files(paths: &[Option<PathBuf>], vocabularies: &Vocabularies) -> Result<Self, ReadError> {
        let mut held = HashMap::new();
        for path in paths {
            for document in reading::documents(path.as_deref(), vocabularies)? {
                held.insert(document.sha256.clone(), Arc::new(document.numbered_lines()));
            }
        }
        Ok(Self { held: Mutex::new(held), kept: None })
    }

    /// The texts that the store on disk in `folder` keeps; they are read when they are asked for, those of one order at a time.
    pub fn of_store(folder: PathBuf, vocabularies: Vocabularies) -> Self {
        Self { held: Mutex::default(), kept: Some((folder, vocabularies)) }
    }

    /// Whether there may be the text of this checksum of the order `id`.
    pub(super) fn has(&self, id: &str, sum: &str) -> bool {
        match &self.kept {
            Some((folder, _)) => !store::sources_of(folder, id).is_empty(),
            None => self.held.lock().unwrap_or_else(PoisonError::into_inner).contains_key(sum),
        }
    }

    /// The text of this checksum of the order `id`; none when it is not there any more.
    pub(super) fn get(&self, id: &str, sum: &str) -> Option<Arc<Lines>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((folder, vocabularies)), None) = (&self.kept, held.get(sum)) {
            held.clear();
            for path in store::sources_of(folder, id) {
                for document in reading::documents(Some(&path), vocabularies).unwrap_or_default() {
                    held.insert(document.sha256.clone(), Arc::new(document.numbered_lines()));
                }
            }
        }
        held.get(sum).cloned()
    }
}

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
pub(super) fn sources(pages: &Pages, order: &str) -> Result<Arc<Vec<Source>>, PageError> {
    pages.sources.get(order.to_owned(), |order| Ok(Arc::new(find(pages, order)?)))
}

fn find(pages: &Pages, order: &str) -> Result<Vec<Source>, PageError> {
    let Some(path) = order.strip_prefix(&pages.base) else { return Ok(Vec::new()) };
    let id = path.split('/').nth(1).unwrap_or_default();
    let main = format!("{order}/source");
    let mut sources = Vec::new();
    let mut files = pages.links(order, prov::WAS_DERIVED_FROM)?;
    for text in pages.links(order, eli::IS_REALIZED_BY)? {
        files.extend(pages.links(&text, eli::IS_EMBODIED_BY)?);
    }
    files.sort();
    files.dedup();
    for iri in files {
        let sum = pages.literal(&iri, dct::IDENTIFIER)?;
        let Some(sum) = sum.as_deref().and_then(|sum| sum.strip_prefix("sha256:")) else { continue };
        let last = pages.literal(&iri, lz::END_LINE)?.and_then(|last| last.parse().ok());
        if let (Some(rest), Some(last), true) = (iri.strip_prefix(&main), last, pages.texts.has(id, sum)) {
            let (order, path) = (order.to_owned(), format!("{path}/text{rest}"));
            sources.push(Source { order, sum: sum.to_owned(), path, last, is_main: rest.is_empty(), iri });
        }
    }
    sources.sort_by_key(|source| !source.is_main);
    Ok(sources)
}

/// The order on whose page, or below whose page, a path lies, by its IRI.
pub(super) fn order_above(pages: &Pages, mut path: &str) -> Result<Option<String>, PageError> {
    loop {
        let iri = pages.iri(path);
        if pages.is_a(&iri, lz::ORDER)? {
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
pub(super) fn page_of(pages: &Pages, iri: &str, line: &str) -> Result<Option<(String, usize)>, PageError> {
    let Some(order) = order_above(pages, iri.strip_prefix(&pages.base).unwrap_or_default())? else { return Ok(None) };
    let derived = pages.links(iri, prov::WAS_DERIVED_FROM)?;
    let sources = sources(pages, &order)?;
    let source =
        sources.iter().find(|source| derived.contains(&source.iri)).or(sources.iter().find(|source| source.is_main));
    let (Some(source), Ok(number)) = (source, line.parse::<usize>()) else { return Ok(None) };
    let page = number.saturating_sub(1) / LINES + 1;
    Ok(Some((format!("{}/{page}", source.path), number)))
}
