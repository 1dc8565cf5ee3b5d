//! What a reader of a format meets, in reading order, becomes pieces.
//!
//! Comes in: words, breaks, and the beginnings and ends of headings, quotations, tables, rows and cells. Goes out: the
//! pieces, and the lines that are furniture. Readers of HTML, Markdown and DOCX tell what they meet in these terms.

use super::{Link, Paragraph, Piece, Row, tidy};
use crate::reading::lines::Line;

/// The widest cell that is believed, in columns, and the tallest, in rows.
const WIDEST: usize = 1000;

/// Pieces in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) pieces: Vec<Piece>,
    pub(super) furniture: Vec<Line>,
    /// The paragraph that is being gathered.
    pub(super) words: Gatherer,
    heading: Option<u8>,
    quotations: usize,
    /// How many areas of furniture are open.
    aside: usize,
    tables: usize,
    table: Option<Table>,
}

/// A table in the making.
#[derive(Debug, Default)]
struct Table {
    cells: Vec<Vec<Paragraph>>,
    /// The column at which the next cell begins.
    column: usize,
    in_row: bool,
    in_cell: bool,
    /// Cells of earlier rows that reach further down: first column, width, and rows left.
    reaching: Vec<(usize, usize, usize)>,
    /// Cells of this row that will do so.
    begun: Vec<(usize, usize, usize)>,
}

impl Table {
    /// Puts an empty cell wherever a cell of an earlier row reaches down to.
    fn pass_reaching(&mut self) {
        while let Some((_, width, _)) = self.reaching.iter().find(|(first, _, _)| *first == self.column) {
            self.column += width;
            self.cells.push(Vec::new());
        }
    }
}

impl Builder {
    /// A break of the line. In a cell it parts paragraphs, as there it stands between the points of a list.
    pub(super) fn line_break(&mut self) {
        if self.in_cell() { self.end_paragraph() } else { self.words.line_break() }
    }

    /// Ends the paragraph, if there is one.
    pub(super) fn end_paragraph(&mut self) {
        let Some(paragraph) = self.words.finish() else { return };
        if self.aside > 0 {
            self.furniture.extend(paragraph.lines);
        } else if let Some(table) = self.table.as_mut().filter(|table| table.in_cell) {
            match table.cells.last_mut() {
                Some(cell) => cell.push(paragraph),
                None => table.cells.push(vec![paragraph]),
            }
        } else {
            self.pieces.push(match self.heading {
                Some(level) => Piece::Heading(level, paragraph),
                None if self.quotations > 0 => Piece::Quotation(paragraph),
                None => Piece::Paragraph(paragraph),
            });
        }
    }

    pub(super) fn start_heading(&mut self, level: u8) {
        self.end_paragraph();
        self.heading = Some(level);
    }

    pub(super) fn end_heading(&mut self) {
        self.end_paragraph();
        self.heading = None;
    }

    pub(super) fn start_quotation(&mut self) {
        self.end_paragraph();
        self.quotations += 1;
    }

    pub(super) fn end_quotation(&mut self) {
        self.end_paragraph();
        self.quotations = self.quotations.saturating_sub(1);
    }

    /// Begins an area of furniture; areas may stand in each other.
    pub(super) fn start_aside(&mut self) {
        self.end_paragraph();
        self.aside += 1;
    }

    pub(super) fn end_aside(&mut self) {
        self.end_paragraph();
        self.aside = self.aside.saturating_sub(1);
    }

    /// Begins a table; readers begin none in a table.
    pub(super) fn start_table(&mut self) {
        self.end_paragraph();
        self.tables += 1;
        self.table = Some(Table::default());
    }

    pub(super) fn end_table(&mut self) {
        self.end_row();
        self.table = None;
    }

    /// Begins a row; what stood outside of cells before it ends.
    pub(super) fn start_row(&mut self) {
        self.end_row();
        if let Some(table) = &mut self.table {
            table.in_row = true;
        }
    }

