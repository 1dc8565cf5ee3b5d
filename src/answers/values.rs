//! People type `С-3`, `Қаржы`, `Финансы`, `Finance` or `5B050900`; a query wants one certain term.
//!
//! The rule: a parameter `NAME` is understood by the value list `queries/values/NAME.rq`, or by the one that the question's
//! header states under `values`; without a list, what was typed is taken as it is. A value list is a SELECT with the columns
//!
//! - `?value`: the term that the parameter is bound to,
//! - `?label`: how to show it,
//! - `?name`: one name of it a row: codes, notations, labels in all languages, spellings.
//!
//! What was typed is compared with values, labels and names after [folding](crate::questions::fold). A value itself comes before a name.
//! An IRI can also be typed relative to the base, as tables print it. Other engines and grlc take the `?value` as it is.

use super::answer::{Answer, Row};
use super::error::EvaluationError;
use crate::questions::fold::fold;
use crate::questions::suggestion::{MOST, did_you_mean, likeness};
use oxigraph::model::Term;
use std::collections::HashMap;
use std::fmt::Write;
use thiserror::Error;

/// The values that a parameter can take, in the order of the list.
#[derive(Debug, Default)]
pub struct Values {
    values: Vec<Value>,
    /// How many values are called by a key.
    times: HashMap<String, usize>,
}

/// One value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What is bound.
    pub term: Term,
    /// How it is shown; empty when the list has no label for it.
    pub label: String,
    names: Vec<String>,
    /// Label, names and the written form as they are compared.
    keys: Vec<String>,
}

/// Why a typed value is not understood.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum UnknownValue {
    /// No value has this name.
    #[error("`{parameter}` cannot be `{typed}`: nothing has this name{}", offer(typed, known))]
    Unknown {
        /// The parameter.
        parameter: String,
        /// What was typed.
        typed: String,
        /// All values.
        known: Vec<Value>,
    },
    /// Several values have this name.
    #[error("`{typed}` is the name of several; write one of these:{}", list(meanings))]
    Ambiguous {
        /// What was typed.
        typed: String,
        /// What it can mean.
        meanings: Vec<Value>,
    },
}

impl Values {
    /// Reads the answer to a value list.
    ///
    /// # Errors
    /// The evaluation fails.
    pub fn read(answer: Answer) -> Result<Self, EvaluationError> {
        let Answer::Solutions(solutions) = answer else {
            return Err(EvaluationError::Remote("the answer to a SELECT is no rows".into()));
        };
        let mut values = Self::default();
        for row in solutions.rows {
            values.add(row?);
        }
        Ok(values)
    }

    /// The values.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }

    /// What to type for `value`: a literal as it is; for an IRI its last part, if that is a name of this value alone, or such a
    /// name of one ASCII word, or the whole IRI.
    pub fn handle<'a>(&'a self, value: &'a Value) -> &'a str {
        let written = value.written();
        if matches!(value.term, Term::Literal(_)) {
            return written;
        }
        let is_alone = |name: &&str| {
            let key = fold(name);
            value.is_called(&key) && self.times.get(&key) == Some(&1)
        };
        let is_word = |name: &&str| name.is_ascii() && !name.is_empty() && !name.contains(' ');
        let last = written.rsplit(['/', '#']).next().into_iter();
        let shortest = value.names().filter(is_word).filter(is_alone).min_by_key(|name| (name.len(), *name));
        last.filter(is_word).find(is_alone).or(shortest).unwrap_or(written)
    }

    /// The value that was meant. `base` is the IRI before relative ones.
    ///
    /// # Errors
    /// No value, or several, of this name.
    pub fn understand(&self, parameter: &str, typed: &str, base: &str) -> Result<Term, UnknownValue> {
        let key = fold(typed.trim().trim_start_matches('<').trim_end_matches('>'));
        if let Some(value) = self.values.iter().find(|value| value.is_written(&key, base)) {
            return Ok(value.term.clone());
        }
        let meanings: Vec<&Value> = self.values.iter().filter(|value| value.is_called(&key)).collect();
        match meanings.as_slice() {
            [value] => Ok(value.term.clone()),
            [] => Err(UnknownValue::Unknown {
                parameter: parameter.to_owned(),
                typed: typed.to_owned(),
                known: self.values.clone(),
            }),
            _ => Err(UnknownValue::Ambiguous {
                typed: typed.to_owned(),
                meanings: meanings.into_iter().cloned().collect(),
            }),
        }
    }

