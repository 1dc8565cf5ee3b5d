//! Reading an office document in Office Open XML (DOCX), as Word, LibreOffice and others write it.
//!
//! Comes in: the archive. Goes out: the pieces of its body, then the notes that it refers to; a line's number is that of its
//! paragraph, those in tables, text boxes and notes included. Headers and footers are furniture. Text that was deleted while
//! changes were tracked, the codes of fields, and hidden twins of drawings are no words.

mod body;
mod styles;

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::building::Builder;
use super::zip::Package;
use super::{Document, DocumentError, Places};
use body::Body;
use styles::Styles;

/// Reads the document in `package` into `document`.
///
/// # Errors
/// When a part is missing or damaged.
pub(super) fn read(path: &str, package: &Package, document: Document) -> Result<Document, DocumentError> {
    let broken = |place: &str, cause: String| DocumentError::Broken {
        path: path.to_owned(),
        place: place.to_owned(),
        format: "DOCX",
        cause,
    };
    let text = |part: &str| package.text(part).map_err(|cause| broken(part, cause));
    let main = main_part(text("_rels/.rels")?.as_deref());
    let body = text(&main)?.ok_or_else(|| broken(&main, "this part is missing".to_owned()))?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let targets = relationships(text(&format!("{folder}/_rels/{file}.rels"))?.as_deref().unwrap_or_default());
    let beside = |name: &str| format!("{folder}/{name}").trim_start_matches('/').to_owned();
    let styles = Styles::of(text(&beside("styles.xml"))?.as_deref().unwrap_or_default());

    let mut builder = Builder::default();
    let mut reading = Body::new(&mut builder, &styles);
    reading.read(&body, &targets).map_err(|cause| broken(&main, cause))?;
    for name in ["footnotes", "endnotes"] {
        let part = beside(&format!("{name}.xml"));
        if let Some(notes) = text(&part)? {
            let targets =
                relationships(text(&beside(&format!("_rels/{name}.xml.rels")))?.as_deref().unwrap_or_default());
            reading.read(&notes, &targets).map_err(|cause| broken(&part, cause))?;
        }
    }
    reading.start_furniture();
    let furniture = targets.values().filter(|target| {
        let name = target.trim_end_matches(".xml").trim_end_matches(|letter: char| letter.is_ascii_digit());
        matches!(name, "header" | "footer")
    });
    for target in furniture {
        let part = beside(target);
        if let Some(xml) = text(&part)? {
            reading.read(&xml, &BTreeMap::new()).map_err(|cause| broken(&part, cause))?;
        }
    }
    let lines = reading.finish();
    Ok(Document { places: Places::Paragraphs, lines, ..document }.with_pieces(builder))
}

/// The part that holds the body, by the relationships of the archive.
fn main_part(relationships: Option<&str>) -> String {
    let mut main = "word/document.xml".to_owned();
    each_element(relationships.unwrap_or_default(), |element| {
        let is_main = attribute(element, b"Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if let Some(target) = attribute(element, b"Target").filter(|_| is_main) {
            main = target.trim_start_matches('/').to_owned();
        }
    });
    main
}

/// What the ids in a part lead to.
fn relationships(xml: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    each_element(xml, |element| {
        if let (Some(id), Some(target)) = (attribute(element, b"Id"), attribute(element, b"Target")) {
            targets.insert(id, target);
        }
    });
    targets
}

/// Calls `seen` with the beginning of each element, as far as the XML is sound.
fn each_element(xml: &str, mut seen: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => seen(&element),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The value of an attribute by its name without prefix; none where it is missing.
fn attribute(element: &BytesStart, name: &[u8]) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.unescape_value().ok().map(|value| value.into_owned())
}
