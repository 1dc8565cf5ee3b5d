//! Columns of tables, by the left edges that many lines share.

use std::ops::Range;

use super::bands::{Band, capital, median};

/// How far words of one column may begin from its edge, in points.
pub(super) const SLACK: f64 = 1.2;
/// The least gap before a column, in heights of letters: one that a blank never has, and one that it may have where the lines
/// above and below leave the edge free too.
const GAP: f64 = 0.9;
const NARROW_GAP: f64 = 0.3;
/// A gap that is wide enough for fewer lines to make a column.
const WIDE_GAP: f64 = 3.0;
/// The fewest lines that must begin at an edge, and the fewest of them that must do so behind a gap.
const FEWEST: usize = 3;
const FEWEST_BEHIND_GAP: usize = 2;

/// What is known of the columns of a document.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The left edges of columns other than the first, from left to right.
    pub(super) edges: Vec<f64>,
    /// Where the first column begins in most tables; none without tables.
    pub(super) first: Option<f64>,
    /// Where lines begin that are in no table.
    pub(super) margin: f64,
    /// The usual height of letters.
    pub(super) height: f64,
    /// The usual gap between lines.
    pub(super) gap: f64,
    /// The least gap above a row, where rows stand further apart than lines.
    pub(super) row_gap: Option<f64>,
}

/// By how much more than the usual gap rows are apart, in heights of letters.
const APART: f64 = 0.25;
/// The share of labels that must stand alone between two gaps for the gaps to part rows.
const ALONE: f64 = 0.8;

/// Words of a band that stand in one column: which words, and the edge at which they begin (none for the first column).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) words: Range<usize>,
    pub(super) edge: Option<usize>,
}

impl Columns {
    pub(super) fn of(bands: &[Band]) -> Self {
        let height = median(bands.iter().map(Band::height));
        let gap = median(pairs(bands).map(|(above, band)| band.top - above.bottom));
        let mut columns = Self { height, gap, ..Self::default() };
        columns.edges = edges(bands);
        let splits: Vec<Vec<Segment>> = (0..bands.len()).map(|index| columns.segments(bands, index)).collect();
        let in_table = |index: &usize| splits[*index].len() > 1;
        let firsts: Vec<f64> = (0..bands.len())
            .filter(|index| in_table(index) && splits[*index][0].edge.is_none())
            .map(|index| bands[index].left())
            .collect();
        columns.first = mode(&firsts);
        let crossing = |band: &Band| columns.edges.iter().any(|edge| crosses(band, *edge));
        let outside: Vec<f64> = bands
            .iter()
            .zip(&splits)
            .filter(|(band, split)| split.len() == 1 && crossing(band))
            .map(|(band, _)| band.left())
            .collect();
        columns.margin = mode(&outside).unwrap_or_default();
        let apart = gap + APART * height;
        let labels = |range: &Range<usize>| {
            range.clone().filter(|index| splits[*index][0].edge.is_none() && capital(&bands[*index].words)).count()
        };
        let has_split = |range: &Range<usize>| range.clone().any(|index| splits[index].len() > 1);
        let chunks = chunks(bands, Some(apart)).into_iter().filter(has_split);
        let labels: Vec<usize> = chunks.map(|range| labels(&range)).filter(|labels| *labels > 0).collect();
        let alone = labels.iter().filter(|labels| **labels == 1).count();
        columns.row_gap = (alone as f64 >= ALONE * labels.len() as f64).then_some(apart);
        columns
    }

    /// Cuts a band where columns begin.
    pub(super) fn segments(&self, bands: &[Band], index: usize) -> Vec<Segment> {
        let band = &bands[index];
        let at = |word: usize| self.edges.iter().position(|edge| (edge - band.words[word].left).abs() < SLACK);
        let mut segments = vec![Segment { words: 0..1, edge: at(0) }];
        for word in 1..band.words.len() {
            let gap = band.words[word].left - band.words[word - 1].right;
            let begins = at(word).filter(|edge| {
                gap > GAP * band.height() || (gap > NARROW_GAP * band.height() && self.is_free(bands, index, *edge))
            });
            match begins {
                Some(edge) => segments.push(Segment { words: word..word + 1, edge: Some(edge) }),
                None => {
                    if let Some(last) = segments.last_mut() {
                        last.words.end = word + 1;
                    }
                }
            }
        }
        segments
    }

    /// Whether the lines above and below leave an edge free.
    fn is_free(&self, bands: &[Band], index: usize, edge: usize) -> bool {
        let page = bands[index].page;
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|index| bands.get(index)).filter(|band| band.page == page);
        beside.all(|band| !crosses(band, self.edges[edge]))
    }
}

/// Whether a word, or the blank between two words of a sentence, lies over the edge.
pub(super) fn crosses(band: &Band, edge: f64) -> bool {
    let over = band.words.iter().any(|word| word.left < edge - SLACK && word.right > edge);
    let blank = band.words.windows(2).any(|pair| {
        pair[0].right < edge && pair[1].left > edge - SLACK && pair[1].left - pair[0].right < NARROW_GAP * band.height()
    });
    over || blank
}

/// Cuts bands where they stand further apart than `gap`, each by itself without one, and at the ends of pages.
pub(super) fn chunks(bands: &[Band], gap: Option<f64>) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut bottom = f64::NEG_INFINITY;
    for (index, band) in bands.iter().enumerate() {
        let new_page = index == 0 || bands[index - 1].page != band.page;
        match chunks.last_mut().filter(|_| !new_page && gap.is_some_and(|gap| band.top - bottom <= gap)) {
            Some(chunk) => chunk.end = index + 1,
            None => chunks.push(index..index + 1),
        }
        bottom = if new_page { band.bottom } else { bottom.max(band.bottom) };
    }
    chunks
}

fn pairs(bands: &[Band]) -> impl Iterator<Item = (&Band, &Band)> {
    bands.windows(2).map(|pair| (&pair[0], &pair[1])).filter(|(above, band)| above.page == band.page)
}

/// The left edges that words share behind gaps, from left to right.
fn edges(bands: &[Band]) -> Vec<f64> {
    let mut lefts: Vec<(f64, f64)> = Vec::new();
    for band in bands {
        lefts.push((band.left(), 0.0));
        lefts.extend(band.words.windows(2).map(|pair| (pair[1].left, (pair[1].left - pair[0].right) / band.height())));
    }
    lefts.retain(|(_, gap)| *gap == 0.0 || *gap > GAP);
    lefts.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut edges = Vec::new();
    for near in lefts.chunk_by(|one, other| other.0 - one.0 < SLACK / 2.0) {
        let behind = |gap| near.iter().filter(|(_, before)| *before > gap).count() >= FEWEST_BEHIND_GAP;
        if (near.len() >= FEWEST && behind(GAP)) || behind(WIDE_GAP) {
            edges.push(median(near.iter().map(|(left, _)| *left)));
        }
    }
    edges
}

/// The value near which most values are.
fn mode(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let near = values.chunk_by(|one, other| other - one < SLACK / 2.0);
    near.max_by_key(|near| near.len()).map(|near| median(near.iter().copied()))
}
