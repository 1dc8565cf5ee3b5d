//! The names of units: which spelling is usual, which a misprint, and what is odd about them.

use std::collections::HashMap;

use super::{Assigned, Claim, Mention, sort};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::records::Unit;
use crate::reading::text::{are_alike, fold, tokens};

/// How alike two names must be to be spellings of one.
const ALIKE: f64 = 0.8;
/// How alike a spelling must be to the usual name to be a misprint of it and not another wording.
const MISPRINT: f64 = 0.9;

/// The name that most mentions have; of names that equally many have, the one printed first.
pub(super) fn usual_name(mentions: &[Mention]) -> Option<&str> {
    let names: Vec<String> = mentions.iter().map(|mention| fold(&mention.name)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    let most = counts.values().max()?;
    mentions
        .iter()
        .zip(&names)
        .find(|(_, name)| counts[name.as_str()] == *most)
        .map(|(mention, _)| mention.name.as_str())
}

pub(super) fn is_misprint(name: &str, spelling: &str) -> bool {
    tokens(name).len() == tokens(spelling).len() && are_alike(&fold(name), &fold(spelling), MISPRINT)
}

/// Whether two names are spellings of one, whatever the order of their words.
pub(super) fn name_one(left: &str, right: &str) -> bool {
    let sorted = |name: &str| {
        let mut words: Vec<String> = tokens(name).into_iter().map(|token| token.key).collect();
        words.sort();
        words.join(" ")
    };
    left == right || are_alike(&fold(left), &fold(right), ALIKE) || are_alike(&sorted(left), &sorted(right), ALIKE)
}

pub(super) fn report_spellings(
    claims: &[Claim<'_>],
    assigned: &[Assigned],
    units: &[Unit],
    findings: &mut Vec<Finding>,
) {
    let find = |id: &Option<String>| id.as_ref().and_then(|id| units.iter().find(|unit| unit.id == *id));
    for (claim, assigned) in claims.iter().zip(assigned) {
        let (department, division) = sort(&claim.units, assigned.division.is_some());
        let mut report =
            |kind, message| findings.push(Finding::new(kind, Target::Entry(claim.entry), claim.title_lines, message));
        for (printed, unit) in [(department, find(&assigned.department)), (division, find(&assigned.division))] {
            let (Some(printed), Some(unit)) = (printed, unit) else {
                continue;
            };
            for (word, meant) in &printed.misprints {
                report(
                    Kind::MisprintMended,
                    said!("\"{1}\" is printed for \"{2}\" in the name of the unit \"{3}\"", word, meant, unit.name),
                );
            }
            if fold(&printed.name) != fold(&unit.name) {
                report(Kind::UnitNameVariant, said!("the unit \"{1}\" is printed \"{2}\"", unit.name, printed.name));
            }
            if printed.kind.is_none() {
                report(Kind::UnknownUnitKind, said!("the name \"{1}\" does not tell the kind of unit", printed.name));
            }
        }
        if let Some(department) = find(&assigned.department).filter(|_| !assigned.department_printed) {
            report(
                Kind::TitleWithoutDepartment,
                said!(
                    "the title does not name the department; it is \"{1}\" by its heading, its code or the entries before it",
                    department.name
                ),
            );
        }
    }
}

pub(super) fn report_shared_names(units: &[Unit], findings: &mut Vec<Finding>) {
    let names: Vec<String> = units.iter().map(|unit| fold(&unit.name)).collect();
    for (index, unit) in units.iter().enumerate() {
        for (other, name) in units.iter().zip(&names).skip(index + 1) {
            if names[index] == *name {
                let message = said!("the units {1} and {2} share the name \"{3}\"", unit.id, other.id, unit.name);
                let span = (other.start_line, other.start_line);
                findings.push(Finding::new(Kind::SharedUnitName, Target::Unit(other.id.clone()), span, message));
            }
        }
    }
}
