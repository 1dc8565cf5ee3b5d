//! The embedded store in which a dataset answers questions: in memory, or in a folder that keeps many orders.
//!
//! A folder holds one named graph for each order, the graphs of the vocabularies, and the graph that describes them all:
//! the same graphs as a dataset in memory, so that every question has the same answer. The folder looks so:
//!
//! ```text
//! lauazym-store.json   what this is: version of the layout, program that made it, base IRI of the data
//! data/                RocksDB, opened by one process at a time, which writes
//! checkpoints/         the database as the last changes left it, opened by any number of processes, which read
//! vocabularies/        the user's own vocabulary files, by which all orders of the store are read
//! sources/             the files from which the orders were read, to read them again with their other languages and editions
//! counts/              what each order's graph holds, so that the description need not count all anew
//! ```
//!
//! Whatever moment a process is killed at, an order is in the store whole or not at all. A new order goes in by RocksDB's
//! ingestion of files, which is atomic; an order that is there already is replaced in one transaction. The description
//! follows in the transaction of a replacement, and right behind an ingestion. Readers see none of it before the checkpoint
//! that follows: what a killed process left without one, the next writer describes and brings to light.

mod checkpoints;
mod counts;
mod error;
mod files;
mod loading;
mod marker;
mod rocksdb;
mod settling;
mod sources;
mod writer;

pub use checkpoints::{Snapshot, base_of, open};
pub use error::StoreError;
pub use files::size;
pub use loading::{Event, Input, load};
pub use writer::Writer;

use crate::graph;
use crate::publishing::description::{Census, Classes};
use crate::reading::records::Order;
use crate::reading::vocabulary::Vocabularies;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Quad, Term};
use oxigraph::store::{StorageError, Store};
use oxsdatatypes::Decimal;

/// The files and folders that the store in `folder` keeps of the order `id`; none when it keeps none.
pub fn sources_of(folder: &std::path::Path, id: &str) -> Vec<std::path::PathBuf> {
    let is_name = !id.is_empty() && !id.starts_with('.') && !id.contains('/');
    let kept = if is_name { sources::Sources::of(folder).kept(id) } else { Ok(Vec::new()) };
    kept.unwrap_or_default().into_iter().map(|kept| kept.path).collect()
}

/// Returns a store in memory that holds `quads`.
///
/// # Errors
/// When the store refuses them.
pub fn in_memory(quads: Vec<Quad>) -> Result<Store, StorageError> {
    let store = Store::new()?;
    let mut loader = store.bulk_loader();
    loader.load_quads(quads)?;
    loader.commit()?;
    Ok(store)
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The order's identifier.
    pub id: String,
    /// The number of statements in its graph.
    pub statements: usize,
    /// Whether the order was there before.
    pub replaced: bool,
}

/// The graph of one order, counted.
struct OrderQuads {
    /// The order's IRI, which names its graph.
    graph: String,
    /// Its statements, of which some may be the same.
    quads: Vec<Quad>,
    /// What they hold.
    census: Census,
}

impl OrderQuads {
    /// The graph of `order`, which was read by `vocabularies`; `classes` are those that the vocabularies state.
    fn of(order: &Order, vocabularies: &Vocabularies, classes: &Classes) -> Self {
        let graph = graph::iri(order, vocabularies);
        let mut quads = Vec::new();
        graph::describe(order, vocabularies, &mut |quad| quads.push(quad.into_owned()));
        let census = Census::of(&quads, &graph, classes);
        Self { graph, quads, census }
    }
}

/// The statement as the database gives it back, which keeps the value of a decimal and not its zeros.
fn as_held(quad: Quad) -> Quad {
    match &quad.object {
        Term::Literal(literal) if literal.datatype() == xsd::DECIMAL => match literal.value().parse::<Decimal>() {
            Ok(decimal) => Quad { object: Literal::from(decimal).into(), ..quad },
            Err(_) => quad,
        },
        _ => quad,
    }
}
