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

use super::kind::not_read;
use super::{Content, Document};

/// Reads a PDF into `document`.
///
/// # Errors
/// A sentence for a [`super::DocumentError`], when the program that takes out the words is missing, or cannot read it, or there
/// are no words in it.
pub(super) fn read(path: &str, bytes: &[u8], document: Document) -> Result<Document, String> {
    let pages = poppler::pages(path, bytes)?;
    let mut bands = bands::bands(&pages);
    let lines = bands.len();
    let furniture = bands::take_furniture(&mut bands, pages.len());
    if bands.is_empty() {
        let remedy = "have its letters recognised, for example: ocrmypdf -l kaz+rus FILE order.pdf";
        return Err(not_read(path, "a PDF of pictures without text (a scan)", remedy));
    }
    let links: Vec<_> = pages.into_iter().map(|page| page.links).collect();
    let mut pieces = flow::pieces(&bands, &links);
    let findings = super::join_words(&mut pieces);
    Ok(Document { lines, content: Content::Pieces(pieces), furniture, findings, ..document })
}
