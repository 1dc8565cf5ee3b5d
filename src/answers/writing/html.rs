//! Rows as a page for a browser. What the data say is text in it, never markup, and only web addresses become links.

use super::{Style, WriteError, Written, cell};
use crate::answers::answer::{Row, Solutions};
use oxigraph::model::{Literal, Term};
use std::fmt::Write as _;
use std::io::Write;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>lauazym: answer</title>\n\
<style>body{font:15px/1.4 sans-serif;margin:1.5em}table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.25em .6em;\
text-align:left;vertical-align:top}th{background:#eee}td.number{text-align:right}</style>\n</head>\n<body>\n";
const END: &str = "</body>\n</html>\n";

pub(super) fn write(answer: Solutions, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    write!(out, "{HEAD}<table>\n<thead><tr>")?;
    for column in &answer.columns {
        write!(out, "<th>{}</th>", escaped(column.as_str()))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let mut count = 0;
    for row in answer.rows {
        writeln!(out, "<tr>{}</tr>", cells(&row?, style))?;
        count += 1;
    }
    write!(out, "</tbody>\n</table>\n<p>{count} rows</p>\n{END}")?;
    Ok(Written::rows(count))
}

pub(super) fn write_boolean(value: bool, out: &mut impl Write) -> Result<Written, WriteError> {
    write!(out, "{HEAD}<p>{value}</p>\n{END}")?;
    Ok(Written::rows(1))
}

fn cells(row: &Row, style: &Style) -> String {
    row.iter().fold(String::new(), |mut cells, value| {
        let text = value.as_ref().map_or_else(String::new, |term| escaped(&cell::text(term, style)));
        let _ = match value {
            Some(Term::NamedNode(iri)) if is_web_address(iri.as_str()) => {
                write!(cells, "<td><a href=\"{}\">{text}</a></td>", escaped(iri.as_str()))
            }
            Some(Term::Literal(literal)) => write!(cells, "<td{}>{text}</td>", attribute(literal)),
            _ => write!(cells, "<td>{text}</td>"),
        };
        cells
    })
}

fn attribute(literal: &Literal) -> String {
    match literal.language() {
        Some(language) => format!(" lang=\"{}\"", escaped(language)),
        None if cell::is_number(literal) => " class=\"number\"".to_owned(),
        None => String::new(),
    }
}

fn is_web_address(iri: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| iri.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The text as it must stand in HTML, between tags or in a quoted attribute.
fn escaped(text: &str) -> String {
    let marks = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")];
    marks.iter().fold(text.to_owned(), |text, (mark, reference)| text.replace(mark, reference))
}
