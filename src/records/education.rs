//! The education row: which specialties, of which groups, at which level.
//!
//! ```text
//! education   = alternative { separator alternative } "мамандықтары бойынша" level
//! alternative = group [ "(" specialty { separator specialty } ")" ] | specialty [ "(" group ")" ]
//! separator   = "және/немесе" | "," | nothing
//! ```
//!
//! `Әлеуметтік ғылымдар, экономика және бизнес (экономика, қаржы) және/немесе құқық мамандықтары бойынша жоғары білім`
//!
//! Names of groups and specialties contain commas and `және` themselves, so the text is not split: at each place the
//! longest known name is taken.

use super::{Alternative, Named};
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::text::{Token, fold, slug, tokens};
use crate::vocabulary::{Concept, Found, Gazetteer, LabelKind, Vocabularies};

/// Words of the row's frame, which name nothing.
const FRAME: [&str; 5] = ["мамандықтары", "мамандығы", "мамандықтарының", "мамандық", "бойынша"];

/// What the row says.
pub(super) struct Read {
    pub levels: Vec<Named>,
    pub alternatives: Vec<Alternative>,
}

/// Returns what the education row `passage` says, and adds to `findings` what is odd about it.
pub(super) fn read(
    passage: &Passage,
    vocabularies: &Vocabularies,
    target: &Target,
    findings: &mut Vec<Finding>,
) -> Read {
    let mut reader = Reader {
        text: &passage.text,
        words: tokens(&passage.text),
        at: 0,
        alternative_start: 0,
        vocabularies,
        parted: true,
        read: Read { levels: Vec::new(), alternatives: Vec::new() },
        cut_level: None,
        report: Report { passage, target, findings },
    };
    reader.read_all();
    let Reader { read, cut_level, mut report, .. } = reader;
    match (read.levels.is_empty(), cut_level) {
        (true, Some(words)) => {
            report.add(Kind::CutEducationLevel, format!("the level of education is cut: \"{words}\""))
        }
        (true, None) => report.add(Kind::MissingEducationLevel, "no level of education is stated".to_owned()),
        _ => {}
    }
    read
}

struct Report<'a> {
    passage: &'a Passage,
    target: &'a Target,
    findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, kind: Kind, message: String) {
        self.findings.push(Finding::new(kind, self.target.clone(), self.passage.span(), message));
    }
}

struct Reader<'a> {
    text: &'a str,
    words: Vec<Token>,
    at: usize,
    vocabularies: &'a Vocabularies,
    /// The first word of the last alternative.
    alternative_start: usize,
    /// Whether a separator stands before the current place.
    parted: bool,
    read: Read,
    cut_level: Option<String>,
    report: Report<'a>,
}

impl<'a> Reader<'a> {
    fn read_all(&mut self) {
        while self.at < self.words.len() {
            if let Some((length, found)) = self.vocabularies.education_levels.longest_at(&self.words[self.at..]) {
                self.level(length, found);
            } else if let Some(length) = self.conjunction(self.at) {
                self.at += length;
                if self.conjunction(self.at).is_some() {
                    self.report
                        .add(Kind::DoubledConjunction, "the conjunction және/немесе is printed twice".to_owned());
                }
                self.parted = true;
            } else if self.is("(") {
                self.brackets();
            } else if FRAME.contains(&self.key(self.at)) {
                self.at += 1;
            } else if matches!(self.key(self.at), "," | ";" | "." | ":" | ")" | "/") {
                self.parted = true;
                self.at += 1;
            } else {
                self.alternative();
            }
        }
    }

    fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    fn is(&self, key: &str) -> bool {
        self.key(self.at) == key
    }

    /// The number of words of `және/немесе` in any of its spellings, if it stands at `at`.
    fn conjunction(&self, at: usize) -> Option<usize> {
        match (self.key(at), self.key(at + 1), self.key(at + 2)) {
            ("және", "(", "немесе") if self.key(at + 3) == ")" => Some(4),
            ("және", "/", "немесе") => Some(3),
            ("және", "немесе", _) => Some(2),
            ("немесе", ..) => Some(1),
            // Names hold these words too; between two names they part them.
            ("және" | "мен" | "пен" | "бен", ..) if self.begins_name(at + 1) => Some(1),
            _ => None,
        }
    }

    /// Whether a group or a specialty that is known stands at `at`.
    fn begins_name(&self, at: usize) -> bool {
        let rest = self.words.get(at..).unwrap_or_default();
        self.vocabularies.groups.longest_at(rest).is_some() || self.vocabularies.specialties.longest_at(rest).is_some()
    }

