//! Reading an order: a file becomes typed records.
//!
//! Comes in: files in any format, folders of the law corpus, and the vocabularies of `ontology/`. Goes out: [`records::Order`], one
//! for each edition of an order, in one language or two, with all that is odd in it as [`findings`]. May call: [`crate::terms`].
//!
//! ```text
//! corpus → document → lines → entries → records
//!          letters
//! ```
//!
//! [`text`] and [`vocabulary`] hold what is known before an order is read.

pub mod corpus;
pub mod document;
pub mod entries;
pub mod findings;
pub mod letters;
pub mod lines;
pub(crate) mod parallel;
pub mod records;
pub(crate) mod sequence;
pub mod text;
pub mod vocabulary;

use std::path::{Path, PathBuf};

use thiserror::Error;

use document::Document;
use records::Order;
use sequence::{Reading, Sequence, Source, in_succession};
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
    /// Two inputs are one order, and are neither its two languages nor two editions of it, one after the other.
    #[error(
        "{second}: this is {edition}the order {id}, which {first} holds too; give each edition of an order once, and its \
         languages and editions one after the other"
    )]
    Twice {
        /// The order's identifier.
        id: String,
        /// The edition in words, before `the order`; empty when it is not known.
        edition: String,
        /// The name of the source that was read first.
        first: String,
        /// The name of the source that was read later.
        second: String,
    },
    /// A store holds the order in a language that the input does not have, and has no source of that language alone.
    #[error(
        "{source_name}: the store holds the order {id} in {language} too, and has no file of it in this language alone; load the \
         order in both languages together, or remove it first: lauazym remove {id} --store DIR",
        language = lost.tag()
    )]
    Partial {
        /// The order's identifier.
        id: String,
        /// How messages call the input.
        source_name: String,
        /// The language that the store would lose.
        lost: text::Language,
    },
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

/// Returns the texts at `path`, a file or the folder of an act in a corpus, or that of the bundled order for `None`.
///
/// # Errors
/// When one cannot be read.
pub fn documents(path: Option<&Path>, vocabularies: &Vocabularies) -> Result<Vec<Document>, ReadError> {
    match path {
        Some(path) if path.is_dir() => Ok(corpus::texts(path, vocabularies)?),
        Some(path) => Ok(vec![Document::read(path)?]),
        None => Ok(vec![Document::bundled()]),
    }
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
/// of the paths; two languages of one order, one after the other, are one order. Editions of one order, one after the other, come
/// by their days, the earliest first. Only a few orders are in memory at a time.
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
    let mut take_all = |readings| in_succession(readings).into_iter().try_for_each(|edition| take(edition.order));
    parallel::in_order(&inputs, parallel::processors(), read, |path, order| {
        let shown = path.unwrap_or(Path::new(document::BUNDLED_NAME));
        let reading = order.and_then(|order| {
            let name = if shown.is_dir() { shown.display().to_string() } else { order.source.clone() };
            let source = Source::of(&order, name, *path);
            sequence.next(Reading::of(order, source))
        });
        match reading {
            Ok(readings) => take_all(readings),
            Err(error) => refuse(shown, error),
        }
    })?;
    take_all(sequence.last())
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
