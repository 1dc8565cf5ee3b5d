//! An answer in words, on the ground of what the reader has said: it says what the orders print, and of nobody that he is eligible.

use super::answer::{self, Answered};
use super::{LANGUAGE, form};
use crate::answers::arguments::Argument;
use crate::answers::values::Values;
use crate::pages::PageError;
use crate::pages::names::{Names, Text, Value};
use crate::pages::part::Row;
use crate::questions::question::Question;
use indexmap::IndexMap;
use oxigraph::model::Term;

/// An answer in words.
pub(super) struct Reply {
    /// What the reader has said.
    pub(super) given: Vec<Row>,
    /// The sum.
    pub(super) total: String,
    /// How much of it is for which reason.
    pub(super) reasons: IndexMap<Text, u64>,
    /// What the sum does not say.
    pub(super) note: Text,
}

/// The answer to the reader's values; none where the header asks for none or the columns are not there.
///
/// # Errors
/// A list of values fails.
pub(super) fn of(
    names: &Names<'_>,
    question: &Question,
    arguments: &[Argument],
    answered: &Answered,
) -> Result<Option<Reply>, PageError> {
    let [number, reason] = question.header.answers.as_slice() else { return Ok(None) };
    let (Some(number), Some(reason)) = (answered.column(number), answered.column(reason)) else { return Ok(None) };
    let mut reasons: IndexMap<Text, u64> = IndexMap::new();
    for row in &answered.rows {
        let (Some(Term::Literal(amount)), Some(why)) = (&row[number], &row[reason]) else { continue };
        let why = names.own(names.value(why, false)?.text.text);
        *reasons.entry(why).or_default() += amount.value().parse::<u64>().unwrap_or_default();
    }
    let mut given = Vec::new();
    for parameter in question.parameters.iter().filter(|parameter| parameter.name != LANGUAGE) {
        let values = said(names, question, arguments, &parameter.name)?;
        if !values.is_empty() {
            let own = names.said.known(&format!("your-{}", parameter.name)).map(|word| names.own(word));
            given.push(Row { name: own.unwrap_or_else(|| answer::named(names, &parameter.name)), values });
        }
    }
    Ok(Some(Reply {
        given,
        total: names.said.with("posts-n", "n", reasons.values().sum::<u64>()),
        reasons,
        note: names.own(names.said.get(&question.header.note)),
    }))
}

/// What is given for a parameter, under the names of the values.
///
/// # Errors
/// The list of values fails.
pub(super) fn said(
    names: &Names<'_>,
    question: &Question,
    arguments: &[Argument],
    name: &str,
) -> Result<Vec<Value>, PageError> {
    let Some(parameter) = question.parameter(name) else { return Ok(Vec::new()) };
    let values = form::values(names.pages, question, parameter)?;
    let mut said = Vec::new();
    for argument in arguments.iter().filter(|argument| argument.name == name) {
        let several = question.header.takes_several(name);
        said.extend(meant(names, values.as_deref(), &argument.value, several)?);
    }
    Ok(said)
}

/// The values that are typed; those that a list has under the names that it leads to.
fn meant(names: &Names<'_>, values: Option<&Values>, typed: &str, several: bool) -> Result<Vec<Value>, PageError> {
    match values.and_then(|values| form::meant(names, values, typed)) {
        Some(value) => Ok(vec![names.choice(value)?]),
        None if several && typed.contains(',') => {
            let parts =
                typed.split(',').map(|part| meant(names, values, part, false)).collect::<Result<Vec<_>, _>>()?;
            Ok(parts.concat())
        }
        None => Ok(vec![Value { text: Text::plain(typed), ..Value::default() }]),
    }
}
