//! Many orders go into a store: read side by side, put in one after the other.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::StoreError;
use super::order::{Loaded, OrderQuads};
use super::writer::Writer;
use crate::document::BUNDLED_NAME;
use crate::records::{self, Order};
use crate::sequence::Sequence;
use crate::{ReadError, parallel};

/// New orders are put in together until they have so many statements: fewer and larger files make the database faster, and
/// a kill loses no more than these.
const BATCH: usize = 400_000;

/// Where an order is read from: a file, the folder of an act, `-` for standard input, or none for the bundled order.
pub type Input = Option<PathBuf>;

/// What happens while orders are loaded.
#[derive(Debug)]
pub enum Event<'a> {
    /// An order was read.
    Read {
        /// Where the order was read from: the path, or what stands for it.
        source: &'a str,
        /// The order.
        order: &'a Order,
    },
    /// An order is in the store.
    Loaded {
        /// Where the order was read from.
        source: &'a str,
        /// What became of it.
        loaded: &'a Loaded,
    },
    /// An input was not loaded.
    Refused {
        /// Where it was read from.
        source: &'a str,
        /// What is wrong with it.
        error: &'a ReadError,
    },
}

struct Read {
    source: String,
    order: Order,
    quads: OrderQuads,
}

impl AsRef<Order> for Read {
    fn as_ref(&self) -> &Order {
        &self.order
    }
}

/// Loads the orders at `inputs` into the store of `writer`, and tells `report` what becomes of each. Two languages of one order,
/// one after the other, are one order. Inputs that are no orders, and an order that an earlier input was already, are reported
/// and left out.
///
/// # Errors
/// The store cannot be written. What was reported as loaded is in it.
pub fn load(
    writer: &mut Writer,
    inputs: &[Input],
    threads: NonZeroUsize,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<(), StoreError> {
    let (vocabularies, classes) = (writer.vocabularies(), writer.classes());
    let quads = |order: &Order| OrderQuads::of(order, &vocabularies, &classes);
    let read = |input: &Input| {
        let order = crate::read_order(input.as_deref(), &vocabularies)?;
        Ok::<_, ReadError>(Read { source: name(input), quads: quads(&order), order })
    };
    let join = |one: Read, other: Read| {
        let order = records::join(one.order, other.order);
        Read { source: format!("{}, {}", one.source, other.source), quads: quads(&order), order }
    };
    let mut batch = Batch::default();
    let mut sequence = Sequence::default();
    parallel::in_order(inputs, threads, read, |input, read| {
        let whole = read.and_then(|read| {
            let source = read.source.clone();
            sequence.next(read, source, join)
        });
        match whole {
            Ok(whole) => whole.into_iter().for_each(|whole| batch.take(whole, report)),
            Err(error) => report(Event::Refused { source: &name(input), error: &error }),
        }
        if batch.statements >= BATCH { batch.put(writer, report) } else { Ok(()) }
    })?;
    sequence.last().into_iter().for_each(|whole| batch.take(whole, report));
    batch.put(writer, report)
}

/// The path of an input as it was given, since several folders may have files of one name.
fn name(input: &Input) -> String {
    match input {
        None => BUNDLED_NAME.to_owned(),
        Some(path) if path.as_os_str() == "-" => "standard input".to_owned(),
        Some(path) => path.display().to_string(),
    }
}

/// Orders that wait to be put in.
#[derive(Default)]
struct Batch {
    waiting: Vec<OrderQuads>,
    names: Vec<String>,
    statements: usize,
}

impl Batch {
    fn take(&mut self, read: Read, report: &mut dyn FnMut(Event<'_>)) {
        report(Event::Read { source: &read.source, order: &read.order });
        self.statements += read.quads.len();
        self.waiting.push(read.quads);
        self.names.push(read.source);
    }

    fn put(&mut self, writer: &mut Writer, report: &mut dyn FnMut(Event<'_>)) -> Result<(), StoreError> {
        self.statements = 0;
        let loaded = writer.put(std::mem::take(&mut self.waiting))?;
        for (source, loaded) in std::mem::take(&mut self.names).iter().zip(&loaded) {
            report(Event::Loaded { source, loaded });
        }
        Ok(())
    }
}
