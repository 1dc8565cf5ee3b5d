//! The page for people: a query of one's own, and a form for each saved question. It needs no script and nothing from
//! elsewhere.

use super::questions::{is_required, path};
use crate::answers::writing::html::escaped;
use crate::questions::catalogue::Catalogue;
use crate::questions::parameter::Parameter;
use crate::questions::question::Question;
use axum::http::{HeaderName, HeaderValue, header};
use std::fmt::Write;

const PAGE: &str = include_str!("page.html");
const PLACE: &str = "<!-- questions -->";
/// A page with its headers.
pub(super) type Page = ([(HeaderName, HeaderValue); 1], String);

/// The page over the questions of `catalogue`.
pub(super) fn page(catalogue: &Catalogue) -> Page {
    let mut forms = String::new();
    for (tag, questions) in catalogue.by_tag() {
        let _ = writeln!(forms, "<h3>{}</h3>", escaped(if tag.is_empty() { "other" } else { tag }));
        questions.into_iter().for_each(|question| forms.push_str(&form(question)));
    }
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, html)], PAGE.replace(PLACE, &forms))
}

fn form(question: &Question) -> String {
    let (name, summary) = (escaped(&question.name), escaped(&question.header.summary));
    let fields: String = question.parameters.iter().map(|parameter| field(question, parameter)).collect();
    format!(
        "<form action=\"{}\" method=\"get\"><p><b>{name}</b>: {summary}</p>\n<p>{fields}<button>Ask</button></p></form>\n",
        escaped(&path(question))
    )
}

fn field(question: &Question, parameter: &Parameter) -> String {
    let name = escaped(&parameter.name);
    let choices = question.header.choices_of(&parameter.name);
    let default = question.header.default_of(&parameter.name);
    if choices.is_empty() {
        let required = if is_required(question, parameter) { " required" } else { "" };
        let value = default.map_or_else(String::new, |default| format!(" value=\"{}\"", escaped(default)));
        return format!("<label>{name} <input name=\"{name}\"{value}{required}></label> ");
    }
    let option = |choice: &String| {
        let selected = if Some(choice.as_str()) == default { " selected" } else { "" };
        format!("<option{selected}>{}</option>", escaped(choice))
    };
    let options: String = choices.iter().map(option).collect();
    format!("<label>{name} <select name=\"{name}\">{options}</select></label> ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_a_form_and_what_it_says_is_text() {
        let odd = "#+ summary: <b>odd</b>\n#+ defaults:\n#+   - x: '\"'\nSELECT ?a { ?a ?b ?_x }";
        let (_, text) = page(&Catalogue::new(&[("odd", odd)], &[]).unwrap());
        assert!(text.contains("<form action=\"/query/odd\"") && !text.contains(PLACE), "{text}");
        assert!(text.contains("&lt;b&gt;odd&lt;/b&gt;") && text.contains("name=\"x\" value=\"&quot;\""), "{text}");
    }
}
