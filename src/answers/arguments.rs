//! `KEY=VALUE` words become bindings of a question's parameters.

use super::answer::Answer;
use super::engine::Engine;
use super::error::EvaluationError;
use super::values::{UnknownValue, Values};
use crate::questions::binding::{Binding, BindingError};
use crate::questions::catalogue::Catalogue;
use crate::questions::fold::fold;
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use crate::questions::suggestion::{did_you_mean, known_names};
use oxigraph::model::{Term, Variable};
use spargebra::Query;
use std::str::FromStr;
use thiserror::Error;

/// A parameter's name and the value typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The name before the first `=`.
    pub name: String,
    /// What follows.
    pub value: String,
}

/// A word without `=`.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no parameter; write it as KEY=VALUE, like category=C-3")]
pub struct NoArgument(String);

impl FromStr for Argument {
    type Err = NoArgument;

    fn from_str(word: &str) -> Result<Self, NoArgument> {
        match word.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => {
                Ok(Self { name: name.trim().to_owned(), value: value.trim().to_owned() })
            }
            _ => Err(NoArgument(word.to_owned())),
        }
    }
}

/// Why a question cannot be asked with the arguments given.
#[derive(Debug, Error)]
pub enum ArgumentError {
    /// An argument that the question does not have, or not so often, a value that its parameter cannot have, or none where it
    /// needs one.
    #[error("{0}")]
    Refused(String),
    /// A value that nothing in the data is called by.
    #[error("{error}\nsee `lauazym query {question} --help` for what there is")]
    Meaning {
        /// The question's name.
        question: String,
        /// What is wrong.
        error: UnknownValue,
    },
    /// The value list failed.
    #[error("the values of `{name}` cannot be listed: {error}")]
    Values {
        /// The parameter.
        name: String,
        /// What is wrong.
        error: EvaluationError,
    },
    /// The value cannot stand where the query has the parameter.
    #[error(transparent)]
    Binding(#[from] BindingError),
}

/// Checks names and number of the arguments, before any data is read.
///
/// # Errors
/// An argument that the question does not have, a required one that is missing, or too many values of one.
pub fn check(question: &Question, arguments: &[Argument]) -> Result<(), ArgumentError> {
    let parameters = || question.parameters.iter().map(|parameter| parameter.name.as_str());
    if let Some(Argument { name, .. }) = arguments.iter().find(|argument| question.parameter(&argument.name).is_none())
    {
        let has =
            if question.parameters.is_empty() { "no parameters".to_owned() } else { known_names(name, parameters()) };
        let near = did_you_mean(name, parameters());
        let reason = format!("`{}` has no parameter `{name}`; it has {has}{near}", question.name);
        return Err(ArgumentError::Refused(reason));
    }
    question.parameters.iter().try_for_each(|parameter| typed_values(question, parameter, arguments).map(drop))
}

/// Binds the parameters of a question to the arguments: names and labels are looked up by `engine`, defaults filled in.
///
/// # Errors
/// An argument that the question does not take or understand, or a required one that is missing.
pub fn bind(
    catalogue: &Catalogue,
    question: &Question,
    arguments: &[Argument],
    engine: &dyn Engine,
    base: &str,
) -> Result<Query, ArgumentError> {
    let bindings = bindings(catalogue, question, arguments, engine, base)?;
    Ok(bindings.iter().try_fold(question.query.clone(), |query, binding| binding.apply(query))?)
}

/// What [`bind`] binds.
///
/// # Errors
/// An argument that the question does not take or understand, or a required one that is missing.
pub fn bindings(
    catalogue: &Catalogue,
    question: &Question,
    arguments: &[Argument],
    engine: &dyn Engine,
    base: &str,
) -> Result<Vec<Binding>, ArgumentError> {
    check(question, arguments)?;
    let mut bindings = Vec::new();
    for parameter in &question.parameters {
        let typed = typed_values(question, parameter, arguments)?;
        if !typed.is_empty() {
            let terms = terms(catalogue, question, parameter, &typed, engine, base)?;
            bindings.push(Binding::new(parameter.variable.clone(), terms)?);
        }
    }
    Ok(bindings)
}

/// The values that a parameter can take, as `engine` tells; none when it takes any.
///
/// # Errors
/// The value list fails.
pub fn values(
    catalogue: &Catalogue,
    question: &Question,
    parameter: &Parameter,
    engine: &dyn Engine,
) -> Result<Option<Values>, ArgumentError> {
    let Some(list) = catalogue.values(question, &parameter.name) else { return Ok(None) };
    let values = engine.answer(list.query.clone(), list.columns(), None).and_then(Values::read);
    values.map(Some).map_err(|error| ArgumentError::Values { name: parameter.name.clone(), error })
}

fn typed_values<'a>(
    question: &'a Question,
    parameter: &Parameter,
    arguments: &'a [Argument],
) -> Result<Vec<&'a str>, ArgumentError> {
    let given = arguments.iter().filter(|argument| argument.name == parameter.name);
    let mut typed: Vec<&str> =
        given.map(|argument| argument.value.as_str()).filter(|value| !value.is_empty()).collect();
    if typed.is_empty() {
        typed.extend(question.header.default_of(&parameter.name));
    }
    match typed.len() {
        0 if parameter.required => {
            let (question, name, example) = (&question.name, &parameter.name, question.example());
            Err(ArgumentError::Refused(format!("`{question}` needs the parameter `{name}`; for instance: {example}")))
        }
        2.. if !question.header.takes_several(&parameter.name) => {
            Err(ArgumentError::Refused(format!("the parameter `{}` takes one value", parameter.name)))
        }
        _ => Ok(typed),
    }
}

