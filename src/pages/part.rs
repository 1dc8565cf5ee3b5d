//! What the graph says of a thing and of all that belongs to it, made ready for a page.

use super::PageError;
use super::address::Place;
use super::names::{Names, Text, Value, text};
use super::statements::{literal, node};
use super::words::{Said, Spot};
use crate::terms::lz;
use askama::Template;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, Term};
use std::collections::HashSet;

/// So many parts of one kind are shown; more are left to the data.
const MOST_PARTS: usize = 40;
/// So many values stand in a row with their whole names; more with short ones.
const MOST_NAMES: usize = 25;

/// A property with its values.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: Text,
    pub(super) values: Vec<Value>,
}

/// A thing as a page shows it.
#[derive(Template)]
#[template(path = "part.html")]
pub(super) struct Part<'a> {
    said: Said<'a>,
    /// The identifier on the page; empty for the page's own thing.
    pub(super) id: String,
    pub(super) title: Text,
    leads: Vec<Text>,
    texts: Vec<Text>,
    names: Vec<Text>,
    /// The lines on which it is printed.
    lines: Option<Value>,
    rows: Vec<Row>,
    /// What belongs to it, by the names of properties.
    parts: Vec<(Text, Vec<Part<'a>>)>,
    /// The level of its heading.
    level: usize,
}

impl Part<'_> {
    /// Whether it has so little to say that a line is enough.
    fn is_small(&self) -> bool {
        self.parts.is_empty() && self.leads.is_empty()
    }

    /// All values of a small part in one line.
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.rows.iter().flat_map(|row| &row.values)
    }
}

/// Makes the parts of one page.
pub(super) struct Maker<'a> {
    names: Names<'a>,
    /// The IRIs of what is on the page already, or is to stand elsewhere on it.
    pub(super) shown: HashSet<String>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(names: Names<'a>) -> Self {
        Self { names, shown: HashSet::new() }
    }

    /// Makes a thing and all that belongs to it, under a heading of this level.
    pub(super) fn part(&mut self, iri: &str, id: &str, level: usize) -> Result<Part<'a>, PageError> {
        let names = self.names;
        self.shown.insert(iri.to_owned());
        let title = names.of(iri)?;
        let mut part = Part {
            said: names.said,
            id: id.to_owned(),
            title,
            leads: Vec::new(),
            texts: Vec::new(),
            names: Vec::new(),
            lines: lines(&names, iri)?,
            rows: Vec::new(),
            parts: Vec::new(),
            level,
        };
        for (property, values) in by_property(&names, iri)? {
            let texts = || values.iter().cloned().filter_map(literal).map(|said| text(&said));
            match names.pages.words.spot(&property) {
                Spot::Hidden => {}
                Spot::Name => part.names.extend(texts()),
                Spot::Lead => part.leads.extend(nearest(texts().collect(), names.language().tag())),
                Spot::Text => part.texts.extend(texts()),
                Spot::Row | Spot::Short => self.row(&property, values, &mut part)?,
            }
        }
        let title = part.title.clone();
        part.names.sort_by(|one, other| (&one.lang, &one.text).cmp(&(&other.lang, &other.text)));
        part.names.dedup();
        part.names.retain(|name| *name != title);
        Ok(part)
    }

    /// Shows the values of a property as parts of the page, or as links.
    fn row(&mut self, property: &NamedNode, values: Vec<Term>, part: &mut Part<'a>) -> Result<(), PageError> {
        let names = self.names;
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for value in values {
            let place = match &value {
                Term::NamedNode(node) if !self.shown.contains(node.as_str()) => names.pages.place(node.as_str())?,
                _ => Place::Elsewhere,
            };
            match (place, node(value.clone())) {
                (Place::Part { page, id }, Some(node)) if page == names.page => own.push((node.into_string(), id)),
                _ => other.push(value),
            }
        }
        let name = names.property(property)?;
        if own.len() > MOST_PARTS {
            let note = format!("{} ({})", own.len(), names.said.get("in-data-file"));
            let file = super::address::relative(names.page, &format!("{}.ttl", names.page));
            part.rows.push(Row { name: name.clone(), values: vec![Value { text: names.own(note), href: file }] });
        } else if !own.is_empty() {
            let level = part.level + 1;
            let parts = own.iter().map(|(iri, id)| self.part(iri, id, level)).collect::<Result<_, _>>()?;
            part.parts.push((name.clone(), parts));
        }
        if !other.is_empty() {
            let is_short = other.len() > MOST_NAMES;
            let values = other.iter().map(|value| names.value(value, is_short)).collect::<Result<_, _>>()?;
            part.rows.push(Row { name, values });
        }
        Ok(())
    }
}

/// The texts in the page's language, or all when none is.
fn nearest(texts: Vec<Text>, tag: &str) -> Vec<Text> {
    let own: Vec<Text> = texts.iter().filter(|text| text.lang == tag).cloned().collect();
    if own.is_empty() { texts } else { own }
}

/// What is said of `iri`, by property, in the order of the tables; lines are told elsewhere.
fn by_property(names: &Names<'_>, iri: &str) -> Result<Vec<(NamedNode, Vec<Term>)>, PageError> {
    let mut by_property: Vec<(NamedNode, Vec<Term>)> = Vec::new();
    for (property, value) in names.pages.about(iri)? {
        if [lz::START_LINE, lz::END_LINE, lz::ORDINAL, rdf::TYPE].contains(&property.as_ref()) {
            continue;
        }
        match by_property.last_mut() {
            Some((known, values)) if *known == property => values.push(value),
            _ => by_property.push((property, vec![value])),
        }
    }
    let words = &names.pages.words;
    by_property.sort_by(|(one, _), (other, _)| words.rank(one).cmp(&words.rank(other)));
    Ok(by_property)
}

/// The lines of a thing.
fn lines(names: &Names<'_>, iri: &str) -> Result<Option<Value>, PageError> {
    let Some(start) = names.pages.literal(iri, lz::START_LINE)? else { return Ok(None) };
    let end = names.pages.literal(iri, lz::END_LINE)?.filter(|end| *end != start);
    let said = match end {
        Some(end) => names.said.with("lines-n-m", "n", &start).replace("{m}", &end),
        None => names.said.with("line-n", "n", &start),
    };
    Ok(Some(Value { text: names.own(said), href: names.line_link(iri, &start)? }))
}
