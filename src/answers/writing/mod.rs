//! Writing an answer in a format. Rows are written as they come; only a table waits for all, to know its columns' widths.

mod cell;
mod html;
mod ndjson;
mod sheet;
mod table;
mod tree;

use super::answer::{Answer, Solutions};
use super::error::EvaluationError;
use super::format::AnswerFormat;
use crate::publishing::publication::CarriageReturns;
use crate::questions::syntax::Prefixes;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::collections::BTreeMap;
use std::io::{self, Write};
use thiserror::Error;

pub use sheet::{in_columns, pairs};

/// How names are shortened and how wide a table is.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// The IRI that tables leave out at the beginning of the dataset's own IRIs.
    pub base: String,
    /// Prefixes for the other IRIs.
    pub prefixes: Prefixes,
    /// The columns of the terminal; without it rows are as wide as they need.
    pub width: Option<u16>,
    /// The columns that [`Header::tree`](crate::questions::header::Header::tree) names.
    pub tree: Vec<String>,
}

/// Why an answer could not be written, or not to its end.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The evaluation failed at a later row.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// The output failed.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// The answer has no such form.
    #[error("{0}")]
    Format(String),
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// How many rows or triples; one for true and false.
    pub count: usize,
    /// The columns that a table left out to fit its width: IRIs that stand beside their labels.
    pub hidden: Vec<String>,
}

impl Written {
    fn rows(count: usize) -> Self {
        Self { count, hidden: Vec::new() }
    }
}

/// The format for an answer when none is asked for: a table for rows, Turtle for a graph.
pub fn default_format(answer: &Answer) -> AnswerFormat {
    match answer {
        Answer::Graph(_) => AnswerFormat::Rdf(RdfFormat::Turtle),
        Answer::Solutions(_) | Answer::Boolean(_) => AnswerFormat::Table,
    }
}

/// Writes an answer.
///
/// # Errors
/// The format does not fit the answer, the evaluation fails on the way, or the output does.
pub fn write(answer: Answer, format: AnswerFormat, style: &Style, out: &mut impl Write) -> Result<Written, WriteError> {
    if matches!(format, AnswerFormat::Results(QueryResultsFormat::Xml) | AnswerFormat::Rdf(RdfFormat::RdfXml)) {
        return write_as_is(answer, format, style, &mut CarriageReturns(out));
    }
    write_as_is(answer, format, style, out)
}

fn write_as_is(
    answer: Answer,
    format: AnswerFormat,
    style: &Style,
    out: &mut impl Write,
) -> Result<Written, WriteError> {
    match (answer, format) {
        (Answer::Boolean(value), AnswerFormat::Results(format)) => boolean(value, format, out),
        (Answer::Boolean(value), AnswerFormat::Html) => html::write_boolean(value, out),
        (Answer::Boolean(value), AnswerFormat::Table | AnswerFormat::Markdown | AnswerFormat::Ndjson) => {
            writeln!(out, "{value}")?;
            Ok(Written::rows(1))
        }
        (Answer::Graph(triples), AnswerFormat::Rdf(format)) => graph(triples, format, style, out),
        (Answer::Solutions(rows), AnswerFormat::Table) => table::write(rows, style, out),
        (Answer::Solutions(rows), AnswerFormat::Markdown) => table::write_markdown(rows, style, out),
        (Answer::Solutions(rows), AnswerFormat::Html) => html::write(rows, style, out),
        (Answer::Solutions(rows), AnswerFormat::Ndjson) => ndjson::write(rows, out),
        (Answer::Solutions(rows), AnswerFormat::Results(format)) => results(rows, format, out),
        (answer, format) => Err(mismatch(&answer, format)),
    }
}

fn mismatch(answer: &Answer, format: AnswerFormat) -> WriteError {
    let is_graph = matches!(answer, Answer::Graph(_));
    let fits = |format: &AnswerFormat| matches!(format, AnswerFormat::Rdf(_)) == is_graph;
    let possible: Vec<&str> = AnswerFormat::ALL.into_iter().filter(fits).map(AnswerFormat::name).collect();
    let word = match answer {
        Answer::Solutions(_) => "rows",
        Answer::Graph(_) => "a graph",
        Answer::Boolean(_) => "true or false",
    };
    let possible = possible.join(", ");
    WriteError::Format(format!("the answer is {word}, and {format} cannot hold it; choose one of {possible}"))
}

fn boolean(value: bool, format: QueryResultsFormat, out: &mut impl Write) -> Result<Written, WriteError> {
    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, value)?;
    writeln!(out)?;
    Ok(Written::rows(1))
}

fn results(answer: Solutions, format: QueryResultsFormat, out: &mut impl Write) -> Result<Written, WriteError> {
    let columns = answer.columns;
    let serializer = QueryResultsSerializer::from_format(format);
    let mut serializer = serializer.serialize_solutions_to_writer(&mut *out, columns.clone())?;
    let mut count = 0;
    for row in answer.rows {
        let row = row?;
        serializer.serialize(columns.iter().zip(&row).filter_map(|(column, value)| Some((column, value.as_ref()?))))?;
        count += 1;
    }
    serializer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(Written::rows(count))
}

