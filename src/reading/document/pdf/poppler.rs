//! The words of a PDF with their places, by poppler's programs `pdftotext` and `pdftohtml`, which are found at run time.
//!
//! Comes in: the bytes of a PDF. Goes out: its pages, each with its words and with the words that are links. Lengths are in
//! points, down and to the right from the top left corner of the page.
//!
//! Programs rather than a crate: pdf-extract and lopdf below it take longer to build than any other dependency here (more
//! than a minute and a half of one core), for a format that not every user has; poppler is a package of every system.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use quick_xml::events::{BytesStart, Event};

use crate::reading::document::kind::not_read;
use crate::reading::document::not_given;
use crate::reading::document::xml::{attribute, each};

/// How many of pdftohtml's units a point has.
const UNITS: f64 = 1.5;

/// Words with the rectangle in which they stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    pub(super) text: String,
}

impl Word {
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) words: Vec<Word>,
    /// Words that are links, each with its target.
    pub(super) links: Vec<(Word, String)>,
}

/// Takes the words out of a PDF.
///
/// # Errors
/// A sentence for a [`crate::reading::document::DocumentError`], when a program is missing or cannot read the PDF.
pub(super) fn pages(path: &str, bytes: &[u8]) -> Result<Vec<Page>, String> {
    let file = tempfile::NamedTempFile::new().and_then(|mut file| file.write_all(bytes).map(|()| file));
    let file = file.map_err(|error| not_given(&error))?;
    let words = run(path, "pdftotext", &["-bbox", "-enc", "UTF-8"], file.path(), Some("-"))?;
    let mut pages = words_of(&words);
    let links = run(path, "pdftohtml", &["-xml", "-i", "-hidden", "-stdout", "-enc", "UTF-8"], file.path(), None)?;
    add_links(&links, &mut pages);
    Ok(pages)
}

fn run(path: &str, program: &str, options: &[&str], file: &Path, output: Option<&str>) -> Result<String, String> {
    let failed = |cause: &str| {
        format!("{program} could not read this PDF ({cause}); get it again where it came from, or print it to PDF anew")
    };
    let mut command = Command::new(program);
    command.args(options).arg(file).args(output).stdin(Stdio::null());
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!(
            "this is a PDF, and the program {program}, which takes the words out of it, was not found; install it, for example: apt-get install poppler-utils"
        ),
        _ => failed(&error.to_string()),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("Incorrect password") || said.contains("Copying of text") {
        let remedy = "unlock it, for example: qpdf --decrypt --password=PASSWORD FILE order.pdf";
        return Err(not_read(path, "a PDF that is locked by a password", remedy));
    }
    Err(failed(said.lines().last().unwrap_or("it said nothing").trim().trim_end_matches('.')))
}

/// The words in what `pdftotext -bbox` prints: `<page …>` with `<word xMin="1" yMin="2" xMax="3" yMax="4">text</word>`.
fn words_of(printed: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut word = None;
    // What stands before may be no XML, as the title is printed as it is.
    each(printed.find("<doc>").map_or("", |start| &printed[start..]), |event| match event {
        Event::Start(element) if element.name().as_ref() == b"page" => pages.push(Page::default()),
        Event::Start(element) if element.name().as_ref() == b"word" => {
            let place = |name| number(element, name);
            let (left, top, right, bottom) = (place("xMin"), place("yMin"), place("xMax"), place("yMax"));
            word = Some(Word { left, top, right, bottom, text: String::new() });
        }
        Event::Text(text) => {
            if let Some(word) = &mut word {
                word.text.push_str(&text.unescape().unwrap_or_default());
            }
        }
        Event::End(element) if element.name().as_ref() == b"word" => {
            let page = pages.last_mut();
            if let (Some(page), Some(word)) = (page, word.take().filter(|word| !word.text.trim().is_empty())) {
                page.words.push(word);
            }
        }
        _ => {}
    });
    pages
}

/// Adds the links in what `pdftohtml -xml` prints: `<text top="1" left="2" width="3" height="4"><a href="…">words</a></text>`.
fn add_links(printed: &str, pages: &mut [Page]) {
    let mut page = 0;
    let mut around = None;
    let mut link: Option<(Word, String)> = None;
    each(printed, |event| match event {
        Event::Start(element) => match element.name().as_ref() {
            b"page" => page += 1,
            b"text" => {
                let place = |name| number(element, name) / UNITS;
                let (left, top) = (place("left"), place("top"));
                let (right, bottom) = (left + place("width"), top + place("height"));
                around = Some(Word { left, top, right, bottom, text: String::new() });
            }
            b"a" => {
                let target =
                    attribute(element, "href").filter(|target| target.contains("://") || target.starts_with('/'));
                link = around.clone().zip(target);
            }
            _ => {}
        },
        Event::Text(text) => {
            if let Some((words, _)) = &mut link {
                words.text.push_str(&text.unescape().unwrap_or_default());
            }
        }
        Event::End(element) if element.name().as_ref() == b"a" => {
            // Browsers draw a link's rectangle a little too large, so that signs beside it seem to belong to it.
            let found = link.take().filter(|(words, _)| words.text.chars().any(char::is_alphanumeric));
            if let (Some(link), Some(page)) = (found, pages.get_mut(page - 1)) {
                page.links.push(link);
            }
        }
        _ => {}
    });
}

fn number(element: &BytesStart, name: &str) -> f64 {
    attribute(element, name).and_then(|value| value.parse().ok()).unwrap_or_default()
}
