//! Which styles of a document are those of headings.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attribute;

/// The most styles that are followed from one that a style is based on to the next.
const MOST_ANCESTORS: usize = 20;

/// The styles of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    level: Option<u8>,
    based_on: Option<String>,
}

impl Styles {
    /// Reads the part that defines the styles, as far as it is sound.
    pub(super) fn of(xml: &str) -> Self {
        let mut styles = BTreeMap::new();
        let mut reader = Reader::from_str(xml);
        let mut id = String::new();
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            let value = attribute(&element, b"val");
            match element.local_name().as_ref() {
                b"style" => id = attribute(&element, b"styleId").unwrap_or_default(),
                b"name" => level_of(&mut styles, &id, value.as_deref().and_then(named)),
                b"outlineLvl" => level_of(&mut styles, &id, value.as_deref().and_then(outlined)),
                b"basedOn" => styles.entry(id.clone()).or_default().based_on = value,
                _ => {}
            }
        }
        Self { styles }
    }

    /// The level of the headings that have this style, from 1; none where it is no style of headings.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
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
pub(super) fn outlined(level: &str) -> Option<u8> {
    let level: u8 = level.parse().ok()?;
    Some(if level < 9 { level + 1 } else { 0 })
}
