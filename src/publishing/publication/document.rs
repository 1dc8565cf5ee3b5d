//! A few statements as a document of their own, as they stand beside a page.

use std::io::{self, Write as _};

use oxigraph::io::RdfFormat;
use oxigraph::model::{Quad, TripleRef};

use super::context::Context;
use super::dump::serializer;
use super::json_ld::CompactWriter;
use super::plain::PlainWriter;
use super::xml;

/// Writes `quads`, those of a subject together, in `format`, as a dump in the same format has them; `base` shortens the IRIs of
/// JSON-LD. What RDF/XML cannot say stands in its comments.
///
/// # Errors
/// When a statement cannot be written in this format.
pub fn document(format: RdfFormat, base: &str, quads: &[Quad]) -> io::Result<Vec<u8>> {
    if PlainWriter::<Vec<u8>>::writes(format) {
        let mut writer = PlainWriter::new(Vec::new(), format);
        quads.iter().try_for_each(|quad| writer.add(quad.as_ref()))?;
        return writer.finish();
    }
    if matches!(format, RdfFormat::JsonLd { .. }) {
        let mut writer = CompactWriter::new(Vec::new(), Context::shared(base))?;
        quads.iter().try_for_each(|quad| writer.add(quad))?;
        return writer.finish();
    }
    if format == RdfFormat::RdfXml {
        return xml::document(quads);
    }
    let mut writer = serializer(format)?.for_writer(Vec::new());
    quads.iter().try_for_each(|quad| writer.serialize_triple(TripleRef::from(quad.as_ref())))?;
    let mut written = writer.finish()?;
    written.flush()?;
    Ok(written)
}
