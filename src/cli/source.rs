//! What a question is asked about: the bundled order, other orders, an RDF dump, or a store on disk.

use super::reading::Reading;
#[cfg(feature = "rocksdb")]
use anyhow::Context;
use anyhow::Result;
#[cfg(not(feature = "rocksdb"))]
use anyhow::bail;
use clap::Args;
use lauazym::dumps;
use oxigraph::model::Quad;
use oxigraph::store::Store;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Source {
    /// Ask about this order instead of the bundled one; can be given several times, `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) order: Vec<PathBuf>,
    /// Ask about this RDF file (.nq, .ttl, .trig, .nt, .rdf, .jsonld); can be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) data: Vec<PathBuf>,
    /// Ask about a store on disk
    #[arg(long, value_name = "DIR")]
    pub(super) store: Option<PathBuf>,
}

impl Source {
    /// The store to ask; `reading` says how orders are read.
    pub(super) fn open(&self, reading: &Reading) -> Result<Store> {
        if let Some(folder) = &self.store {
            return open_folder(folder);
        }
        Ok(lauazym::store::in_memory(self.quads(reading)?)?)
    }

    /// All statements; those of files and orders are as they stand there.
    pub(super) fn quads(&self, reading: &Reading) -> Result<Vec<Quad>> {
        if let Some(folder) = &self.store {
            return Ok(open_folder(folder)?.iter().collect::<Result<_, _>>()?);
        }
        if self.data.is_empty() {
            let vocabularies = reading.vocabularies()?;
            let orders = reading.orders(&self.order, &vocabularies)?;
            return Ok(lauazym::dataset(&orders, &vocabularies));
        }
        let files: Vec<Vec<Quad>> = self.data.iter().map(|file| dumps::quads(file)).collect::<Result<_, _>>()?;
        Ok(files.concat())
    }
}

#[cfg(feature = "rocksdb")]
fn open_folder(folder: &Path) -> Result<Store> {
    Store::open_read_only(folder).with_context(|| format!("{} is no store that can be read", folder.display()))
}

#[cfg(not(feature = "rocksdb"))]
fn open_folder(folder: &Path) -> Result<Store> {
    bail!(
        "{}: this build has no store on disk; build it with `cargo build --release --features rocksdb` (needs libclang)",
        folder.display()
    )
}
