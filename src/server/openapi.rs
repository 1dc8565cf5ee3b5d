//! The saved questions as programs see them: listed, and as an OpenAPI 3.1 document, so that other programs make clients and
//! forms of them. Both are made from the catalogue: a question that is dropped into `queries/` is in them.

use super::error::HttpError;
use super::negotiation;
use crate::answers::arguments;
use crate::answers::engine::Engine;
use crate::answers::format::AnswerFormat;
use crate::questions::catalogue::Catalogue;
use crate::questions::parameter::{Parameter, TermKind};
use crate::questions::question::Question;
use oxigraph::model::vocab::xsd;
use serde_json::{Map, Value, json};
use spargebra::Query;

/// The field that names a format, for those who cannot set Accept. No question may have a parameter of this name.
pub(super) const FORMAT: &str = "format";
/// The field that names the language of a page.
pub(super) const LANGUAGE: &str = "lang";
/// What does not depend on the catalogue.
const FRAME: &str = include_str!("openapi.json");
/// So many values of a parameter are named; of more, the first.
const NAMED_VALUES: usize = 12;

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
fn path(question: &Question) -> String {
    format!("/query/{}", question.name)
}

/// Whether a question cannot be asked without a value for this parameter.
fn is_required(question: &Question, parameter: &Parameter) -> bool {
    parameter.required && question.header.default_of(&parameter.name).is_none()
}

/// What kind of answer a query has.
fn answer_kind(query: &Query) -> &'static str {
    match query {
        Query::Select { .. } => "rows",
        Query::Construct { .. } | Query::Describe { .. } => "graph",
        Query::Ask { .. } => "boolean",
    }
}

/// Makes the document; `engine` knows the values that parameters can take.
///
/// # Errors
/// A value list fails.
pub(super) fn document(catalogue: &Catalogue, engine: &dyn Engine) -> Result<Value, HttpError> {
    let mut document: Value = serde_json::from_str(FRAME).map_err(HttpError::internal)?;
    document["info"]["summary"] = env!("CARGO_PKG_DESCRIPTION").into();
    document["info"]["version"] = env!("CARGO_PKG_VERSION").into();
    for method in ["get", "post"] {
        let responses = responses("rows, a graph or a boolean", &AnswerFormat::ALL);
        document["paths"]["/sparql"][method]["responses"] = responses;
    }
    for question in catalogue.questions() {
        document["paths"][path(question)] = operation(catalogue, question, engine)?;
    }
    Ok(document)
}

fn operation(catalogue: &Catalogue, question: &Question, engine: &dyn Engine) -> Result<Value, HttpError> {
    let mut parameters = Vec::new();
    for given in &question.parameters {
        parameters.push(parameter(catalogue, question, given, engine)?);
    }
    let formats = negotiation::formats(&question.query);
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    parameters.push(json!({
        "name": FORMAT,
        "in": "query",
        "description": "The format of the answer, for clients that cannot set the header Accept",
        "schema": { "type": "string", "enum": names },
    }));
    Ok(json!({ "get": {
        "operationId": question.name,
        "summary": question.header.summary,
        "description": question.header.description.trim(),
        "tags": question.header.tags,
        "parameters": parameters,
        "responses": responses(answer_kind(&question.query), formats),
    } }))
}

fn parameter(
    catalogue: &Catalogue,
    question: &Question,
    parameter: &Parameter,
    engine: &dyn Engine,
) -> Result<Value, HttpError> {
    let header = &question.header;
    let mut schema = schema(parameter);
    let choices = header.choices_of(&parameter.name);
    if !choices.is_empty() {
        schema["enum"] = choices.into();
    }
    let several = header.takes_several(&parameter.name);
    let default = header.default_of(&parameter.name);
    if let Some(default) = default {
        schema["default"] = default.into();
    }
    let mut described = json!({
        "name": parameter.name,
        "in": "query",
        "required": is_required(question, parameter),
        "description": meaning(catalogue, question, parameter, engine)?,
        "schema": if several { json!({ "type": "array", "items": schema }) } else { schema },
    });
    if let Some(example) = example(question, &parameter.name) {
        described["example"] = match parameter.kind {
            _ if several => json!([example]),
            TermKind::Typed(ref datatype) if *datatype == xsd::INTEGER => {
                example.parse::<i64>().map_or(Value::Null, Value::from)
            }
            _ => example.into(),
        };
    }
    Ok(described)
}

