//! Text in which tabs part the cells of a table of many columns, as a browser copies it:
//!
//! ```text
//! Категория ⇥ Наименование должностей ⇥ Требования к образованию ⇥ …
//! C-SV-1 ⇥ Начальник департамента
//! Заместитель начальника департамента ⇥ Высшее юридическое ⇥ …
//! ```
//!
//! A cell may go on over lines, so a row ends when it has as many cells as the heads. A row with fewer or more is kept as one
//! cell, which stands in no column and is reported.

use super::{category_columns, headings};
use crate::reading::document::{Paragraph, Piece, Row};
use crate::reading::lines::{Block, Line};
use crate::reading::vocabulary::Lexicon;

/// The pieces of a text with such a table; none for other texts.
pub(in crate::reading::entries) fn pieces(blocks: &[Block], lexicon: &Lexicon) -> Option<Vec<Piece>> {
    let is_head = |line: &Line| {
        let row = Piece::Row(Row { table: 0, cells: cells(std::slice::from_ref(line)) });
        line.text.contains('\t') && category_columns::read(&[row], 0, lexicon).is_some()
    };
    if !blocks.iter().flat_map(|block| &block.lines).any(is_head) {
        return None;
    }
    let mut reader = Reader { pieces: Vec::new(), table: 0, columns: 0, row: Vec::new(), behind: Vec::new() };
    for block in blocks {
        if reader.columns == 0 && !block.lines.iter().any(is_head) {
            reader.pieces.push(Piece::Paragraph(paragraph(&block.lines)));
            continue;
        }
        for (index, line) in block.lines.iter().enumerate() {
            if is_head(line) {
                reader.end_table();
                reader.table += 1;
                reader.columns = tabs(line);
            }
            reader.line(line, index == 0);
        }
    }
    reader.end_table();
    Some(reader.pieces)
}

struct Reader {
    pieces: Vec<Piece>,
    table: usize,
    /// How many tabs a row has; 0 outside of tables.
    columns: usize,
    /// The lines of the row so far.
    row: Vec<Line>,
    /// Lines behind a blank line that stands behind a whole row: they go on with its last cell if a row follows.
    behind: Vec<Line>,
}

impl Reader {
    fn line(&mut self, line: &Line, behind_blank: bool) {
        let so_far: usize = self.row.iter().map(tabs).sum();
        let whole = so_far >= self.columns;
        let begins = tabs(line) > 0 && (whole || so_far + tabs(line) > self.columns);
        if self.columns == 0 {
            self.pieces.push(Piece::Paragraph(paragraph(std::slice::from_ref(line))));
        } else if begins {
            self.row.append(&mut self.behind);
            self.end_row();
            self.row.push(line.clone());
        } else if whole && (behind_blank || !self.behind.is_empty()) {
            self.behind.push(line.clone());
        } else {
            self.row.push(line.clone());
        }
    }

    fn end_row(&mut self) {
        let lines = std::mem::take(&mut self.row);
        if lines.is_empty() {
            return;
        }
        // The category of the next row would stand at the end of the last cell, if it has several lines.
        let is_category = |line: &Line| {
            tabs(line) == 0
                && headings::read(&format!("x {}", line.text)).is_some_and(|heading| heading.title.len() <= 1)
        };
        let sure = lines.iter().map(tabs).sum::<usize>() == self.columns && !lines.iter().any(is_category);
        let cells = if sure { cells(&lines) } else { vec![vec![paragraph(&lines)]] };
        self.pieces.push(Piece::Row(Row { table: self.table, cells }));
    }

    fn end_table(&mut self) {
        self.end_row();
        self.columns = 0;
        for line in std::mem::take(&mut self.behind) {
            self.pieces.push(Piece::Paragraph(paragraph(&[line])));
        }
    }
}

fn tabs(line: &Line) -> usize {
    line.text.matches('\t').count()
}

fn paragraph(lines: &[Line]) -> Paragraph {
    let text = |line: &Line| Line { text: line.text.replace('\t', " ").trim().to_owned(), ..line.clone() };
    Paragraph { lines: lines.iter().map(text).collect(), links: Vec::new() }
}

/// The cells of lines, each of a paragraph a line.
fn cells(lines: &[Line]) -> Vec<Vec<Paragraph>> {
    let mut cells: Vec<Vec<Paragraph>> = vec![Vec::new()];
    for line in lines {
        for (index, words) in line.text.split('\t').enumerate() {
            if index > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !words.trim().is_empty()) {
                cell.push(paragraph(&[Line { text: words.to_owned(), ..line.clone() }]));
            }
        }
    }
    cells
}
