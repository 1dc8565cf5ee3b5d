//! The organisation of an order's body as a tree: nested lists of links, which a script makes a tree that a keyboard walks.

use super::frame::Frame;
use super::listed;
use super::names::{Names, Value};
use super::{Language, PageError, Pages};
use crate::terms::{lz, org};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// The last part of the path of such a page.
pub(super) const NAME: &str = "structure";
/// The word for the list of units.
const UNITS: &str = "units";

#[derive(Template)]
#[template(path = "structure.html")]
struct StructurePage<'a> {
    frame: Frame<'a>,
    branches: Vec<Branch>,
    script: String,
}

/// A unit with those below it.
#[derive(Template)]
#[template(path = "branch.html")]
struct Branch {
    unit: Value,
    code: String,
    /// The posts of the unit itself.
    posts: usize,
    below: Vec<Branch>,
}

/// The pages of all orders that have units.
pub(super) fn all(pages: &Pages) -> Result<Vec<String>, PageError> {
    let lists = listed::lists(pages)?.into_iter().filter(|list| list.word == UNITS);
    Ok(lists.filter_map(|list| Some(format!("{}/{NAME}", list.order()?))).collect())
}

/// The page in one language; none when there is no such page.
pub(super) fn page(pages: &Pages, page: &str, language: Language) -> Result<Option<String>, PageError> {
    let Some((order, NAME)) = page.rsplit_once('/') else { return Ok(None) };
    let is_wanted = |list: &listed::List| list.order() == Some(order) && list.word == UNITS;
    let Some(list) = listed::lists(pages)?.into_iter().find(is_wanted) else { return Ok(None) };
    let names = Names::new(pages, page, language);
    let mut things = Vec::new();
    for thing in pages.subjects(lz::STATED_BY, &pages.iri(order))? {
        if pages.is_a(&thing, org::FORMAL_ORGANIZATION)? {
            things.push(thing);
        }
    }
    things.extend(list.things);
    let units: BTreeSet<&str> = things.iter().map(String::as_str).collect();
    let mut below: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for unit in &things {
        // What stands above the highest body is nothing that this order states.
        let above = pages.links(unit, org::SUB_ORGANIZATION_OF)?;
        let above = above.into_iter().find(|above| units.contains(above.as_str())).unwrap_or_default();
        below.entry(above).or_default().push(unit);
    }
    let branches = branches(&names, "", &below, 0)?;
    let frame = Frame::new(&names, names.own(names.said.get(NAME)))?;
    let script = super::address::relative(page, "site.js");
    Ok(Some(StructurePage { frame, branches, script }.render()?))
}

/// The units right below `above`; deeper than any body is, a circle in the data ends.
fn branches(
    names: &Names<'_>,
    above: &str,
    below: &BTreeMap<String, Vec<&str>>,
    depth: usize,
) -> Result<Vec<Branch>, PageError> {
    let units = below.get(above).filter(|_| depth < 12);
    let branch = |unit: &&str| {
        Ok(Branch {
            unit: names.named(unit)?,
            code: names
                .pages
                .literal(unit, org::IDENTIFIER)?
                .filter(|code| code.contains(|letter: char| letter.is_ascii_digit()))
                .unwrap_or_default(),
            posts: names.pages.subjects(org::POST_IN, unit)?.len(),
            below: branches(names, unit, below, depth + 1)?,
        })
    };
    units.into_iter().flatten().map(branch).collect()
}
