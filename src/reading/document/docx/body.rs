//! The words of a part of an office document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use regex::Regex;

use super::{Styles, outlined};
use crate::reading::document::building::{Builder, Gatherer};
use crate::reading::document::xml::attribute;

/// The code of a field that is a link: `HYPERLINK "https://…/docs/K950001000_" \l "z13"`.
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^\s*HYPERLINK(?:\s+"([^"]*)")?(?:\s+\\l\s+"([^"]*)")?"#).expect("valid"));
/// Elements whose words are not to be seen: deleted or moved away, or a second form of a drawing.
const UNSEEN: &[&[u8]] = &[b"del", b"moveFrom", b"Fallback", b"delText", b"pPrChange", b"rPrChange", b"tblPrChange"];

/// A reading of the parts of a document, one after the other.
#[derive(Default)]
pub(super) struct Body {
    pub(super) builder: Builder,
    styles: Styles,
    /// The number of paragraphs so far.
    pub(super) paragraphs: usize,
    /// The numbers of the paragraphs that are open; a text box stands in a paragraph and has its own.
    numbers: Vec<usize>,
    /// What was gathered of the paragraphs around a text box.
    around: Vec<Gatherer>,
    /// The fields that are open: the code so far, and whether the text that they show has begun.
    fields: Vec<(String, bool)>,
    /// How many tables stand in each other here.
    tables: usize,
    /// Which properties are being told: of a paragraph, of a row.
    of_paragraph: bool,
    of_row: bool,
    /// Whether the mark at the end of the paragraph was deleted, so that it goes on in the next one.
    joined: bool,
    row_deleted: bool,
}

impl Body {
    pub(super) fn new(styles: Styles) -> Self {
        Self { styles, ..Self::default() }
    }

    /// Reads a part; `targets` are what its links lead to.
    ///
    /// # Errors
    /// A sentence, when the XML is damaged.
    pub(super) fn read(&mut self, xml: &str, targets: &BTreeMap<String, String>) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut depth = 0_usize;
        let mut in_text = false;
        loop {
            let event = reader.read_event().map_err(|error| format!("{error} at byte {}", reader.error_position()))?;
            match event {
                Event::Start(element) => {
                    let name = element.local_name();
                    if UNSEEN.contains(&name.as_ref()) || draws_a_line(&element) {
                        reader.read_to_end(element.name()).map_err(|error| error.to_string())?;
                        self.joined |= self.of_paragraph && name.as_ref() == b"del";
                        self.row_deleted |= self.of_row && name.as_ref() == b"del";
                    } else {
                        depth += 1;
                        in_text = matches!(name.as_ref(), b"t" | b"instrText");
                        self.start(name.as_ref(), &element, targets);
                    }
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    in_text = false;
                    self.end(element.local_name().as_ref());
                }
                Event::Text(text) if in_text => self.words(&text.unescape().map_err(|error| error.to_string())?),
                Event::CData(text) if in_text => self.words(&String::from_utf8_lossy(&text)),
                Event::Eof if depth > 0 => return Err("it ends too early".to_owned()),
                Event::Eof => break,
                _ => {}
            }
        }
        self.builder.end_paragraph();
        Ok(())
    }

    fn start(&mut self, name: &[u8], element: &BytesStart, targets: &BTreeMap<String, String>) {
        let value = |name| attribute(element, name);
        match name {
            b"p" => {
                self.paragraphs += 1;
                self.numbers.push(self.paragraphs);
            }
            b"pPr" => self.of_paragraph = true,
            b"pStyle" => self.heading(value("val").and_then(|id| self.styles.level(&id))),
            b"outlineLvl" => self.heading(value("val").as_deref().and_then(outlined)),
            b"tab" if !self.of_paragraph => self.words(" "),
            b"noBreakHyphen" => self.words("\u{2011}"),
            b"sym" => {
                let code = value("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                self.words(&code.and_then(char::from_u32).map(String::from).unwrap_or_default());
            }
            b"br" | b"cr" if self.is_shown() => self.builder.line_break(),
            b"hyperlink" => {
                let target = value("id").and_then(|id| targets.get(&id).cloned()).unwrap_or_default();
                self.open_link(&target, &value("anchor").unwrap_or_default());
            }
            b"fldChar" => self.field(value("fldCharType").as_deref()),
            b"fldSimple" => self.open_code(&value("instr").unwrap_or_default()),
            b"txbxContent" => self.around.push(std::mem::take(&mut self.builder.words)),
            b"tbl" => {
                self.builder.end_paragraph();
                self.tables += 1;
                if self.tables == 1 {
                    self.builder.start_table();
                }
            }
            b"tr" if self.tables == 1 => self.builder.start_row(),
            b"trPr" => self.of_row = true,
            b"gridBefore" if self.tables == 1 => self.builder.start_cell(1, 1),
            b"tc" if self.tables == 1 => self.builder.start_cell(1, 1),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"p" => {
                self.numbers.pop();
                if self.joined { self.joined = false } else { self.builder.end_heading() }
            }
            b"pPr" => self.of_paragraph = false,
            b"hyperlink" | b"fldSimple" => self.builder.words.close_link(),
            b"txbxContent" => {
                if let Some(words) = self.around.pop() {
                    self.builder.resume(words);
                }
            }
            b"trPr" => self.of_row = false,
            b"tc" if self.tables == 1 => self.builder.end_cell(),
            b"tr" if self.tables == 1 => {
                if std::mem::take(&mut self.row_deleted) {
                    self.builder.drop_row();
                }
                self.builder.end_row();
            }
            b"tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.builder.end_table();
                }
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: Option<u8>) {
        if let Some(level) = level.filter(|level| *level > 0) {
            self.builder.start_heading(level);
        }
    }

    fn words(&mut self, words: &str) {
        let shown = self.is_shown();
        match self.fields.last_mut() {
            Some((code, false)) => code.push_str(words),
            _ if shown => self.builder.words.add(self.numbers.last().copied().unwrap_or(self.paragraphs), words),
            _ => {}
        }
    }

    /// Whether what is met is no code of a field.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|(_, shown)| *shown)
    }

    /// A mark of a field: its code begins, its text begins, it ends.
    fn field(&mut self, mark: Option<&str>) {
        match mark {
            Some("begin") => self.fields.push((String::new(), false)),
            Some("separate") => {
                if let Some((code, shown)) = self.fields.last_mut() {
                    *shown = true;
                    let code = std::mem::take(code);
                    self.open_code(&code);
                }
            }
            _ => {
                self.fields.pop();
                self.builder.words.close_link();
            }
        }
    }

    /// Begins a link by the code of a field, if it is one.
    fn open_code(&mut self, code: &str) {
        if let Some(link) = LINK.captures(code) {
            let part = |number| link.get(number).map_or("", |part| part.as_str());
            self.open_link(part(1), part(2));
        }
    }

    fn open_link(&mut self, target: &str, mark: &str) {
        let target = if mark.is_empty() { target.to_owned() } else { format!("{target}#{mark}") };
        if !target.is_empty() {
            self.builder.words.open_link(&target);
        }
    }
}

/// Whether a note is none, but the line above the notes.
fn draws_a_line(element: &BytesStart) -> bool {
    matches!(element.local_name().as_ref(), b"footnote" | b"endnote")
        && attribute(element, "type").is_some_and(|kind| kind != "normal")
}
