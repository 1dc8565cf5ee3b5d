//! What readers of formats in XML share.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Calls `seen` with each event in `xml`, as far as it is sound; ends that belong to no beginning are passed over.
pub(super) fn each(xml: &str, mut seen: impl FnMut(&Event)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        if matches!(event, Event::Eof) {
            break;
        }
        seen(&event);
    }
}

/// The value of an attribute by its name without prefix; none where it is missing.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let named = |key: &[u8]| key == name.as_bytes();
    let found = attributes.with_checks(false).flatten().find(|attribute| named(attribute.key.local_name().as_ref()))?;
    found.unescape_value().ok().map(|value| value.into_owned())
}
