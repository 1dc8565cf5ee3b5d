//! The addresses of things: which page a thing stands on, and how one page links to another whatever path a site lies under.

use super::words::Kind;
use super::{PageError, Pages};
use crate::terms::ONTOLOGY;
use oxigraph::model::vocab::rdf;

/// The IRI of the ontology.
pub(super) const ONTOLOGY_IRI: &str = ONTOLOGY.split_at(ONTOLOGY.len() - 1).0;
/// The way in.
pub(super) const FRONT_PAGE: &str = "index";
/// The page of the ontology, with all its terms.
pub(super) const ONTOLOGY_PAGE: &str = "ontology";
/// The list of saved questions.
pub(super) const QUESTIONS_PAGE: &str = "questions";
/// The editor for queries of the reader's own.
pub(super) const EDITOR_PAGE: &str = "sparql";
/// The page with the form of the search.
pub(super) const SEARCH_PAGE: &str = "search";

/// Where a thing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On a page of its own; the path has no ending.
    Page(String),
    /// On the page of another thing, under this identifier.
    Part { page: String, id: String },
    /// Elsewhere, or nowhere.
    Elsewhere,
}

impl Place {
    /// The page.
    pub(super) fn page(&self) -> Option<&str> {
        match self {
            Self::Page(page) | Self::Part { page, .. } => Some(page),
            Self::Elsewhere => None,
        }
    }
}

impl Pages {
    /// The kind of the thing `iri`, if it is of one that has pages.
    pub(super) fn kind(&self, iri: &str) -> Result<Option<&Kind>, PageError> {
        let types = self.links(iri, rdf::TYPE)?;
        Ok(self.words.kinds.iter().find(|kind| types.contains(&kind.class)))
    }

    /// Where the thing `iri` stands: on its own page if it is of a kind that has pages, else on that of the nearest thing above it.
    pub(super) fn place(&self, iri: &str) -> Result<Place, PageError> {
        self.places.get(iri.to_owned(), |iri| self.find_place(iri))
    }

    fn find_place(&self, iri: &str) -> Result<Place, PageError> {
        if let Some(term) = iri.strip_prefix(ONTOLOGY) {
            return Ok(Place::Part { page: ONTOLOGY_PAGE.to_owned(), id: term.to_owned() });
        }
        if iri == ONTOLOGY_IRI {
            return Ok(Place::Page(ONTOLOGY_PAGE.to_owned()));
        }
        let Some(path) = iri.strip_prefix(&self.base).filter(|path| is_path(path)) else {
            return Ok(Place::Elsewhere);
        };
        if self.kind(iri)?.is_some() {
            return Ok(Place::Page(path.to_owned()));
        }
        let mut page = path;
        while let Some((above, _)) = page.rsplit_once('/') {
            page = above;
            if self.kind(&self.iri(page))?.is_some() {
                return Ok(Place::Part { page: page.to_owned(), id: path[page.len() + 1..].to_owned() });
            }
        }
        Ok(Place::Elsewhere)
    }
}

/// Whether a path can be that of a file and of a link as it is.
fn is_path(path: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
    path.chars().all(is_plain) && path.split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.'))
}

/// The terms of the ontology, by their IRIs.
pub(super) fn ontology_terms(pages: &Pages) -> Result<Vec<String>, PageError> {
    let mut terms = pages.in_graph(ONTOLOGY_IRI)?;
    terms.retain(|term| term.starts_with(ONTOLOGY));
    Ok(terms)
}

/// The link from the page `from` to the file `to`, both as paths from the root of the site.
pub fn relative(from: &str, to: &str) -> String {
    let above: Vec<&str> = from.split('/').collect();
    let above = &above[..above.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let common = above.iter().zip(&target[..target.len() - 1]).take_while(|(one, other)| one == other).count();
    let mut link = "../".repeat(above.len() - common);
    link.push_str(&target[common..].join("/"));
    if link.is_empty() { "./".to_owned() } else { link }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_so_that_a_site_can_lie_under_any_path() {
        assert_eq!(relative("order/V1/entry/40", "order/V1/entry/41.html"), "41.html");
        assert_eq!(relative("order/V1/entry/40", "act/Z1.html"), "../../../act/Z1.html");
        assert_eq!(relative("index", "order/V1.html"), "order/V1.html");
        assert_eq!(relative("order/V1", "order/V1/posts.html"), "V1/posts.html");
        assert_eq!(relative("order/V1/posts", "order/V1.html"), "../V1.html");
    }

    #[test]
    fn only_plain_paths_are_addresses() {
        assert!(is_path("order/V1/position/26-0-1.2"));
        for wrong in ["", "a//b", "a/../b", ".git/x", "a b", "a?b", "act/%D0"] {
            assert!(!is_path(wrong), "{wrong}");
        }
    }
}
