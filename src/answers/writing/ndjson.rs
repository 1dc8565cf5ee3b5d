//! One JSON object a row: IRIs and literals as strings, numbers and truth values as such, missing values left out.

use super::{WriteError, Written, cell};
use crate::answers::answer::{Row, Solutions};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term, Variable};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::Write;

pub(super) fn write(answer: Solutions, out: &mut impl Write) -> Result<Written, WriteError> {
    let mut count = 0;
    for row in answer.rows {
        let object = Object { columns: &answer.columns, row: &row? };
        serde_json::to_writer(&mut *out, &object).map_err(std::io::Error::from)?;
        writeln!(out)?;
        count += 1;
    }
    Ok(Written::rows(count))
}

struct Object<'a> {
    columns: &'a [Variable],
    row: &'a Row,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, value) in self.columns.iter().zip(self.row) {
            if let Some(value) = value {
                map.serialize_entry(column.as_str(), &plain(value))?;
            }
        }
        map.end()
    }
}

fn plain(term: &Term) -> serde_json::Value {
    match term {
        Term::NamedNode(iri) => iri.as_str().into(),
        Term::Literal(literal) => literal_value(literal),
        other => other.to_string().into(),
    }
}

fn literal_value(literal: &Literal) -> serde_json::Value {
    let text = literal.value();
    match literal.datatype() {
        xsd::BOOLEAN => matches!(text, "true" | "1").into(),
        _ if cell::is_number(literal) => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        _ => text.into(),
    }
}
