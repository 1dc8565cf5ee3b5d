//! lauazym turns orders on civil-service qualification requirements into a linked-data graph, keeps the graph in an
//! embedded store, and answers questions about it.
//!
//! A one-way pipeline, a room for each step; a later room may know an earlier one, never the reverse:
//!
//! ```text
//! letters → document → lines → entries → records → graph → description → publication
//!                                              → tables →
//!                                                      → store → answers → server
//! ```
//!
//! Answers can also come from engines elsewhere ([`remote`]), and a dataset can go there.
//!
//! [`text`] and [`vocabulary`] hold what is known before an order is read, [`findings`] what is odd in one, [`terms`] the
//! names of RDF.

pub mod answers;
pub mod comparison;
pub mod corpus;
pub mod description;
pub mod document;
pub mod dumps;
pub mod entries;
pub mod findings;
pub mod graph;
pub mod letters;
pub mod lines;
mod parallel;
pub mod publication;
pub mod records;
pub mod remote;
pub mod server;
pub mod shapes;
pub mod store;
pub mod tables;
pub mod terms;
pub mod text;
pub mod vocabulary;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use oxigraph::model::{Quad, QuadRef};
use thiserror::Error;

use description::{Census, Counting, Imprint, Survey};
use document::Document;
use records::Order;
use vocabulary::Vocabularies;

/// Why an order could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The input is no text.
    #[error(transparent)]
    Document(#[from] document::DocumentError),
    /// The text is no order.
    #[error(transparent)]
    NoEntry(#[from] records::NoEntry),
    /// The folder of an act is no order.
    #[error(transparent)]
    Corpus(#[from] corpus::CorpusError),
    /// Two inputs are one order, and are not its two languages one after the other.
    #[error(
        "{second}: this is the order {id}, which {first} holds too; give each order once, its two languages one after the \
         other"
    )]
    Twice {
        /// The order's identifier.
        id: String,
        /// The name of the source that was read first.
        first: String,
        /// The name of the source that was read later.
        second: String,
    },
}

/// Reads the order at `path`, a file or the folder of an act in a corpus, or the bundled order for `None`.
///
/// # Errors
/// When the input cannot be read or is no order.
pub fn read_order(path: Option<&Path>, vocabularies: &Vocabularies) -> Result<Order, ReadError> {
    let document = match path {
        Some(path) if path.is_dir() => return Ok(corpus::read(path, vocabularies)?),
        Some(path) => Document::read(path)?,
        None => Document::bundled(),
    };
    Ok(records::read(&document, vocabularies)?)
}

/// Reads the orders at `paths`, or the bundled order when there are none, on all cores, and hands each to `take` in the order
/// of the paths; two languages of one order, one after the other, are one order. Only a few are in memory at a time.
///
/// # Errors
/// When an input cannot be read, is no order, or is an order that was read before, or the first that `take` returns.
pub fn each_order<E: From<ReadError>>(
    paths: &[PathBuf],
    vocabularies: &Vocabularies,
    mut take: impl FnMut(Order) -> Result<(), E>,
) -> Result<(), E> {
    let inputs = if paths.is_empty() { vec![None] } else { paths.iter().map(|path| Some(path.as_path())).collect() };
    let mut sources: HashMap<String, String> = HashMap::new();
    let mut waiting: Option<Order> = None;
    let read = |path: &Option<&Path>| read_order(*path, vocabularies);
    parallel::in_order(&inputs, parallel::processors(), read, |_, order| {
        let order = order?;
        if let Some(known) = waiting.take_if(|known| known.is_other_language_of(&order)) {
            waiting = Some(records::join(known, order));
            return Ok(());
        }
        if let Some(first) = sources.insert(order.id.clone(), order.source.clone()) {
            return Err(ReadError::Twice { id: order.id, first, second: order.source }.into());
        }
        waiting.replace(order).map_or(Ok(()), &mut take)
    })?;
    waiting.map_or(Ok(()), take)
}

/// Reads the orders at `paths`, or the bundled order when there are none; `progress` is called after each.
///
/// # Errors
/// When an input cannot be read, is no order, or is an order that was read before in the same language.
pub fn read_orders(
    paths: &[PathBuf],
    vocabularies: &Vocabularies,
    progress: impl Fn(&Order),
) -> Result<Vec<Order>, ReadError> {
    let mut orders = Vec::new();
    each_order(paths, vocabularies, |order| {
        progress(&order);
        orders.push(order);
        Ok::<(), ReadError>(())
    })?;
    Ok(orders)
}

/// Returns the whole dataset, the data and their description, of which no publisher has said anything.
pub fn dataset(orders: &[Order], vocabularies: &Vocabularies) -> Vec<Quad> {
    let mut survey = Survey::of(vocabularies);
    let mut quads: Vec<Quad> = description::data(vocabularies).cloned().collect();
    for order in orders {
        let start = quads.len();
        graph::describe(order, vocabularies, &mut |quad| quads.push(quad.into_owned()));
        let graph = graph::iri(order, vocabularies);
        survey.add(&graph, Census::of(&quads[start..], &graph, &survey.classes()));
    }
    description::describe(vocabularies, &Imprint::default(), &survey, &mut |quad| quads.push(quad.into_owned()));
    quads
}

/// Hands the statements about `order` one by one to `receive`, and adds their counts to `survey`.
pub(crate) fn describe_order(
    order: &Order,
    vocabularies: &Vocabularies,
    survey: &mut Survey,
    receive: &mut dyn FnMut(QuadRef<'_>),
) {
    let (graph, classes) = (graph::iri(order, vocabularies), survey.classes());
    let mut counting = Counting::of_graph(&graph, &classes);
    graph::describe(order, vocabularies, &mut |quad| counting.learn(quad));
    graph::describe(order, vocabularies, &mut |quad| {
        counting.count(quad);
        receive(quad);
    });
    survey.add(&graph, counting.finish());
}
