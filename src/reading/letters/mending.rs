//! A text's characters, references, field codes and cut words are put right, line by line.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::characters::{self, SOFT};
use super::hyphens::{self, Words};
use super::markup;
use crate::reading::findings::{Finding, Kind, Message, Target, said};

/// What is put right may show more to put right, at most so often.
const MOST_PASSES: usize = 8;

/// A text that was put right.
#[derive(Clone, Debug)]
pub struct Mended<'a> {
    /// The text, every line end a line feed, as many lines as before; a form feed stands at the beginning or the end of a line.
    pub text: Cow<'a, str>,
    /// What was odd; nothing for a text that only had other blanks, dashes or line ends.
    pub findings: Vec<Finding>,
}

/// How often something was met, and on which lines, from 1.
#[derive(Default)]
struct Tally {
    count: usize,
    lines: BTreeSet<usize>,
}

impl Tally {
    /// Notes `count` more on the line with this index.
    fn add(&mut self, count: usize, index: usize) {
        if count > 0 {
            self.count += count;
            self.lines.insert(index + 1);
        }
    }
}

#[derive(Default)]
struct Tallies {
    references: Tally,
    fields: Tally,
    controls: Tally,
    schwas: Tally,
    joined: Tally,
    example: Option<[String; 3]>,
}

/// Returns the words of `text`, a part of a document, put right; a line end in it is a blank like others.
pub fn mend_words(text: &str) -> String {
    mend(text).text.replace('\u{C}', " ")
}

/// Joins the words that are cut at the ends of lines inside paragraphs, of which each line has its number, from 1. No line is
/// lost; the rest of a word moves to the line where it began, and one that is left without words is empty. Most programs that
/// print do not hyphenate: where no word of the document is known to be cut without a hyphen of its own, none is.
pub fn join_words(paragraphs: &mut [Vec<(usize, &mut String)>]) -> Vec<Finding> {
    let lines = || paragraphs.iter().flatten().map(|(_, text)| text.as_str());
    if !lines().any(hyphens::is_cut) {
        return Vec::new();
    }
    let mut words = Words::of(&lines().collect::<Vec<_>>().join("\n"));
    words.hyphenated = false;
    let own = |paragraph: &Vec<(usize, &mut String)>| -> Vec<String> {
        paragraph.iter().map(|(_, text)| (*text).clone()).collect()
    };
    words.hyphenated = paragraphs.iter().any(|paragraph| hyphens::join(&mut own(paragraph), &words).hyphenated);
    let mut tallies = Tallies::default();
    for paragraph in paragraphs {
        let mut lines = own(paragraph);
        if tallies.join(&mut lines, &words, |index| paragraph[index].0 - 1) {
            paragraph.iter_mut().zip(lines).for_each(|((_, text), line)| **text = line);
        }
    }
    tallies.findings()
}

/// Returns flat `text` put right: line by line, so that a line keeps its number.
pub fn mend(text: &str) -> Mended<'_> {
    let text = if text.contains('\r') { Cow::Owned(characters::with_line_feeds(text)) } else { Cow::Borrowed(text) };
    if text.split('\n').all(|line| characters::is_plain(line) && !hyphens::is_cut(line)) {
        return Mended { text, findings: Vec::new() };
    }
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut tallies = Tallies::default();
    for _ in 0..MOST_PASSES {
        if !pass(&mut lines, &mut tallies) {
            break;
        }
    }
    Mended { text: Cow::Owned(lines.join("\n")), findings: tallies.findings() }
}

/// Whether anything changed.
fn pass(lines: &mut [String], tallies: &mut Tallies) -> bool {
    let mut changed = false;
    for (index, line) in lines.iter_mut().enumerate().filter(|(_, line)| !characters::is_plain(line)) {
        let mended = mended_line(line, index, tallies);
        changed |= mended != *line;
        *line = mended;
    }
    if lines.iter().any(|line| hyphens::is_cut(line)) {
        let words = Words::of(&lines.join("\n"));
        changed |= tallies.join(lines, &words, |index| index);
    }
    for line in lines.iter_mut().filter(|line| line.contains(SOFT)) {
        line.retain(|letter| letter != SOFT);
    }
    changed
}

fn mended_line(line: &str, index: usize, tallies: &mut Tallies) -> String {
    type Step = fn(&str) -> Option<(String, usize)>;
    let steps: [(Step, &mut Tally); 4] = [
        (markup::decoded, &mut tallies.references),
        (markup::without_fields, &mut tallies.fields),
        (|line| Some(characters::plain(line)), &mut tallies.controls),
        (characters::with_cyrillic_schwas, &mut tallies.schwas),
    ];
    let mut text = line.to_owned();
    for (step, tally) in steps {
        if let Some((mended, count)) = step(&text) {
            tally.add(count, index);
            text = mended;
        }
    }
    hyphens::without_inner_marks(&text)
}

impl Tallies {
    /// Joins the cut words of `lines`, and tells whether there were any; `place` has the index of a line in its document.
    fn join(&mut self, lines: &mut [String], words: &Words, place: impl Fn(usize) -> usize) -> bool {
        let joined = hyphens::join(lines, words);
        joined.lines.iter().for_each(|line| self.joined.add(1, place(*line)));
        self.example = self.example.take().or(joined.example);
        !joined.lines.is_empty()
    }

    fn findings(self) -> Vec<Finding> {
        let (references, fields) = (self.references.count, self.fields.count);
        let [first, rest, word] = self.example.unwrap_or_default();
        let markup = &self.references.lines | &self.fields.lines;
        let told = [
            (
                Kind::MarkupLeft,
                said!(
                    "references like &quot; ({1}) and field codes of Word ({2}) stand in the text; they are read as what they stand for",
                    references,
                    fields
                ),
                markup,
            ),
            (
                Kind::ControlCharacters,
                said!("characters that control a device and are no text are left out: {1}", self.controls.count),
                self.controls.lines,
            ),
            (
                Kind::LettersMended,
                said!(
                    "letters of other alphabets stand for those of Kazakh in {1} places; they are read as \"ә\" and \"ө\"",
                    self.schwas.count
                ),
                self.schwas.lines,
            ),
            (
                Kind::WordsJoined,
                said!(
                    "words are cut at the ends of {1} lines and joined, the first \"{2}\" \"{3}\" as \"{4}\"",
                    self.joined.count,
                    first,
                    rest,
                    word
                ),
                self.joined.lines,
            ),
        ];
        let finding = |(kind, message, lines): (Kind, Message, BTreeSet<usize>)| {
            Some(Finding::new(kind, Target::Order, (*lines.first()?, *lines.last()?), message))
        };
        told.into_iter().filter_map(finding).collect()
    }
}
