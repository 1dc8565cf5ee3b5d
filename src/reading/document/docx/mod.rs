//! Reading an office document in Office Open XML (DOCX), as Word, LibreOffice and others write it.
//!
//! Comes in: the archive. Goes out: the pieces of its body, then the notes that it refers to; a line's number is that of its
//! paragraph, those in tables, text boxes and notes included. Headers and footers are furniture. Text that was deleted while
//! changes were tracked, the codes of fields, and hidden twins of drawings are no words.

mod body;

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::Document;
use super::xml::{attribute, each};
use super::zip::Package;
use body::Body;

/// Reads the document in `package` into `document`.
///
/// # Errors
/// A sentence for a [`super::DocumentError`], when a part is missing or damaged.
pub(super) fn read(package: &Package, document: Document) -> Result<Document, String> {
    let broken = |part: &str, cause: String| super::broken(part, "DOCX", &cause);
    let text = |part: &str| package.text(part).map_err(|cause| broken(part, cause));
    let main = main_part(text("_rels/.rels")?.as_deref());
    let body = text(&main)?.ok_or_else(|| broken(&main, "this part is missing".to_owned()))?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let targets = relationships(text(&format!("{folder}/_rels/{file}.rels"))?.as_deref().unwrap_or_default());
    let beside = |name: &str| format!("{folder}/{name}").trim_start_matches('/').to_owned();
    let styles = Styles::of(text(&beside("styles.xml"))?.as_deref().unwrap_or_default());

    let mut reading = Body::new(styles);
    reading.read(&body, &targets).map_err(|cause| broken(&main, cause))?;
    for name in ["footnotes", "endnotes"] {
        let part = beside(&format!("{name}.xml"));
        if let Some(notes) = text(&part)? {
            let targets =
                relationships(text(&beside(&format!("_rels/{name}.xml.rels")))?.as_deref().unwrap_or_default());
            reading.read(&notes, &targets).map_err(|cause| broken(&part, cause))?;
        }
    }
    reading.builder.start_aside();
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
    reading.builder.end_aside();
    Ok(Document { lines: reading.paragraphs, ..document }.with_pieces(reading.builder))
}

/// The part that holds the body, by the relationships of the archive.
fn main_part(relationships: Option<&str>) -> String {
    let mut main = "word/document.xml".to_owned();
    each_element(relationships.unwrap_or_default(), |element| {
        let is_main = attribute(element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if let Some(target) = attribute(element, "Target").filter(|_| is_main) {
            main = target.trim_start_matches('/').to_owned();
        }
    });
    main
}

/// What the ids in a part lead to.
fn relationships(xml: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    each_element(xml, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id, target);
        }
    });
    targets
}

/// Calls `seen` with the beginning of each element.
fn each_element(xml: &str, mut seen: impl FnMut(&BytesStart)) {
    each(xml, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            seen(element);
        }
    });
}

/// The most styles that are followed from one that a style is based on to the next.
const MOST_ANCESTORS: usize = 20;

/// The styles of paragraphs.
#[derive(Debug, Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    level: Option<u8>,
    based_on: Option<String>,
}

impl Styles {
    /// Reads the part that defines the styles, as far as it is sound.
    fn of(xml: &str) -> Self {
        let mut styles = BTreeMap::new();
        let mut id = String::new();
        each_element(xml, |element| {
            let value = attribute(element, "val");
            match element.local_name().as_ref() {
                b"style" => id = attribute(element, "styleId").unwrap_or_default(),
                b"name" => level_of(&mut styles, &id, value.as_deref().and_then(named)),
                b"outlineLvl" => level_of(&mut styles, &id, value.as_deref().and_then(outlined)),
                b"basedOn" => styles.entry(id.clone()).or_default().based_on = value,
                _ => {}
            }
        });
        Self { styles }
    }

    /// The level of the headings that have this style, from 1; none where it is no style of headings.
    fn level(&self, id: &str) -> Option<u8> {
        let mut style = self.styles.get(id);
        for _ in 0..MOST_ANCESTORS {
            if let Some(level) = style?.level {
                return Some(level).filter(|level| *level > 0);
            }
            style = self.styles.get(style?.based_on.as_ref()?);
        }
        None
    }
}

fn level_of(styles: &mut BTreeMap<String, Style>, id: &str, level: Option<u8>) {
    if let Some(level) = level {
        styles.entry(id.to_owned()).or_default().level.get_or_insert(level);
    }
}

/// The level by a style's name, which is English in every language's Word.
fn named(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" { Some(1) } else { name.strip_prefix("heading ")?.parse().ok() }
}

/// The level by an outline, which counts from 0 and has 9 for text, here 0.
fn outlined(level: &str) -> Option<u8> {
    let level: u8 = level.parse().ok()?;
    Some(if level < 9 { level + 1 } else { 0 })
}