    /// Ends the row. A row of empty cells is none.
    pub(super) fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.table.as_mut().filter(|table| table.in_row) else { return };
        table.in_row = false;
        table.pass_reaching();
        let cells = std::mem::take(&mut table.cells);
        table.column = 0;
        for cell in &mut table.reaching {
            cell.2 -= 1;
        }
        table.reaching.retain(|(_, _, rows)| *rows > 0);
        table.reaching.append(&mut table.begun);
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.pieces.push(Piece::Row(Row { table: self.tables, cells }));
        }
    }

    /// Begins a cell over so many columns and rows, both at least 1.
    pub(super) fn start_cell(&mut self, columns: usize, rows: usize) {
        self.end_cell();
        let Some(table) = &mut self.table else { return };
        table.pass_reaching();
        let (columns, rows) = (columns.clamp(1, WIDEST), rows.clamp(1, WIDEST));
        if rows > 1 {
            table.begun.push((table.column, columns, rows - 1));
        }
        table.column += columns;
        table.cells.push(Vec::new());
        table.in_cell = true;
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        if let Some(table) = &mut self.table {
            table.in_cell = false;
        }
    }

    /// Forgets the cells of the row so far.
    pub(super) fn drop_row(&mut self) {
        self.end_paragraph();
        if let Some(table) = &mut self.table {
            table.cells.clear();
        }
    }

    pub(super) fn in_table(&self) -> bool {
        self.table.is_some()
    }

    pub(super) fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.in_cell)
    }

    /// Goes on with a paragraph that was put aside while another was gathered that stands inside of it.
    pub(super) fn resume(&mut self, words: Gatherer) {
        self.end_paragraph();
        self.words = words;
    }
}

/// A paragraph in the making: its words one after the other, and the beginnings and ends of links.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    lines: Vec<Line>,
    links: Vec<Link>,
    /// The link whose words are being gathered.
    open: Option<Link>,
    /// Whether the next words begin a line, wherever they stand.
    broken: bool,
}

impl Gatherer {
    /// Adds words that stand on the line of this number. White space counts.
    pub(super) fn add(&mut self, number: usize, words: &str) {
        if let Some(link) = &mut self.open {
            link.text.push_str(words);
        }
        match self.lines.last_mut() {
            Some(line) if line.number == number && !self.broken => line.text.push_str(words),
            _ => self.lines.push(Line { number, text: words.to_owned() }),
        }
        self.broken = false;
    }

    /// Begins a new line.
    fn line_break(&mut self) {
        self.broken = true;
        if let Some(link) = &mut self.open {
            link.text.push(' ');
        }
    }

    /// Begins a link; one that is open ends.
    pub(super) fn open_link(&mut self, target: &str) {
        self.close_link();
        self.open = Some(Link { text: String::new(), target: target.trim().to_owned() });
    }

    /// Ends the link that is open. A link without words is none.
    pub(super) fn close_link(&mut self) {
        if let Some(link) = self.open.take() {
            let text = tidy(&link.text);
            if !text.is_empty() {
                self.links.push(Link { text, ..link });
            }
        }
    }

    /// Ends the paragraph; a link that is open goes on in the next one.
    fn finish(&mut self) -> Option<Paragraph> {
        let target = self.open.as_ref().map(|link| link.target.clone());
        self.close_link();
        self.open = target.map(|target| Link { text: String::new(), target });
        self.broken = false;
        let links = std::mem::take(&mut self.links);
        let lines = std::mem::take(&mut self.lines).into_iter();
        let lines: Vec<Line> =
            lines.map(|line| Line { text: tidy(&line.text), ..line }).filter(|line| !line.text.is_empty()).collect();
        (!lines.is_empty()).then_some(Paragraph { lines, links })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_over_two_paragraphs_stands_in_both() {
        let mut words = Gatherer::default();
        words.open_link("/kaz/docs/K1");
        words.add(1, "Заң");
        assert_eq!(words.finish().unwrap().links[0].text, "Заң");
        words.add(2, "кодекс");
        words.close_link();
        assert_eq!(words.finish().unwrap().links, [Link { text: "кодекс".into(), target: "/kaz/docs/K1".into() }]);
    }
}
