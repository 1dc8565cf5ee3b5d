//! A text in several files: a main file, whose links tell the parts and their order, and the parts.
//!
//! Comes in: the bytes of Markdown files as the public corpus of the law has them. The main file of a long text is a table of
//! contents; a part begins with a link back:
//!
//! ```text
//! kaz.md              # Талаптарды бекіту туралы …
//!                     - [1-қосымша](kaz/an001.md)
//! kaz/an001.md        ↑ [Барлық редакция](../kaz.md)
//!                     ### 1. Кеңесші …
//! ```
//!
//! Goes out: one document, whose lines are counted through all files, with the first line of each. Links between the files are
//! furniture. A part that is linked and missing, and one that nothing links, are findings.

use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use super::building::Builder;
use super::{Document, DocumentError, EMPTY, decode, hexadecimal, markdown, tidy};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::lines::Line;
use crate::reading::text::fold;

/// A file of a text in several files.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// The file's name with its folder in the folder of the text: `kaz/an001.md`.
    pub name: String,
    /// The document's line on which the file begins, from 1.
    pub first_line: usize,
}

/// A file that was read from the folder of a text.
#[derive(Clone, Debug)]
pub struct File {
    /// The file's name with its folder in the folder of the text: `kaz/an001.md`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A link to a file beside or below: its words, and its target without an anchor.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\[(?<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(\s*<?(?:\./)?(?<target>[^()<>\s#:]+\.md)(?:#[^()\s>]*)?>?\s*\)",
    )
    .expect("valid")
});

/// The place `file:line` of the document's line `line`, where it has parts.
pub fn place(parts: &[Part], line: usize) -> Option<(&str, usize)> {
    let part = parts.iter().rev().find(|part| part.first_line <= line)?;
    Some((&part.name, line + 1 - part.first_line))
}

impl Document {
    /// Reads a text from its main file, whose name ends in `.md`, and from the files in the folder of that name (`kaz/` for
    /// `kaz.md`), in any order. Messages call the files by `path`, the folder of all. `contents` are the words that stand
    /// alone above a table of contents.
    ///
    /// # Errors
    /// When a file is no text, or all are empty.
    pub fn in_parts(
        path: &str,
        name: &str,
        main: Option<&File>,
        others: &[File],
        contents: &[&str],
    ) -> Result<Self, DocumentError> {
        let mut reader = Reader { path, contents, ..Reader::default() };
        match main {
            Some(main) => reader.with_main(main, others)?,
            None => reader.without_main(others)?,
        }
        let Reader { text, parts, furniture, findings, digest, ends_inside_a_letter, .. } = reader;
        let mut builder = Builder::default();
        markdown::read(&mut builder, &text);
        builder.furniture.extend(furniture);
        builder.furniture.sort_by_key(|line| line.number);
        if builder.pieces.is_empty() {
            let first = parts.first().map_or("", |part| &part.name);
            return Err(DocumentError::new(&format!("{path}/{first}"), EMPTY));
        }
        let document = Self {
            sha256: hexadecimal(&digest.finalize()),
            retrieval: "Read by lauazym from a folder of this name that its user gave, all parts of the text one after another.",
            lines: text.lines().count(),
            parts,
            findings,
            ends_inside_a_letter,
            ..Self::of(name, &[])
        };
        Ok(document.with_pieces(builder))
    }
}

#[derive(Default)]
struct Reader<'a> {
    path: &'a str,
    contents: &'a [&'a str],
    text: String,
    parts: Vec<Part>,
    furniture: Vec<Line>,
    findings: Vec<Finding>,
    digest: Sha256,
    ends_inside_a_letter: bool,
}

