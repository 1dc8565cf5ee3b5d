//! Bands become pieces: which stand in a table, where rows and paragraphs begin and end.

use std::ops::Range;

use super::bands::{Band, capital, text};
use super::columns::{Columns, SLACK, Segment, chunks};
use super::poppler::Word;
use crate::reading::document::{Link, Paragraph, Piece, Row, tidy};
use crate::reading::lines::Line;

/// A line of one column.
#[derive(Clone, Debug)]
struct Part<'a> {
    band: &'a Band,
    words: &'a [Word],
}

impl Part<'_> {
    fn left(&self) -> f64 {
        self.words[0].left
    }

    fn right(&self) -> f64 {
        self.words[self.words.len() - 1].right
    }
}

/// A row in the making: for each column its edge (none for the first) and its lines.
type Cells<'a> = Vec<(Option<usize>, Vec<Part<'a>>)>;

/// Finds the pieces in bands without furniture. `links` are those of each page.
pub(super) fn pieces(bands: &[Band], links: &[Vec<(Word, String)>]) -> Vec<Piece> {
    let columns = Columns::of(bands);
    let mut flow = Flow {
        columns: &columns,
        links,
        pieces: Vec::new(),
        table: 0,
        heads: (0, Vec::new()),
        row: None,
        text: Vec::new(),
        sizes: sizes(bands, &columns),
    };
    for chunk in chunks(bands, columns.row_gap) {
        flow.take(bands, chunk);
    }
    flow.end_table();
    flow.end_text();
    flow.pieces
}

/// How much higher letters of headings are than others.
const LARGER: f64 = 1.05;
/// By how much more than the usual gap paragraphs are apart, in heights of letters, in and outside of tables.
const APART_IN_CELL: f64 = 0.1;
const APART: f64 = 0.25;

/// The heights of letters that headings have, the largest first.
fn sizes(bands: &[Band], columns: &Columns) -> Vec<f64> {
    let mut sizes: Vec<f64> =
        bands.iter().map(Band::height).filter(|height| *height > LARGER * columns.height).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    sizes.dedup_by(|one, other| *other / *one < LARGER);
    sizes
}

struct Flow<'a> {
    columns: &'a Columns,
    links: &'a [Vec<(Word, String)>],
    pieces: Vec<Piece>,
    /// The number of the last table.
    table: usize,
    /// The number of a table, and the columns that its first row has.
    heads: (usize, Vec<Option<usize>>),
    /// The row that is open; the table is, as long as there is one.
    row: Option<Cells<'a>>,
    /// The lines outside of tables that are gathered.
    text: Vec<Part<'a>>,
    sizes: Vec<f64>,
}

impl<'a> Flow<'a> {
    /// Takes lines that no row parts.
    fn take(&mut self, bands: &'a [Band], chunk: Range<usize>) {
        let above =
            chunk.start.checked_sub(1).map(|above| &bands[above]).filter(|above| above.page == bands[chunk.start].page);
        let lines: Vec<(&Band, Vec<Segment>)> =
            chunk.map(|index| (&bands[index], self.columns.segments(bands, index))).collect();
        if !self.is_in_table(&lines, above) {
            self.end_table();
            self.text.extend(lines.iter().map(|(band, _)| Part { band, words: &band.words }));
            return;
        }
        self.end_text();
        if self.row.is_none() {
            self.table += 1;
        }
        if self.begins_row(&lines, above) {
            self.end_row();
            self.row = Some(Vec::new());
        }
        let row = self.row.get_or_insert_default();
        for (band, segments) in lines {
            for Segment { words, edge } in segments {
                let part = Part { band, words: &band.words[words] };
                match row.iter_mut().find(|(other, _)| *other == edge) {
                    Some((_, parts)) => parts.push(part),
                    None => row.push((edge, vec![part])),
                }
            }
        }
    }

    /// Lines stand in a table where two columns are side by side, where an open row goes on, and where they begin at the first
    /// column of tables that is not where other lines begin.
    fn is_in_table(&self, lines: &[(&Band, Vec<Segment>)], above: Option<&Band>) -> bool {
        let Some(first) = self.columns.first else { return false };
        let left = lines.iter().map(|(band, _)| band.left()).fold(f64::INFINITY, f64::min);
        let is_larger = lines.iter().any(|(band, _)| band.height() > LARGER * self.columns.height);
        if left < first - SLACK || is_larger {
            return false;
        }
        if lines.iter().any(|(_, segments)| segments.len() > 1) {
            return true;
        }
        let is_text = |(_, segments): &&(&Band, Vec<Segment>)| segments[0].edge.is_some();
        let texts = lines.iter().filter(is_text).count();
        // Tables of one document may have columns of different widths.
        let here = lines.iter().filter_map(|(_, segments)| segments[0].edge).min();
        let open = || self.row.iter().flatten().filter_map(|(edge, _)| *edge).min();
        let edge = self.columns.edges.get(here.or_else(open).unwrap_or_default());
        let free = |band: &Band| edge.is_some_and(|edge| band.right() < *edge);
        let in_columns = lines.iter().all(|line| is_text(&line) || free(line.0));
        let padded = first - self.columns.margin > SLACK / 2.0;
        let at_first = (left - first).abs() < SLACK / 2.0;
        if self.row.is_none() {
            // A label in the midst of its row's height stands beside no line; a row over all columns leaves none free.
            return (in_columns && texts > 0 && texts < lines.len()) || (padded && at_first && !in_columns);
        }
        let near =
            above.is_none_or(|above| lines[0].0.top - above.bottom < self.columns.gap + 0.8 * self.columns.height);
        (in_columns && (texts > 0 || near)) || (at_first && padded)
    }

