//! Reading a PDF: words with places become lines, paragraphs, and the rows of tables.
//!
//! Comes in: the bytes of a PDF. Goes out: its pieces; a line's number counts the lines of all pages. A PDF holds no
//! paragraphs and no tables, only words at places, so these are found by the places: columns by the left edges that many
//! lines share, rows by the gaps between them and by the labels that begin them, paragraphs by gaps and by lines that end
//! before they are full, headings by the height of their letters. A row that goes on after the end of its page is one row.
//!
//! The words come from poppler's programs; which ones and why stands in the module `poppler`.

mod bands;
mod columns;
mod flow;
mod poppler;

use super::error::typed;
use super::{Document, DocumentError, Places};
use crate::reading::document::Content;

/// Reads a PDF into `document`.
///
/// # Errors
/// When the program that takes out the words is missing, or cannot read it, or there are no words in it.
pub(super) fn read(path: &str, bytes: &[u8], document: Document) -> Result<Document, DocumentError> {
    let pages = poppler::pages(path, bytes)?;
    let (mut bands, firsts) = bands::bands(&pages);
    let lines = bands.len();
    let furniture = bands::take_furniture(&mut bands, pages.len());
    if bands.is_empty() {
        return Err(scan(path));
    }
    let links: Vec<_> = pages.into_iter().map(|page| page.links).collect();
    let mut pieces = flow::pieces(&bands, &links);
    let findings = super::join_words(&mut pieces);
    let content = Content::Pieces(pieces);
    Ok(Document { places: Places::PageLines, lines, pages: firsts, content, furniture, findings, ..document })
}

fn scan(path: &str) -> DocumentError {
    let remedy = format!("have its letters recognised, for example: ocrmypdf -l kaz+rus {} order.pdf", typed(path));
    DocumentError::NotRead { path: path.to_owned(), format: "a PDF of pictures without text (a scan)", remedy }
}

fn locked(path: &str) -> DocumentError {
    let command = format!("qpdf --decrypt --password=PASSWORD {} order.pdf", typed(path));
    let remedy = format!("unlock it, for example: {command}");
    DocumentError::NotRead { path: path.to_owned(), format: "a PDF that is locked by a password", remedy }
}