/// A label is as good as a code or an IRI, so that most values are just text.
fn schema(parameter: &Parameter) -> Value {
    match &parameter.kind {
        TermKind::Typed(datatype) if *datatype == xsd::INTEGER => json!({ "type": "integer" }),
        TermKind::Typed(datatype) if *datatype == xsd::DECIMAL => json!({ "type": "number" }),
        TermKind::Typed(datatype) if *datatype == xsd::DATE => json!({ "type": "string", "format": "date" }),
        _ => json!({ "type": "string" }),
    }
}

fn meaning(
    catalogue: &Catalogue,
    question: &Question,
    parameter: &Parameter,
    engine: &dyn Engine,
) -> Result<String, HttpError> {
    let Some(values) = arguments::values(catalogue, question, parameter, engine)? else {
        return Ok(parameter.kind.word());
    };
    let shown: Vec<&str> = values.iter().take(NAMED_VALUES).map(|value| values.handle(value)).collect();
    let all = values.iter().count();
    let list = question.header.values_of(&parameter.name);
    let more = if all > shown.len() { format!("; {all} in all at /query/values/{list}") } else { String::new() };
    Ok(format!("A code, an IRI or a name in Kazakh, Russian or English: {}{more}", shown.join(", ")))
}

/// The value in the first example of the question's header, which is written as on the command line.
fn example<'a>(question: &'a Question, name: &str) -> Option<&'a str> {
    let first = question.header.examples.first()?;
    let place = first.find(&format!("{name}=")).filter(|&place| place == 0 || first[..place].ends_with([' ', '"']))?;
    let quoted = place > 0 && first[..place].ends_with('"');
    let value = &first[place + name.len() + 1..];
    let (value, end) = match value.strip_prefix('"') {
        Some(value) => (value, '"'),
        None => (value, if quoted { '"' } else { ' ' }),
    };
    value.split(end).next()
}

fn responses(kind: &str, formats: &[AnswerFormat]) -> Value {
    let mut responses =
        json!({ "200": { "description": format!("The answer: {kind}"), "content": contents(formats) } });
    for status in ["400", "403", "406", "422", "502", "503"] {
        responses[status] = json!({ "$ref": "#/components/responses/Refusal" });
    }
    responses
}

fn contents(formats: &[AnswerFormat]) -> Value {
    let schema = |format: &AnswerFormat| match format.media_type() {
        "application/sparql-results+json" => json!({ "schema": { "type": "object", "required": ["head"] } }),
        _ => json!({ "schema": { "type": "string" } }),
    };
    let content = |format: &AnswerFormat| (format.media_type().to_owned(), schema(format));
    formats.iter().map(content).collect::<Map<String, Value>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::evaluation::Embedded;
    use oxigraph::store::Store;

    #[test]
    fn a_question_is_an_operation_with_its_parameters() {
        let text = "#+ summary: Posts\n#+ defaults:\n#+   - lang: kk\n#+ enumerate:\n#+   - lang: [kk, ru]\n\
                    #+ several: [unit]\n#+ examples:\n#+   - line=12 unit=\"A B\"\n\
                    SELECT ?a { ?a ?_line_integer ?__unit . FILTER(?__lang = 1) }";
        let catalogue = Catalogue::new(&[("posts", text)], &[]).unwrap();
        let document = document(&catalogue, &Embedded::new(Store::new().unwrap())).unwrap();
        let parameters = &document["paths"]["/query/posts"]["get"]["parameters"];
        let expected = json!([
            { "name": "line", "in": "query", "required": true, "description": "integer", "example": 12,
              "schema": { "type": "integer" } },
            { "name": "unit", "in": "query", "required": false, "description": "text", "example": ["A B"],
              "schema": { "type": "array", "items": { "type": "string" } } },
            { "name": "lang", "in": "query", "required": false, "description": "text",
              "schema": { "type": "string", "enum": ["kk", "ru"], "default": "kk" } },
        ]);
        assert_eq!(parameters.as_array().unwrap()[..3], *expected.as_array().unwrap());
    }

    #[test]
    fn no_question_has_a_parameter_that_the_url_keeps_for_itself() {
        for question in Catalogue::bundled().unwrap().questions() {
            assert!(question.parameter(FORMAT).is_none(), "{}", question.name);
        }
    }
}
