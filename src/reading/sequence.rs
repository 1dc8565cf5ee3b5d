//! Orders as they are read one after the other: two languages of one edition are one order, editions follow one another, and
//! what comes again is refused.

use std::collections::HashMap;
use std::mem;
use std::path::{Path, PathBuf};

use crate::reading::ReadError;
use crate::reading::records::{self, Order};
use crate::reading::text::{Date, Language};

/// What was read: an order, or an edition of one, in one language or both.
pub(crate) struct Reading {
    pub(crate) order: Order,
    /// The inputs from which it was read.
    pub(crate) sources: Vec<Source>,
}

/// An input that was read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// How messages call it.
    pub(crate) name: String,
    /// Its path; none for the bundled order.
    pub(crate) path: Option<PathBuf>,
    /// The edition that it tells.
    pub(crate) edition: Option<Date>,
    /// The languages of its texts.
    pub(crate) languages: Vec<Language>,
}

impl Source {
    /// The source at `path` from which `order` was read.
    pub(crate) fn of(order: &Order, name: String, path: Option<&Path>) -> Self {
        Self { name, path: path.map(Path::to_owned), edition: order.edition_date(), languages: order.languages() }
    }
}

/// The orders read so far.
#[derive(Default)]
pub(crate) struct Sequence {
    /// For each identifier the name of the source that came first.
    seen: HashMap<String, String>,
    /// All that was read of the last order, of which other languages and editions may come next.
    waiting: Vec<Reading>,
}

impl Reading {
    pub(crate) fn of(order: Order, source: Source) -> Self {
        Self { order, sources: vec![source] }
    }

    /// The names of the sources.
    pub(crate) fn name(&self) -> String {
        self.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether `other` is the same edition in the other language.
    fn is_counterpart_of(&self, other: &Self) -> bool {
        self.order.is_other_language_of(&other.order) && self.order.effective_from() == other.order.effective_from()
    }

    fn joined(self, other: Self) -> Self {
        let sources = self.sources.into_iter().chain(other.sources).collect();
        Self { order: records::join(self.order, other.order), sources }
    }
}

impl Sequence {
    /// Adds what was read. Returns all that was read of the order before when nothing more of it comes; empty otherwise.
    ///
    /// # Errors
    /// When it was read before; the sequence is as it was.
    pub(crate) fn next(&mut self, reading: Reading) -> Result<Vec<Reading>, ReadError> {
        let id = &reading.order.id;
        if self.waiting.first().is_some_and(|waiting| waiting.order.id == *id) {
            return self.further(reading).map(|()| Vec::new());
        }
        if let Some(first) = self.seen.get(id) {
            return Err(twice(&reading, first));
        }
        self.seen.insert(id.clone(), reading.name());
        Ok(mem::replace(&mut self.waiting, vec![reading]))
    }

    /// All that was read of the last order, when nothing more comes.
    pub(crate) fn last(self) -> Vec<Reading> {
        self.waiting
    }

    /// Adds a language or an edition of the order that waits.
    fn further(&mut self, reading: Reading) -> Result<(), ReadError> {
        if let Some(at) = self.waiting.iter().position(|known| known.is_counterpart_of(&reading)) {
            let known = self.waiting.remove(at);
            self.waiting.insert(at, known.joined(reading));
            return Ok(());
        }
        let (day, languages) = (reading.order.effective_from(), reading.order.languages());
        let same = |known: &&Reading| {
            let known = &known.order;
            known.effective_from() == day
                && (day.is_none() || known.languages().iter().any(|one| languages.contains(one)))
        };
        match self.waiting.iter().find(same) {
            Some(known) => Err(twice(&reading, &known.name())),
            None => {
                self.waiting.push(reading);
                Ok(())
            }
        }
    }
}

/// Joins two readings left in one language each, of which one does not tell its edition.
fn with_untold_edition(mut readings: Vec<Reading>) -> Vec<Reading> {
    let alone = |reading: &Reading| reading.order.translation.is_none();
    let untold = readings.iter().position(|reading| alone(reading) && reading.order.edition.is_none());
    let Some(untold) = untold.map(|at| readings.remove(at)) else { return readings };
    let others = |reading: &&Reading| reading.order.is_other_language_of(&untold.order);
    let only = readings.iter().filter(others).count() == 1;
    match readings.iter().position(|reading| only && others(&reading)) {
        Some(at) => {
            let told = readings.remove(at);
            readings.push(told.joined(untold));
        }
        None => readings.push(untold),
    }
    readings
}

/// The names of the sources of all `readings`.
pub(crate) fn names(readings: &[Reading]) -> String {
    readings.iter().map(Reading::name).collect::<Vec<_>>().join(", ")
}

/// The readings of one order as its editions, the earliest first.
pub(crate) fn in_succession(readings: Vec<Reading>) -> Vec<Reading> {
    let mut readings = with_untold_edition(readings);
    readings.sort_by_key(|reading| reading.order.effective_from());
    let mut orders: Vec<&mut Order> = readings.iter_mut().map(|reading| &mut reading.order).collect();
    records::in_succession(&mut orders);
    readings
}

fn twice(reading: &Reading, first: &str) -> ReadError {
    ReadError::Twice {
        id: reading.order.id.clone(),
        edition: reading.order.edition_date().map(|date| format!("the edition of {date} of ")).unwrap_or_default(),
        first: first.to_owned(),
        second: reading.name(),
    }
}
