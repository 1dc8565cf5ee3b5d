//! What to say where nothing is: the things with the most similar addresses, and where a thing went that had another IRI.

use super::frame::Frame;
use super::names::{Names, Value, tail};
use super::statements::node;
use super::{Language, PageError, Pages};
use askama::Template;
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::collections::BTreeMap;

/// So many similar addresses are offered.
const MOST: usize = 5;
const IS_REPLACED_BY: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/isReplacedBy");
const REPLACES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/replaces");

#[derive(Template)]
#[template(path = "missing.html")]
struct MissingPage<'a> {
    frame: Frame<'a>,
    near: Vec<Value>,
}

impl Pages {
    /// The paths of the things whose addresses are most like `path`, the most similar first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn nearest(&self, path: &str) -> Result<Vec<String>, PageError> {
        let likeness = |known: &str| strsim::jaro_winkler(path, known).max(strsim::normalized_levenshtein(path, known));
        let mut near: Vec<_> = self.things()?.into_iter().map(|known| (likeness(&known), known)).collect();
        near.sort_by(|(one, path), (other, known)| other.total_cmp(one).then_with(|| path.cmp(known)));
        Ok(near.into_iter().take(MOST).map(|(_, path)| path).collect())
    }

    /// The page that says in `language` that nothing is at `path`, with links to what is near.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn missing(&self, path: &str, near: &[String], language: Language) -> Result<String, PageError> {
        let names = Names::new(self, path, language);
        let mut frame = Frame::new(&names, names.own(names.said.get("page-not-found")))?;
        // The path is the client's, and no file's.
        frame.own = String::new();
        frame.languages.iter_mut().for_each(|(language, href)| *href = format!("?lang={}", language.tag()));
        let near = near.iter().map(|path| names.named(&self.iri(path))).collect::<Result<_, _>>()?;
        Ok(MissingPage { frame, near }.render()?)
    }
}

/// The things that were named after their words and have another IRI now, by the old path and the new one.
pub(super) fn replaced(pages: &Pages) -> Result<BTreeMap<String, String>, PageError> {
    let mut replaced = BTreeMap::new();
    for property in [IS_REPLACED_BY, REPLACES] {
        for quad in pages.quads(None, Some(property), None, None)? {
            let old = if property == REPLACES { node(quad.object) } else { node(quad.subject.into()) };
            let old = old.map(NamedNode::into_string).unwrap_or_default();
            if let (Some(path), Some(to)) = (old.strip_prefix(&pages.base), replacement(pages, &old)?) {
                replaced.insert(path.to_owned(), to);
            }
        }
    }
    Ok(replaced)
}

/// The path of the thing that has replaced `iri`, which was named after its words.
pub(super) fn replacement(pages: &Pages, iri: &str) -> Result<Option<String>, PageError> {
    // An act with an identifier of its own that is replaced is another act.
    if !tail(iri).starts_with("x-") {
        return Ok(None);
    }
    let mut new = pages.links(iri, IS_REPLACED_BY)?;
    if new.is_empty() {
        new = pages.subjects(REPLACES, iri)?;
    }
    Ok(new.into_iter().find_map(|iri| Some(iri.strip_prefix(&pages.base)?.to_owned())))
}
