//! Knowing a file by its content: its first bytes, what is in its archive, the marks in its text.
//!
//! Comes in: bytes, or text. Goes out: a kind that is read, or a sentence that names the kind and the way to one that is read.
//! A file's name says nothing here: pages are saved as `.doc`, Word's files as `.txt`.

use std::sync::LazyLock;

use regex::Regex;

use super::broken;
use super::zip::Package;

/// What bytes are that can be read.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Docx(Package<'a>),
    Pdf,
    /// Text, with or without markup, or something unknown.
    Text,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Text without markup.
    Text,
    /// A web page.
    Html,
    /// Markdown, with tables of its own or in HTML.
    Markdown,
}

/// Ways from a kind of file to one that is read; `FILE` stands for the file.
const DOCUMENT: &str = "convert it, for example: libreoffice --headless --convert-to docx FILE";
const SHEET: &str = "convert it to a page with tables, for example: libreoffice --headless --convert-to html FILE";
const SLIDES: &str = "convert it, for example: libreoffice --headless --convert-to pdf FILE";
const BOOK: &str = "convert it, for example: pandoc -f epub -t html -s -o order.html FILE";
const PICTURE: &str = "have its letters recognised, for example: tesseract FILE order -l kaz+rus pdf";
const PACKED: &str = "unpack it, for example: gzip -dc FILE > order";
const ARCHIVE: &str = "unpack it and give the order's file in it, for example: unzip FILE";
const ARCHIVE_7Z: &str = "unpack it and give the order's file in it, for example: 7z x FILE";
const LOCKED: &str = "open it with its password and save it without one";

/// How files begin that are named by their first bytes.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "a rich text document (RTF)", DOCUMENT),
    (b"\x89PNG\r\n\x1A\n", "a picture (PNG)", PICTURE),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", PICTURE),
    (b"II*\0", "a picture (TIFF)", PICTURE),
    (b"MM\0*", "a picture (TIFF)", PICTURE),
    (b"GIF8", "a picture (GIF)", PICTURE),
    (b"\x1F\x8B", "a packed file (gzip)", PACKED),
    (b"7z\xBC\xAF\x27\x1C", "a packed archive (7z)", ARCHIVE_7Z),
    (b"Rar!\x1A\x07", "a packed archive (RAR)", ARCHIVE_7Z),
];
/// How far into a file the first words of a PDF may stand.
const PDF_WITHIN: usize = 1024;

