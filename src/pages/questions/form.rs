//! The form of a question: a list of the real values for each parameter that has one.

use super::{LANGUAGE, MOST_PAGES, answer, engine};
use crate::answers::arguments::{self, Argument};
use crate::answers::values::Values;
use crate::pages::Pages;
use crate::pages::error::PageError;
use crate::pages::names::{Names, Text};
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use std::sync::{Arc, PoisonError};

/// A list of more values is a field to type in.
const MOST_OPTIONS: usize = 600;

/// A field of a form.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: Text,
    /// Value and words of each option; empty for a field to type in.
    pub(super) options: Vec<(String, String)>,
    pub(super) value: String,
    pub(super) is_required: bool,
}

/// The one parameter without which a question cannot be asked; none when there are none or several.
pub(super) fn needed(question: &Question) -> Option<&Parameter> {
    let mut needed = question.parameters.iter().filter(|parameter| is_required(question, parameter));
    needed.next().filter(|_| needed.next().is_none())
}

fn is_required(question: &Question, parameter: &Parameter) -> bool {
    parameter.required && question.header.default_of(&parameter.name).is_none()
}

/// The values that a parameter can take; none when it takes any.
fn values(pages: &Pages, question: &Question, parameter: &Parameter) -> Result<Option<Arc<Values>>, PageError> {
    let list = question.header.values_of(&parameter.name);
    let held = || pages.values.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(values) = held().get(list) {
        return Ok(Some(Arc::clone(values)));
    }
    let Some(values) = arguments::values(&pages.catalogue, question, parameter, &engine(pages))? else {
        return Ok(None);
    };
    let values = Arc::new(values);
    held().insert(list.to_owned(), Arc::clone(&values));
    Ok(Some(values))
}

/// The values for which a question has pages: as they stand in addresses, and as they are in the data.
///
/// # Errors
/// The list of values fails.
pub(super) fn values_with_pages(pages: &Pages, question: &Question) -> Result<Vec<(String, String)>, PageError> {
    let Some(parameter) = needed(question) else { return Ok(Vec::new()) };
    let Some(values) = values(pages, question, parameter)? else {
        return Ok(Vec::new());
    };
    let is_plain = |value: &str| value.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter));
    let both = values.iter().map(|value| (values.handle(value).to_owned(), value.written().to_owned()));
    let handles: Vec<(String, String)> = both.filter(|(handle, _)| is_plain(handle)).collect();
    Ok(if handles.len() > MOST_PAGES { Vec::new() } else { handles })
}

/// The fields of a question's form.
///
/// # Errors
/// A list of values fails.
pub(super) fn fields(names: &Names<'_>, question: &Question, given: &[Argument]) -> Result<Vec<Field>, PageError> {
    let mut fields = Vec::new();
    for parameter in question.parameters.iter().filter(|parameter| parameter.name != LANGUAGE) {
        let chosen =
            given.iter().find(|argument| argument.name == parameter.name).map(|argument| argument.value.as_str());
        let choices = question.header.choices_of(&parameter.name);
        let mut options: Vec<(String, String)> =
            choices.iter().map(|choice| (choice.clone(), choice.clone())).collect();
        if let Some(values) = values(names.pages, question, parameter)? {
            for value in values.iter().take(MOST_OPTIONS + 1) {
                let handle = values.handle(value).to_owned();
                let label = if value.label.is_empty() || value.label == handle {
                    handle.clone()
                } else {
                    format!("{} · {handle}", value.label)
                };
                options.push((handle, label));
            }
        }
        if options.len() > MOST_OPTIONS {
            options.clear();
        }
        let default = question.header.default_of(&parameter.name);
        fields.push(Field {
            name: parameter.name.clone(),
            label: answer::named(names, &parameter.name),
            options,
            value: chosen.or(default).unwrap_or_default().to_owned(),
            is_required: is_required(question, parameter),
        });
    }
    Ok(fields)
}
