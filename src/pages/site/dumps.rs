//! The whole dataset as files at the root of a site, packed ones too.

use super::Download;
use super::folder::{Folder, at};
use crate::pages::PageError;
use crate::publishing::publication::{self, Format};
use flate2::{Compression, GzBuilder};
use oxigraph::io::RdfFormat;
use oxigraph::model::Quad;
use oxigraph::store::Store;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// The formats of a site's dumps.
pub const FORMATS: [Format; 4] =
    [Format::Rdf(RdfFormat::Turtle), Format::Rdf(RdfFormat::NQuads), Format::Csvw, Format::Xlsx];

/// Takes the files of a publication, which stand in `from`, into the site.
///
/// # Errors
/// The operating system refuses.
pub fn of_orders(from: &Path, folder: &mut Folder) -> Result<Vec<Download>, PageError> {
    let paths = fs::read_dir(from).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = paths.map_err(at(from))?;
    paths.sort();
    let mut downloads = Vec::new();
    for path in paths {
        take(&path, folder, &mut downloads)?;
    }
    Ok(downloads)
}

/// Writes the statements of `store`, graph after graph, into the site.
///
/// # Errors
/// The store cannot be read, or the operating system refuses.
pub fn of_store(store: &Store, folder: &mut Folder) -> Result<Vec<Download>, PageError> {
    let place = tempfile::tempdir_in(folder.root()).map_err(at(folder.root()))?;
    let path = place.path().join("lauazym.nq");
    let mut file = BufWriter::new(File::create(&path).map_err(at(&path))?);
    let mut graphs = store.named_graphs().collect::<Result<Vec<_>, _>>()?;
    graphs.sort_by_key(ToString::to_string);
    for graph in graphs {
        let graph = oxigraph::model::GraphName::from(graph);
        let quads = store.quads_for_pattern(None, None, None, Some(graph.as_ref()));
        let mut quads = quads.collect::<Result<Vec<Quad>, _>>()?;
        quads.sort_by_cached_key(ToString::to_string);
        file.write_all(&publication::document(RdfFormat::NQuads, "", &quads)?).map_err(at(&path))?;
    }
    file.flush().map_err(at(&path))?;
    of_orders(place.path(), folder)
}

/// Takes a file into the site, and one that is long packed too.
fn take(path: &Path, folder: &mut Folder, downloads: &mut Vec<Download>) -> Result<(), PageError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let media_type = match name.rsplit('.').next() {
        Some("ttl") => "text/turtle",
        Some("nq") => "application/n-quads",
        Some("csv") => "text/csv",
        Some("jsonld") => "application/ld+json",
        Some("xlsx") => publication::XLSX,
        _ => "application/json",
    };
    // The page of the dataset has data of this name, which cannot tell sizes and checksums of files that hold them.
    let name = if name == "dataset.ttl" { "catalogue.ttl" } else { &name };
    let mut add = |name: &str, path: &Path| {
        let bytes = fs::metadata(path).map_err(at(path))?.len();
        downloads.push(Download { name: name.to_owned(), media_type, bytes });
        folder.take(name, path)
    };
    // A workbook is packed by itself.
    if name.starts_with("lauazym.") && media_type != publication::XLSX {
        let packed = path.with_file_name(format!("{name}.gz"));
        pack(path, &packed)?;
        add(name, path)?;
        return add(&format!("{name}.gz"), &packed);
    }
    add(name, path)
}

/// Packs a file; no clock goes into it.
fn pack(path: &Path, packed: &Path) -> Result<(), PageError> {
    let mut encoder = GzBuilder::new().mtime(0).write(File::create(packed).map_err(at(packed))?, Compression::fast());
    io::copy(&mut File::open(path).map_err(at(path))?, &mut encoder).map_err(at(packed))?;
    encoder.finish().map_err(at(packed))?;
    Ok(())
}
