//! The names of units: which spelling is usual, which a misprint, and what is odd about them.

use super::{Assigned, Claim, Mention, sort};
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::records::Unit;
use crate::text::{fold, tokens};

/// How alike two names must be to be spellings of one.
pub(super) const ALIKE: f64 = 0.8;
/// How alike a spelling must be to the usual name to be a misprint of it and not another wording.
const MISPRINT: f64 = 0.9;

/// The name that most mentions have; of names that equally many have, the one printed first.
pub(super) fn usual_name(mentions: &[Mention]) -> Option<&str> {
    let count = |name: &str| mentions.iter().filter(|mention| fold(&mention.name) == fold(name)).count();
    let most = mentions.iter().map(|mention| count(&mention.name)).max()?;
    mentions.iter().map(|mention| mention.name.as_str()).find(|name| count(name) == most)
}

pub(super) fn is_misprint(name: &str, spelling: &str) -> bool {
    tokens(name).len() == tokens(spelling).len()
        && strsim::normalized_damerau_levenshtein(&fold(name), &fold(spelling)) >= MISPRINT
}

/// How alike two names are, whatever the order of their words: from 0 to 1.
pub(super) fn likeness(left: &str, right: &str) -> f64 {
    let sorted = |name: &str| {
        let mut words: Vec<String> = tokens(name).into_iter().map(|token| token.key).collect();
        words.sort();
        words.join(" ")
    };
    strsim::normalized_damerau_levenshtein(&fold(left), &fold(right))
        .max(strsim::normalized_damerau_levenshtein(&sorted(left), &sorted(right)))
}
pub(super) fn report_spellings(claims: &[Claim], assigned: &[Assigned], units: &[Unit], findings: &mut Vec<Finding>) {
    let find = |id: &Option<String>| id.as_ref().and_then(|id| units.iter().find(|unit| unit.id == *id));
    for (claim, assigned) in claims.iter().zip(assigned) {
        let (department, division) = sort(&claim.units, assigned.division.is_some());
        let span = claim.title.as_ref().map_or((claim.line, claim.line), Passage::span);
        let mut report = |kind, message| findings.push(Finding::new(kind, Target::Entry(claim.entry), span, message));
        for (printed, unit) in [(department, find(&assigned.department)), (division, find(&assigned.division))] {
            let (Some(printed), Some(unit)) = (printed, unit) else {
                continue;
            };
            for (word, meant) in &printed.misprints {
                report(
                    Kind::MisprintMended,
                    format!("\"{word}\" is printed for \"{meant}\" in the name of the unit \"{}\"", unit.name),
                );
            }
            if fold(&printed.name) != fold(&unit.name) {
                report(Kind::UnitNameVariant, format!("the unit \"{}\" is printed \"{}\"", unit.name, printed.name));
            }
            if printed.kind.is_none() {
                report(Kind::UnknownUnitKind, format!("the name \"{}\" does not tell the kind of unit", printed.name));
            }
        }
        if let Some(department) = find(&assigned.department).filter(|_| !assigned.department_printed) {
            report(
                Kind::TitleWithoutDepartment,
                format!(
                    "the title does not name the department; it is \"{}\" by its heading, its code or the entries before it",
                    department.name
                ),
            );
        }
    }
}

pub(super) fn report_shared_names(units: &[Unit], findings: &mut Vec<Finding>) {
    for (index, unit) in units.iter().enumerate() {
        for other in &units[index + 1..] {
            if fold(&unit.name) == fold(&other.name) {
                let message = format!("the units {} and {} share the name \"{}\"", unit.id, other.id, unit.name);
                let span = (other.start_line, other.start_line);
                findings.push(Finding::new(Kind::SharedUnitName, Target::Unit(other.id.clone()), span, message));
            }
        }
    }
}
