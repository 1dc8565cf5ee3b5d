//! What the interface says and how it calls the terms of other vocabularies, in three languages.
//!
//! Comes from the tables beside the templates: `words.csv` has the words of the interface; `terms.csv` the properties in the
//! order in which pages show them, with their names where the graph has none, with the heading over what leads here by them, and
//! with their place on a page; `kinds.csv` the classes whose members have pages of their own.

use super::{Language, PageError};
use crate::terms::PREFIXES;
use indexmap::IndexMap;
use oxigraph::model::NamedNode;
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Display;

const WORDS: &str = include_str!("../../templates/words.csv");
const TERMS: &str = include_str!("../../templates/terms.csv");
const KINDS: &str = include_str!("../../templates/kinds.csv");

/// Where a page shows the values of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Spot {
    /// In a row of its own.
    #[serde(rename = "")]
    Row,
    /// In a row of its own, and in place of the name where many things are listed.
    Short,
    /// As a name.
    Name,
    /// In front of all rows.
    Lead,
    /// As a printed text.
    Text,
    /// Nowhere: the page says it in another way.
    Hidden,
}

/// A property as pages show it.
#[derive(Debug)]
struct Term {
    spot: Spot,
    names: [String; 3],
    headings: [String; 3],
}

/// A class whose members have pages of their own.
#[derive(Debug)]
pub(super) struct Kind {
    /// The class.
    pub(super) class: String,
    /// The word for the list of its members; empty when there is no such list.
    pub(super) list: String,
    names: [String; 3],
}

impl Kind {
    /// Whether texts name its members by their labels: concepts and units, not what belongs to one order's text.
    pub(super) fn is_named(&self) -> bool {
        self.class.ends_with("#Concept") || self.class.starts_with("http://www.w3.org/ns/org#")
    }
}

/// All words.
#[derive(Debug)]
pub(super) struct Words {
    words: HashMap<String, [String; 3]>,
    /// The properties in the order of the table.
    terms: IndexMap<NamedNode, Term>,
    /// The kinds of thing that have pages, the most special first.
    pub(super) kinds: Vec<Kind>,
}

impl Words {
    /// Reads the tables.
    ///
    /// # Errors
    /// One of them is broken; a test keeps that from the program.
    pub(super) fn load() -> Result<Self, PageError> {
        let term = |(name, spot, names, headings): (String, _, _, _)| {
            (NamedNode::new_unchecked(in_full(&name)), Term { spot, names, headings })
        };
        let kind = |(class, list, names): (String, String, _)| Kind { class: in_full(&class), list, names };
        Ok(Self {
            words: rows(WORDS)?.into_iter().collect(),
            terms: rows(TERMS)?.into_iter().map(term).collect(),
            kinds: rows(KINDS)?.into_iter().map(kind).collect(),
        })
    }

    /// The words in one language.
    pub(super) fn of(&self, language: Language) -> Said<'_> {
        Said { words: self, language }
    }

    /// Where a page shows a property.
    pub(super) fn spot(&self, property: &NamedNode) -> Spot {
        self.terms.get(property).map_or(Spot::Row, |term| term.spot)
    }

    /// The place of a property among the rows of a page, those that the tables do not have last, by their IRIs.
    pub(super) fn rank<'a>(&self, property: &'a NamedNode) -> (usize, &'a str) {
        (self.terms.get_index_of(property).unwrap_or(usize::MAX), property.as_str())
    }

    /// The properties that stand in this spot, in their order.
    pub(super) fn terms_at(&self, spot: Spot) -> impl Iterator<Item = &NamedNode> {
        self.terms.iter().filter(move |(_, term)| term.spot == spot).map(|(property, _)| property)
    }
}

/// The words in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    words: &'a Words,
    pub(super) language: Language,
}

impl<'a> Said<'a> {
    /// The word for `key`, or the key itself.
    pub(super) fn get<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.known(key).unwrap_or(key)
    }

    /// The word for `key` with `value` in its gap `{name}`.
    pub(super) fn with(&self, key: &str, name: &str, value: impl Display) -> String {
        self.get(key).replace(&format!("{{{name}}}"), &value.to_string())
    }

    /// The word for `key`; none where the tables have none.
    pub(super) fn known(&self, key: &str) -> Option<&'a str> {
        Some(&self.words.words.get(key)?[self.language as usize])
    }

    /// The heading of a column of answers, or the name of a parameter.
    pub(super) fn column(&self, name: &str) -> Option<&'a str> {
        self.known(&format!("column-{name}"))
    }

    /// The name that the tables give a property; none where the graph has one, or nobody.
    pub(super) fn property(&self, property: &NamedNode) -> Option<&'a str> {
        let name = &self.words.terms.get(property)?.names[self.language as usize];
        (!name.is_empty()).then_some(name)
    }

    /// The heading over the things that lead here by a property.
    pub(super) fn heading(&self, property: &NamedNode) -> Option<&'a str> {
        let heading = &self.words.terms.get(property)?.headings[self.language as usize];
        (!heading.is_empty()).then_some(heading)
    }

    /// The name of a kind of thing.
    pub(super) fn kind(&self, kind: &'a Kind) -> &'a str {
        &kind.names[self.language as usize]
    }
}

fn rows<T: for<'de> Deserialize<'de>>(table: &str) -> Result<Vec<T>, PageError> {
    Ok(csv::Reader::from_reader(table.as_bytes()).into_deserialize().collect::<Result<_, _>>()?)
}

/// The IRI that a name with a prefix stands for.
fn in_full(name: &str) -> String {
    let expanded = name.split_once(':').and_then(|(prefix, local)| {
        let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{local}"))
    });
    expanded.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_all_in_three_languages_and_with_known_prefixes() {
        let words = Words::load().unwrap();
        for (key, said) in &words.words {
            assert!(said.iter().all(|word| !word.is_empty()), "{key}");
        }
        for (iri, term) in &words.terms {
            assert!(iri.as_str().starts_with("http"), "{iri}");
            for said in [&term.names, &term.headings] {
                let empty = said.iter().filter(|name| name.is_empty()).count();
                assert!(empty == 0 || empty == 3, "{iri}");
            }
        }
        for kind in &words.kinds {
            assert!(kind.list.is_empty() || words.words.contains_key(&kind.list), "{}", kind.list);
        }
        assert_eq!(words.of(Language::English).with("line-n", "n", 7), "Line 7");
    }
}
