//! How things are called on the pages of one language.

use super::address::{Place, relative};
use super::statements::nearness;
use super::words::{Said, Spot};
use super::{Language, PageError, Pages, sources};
use crate::answers::values::Value as Choice;
use crate::terms::{ONTOLOGY, lz, skos};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

/// A text with its language, which is empty where the text is of none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) lang: String,
}

impl Text {
    /// A text of no language.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: String::new() }
    }
}

/// A value as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: Text,
    /// Where it leads; empty where it leads nowhere.
    pub(super) href: String,
}

impl Value {
    /// Whether it leads to another site.
    pub(super) fn is_outside(&self) -> bool {
        self.href.contains("://")
    }
}

/// The names of things for the readers of one page.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) pages: &'a Pages,
    pub(super) said: Said<'a>,
    /// The page without its ending.
    pub(super) page: &'a str,
}

impl<'a> Names<'a> {
    pub(super) fn new(pages: &'a Pages, page: &'a str, language: Language) -> Self {
        Self { pages, said: pages.words.of(language), page }
    }

    pub(super) fn language(&self) -> Language {
        self.said.language
    }

    /// A text of the interface.
    pub(super) fn own(&self, text: impl Into<String>) -> Text {
        Text { text: text.into(), lang: self.language().tag().to_owned() }
    }

    /// The name of the thing `iri`: its label in the page's language, or in another, or the end of its IRI.
    pub(super) fn of(&self, iri: &str) -> Result<Text, PageError> {
        self.pages.labels.get((iri.to_owned(), self.language()), |(iri, language)| {
            if let Some(label) = best(self.pages, iri, Spot::Name, *language)? {
                return Ok(label);
            }
            Ok(Text::plain(tail(iri)))
        })
    }

    /// A name of few letters, where the thing has a code or number.
    pub(super) fn short(&self, iri: &str) -> Result<Text, PageError> {
        best(self.pages, iri, Spot::Short, self.language())?.map_or_else(|| self.of(iri), Ok)
    }

    /// The name of a property: that of the tables, of the graph, or the end of its IRI.
    pub(super) fn property(&self, property: &NamedNode) -> Result<Text, PageError> {
        if let Some(name) = self.said.property(property) {
            return Ok(self.own(name));
        }
        let label = nearest(self.pages, property.as_str(), rdfs::LABEL, self.language())?;
        Ok(label.unwrap_or_else(|| Text { text: in_words(tail(property.as_str())), lang: "en".to_owned() }))
    }

    /// The link to the thing `iri`; empty when it stands on no page.
    pub(super) fn link(&self, iri: &str) -> Result<String, PageError> {
        Ok(match self.pages.place(iri)? {
            Place::Page(page) => self.page_link(&page),
            Place::Part { page, id } if page == self.page => format!("#{id}"),
            Place::Part { page, id } => {
                // A passage is best seen where it is printed; on the page of its order it may not stand.
                if !self.pages.is_a(iri, lz::PASSAGE)? {
                    return Ok(format!("{}#{id}", self.page_link(&page)));
                }
                let start = self.pages.literal(iri, lz::START_LINE)?.unwrap_or_default();
                let lines = self.line_link(iri, &start)?;
                if lines.is_empty() { self.page_link(&page) } else { lines }
            }
            Place::Elsewhere => String::new(),
        })
    }

    /// The link to a line of the text from which the fact `iri` was read; empty when the text is not there.
    pub(super) fn line_link(&self, iri: &str, line: &str) -> Result<String, PageError> {
        let place = sources::page_of(self.pages, iri, line)?;
        Ok(place.map_or_else(String::new, |(page, number)| format!("{}#L{number}", self.page_link(&page))))
    }

    /// The link to a page in the same language.
    pub(super) fn page_link(&self, page: &str) -> String {
        relative(self.page, &format!("{page}{}", self.language().ending()))
    }

    /// The link to a page under a word of the interface.
    pub(super) fn to(&self, page: &str, word: &str) -> Value {
        Value { text: self.own(self.said.get(word)), href: self.page_link(page) }
    }

    /// A value as the page shows it; `is_short` where many stand together.
    pub(super) fn value(&self, term: &Term, is_short: bool) -> Result<Value, PageError> {
        let iri = match term {
            Term::Literal(literal) => return Ok(Value { text: text(literal), ..Value::default() }),
            Term::NamedNode(node) => node.as_str(),
            other => return Ok(Value { text: Text::plain(other.to_string()), ..Value::default() }),
        };
        let href = self.link(iri)?;
        if !href.is_empty() {
            let text = if is_short { self.short(iri)? } else { self.of(iri)? };
            return Ok(Value { text, href });
        }
        let is_web = iri.starts_with("https://") || iri.starts_with("http://");
        let is_own = iri.starts_with(&self.pages.base);
        Ok(Value { text: Text::plain(iri), href: if is_web && !is_own { iri.to_owned() } else { String::new() } })
    }

    /// The link to the thing `iri` under its name.
    pub(super) fn named(&self, iri: &str) -> Result<Value, PageError> {
        Ok(Value { text: self.of(iri)?, href: self.link(iri)? })
    }

    /// A value of a parameter under its name: that of the thing that it is, or of the one concept whose notation it is.
    pub(super) fn choice(&self, value: &Choice) -> Result<Value, PageError> {
        match (self.pages.meant(&value.term)?, value.label.as_str()) {
            (Some(thing), _) => self.value(&thing.into(), false),
            (None, "") => self.value(&value.term, false),
            // The lists of values have their labels in Kazakh.
            (None, label) => {
                Ok(Value { text: Text { text: label.to_owned(), lang: "kk".to_owned() }, ..Value::default() })
            }
        }
    }

    /// What kinds of thing `iri` is, in words.
    pub(super) fn kind(&self, iri: &str) -> Result<String, PageError> {
        // A concept is better known by the list that it is on.
        if let Some(list) = self.pages.links(iri, skos::IN_SCHEME)?.first() {
            return Ok(self.of(list)?.text);
        }
        if let Some(kind) = self.pages.kind(iri)? {
            return Ok(self.said.kind(kind).to_owned());
        }
        let types = self.pages.links(iri, rdf::TYPE)?;
        let class = types.iter().find(|class| class.starts_with(ONTOLOGY));
        class.map_or(Ok(String::new()), |class| Ok(self.of(class)?.text))
    }
}

/// The label of `iri` by the first property of this spot that gives one.
fn best(pages: &Pages, iri: &str, spot: Spot, language: Language) -> Result<Option<Text>, PageError> {
    for property in pages.words.terms_at(spot) {
        if let Some(label) = nearest(pages, iri, property.as_ref(), language)? {
            return Ok(Some(label));
        }
    }
    Ok(None)
}

/// The literal of a property that is nearest to the readers of `language`.
fn nearest(
    pages: &Pages,
    iri: &str,
    property: NamedNodeRef<'_>,
    language: Language,
) -> Result<Option<Text>, PageError> {
    let literals = pages.literals(iri, property)?;
    Ok(literals.iter().min_by_key(|literal| nearness(literal, language)).map(text))
}

/// A literal as a text.
pub(super) fn text(literal: &Literal) -> Text {
    Text { text: literal.value().to_owned(), lang: literal.language().unwrap_or_default().to_owned() }
}

/// The end of an IRI.
pub(super) fn tail(iri: &str) -> &str {
    iri.trim_end_matches(['/', '#']).rsplit(['/', '#']).next().unwrap_or(iri)
}

/// `startLine` as `start line`.
pub(super) fn in_words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(if letter == '_' { ' ' } else { letter.to_ascii_lowercase() });
    }
    words
}
