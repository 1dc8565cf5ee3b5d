//! Units are named by titles and headings and numbered by the codes of their posts.
//!
//! A code `13-4-2` is the second post of division 4 of department 13; `13-0-1` is a post of the department itself; `10-2`
//! the second post of division 10, which is in no department. A unit between these or below them is known by its name
//! (`… комитетінің … департаменті`, `… ауданының басқармасының … бөлімі`). Entries of one unit print its name in different spellings,
//! so a unit takes the name that most of its entries print. Where a title names another unit than the code, the title is
//! believed if it names the unit of the entry before (lines 29380 to 29384 of V1400009219).

mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::titles::{PrintedUnit, Tier, identifier};
use super::{Named, Spelling, Unit};
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::text::fold;
use names::{is_misprint, name_one, report_shared_names, report_spellings, usual_name};

/// What an entry says of its unit.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    /// The entry's number, from 1.
    pub entry: usize,
    /// The code of the entry's first post in ASCII letters; empty when it has none.
    pub code: String,
    /// That code as printed.
    pub printed_code: String,
    /// The lines of the title, or of the cell where there is none.
    pub title_lines: (usize, usize),
    /// The units that the title names.
    pub units: Vec<PrintedUnit>,
    /// The lowest unit that each heading above the entry names.
    pub headings: Vec<(&'a Passage, PrintedUnit)>,
    /// The first line of the entry.
    pub line: usize,
}

/// The unit of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub unit: String,
    pub department: Option<String>,
    pub division: Option<String>,
    pub department_inferred: bool,
}

/// One print of a unit's name.
#[derive(Clone, Debug)]
struct Mention {
    name: String,
    printed: String,
    /// First and last line, from 1.
    lines: (usize, usize),
    kind: Option<Named>,
}

impl Mention {
    fn of(unit: &PrintedUnit, lines: (usize, usize)) -> Self {
        Self { name: unit.name.clone(), printed: unit.printed.clone(), lines, kind: unit.kind.clone() }
    }
}

/// A unit on the way to its record: its identifier and what is printed of it.
#[derive(Debug, Default)]
struct Names {
    titles: Vec<Mention>,
    headings: Vec<Mention>,
    parent: Option<String>,
}

/// The numbers of department and division that a code gives.
fn numbers(code: &str) -> (Option<&str>, Option<String>) {
    let parts: Vec<&str> = code.split('-').collect();
    match parts.as_slice() {
        [] | [_] => (None, None),
        [unit, _] => (Some(unit), None),
        [department, division, ..] if division.trim_matches('0').is_empty() => (Some(department), None),
        [department, division, ..] => (Some(department), Some(format!("{department}-{division}"))),
    }
}

