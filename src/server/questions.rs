//! The saved questions as programs see them listed: names, parameters and columns.

use crate::questions::catalogue::Catalogue;
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use serde_json::{Value, json};
use spargebra::Query;

/// The field that names a format, for those who cannot set Accept. No question may have a parameter of this name.
pub(super) const FORMAT: &str = "format";
/// The field that names the language of a page.
pub(super) const LANGUAGE: &str = "lang";

/// The questions for programs.
pub(super) fn listed(catalogue: &Catalogue) -> Value {
    catalogue.questions().map(described).collect()
}

fn described(question: &Question) -> Value {
    let columns: Vec<String> = question.columns().into_iter().map(|column| column.into_string()).collect();
    json!({
        "name": question.name,
        "path": path(question),
        "summary": question.header.summary,
        "description": question.header.description.trim(),
        "tags": question.header.tags,
        "answer": answer_kind(&question.query),
        "columns": columns,
        "parameters": question.parameters.iter().map(|parameter| parameter_of(question, parameter)).collect::<Value>(),
    })
}

fn parameter_of(question: &Question, parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "required": is_required(question, parameter),
        "kind": parameter.kind.word(),
        "several": question.header.takes_several(&parameter.name),
        "default": question.header.default_of(&parameter.name),
        "choices": question.header.choices_of(&parameter.name),
    })
}

/// The path at which a question is answered.
pub(super) fn path(question: &Question) -> String {
    format!("/query/{}", question.name)
}

/// Whether a question cannot be asked without a value for this parameter.
pub(super) fn is_required(question: &Question, parameter: &Parameter) -> bool {
    parameter.required && question.header.default_of(&parameter.name).is_none()
}

/// What kind of answer a query has.
pub(super) fn answer_kind(query: &Query) -> &'static str {
    match query {
        Query::Select { .. } => "rows",
        Query::Construct { .. } | Query::Describe { .. } => "graph",
        Query::Ask { .. } => "boolean",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_question_has_a_parameter_that_the_url_keeps_for_itself() {
        for question in Catalogue::bundled().unwrap().questions() {
            assert!(question.parameter(FORMAT).is_none(), "{}", question.name);
        }
    }
}
