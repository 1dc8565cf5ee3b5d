//! A saved question: a SPARQL query that carries its own explanation and parameters.

use super::binding::{self, BindingError};
use super::header::Header;
use super::parameter::Parameter;
use super::syntax::{self, Prefixes, SyntaxError};
use oxigraph::model::Variable;
use regex::Regex;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::sync::LazyLock;
use thiserror::Error;

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\s*#.*$").expect("a valid pattern"));
static SELECT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(\*)?").expect("a valid pattern"));
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[?$](\w+)").expect("a valid pattern"));
static PARAMETER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[?$](_{1,2}[A-Za-z0-9]\w*)").expect("a valid pattern"));

/// A question of the catalogue, or one of the user's own.
#[derive(Debug, Clone)]
pub struct Question {
    /// The name under which it is asked: the file's name without `.rq`.
    pub name: String,
    /// What its header states.
    pub header: Header,
    /// The text of the file.
    pub text: String,
    /// The parsed query.
    pub query: Query,
    /// The parameters: the required ones first, then as they appear in the text.
    pub parameters: Vec<Parameter>,
}

/// Why a text is no question.
#[derive(Debug, Error)]
pub enum QuestionError {
    /// The query is no SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// The header cannot be read, or it and the query do not agree.
    #[error("{file}: {reason}")]
    Header {
        /// The name of the question's file.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl Question {
    /// Reads a question from the text of its file; `known` are prefixes whose declaration an error message can offer.
    ///
    /// # Errors
    /// The header or the query cannot be read, or the two do not agree about the parameters.
    pub fn parse(name: &str, text: &str, known: &Prefixes) -> Result<Self, QuestionError> {
        Self::read(name, &format!("{name}.rq"), text, known)
    }

    /// As [`Question::parse`], with errors that call the file `file`.
    ///
    /// # Errors
    /// The header or the query cannot be read, or the two do not agree about the parameters.
    pub fn read(name: &str, file: &str, text: &str, known: &Prefixes) -> Result<Self, QuestionError> {
        let wrong = |reason: String| QuestionError::Header { file: file.to_owned(), reason };
        let header = Header::parse(text).map_err(|error| wrong(error.to_string()))?;
        let query = syntax::parse(file, text, None, known)?;
        let parameters = parameters(&query, text).map_err(|error| wrong(error.to_string()))?;
        let question = Self { name: name.to_owned(), header, text: text.to_owned(), query, parameters };
        question.agrees_with_its_header().map_err(wrong)?;
        Ok(question)
    }

    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The columns of the answer in the order of the SELECT clause; for `SELECT *` in the order of the text.
    pub fn columns(&self) -> Vec<Variable> {
        columns(&self.query, &self.text)
    }

    /// The command line that asks this question, by the first example of the header.
    pub fn example(&self) -> String {
        let arguments = self.header.examples.first().map_or("", String::as_str);
        format!("lauazym query {} {arguments}", self.name).trim_end().to_owned()
    }

    fn agrees_with_its_header(&self) -> Result<(), String> {
        if let Some(parameter) = self.header.named_parameters().find(|name| self.parameter(name).is_none()) {
            return Err(format!(
                "the header speaks of a parameter `{parameter}`, and the query has no variable for it, such as ?_{parameter}"
            ));
        }
        let columns = self.columns();
        let is_column = |name: &str| columns.iter().any(|column| column.as_str() == name);
        if let Some(column) = self.header.named_columns().find(|name| !is_column(name)) {
            return Err(format!("the header speaks of a column `{column}`, and the answer has no such column"));
        }
        // grlc replaces parameters in the text, and would replace the beginning of the longer one too.
        let variables = || self.parameters.iter().map(|parameter| parameter.variable.as_str());
        for shorter in variables() {
            if let Some(longer) = variables().find(|longer| *longer != shorter && longer.starts_with(shorter)) {
                return Err(format!("?{longer} begins with ?{shorter}; give one of the two parameters another name"));
            }
        }
        Ok(())
    }
}

/// The text says in which order, the parsed query says which of the names are variables and not words of a text or comment.
fn parameters(query: &Query, text: &str) -> Result<Vec<Parameter>, BindingError> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for name in PARAMETER.captures_iter(text) {
        let Some(parameter) = Parameter::from_variable(&Variable::new_unchecked(&name[1])) else { continue };
        if !parameters.contains(&parameter) && binding::mentions(query, &parameter.variable)? {
            parameters.push(parameter);
        }
    }
    parameters.sort_by_key(|parameter| !parameter.required);
    Ok(parameters)
}