/// Tells what `bytes` are.
///
/// # Errors
/// A sentence for a [`super::DocumentError`], when they are of a known kind that is not read, or an archive that is broken.
pub(super) fn of_bytes<'a>(path: &str, bytes: &'a [u8]) -> Result<Kind<'a>, String> {
    if let Some((_, format, remedy)) = BEGINNINGS.iter().find(|(beginning, _, _)| bytes.starts_with(beginning)) {
        return Err(not_read(path, format, remedy));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(old_office(path, bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(path, bytes);
    }
    let beginning = &bytes[..bytes.len().min(PDF_WITHIN)];
    if holds(beginning, b"%PDF-") && !beginning.trim_ascii_start().starts_with(b"<") {
        return Ok(Kind::Pdf);
    }
    Ok(Kind::Text)
}

/// Why a file of this format is not read, with a remedy in which `FILE` stands for the file at `path`.
pub(super) fn not_read(path: &str, format: &str, remedy: &str) -> String {
    format!("this is {format}, which lauazym does not read; {}", remedy.replace("FILE", &typed(path)))
}

/// `path` as it may be typed into a shell; standard input as a file to be saved first.
fn typed(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "._/-+=@%,".contains(letter);
    match path {
        "-" => "FILE".to_owned(),
        _ if !path.is_empty() && path.chars().all(plain) && !path.starts_with('-') => path.to_owned(),
        _ => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Files of Office before 2007 are small file systems; the names in them tell what they are.
fn old_office(path: &str, bytes: &[u8]) -> String {
    let has = |name: &str| holds(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    // Of a file that was cut the names may be missing; the text of Word 97 and later begins a sector with these bytes.
    let is_word = has("WordDocument") || bytes.chunks(512).any(|sector| sector.starts_with(b"\xEC\xA5\xC1\0"));
    let (format, remedy) = if has("EncryptedPackage") {
        ("an office document that is locked by a password", LOCKED)
    } else if is_word {
        ("a Word document of before 2007 (.doc)", DOCUMENT)
    } else if has("Workbook") {
        ("an Excel sheet of before 2007 (.xls)", SHEET)
    } else if has("PowerPoint Document") {
        ("a PowerPoint file of before 2007 (.ppt)", SLIDES)
    } else {
        ("an office file of before 2007 (OLE2)", DOCUMENT)
    };
    not_read(path, format, remedy)
}

fn archive<'a>(path: &str, bytes: &'a [u8]) -> Result<Kind<'a>, String> {
    let broken = |cause: String| broken("the archive", "zip archive or office document", &cause);
    let package = Package::open(bytes).map_err(broken)?;
    let kind = package.text("mimetype").ok().flatten().unwrap_or_default();
    let (format, remedy) = match kind.trim() {
        kind if kind.starts_with("application/vnd.oasis.opendocument.text") => ("an OpenDocument text (ODT)", DOCUMENT),
        kind if kind.starts_with("application/vnd.oasis.opendocument.spread") => ("an OpenDocument sheet (ODS)", SHEET),
        kind if kind.starts_with("application/vnd.oasis.opendocument") => ("an OpenDocument file", SLIDES),
        "application/epub+zip" => ("a book (EPUB)", BOOK),
        _ if package.has_below("xl/") => ("an Excel sheet (XLSX)", SHEET),
        _ if package.has_below("ppt/") => ("a PowerPoint file (PPTX)", SLIDES),
        _ if package.has_below("word/") || package.has_below("[Content_Types].xml") => return Ok(Kind::Docx(package)),
        _ => ("a zip archive", ARCHIVE),
    };
    Err(not_read(path, format, remedy))
}

/// How far into a text the first tag of a page may stand, behind comments.
const PAGE_WITHIN: usize = 4000;
/// The marks of Markdown that a text must have to be it. One mark may stand in any text.
const FEWEST_MARKS: usize = 2;

static PAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)<(!doctype html|html|head|body)[\s>]").expect("valid"));
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^<(!--|article|center|div|h[1-6]|main|meta|p|section|span|style|table|title)[\s/>-]")
        .expect("valid")
});
/// Each is a mark; a heading on the first line, a table in HTML and the rule below a table's head are two.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    let heading = r"(?<heading>#{1,6} +\S.*)";
    let rule = r"(?<rule>\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?|\|\s*:?-{3,}:?\s*\|)";
    let table = r"(?<table></?t(able|r|d)(\s[^>]*)?>.*)";
    let link = r"(.*(\[[^\]\n]+\]\([^()\s]+\)|\*\*\S[^*\n]*\*\*).*)";
    Regex::new(&format!(r"(?m)^ {{0,3}}({heading}|{rule}|{table}|{link}|(> .*))\r?$")).expect("valid")
});

/// Tells whether `text` is a page, Markdown or flat. A page in parts, without a head, begins with a tag.
pub(super) fn of_text(text: &str) -> Format {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let beginning: String = text.chars().take(PAGE_WITHIN).collect();
    if text.starts_with('<') && PAGE.is_match(&beginning) {
        return Format::Html;
    }
    let mut marks = 0;
    let mut only_tables = true;
    for mark in MARKS.captures_iter(text) {
        let at_start = mark.get(0).is_some_and(|found| found.start() == 0);
        let table = mark.name("table").is_some();
        only_tables &= table;
        marks +=
            if table || mark.name("rule").is_some() || (at_start && mark.name("heading").is_some()) { 2 } else { 1 };
    }
    if PART.is_match(text) && only_tables {
        Format::Html
    } else if marks >= FEWEST_MARKS {
        Format::Markdown
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_behind_comments_and_in_parts() {
        assert_eq!(of_text("\u{FEFF}<!-- saved from url=(1) -->\n<HTML lang=kk>"), Format::Html);
        assert_eq!(of_text("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">"), Format::Html);
        assert_eq!(of_text("<table>\n<tr><td>Білімі</td></tr>\n</table>"), Format::Html);
    }

    #[test]
    fn markdown_is_known_by_its_marks_and_one_mark_is_none() {
        assert_eq!(of_text("# Бұйрық\n\nБекітілсін."), Format::Markdown);
        assert_eq!(of_text("<a id=\"z1\"></a>\n\n### 1. Кеңесші\n\n<table>\n<tr>"), Format::Markdown);
        assert_eq!(of_text("↑ [Вся редакция](../rus.md)\n\n### 1. Советник"), Format::Markdown);
        assert_eq!(of_text("Өлшемдер | Талаптар\n--- | ---\nБілімі | Жоғары"), Format::Markdown);
        assert_eq!(of_text("Бұйрық\n# 75 бұйрық\n\nБекітілсін."), Format::Text);
        assert_eq!(of_text("5 < 6, а - б | в"), Format::Text);
    }

    #[test]
    fn a_pdf_is_known_behind_other_bytes() {
        assert!(matches!(of_bytes("-", b"\xEF\xBB\xBF\n%PDF-1.4\n"), Ok(Kind::Pdf)));
    }
}
