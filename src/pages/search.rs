//! Search over the names of things. A small index stands beside the page, so that a script answers at once; without one, a server answers
//! the form, and the lists hold all.
//!
//! Words are compared [folded](crate::questions::fold), by their beginnings, so that endings of Kazakh and Russian do not count, and with a
//! letter wrong.

use super::Pages;
use super::address::SEARCH_PAGE;
use super::error::PageError;
use super::frame::Frame;
use super::language::Language;
use super::names::{Names, Value};
use super::statements::node;
use crate::questions::fold::fold;
use crate::terms::{lz, skos};
use askama::Template;
use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The field of the form.
pub(super) const FIELD: &str = "q";
/// So many things are shown.
const MOST: usize = 30;
/// Words are alike that begin with so many equal letters, or with all but three of the shorter one.
const STEM: usize = 4;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    asked: String,
    found: Vec<(Value, String)>,
    is_asked: bool,
    index: String,
    script: String,
}

/// A thing that can be found.
struct Entry {
    page: String,
    label: String,
    kind: String,
    /// The words of its names, folded.
    words: String,
}

/// The page with what is found for `asked`.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page(pages: &Pages, asked: &str, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, SEARCH_PAGE, language);
    let wanted = words_of(asked);
    let mut found: Vec<(usize, Entry)> = Vec::new();
    if !wanted.is_empty() {
        for entry in entries(&names)? {
            if let Some(points) = points(&wanted, &entry) {
                found.push((points, entry));
            }
        }
    }
    found.sort_by(|(one, left), (other, right)| {
        other.cmp(one).then_with(|| left.label.len().cmp(&right.label.len())).then_with(|| left.page.cmp(&right.page))
    });
    let shown = |entry: Entry| {
        (Value { text: names.own(entry.label), href: names.page_link(&entry.page), outside: false }, entry.kind)
    };
    let page = SearchPage {
        frame: Frame::new(&names, names.own(names.said.get("search")))?,
        asked: asked.to_owned(),
        found: found.into_iter().take(MOST).map(|(_, entry)| shown(entry)).collect(),
        is_asked: !wanted.is_empty(),
        index: index_path(language),
        script: "site.js".to_owned(),
    };
    Ok(page.render()?)
}

/// The path of the index in a language.
pub(super) fn index_path(language: Language) -> String {
    format!("search-{}.json", language.tag())
}

/// The index: the folded forms of letters, and of each thing its page, label, kind and words.
///
/// # Errors
/// The store cannot be read.
pub(super) fn index(pages: &Pages, language: Language) -> Result<String, PageError> {
    let names = Names::new(pages, SEARCH_PAGE, language);
    let letters: BTreeMap<String, String> = (0x20..0x600)
        .filter_map(char::from_u32)
        .map(|letter| (letter.to_string(), fold(&letter.to_string())))
        .filter(|(letter, folded)| letter != folded && !letter.trim().is_empty())
        .collect();
    let entries: Vec<_> = entries(&names)?
        .into_iter()
        .map(|entry| json!([names.page_link(&entry.page), entry.label, entry.kind, entry.words]))
        .collect();
    Ok(format!("{}\n", json!({ "letters": letters, "entries": entries })))
}

/// All things that people look for: what has a name of its own.
fn entries(names: &Names<'_>) -> Result<Vec<Entry>, PageError> {
    let pages = names.pages;
    let mut entries = Vec::new();
    for page in pages.things()? {
        let iri = pages.iri(&page);
        let types = pages.statements().objects(&iri, rdf::TYPE.as_str())?;
        let is_found_otherwise = [lz::ENTRY, lz::FINDING];
        if types.into_iter().filter_map(node).any(|class| is_found_otherwise.contains(&class.as_ref())) {
            continue;
        }
        let mut words = BTreeSet::new();
        for property in [skos::PREF_LABEL, skos::ALT_LABEL, skos::HIDDEN_LABEL, skos::NOTATION, lz::CODE] {
            for name in pages.statements().objects(&iri, property.as_str())? {
                if let Term::Literal(name) = name {
                    words.extend(words_of(name.value()));
                }
            }
        }
        let words = words.into_iter().collect::<Vec<_>>().join(" ");
        entries.push(Entry { label: names.of(&iri)?.text, kind: names.kind(&iri)?, page, words });
    }
    Ok(entries)
}

/// The words of a text, folded.
fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// How well all wanted words fit an entry; none when one does not.
fn points(wanted: &[String], entry: &Entry) -> Option<usize> {
    wanted.iter().map(|word| entry.words.split(' ').filter_map(|known| fit(word, known)).max()).sum()
}

/// How well two folded words fit: wholly, as a beginning, by their stems, or with a letter wrong.
fn fit(word: &str, known: &str) -> Option<usize> {
    if word == known {
        return Some(8);
    }
    if known.starts_with(word) {
        return Some(6);
    }
    // Another code is another thing.
    if word.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let common = word.chars().zip(known.chars()).take_while(|(one, other)| one == other).count();
    let (length, other) = (word.chars().count(), known.chars().count());
    if common >= STEM && common + 3 >= length.min(other) && length.abs_diff(other) <= 6 {
        return Some(4);
    }
    let most = if length >= 7 { 2 } else { 1 };
    let is_near = length >= STEM && length.abs_diff(other) <= most && strsim::osa_distance(word, known) <= most;
    is_near.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(word: &str, known: &str) -> bool {
        fit(&fold(word), &fold(known)).is_some()
    }

    #[test]
    fn case_look_alikes_endings_and_a_wrong_letter_do_not_count() {
        for (word, known) in [
            ("ҚАРЖЫ", "қаржы"),
            ("C-3", "С-3"),
            ("басқармасының", "басқармасы"),
            ("департамента", "департамент"),
            ("сарапшы", "сарапшысы"),
            ("сарапщы", "сарапшы"),
            ("econ", "Economics"),
        ] {
            assert!(fits(word, known), "{word} {known}");
        }
        assert!(!fits("заң", "зат") && !fits("13-4-2", "13-4-3"));
    }
}
