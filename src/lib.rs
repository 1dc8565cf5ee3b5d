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
mod sequence;
#[cfg(unix)]
pub mod server;
pub mod shapes;
pub mod store;
pub mod tables;
pub mod terms;
pub mod text;
pub mod vocabulary;

use std::fmt;
use std::path::{Path, PathBuf};

use oxigraph::model::{Quad, QuadRef};
use thiserror::Error;

use description::{Census, Counting, Imprint, Survey};
use document::Document;
use records::Order;
use sequence::Sequence;
use text::Date;
use vocabulary::Vocabularies;

/// Why an order could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The input is no text.
    #[error(transparent)]
    Document(#[from] document::DocumentError),
    /// The document is no order.
    #[error(transparent)]
    NoOrder(#[from] records::NoOrder),
    /// The reading went wrong as a whole.
    #[error("{source_name}: the text cannot be read rightly: {reason}; --accept-doubtful goes on all the same")]
    Doubtful {
        /// The name of the source.
        source_name: String,
        /// What is wrong, and what to do about it.
        reason: String,
    },
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
    /// Two inputs are editions of one order.
    #[error("{0}")]
    Edition(Box<SecondEdition>),
}

/// An order that was read before in an edition of its own.
#[derive(Debug)]
pub struct SecondEdition {
    /// The order's identifier.
    pub id: String,
    /// Where the edition was read that came first.
    pub first: String,
    /// The day of that edition.
    pub first_date: Date,
    /// Where the other was read.
    pub second: String,
    /// The day of the other edition.
    pub second_date: Date,
}

impl fmt::Display for SecondEdition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, first, first_date, second, second_date } = self;
        if first_date == second_date {
            return write!(
                formatter,
                "{second}: this is the edition of {second_date} of the order {id}, which {first} holds too; give each edition once"
            );
        }
        write!(
            formatter,
            "{second}: this is the edition of {second_date} of the order {id}, and {first} holds that of {first_date}; give one \
             edition at a time, each with a store of its own (load … --store DIR), and compare them with lauazym diff"
        )
    }
}

impl ReadError {
    /// Whether an act of a corpus has no row of requirements: its title alone is like that of an order of the kind.
    pub fn is_other_kind(&self) -> bool {
        matches!(self, Self::Corpus(corpus::CorpusError::OtherKind(_)))
    }
}

/// Reads the order at `path`, a file or the folder of an act in a corpus, or the bundled order for `None`.
///
/// # Errors
/// When the input cannot be read or is no order.
pub fn read_order(path: Option<&Path>, vocabularies: &Vocabularies) -> Result<Order, ReadError> {
    let document = match path {
        Some(path) if path.is_dir() => return judged(corpus::read(path, vocabularies)?, vocabularies),
        Some(path) => Document::read(path)?,
        None => Document::bundled(),
    };
    judged(records::read(&document, vocabularies)?, vocabularies)
}

/// Returns the order unless its reading went wrong as a whole.
fn judged(order: Order, vocabularies: &Vocabularies) -> Result<Order, ReadError> {
    let past_limit = order.faults().into_iter().find(|share| share.is_past_limit());
    match past_limit.filter(|_| !vocabularies.accept_doubtful) {
        Some(share) => Err(ReadError::Doubtful { source_name: order.source, reason: share.reason() }),
        None => Ok(order),
    }
}

/// Reads the orders at `paths`, or the bundled order when there are none, on all cores, and hands each to `take` in the order
/// of the paths; two languages of one order, one after the other, are one order. Only a few are in memory at a time.
///
/// # Errors
/// When an input cannot be read, is no order, or is an order that was read before, or the first that `take` returns.
pub fn each_order<E: From<ReadError>>(
    paths: &[PathBuf],
    vocabularies: &Vocabularies,
    take: impl FnMut(Order) -> Result<(), E>,
) -> Result<(), E> {
    each_order_or(paths, vocabularies, take, |_, error| Err(error.into()))
}

/// Does what [`each_order`] does, and hands an input that is no order of its own to `refuse`, with the reason.
///
/// # Errors
/// The first that `take` or `refuse` returns.
pub fn each_order_or<E>(
    paths: &[PathBuf],
    vocabularies: &Vocabularies,
    mut take: impl FnMut(Order) -> Result<(), E>,
    mut refuse: impl FnMut(&Path, ReadError) -> Result<(), E>,
) -> Result<(), E> {
    let inputs = if paths.is_empty() { vec![None] } else { paths.iter().map(|path| Some(path.as_path())).collect() };
    let mut sequence = Sequence::default();
    let read = |path: &Option<&Path>| read_order(*path, vocabularies);
    parallel::in_order(&inputs, parallel::processors(), read, |path, order| {
        let path = path.unwrap_or(Path::new(document::BUNDLED_NAME));
        let order = match order {
            Ok(order) => order,
            Err(error) => return refuse(path, error),
        };
        let source = if path.is_dir() { path.display().to_string() } else { order.source.clone() };
        match sequence.next(order, source, records::join) {
            Ok(whole) => whole.map_or(Ok(()), &mut take),
            Err(error) => refuse(path, error),
        }
    })?;
    sequence.last().map_or(Ok(()), take)
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
