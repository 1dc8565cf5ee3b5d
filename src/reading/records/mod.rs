//! Printed entries become typed records: what each post requires, in plain data that needs no RDF.
//!
//! Three cases stay apart in every field: found, absent (`None` or empty), and not understood (a [`Named`] whose `known`
//! is false, with a finding).

mod assemble;
mod citations;
mod duties;
mod editions;
mod education;
mod entry;
mod experience;
mod join;
mod judgement;
mod order;
mod places;
mod preamble;
mod refusal;
mod review;
mod titles;
mod units;

pub use assemble::{read, read_completed};
pub use editions::Superseded;
pub(crate) use editions::in_succession;
pub use entry::{
    Alternative, Citation, Condition, Duties, Education, Entry, OtherRow, RepeatedRow, Requirement, ServicePeriod,
    TimeUnit,
};
pub use join::join;
pub use judgement::{Fault, FaultShare};
pub use order::{CausingAct, Edition, LegalBasis, NumberedAct, Order, Spelling, Unit, UnitName};
pub use preamble::{Requisite, named_act, requisite};
pub use refusal::NoOrder;

use serde::Serialize;

use crate::reading::entries::Passage;
use crate::reading::findings::{Kind, Message, said};
use crate::reading::text::slug;
use crate::reading::vocabulary::{Concept, LabelKind};

/// Something that a vocabulary names: a post title, a specialty, a group, an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The end of its IRI, after the base: `specialty/5B050600`.
    pub id: String,
    /// Its preferred label in Kazakh; for what no vocabulary knows, the printed words.
    pub label: String,
    /// The words as printed, white space normalised.
    pub printed: String,
    /// False when no vocabulary knows it: the words are kept, and a finding says so.
    pub known: bool,
}

impl Named {
    /// What `printed` names: `concept`, which a vocabulary knows.
    fn of(concept: &Concept, printed: &str) -> Self {
        Self { id: concept.id.clone(), label: concept.label.clone(), printed: printed.to_owned(), known: true }
    }

    /// What `printed` names, and no vocabulary knows.
    fn unknown(id: String, label: &str, printed: &str) -> Self {
        Self { id, label: label.to_owned(), printed: printed.to_owned(), known: false }
    }

    /// A resource of the room `room` for `words` that no vocabulary knows.
    fn minted(room: &str, words: &str) -> Self {
        Self::unknown(format!("{room}/x-{}", slug(words)), words, words)
    }
}

/// What is odd about the words `printed` that are known `by` a label of what `meant` names.
fn misprint(by: LabelKind, printed: &str, meant: &str) -> Option<(Kind, Message)> {
    match by {
        LabelKind::Preferred | LabelKind::Alternative => None,
        LabelKind::Hidden => Some((Kind::MisprintMended, said!("\"{1}\" is printed for \"{2}\"", printed, meant))),
        LabelKind::Likeness => {
            Some((Kind::ApproximateMatch, said!("\"{1}\" is taken for \"{2}\" by likeness", printed, meant)))
        }
    }
}

/// A text and the lines on which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The text in reading order, white space normalised.
    pub text: String,
    /// The first line, from 1.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
}

impl From<&Passage> for Statement {
    fn from(passage: &Passage) -> Self {
        Self { text: passage.text.clone(), start_line: passage.start_line(), end_line: passage.end_line() }
    }
}
