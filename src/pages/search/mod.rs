//! Search over the names of things, and where these are few, over what the duties say. An index of each stands beside the page, so that a
//! script answers at once; without one, a server answers the form, and the lists hold all.

mod index;

use super::address::SEARCH_PAGE;
use super::frame::Frame;
use super::names::{Names, Text, Value};
use super::{Language, PageError, Pages};
use crate::questions::fold::fold;
use crate::terms::{lz, skos};
use askama::Template;
pub(super) use index::Index;
use index::{Thing, words_of};
use oxigraph::model::NamedNodeRef;
use oxigraph::model::vocab::rdf;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The field of the form.
pub(super) const FIELD: &str = "q";
/// So many things are shown.
const MOST: usize = 30;
/// Where fewer things have the name, duties are searched too.
const FEW: usize = 10;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    asked: String,
    found: Vec<(Value, String)>,
    is_asked: bool,
    /// The index of names, and that of duties.
    indexes: [String; 2],
}

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Searched {
    /// The names of things.
    Names,
    /// What duties say.
    Duties,
}

impl Searched {
    const ALL: [Self; 2] = [Self::Names, Self::Duties];

    /// The path of the index in a language.
    fn path(self, language: Language) -> String {
        let name = if self == Self::Names { "search" } else { "duties" };
        format!("{name}-{}.json", language.tag())
    }

    /// What kind of thing was found.
    fn kind(self, names: &Names<'_>, thing: &Thing) -> Result<String, PageError> {
        if self == Self::Names { names.kind(&thing.named) } else { Ok(names.said.get("duties").to_owned()) }
    }

    fn index(self, pages: &Pages) -> Result<Arc<Index>, PageError> {
        pages.indexes.get(self, |searched| {
            let things = if *searched == Self::Names { named(pages)? } else { with_duties(pages)? };
            Ok(Arc::new(Index::new(things)))
        })
    }
}

/// The page with what is found for `asked`.
pub(super) fn page(pages: &Pages, asked: &str, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, SEARCH_PAGE, language);
    let wanted = words_of(asked);
    let mut found = Vec::new();
    if !wanted.is_empty() {
        found = self::found(&names, Searched::Names, &wanted)?;
        if found.len() < FEW {
            found.extend(self::found(&names, Searched::Duties, &wanted)?);
        }
        found.truncate(MOST);
    }
    let page = SearchPage {
        frame: Frame::new(&names, names.own(names.said.get("search")))?,
        asked: asked.to_owned(),
        found,
        is_asked: !wanted.is_empty(),
        indexes: Searched::ALL.map(|searched| searched.path(language)),
    };
    Ok(page.render()?)
}

/// What has all wanted words, the best and shortest first, with the kind of each.
fn found(names: &Names<'_>, searched: Searched, wanted: &[String]) -> Result<Vec<(Value, String)>, PageError> {
    let index = searched.index(names.pages)?;
    let mut found = Vec::new();
    for (points, thing) in index.found(wanted) {
        found.push((Reverse(points), names.of(&thing.named)?, thing));
    }
    found.sort_by_key(|(points, name, _)| (*points, name.text.len()));
    let shown = |(_, text, thing): (Reverse<usize>, Text, &Thing)| {
        Ok((Value { text, href: names.link(&thing.leads)? }, searched.kind(names, thing)?))
    };
    found.into_iter().take(MOST).map(shown).collect()
}

/// All indexes, by their paths.
fn indexes() -> impl Iterator<Item = (String, Searched, Language)> {
    let in_each = |searched: Searched| Language::ALL.map(|language| (searched.path(language), searched, language));
    Searched::ALL.into_iter().flat_map(in_each)
}

/// The paths of all indexes.
pub(super) fn index_paths() -> impl Iterator<Item = String> {
    indexes().map(|(path, ..)| path)
}

/// The index at this path, with the folded forms of letters in that of names; none when there is no such index.
pub(super) fn index_at(pages: &Pages, path: &str) -> Result<Option<String>, PageError> {
    let Some((_, searched, language)) = indexes().find(|(known, ..)| known == path) else { return Ok(None) };
    let names = Names::new(pages, SEARCH_PAGE, language);
    let mut written = searched.index(pages)?.written(&names, |thing| searched.kind(&names, thing))?;
    if searched == Searched::Names {
        let letters: BTreeMap<String, String> = (0x20..0x600)
            .filter_map(char::from_u32)
            .map(|letter| (letter.to_string(), fold(&letter.to_string())))
            .filter(|(letter, folded)| letter != folded && !letter.trim().is_empty())
            .collect();
        written.insert("letters".to_owned(), json!(letters));
    }
    Ok(Some(format!("{}\n", serde_json::Value::Object(written))))
}

/// All things that people look for: what has a name of its own.
fn named(pages: &Pages) -> Result<Vec<(String, String, BTreeSet<String>)>, PageError> {
    let properties = [skos::PREF_LABEL, skos::ALT_LABEL, skos::HIDDEN_LABEL, skos::NOTATION, lz::CODE];
    let mut things = Vec::new();
    for page in pages.things()? {
        let iri = pages.iri(&page);
        let is_found_otherwise = pages.is_a(&iri, lz::ENTRY)? || pages.is_a(&iri, lz::FINDING)?;
        if !is_found_otherwise {
            let words = words(pages, &iri, &properties)?;
            things.push((iri.clone(), iri, words));
        }
    }
    Ok(things)
}

/// All duties: what has them gives the name.
fn with_duties(pages: &Pages) -> Result<Vec<(String, String, BTreeSet<String>)>, PageError> {
    let mut things = Vec::new();
    for duties in pages.subjects(rdf::TYPE, lz::DUTY_STATEMENT.as_str())? {
        if let Some(page) = pages.place(&duties)?.page() {
            let words = words(pages, &duties, &[lz::TEXT])?;
            things.push((pages.iri(page), duties, words));
        }
    }
    Ok(things)
}

/// The folded words of the literals that `iri` has for these properties.
fn words(pages: &Pages, iri: &str, properties: &[NamedNodeRef<'_>]) -> Result<BTreeSet<String>, PageError> {
    let mut words = BTreeSet::new();
    for property in properties {
        for text in pages.literals(iri, *property)? {
            words.extend(words_of(text.value()));
        }
    }
    Ok(words)
}