impl Reader<'_> {
    fn with_main(&mut self, main: &File, others: &[File]) -> Result<(), DocumentError> {
        let folder = format!("{}/", main.name.trim_end_matches(".md"));
        let mut linked: Vec<(String, usize)> = Vec::new();
        let text = self.add(main)?;
        for (index, line) in text.lines().enumerate() {
            for link in LINK.captures_iter(line) {
                let target = link["target"].to_owned();
                let known = linked.iter().any(|(known, _)| *known == target);
                if target.starts_with(&folder) && !target.contains("..") && !known {
                    linked.push((target, index + 1));
                }
            }
        }
        for (target, line) in &linked {
            if let Some(part) = others.iter().find(|part| part.name == *target) {
                self.add(part)?;
            } else {
                let message = said!(
                    "{1}:{2} links {3}, and this file is not in the folder; what stands there is missing",
                    main.name,
                    line,
                    target
                );
                self.findings.push(Finding::new(Kind::MissingPart, Target::Order, (*line, *line), message));
            }
        }
        for part in others.iter().filter(|part| !linked.iter().any(|(target, _)| *target == part.name)) {
            let message = said!(
                "{1} is in the folder and no line of {2} links it; it is left out, add a link where its text belongs",
                part.name,
                main.name
            );
            self.findings.push(Finding::new(Kind::UnlinkedPart, Target::Order, (1, 1), message));
        }
        Ok(())
    }

    /// Reads the parts in the order of their names.
    fn without_main(&mut self, others: &[File]) -> Result<(), DocumentError> {
        let mut parts: Vec<&File> = others.iter().collect();
        parts.sort_by_key(|part| &part.name);
        for part in &parts {
            self.add(part)?;
        }
        let folder = parts.first().and_then(|part| part.name.split_once('/')).map_or("", |(folder, _)| folder);
        let message = said!(
            "{1}.md, which tells the parts of the text and their order, is missing; the files in {2}/ are read in the order of their names",
            folder,
            folder
        );
        self.findings.push(Finding::new(Kind::MissingPart, Target::Order, (1, 1), message));
        Ok(())
    }

    /// Adds a file's lines, those of links to other files as furniture, and returns its text.
    fn add(&mut self, file: &File) -> Result<String, DocumentError> {
        let before = self.text.lines().count();
        self.parts.push(Part { name: file.name.clone(), first_line: before + 1 });
        self.digest.update(&file.bytes);
        let decoded = decode(&format!("{}/{}", self.path, file.name), &file.bytes)?;
        self.ends_inside_a_letter = decoded.ends_inside_a_letter;
        self.findings.extend(decoded.findings.into_iter().map(|finding| Finding {
            start_line: finding.start_line + before,
            end_line: finding.end_line + before,
            ..finding
        }));
        let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
        let ways = ways(&lines, self.contents);
        for (index, line) in lines.iter().enumerate() {
            if ways[index] {
                self.furniture.push(Line { number: before + index + 1, text: tidy(line) });
            } else {
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
        Ok(text)
    }
}

/// Which of `lines` are ways to other files: lines of links, the head of a table of links, and the words above a list of them.
fn ways(lines: &[&str], contents: &[&str]) -> Vec<bool> {
    let mut ways: Vec<bool> = lines.iter().map(|line| is_way(line)).collect();
    for at in 0..lines.len() {
        if !ways[at] {
            continue;
        }
        let is_row = |line: &str| line.trim_start().starts_with('|');
        let mut above = at;
        while is_row(lines[at]) && above > 0 && is_row(lines[above - 1]) {
            above -= 1;
            ways[above] = true;
        }
        let before = (0..above).rev().find(|before| !lines[*before].trim().is_empty());
        if let Some(before) = before {
            let words = fold(lines[before].trim_matches(|letter: char| !letter.is_alphanumeric()));
            ways[before] |= contents.iter().any(|known| fold(known) == words);
        }
    }
    ways
}

/// Whether a line is a row of a table with a link to a file, or has more letters in such links than outside of them.
fn is_way(line: &str) -> bool {
    let letters = |words: &str| words.chars().filter(|letter| letter.is_alphabetic()).count();
    let linked: usize = LINK.captures_iter(line).map(|link| letters(&link["words"]).max(1)).sum();
    linked > 0 && (line.trim_start().starts_with('|') || letters(&LINK.replace_all(line, "")) < linked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    fn read(main: &str, parts: &[File]) -> Document {
        Document::in_parts("folder", "folder/kaz.md", Some(&file("kaz.md", main)), parts, &["Мазмұны"]).unwrap()
    }

    #[test]
    fn parts_follow_the_links_of_the_main_file() {
        let main = "# Бұйрық\n\n## Мазмұны\n\n- [Қосымша](kaz/an010.md)\n- [Бөлім](./kaz/part002.md#top)";
        let parts = [
            file("kaz/part002.md", "↑ [Редакция](../kaz.md)\n\nЕкінші\n"),
            file("kaz/an010.md", "↑ [Редакция](../kaz.md)\n\nБірінші\n"),
        ];
        let document = read(main, &parts);
        assert_eq!(document.text(), "Бұйрық\nБірінші\nЕкінші");
        assert_eq!(place(&document.parts, 9), Some(("kaz/an010.md", 3)));
        assert_eq!(place(&document.parts, 12), Some(("kaz/part002.md", 3)));
        assert_eq!((document.furniture.len(), document.numbered_lines().len(), document.lines), (5, 8, 12));
        assert_eq!(document.findings, []);
    }

    #[test]
    fn a_table_of_contents_is_furniture_and_a_link_in_a_sentence_is_text() {
        let main = "# Бұйрық\n\n1. Қоса беріліп отырған барлық [талаптар](kaz/an001.md) бекітілсін.\n\n| Бөлім | Беті |\n|---|---|\n| [1](kaz/an001.md) | 1 |";
        let document = read(main, &[file("kaz/an001.md", "Мәтін")]);
        assert_eq!(document.text(), "Бұйрық\n1. Қоса беріліп отырған барлық талаптар бекітілсін.\nМәтін");
    }

    #[test]
    fn a_table_that_is_cut_between_two_parts_is_one() {
        let parts = [
            file("kaz/part001.md", "[Редакция](../kaz.md)\n<table>\n<tr><td>Білімі</td>"),
            file("kaz/part002.md", "[Редакция](../kaz.md)\n<td>Жоғары</td></tr>\n</table>"),
        ];
        let document = read("[1](kaz/part001.md)\n[2](kaz/part002.md)", &parts);
        let super::super::Content::Pieces(pieces) = &document.content else { panic!() };
        assert_eq!(pieces.len(), 1);
    }
}