    fn add(&mut self, row: Row) {
        let [Some(term), label, name] = row.try_into().unwrap_or([const { None }; 3]) else { return };
        let index = self.values.iter().rposition(|value| value.term == term).unwrap_or_else(|| {
            let label = label.as_ref().map(text).unwrap_or_default().to_owned();
            let keys = [fold(&label), fold(text(&term))];
            self.values.push(Value { term, label, names: Vec::new(), keys: Vec::new() });
            keys.into_iter().for_each(|key| self.call(self.values.len() - 1, key));
            self.values.len() - 1
        });
        if let Some(name) = name.as_ref().map(text) {
            self.values[index].names.push(name.to_owned());
            self.call(index, fold(name));
        }
    }

    /// Lets a value be called by a key.
    fn call(&mut self, index: usize, key: String) {
        if !self.values[index].is_called(&key) {
            *self.times.entry(key.clone()).or_default() += 1;
            self.values[index].keys.push(key);
        }
    }
}

impl Value {
    /// The value as it is typed: without the marks of SPARQL.
    pub fn written(&self) -> &str {
        text(&self.term)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain([&self.label]).map(String::as_str).chain([self.written()])
    }

    fn is_written(&self, key: &str, base: &str) -> bool {
        let written = self.written();
        fold(written) == key || written.strip_prefix(base).is_some_and(|relative| fold(relative) == key)
    }

    fn is_called(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(iri) => iri.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
        _ => "",
    }
}

/// The values to choose from: all when they are few, else those whose names are most like what was typed.
fn offer(typed: &str, known: &[Value]) -> String {
    let near = did_you_mean(typed, known.iter().flat_map(Value::names));
    if known.len() <= MOST {
        return format!("{near}\nthe values are:{}", list(known));
    }
    let typed = fold(typed);
    let likeness = |value: &&Value| value.names().map(|name| likeness(&typed, name)).fold(0.0_f64, f64::max);
    let mut nearest: Vec<&Value> = known.iter().collect();
    nearest.sort_by(|left, right| likeness(right).total_cmp(&likeness(left)));
    format!("{near}\nthe nearest of {} are:{}", known.len(), list(nearest.into_iter().take(MOST / 2)))
}

fn list<'a>(values: impl IntoIterator<Item = &'a Value>) -> String {
    let mut values = values.into_iter();
    let mut list = values.by_ref().take(MOST).fold(String::new(), |mut list, value| {
        let _ = write!(list, "\n  {}  {}", value.written(), value.label);
        list
    });
    match values.count() {
        0 => (),
        more => list += &format!("\n  and {more} more"),
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::answer::Solutions;
    use oxigraph::model::{Literal, NamedNode};

    const BASE: &str = "https://w3id.org/lauazym/";

    fn values(rows: &[(&str, &str, &str)]) -> Values {
        let row = |&(value, label, name): &(&str, &str, &str)| {
            let value = NamedNode::new(value).map_or_else(|_| Literal::from(value).into(), Term::from);
            Ok(vec![Some(value), Some(Literal::from(label).into()), Some(Literal::from(name).into())])
        };
        let rows: Vec<Result<Row, EvaluationError>> = rows.iter().map(row).collect();
        Values::read(Answer::Solutions(Solutions { columns: vec![], rows: Box::new(rows.into_iter()) })).unwrap()
    }

    #[test]
    fn an_unknown_name_is_answered_with_a_near_one() {
        let list = values(&[("C-3", "С-3", "C-3"), ("C-4", "С-4", "C-4")]);
        let error = list.understand("category", "C-33", BASE).unwrap_err().to_string();
        assert_eq!(
            error,
            "`category` cannot be `C-33`: nothing has this name; did you mean `C-3`?\nthe values are:\n  C-3  С-3\n  C-4  С-4"
        );
    }

    #[test]
    fn the_handle_of_a_value_is_a_short_name_that_means_nothing_else() {
        let list = values(&[
            ("http://a/13", "Department", "13"),
            ("http://a/13", "Department", "Audit"),
            ("http://a/14", "Бөлім", "Audit"),
        ]);
        let handles: Vec<&str> = list.iter().map(|value| list.handle(value)).collect();
        assert_eq!(handles, ["13", "http://a/14"]);
    }

    #[test]
    fn a_value_itself_comes_before_a_name() {
        let list = values(&[("13", "Thirteen", "14"), ("14", "Fourteen", "14")]);
        assert_eq!(list.understand("unit", "14", BASE).unwrap(), Literal::from("14").into());
    }
}
