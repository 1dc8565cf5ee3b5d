//! The dataset as tables for people with a spreadsheet: CSV on the Web, made of the records and not of the graph.
//!
//! `ontology/csv-metadata.json` declares the tables: the columns with their types, keys and the IRIs that make each row
//! statements of the graph. Here are the rows; a row is a struct whose fields are the columns in order.
//!
//! Excel and LibreOffice take codes in a CSV file for dates: `1-2` becomes the first of February. The same tables are
//! therefore a workbook too, whose cells say what they are.

mod acts;
mod rows;
mod workbook;

use std::io;

use serde::Serialize;
use serde_json::Value;

use crate::graph::statements::TAGS;
use crate::reading::records::Order;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// The metadata with the default base.
const METADATA: &str = include_str!("../../../ontology/csv-metadata.json");
/// The name under which readers of CSV on the Web look for it.
const METADATA_FILE: &str = "csv-metadata.json";

/// A table.
#[derive(Debug)]
pub struct Table<'a> {
    /// The name of the file.
    pub name: &'static str,
    /// The content as CSV.
    pub content: &'a [u8],
    /// What it is called in Kazakh, Russian and English.
    pub title: [String; 3],
}

/// The tables of some orders, each as CSV.
#[derive(Debug)]
pub struct Tables {
    metadata: String,
    /// The metadata as JSON.
    declared: Value,
    /// The names of the files and their contents.
    tables: Vec<(&'static str, Vec<u8>)>,
}

impl Tables {
    /// Makes the tables.
    ///
    /// # Errors
    /// When a row cannot be written as CSV.
    pub fn of(orders: &[Order], vocabularies: &Vocabularies) -> io::Result<Self> {
        let metadata = in_language(&metadata(&vocabularies.base), language(orders));
        let declared: Value = serde_json::from_str(&metadata)?;
        let mut tables = vec![
            ("orders.csv", of(rows::orders(orders))?),
            ("units.csv", of(rows::units(orders, vocabularies))?),
            ("entries.csv", of(rows::entries(orders))?),
            ("positions.csv", of(rows::positions(orders, vocabularies))?),
            ("citations.csv", of(rows::citations(orders))?),
            ("specialties-accepted.csv", of(rows::specialties_accepted(orders))?),
            ("acts.csv", of(acts::rows(orders, vocabularies))?),
            ("duties.csv", of(rows::duties(orders))?),
            ("findings.csv", of(rows::findings(orders).iter())?),
        ];
        for (name, content) in &mut tables {
            if content.is_empty() {
                *content = header(&declared, name);
            }
        }
        Ok(Self { metadata, declared, tables })
    }

    /// Each table with the name of its file.
    pub fn each(&self) -> impl Iterator<Item = Table<'_>> {
        self.tables.iter().map(|(name, content)| Table { name, content, title: title(&self.declared, name) })
    }

    /// The name and the content of the file that describes the tables.
    pub fn metadata(&self) -> (&'static str, &[u8]) {
        (METADATA_FILE, self.metadata.as_bytes())
    }

    /// The tables as one workbook.
    ///
    /// # Errors
    /// When a table has more rows than a sheet can hold.
    pub fn workbook(&self) -> io::Result<Vec<u8>> {
        workbook::of(self.each().map(|table| (table.name, table.content, numbers(&self.declared, table.name))))
    }
}

/// The metadata for data under `base`; the ontology keeps its own namespace.
fn metadata(base: &str) -> String {
    let ontology = format!("\"{DEFAULT_BASE}ontology");
    METADATA
        .replace(&ontology, "\u{0}")
        .replace(&format!("\"{DEFAULT_BASE}"), &format!("\"{base}"))
        .replace('\u{0}', &ontology)
}

/// The language of the texts of all orders; `und`, undetermined (BCP 47), when they differ.
fn language(orders: &[Order]) -> &'static str {
    let mut tags = orders.iter().map(|order| order.language.tag());
    let first = tags.next().unwrap_or("kk");
    if tags.all(|tag| tag == first) { first } else { "und" }
}

/// The metadata, which are those of Kazakh orders, for texts in another language. The columns of translations end in `_kk` and
/// the like, and stay.
fn in_language(metadata: &str, language: &str) -> String {
    let texts = |line: &str| match line.contains("_kk\"") {
        true => line.to_owned(),
        false => line.replace("\"lang\": \"kk\"", &format!("\"lang\": \"{language}\"")),
    };
    metadata.split_inclusive('\n').map(texts).collect()
}

/// The rows as CSV, with the names of their fields as header; nothing when there are no rows.
fn of(rows: impl Iterator<Item = impl Serialize>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The header of the table `name`, as the metadata declare it.
fn header(metadata: &Value, name: &str) -> Vec<u8> {
    let names: Vec<&str> = columns(metadata, name).filter_map(|column| column["name"].as_str()).collect();
    format!("{}\r\n", names.join(",")).into_bytes()
}

/// What the table `name` is called, as the metadata declare it.
fn title(metadata: &Value, name: &str) -> [String; 3] {
    let titles = || table(metadata, name).and_then(|table| table["dc:title"].as_array()).into_iter().flatten();
    TAGS.map(|language| {
        let title = titles().find(|title| title["@language"] == language);
        title.and_then(|title| title["@value"].as_str()).unwrap_or(name).to_owned()
    })
}

/// Which columns of the table `name` hold numbers, as the metadata declare it.
fn numbers(metadata: &Value, name: &str) -> Vec<bool> {
    let is_integer = |datatype: &Value| datatype.as_str().or_else(|| datatype["base"].as_str()) == Some("integer");
    columns(metadata, name).map(|column| is_integer(&column["datatype"])).collect()
}

fn columns<'a>(metadata: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    table(metadata, name).and_then(|table| table["tableSchema"]["columns"].as_array()).into_iter().flatten()
}

fn table<'a>(metadata: &'a Value, name: &str) -> Option<&'a Value> {
    metadata["tables"].as_array().into_iter().flatten().find(|table| table["url"] == name)
}
