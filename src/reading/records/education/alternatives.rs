//! Alternatives: a group with its specialties in brackets, or specialties without a group.

use super::{Reader, is_mark};
use crate::reading::findings::{Kind, said};
use crate::reading::records::{Alternative, Named, misprint};
use crate::reading::vocabulary::{Found, Gazetteer, LabelKind};

/// The words of the longest name that is taken for a specialty nobody knows: the classifier's longest have ten.
const LONGEST_NAME: usize = 10;

impl Reader<'_> {
    /// Reads a group, or a specialty that stands where a group is expected.
    pub(super) fn alternative(&mut self) {
        let start = self.at;
        let lexicon = self.lexicon;
        let names = [(&lexicon.groups, true), (&lexicon.specialties, false), (&lexicon.fields_of_training, true)];
        let name = self.name(&names);
        if name.is_some_and(|(_, found, _)| found.by == LabelKind::Likeness) && self.around_brackets(start) {
            return;
        }
        if let Some((end, found, is_group)) = name {
            if !self.parted {
                let words = self.printed(start, end);
                self.report
                    .add(Kind::MissingConjunction, said!("no conjunction or comma stands before \"{1}\"", words));
            }
            let named = self.found(start, end, found);
            self.push(start, end, is_group.then(|| named.clone()), if is_group { Vec::new() } else { vec![named] });
            self.skip_frame_before_brackets();
            if !is_group && !self.is("(") {
                let words = self.printed(start, end);
                self.report
                    .add(Kind::SpecialtyWithoutGroup, said!("the specialty \"{1}\" stands without a group", words));
            }
        } else if let Some((end, level)) = self.elided_or_glued_level(start) {
            let words = self.printed(start, end);
            self.report.add(Kind::MisprintMended, said!("\"{1}\" is read as the level \"{2}\"", words, level.label));
            self.read.levels.push(Named::of(level, words));
            self.at = end;
        } else if self.begins_level(start) {
            self.at = self.words.len();
            self.cut_level = Some(self.printed(start, self.at).to_owned());
        } else if !self.around_brackets(start) {
            self.unknown(start);
        }
        self.parted = false;
    }

    fn push(&mut self, start: usize, end: usize, group: Option<Named>, specialties: Vec<Named>) {
        let text = self.printed(start, end).to_owned();
        let operator = self.operator.take();
        let (start_line, end_line) = self.span(start, end);
        self.read.alternatives.push(Alternative { text, operator, group, specialties, start_line, end_line });
        self.alternative_start = start;
        self.at = end;
    }

    /// Passes over the frame between a group and its specialties: `құқық саласында (құқықтану)`.
    fn skip_frame_before_brackets(&mut self) {
        let mut at = self.at;
        while let Some(length) = self.frame(at) {
            at += length;
        }
        if self.key(at) == "(" {
            self.at = at;
        }
    }

    /// A group whose name goes on behind its brackets: `экономика және (экономика, қаржы) бизнес`.
    fn around_brackets(&mut self, start: usize) -> bool {
        let Some(open) = (start..self.words.len()).find(|at| self.key(*at) == "(") else {
            return false;
        };
        let Some(close) = (open..self.words.len()).find(|at| self.key(*at) == ")") else {
            return false;
        };
        let Some(end) = (close + 1..=self.words.len()).find(|at| self.is_boundary(*at)) else {
            return false;
        };
        let name = format!("{} {}", self.printed(start, open), self.printed(close + 1, end));
        let Some(found) = self.lexicon.groups.find(&name) else {
            return false;
        };
        let words = self.printed(start, end);
        self.report.add(
            Kind::MisprintMended,
            said!("the name of the group \"{1}\" is printed around its brackets", found.concept.label),
        );
        let group = Named::of(found.concept, words);
        self.push(start, open, Some(group), Vec::new());
        self.brackets();
        self.at = end;
        true
    }

    fn unknown(&mut self, start: usize) {
        let end =
            self.ends(start).last().copied().filter(|end| self.key(*end) == "(").or(self.ends(start).first().copied());
        let end = end.unwrap_or(self.words.len());
        if let Some(end) = self.end_of_no_name(start, end) {
            let words = self.printed(start, end);
            self.report.add(Kind::NotUnderstood, said!("a part of the education is of no known form: \"{1}\"", words));
            self.at = end;
            return;
        }
        let words = self.printed(start, end);
        let minted = Named::minted("specialty", words);
        if self.key(end) == "(" {
            self.report.add(
                Kind::UnknownGroup,
                said!("\"{1}\" stands where a group of specialties stands, and is none that is known", words),
            );
            self.push(start, end, Some(minted), Vec::new());
        } else {
            self.report.add(Kind::UnknownSpecialty, said!("\"{1}\" is no specialty or group that is known", words));
            self.push(start, end, None, vec![minted]);
        }
    }

    /// Where the words that begin at `start` end, when they are too much for a name: a whole sentence behind the first, or a
    /// clause longer than names are.
    fn end_of_no_name(&self, start: usize, end: usize) -> Option<usize> {
        let clause = self.clauses.iter().find(|clause| clause.contains(&start))?;
        let is_later_sentence = clause.start > 0 && start == clause.start && self.key(clause.start - 1) == ".";
        (is_later_sentence || end - start > LONGEST_NAME).then_some(if is_later_sentence { clause.end } else { end })
    }

    /// Reads the specialties in brackets behind a group, or the group behind a specialty.
    pub(super) fn brackets(&mut self) {
        let open = self.at;
        self.at += 1;
        let mut specialties = Vec::new();
        let ends = |reader: &Self| {
            let level = reader.lexicon.education_levels.longest_at(&reader.words[reader.at..]).is_some();
            level || reader.frame(reader.at).is_some() || reader.condition_at(reader.at).is_some()
        };
        while let Some(length) = self.frame(self.at) {
            self.at += length;
        }
        while self.at < self.words.len() && !self.is(")") && !ends(self) {
            if let Some(length) = self.conjunction(self.at) {
                self.at += length;
            } else if is_mark(self.key(self.at)) || self.is("(") {
                self.at += 1;
            } else {
                specialties.extend(self.specialty());
            }
        }
        self.at += usize::from(self.is(")"));
        let end = self.at;
        match self.read.alternatives.last() {
            Some(Alternative { group: Some(_), specialties: known, .. }) if known.is_empty() => {
                self.report_other_groups(&specialties);
                let text = self.printed(self.alternative_start, end).to_owned();
                let (_, end_line) = self.span(self.alternative_start, end);
                if let Some(alternative) = self.read.alternatives.last_mut() {
                    alternative.specialties = specialties;
                    alternative.text = text;
                    alternative.end_line = end_line;
                }
            }
            _ if specialties.is_empty() => {}
            _ => {
                let words = self.printed(open, end);
                self.report.add(Kind::SpecialtyWithoutGroup, said!("the specialties {1} stand without a group", words));
                self.push(open, end, None, specialties);
            }
        }
        self.parted = false;
    }

    fn specialty(&mut self) -> Option<Named> {
        let start = self.at;
        let lexicon = self.lexicon;
        if let Some((end, found, _)) = self.name(&[(&lexicon.specialties, false)]) {
            let named = self.found(start, end, found);
            self.at = end;
            return Some(named);
        }
        let end = self.ends(start).first().copied().unwrap_or(self.words.len());
        let words = self.printed(start, end);
        self.at = end;
        if let (Some(group), Some(alternative)) =
            (lexicon.groups.find_or_nearest(words), self.read.alternatives.last_mut())
            && alternative.group.is_none()
        {
            alternative.group = Some(Named::of(group.concept, words));
            self.report.add(
                Kind::SwappedGroupAndSpecialty,
                said!("the group \"{1}\" stands in brackets behind its specialty", words),
            );
            return None;
        }
        self.report.add(Kind::UnknownSpecialty, said!("\"{1}\" is no specialty that is known", words));
        Some(Named::minted("specialty", words))
    }

    fn report_other_groups(&mut self, specialties: &[Named]) {
        let Some(group) = self.read.alternatives.last().and_then(|alternative| alternative.group.as_ref()) else {
            return;
        };
        let (group_id, group_label) = (group.id.clone(), group.label.clone());
        for specialty in specialties {
            let own = self.lexicon.specialties.get(&specialty.id).and_then(|concept| concept.broader.clone());
            if own.is_some_and(|own| own != group_id && self.lexicon.groups.get(&group_id).is_some()) {
                let message = said!(
                    "the specialty \"{1}\" is printed under the group \"{2}\" and belongs to another",
                    specialty.printed,
                    group_label
                );
                self.report.add(Kind::SpecialtyOfAnotherGroup, message);
            }
        }
    }
}

/// Where the name of a group or a specialty ends, and which one it is.
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
        if let Some((kind, message)) = misprint(found.by, words, &found.concept.label) {
            self.report.add(kind, message);
        }
        Named::of(found.concept, words)
    }
}
