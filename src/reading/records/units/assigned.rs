//! The department and the division to which an entry belongs.

use super::super::titles::{PrintedUnit, Tier, identifier};
use super::{Claim, numbers};

/// The identifiers of an entry's department and division.
#[derive(Clone, Debug)]
pub(super) struct Assigned {
    pub(super) department: Option<String>,
    pub(super) division: Option<String>,
    pub(super) department_printed: bool,
}

impl Assigned {
    /// The units of the claim from the highest to the lowest, each with what is printed of it: the department and the
    /// division, and by their names the others that the title names between or below them.
    pub(super) fn chain<'a>(&self, claim: &'a Claim<'_>) -> Vec<(String, Option<&'a PrintedUnit>)> {
        let (department, division) = department_and_division(claim);
        let is = |unit: Option<&PrintedUnit>, other: &PrintedUnit| unit.is_some_and(|unit| std::ptr::eq(unit, other));
        let mut chain: Vec<(String, Option<&PrintedUnit>)> = Vec::new();
        let printed = |unit| claim.units.iter().any(|other| is(unit, other));
        if !printed(department) {
            chain.extend(self.department.clone().map(|id| (id, department)));
        }
        for unit in &claim.units {
            let id = if is(department, unit) {
                self.department.clone()
            } else if is(division, unit) {
                self.division.clone()
            } else {
                let own = identifier(&unit.name);
                Some(chain.last().map_or_else(|| own.clone(), |(above, _)| format!("{above}-{own}")))
            };
            chain.extend(id.map(|id| (id, Some(unit))));
        }
        if !printed(division) {
            chain.extend(self.division.clone().map(|id| (id, division)));
        }
        chain
    }
}

/// The department and the division that an entry's title names; where it names none, those of its headings.
pub(super) fn department_and_division<'a>(claim: &'a Claim<'_>) -> (Option<&'a PrintedUnit>, Option<&'a PrintedUnit>) {
    if claim.units.is_empty() {
        let find = |tier: Tier| claim.headings.iter().rev().map(|(_, unit)| unit).find(|unit| unit.tier == tier);
        return (find(Tier::Department), find(Tier::Division));
    }
    // A unit of unknown kind is a division by the code: `13-4-2` and `10-2` are of divisions, `13-0-1` is not.
    sort(&claim.units, numbers(&claim.code).1.is_some() || claim.code.split('-').count() == 2)
}

/// Sorts the units of a title by their kind; one of unknown kind is a division when another stands before it or when the
/// code has a division's number.
pub(super) fn sort(units: &[PrintedUnit], has_division: bool) -> (Option<&PrintedUnit>, Option<&PrintedUnit>) {
    let department = units.iter().find(|unit| unit.tier == Tier::Department);
    let division = units.iter().find(|unit| unit.tier == Tier::Division);
    let unknown = units.iter().find(|unit| unit.tier == Tier::Unknown);
    match (department, division, unknown) {
        (None, None, Some(unit)) if has_division => (None, Some(unit)),
        (None, None, Some(unit)) => (Some(unit), None),
        (Some(_), None, unknown) => (department, unknown),
        (None, Some(_), unknown) => (unknown, division),
        _ => (department, division),
    }
}

/// What units of these names are called.
pub(super) fn by_name(department: Option<&PrintedUnit>, division: Option<&PrintedUnit>, printed: bool) -> Assigned {
    let department_id = department.map(|unit| identifier(&unit.name));
    let division_id = division.map(|unit| match &department_id {
        Some(department) => format!("{department}-{}", identifier(&unit.name)),
        None => identifier(&unit.name),
    });
    Assigned { department: department_id, division: division_id, department_printed: printed }
}
