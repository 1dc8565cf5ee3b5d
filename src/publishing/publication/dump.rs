//! One RDF file in the making, or a few statements as a document of their own.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{Quad, QuadRef, TripleRef};

use super::context::Context;
use super::files::{self, Complete, WriteError};
use super::json_ld::CompactWriter;
use super::{format, measured, xml};
use crate::publishing::description::distributions::{Content, Distribution};
use crate::terms::PREFIXES;

/// Writes statements in one format as they come.
enum Writer<W: Write> {
    Oxigraph(Box<WriterQuadSerializer<W>>, RdfFormat),
    JsonLd(Box<CompactWriter<W>>),
}

impl<W: Write> Writer<W> {
    /// Begins to write; `base` shortens the IRIs of JSON-LD.
    fn new(output: W, format: RdfFormat, base: &str) -> io::Result<Self> {
        if matches!(format, RdfFormat::JsonLd { .. }) {
            return Ok(Self::JsonLd(Box::new(CompactWriter::new(output, Context::shared(base))?)));
        }
        let mut serializer = RdfSerializer::from_format(format);
        for (name, namespace) in PREFIXES {
            serializer = serializer.with_prefix(name, namespace).map_err(io::Error::other)?;
        }
        Ok(Self::Oxigraph(Box::new(serializer.for_writer(output)), format))
    }

    /// Adds a statement; a format without named graphs takes only what `is_new`.
    fn add(&mut self, quad: QuadRef<'_>, is_new: bool) -> io::Result<()> {
        match self {
            Self::JsonLd(writer) => writer.add(&quad.into_owned()),
            Self::Oxigraph(writer, format) if format.supports_datasets() => writer.serialize_quad(quad),
            Self::Oxigraph(writer, _) if is_new => writer.serialize_triple(TripleRef::from(quad)),
            Self::Oxigraph(..) => Ok(()),
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::JsonLd(writer) => writer.finish(),
            Self::Oxigraph(writer, _) => writer.finish(),
        }
    }
}

/// Writes `quads`, those of a subject together, in `format`, as a dump in the same format has them; `base` shortens the IRIs of
/// JSON-LD. What RDF/XML cannot say stands in its comments.
///
/// # Errors
/// When a statement cannot be written in this format.
pub fn document(format: RdfFormat, base: &str, quads: &[Quad]) -> io::Result<Vec<u8>> {
    if format == RdfFormat::RdfXml {
        return xml::document(quads);
    }
    let mut writer = Writer::new(Vec::new(), format, base)?;
    quads.iter().try_for_each(|quad| writer.add(quad.as_ref(), true))?;
    writer.finish()
}

/// The dataset in one format. Errors are kept until [`finish`](Self::finish), so that statements can be handed to several
/// dumps in turn.
pub(super) struct Dump {
    path: PathBuf,
    format: RdfFormat,
    writer: Writer<files::Writer>,
    failure: Option<io::Error>,
}

impl Dump {
    /// Begins the file `name`.
    pub(super) fn open(name: &str, format: RdfFormat, folder: &Path, base: &str) -> Result<Self, WriteError> {
        let path = folder.join(name);
        let writer = Writer::new(files::open(&path)?, format, base).map_err(files::at(&path))?;
        Ok(Self { path, format, writer, failure: None })
    }

    /// Adds a statement; a format without named graphs takes only what `is_new`.
    pub(super) fn add(&mut self, quad: QuadRef<'_>, is_new: bool) {
        if self.failure.is_none() {
            self.failure = self.writer.add(quad, is_new).err();
        }
    }

    /// Completes the file.
    pub(super) fn finish(self) -> Result<(Complete, Distribution), WriteError> {
        let finished = self.failure.map_or_else(|| self.writer.finish(), Err);
        let file = Complete::new(self.path.clone(), finished.map_err(files::at(&self.path))?)?;
        let media_type = self.format.media_type().split(';').next().unwrap_or_default();
        let content =
            Content::Dump { format: self.format.name(), has_graphs: self.format.supports_datasets(), context: None };
        let distribution =
            Distribution { file: measured(&file), media_type, file_type: format::file_type(self.format), content };
        Ok((file, distribution))
    }
}
