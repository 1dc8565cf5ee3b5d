//! What a question is asked about: the bundled order, other orders, an RDF dump, or a store on disk.

use super::reading::Reading;
use anyhow::{Context, Result, bail};
use clap::Args;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::store::Store;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Source {
    /// Ask about this order instead of the bundled one; can be given several times, `-` reads standard input
    #[arg(long, value_name = "FILE")]
    order: Vec<PathBuf>,
    /// Ask about this RDF file (.nq, .ttl, .trig, .nt, .rdf, .jsonld); can be given several times
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// Ask about a store on disk
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
}

impl Source {
    /// The store to ask; `reading` says how orders are read.
    pub(super) fn open(&self, reading: &Reading) -> Result<Store> {
        if let Some(folder) = &self.store {
            return open_folder(folder);
        }
        if self.data.is_empty() {
            let vocabularies = reading.vocabularies()?;
            let orders = reading.orders(&self.order, &vocabularies)?;
            return Ok(lauazym::store::in_memory(lauazym::dataset(&orders, &vocabularies))?);
        }
        let store = Store::new()?;
        self.data.iter().try_for_each(|file| load(&store, file))?;
        Ok(store)
    }
}

fn load(store: &Store, file: &Path) -> Result<()> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let Some(format) = RdfFormat::from_extension(extension) else {
        bail!(
            "{}: the format is not known by the extension; it is one of nq, ttl, trig, nt, rdf, jsonld",
            file.display()
        );
    };
    let reader = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut loader = store.bulk_loader();
    loader
        .load_from_reader(RdfParser::from_format(format).rename_blank_nodes(), BufReader::new(reader))
        .with_context(|| format!("{} is no valid {}", file.display(), format.name()))?;
    loader.commit()?;
    Ok(())
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
