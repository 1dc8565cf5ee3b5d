//! The form of a question: a list of the real values for each parameter that has one.

use super::{LANGUAGE, answer, engine};
use crate::answers::arguments::{self, Argument};
use crate::answers::values::{Value, Values};
use crate::pages::names::{Names, Text};
use crate::pages::{PageError, Pages};
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use crate::reading::text::fold;
use indexmap::IndexMap;
use std::sync::Arc;

/// A list of more values is a field to type in, with the values as suggestions.
const MOST_OPTIONS: usize = 150;
/// More values are no suggestions any more.
const MOST_SUGGESTIONS: usize = 600;

/// A field of a form.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: Text,
    /// The values to choose from; empty for a field to type in.
    pub(super) options: Vec<Choice>,
    /// The identifier of its suggestions; empty where there are none.
    pub(super) suggestions: String,
    pub(super) value: String,
    pub(super) is_required: bool,
}

/// A value to choose.
pub(super) struct Choice {
    /// What is sent.
    pub(super) handle: String,
    pub(super) text: Text,
}

/// The fields of a question's form.
pub(super) struct Form {
    pub(super) fields: Vec<Field>,
    /// The suggestions by their identifiers, each once however many fields have them.
    pub(super) suggestions: IndexMap<String, Vec<Choice>>,
}

/// Whether a question cannot be asked without this parameter.
pub(super) fn is_required(question: &Question, parameter: &Parameter) -> bool {
    parameter.required && question.header.default_of(&parameter.name).is_none()
}

/// The values that a parameter can take; none when it takes any.
///
/// # Errors
/// The list of values fails.
pub(super) fn values(
    pages: &Pages,
    question: &Question,
    parameter: &Parameter,
) -> Result<Option<Arc<Values>>, PageError> {
    pages.values.get(question.header.values_of(&parameter.name).to_owned(), |_| {
        Ok(arguments::values(&pages.catalogue, question, parameter, &engine(pages))?.map(Arc::new))
    })
}

/// The form of a question, with the values that are given.
///
/// # Errors
/// A list of values fails.
pub(super) fn of(names: &Names<'_>, question: &Question, given: &[Argument]) -> Result<Form, PageError> {
    let mut form = Form { fields: Vec::new(), suggestions: IndexMap::new() };
    for parameter in question.parameters.iter().filter(|parameter| parameter.name != LANGUAGE) {
        let name = &parameter.name;
        let given = given.iter().find(|argument| argument.name == *name).map(|argument| argument.value.as_str());
        let mut chosen = given.or(question.header.default_of(name)).unwrap_or_default().to_owned();
        let plain = |choice: &String| Choice { handle: choice.clone(), text: Text::plain(choice) };
        let mut options: Vec<Choice> = question.header.choices_of(name).iter().map(plain).collect();
        if let Some(values) = values(names.pages, question, parameter)? {
            if let Some(value) = meant(names, &values, &chosen) {
                chosen = values.handle(value).to_owned();
            }
            for value in values.iter().take(MOST_SUGGESTIONS + 1) {
                let handle = values.handle(value).to_owned();
                let text = with_handle(names, value, &handle, |name, handle| format!("{name} · {handle}"))?;
                options.push(Choice { handle, text });
            }
        }
        if options.len() > MOST_SUGGESTIONS {
            options.clear();
        }
        let mut suggestions = String::new();
        if options.len() > MOST_OPTIONS {
            suggestions = format!("values-{}", question.header.values_of(name));
            form.suggestions.entry(suggestions.clone()).or_insert(std::mem::take(&mut options));
        }
        form.fields.push(Field {
            name: name.clone(),
            label: answer::named(names, name),
            options,
            suggestions,
            value: chosen,
            is_required: is_required(question, parameter),
        });
    }
    Ok(form)
}

/// The value of the list that is typed, by its handle or by a name; none where it is no value of the list.
pub(super) fn meant<'a>(names: &Names<'_>, values: &'a Values, typed: &str) -> Option<&'a Value> {
    let term = values.understand("", typed, &names.pages.base).ok()?;
    values.iter().find(|value| value.term == term)
}

/// The name of a value, with its handle as `joined` puts it where the name does not say that, in letters that look alike.
pub(super) fn with_handle(
    names: &Names<'_>,
    value: &Value,
    handle: &str,
    joined: impl Fn(&str, &str) -> String,
) -> Result<Text, PageError> {
    let mut text = names.choice(value)?.text;
    if !fold(&text.text).contains(&fold(handle)) {
        text.text = joined(&text.text, handle);
    }
    Ok(text)
}
