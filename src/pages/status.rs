//! Whether an order is still in force stands on every page of it.

use super::error::PageError;
use super::names::{Names, Value};
use super::sources::order_above;
use crate::terms::{eli, lz};
use oxigraph::model::NamedNodeRef;

/// That an order is repealed.
#[derive(Debug)]
pub(super) struct Status {
    pub(super) order: Value,
    /// Since when, in words; empty when that is not known.
    pub(super) since: String,
    /// By which acts.
    pub(super) by: Vec<Value>,
}

/// What to say of the order of a page; none when it is no order's, or the order is in force as far as is known.
pub(super) fn status(names: &Names<'_>) -> Result<Option<Status>, PageError> {
    let Some(order) = order_above(names.pages, names.page)? else { return Ok(None) };
    let statements = names.pages.statements();
    let first = |properties: [NamedNodeRef<'_>; 2]| {
        let mut found = None;
        for property in properties {
            found = found.or(statements.literal(&order, property)?);
        }
        Ok::<_, PageError>(found)
    };
    let until = first([eli::DATE_NO_LONGER_IN_FORCE, lz::EFFECTIVE_UNTIL])?;
    let by = statements.links(&order, eli::REPEALED_BY)?;
    if until.is_none() && by.is_empty() {
        return Ok(None);
    }
    let since = until.map_or_else(String::new, |date| names.said.with("repealed-from", "date", &date));
    let by = by.iter().map(|act| names.named(act)).collect::<Result<_, _>>()?;
    let mut order = names.named(&order)?;
    order.text = names.own(names.said.get("order-repealed"));
    Ok(Some(Status { order, since, by }))
}
