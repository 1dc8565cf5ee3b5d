//! RDF files of the user's.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use lauazym::publication::FORMATS;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

/// Reads the statements of `file`; the ending of its name tells the format.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<Quad>> {
    let name = file.display();
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = RdfFormat::from_extension(ending).with_context(|| {
        let known: Vec<&str> = FORMATS.iter().map(|(_, format)| format.file_extension()).collect();
        format!("{name}: its ending tells no RDF format; rename it to one of {}", known.join(", "))
    })?;
    let reader = File::open(file).with_context(|| format!("{name}: cannot read"))?;
    RdfParser::from_format(format)
        .rename_blank_nodes()
        .for_reader(BufReader::new(reader))
        .collect::<Result<_, _>>()
        .with_context(|| format!("{name}: not {}; mend that place", format.name()))
}
