//! A saved question: a SPARQL query that carries its own explanation and parameters.

use super::binding::{self, BindingError};
use super::columns;
use super::header::{Header, HeaderError};
use super::parameter::Parameter;
use super::syntax::{self, Prefixes, SyntaxError};
use oxigraph::model::Variable;
use regex::Regex;
use spargebra::Query;
use std::sync::LazyLock;
use thiserror::Error;

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
    /// The header cannot be read.
    #[error("{file}: {error}")]
    Header {
        /// The name of the question's file.
        file: String,
        /// What is wrong.
        error: HeaderError,
    },
    /// The query is no SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// The header speaks of a parameter that the query does not have.
    #[error(
        "{file}: the header speaks of a parameter `{parameter}`, and the query has no variable for it, such as ?_{parameter}"
    )]
    UnknownParameter {
        /// The name of the question's file.
        file: String,
        /// The parameter.
        parameter: String,
    },
    /// The header speaks of a column that the answer does not have.
    #[error("{file}: the header speaks of a column `{column}`, and the answer has no such column")]
    UnknownColumn {
        /// The name of the question's file.
        file: String,
        /// The column.
        column: String,
    },
    /// The query computes a variable that has the name of a parameter.
    #[error("{file}: {error}")]
    Binding {
        /// The name of the question's file.
        file: String,
        /// What is wrong.
        error: BindingError,
    },
    /// grlc replaces parameters in the text, and would replace the beginning of the longer one too.
    #[error("{file}: ?{longer} begins with ?{shorter}; give one of the two parameters another name")]
    Overlapping {
        /// The name of the question's file.
        file: String,
        /// The variable that is replaced first.
        shorter: String,
        /// The variable that is damaged.
        longer: String,
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
        let named = || file.to_owned();
        let header = Header::parse(text).map_err(|error| QuestionError::Header { file: named(), error })?;
        let query = syntax::parse(file, text, known)?;
        let parameters = parameters(&query, text).map_err(|error| QuestionError::Binding { file: named(), error })?;
        let question = Self { name: name.to_owned(), header, text: text.to_owned(), query, parameters };
        question.agrees_with_its_header(file)?;
        Ok(question)
    }

    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The columns of the answer in the order of the SELECT clause; for `SELECT *` in the order of the text.
    pub fn columns(&self) -> Vec<Variable> {
        columns::columns(&self.query, &self.text)
    }

    /// The command line that asks this question, by the first example of the header.
    pub fn example(&self) -> String {
        let arguments = self.header.examples.first().map_or("", String::as_str);
        format!("lauazym query {} {arguments}", self.name).trim_end().to_owned()
    }

    fn agrees_with_its_header(&self, file: &str) -> Result<(), QuestionError> {
        if let Some(parameter) = self.header.named_parameters().find(|name| self.parameter(name).is_none()) {
            return Err(QuestionError::UnknownParameter { file: file.to_owned(), parameter: parameter.to_owned() });
        }
        let columns = self.columns();
        let is_column = |name: &str| columns.iter().any(|column| column.as_str() == name);
        if let Some(column) = self.header.named_columns().find(|name| !is_column(name)) {
            return Err(QuestionError::UnknownColumn { file: file.to_owned(), column: column.to_owned() });
        }
        for shorter in &self.parameters {
            let (shorter, all) = (shorter.variable.as_str(), &self.parameters);
            let longer = all
                .iter()
                .map(|longer| longer.variable.as_str())
                .find(|longer| *longer != shorter && longer.starts_with(shorter));
            if let Some(longer) = longer {
                return Err(QuestionError::Overlapping {
                    file: file.to_owned(),
                    shorter: shorter.to_owned(),
                    longer: longer.to_owned(),
                });
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
        assert!(matches!(error, QuestionError::Overlapping { .. }));
    }
}