/// A graph in a format of RDF: each triple once, sorted, so that the same graph is always the same text.
fn graph(
    triples: impl Iterator<Item = Result<Triple, EvaluationError>>,
    format: RdfFormat,
    style: &Style,
    out: &mut impl Write,
) -> Result<Written, WriteError> {
    let sorted = triples.map(|triple| triple.map(|triple| (triple.to_string(), triple)));
    let triples: BTreeMap<String, Triple> = sorted.collect::<Result<_, _>>()?;
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in style.prefixes.iter().filter(|(_, namespace)| is_used(&triples, namespace)) {
        serializer = serializer.clone().with_prefix(prefix, namespace).unwrap_or(serializer);
    }
    let mut serializer = serializer.for_writer(out);
    triples.values().try_for_each(|triple| serializer.serialize_triple(triple))?;
    serializer.finish()?;
    Ok(Written::rows(triples.len()))
}

fn is_used(triples: &BTreeMap<String, Triple>, namespace: &str) -> bool {
    let begins = |iri: NamedNodeRef<'_>| iri.as_str().starts_with(namespace);
    triples.values().map(Triple::as_ref).any(|triple| {
        begins(triple.predicate)
            || matches!(triple.subject, NamedOrBlankNodeRef::NamedNode(iri) if begins(iri))
            || matches!(triple.object, TermRef::NamedNode(iri) if begins(iri))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode, Variable};

    fn solutions() -> Answer {
        let act = NamedNode::new("https://w3id.org/lauazym/act/Z1").unwrap();
        let title = Literal::new_language_tagged_literal("Мемлекеттік \"қызмет\" | туралы", "kk").unwrap();
        let rows = vec![
            Ok(vec![Some(act.into()), Some(title.into()), Some(Literal::from(94).into())]),
            Ok(vec![
                Some(NamedNode::new("https://w3id.org/lauazym/act/Z2").unwrap().into()),
                None,
                Some(Literal::from(5).into()),
            ]),
        ];
        let columns = ["z", "label", "a"].map(|name| Variable::new(name).unwrap()).to_vec();
        Answer::Solutions(Solutions { columns, rows: Box::new(rows.into_iter()) })
    }

    fn written(answer: Answer, format: &str) -> String {
        let style = Style { base: "https://w3id.org/lauazym/".into(), ..Style::default() };
        let mut out = Vec::new();
        write(answer, format.parse().unwrap(), &style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_in_the_order_of_the_question_in_every_format() {
        assert!(written(solutions(), "csv").starts_with("z,label,a\r\nhttps://"));
        assert!(written(solutions(), "tsv").starts_with("?z\t?label\t?a\n<https://"));
        assert!(written(solutions(), "json").starts_with(r#"{"head":{"vars":["z","label","a"]}"#));
        assert!(written(solutions(), "markdown").starts_with("| z | label | a |\n"));
        assert!(
            written(solutions(), "xml").contains(r#"<variable name="z"/><variable name="label"/><variable name="a"/>"#)
        );
        let table = written(solutions(), "table");
        let header: Vec<&str> = table.lines().nth(1).unwrap().split_whitespace().collect();
        assert_eq!(header, ["z", "label", "a"], "{table}");
    }

    #[test]
    fn ndjson_has_plain_values_and_leaves_out_what_is_missing() {
        let text = written(solutions(), "ndjson");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            r#"{"z":"https://w3id.org/lauazym/act/Z1","label":"Мемлекеттік \"қызмет\" | туралы","a":94}"#
        );
        assert_eq!(lines[1], r#"{"z":"https://w3id.org/lauazym/act/Z2","a":5}"#);
    }

    #[test]
    fn a_carriage_return_survives_xml() {
        let columns = vec![Variable::new("v").unwrap()];
        let row = vec![Some(Literal::from("cr\rhere").into())];
        let rows = Answer::Solutions(Solutions { columns, rows: Box::new(std::iter::once(Ok(row))) });
        assert!(written(rows, "xml").contains(">cr&#xD;here</literal>"));
        let node = NamedNode::new("http://example.com/a").unwrap();
        let triple = Triple::new(node.clone(), node, Literal::from("cr\rhere"));
        let graph = Answer::Graph(Box::new(std::iter::once(Ok(triple))));
        assert!(written(graph, "rdfxml").contains("cr&#xD;here"));
    }

    #[test]
    fn a_cell_of_a_markdown_table_cannot_break_it() {
        assert!(written(solutions(), "markdown").contains(r#"| Мемлекеттік "қызмет" \| туралы | 94 |"#));
    }

    #[test]
    fn a_page_shows_text_as_text_and_links_only_what_a_browser_may_open() {
        let cells = ["<script>alert(1)</script>", "\"&'"].map(|text| Some(Literal::from(text).into()));
        let iris = ["javascript:alert(1)", "https://w3id.org/lauazym/act/Z1"];
        let iris = iris.map(|iri| Some(NamedNode::new(iri).unwrap().into()));
        let row = cells.into_iter().chain(iris).collect();
        let columns = ["a", "b", "c", "d"].map(|name| Variable::new(name).unwrap()).to_vec();
        let page = written(Answer::Solutions(Solutions { columns, rows: Box::new(std::iter::once(Ok(row))) }), "html");
        assert!(page.contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>&quot;&amp;&#39;</td>"), "{page}");
        assert!(page.contains("<td>javascript:alert(1)</td>"), "{page}");
        assert!(page.contains("<td><a href=\"https://w3id.org/lauazym/act/Z1\">act/Z1</a></td>"), "{page}");
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    }

    #[test]
    fn the_lines_of_a_table_are_equally_wide_in_kazakh_too() {
        let table = written(solutions(), "table");
        let widths: Vec<usize> = table.lines().map(|line| line.trim_end().chars().count()).collect();
        assert!(table.contains("act/Z1") && !table.contains("https"), "{table}");
        let numbers: Vec<usize> =
            table.lines().filter(|line| line.ends_with(['4', '5'])).map(|line| line.chars().count()).collect();
        assert!(numbers.len() == 2 && numbers[0] == numbers[1], "{table}");
        assert_eq!(widths[0], widths[2], "{table}");
    }

    #[test]
    fn a_table_too_wide_leaves_out_iris_that_stand_beside_their_labels() {
        let act = NamedNode::new("http://example.com/a-very-long-iri-that-takes-place").unwrap();
        let row = vec![Some(act.into()), Some(Literal::from("Act").into())];
        let columns = ["act", "actLabel"].map(|name| Variable::new(name).unwrap()).to_vec();
        let answer = Answer::Solutions(Solutions { columns, rows: Box::new(std::iter::once(Ok(row))) });
        let mut out = Vec::new();
        let style = Style { width: Some(30), ..Style::default() };
        let written = write(answer, AnswerFormat::Table, &style, &mut out).unwrap();
        assert_eq!(written, Written { count: 1, hidden: vec!["act".into()] });
        assert!(!String::from_utf8(out).unwrap().contains("http"));
    }

    #[test]
    fn what_is_the_same_in_every_row_stands_once_above_the_table() {
        let order = NamedNode::new("https://w3id.org/lauazym/order/V1").unwrap();
        let row = |code: &str| Ok(vec![Some(Literal::from(code).into()), Some(order.clone().into())]);
        let columns = ["code", "order"].map(|name| Variable::new(name).unwrap()).to_vec();
        let rows = vec![row("13-4-2"), row("13-4-3")].into_iter();
        let table = written(Answer::Solutions(Solutions { columns, rows: Box::new(rows) }), "table");
        assert!(table.starts_with("order   order/V1\n\n─"), "{table}");
        assert_eq!(table.matches("order").count(), 2, "{table}");
    }

    #[test]
    fn no_word_is_broken_however_narrow_the_terminal() {
        let texts = ["Мемлекеттік қызметтер көрсету сапасын мониторингілеу", "order/V1400009219/unit/13-4", "94"];
        for width in 5..90 {
            let row =
                |last: &str| Ok(texts.iter().chain([&last]).map(|&text| Some(Literal::from(text).into())).collect());
            let columns = ["unitLabel", "unit", "posts", "code"].map(|name| Variable::new(name).unwrap()).to_vec();
            for rows in [vec![row("1")], vec![row("1"), row("2")]] {
                let answer =
                    Answer::Solutions(Solutions { columns: columns.clone(), rows: Box::new(rows.into_iter()) });
                let mut out = Vec::new();
                let style = Style { width: Some(width), ..Style::default() };
                write(answer, AnswerFormat::Table, &style, &mut out).unwrap();
                let table = String::from_utf8(out).unwrap();
                let words: Vec<&str> = table.split_whitespace().collect();
                for word in texts.iter().flat_map(|text| text.split(' ')).chain(["unitLabel"]) {
                    assert!(words.contains(&word), "{width}: {word}\n{table}");
                }
                let fits = table.lines().all(|line| line.chars().count() <= width.into());
                assert!(fits || width < 45, "{width}\n{table}");
            }
        }
    }

    #[test]
    fn true_and_false_are_words_in_every_format_for_rows() {
        for format in ["table", "markdown", "ndjson", "csv", "tsv"] {
            assert_eq!(written(Answer::Boolean(true), format).trim(), "true", "{format}");
        }
        assert_eq!(written(Answer::Boolean(false), "json").trim(), r#"{"head":{},"boolean":false}"#);
    }
}
