//! The pages of a question for certain values of its parameters.

use super::form;
use crate::answers::arguments::Argument;
use crate::answers::values::{Value, Values};
use crate::pages::names::{Names, Text};
use crate::pages::{PageError, Pages};
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use oxigraph::model::NamedNode;
use std::sync::Arc;

/// So many pages has a question at most whose header asks for none.
const MOST_PAGES: usize = 20;

/// A question for certain values.
#[derive(Clone)]
pub(in crate::pages) struct Variant {
    /// What stands behind the name of the question in the address.
    pub(super) path: String,
    /// Parameters, handles and values.
    values: Vec<(String, String, Value)>,
    /// The thing that the only value means.
    thing: Option<NamedNode>,
}

impl Variant {
    /// The values as arguments.
    pub(super) fn arguments(&self) -> impl Iterator<Item = Argument> {
        let argument = |(name, _, value): &(String, String, Value)| Argument {
            name: name.clone(),
            value: value.written().to_owned(),
        };
        self.values.iter().map(argument)
    }

    /// The values under their names, each with its handle where that is another word.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) fn said(&self, names: &Names<'_>) -> Result<Vec<Text>, PageError> {
        let said = |(_, handle, value): &(String, String, Value)| {
            form::with_handle(names, value, handle, |name, handle| format!("{name} ({handle})"))
        };
        self.values.iter().map(said).collect()
    }

    /// Whether its only value means the thing `iri`.
    pub(super) fn is_about(&self, iri: &str) -> bool {
        self.thing.as_ref().is_some_and(|thing| thing.as_str() == iri)
    }

    /// Whether this is the page of `value` for the parameter `name`.
    pub(super) fn is_of(&self, name: &str, value: &str) -> bool {
        matches!(self.values.as_slice(), [(parameter, _, own)] if parameter == name && own.written() == value)
    }
}

/// The pages of a question for certain values.
///
/// # Errors
/// A list of values fails.
pub(super) fn of(pages: &Pages, question: &Question) -> Result<Arc<Vec<Variant>>, PageError> {
    pages.variants.get(question.name.clone(), |_| Ok(Arc::new(find(pages, question)?)))
}

fn find(pages: &Pages, question: &Question) -> Result<Vec<Variant>, PageError> {
    let header = &question.header;
    if let Some(parameter) = header.pages.first().and_then(|name| question.parameter(name)) {
        return each(pages, parameter, &with_handles(pages, question, parameter)?);
    }
    let needed: Vec<&Parameter> =
        question.parameters.iter().filter(|parameter| form::is_required(question, parameter)).collect();
    let variants = match needed.as_slice() {
        [parameter] => each(pages, parameter, &with_handles(pages, question, parameter)?)?,
        [first, second] if header.values_of(&first.name) == header.values_of(&second.name) => {
            pairs(first, second, &with_handles(pages, question, first)?)
        }
        _ => Vec::new(),
    };
    Ok(if variants.len() > MOST_PAGES { Vec::new() } else { variants })
}

fn each(pages: &Pages, parameter: &Parameter, values: &[(String, Value)]) -> Result<Vec<Variant>, PageError> {
    let variant = |(handle, value): &(String, Value)| {
        let thing = pages.meant(&value.term)?;
        let values = vec![(parameter.name.clone(), handle.clone(), value.clone())];
        Ok(Variant { path: handle.clone(), values, thing })
    };
    values.iter().map(variant).collect()
}

/// Each two values, the one that is first on the list before the other.
fn pairs(first: &Parameter, second: &Parameter, values: &[(String, Value)]) -> Vec<Variant> {
    if values.len() > MOST_PAGES {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for (at, (one, value)) in values.iter().enumerate() {
        for (other, another) in &values[at + 1..] {
            pairs.push(Variant {
                path: format!("{one}/{other}"),
                values: vec![
                    (first.name.clone(), one.clone(), value.clone()),
                    (second.name.clone(), other.clone(), another.clone()),
                ],
                thing: None,
            });
        }
    }
    pairs
}

/// The values that can stand in an address, each with its handle.
fn with_handles(pages: &Pages, question: &Question, parameter: &Parameter) -> Result<Vec<(String, Value)>, PageError> {
    let Some(values) = form::values(pages, question, parameter)? else { return Ok(Vec::new()) };
    let handle = |values: &Values, value: &Value| values.handle(value).to_owned();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let all = values.iter().map(|value| (handle(&values, value), value.clone()));
    Ok(all.filter(|(handle, _)| handle.chars().all(is_plain)).collect())
}
