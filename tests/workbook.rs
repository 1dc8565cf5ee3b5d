//! The workbook, read back: the tables as CSV on the Web has them, with every code a text.

mod exported;

use std::collections::BTreeMap;
use std::io::Read;

use exported::Exported;
use flate2::bufread::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::events::Event;
use rawzip::ZipArchive;

/// What a sheet holds.
#[derive(Default)]
struct Sheet {
    /// The cells by their places (`A1`): their types and texts.
    cells: BTreeMap<String, (String, String)>,
    /// The names of the elements, such as `autoFilter`.
    elements: Vec<String>,
}

/// The texts of the parts of an archive, by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let archive = ZipArchive::from_slice(bytes).unwrap();
    let mut parts = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(found) = entries.next_entry().unwrap() {
        let name = String::from_utf8_lossy(found.file_path().as_ref()).into_owned();
        let entry = archive.get_entry(found.wayfinder()).unwrap();
        let mut text = String::new();
        entry.verifying_reader(DeflateDecoder::new(entry.data())).read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    element.try_get_attribute(name).unwrap().map(|value| value.unescape_value().unwrap().into_owned())
}

/// The texts that cells name by their numbers.
fn shared(xml: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == b"si" => texts.push(String::new()),
            Event::Text(text) => {
                texts.iter_mut().last().into_iter().for_each(|last| last.push_str(&text.unescape().unwrap()))
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn sheet(xml: &str, shared: &[String]) -> Sheet {
    let mut sheet = Sheet::default();
    let mut cell = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                sheet.elements.push(String::from_utf8(element.name().as_ref().to_vec()).unwrap());
                if element.name().as_ref() == b"c" {
                    cell = Some((attribute(&element, "r").unwrap(), attribute(&element, "t").unwrap_or_default()));
                }
            }
            Event::Text(text) => {
                let Some((place, kind)) = cell.take() else { continue };
                let value = text.unescape().unwrap().into_owned();
                let value = if kind == "s" { shared[value.parse::<usize>().unwrap()].clone() } else { value };
                sheet.cells.insert(place, (kind, value));
            }
            Event::Eof => return sheet,
            _ => {}
        }
    }
}

/// The place of a cell: `B3` of row 2 and column 1, counted from nothing.
fn place(row: usize, column: usize) -> String {
    format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1)
}

#[test]
fn every_sheet_holds_its_table_and_every_code_is_a_text() {
    let exported = Exported::of(&["--format", "csvw,xlsx"]);
    let parts = parts(&exported.read("lauazym.xlsx"));
    let shared = shared(&parts["xl/sharedStrings.xml"]);
    let metadata: serde_json::Value = serde_json::from_slice(&exported.read("csv-metadata.json")).unwrap();
    let mut codes = 0;
    for (number, table) in (1..).zip(metadata["tables"].as_array().unwrap()) {
        let name = table["url"].as_str().unwrap();
        let sheet_name = name.strip_suffix(".csv").unwrap();
        let declared = format!("<sheet name=\"{sheet_name}\" sheetId=\"{number}\"");
        assert!(parts["xl/workbook.xml"].contains(&declared), "{name}");
        let sheet = sheet(&parts[&format!("xl/worksheets/sheet{number}.xml")], &shared);
        for element in ["autoFilter", "pane"] {
            assert!(sheet.elements.iter().any(|known| known == element), "{name}: {element}");
        }
        let columns = table["tableSchema"]["columns"].as_array().unwrap();
        let content = exported.read(name);
        let mut cells = 0;
        let mut records = csv::ReaderBuilder::new().has_headers(false).from_reader(content.as_slice());
        for (row, record) in records.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let found = sheet.cells.get(&place(row, column)).map(|(kind, value)| (kind.as_str(), value.as_str()));
                let is_number = row > 0 && columns[column]["datatype"]["base"] == "integer";
                let kind = if is_number { "" } else { "s" };
                assert_eq!(found, (!cell.is_empty()).then_some((kind, cell)), "{name}: {}", place(row, column));
                cells += usize::from(!cell.is_empty());
                codes += usize::from(row > 0 && columns[column]["name"] == "code");
            }
        }
        assert_eq!(sheet.cells.len(), cells, "{name}");
    }
    assert_eq!(codes, 543);
}