fn terms(
    catalogue: &Catalogue,
    question: &Question,
    parameter: &Parameter,
    typed: &[&str],
    engine: &dyn Engine,
    base: &str,
) -> Result<Vec<Term>, ArgumentError> {
    // A list of values may be long, and one that is typed as it is in the list needs no other.
    if let Some(list) = catalogue.values(question, &parameter.name)
        && let Some(terms) = typed.iter().map(|value| listed(list, parameter, value, engine)).collect()
    {
        return Ok(terms);
    }
    let Some(values) = values(catalogue, question, parameter, engine)? else {
        return typed.iter().map(|value| plain(question, parameter, value)).collect();
    };
    let meaning = |value: &str| values.understand(&parameter.name, value, base);
    let mut terms = Vec::new();
    for value in typed {
        match meaning(value) {
            Ok(term) => terms.push(term),
            // A label may hold commas itself: only what is no name as a whole is a list.
            Err(whole) if question.header.takes_several(&parameter.name) && value.contains(',') => {
                let parts: Result<Vec<Term>, UnknownValue> = value.split(',').map(meaning).collect();
                let error = |part| if value.split(',').all(|part| meaning(part).is_err()) { whole } else { part };
                terms.extend(parts.map_err(|part| not_understood(question, error(part)))?);
            }
            Err(error) => return Err(not_understood(question, error)),
        }
    }
    Ok(terms)
}

/// The term that `typed` is, letter for letter, if the list of values has it.
fn listed(list: &Question, parameter: &Parameter, typed: &str, engine: &dyn Engine) -> Option<Term> {
    let term = parameter.term(typed).ok()?;
    let value = Variable::new_unchecked("value");
    let query = Binding::new(value, [term.clone()]).ok()?.apply(list.query.clone()).ok()?;
    match engine.answer(query, list.columns(), None).ok()? {
        Answer::Solutions(mut solutions) => solutions.rows.next()?.ok().map(|_| term),
        Answer::Graph(_) | Answer::Boolean(_) => None,
    }
}

fn not_understood(question: &Question, error: UnknownValue) -> ArgumentError {
    ArgumentError::Meaning { question: question.name.clone(), error }
}

fn plain(question: &Question, parameter: &Parameter, typed: &str) -> Result<Term, ArgumentError> {
    let choices = question.header.choices_of(&parameter.name);
    let value = match choices.iter().find(|choice| fold(choice) == fold(typed)) {
        Some(choice) => choice,
        None if choices.is_empty() => typed,
        None => {
            let choices = || choices.iter().map(String::as_str);
            let (known, near) = (known_names(typed, choices()), did_you_mean(typed, choices()));
            let reason = format!("`{}` cannot be `{typed}`; it is one of {known}{near}", parameter.name);
            return Err(ArgumentError::Refused(reason));
        }
    };
    parameter.term(value).map_err(|error| ArgumentError::Refused(format!("{}: {error}", parameter.name)))
}
