//! `lauazym load`: orders go into a store on disk.

use std::path::PathBuf;
use std::process::ExitCode;

use super::reading::Reading;

/// Put orders into a store on disk, one named graph each (needs the feature `rocksdb`)
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read, as text; `-` is standard input, none the bundled order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Folder of the store; made when it is missing.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

/// Loads the orders; each replaces its earlier graph in one transaction.
#[cfg(feature = "rocksdb")]
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    use anyhow::Context;

    let vocabularies = args.reading.vocabularies()?;
    let orders = args.reading.orders(&args.orders, &vocabularies)?;
    let folder = args.store.display();
    let store =
        oxigraph::store::Store::open(&args.store).with_context(|| format!("{folder}: cannot open the store"))?;
    lauazym::store::replace(&store, &vocabularies.quads).with_context(|| format!("{folder}: cannot write"))?;
    for order in &orders {
        let mut quads = Vec::new();
        lauazym::graph::describe(order, &vocabularies, &mut |quad| quads.push(quad));
        lauazym::store::replace(&store, &quads).with_context(|| format!("{folder}: cannot write"))?;
        println!("{} {} statements", order.id, quads.len());
    }
    store.flush().with_context(|| format!("{folder}: cannot write"))?;
    Ok(ExitCode::SUCCESS)
}

/// Says what this build lacks.
#[cfg(not(feature = "rocksdb"))]
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!(
        "{}: this build keeps its store in memory ({} with base {}); build with: cargo build --release --features rocksdb",
        args.store.display(),
        match args.orders.len() {
            0 => "the bundled order".to_owned(),
            number => format!("{number} orders"),
        },
        args.reading.base
    )
}
