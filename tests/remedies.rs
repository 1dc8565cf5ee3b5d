//! What is no order that can be read is named, and the remedy that the message prints works.
//!
//! A remedy whose program is not on this machine is not run; the test says so on standard error.

mod making;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use lauazym::reading::document::Document;

/// Refuses `bytes` under a name with a blank, checks how the message names them, runs the remedy in the message, and reads
/// what it made; none where the program is missing.
fn remedied(bytes: &[u8], named: &str, makes: Option<&str>) -> Option<Document> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("an order");
    fs::write(&file, bytes).unwrap();
    let message = Document::from_bytes("an order", "an order", bytes).unwrap_err().to_string();
    assert!(message.starts_with("an order: ") && message.contains(named), "{message}");
    let (_, command) = message.split_once("for example: ").unwrap_or_else(|| panic!("no command: {message}"));
    let command = command.replace("PASSWORD", "secret");
    run(&command, folder.path())?;
    if makes.is_some_and(|made| made.ends_with(".pdf")) && !making::has_poppler() {
        return None;
    }
    makes.map(|made| Document::read(&folder.path().join(made)).unwrap())
}

fn run(command: &str, folder: &Path) -> Option<()> {
    let program = command.split_whitespace().next().unwrap();
    let found =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status().unwrap();
    if !found.success() {
        eprintln!("not run, as {program} is not on this machine: {command}");
        return None;
    }
    // Programs keep their settings at home; this one is empty.
    let shell = Command::new("sh").args(["-c", command]).current_dir(folder).env("HOME", folder).output().unwrap();
    assert!(shell.status.success(), "{command}: {shell:?}");
    Some(())
}

fn says(document: &Document, words: &str) {
    assert!(document.text().contains(words), "{}", document.text());
}

const RICH: &[u8] =
    b"{\\rtf1\\ansi\\uc1 {\\b Order} of 7 March\\par\n\\trowd\\cellx2000\\cellx6000 one\\cell two\\cell\\row\n}";

/// Converts rich text with LibreOffice, as a source of files that only office programs make.
fn made_by_office(ending: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.rtf"), RICH).unwrap();
    run(&format!("libreoffice --headless --convert-to {ending} made.rtf"), folder.path())?;
    Some(fs::read(folder.path().join(format!("made.{ending}"))).unwrap())
}

#[test]
fn rich_text_is_converted() {
    if let Some(document) = remedied(RICH, "a rich text document (RTF)", Some("an order.docx")) {
        says(&document, "of 7 March");
    }
}

#[test]
fn a_word_document_of_before_2007_is_converted() {
    // The beginning of the format and the name of its stream are what tells it.
    let names: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let head = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 504], names].concat();
    let message = Document::from_bytes("order.doc", "order.doc", &head).unwrap_err().to_string();
    assert!(message.contains("a Word document of before 2007 (.doc)"), "{message}");
    let Some(bytes) = made_by_office("doc") else { return };
    if let Some(document) = remedied(&bytes, "a Word document of before 2007 (.doc)", Some("an order.docx")) {
        says(&document, "of 7 March");
    }
}

#[test]
fn an_open_document_is_converted() {
    let Some(bytes) = made_by_office("odt") else { return };
    if let Some(document) = remedied(&bytes, "an OpenDocument text (ODT)", Some("an order.docx")) {
        says(&document, "of 7 March");
    }
}

#[test]
fn sheets_become_pages_with_tables() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.csv"), "Post,Category\nadviser,C-3\n").unwrap();
    for (ending, named) in
        [("xlsx", "an Excel sheet (XLSX)"), ("xls", "an Excel sheet of before 2007"), ("ods", "an OpenDocument sheet")]
    {
        if run(&format!("libreoffice --headless --convert-to {ending} made.csv"), folder.path()).is_none() {
            return;
        }
        let bytes = fs::read(folder.path().join(format!("made.{ending}"))).unwrap();
        if let Some(document) = remedied(&bytes, named, Some("an order.html")) {
            says(&document, "adviser");
        }
    }
}

#[test]
fn a_book_is_converted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.md"), "# Order\n\nof 7 March\n").unwrap();
    if run("pandoc made.md -o made.epub", folder.path()).is_none() {
        return;
    }
    let bytes = fs::read(folder.path().join("made.epub")).unwrap();
    if let Some(document) = remedied(&bytes, "a book (EPUB)", Some("order.html")) {
        says(&document, "of 7 March");
    }
}

#[test]
fn packed_files_are_unpacked() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all("# Бұйрық\n\nБекітілсін\n".as_bytes()).unwrap();
    if let Some(document) = remedied(&encoder.finish().unwrap(), "a packed file (gzip)", Some("order")) {
        says(&document, "Бекітілсін");
    }
    let archive = making::zip(&[("kaz.md", "# Бұйрық\n\nБекітілсін\n")]);
    if let Some(document) = remedied(&archive, "a zip archive", Some("kaz.md")) {
        says(&document, "Бекітілсін");
    }
}

#[test]
fn a_locked_pdf_is_unlocked() {
    if !making::has_poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let open = making::pdf(&[vec![(50.0, 700.0, 12.0, "Бұйрық мәтіні")]], &[]);
    fs::write(folder.path().join("open.pdf"), open).unwrap();
    if run("qpdf --encrypt secret owner 256 -- open.pdf locked.pdf", folder.path()).is_none() {
        return;
    }
    let bytes = fs::read(folder.path().join("locked.pdf")).unwrap();
    if let Some(document) = remedied(&bytes, "a PDF that is locked by a password", Some("order.pdf")) {
        says(&document, "Бұйрық мәтіні");
    }
}

#[test]
fn letters_of_pictures_and_scans_are_recognised() {
    if !making::has_poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.pdf"), PRINTED).unwrap();
    if run("pdftoppm -r 200 -png -singlefile page.pdf page", folder.path()).is_none() {
        return;
    }
    let picture = fs::read(folder.path().join("page.png")).unwrap();
    if let Some(document) = remedied(&picture, "a picture (PNG)", Some("order.pdf")) {
        // The letters of the word are those of two scripts alike; the number is read in each.
        says(&document, "75");
    }
    // A page with nothing on it is what a scan is to a program that looks for words.
    let scan = making::pdf(&[Vec::new()], &[]);
    remedied(&scan, "a PDF of pictures without text (a scan)", None);
}

/// A page that any program can print, as its font is one of those that need not be in the file.
const PRINTED: &str = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
    2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
    3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Resources << /Font << /F << /Type /Font /Subtype /Type1 \
    /BaseFont /Helvetica >> >> >> /Contents 4 0 R >> endobj\n\
    4 0 obj << /Length 41 >>\nstream\nBT /F 36 Tf 40 100 Td (ORDER 75) Tj ET\n\nendstream endobj\n\
    trailer << /Root 1 0 R >>\n%%EOF\n";

#[test]
fn pictures_of_each_kind_are_named() {
    for (beginning, named) in [
        (&b"\xFF\xD8\xFF\xE0"[..], "a picture (JPEG)"),
        (b"II*\0\x08\0", "a picture (TIFF)"),
        (b"MM\0*\0\0", "a picture (TIFF)"),
        (b"GIF89a", "a picture (GIF)"),
    ] {
        let message = Document::from_bytes("scan", "scan", beginning).unwrap_err().to_string();
        assert!(message.contains(named) && message.contains("tesseract scan order -l kaz+rus pdf"), "{message}");
    }
}
