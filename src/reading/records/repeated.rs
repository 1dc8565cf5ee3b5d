//! Rows come again in an order, word for word: all 509 entries of V1400009219 require the same knowledge. So a wording is read
//! once, with each of its breaks into lines.

use std::collections::HashMap;

use super::citations::{self, Citations as Read};
use super::{Citation, Named, OpenCitation, experience};
use crate::reading::entries::Passage;
use crate::reading::findings::{Finding, Target};
use crate::reading::vocabulary::Lexicon;

/// The citations and skills of the rows that were read.
#[derive(Debug, Default)]
pub(super) struct Citations {
    known: HashMap<String, Known>,
    skills: HashMap<String, Vec<Named>>,
}

#[derive(Debug)]
struct Known {
    /// The line on which the row began that was read.
    start_line: usize,
    read: Read,
    findings: Vec<Finding>,
}

impl Citations {
    /// As [`experience::skills`].
    pub(super) fn skills(&mut self, passage: &Passage, lexicon: &Lexicon) -> Vec<Named> {
        if let Some(skills) = self.skills.get(&passage.text) {
            return skills.clone();
        }
        let skills = experience::skills(passage, lexicon);
        self.skills.insert(passage.text.clone(), skills.clone());
        skills
    }

    /// As [`citations::read`].
    pub(super) fn read(
        &mut self,
        passage: &Passage,
        lexicon: &Lexicon,
        target: &Target,
        findings: &mut Vec<Finding>,
    ) -> Read {
        let known = self.known.entry(wording(passage)).or_insert_with(|| {
            let mut findings = Vec::new();
            let read = citations::read(passage, lexicon, target, &mut findings);
            Known { start_line: passage.start_line(), read, findings }
        });
        let moved = |line: usize| line + passage.start_line() - known.start_line;
        findings.extend(known.findings.iter().map(|finding| Finding {
            target: target.clone(),
            start_line: moved(finding.start_line),
            end_line: moved(finding.end_line),
            ..finding.clone()
        }));
        let citation = |citation: &Citation| Citation {
            start_line: moved(citation.start_line),
            end_line: moved(citation.end_line),
            ..citation.clone()
        };
        let open = |open: &OpenCitation| OpenCitation {
            start_line: moved(open.start_line),
            end_line: moved(open.end_line),
            ..open.clone()
        };
        Read { acts: known.read.acts.iter().map(citation).collect(), open: known.read.open.iter().map(open).collect() }
    }
}

/// The passage's text, links and lines, the same wherever it stands.
fn wording(passage: &Passage) -> String {
    let mut wording = passage.text.clone();
    for link in &passage.links {
        wording.extend(["\0", &link.text, "\0", &link.target]);
    }
    let mut before = passage.start_line();
    for line in &passage.lines {
        // Lines that are left out between two show as empty ones.
        (before..=line.number).for_each(|_| wording.push('\n'));
        wording.push_str(&line.text);
        before = line.number + 1;
    }
    wording
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::findings::Kind;
    use crate::reading::lines::Line;
    use crate::reading::text::Language;
    use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

    fn passage(start: usize, lines: [&str; 2], gap: usize) -> Passage {
        let line = |number: usize, text: &str| Line { number, text: text.to_owned() };
        Passage::of(vec![line(start, lines[0]), line(start + 1 + gap, lines[1])]).unwrap()
    }

    #[test]
    fn a_wording_read_before_gives_the_same_on_its_own_lines() {
        let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
        let lexicon = vocabularies.lexicon(Language::Kazakh);
        let mut citations = Citations::default();
        let text = ["\"Жол жүрісі туралы\" Заңын,", "\"Мемлекеттік қызмет туралы\" Заңын білуі"];
        for (entry, start, gap) in [(1, 10, 0), (2, 500, 0), (3, 7, 3)] {
            let passage = passage(start, text, gap);
            let mut findings = Vec::new();
            let found = citations.read(&passage, lexicon, &Target::Entry(entry), &mut findings);
            let lines: Vec<usize> = found.acts.iter().map(|citation| citation.start_line).collect();
            assert_eq!(lines, [start, start + 1 + gap]);
            let finding = (findings[0].kind, findings[0].target.clone(), findings[0].start_line);
            assert_eq!(finding, (Kind::UnknownAct, Target::Entry(entry), start));
            assert_eq!(found.acts, super::citations::read(&passage, lexicon, &Target::Order, &mut Vec::new()).acts);
        }
        assert_eq!(citations.known.len(), 2);
    }
}