    /// A row begins with words in its first column. At the top of a page, and where rows stand as close as lines, they must
    /// look like the beginning of a label.
    fn begins_row(&self, lines: &[(&Band, Vec<Segment>)], above: Option<&Band>) -> bool {
        let Some(row) = &self.row else { return true };
        let Some((label, _)) = lines.iter().find(|(_, segments)| segments[0].edge.is_none()) else { return false };
        let lacks_label = row.iter().all(|(edge, _)| edge.is_some());
        match above {
            None => capital(&label.words) && !lacks_label,
            Some(_) if self.columns.row_gap.is_some() => true,
            Some(_) => capital(&label.words),
        }
    }

    fn end_row(&mut self) {
        let Some(mut cells) = self.row.take().filter(|cells| !cells.is_empty()) else { return };
        cells.sort_by_key(|(edge, _)| edge.map_or(0, |edge| edge + 1));
        // Where the first cell is empty it stands nonetheless, so that the others are in their columns.
        if cells[0].0.is_some() {
            cells.insert(0, (None, Vec::new()));
        }
        // So stand the empty cells of a table of many columns, whose first row tells them.
        if self.heads.0 != self.table {
            self.heads = (self.table, cells.iter().map(|(edge, _)| *edge).collect());
        } else if self.heads.1.len() > 2 {
            let absent = self.heads.1.iter().filter(|head| cells.iter().all(|(edge, _)| edge != *head));
            cells.extend(absent.map(|head| (*head, Vec::new())).collect::<Vec<_>>());
            cells.sort_by_key(|(edge, _)| edge.map_or(0, |edge| edge + 1));
        }
        let cells = cells.into_iter().map(|(_, parts)| self.paragraphs(&parts, APART_IN_CELL)).collect();
        self.pieces.push(Piece::Row(Row { table: self.table, cells }));
    }

    fn end_table(&mut self) {
        self.end_row();
        self.row = None;
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let is_heading = |part: &Part| part.band.height() > LARGER * self.columns.height;
        for near in text.chunk_by(|one, other| (one.band.height() / other.band.height() - 1.0).abs() < LARGER - 1.0) {
            let height = near[0].band.height();
            let level = self.sizes.iter().position(|size| height > size / LARGER).map_or(6, |place| (place + 1).min(6));
            for paragraph in self.paragraphs(near, APART) {
                self.pieces.push(match is_heading(&near[0]) {
                    true => Piece::Heading(u8::try_from(level).unwrap_or(6), paragraph),
                    false => Piece::Paragraph(paragraph),
                });
            }
        }
    }

    /// Parts lines of a column into paragraphs: where they stand further apart, and where a line ended although the first word
    /// of the next one would have found room.
    fn paragraphs(&self, parts: &[Part], apart: f64) -> Vec<Paragraph> {
        let right = parts.iter().map(Part::right).fold(0.0, f64::max);
        let in_one = |above: &Part, part: &Part| {
            let height = part.band.height();
            let same_page = above.band.page == part.band.page;
            let far = same_page && part.band.top - above.band.bottom > self.columns.gap + apart * height;
            let is_heading = height > LARGER * self.columns.height;
            let first = &part.words[0];
            let room = right - above.right() - 0.3 * height - (first.right - first.left);
            let ended =
                room > 0.0 && !is_heading && capital(part.words) && (part.left() - above.left()).abs() < 3.0 * height;
            !far && !ended
        };
        parts.chunk_by(in_one).map(|parts| self.paragraph(parts)).collect()
    }

    fn paragraph(&self, parts: &[Part]) -> Paragraph {
        let line = |part: &Part| Line { number: part.band.number, text: text(part.words) };
        let mut links: Vec<Link> = Vec::new();
        let mut last = usize::MAX;
        for (at, part) in parts.iter().enumerate() {
            for (words, target) in &self.links[part.band.page] {
                let inside = words.middle() > part.band.top && words.middle() < part.band.bottom;
                let middle = f64::midpoint(words.left, words.right);
                if !inside || middle < part.left() || middle > part.right() {
                    continue;
                }
                let text = tidy(&words.text);
                match links.last_mut().filter(|link| link.target == *target && last.abs_diff(at) <= 1) {
                    Some(link) => link.text = format!("{} {text}", link.text),
                    None => links.push(Link { text, target: target.clone() }),
                }
                last = at;
            }
        }
        Paragraph { lines: parts.iter().map(line).collect(), links }
    }
}
