//! Writes a dataset as files that others can read: one for each RDF format, tables for CSV on the Web, all or none.
//!
//! Beside them stands `dataset.ttl`, the description of the dataset with the size and checksum of every other file. It
//! repeats the graph `{base}dataset` that the dumps hold and adds the distributions, which no dump can hold: a file cannot
//! state its own checksum, and what a dump says should not depend on which other formats were asked for.

mod context;
mod dump;
pub(crate) mod files;
mod format;
mod json_ld;
mod xml;

pub use dump::document;
pub use files::WriteError;
pub(crate) use format::name;
pub use format::{FORMATS, Format, UnknownFormat};
pub(crate) use xml::CarriageReturns;
pub use xml::comment;

use std::path::{Path, PathBuf};

use indexmap::IndexSet;
use oxigraph::io::RdfFormat;
use oxigraph::model::QuadRef;

use crate::publishing::description::distributions::{self, Content, Distribution, File};
use crate::publishing::description::{self, Distinct, Imprint, Survey};
use crate::publishing::tables::{METADATA_FILE, Tables};
use crate::reading::records::Order;
use crate::reading::vocabulary::Vocabularies;
use context::Context;
use dump::Dump;
use files::Complete;

/// The file with the description of the dataset and of the other files.
const DESCRIPTION: &str = "dataset.ttl";
/// The file with the context of JSON-LD.
const CONTEXT: &str = "context.jsonld";
/// The file with the tables as a workbook.
const WORKBOOK: &str = "lauazym.xlsx";
/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The number of different statements, graphs aside.
    pub triples: usize,
    /// The files with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
}

/// A dataset on its way into files: `lauazym.EXT` for each RDF format, tables for CSV on the Web, and the description.
///
/// Orders come one by one, and none is kept but for the tables. Formats without named graphs hold each statement once,
/// whatever number of graphs it is in.
pub struct Publication<'a> {
    vocabularies: &'a Vocabularies,
    folder: &'a Path,
    formats: &'a [Format],
    dumps: Dumps,
    survey: Survey,
    /// The orders for the tables; none when no tables were asked for.
    orders: Vec<Order>,
}

/// The RDF files in the making.
#[derive(Default)]
struct Dumps {
    dumps: Vec<Dump>,
    distinct: Distinct,
    /// The number of different statements, graphs aside.
    triples: usize,
}

impl Dumps {
    fn add(&mut self, quad: QuadRef<'_>) {
        let is_new = self.distinct.is_new(quad);
        self.triples += usize::from(is_new);
        self.dumps.iter_mut().for_each(|dump| dump.add(quad, is_new));
    }
}

impl<'a> Publication<'a> {
    /// Begins the files in `folder`, which is made when it is missing, with the vocabularies.
    ///
    /// # Errors
    /// When the folder cannot be made or a file cannot be written.
    pub fn begin(vocabularies: &'a Vocabularies, folder: &'a Path, formats: &'a [Format]) -> Result<Self, WriteError> {
        let mut dumps = Dumps::default();
        let rdf = formats.iter().filter_map(|format| match format {
            Format::Rdf(format) => Some(*format),
            Format::Csvw | Format::Xlsx => None,
        });
        for format in rdf.collect::<IndexSet<RdfFormat>>() {
            let name = format!("lauazym.{}", format.file_extension());
            dumps.dumps.push(Dump::open(&name, format, folder, &vocabularies.base)?);
        }
        description::data(vocabularies).for_each(|quad| dumps.add(quad.as_ref()));
        let survey = Survey::of(vocabularies);
        Ok(Self { vocabularies, folder, formats, dumps, survey, orders: Vec::new() })
    }

    /// Adds an order.
    pub fn add(&mut self, order: Order) {
        let dumps = &mut self.dumps;
        crate::publishing::describe_order(&order, self.vocabularies, &mut self.survey, &mut |quad| dumps.add(quad));
        if self.formats.iter().any(is_tables) {
            self.orders.push(order);
        }
    }

    /// Adds the description of the dataset, which `imprint` publishes, and puts all files in their places.
    ///
    /// # Errors
    /// When a file cannot be written; what stood there before stands there still.
    pub fn finish(self, imprint: &Imprint) -> Result<Written, WriteError> {
        let Self { vocabularies, folder, formats, mut dumps, survey, orders } = self;
        let base = vocabularies.base.as_str();
        let mut about = description::describe(vocabularies, imprint, &survey);
        about.iter().for_each(|quad| dumps.add(quad.as_ref()));
        let mut complete: Vec<Complete> = Vec::new();
        let mut distributions: Vec<Distribution> = Vec::new();
        for dump in dumps.dumps {
            let (file, mut distribution) = dump.finish()?;
            complete.push(file);
            if let Content::Dump { format: "JSON-LD", context, .. } = &mut distribution.content {
                let file = files::write(folder.join(CONTEXT), Context::PUBLISHED.as_bytes())?;
                *context = Some(measured(&file));
                complete.push(file);
            }
            distributions.push(distribution);
        }
        if formats.iter().any(is_tables) {
            let tables = Tables::of(&orders, vocabularies).map_err(files::at(folder))?;
            write_tables(&tables, folder, formats, &mut complete, &mut distributions)?;
        }
        distributions::describe(&distributions, base, imprint, &mut |quad| about.push(quad.into_owned()));
        let mut dump = Dump::open(DESCRIPTION, RdfFormat::Turtle, folder, base)?;
        description::by_subject(&mut about);
        about.iter().for_each(|quad| dump.add(quad.as_ref(), true));
        complete.push(dump.finish()?.0);
        let files = complete.iter().map(|file| (file.path.clone(), file.bytes)).collect();
        complete.into_iter().try_for_each(Complete::place)?;
        Ok(Written { triples: dumps.triples, files })
    }
}

/// Whether the format is made of the tables.
fn is_tables(format: &Format) -> bool {
    matches!(format, Format::Csvw | Format::Xlsx)
}

/// Writes the tables in the formats that are made of them.
fn write_tables(
    tables: &Tables,
    folder: &Path,
    formats: &[Format],
    complete: &mut Vec<Complete>,
    distributions: &mut Vec<Distribution>,
) -> Result<(), WriteError> {
    let mut write = |name: &str, content: &[u8]| {
        let file = files::write(folder.join(name), content)?;
        let described = measured(&file);
        complete.push(file);
        Ok(described)
    };
    if formats.contains(&Format::Csvw) {
        let mut parts = Vec::new();
        for table in &tables.each {
            parts.push((write(table.name, &table.content)?, table.title.clone()));
        }
        distributions.push(Distribution {
            file: write(METADATA_FILE, tables.metadata.as_bytes())?,
            media_type: "application/csvm+json",
            file_type: Some("CSV"),
            content: Content::Tables(parts),
        });
    }
    if formats.contains(&Format::Xlsx) {
        let workbook = tables.workbook().map_err(files::at(&folder.join(WORKBOOK)))?;
        let file = write(WORKBOOK, &workbook)?;
        let content = Content::Workbook;
        distributions.push(Distribution { file, media_type: XLSX, file_type: Some("XLSX"), content });
    }
    Ok(())
}

/// The file as the description has it.
fn measured(file: &Complete) -> File {
    let name = file.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    File { name, bytes: file.bytes, sha256: file.sha256.clone() }
}
