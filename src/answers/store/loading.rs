//! Many orders go into a store: read side by side, put in one after the other.

use std::env;
use std::fs::File;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::writer::Writer;
use super::{Loaded, OrderQuads, StoreError};
use crate::reading::ReadError;
use crate::reading::document::{BUNDLED_NAME, STANDARD_INPUT};
use crate::reading::parallel;
use crate::reading::records::Order;
use crate::reading::sequence::{self, Reading, Sequence, Source, in_succession};

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

/// Loads the orders at `inputs` into the store of `writer`, and tells `report` what becomes of each. Languages and editions of
/// one order, one after the other, are one order, with those that the store has of it already. Inputs that are no orders, and an
/// order that an earlier input was already, are reported and left out.
///
/// # Errors
/// The store cannot be written. What was reported as loaded is in it.
pub fn load(
    writer: &mut Writer,
    inputs: &[Input],
    threads: NonZeroUsize,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<(), StoreError> {
    let vocabularies = Arc::clone(&writer.vocabularies);
    // What comes through standard input is a file from here on, since it is kept.
    let spool = Spool::of(inputs)?;
    let read = |input: &Input| crate::reading::read_order(spool.path(input), &vocabularies);
    let mut batch = Batch::default();
    let mut sequence = Sequence::default();
    parallel::in_order(inputs, threads, read, |input, order| {
        let reading = order.and_then(|order| {
            let source = Source::of(&order, name(input), spool.path(input));
            sequence.next(Reading::of(order, source))
        });
        match reading {
            Ok(readings) => batch.take(readings, writer, report)?,
            Err(error) => report(Event::Refused { source: &name(input), error: &error }),
        }
        if batch.statements >= BATCH { batch.put(writer, report) } else { Ok(()) }
    })?;
    batch.take(sequence.last(), writer, report)?;
    batch.put(writer, report)
}

/// The path of an input as it was given, since several folders may have files of one name.
fn name(input: &Input) -> String {
    match input {
        None => BUNDLED_NAME.to_owned(),
        Some(path) if is_standard_input(path) => STANDARD_INPUT.to_owned(),
        Some(path) => path.display().to_string(),
    }
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Standard input as a file, if it is among the inputs.
struct Spool(Option<(TempDir, PathBuf)>);

impl Spool {
    fn of(inputs: &[Input]) -> Result<Self, StoreError> {
        if !inputs.iter().flatten().any(|path| is_standard_input(path)) {
            return Ok(Self(None));
        }
        let folder = TempDir::new().map_err(StoreError::io(&env::temp_dir()))?;
        let file = folder.path().join(STANDARD_INPUT);
        let copy = || io::copy(&mut io::stdin().lock(), &mut File::create(&file)?);
        copy().map_err(StoreError::io(&file))?;
        Ok(Self(Some((folder, file))))
    }

    fn path<'a>(&'a self, input: &'a Input) -> Option<&'a Path> {
        let path = input.as_deref()?;
        self.0.as_ref().filter(|_| is_standard_input(path)).map_or(Some(path), |(_, file)| Some(file))
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
    /// Takes all that was read of one order, and what the store keeps of it.
    fn take(
        &mut self,
        readings: Vec<Reading>,
        writer: &mut Writer,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), StoreError> {
        let source = sequence::names(&readings);
        match writer.complete(readings)? {
            Ok(readings) => {
                for reading in in_succession(readings) {
                    let source = reading.name();
                    report(Event::Read { source: &source, order: &reading.order });
                    let order = OrderQuads::of(&reading.order, &writer.vocabularies, &writer.survey.classes());
                    self.statements += order.quads.len();
                    self.waiting.push(order);
                    self.names.push(source);
                }
            }
            Err(error) => report(Event::Refused { source: &source, error: &error }),
        }
        Ok(())
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
