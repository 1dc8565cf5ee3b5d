//! The tables for spreadsheets: as their metadata declare them, and saying what the graph says.

mod exported;

use std::collections::{BTreeMap, BTreeSet};

use exported::{Exported, FIXTURE};
use serde_json::Value;

type Row = BTreeMap<String, String>;

struct Tables {
    exported: Exported,
    metadata: Value,
}

impl Tables {
    fn of(args: &[&str]) -> Self {
        let exported = Exported::of(args);
        let metadata = serde_json::from_slice(&exported.read("csv-metadata.json")).unwrap();
        Self { exported, metadata }
    }

    fn all(&self) -> &Vec<Value> {
        self.metadata["tables"].as_array().unwrap()
    }

    fn columns(table: &Value) -> &Vec<Value> {
        table["tableSchema"]["columns"].as_array().unwrap()
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        let content = self.exported.read(name);
        csv::Reader::from_reader(content.as_slice()).deserialize().map(|row| row.unwrap()).collect()
    }
}

fn key(row: &Row, columns: &Value) -> Vec<String> {
    columns.as_array().unwrap().iter().map(|column| row[column.as_str().unwrap()].clone()).collect()
}

/// Fills a URI template with the values of a row.
fn filled(template: &str, row: &Row) -> String {
    row.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value).replace(&format!("{{+{name}}}"), value)
    })
}

#[test]
fn headers_keys_and_references_are_as_declared() {
    let tables = Tables::of(&[FIXTURE, "--format", "csvw"]);
    for table in tables.all() {
        let name = table["url"].as_str().unwrap();
        let content = tables.exported.read(name);
        let header = csv::Reader::from_reader(content.as_slice()).headers().unwrap().clone();
        let declared: Vec<&str> =
            Tables::columns(table).iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(header.iter().collect::<Vec<_>>(), declared, "{name}");
        let rows = tables.rows(name);
        let keys: BTreeSet<Vec<String>> =
            rows.iter().map(|row| key(row, &table["tableSchema"]["primaryKey"])).collect();
        assert_eq!(keys.len(), rows.len(), "{name}: the primary key repeats");
        for reference in table["tableSchema"]["foreignKeys"].as_array().into_iter().flatten() {
            let target = &reference["reference"];
            let known: BTreeSet<Vec<String>> = tables
                .rows(target["resource"].as_str().unwrap())
                .iter()
                .map(|row| key(row, &target["columnReference"]))
                .collect();
            let lost = rows.iter().map(|row| key(row, &reference["columnReference"])).find(|key| !known.contains(key));
            assert_eq!(lost, None, "{name}: {reference}");
        }
    }
}

#[test]
fn every_cell_that_is_a_statement_is_one_of_the_graph() {
    let russian = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/two-languages/rus.md");
    assert!(statements_of_cells(&[]) > 10_000);
    assert!(statements_of_cells(&[russian]) > 10);
}

/// Finds each statement that a cell is in the graph, with its language, and counts them.
fn statements_of_cells(orders: &[&str]) -> usize {
    let base = "https://data.example.kz/";
    let tables = Tables::of(&[orders, &["--format", "csvw,nquads", "--base", base]].concat());
    let graph: BTreeSet<String> = tables
        .exported
        .quads("lauazym.nq")
        .iter()
        .map(|quad| match &quad.object {
            oxigraph::model::Term::Literal(value) => {
                let language = value.language().map(|tag| format!("@{tag}")).unwrap_or_default();
                format!("{} {} {}{language}", quad.subject, quad.predicate, value.value())
            }
            other => format!("{} {} {other}", quad.subject, quad.predicate),
        })
        .collect();
    let mut statements = 0;
    for table in tables.all() {
        let about_row = table["tableSchema"]["aboutUrl"].as_str().unwrap();
        for row in tables.rows(table["url"].as_str().unwrap()) {
            for column in Tables::columns(table) {
                let Some(property) = column["propertyUrl"].as_str() else { continue };
                let cell = &row[column["name"].as_str().unwrap()];
                let values: Vec<&str> = match column["separator"].as_str() {
                    Some(separator) => cell.split(separator).filter(|value| !value.is_empty()).collect(),
                    None => [cell.as_str()].into_iter().filter(|value| !value.is_empty()).collect(),
                };
                let language = column["lang"].as_str().map(|tag| format!("@{tag}")).unwrap_or_default();
                let about = filled(column["aboutUrl"].as_str().unwrap_or(about_row), &row);
                for value in values {
                    let object = column["valueUrl"].as_str().map(|template| format!("<{}>", filled(template, &row)));
                    let statement =
                        format!("<{about}> <{property}> {}", object.unwrap_or_else(|| format!("{value}{language}")));
                    assert!(graph.contains(&statement), "{}: {statement}", table["url"]);
                    statements += 1;
                }
            }
        }
    }
    statements
}

#[test]
fn a_table_without_rows_has_its_header() {
    let glued = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/glued-label.txt");
    let tables = Tables::of(&[glued, "--format", "csvw"]);
    for table in tables.all() {
        assert!(!tables.exported.read(table["url"].as_str().unwrap()).is_empty());
    }
}
