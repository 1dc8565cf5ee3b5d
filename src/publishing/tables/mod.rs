//! The dataset as tables for people with a spreadsheet: CSV on the Web, made of the records and not of the graph.
//!
//! `ontology/csv-metadata.json` declares the tables: the columns with their types, keys and the IRIs that make each row
//! statements of the graph. Here are the rows; a row is a struct whose fields are the columns in order.

mod acts;
mod rows;

use std::io;

use serde::Serialize;
use serde_json::Value;

use crate::reading::records::Order;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// The metadata with the default base.
const METADATA: &str = include_str!("../../../ontology/csv-metadata.json");
/// The name under which readers of CSV on the Web look for it.
const METADATA_FILE: &str = "csv-metadata.json";

/// Returns the files, tables first, each with its name and content.
///
/// # Errors
/// When a row cannot be written as CSV.
pub fn files(orders: &[Order], vocabularies: &Vocabularies) -> io::Result<Vec<(String, Vec<u8>)>> {
    let metadata = metadata(&vocabularies.base);
    let mut files = vec![
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
    for (name, content) in &mut files {
        if content.is_empty() {
            *content = header(&metadata, name)?;
        }
    }
    let tables = files.into_iter().map(|(name, content)| (name.to_owned(), content));
    Ok(tables.chain([(METADATA_FILE.to_owned(), metadata.into_bytes())]).collect())
}

/// The metadata for data under `base`; the ontology keeps its own namespace.
fn metadata(base: &str) -> String {
    let ontology = format!("\"{DEFAULT_BASE}ontology");
    METADATA
        .replace(&ontology, "\u{0}")
        .replace(&format!("\"{DEFAULT_BASE}"), &format!("\"{base}"))
        .replace('\u{0}', &ontology)
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
fn header(metadata: &str, name: &str) -> io::Result<Vec<u8>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let table = metadata["tables"].as_array().into_iter().flatten().find(|table| table["url"] == name);
    let columns = table.and_then(|table| table["tableSchema"]["columns"].as_array()).into_iter().flatten();
    let names: Vec<&str> = columns.filter_map(|column| column["name"].as_str()).collect();
    Ok(format!("{}\r\n", names.join(",")).into_bytes())
}