/// Returns the units of an order and the place of each claim in them. `bodies` are first: the body itself, and the part of it
/// that the order is about, if it is about one; all other units are in the last of these.
pub(super) fn read(claims: &[Claim<'_>], bodies: Vec<Unit>, findings: &mut Vec<Finding>) -> (Vec<Unit>, Vec<Place>) {
    let body = bodies.last().map(|body| body.id.clone()).unwrap_or_default();
    let mut reader = Reader { names: BTreeMap::new(), order: Vec::new(), body };
    let assigned: Vec<Assigned> = reader.assign(claims, findings);
    let mut units = bodies;
    let known: BTreeSet<String> = units.iter().map(|unit| unit.id.clone()).collect();
    units.extend(reader.order.iter().filter(|id| !known.contains(*id)).map(|id| reader.unit(id)));
    report_spellings(claims, &assigned, &units, findings);
    report_shared_names(&units, findings);
    let place = |(claim, assigned): (&Claim<'_>, &Assigned)| {
        let name = |id: &String| units.iter().find(|unit| unit.id == *id).map(|unit| unit.name.clone());
        let lowest = assigned.chain(claim).pop().map(|(id, _)| id);
        Place {
            department: assigned.department.as_ref().and_then(name),
            division: lowest.as_ref().filter(|lowest| assigned.department.as_ref() != Some(lowest)).and_then(name),
            unit: lowest.unwrap_or_else(|| reader.body.clone()),
            department_inferred: assigned.department.is_some() && !assigned.department_printed,
        }
    };
    let places = claims.iter().zip(&assigned).map(place).collect();
    (units, places)
}

struct Reader {
    names: BTreeMap<String, Names>,
    /// The identifiers in the order of their first mention.
    order: Vec<String>,
    body: String,
}

impl Reader {
    fn assign(&mut self, claims: &[Claim<'_>], findings: &mut Vec<Finding>) -> Vec<Assigned> {
        let numbered = Numbered::of(claims);
        let mut assigned: Vec<Assigned> = Vec::new();
        for (index, claim) in claims.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| (&claims[before], assigned[before].clone()));
            let place = self.place(claim, before, &numbered, findings);
            self.learn(claim, &place);
            assigned.push(place);
        }
        assigned
    }

    /// Where the claim puts its entry, by code and title.
    fn place(
        &self,
        claim: &Claim<'_>,
        before: Option<(&Claim<'_>, Assigned)>,
        numbered: &Numbered,
        findings: &mut Vec<Finding>,
    ) -> Assigned {
        let (department_number, division_number) = numbers(&claim.code);
        let (department, division) = department_and_division(claim);
        let printed = department.is_some() && !claim.units.is_empty();
        if let Some(division) = division
            && let Some((other, known)) = before
            && let Some(id) = known.division.as_ref()
            && self.is_name_of(&division.name, id)
            && division_number.as_ref().is_some_and(|number| number != id)
            && department.is_none_or(|department| {
                known.department.as_ref().is_none_or(|id| self.is_name_of(&department.name, id))
            })
        {
            let message = said!(
                "the code {1} belongs to unit {2}; the title names unit {3}, to which {4} belongs too",
                claim.printed_code,
                division_number.unwrap_or_default(),
                id,
                other.printed_code
            );
            let span = (claim.line, claim.line);
            findings.push(Finding::new(Kind::CodeOfAnotherUnit, Target::Entry(claim.entry), span, message));
            return Assigned { department_printed: printed, ..known };
        }
        let Some(department_number) = department_number else {
            return by_name(department, division, printed);
        };
        // A department that the title names has its number too.
        let department = numbered.departments.contains(department_number).then(|| department_number.to_owned());
        // A title of the post alone stands under the unit that other titles name and the code gives.
        let stands_under = |id: &str| claim.units.is_empty() && numbered.divisions.contains(id);
        let (department, division) = match (division, division_number) {
            (Some(_), Some(number)) => (department, Some(number)),
            (Some(division), None) if department.is_some() => {
                (department, Some(format!("{department_number}-{}", identifier(&division.name))))
            }
            (Some(_), None) => (None, Some(department_number.to_owned())),
            (None, Some(number)) if stands_under(&number) => (department, Some(number)),
            (None, _) if stands_under(department_number) => (None, Some(department_number.to_owned())),
            (None, _) => (department, None),
        };
        Assigned { department, division, department_printed: printed }
    }

    fn is_name_of(&self, name: &str, id: &str) -> bool {
        self.names.get(id).is_some_and(|names| names.titles.iter().any(|known| name_one(&known.name, name)))
    }

    fn learn(&mut self, claim: &Claim<'_>, place: &Assigned) {
        let mut parent = self.body.clone();
        for (id, printed) in place.chain(claim) {
            if !self.names.contains_key(&id) {
                self.order.push(id.clone());
            }
            let names = self.names.entry(id.clone()).or_default();
            names.parent.get_or_insert(parent);
            names.titles.extend(printed.map(|unit| Mention::of(unit, claim.title_lines)));
            parent = id;
        }
        for (passage, unit) in &claim.headings {
            let id = if unit.tier == Tier::Division { place.division.as_ref() } else { place.department.as_ref() };
            if let Some(names) = id.and_then(|id| self.names.get_mut(id)) {
                names.headings.push(Mention::of(unit, passage.span()));
            }
        }
    }

    fn unit(&self, id: &str) -> Unit {
        let names = &self.names[id];
        let usual = usual_name(if names.titles.is_empty() { &names.headings } else { &names.titles });
        let name = usual.unwrap_or(id).to_owned();
        let usual = fold(&name);
        let mut spellings: Vec<Spelling> = Vec::new();
        for (mention, counts) in
            names.titles.iter().map(|title| (title, 1)).chain(names.headings.iter().map(|heading| (heading, 0)))
        {
            let printed = fold(&mention.printed);
            if printed == usual {
                continue;
            }
            match spellings.iter_mut().find(|spelling| fold(&spelling.name) == printed) {
                Some(spelling) => spelling.entries += counts,
                None => {
                    let misprint = is_misprint(&name, &mention.printed);
                    spellings.push(Spelling { name: mention.printed.clone(), entries: counts, misprint });
                }
            }
        }
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.entries));
        let mentions = || names.titles.iter().chain(&names.headings);
        let (start_line, end_line) = mentions().map(|mention| mention.lines).min().unwrap_or((1, 1));
        Unit {
            id: id.to_owned(),
            kind: mentions().find_map(|mention| mention.kind.clone()),
            name,
            parent: names.parent.clone(),
            spellings,
            start_line,
            end_line,
            ..Unit::default()
        }
    }
}

