//! Many orders go into a store: read side by side, put in one after the other.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::StoreError;
use super::order::{Loaded, OrderQuads};
use super::writer::Writer;
use crate::document::BUNDLED_NAME;
use crate::records::{self, Order};
use crate::{ReadError, Seen, parallel};

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
    let mut batch = Batch::default();
    let mut seen = Seen::default();
    let mut waiting: Option<Read> = None;
    parallel::in_order(inputs, threads, read, |input, read| {
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                report(Event::Refused { source: &name(input), error: &error });
                return Ok(());
            }
        };
        if let Some(known) = waiting.take_if(|known| known.order.is_other_language_of(&read.order)) {
            let order = records::join(known.order, read.order);
            let source = format!("{}, {}", known.source, read.source);
            waiting = Some(Read { source, quads: quads(&order), order });
            return Ok(());
        }
        if let Err(error) = seen.add(&read.order, read.source.clone()) {
            report(Event::Refused { source: &read.source, error: &error });
            return Ok(());
        }
        if let Some(whole) = waiting.replace(read) {
            batch.take(whole, report);
        }
        if batch.statements >= BATCH { batch.put(writer, report) } else { Ok(()) }
    })?;
    if let Some(whole) = waiting {
        batch.take(whole, report);
    }
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
