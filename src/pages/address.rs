//! The addresses of things: which page a thing stands on, and how one page links to another whatever path a site lies under.

use super::error::PageError;
use super::statements::Statements;
use super::words::{Kind, Words};
use crate::terms::ONTOLOGY;
use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;

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

/// The kind of the thing `iri`, if it is of one that has pages.
pub(super) fn kind<'a>(
    statements: &Statements<'_>,
    words: &'a Words,
    iri: &str,
) -> Result<Option<&'a Kind>, PageError> {
    let types = statements.objects(iri, rdf::TYPE.as_str())?;
    let is_of = |kind: &&Kind| {
        types.iter().any(|class| matches!(class, Term::NamedNode(class) if class.as_str() == kind.class))
    };
    Ok(words.kinds().iter().find(is_of))
}

/// Where the thing `iri` stands: on its own page if it is of a kind that has pages, else on the page of the nearest thing above it.
pub(super) fn place(statements: &Statements<'_>, words: &Words, iri: &str) -> Result<Place, PageError> {
    if let Some(term) = iri.strip_prefix(ONTOLOGY) {
        return Ok(Place::Part { page: ONTOLOGY_PAGE.to_owned(), id: term.to_owned() });
    }
    if iri == ontology_iri() {
        return Ok(Place::Page(ONTOLOGY_PAGE.to_owned()));
    }
    let Some(path) = iri.strip_prefix(statements.base).filter(|path| is_path(path)) else {
        return Ok(Place::Elsewhere);
    };
    if kind(statements, words, iri)?.is_some() {
        return Ok(Place::Page(path.to_owned()));
    }
    let mut above = path;
    while let Some((head, _)) = above.rsplit_once('/') {
        above = head;
        if kind(statements, words, &format!("{}{above}", statements.base))?.is_some() {
            let id = path[above.len() + 1..].to_owned();
            return Ok(Place::Part { page: above.to_owned(), id });
        }
    }
    Ok(Place::Elsewhere)
}

/// Whether a path can be that of a file and of a link as it is.
fn is_path(path: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
    path.chars().all(is_plain) && path.split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.'))
}

/// The IRI of the ontology.
pub(super) fn ontology_iri() -> String {
    ONTOLOGY.trim_end_matches('#').to_owned()
}

/// The terms of the ontology, by their IRIs.
///
/// # Errors
/// The store cannot be read.
pub(super) fn ontology_terms(statements: &Statements<'_>) -> Result<Vec<String>, PageError> {
    let mut terms = statements.in_graph(&ontology_iri())?;
    terms.retain(|term| term.starts_with(ONTOLOGY));
    Ok(terms)
}

/// The link from the page `from` to the file `to`, both as paths from the root of the site.
pub(super) fn relative(from: &str, to: &str) -> String {
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