/// The numbers that titles and headings give to departments and to divisions.
struct Numbered {
    departments: BTreeSet<String>,
    divisions: BTreeSet<String>,
}

impl Numbered {
    fn of(claims: &[Claim<'_>]) -> Self {
        let mut numbered = Self { departments: BTreeSet::new(), divisions: BTreeSet::new() };
        for claim in claims {
            let (Some(unit), division) = numbers(&claim.code) else { continue };
            let (department, named) = department_and_division(claim);
            if department.is_some() {
                numbered.departments.insert(unit.to_owned());
            }
            if named.is_some() {
                numbered.divisions.insert(division.unwrap_or_else(|| unit.to_owned()));
            }
        }
        numbered
    }
}

/// The identifiers of an entry's department and division.
#[derive(Clone, Debug)]
struct Assigned {
    department: Option<String>,
    division: Option<String>,
    department_printed: bool,
}

impl Assigned {
    /// The units of the claim from the highest to the lowest, each with what is printed of it: the department and the
    /// division, and by their names the others that the title names between or below them.
    fn chain<'a>(&self, claim: &'a Claim<'_>) -> Vec<(String, Option<&'a PrintedUnit>)> {
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
fn department_and_division<'a>(claim: &'a Claim<'_>) -> (Option<&'a PrintedUnit>, Option<&'a PrintedUnit>) {
    if claim.units.is_empty() {
        let find = |tier: Tier| claim.headings.iter().rev().map(|(_, unit)| unit).find(|unit| unit.tier == tier);
        return (find(Tier::Department), find(Tier::Division));
    }
    // A unit of unknown kind is a division by the code: `13-4-2` and `10-2` are of divisions, `13-0-1` is not.
    sort(&claim.units, numbers(&claim.code).1.is_some() || claim.code.split('-').count() == 2)
}

/// Sorts the units of a title by their kind; one of unknown kind is a division when another stands before it or when the
/// code has a division's number.
fn sort(units: &[PrintedUnit], has_division: bool) -> (Option<&PrintedUnit>, Option<&PrintedUnit>) {
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
fn by_name(department: Option<&PrintedUnit>, division: Option<&PrintedUnit>, printed: bool) -> Assigned {
    let department_id = department.map(|unit| identifier(&unit.name));
    let division_id = division.map(|unit| match &department_id {
        Some(department) => format!("{department}-{}", identifier(&unit.name)),
        None => identifier(&unit.name),
    });
    Assigned { department: department_id, division: division_id, department_printed: printed }
}
