//! The catalogue of saved questions, as `lauazym query --list` and `lauazym query NAME --help` print it.

use anyhow::Result;
use lauazym::answers::arguments;
use lauazym::answers::engine::Engine;
use lauazym::answers::values::{Value, Values};
use lauazym::questions::catalogue::Catalogue;
use lauazym::questions::fold::fold;
use lauazym::questions::parameter::Parameter;
use lauazym::questions::question::Question;
use std::collections::BTreeMap;
use std::io::Write;

/// Values that the explanation of one question shows.
const SHOWN_VALUES: usize = 20;
/// So many values the list of all questions shows whole; of more, the first.
const FEW_VALUES: usize = 12;
const FIRST_VALUES: usize = 3;

/// Prints all questions under their first tags, each with its parameters and an example; then the values that `engine` has
/// for parameters.
pub fn list(catalogue: &Catalogue, engine: &dyn Engine, out: &mut impl Write) -> Result<()> {
    for (tag, questions) in catalogue.by_tag() {
        writeln!(out, "{}", if tag.is_empty() { "other" } else { tag })?;
        for question in questions {
            writeln!(out, "  {:<26} {}", question.name, question.header.summary)?;
            let parameters: Vec<String> =
                question.parameters.iter().map(|parameter| usage(question, parameter)).collect();
            if !parameters.is_empty() {
                writeln!(out, "  {:<26} {}", "", parameters.join(" "))?;
            }
            writeln!(out, "  {:<26} $ {}", "", question.example())?;
        }
        writeln!(out)?;
    }
    writeln!(out, "values")?;
    let mut listed: BTreeMap<&str, Values> = BTreeMap::new();
    for question in catalogue.questions() {
        for parameter in &question.parameters {
            let list = question.header.values_of(&parameter.name);
            if !listed.contains_key(list)
                && let Some(values) = arguments::values(catalogue, question, parameter, engine)?
            {
                listed.insert(list, values);
            }
        }
    }
    for (list, values) in &listed {
        let count = values.iter().count();
        let shown = if count <= FEW_VALUES { count } else { FIRST_VALUES };
        let words: Vec<String> = values.iter().take(shown).map(|value| labelled(values, value)).collect();
        let more =
            if shown < count { format!("; … {count} in all: lauazym query values/{list}") } else { String::new() };
        writeln!(out, "  {:<26} {}{more}", list.to_uppercase(), words.join("; "))?;
    }
    writeln!(out)?;
    writeln!(out, "`lauazym query NAME --help` explains a question and lists the values of its parameters.")?;
    Ok(())
}

/// Explains one question: what it answers, its parameters with the values that `engine` has for them, its columns, examples.
pub fn describe(catalogue: &Catalogue, question: &Question, engine: &dyn Engine, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}: {}", question.name, question.header.summary)?;
    if !question.header.description.is_empty() {
        writeln!(out, "{}", question.header.description.trim())?;
    }
    if !question.parameters.is_empty() {
        writeln!(out, "\nParameters")?;
    }
    let mut listed: Vec<&str> = Vec::new();
    for parameter in &question.parameters {
        writeln!(out, "  {}  {}", usage(question, parameter), meaning(question, parameter))?;
        let list = question.header.values_of(&parameter.name);
        if listed.contains(&list) {
            writeln!(out, "      the same values")?;
        } else if let Some(values) = arguments::values(catalogue, question, parameter, engine)? {
            write_values(&values, list, out)?;
            listed.push(list);
        }
    }
    let columns: Vec<String> = question.columns().iter().map(|column| column.as_str().to_owned()).collect();
    if !columns.is_empty() {
        writeln!(out, "\nColumns\n  {}", columns.join(", "))?;
    }
    writeln!(out, "\nExamples")?;
    if question.header.examples.is_empty() {
        writeln!(out, "  {}", question.example())?;
    }
    for example in &question.header.examples {
        writeln!(out, "  {}", format!("lauazym query {} {example}", question.name).trim_end())?;
    }
    Ok(())
}

fn write_values(values: &Values, list: &str, out: &mut impl Write) -> Result<()> {
    let count = values.iter().count();
    for value in values.iter().take(SHOWN_VALUES) {
        writeln!(out, "      {}", labelled(values, value))?;
    }
    if count > SHOWN_VALUES {
        writeln!(out, "      … {} in all: lauazym query values/{list}", count)?;
    }
    Ok(())
}

/// What to type for a value, and its label where that says more.
fn labelled(values: &Values, value: &Value) -> String {
    let handle = values.handle(value);
    if value.label.is_empty() || fold(&value.label) == fold(handle) {
        handle.to_owned()
    } else if value.label.starts_with(handle) {
        value.label.clone()
    } else {
        format!("{handle} {}", value.label)
    }
}

/// `category=…`, in brackets when it can be left out, with dots when it takes several values.
fn usage(question: &Question, parameter: &Parameter) -> String {
    let name = &parameter.name;
    let choices = question.header.choices_of(name);
    let value = if choices.is_empty() { name.to_uppercase() } else { choices.join("|") };
    let several = if question.header.takes_several(name) { ",…" } else { "" };
    let usage = format!("{name}={value}{several}");
    if parameter.required && question.header.default_of(name).is_none() { usage } else { format!("[{usage}]") }
}

fn meaning(question: &Question, parameter: &Parameter) -> String {
    match question.header.default_of(&parameter.name) {
        Some(default) => format!("{}; without it {default}", parameter.kind.word()),
        None if parameter.required => parameter.kind.word(),
        None => format!("{}; without it any", parameter.kind.word()),
    }
}
