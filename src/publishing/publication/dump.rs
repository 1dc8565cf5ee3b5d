//! One RDF file in the making.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{QuadRef, TripleRef};

use super::context::Context;
use super::files::{self, Complete, WriteError, Writer};
use super::json_ld::CompactWriter;
use super::plain::PlainWriter;
use super::{format, measured};
use crate::publishing::description::distributions::{Content, Distribution};
use crate::terms::PREFIXES;

/// The dataset in one format. Errors are kept until [`finish`](Self::finish), so that statements can be handed to several
/// dumps in turn.
pub(super) struct Dump {
    path: PathBuf,
    format: RdfFormat,
    writer: Serializer,
    failure: Option<io::Error>,
}

enum Serializer {
    Plain(Box<PlainWriter<Writer>>),
    Oxigraph(Box<WriterQuadSerializer<Writer>>),
    JsonLd(Box<CompactWriter<Writer>>),
}

impl Dump {
    /// Begins the file `lauazym.EXT`.
    pub(super) fn open(format: RdfFormat, folder: &Path, base: &str) -> Result<Self, WriteError> {
        Self::named(&format!("lauazym.{}", format.file_extension()), format, folder, base)
    }

    /// Begins the file `name`.
    pub(super) fn named(name: &str, format: RdfFormat, folder: &Path, base: &str) -> Result<Self, WriteError> {
        let path = folder.join(name);
        let file = files::open(&path)?;
        let writer = match format {
            RdfFormat::JsonLd { .. } => {
                Serializer::JsonLd(Box::new(CompactWriter::new(file, Context::shared(base)).map_err(files::at(&path))?))
            }
            _ if PlainWriter::<Writer>::writes(format) => Serializer::Plain(Box::new(PlainWriter::new(file, format))),
            _ => Serializer::Oxigraph(Box::new(serializer(format).map_err(files::at(&path))?.for_writer(file))),
        };
        Ok(Self { path, format, writer, failure: None })
    }

    /// Adds a statement; a format without named graphs takes only what `is_new`.
    pub(super) fn add(&mut self, quad: QuadRef<'_>, is_new: bool) {
        if self.failure.is_some() {
            return;
        }
        let written = match &mut self.writer {
            Serializer::JsonLd(writer) => writer.add(&quad.into_owned()),
            Serializer::Plain(writer) if is_new || self.format.supports_datasets() => writer.add(quad),
            Serializer::Oxigraph(writer) if self.format.supports_datasets() => writer.serialize_quad(quad),
            Serializer::Oxigraph(writer) if is_new => writer.serialize_triple(TripleRef::from(quad)),
            Serializer::Plain(_) | Serializer::Oxigraph(_) => Ok(()),
        };
        self.failure = written.err();
    }

    /// Completes the file.
    pub(super) fn finish(self) -> Result<(Complete, Distribution), WriteError> {
        let finished = match (self.failure, self.writer) {
            (Some(failure), _) => Err(failure),
            (None, Serializer::Plain(writer)) => writer.finish(),
            (None, Serializer::Oxigraph(writer)) => writer.finish(),
            (None, Serializer::JsonLd(writer)) => writer.finish(),
        };
        let file = Complete::new(self.path.clone(), finished.map_err(files::at(&self.path))?)?;
        let media_type = self.format.media_type().split(';').next().unwrap_or_default();
        let content =
            Content::Dump { format: self.format.name(), has_graphs: self.format.supports_datasets(), context: None };
        let distribution =
            Distribution { file: measured(&file), media_type, file_type: format::file_type(self.format), content };
        Ok((file, distribution))
    }
}

/// A serializer that knows the project's prefixes.
pub(super) fn serializer(format: RdfFormat) -> io::Result<RdfSerializer> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, namespace) in PREFIXES {
        serializer = serializer.with_prefix(name, namespace).map_err(io::Error::other)?;
    }
    Ok(serializer)
}
