//! `/query/NAME?category=C-3`: the saved questions, asked with the parameters that the command line takes.

use super::endpoint::accept;
use super::evaluation::{Asked, Client};
use super::fields;
use super::log::Visit;
use super::negotiation::{self, Offer};
use super::page;
use super::refusal::Refusal;
use super::site::Site;
use crate::answers::arguments::{self, Argument};
use crate::answers::catalogue::Catalogue;
use crate::answers::engine::Engine;
use crate::answers::format::AnswerFormat;
use crate::answers::parameter::Parameter;
use crate::answers::question::Question;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use spargebra::Query;
use std::sync::Arc;

/// The field that names a format, for those who cannot set Accept. No question may have a parameter of this name.
pub(super) const FORMAT: &str = "format";

/// Answers the question of this name; `values/NAME` is a value list.
pub(super) async fn answer(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let question = site.catalogue().question(&name)?;
    Visit::of(&request).asks(&question.name);
    let (formats, given): (Vec<_>, Vec<_>) =
        fields::read(request.uri().query().unwrap_or_default())?.into_iter().partition(|(name, _)| name == FORMAT);
    let given: Vec<Argument> = given.into_iter().map(|(name, value)| Argument { name, value }).collect();
    arguments::check(question, &given)?;
    let offer = match formats.last() {
        Some((_, format)) => fitting(question, format)?,
        None => {
            let offers = negotiation::offers(negotiation::formats(&question.query));
            negotiation::choose(accept(request.headers()).as_deref(), &offers)?
        }
    };
    let shared = Arc::clone(&site);
    let prepare = move |engine: &dyn Engine| prepare(&shared, &name, &given, engine, offer);
    site.evaluations().answer(Client::of(&request), prepare).await
}

fn prepare(
    site: &Site,
    name: &str,
    given: &[Argument],
    engine: &dyn Engine,
    offer: Offer<AnswerFormat>,
) -> Result<Asked, Refusal> {
    let question = site.catalogue().question(name)?;
    let query = arguments::bind(site.catalogue(), question, given, engine, site.base())?;
    Ok(Asked { query, columns: question.columns(), offer })
}

/// The format named in the URL, if it can hold the answer.
fn fitting(question: &Question, format: &str) -> Result<Offer<AnswerFormat>, Refusal> {
    let what: AnswerFormat = format.parse().map_err(|error| Refusal::Malformed(format!("{error}")))?;
    let formats = negotiation::formats(&question.query);
    if formats.contains(&what) {
        return Ok(Offer { media_type: negotiation::essence(what.media_type()), what });
    }
    let possible: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    Err(Refusal::Malformed(format!(
        "{what} cannot hold the answer to `{}`; choose one of {}",
        question.name,
        possible.join(", ")
    )))
}

/// Lists the questions, as JSON or as a page.
pub(super) async fn list(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Refusal> {
    let offers = [Offer { media_type: "application/json", what: false }, Offer { media_type: "text/html", what: true }];
    let offer = negotiation::choose(accept(&headers).as_deref(), &offers)?;
    let mut response = if offer.what {
        page::page(site.catalogue()).into_response()
    } else {
        ([(header::CONTENT_TYPE, offer.content_type())], format!("{:#}\n", listed(site.catalogue()))).into_response()
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

fn listed(catalogue: &Catalogue) -> Value {
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
