//! Orders as they are read one after the other: two languages of one order are one, and an order that comes again is refused.

use std::collections::HashMap;

use crate::records::Order;
use crate::text::Date;
use crate::{ReadError, SecondEdition};

/// The orders read so far, each perhaps with what was made of it.
pub(crate) struct Sequence<T> {
    /// For each identifier the source, and the day of the edition.
    seen: HashMap<String, (String, Option<Date>)>,
    /// The last one, whose other language may come next.
    waiting: Option<T>,
}

impl<T> Default for Sequence<T> {
    fn default() -> Self {
        Self { seen: HashMap::new(), waiting: None }
    }
}

impl<T: AsRef<Order>> Sequence<T> {
    /// Adds what was read from `source`; `join` makes one of two languages. Returns the one before when it is whole now.
    ///
    /// # Errors
    /// When the order was read before; the sequence is as it was.
    pub(crate) fn next(
        &mut self,
        read: T,
        source: String,
        join: impl FnOnce(T, T) -> T,
    ) -> Result<Option<T>, ReadError> {
        if let Some(known) = self.waiting.take_if(|known| known.as_ref().is_other_language_of(read.as_ref())) {
            self.waiting = Some(join(known, read));
            return Ok(None);
        }
        self.see(read.as_ref(), source)?;
        Ok(self.waiting.replace(read))
    }

    /// The last one, when nothing more comes.
    pub(crate) fn last(self) -> Option<T> {
        self.waiting
    }

    fn see(&mut self, order: &Order, source: String) -> Result<(), ReadError> {
        let edition = order.edition.as_ref().map(|edition| edition.date);
        match self.seen.get(&order.id).cloned() {
            None => {
                self.seen.insert(order.id.clone(), (source, edition));
                Ok(())
            }
            Some((first, known)) => Err(match known.zip(edition) {
                Some((known, edition)) => ReadError::Edition(Box::new(SecondEdition {
                    id: order.id.clone(),
                    first,
                    first_date: known,
                    second: source,
                    second_date: edition,
                })),
                None => ReadError::Twice { id: order.id.clone(), first, second: source },
            }),
        }
    }
}
