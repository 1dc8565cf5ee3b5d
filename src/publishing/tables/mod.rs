//! The dataset as tables for people with a spreadsheet: CSV on the Web, made of the records and not of the graph.
//!
//! `ontology/csv-metadata.json` declares the tables: the columns with their types, keys and the IRIs that make each row
//! statements of the graph. Here are the rows, the cells in the order of the columns.
//!
//! Excel and LibreOffice take codes in a CSV file for dates: `1-2` becomes the first of February. The same tables are
//! therefore a workbook too, whose cells say what they are.

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
pub(super) const METADATA_FILE: &str = "csv-metadata.json";

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The name of the file.
    pub name: &'static str,
    /// The content as CSV.
    pub content: Vec<u8>,
    /// What it is called in Kazakh, Russian and English.
    pub title: [String; 3],
}

/// The tables of some orders, each as CSV.
#[derive(Debug)]
pub struct Tables {
    /// The content of the file that describes the tables.
    pub metadata: String,
    /// The same as JSON.
    declared: Value,
    /// Each table.
    pub each: Vec<Table>,
}

impl Tables {
    /// Makes the tables.
    ///
    /// # Errors
    /// When a row cannot be written as CSV.
    pub fn of(orders: &[Order], vocabularies: &Vocabularies) -> io::Result<Self> {
        let metadata = in_language(&metadata(&vocabularies.base), language(orders));
        let declared: Value = serde_json::from_str(&metadata)?;
        let each = vec![
            csv("orders.csv", rows::orders(orders), &declared)?,
            csv("units.csv", rows::units(orders, vocabularies), &declared)?,
            csv("entries.csv", rows::entries(orders), &declared)?,
            csv("positions.csv", rows::positions(orders, vocabularies), &declared)?,
            csv("citations.csv", rows::citations(orders), &declared)?,
            csv("specialties-accepted.csv", rows::specialties_accepted(orders), &declared)?,
            csv("acts.csv", rows::acts(orders, vocabularies), &declared)?,
            csv("duties.csv", rows::duties(orders), &declared)?,
            csv("findings.csv", rows::findings(orders), &declared)?,
        ];
        Ok(Self { metadata, declared, each })
    }

    /// The tables as one workbook.
    ///
    /// # Errors
    /// When a table has more rows than a sheet can hold.
    pub fn workbook(&self) -> io::Result<Vec<u8>> {
        workbook::of(self.each.iter().map(|table| (table, numbers(&self.declared, table.name))))
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

/// The table `name` with the header that the metadata declare, and the rows.
fn csv(name: &'static str, rows: impl Iterator<Item = impl Serialize>, metadata: &Value) -> io::Result<Table> {
    let mut builder = csv::WriterBuilder::new();
    let mut writer = builder.has_headers(false).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns(metadata, name).filter_map(|column| column["name"].as_str()))?;
    for row in rows {
        writer.serialize(row)?;
    }
    let content = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(Table { name, content, title: title(metadata, name) })
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
