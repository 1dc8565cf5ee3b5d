//! Words on a page become bands, and bands that every page repeats become furniture.
//!
//! A band is what stands side by side on one height of a page, in whatever columns. Bands are counted through over all
//! pages; their numbers are the places in the document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::poppler::{Page, Word};
use crate::reading::document::tidy;
use crate::reading::lines::Line;

/// Words side by side, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// From 1, counted through over all pages.
    pub(super) number: usize,
    pub(super) page: usize,
    pub(super) words: Vec<Word>,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Band {
    pub(super) fn left(&self) -> f64 {
        self.words[0].left
    }

    pub(super) fn right(&self) -> f64 {
        self.words[self.words.len() - 1].right
    }

    /// The height of its letters, as most of its words have it.
    pub(super) fn height(&self) -> f64 {
        median(self.words.iter().map(Word::height))
    }

    fn text(&self) -> String {
        text(&self.words)
    }
}

/// The words on one line.
pub(super) fn text(words: &[Word]) -> String {
    tidy(&words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Whether a line of these words begins with anything but a small letter.
pub(super) fn capital(words: &[Word]) -> bool {
    words[0].text.chars().next().is_some_and(|letter| !letter.is_lowercase())
}

/// The value in the midst; 0 when there is none.
pub(super) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Returns the bands of all pages.
pub(super) fn bands(pages: &[Page]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (page, Page { words, .. }) in pages.iter().enumerate() {
        let mut words = words.clone();
        words.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
        for word in words {
            let beside = |band: &Band| {
                let slack = 0.3 * word.height().min(band.bottom - band.top);
                band.page == page && word.middle() > band.top + slack && word.middle() < band.bottom - slack
            };
            match bands.last_mut().filter(|band| beside(band)) {
                Some(band) => band.words.push(word),
                None => {
                    let (number, top, bottom) = (bands.len() + 1, word.top, word.bottom);
                    bands.push(Band { number, page, words: vec![word], top, bottom });
                }
            }
        }
    }
    for band in &mut bands {
        band.words.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    bands
}

/// The most bands at the top and at the bottom of a page that may be furniture.
const DEEPEST: usize = 3;
/// The share of pages that must repeat a band for it to be furniture, and the fewest pages.
const SHARE: f64 = 0.5;
const FEWEST_PAGES: usize = 2;
/// How far a repeated band may be moved on another page, in points.
const MOVED: f64 = 3.0;

/// Takes out the bands that pages repeat at their edges, apart from numbers, such as browsers and offices print: date, title,
/// address, page number. Between them and the text there is a gap.
pub(super) fn take_furniture(bands: &mut Vec<Band>, pages: usize) -> Vec<Line> {
    let mut seen: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
    let edges = edges(bands, pages);
    for index in edges.iter().flatten().flatten() {
        seen.entry(pattern(&bands[*index])).or_default().push((bands[*index].top, bands[*index].page));
    }
    let repeated = |band: &Band| {
        let at = seen.get(&pattern(band)).map_or(&[][..], Vec::as_slice);
        let near = at.iter().filter(|(top, _)| (top - band.top).abs() < MOVED);
        let count = near.map(|(_, page)| page).collect::<BTreeSet<_>>().len();
        // The first page and every second page often have edges of their own.
        count >= FEWEST_PAGES && count as f64 >= SHARE * (pages - 1) as f64
    };
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for [above, below] in &edges {
        for edge in [above, below] {
            let run = edge.iter().take_while(|index| repeated(&bands[**index])).count();
            if let (Some(last), Some(next)) = (run.checked_sub(1).map(|last| &bands[edge[last]]), edge.get(run)) {
                let next = &bands[*next];
                let gap = (next.top - last.bottom).max(last.top - next.bottom);
                if gap > 0.8 * last.height() {
                    taken.extend(&edge[..run]);
                }
            }
        }
    }
    let taken = bands.extract_if(.., |band| taken.contains(&(band.number - 1)));
    taken.map(|band| Line { number: band.number, text: band.text() }).collect()
}

/// For each page the bands at its top, from the top, and those at its bottom, from the bottom; one more than may be furniture.
fn edges(bands: &[Band], pages: usize) -> Vec<[Vec<usize>; 2]> {
    let mut of_page: Vec<Vec<usize>> = vec![Vec::new(); pages];
    for (index, band) in bands.iter().enumerate() {
        of_page[band.page].push(index);
    }
    let first = |bands: &mut dyn Iterator<Item = &usize>| bands.take(DEEPEST + 1).copied().collect();
    of_page.iter().map(|page| [first(&mut page.iter()), first(&mut page.iter().rev())]).collect()
}

/// The band's text with each number as one sign.
fn pattern(band: &Band) -> String {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]+").expect("valid"));
    NUMBER.replace_all(&band.text(), "#").into_owned()
}
