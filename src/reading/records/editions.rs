//! Editions of one order: its text as it was from one day to another.
//!
//! Comes in: readings of one order, each of one edition in one language or both. Goes out: one order for each edition. The
//! newest keeps the order's identifier, so that its posts are called the same whatever editions come with it; an earlier one is
//! called `V1400009336/edition/2014-04-02` by its day.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use serde::Serialize;

use super::Order;
use crate::reading::text::{Date, Language};

/// What became of an edition that is not the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Superseded {
    /// The identifier of the order of which this is an earlier edition.
    pub order: String,
    /// The day from which the next edition counts.
    pub on: Date,
    /// The identifiers of those of its positions that the newest edition has in a unit of the same name.
    #[serde(skip)]
    pub lasting: BTreeSet<String>,
    /// The identifiers of those of its units that the newest edition calls by the same name.
    #[serde(skip)]
    pub lasting_units: BTreeSet<String>,
}

impl Order {
    /// The languages in which it was read.
    pub fn languages(&self) -> Vec<Language> {
        let other = self.translation.iter().map(|translation| translation.language);
        std::iter::once(self.language).chain(other).collect()
    }

    /// The order's identifier in the legal database, whatever the edition.
    pub fn legal_id(&self) -> &str {
        self.superseded.as_ref().map_or(&self.id, |superseded| &superseded.order)
    }

    /// The day of its edition, if something states it.
    pub fn edition_date(&self) -> Option<Date> {
        self.edition.as_ref().map(|edition| edition.date)
    }

    /// The day from which the text counts, as far as is known: that of the edition, else that of the order.
    pub fn effective_from(&self) -> Option<Date> {
        self.edition_date().or(self.date)
    }

    /// The day from which the text counts no more, as far as is known: that of the next edition, of the repeal, or of the act
    /// that repealed it.
    pub fn effective_until(&self) -> Option<Date> {
        let next = self.superseded.as_ref().map(|superseded| superseded.on);
        next.or(self.repealed_on).or_else(|| self.repealed_by.as_ref().map(|act| act.date))
    }

    /// Makes it an earlier edition, which another one follows from the day `next` on.
    fn supersede(&mut self, next: Date, newest: &Order) {
        let Some(date) = self.effective_from() else { return };
        let lasting = staying(self.positions(), newest.positions());
        let lasting_units = staying(self.unit_names(), newest.unit_names());
        let id = format!("{}/edition/{date}", self.id);
        for entry in &mut self.entries {
            entry.order.clone_from(&id);
        }
        let order = mem::replace(&mut self.id, id);
        self.superseded = Some(Superseded { order, on: next, lasting, lasting_units });
    }

    /// The identifiers of its positions with the names of their units.
    fn positions(&self) -> impl Iterator<Item = (String, String)> {
        self.entries.iter().flat_map(|entry| {
            let unit = self.unit(&entry.unit).map(|unit| unit.name.clone()).unwrap_or_default();
            entry.positions.iter().map(move |position| (position.clone(), unit.clone()))
        })
    }

    /// The identifiers of its units with their names.
    fn unit_names(&self) -> impl Iterator<Item = (String, String)> {
        self.units.iter().filter(|unit| !unit.is_body).map(|unit| (unit.id.clone(), unit.name.clone()))
    }
}

/// The identifiers that both have with the same name.
fn staying(
    earlier: impl Iterator<Item = (String, String)>,
    newest: impl Iterator<Item = (String, String)>,
) -> BTreeSet<String> {
    let newest: HashMap<String, String> = newest.collect();
    earlier.filter_map(|(id, name)| (newest.get(&id) == Some(&name)).then_some(id)).collect()
}

/// Makes editions of readings of one order, each of another day, the earliest first; the last keeps its identifier.
pub(crate) fn in_succession(orders: &mut [&mut Order]) {
    let days: Vec<Option<Date>> = orders.iter().map(|order| order.effective_from()).collect();
    let Some((newest, earlier)) = orders.split_last_mut().filter(|(_, earlier)| !earlier.is_empty()) else { return };
    for (order, next) in earlier.iter_mut().zip(days.into_iter().skip(1).flatten()) {
        order.supersede(next, newest);
    }
}
