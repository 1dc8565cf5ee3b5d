//! A parameter of a saved question is a variable named by grlc's rule; its name says what kind of term it is bound to.
//!
//! | variable | parameter | bound to |
//! |---|---|---|
//! | `?_category` | `category`, required | `"C-3"` |
//! | `?__category` | `category`, optional: left out, the variable stays free and means "any" | `"C-3"` |
//! | `?_act_iri` | `act` | `<https://…/act/Z990000453_>` |
//! | `?_line_integer`, `?_line_number` | `line` | `21984` |
//! | `?_date_xsd_date` | `date` | `"2016-01-01"^^xsd:date` |
//! | `?_title_ru` | `title` | `"Финансы"@ru` |
//!
//! A name has letters and digits only. In one question no parameter's variable may begin with another's, since grlc
//! replaces text. A question with a typed parameter declares the prefix `xsd:`, or grlc puts it before every SELECT.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use thiserror::Error;

/// A parameter of a saved question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name that a person types before the `=`.
    pub name: String,
    /// The variable that stands for it in the query.
    pub variable: Variable,
    /// Whether the question makes no sense without it.
    pub required: bool,
    /// What its value is turned into.
    pub kind: TermKind,
}

/// The kind of term that a parameter is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// A literal without language.
    Plain,
    /// An IRI.
    Iri,
    /// A literal with this datatype.
    Typed(NamedNode),
    /// A literal in this language.
    Language(String),
}

/// A value that does not fit the kind of its parameter.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{value}` is no {wanted}")]
pub struct ValueError {
    value: String,
    wanted: &'static str,
}

impl Parameter {
    /// Reads a variable's name by grlc's rule; a variable that does not follow it is no parameter.
    pub fn from_variable(variable: &Variable) -> Option<Self> {
        let rest = variable.as_str().strip_prefix('_')?;
        let (required, rest) = rest.strip_prefix('_').map_or((true, rest), |rest| (false, rest));
        let (name, suffix) = rest.split_once('_').map_or((rest, None), |(name, suffix)| (name, Some(suffix)));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        Some(Self {
            name: name.to_owned(),
            variable: variable.clone(),
            required,
            kind: suffix.map_or(Some(TermKind::Plain), TermKind::from_suffix)?,
        })
    }

    /// Turns a value into the term that the variable is bound to.
    ///
    /// # Errors
    /// The value is no IRI, number or date where the name of the parameter asks for one.
    pub fn term(&self, value: &str) -> Result<Term, ValueError> {
        let value = value.trim();
        match &self.kind {
            TermKind::Plain => Ok(Literal::new_simple_literal(value).into()),
            TermKind::Language(language) => {
                Ok(Literal::new_language_tagged_literal_unchecked(value, language.to_lowercase()).into())
            }
            TermKind::Iri => {
                let iri = value.strip_prefix('<').and_then(|iri| iri.strip_suffix('>')).unwrap_or(value);
                let wanted = "IRI; write it in full, like https://w3id.org/lauazym/act/Z990000453_";
                NamedNode::new(iri).map(Term::from).map_err(|_| ValueError { value: value.to_owned(), wanted })
            }
            TermKind::Typed(datatype) => typed_literal(value, datatype).map(Term::from),
        }
    }
}

impl TermKind {
    fn from_suffix(suffix: &str) -> Option<Self> {
        Some(match suffix {
            "iri" => Self::Iri,
            "literal" => Self::Plain,
            "integer" => Self::Typed(xsd::INTEGER.into_owned()),
            "number" => Self::Typed(xsd::DECIMAL.into_owned()),
            _ => match suffix.split_once('_') {
                Some(("xsd", name)) => {
                    Self::Typed(NamedNode::new(format!("http://www.w3.org/2001/XMLSchema#{name}")).ok()?)
                }
                Some(_) => return None,
                None => {
                    Literal::new_language_tagged_literal("", suffix).ok()?;
                    Self::Language(suffix.to_owned())
                }
            },
        })
    }

    /// The word by which help and error messages call a value of this kind.
    pub fn word(&self) -> String {
        match self {
            Self::Plain => "text".to_owned(),
            Self::Iri => "IRI".to_owned(),
            Self::Typed(datatype) => datatype.as_str().rsplit('#').next().unwrap_or_default().to_owned(),
            Self::Language(language) => format!("text in {language}"),
        }
    }
}

fn typed_literal(value: &str, datatype: &NamedNode) -> Result<Literal, ValueError> {
    use oxsdatatypes::{Date, Decimal};
    use std::str::FromStr;
    let wrong = |wanted| ValueError { value: value.to_owned(), wanted };
    let whole = value.parse::<i64>().map(Literal::from);
    if *datatype == xsd::INTEGER {
        return whole.map_err(|_| wrong("whole number"));
    }
    if *datatype == xsd::DECIMAL {
        return whole.or_else(|_| Decimal::from_str(value).map(Literal::from)).map_err(|_| wrong("number"));
    }
    if *datatype == xsd::DATE && Date::from_str(value).is_err() {
        return Err(wrong("date; write it as year, month and day, like 2016-01-01"));
    }
    Ok(Literal::new_typed_literal(value, datatype.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(variable: &str) -> Option<Parameter> {
        Parameter::from_variable(&Variable::new(variable).unwrap())
    }

    #[test]
    fn the_name_of_a_variable_says_name_need_and_kind() {
        let act = parameter("_act_iri").unwrap();
        assert_eq!((act.name.as_str(), act.required, act.kind), ("act", true, TermKind::Iri));
        let category = parameter("__category").unwrap();
        assert_eq!((category.name.as_str(), category.required, category.kind), ("category", false, TermKind::Plain));
        assert_eq!(parameter("_date_xsd_date").unwrap().kind, TermKind::Typed(xsd::DATE.into_owned()));
        assert_eq!(parameter("_title_ru").unwrap().kind, TermKind::Language("ru".into()));
    }

    #[test]
    fn a_variable_outside_the_rule_is_no_parameter() {
        for variable in ["category", "_", "__", "_a_b_c_d", "_unit_macdefiri", "_unit_iѬi"] {
            assert_eq!(parameter(variable), None, "{variable}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused() {
        let term = |variable, value| parameter(variable).unwrap().term(value);
        assert_eq!(term("_line_integer", "12").unwrap(), Literal::from(12).into());
        for (variable, value, reason) in [
            ("_line_integer", "12a", "`12a` is no whole number"),
            ("_act_iri", "Z99", "`Z99` is no IRI"),
            ("_date_xsd_date", "2016-02-30", "`2016-02-30` is no date"),
        ] {
            assert!(term(variable, value).unwrap_err().to_string().starts_with(reason));
        }
    }

    #[test]
    fn a_value_cannot_break_out_of_its_literal() {
        let value = "x\" } ; DROP ALL #";
        assert_eq!(parameter("_term").unwrap().term(value).unwrap(), Literal::new_simple_literal(value).into());
    }
}