    fn printed(&self, start: usize, end: usize) -> &'a str {
        if start >= end { "" } else { &self.text[self.words[start].start..self.words[end - 1].end] }
    }

    fn level(&mut self, length: usize, found: Found<'_>) {
        let words = self.printed(self.at, self.at + length);
        self.at += length;
        if found.by == LabelKind::Hidden {
            self.report.add(Kind::ReplacedPhrase, format!("\"{words}\" is printed for \"{}\"", found.concept.label));
        }
        let level = named(found.concept, words);
        if !self.read.levels.iter().any(|known| known.id == level.id) {
            self.read.levels.push(level);
        }
    }

    /// Whether a name may end before the word at `at`.
    fn is_boundary(&self, at: usize) -> bool {
        at >= self.words.len()
            || matches!(self.key(at), "," | ";" | "." | "(" | ")" | "/")
            || FRAME.contains(&self.key(at))
            || self.conjunction(at).is_some()
            || self.vocabularies.education_levels.longest_at(&self.words[at..]).is_some()
    }

    /// Reads a group, or a specialty that stands where a group is expected.
    fn alternative(&mut self) {
        let start = self.at;
        let vocabularies = self.vocabularies;
        let name = self.name(&[(&vocabularies.groups, true), (&vocabularies.specialties, false)]);
        if name.is_some_and(|(_, found, _)| found.by == LabelKind::Likeness) && self.around_brackets(start) {
            return;
        }
        if let Some((end, found, is_group)) = name {
            if !self.parted {
                let words = self.printed(start, end);
                self.report.add(Kind::MissingConjunction, format!("no conjunction or comma stands before \"{words}\""));
            }
            let named = self.found(start, end, found);
            self.push(start, end, is_group.then(|| named.clone()), if is_group { Vec::new() } else { vec![named] });
            if !is_group && !self.is("(") {
                let words = self.printed(start, end);
                self.report
                    .add(Kind::SpecialtyWithoutGroup, format!("the specialty \"{words}\" stands without a group"));
            }
        } else if let Some((end, level)) = self.elided_or_glued_level(start) {
            let words = self.printed(start, end);
            self.report.add(Kind::MisprintMended, format!("\"{words}\" is read as the level \"{}\"", level.label));
            self.read.levels.push(named(level, words));
            self.at = end;
        } else if self.begins_level(start) {
            self.at = self.words.len();
            self.cut_level = Some(self.printed(start, self.at).to_owned());
        } else if !self.around_brackets(start) {
            self.unknown(start);
        }
        self.parted = false;
    }

    /// A level of education whose words are glued (`жоғарыбілім`), or of which the word `білім` is left out before the next
    /// (`жоғары немесе жоғары оқу орнынан кейінгі білім`).
    fn elided_or_glued_level(&self, start: usize) -> Option<(usize, &'a Concept)> {
        let levels = &self.vocabularies.education_levels;
        let end = self.ends(start).first().copied()?;
        let words = self.printed(start, end);
        if let Some(found) = levels.find(words) {
            return Some((end, found.concept));
        }
        let behind = end + self.conjunction(end)?;
        levels.longest_at(self.words.get(behind..)?)?;
        levels.find(&format!("{words} білім")).map(|found| (end, found.concept))
    }

    /// Whether the last words are the beginning of a level of education that is not printed whole, or a misprint of it.
    fn begins_level(&self, at: usize) -> bool {
        let rest = fold(self.printed(at, self.words.len()).trim_end_matches('.'));
        let levels = self.vocabularies.education_levels.concepts();
        let first_words = levels.iter().filter_map(|level| level.label.split(' ').next());
        at > 0
            && FRAME.contains(&self.key(at - 1))
            && first_words
                .into_iter()
                .any(|word| rest == word || strsim::normalized_damerau_levenshtein(word, &rest) >= 0.7)
    }

    fn push(&mut self, start: usize, end: usize, group: Option<Named>, specialties: Vec<Named>) {
        let text = self.printed(start, end).to_owned();
        self.read.alternatives.push(Alternative { text, group, specialties });
        self.alternative_start = start;
        self.at = end;
    }

    /// The name at the current place: exactly if it ends at a boundary, else by likeness of the words up to one.
    ///
    /// Returns the end of the name, what was found, and the mark of its gazetteer.
    fn name(&self, gazetteers: &[(&'a Gazetteer, bool)]) -> Option<(usize, Found<'a>, bool)> {
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
    fn ends(&self, start: usize) -> Vec<usize> {
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
        let Some(found) = self.vocabularies.groups.find(&name) else {
            return false;
        };
        let words = self.printed(start, end);
        self.report.add(
            Kind::MisprintMended,
            format!("the name of the group \"{}\" is printed around its brackets", found.concept.label),
        );
        let group = named(found.concept, words);
        self.push(start, open, Some(group), Vec::new());
        self.brackets();
        self.at = end;
        true
    }

    fn unknown(&mut self, start: usize) {
        let end =
            self.ends(start).last().copied().filter(|end| self.key(*end) == "(").or(self.ends(start).first().copied());
        let end = end.unwrap_or(self.words.len());
        let words = self.printed(start, end);
        let minted = minted("specialty", words);
        if self.key(end) == "(" {
            self.report.add(
                Kind::UnknownGroup,
                format!("\"{words}\" stands where a group of specialties stands, and is none that is known"),
            );
            self.push(start, end, Some(minted), Vec::new());
        } else {
            self.report.add(Kind::UnknownSpecialty, format!("\"{words}\" is no specialty or group that is known"));
            self.push(start, end, None, vec![minted]);
        }
    }

    /// Reads the specialties in brackets behind a group, or the group behind a specialty.
    fn brackets(&mut self) {
        let open = self.at;
        self.at += 1;
        let mut specialties = Vec::new();
        let ends = |reader: &Self| {
            let level = reader.vocabularies.education_levels.longest_at(&reader.words[reader.at..]).is_some();
            level || FRAME.contains(&reader.key(reader.at))
        };
        while self.at < self.words.len() && !self.is(")") && !ends(self) {
            if let Some(length) = self.conjunction(self.at) {
                self.at += length;
            } else if matches!(self.key(self.at), "," | ";" | "." | "/" | "(") {
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
                if let Some(alternative) = self.read.alternatives.last_mut() {
                    alternative.specialties = specialties;
                    alternative.text = text;
                }
            }
            _ if specialties.is_empty() => {}
            _ => {
                let words = self.printed(open, end);
                self.report.add(Kind::SpecialtyWithoutGroup, format!("the specialties {words} stand without a group"));
                self.push(open, end, None, specialties);
            }
        }
        self.parted = false;
    }

    fn specialty(&mut self) -> Option<Named> {
        let start = self.at;
        let vocabularies = self.vocabularies;
        if let Some((end, found, _)) = self.name(&[(&vocabularies.specialties, false)]) {
            let named = self.found(start, end, found);
            self.at = end;
            return Some(named);
        }
        let end = self.ends(start).first().copied().unwrap_or(self.words.len());
        let words = self.printed(start, end);
        self.at = end;
        if let (Some(group), Some(alternative)) =
            (vocabularies.groups.find_or_nearest(words), self.read.alternatives.last_mut())
            && alternative.group.is_none()
        {
            alternative.group = Some(named(group.concept, words));
            self.report.add(
                Kind::SwappedGroupAndSpecialty,
                format!("the group \"{words}\" stands in brackets behind its specialty"),
            );
            return None;
        }
        self.report.add(Kind::UnknownSpecialty, format!("\"{words}\" is no specialty that is known"));
        Some(minted("specialty", words))
    }

    fn report_other_groups(&mut self, specialties: &[Named]) {
        let Some(group) = self.read.alternatives.last().and_then(|alternative| alternative.group.as_ref()) else {
            return;
        };
        let (group_id, group_label) = (group.id.clone(), group.label.clone());
        for specialty in specialties {
            let own = self.vocabularies.specialties.get(&specialty.id).and_then(|concept| concept.broader.clone());
            if own.is_some_and(|own| own != group_id && self.vocabularies.groups.get(&group_id).is_some()) {
                let message = format!(
                    "the specialty \"{}\" is printed under the group \"{group_label}\" and belongs to another",
                    specialty.printed
                );
                self.report.add(Kind::SpecialtyOfAnotherGroup, message);
            }
        }
    }

    /// Names what was found, and reports a misprint.
    fn found(&mut self, start: usize, end: usize, found: Found<'_>) -> Named {
        let words = self.printed(start, end);
        match found.by {
            LabelKind::Hidden => {
                self.report
                    .add(Kind::MisprintMended, format!("\"{words}\" is printed for \"{}\"", found.concept.label));
            }
            LabelKind::Likeness => {
                self.report.add(
                    Kind::ApproximateMatch,
                    format!("\"{words}\" is taken for \"{}\" by likeness", found.concept.label),
                );
            }
            LabelKind::Preferred | LabelKind::Alternative => {}
        }
        named(found.concept, words)
    }
}

fn named(concept: &Concept, printed: &str) -> Named {
    Named { id: concept.id.clone(), label: concept.label.clone(), printed: printed.to_owned(), known: true }
}

/// A resource for words that no vocabulary knows.
pub(super) fn minted(room: &str, words: &str) -> Named {
    Named { id: format!("{room}/x-{}", slug(words)), label: words.to_owned(), printed: words.to_owned(), known: false }
}
