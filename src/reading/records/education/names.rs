//! Where the name of a group or a specialty ends, and which one it is.

use super::Reader;
use crate::reading::findings::{Kind, said};
use crate::reading::records::Named;
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind};

impl<'a> Reader<'a> {
    /// Whether a name may end before the word at `at`.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        at >= self.words.len()
            || matches!(self.key(at), "," | ";" | "." | "(" | ")" | "/" | "\"")
            || self.frame(at).is_some()
            || self.conjunction(at).is_some()
            || self.condition_at(at).is_some()
            || self.noun_is_due && self.is_noun_of_level(at)
            || self.lexicon.education_levels.longest_at(&self.words[at..]).is_some()
    }
    /// The name at the current place: exactly if it ends at a boundary, else by likeness of the words up to one.
    ///
    /// Returns the end of the name, what was found, and the mark of its gazetteer.
    pub(super) fn name(&self, gazetteers: &[(&'a Gazetteer, bool)]) -> Option<(usize, Found<'a>, bool)> {
        let start = self.at;
        let exact = gazetteers
            .iter()
            .filter_map(|(gazetteer, mark)| {
                gazetteer.longest_at(&self.words[start..]).map(|(length, found)| (start + length, found, *mark))
            })
            .reduce(|best, other| if other.0 > best.0 { other } else { best });
        if let Some(found) = exact.filter(|(end, ..)| self.is_boundary(*end)) {
            return Some(found);
        }
        let ends = self.ends(start);
        let wordings = || ends.iter().rev().map(|end| (*end, self.printed(start, *end)));
        let same = wordings().find_map(|(end, words)| {
            gazetteers.iter().find_map(|(gazetteer, mark)| gazetteer.find(words).map(|found| (end, found, *mark)))
        });
        let alike = wordings().flat_map(|(end, words)| {
            gazetteers.iter().filter_map(move |(gazetteer, mark)| {
                gazetteer.nearest_with_likeness(words).map(|(found, likeness)| ((end, found, *mark), likeness))
            })
        });
        let most_alike =
            || alike.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(found, _)| found);
        same.or_else(most_alike).or(exact.filter(|(end, ..)| self.begins_name(*end)))
    }

    /// The places where the name that begins at `start` may end; a name may hold a few commas.
    pub(super) fn ends(&self, start: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut commas = 0;
        for at in start + 1..=self.words.len() {
            if self.is_boundary(at) {
                ends.push(at);
                commas += 1;
                if self.key(at) != "," || commas > 3 {
                    break;
                }
            }
        }
        ends
    }
    /// Names what was found, and reports a misprint.
    pub(super) fn found(&mut self, start: usize, end: usize, found: Found<'_>) -> Named {
        let words = self.printed(start, end);
        match found.by {
            LabelKind::Hidden => {
                self.report
                    .add(Kind::MisprintMended, said!("\"{1}\" is printed for \"{2}\"", words, found.concept.label));
            }
            LabelKind::Likeness => {
                self.report.add(
                    Kind::ApproximateMatch,
                    said!("\"{1}\" is taken for \"{2}\" by likeness", words, found.concept.label),
                );
            }
            LabelKind::Preferred | LabelKind::Alternative => {}
        }
        Named::of(found.concept, words)
    }
}