/// The columns of a SELECT, in the order of its clause; none for the other kinds of query. spargebra sorts the columns of
/// `SELECT *` its own way: these stand in the order of their first appearance in the text.
pub(crate) fn columns(query: &Query, text: &str) -> Vec<Variable> {
    let Query::Select { pattern, .. } = query else { return Vec::new() };
    let mut columns = projected(pattern).to_vec();
    let text = COMMENT.replace_all(text, "");
    if selects_all(&text) {
        columns.sort_by_cached_key(|column| position(&text, column));
    }
    columns
}

fn projected(pattern: &GraphPattern) -> &[Variable] {
    match pattern {
        GraphPattern::Project { variables, .. } => variables,
        GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } | GraphPattern::Slice { inner, .. } => {
            projected(inner)
        }
        _ => &[],
    }
}

fn selects_all(text: &str) -> bool {
    SELECT.captures(text).is_some_and(|select| select.get(1).is_some())
}

fn position(text: &str, variable: &Variable) -> usize {
    let found = VARIABLE.captures_iter(text).position(|name| &name[1] == variable.as_str());
    found.unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(text: &str) -> Result<Question, QuestionError> {
        Question::parse("q", text, &Prefixes::new())
    }

    #[test]
    fn parameters_are_found_in_every_place_and_required_ones_come_first() {
        let question = question(
            "SELECT ?a { ?a ?b ?__c . FILTER(?a != ?_d) GRAPH ?_g_iri { ?a a ?b } \
             { SELECT ?a { ?a ?b ?c FILTER EXISTS { ?a ?b ?_e } } } }",
        )
        .unwrap();
        let names: Vec<&str> = question.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(names, ["d", "g", "e", "c"]);
    }

    #[test]
    fn a_header_about_a_parameter_that_does_not_exist_is_an_error() {
        let error = question("#+ defaults:\n#+   - langg: kk\nSELECT ?a { ?a ?b ?_lang }").unwrap_err();
        assert!(error.to_string().contains("langg"));
    }

    #[test]
    fn a_view_by_a_column_that_does_not_exist_is_an_error() {
        for key in ["tree", "matrix", "compare", "answers"] {
            let error = question(&format!("#+ {key}: [a, over]\nSELECT ?a ?above {{ ?a ?b ?above }}")).unwrap_err();
            assert!(error.to_string().contains("`over`"), "{error}");
        }
    }

    #[test]
    fn a_parameter_that_grlc_would_damage_is_an_error() {
        let error = question("SELECT ?a { ?_unit ?b ?_units }").unwrap_err();
        assert_eq!(error.to_string(), "q.rq: ?_units begins with ?_unit; give one of the two parameters another name");
    }

    fn names(text: &str) -> Vec<String> {
        let query = spargebra::SparqlParser::new().parse_query(text).unwrap();
        columns(&query, text).into_iter().map(Variable::into_string).collect()
    }

    #[test]
    fn named_columns_keep_the_order_of_the_select() {
        assert_eq!(names("SELECT DISTINCT ?z ?a { ?a ?b ?z { SELECT * { ?a ?b ?c } } } LIMIT 1"), ["z", "a"]);
    }

    #[test]
    fn the_columns_of_a_star_stand_as_they_appear_in_the_text() {
        assert_eq!(names("# SELECT ?a\nSELECT * { ?zebra ?y ?a . ?a ?m ?zebra2 }"), ["zebra", "y", "a", "m", "zebra2"]);
    }
}
