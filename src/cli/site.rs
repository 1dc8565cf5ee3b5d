//! `lauazym site`: the public face as files for any web host.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use anyhow::Context;
use lauazym::answers::store;
use lauazym::pages::site::{self, Download, FORMATS};
use lauazym::pages::{Editor, Packages, Pages};
use lauazym::publishing;
use lauazym::publishing::publication::Publication;
use lauazym::questions::catalogue::Catalogue;
use oxigraph::model::NamedNode;
use oxigraph::store::Store;
use tempfile::TempDir;

use super::publishing::{Publishing, iri};
use super::reading::Reading;
use super::source::Source;

/// Write the public face as files for any web host: a page for each thing in three languages, beside its data
///
/// A second run writes only what has changed, and removes what is no more. `lauazym serve` answers with the same pages.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to publish: a file, the folder of an act, a folder with such, or a pattern; none is the bundled order.
    #[arg(value_name = "ORDER", conflicts_with = "store")]
    orders: Vec<PathBuf>,
    /// Publish the orders of this store.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Folder of the site: a new one, an empty one, or one that this command has written.
    #[arg(long, value_name = "DIR", default_value = "site")]
    out: PathBuf,
    /// Address at which the folder will stand, for the site map and the rules of w3id.org [default: the base IRI].
    #[arg(long, value_name = "IRI", value_parser = iri)]
    url: Option<NamedNode>,
    /// Let readers ask queries of their own, answered in their browsers: copies the packages oxigraph and @zazuko/yasqe from this
    /// folder, which `npm install oxigraph @zazuko/yasqe` fills.
    #[arg(long, value_name = "NODE_MODULES")]
    sparql: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    publishing: Publishing,
}

/// Writes the site, and prints what it holds.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let packages = args.sparql.as_deref().map(Packages::read).transpose()?;
    let mut folder = site::Folder::open(&args.out)?;
    let (store, downloads, base, code) = match &args.store {
        Some(place) => {
            let reading = Source::of_store(place).reading(&args.reading)?;
            let store = store::open(place)?;
            let downloads = site::of_store(&store, &mut folder)?;
            (store, downloads, reading.base, ExitCode::SUCCESS)
        }
        None => {
            let (store, downloads, code) = of_orders(args, &mut folder)?;
            (store, downloads, args.reading.base.clone(), code)
        }
    };
    let url = args.url.as_ref().map_or(base.as_str(), NamedNode::as_str);
    let url = format!("{}/", url.trim_end_matches('/'));
    let source = Source { order: args.orders.clone(), store: args.store.clone(), ..Source::default() };
    let texts = source.texts(&Reading { base: base.clone(), ..args.reading.clone() })?;
    let mut pages = Pages::new(store, &base, Arc::new(Catalogue::bundled()?))?;
    pages.downloads = downloads;
    pages.texts = Arc::new(texts);
    pages.editor = packages.map(Editor::Browser);
    let written = site::write(&pages, folder, &url)?;
    let text = format!(
        "pages        {} in 3 languages\nfiles        {}\nchanged      {}\nremoved      {}\nwritten      {}\n",
        written.pages,
        written.files,
        written.changed,
        written.removed,
        args.out.display()
    );
    io::Write::write_all(&mut io::stdout(), text.as_bytes())?;
    Ok(code)
}

/// Reads the orders, and puts them into a store and into the dumps of the site.
fn of_orders(args: &Args, folder: &mut site::Folder) -> anyhow::Result<(Store, Vec<Download>, ExitCode)> {
    let vocabularies = args.reading.vocabularies()?;
    let imprint = args.publishing.imprint();
    let (orders, code) = args.reading.orders(&args.orders, &vocabularies)?;
    let store = store::in_memory(publishing::dataset_by(&imprint, &orders, &vocabularies))?;
    let place = TempDir::new_in(folder.root()).context("the dumps cannot be written")?;
    let mut publication = Publication::begin(&vocabularies, place.path(), &FORMATS)?;
    for order in orders {
        publication.add(order);
    }
    publication.finish(&imprint)?;
    let downloads = site::of_orders(place.path(), folder)?;
    fs::remove_dir_all(place.path())?;
    Ok((store, downloads, code))
}
