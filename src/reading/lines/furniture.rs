//! Finds the lines that a program printed on every page and that are no part of the order: page numbers, and a browser's
//! date, title and address.
//!
//! ```text
//! 11/25/26, 10:18 AM          V1400009219                    order.html — this page's number and the number of pages stand
//! https://example.kz/order.html                 3/32         at its end; the other lines keep company with it
//! ```
//!
//! Such lines are known by repetition alone: a counter of pages steps by one from page to page, and what else is printed
//! beside most of these numbers, and hardly anywhere else, belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::{Block, Line};
use crate::reading::text::single_spaced;

/// The least number of page breaks with a number beside them that must agree for the numbers to be those of pages.
const FEWEST_PAGES: usize = 3;
/// What is printed on every page may be missing on one of so many.
const MISSING: usize = 10;
/// So many lines at a page's beginning and end may be furniture.
const DEPTH: usize = 4;

/// A rule has so many marks or more.
const SHORTEST_RULE: usize = 5;

/// `3/32`, `3 of 32` or `3 из 32` at a line's end.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)(\d{1,4})\s?(?:/|of|из|ден|дан)\s?(\d{1,4})$").expect("the pattern is constant")
});

/// Returns the numbers of the lines of `blocks` that are page furniture.
pub fn furniture(blocks: &[Block]) -> BTreeSet<usize> {
    let mut found = page_numbers(blocks);
    let lines: Vec<&Line> = blocks.iter().flat_map(|block| &block.lines).collect();
    let ends = counters(&lines);
    found.extend(ends.iter().map(|index| lines[*index].number));
    found.extend(companions(&lines, &ends));
    found.extend(lines.iter().filter(|line| is_rule(&line.text)).map(|line| line.number));
    found
}

/// Whether a line is drawn: `+-------+--------+`.
fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|letter| !letter.is_whitespace());
    marks.clone().count() >= SHORTEST_RULE && marks.clone().all(|letter| "-=+|─━│┼├┤┌┐└┘┬┴".contains(letter))
}

/// The indexes of the lines that end with a page's number and the number of pages; the former counts them.
fn counters(lines: &[&Line]) -> Vec<usize> {
    let mut series: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(found) = COUNTER.captures(line.text.trim_end()) else { continue };
        if let (Ok(page), Ok(pages)) = (found[1].parse(), found[2].parse()) {
            series.entry(pages).or_default().push((index, page));
        }
    }
    // A page's number may be lost, or a text end like one.
    let steps = |series: &[(usize, usize)]| {
        let steps = series.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
        (steps + 1) * 10 >= series.len() * 9
    };
    series
        .into_iter()
        .filter(|(pages, series)| series.len() >= 2 && series.iter().all(|(_, page)| page <= pages) && steps(series))
        .flat_map(|(_, series)| series.into_iter().map(|(index, _)| index))
        .collect()
}

/// Returns the numbers of the lines that hold nothing but a number, where these count up one by one through the whole text: in
/// texts whose pages nothing parts. Only for texts that have no other such lines.
pub fn counted_pages(blocks: &[Block]) -> BTreeSet<usize> {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    let numbers: Vec<(usize, usize)> =
        lines.filter_map(|line| Some((line.number, line.text.trim().parse().ok()?))).collect();
    let count = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    numbers.into_iter().filter(|_| count).map(|(line, _)| line).collect()
}

/// The numbers of the lines that are printed beside most of the lines `ends`, which number the pages, and hardly anywhere else.
fn companions(lines: &[&Line], ends: &[usize]) -> BTreeSet<usize> {
    if ends.len() < 2 {
        return BTreeSet::new();
    }
    // How far before or behind the next number a line stands.
    let offset = |index: usize| {
        let at = ends.partition_point(|end| *end < index);
        let before = at.checked_sub(1).and_then(|at| ends.get(at));
        let offsets = [ends.get(at), before].into_iter().flatten().map(|end| *end as isize - index as isize);
        offsets.min_by_key(|offset| offset.unsigned_abs()).filter(|offset| offset.unsigned_abs() <= DEPTH)
    };
    let mut repeated: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        repeated.entry(single_spaced(&line.text)).or_default().push(index);
    }
    repeated
        .into_values()
        .filter(|places| {
            let mut beside: BTreeMap<isize, usize> = BTreeMap::new();
            places.iter().filter_map(|index| offset(*index)).for_each(|at| *beside.entry(at).or_default() += 1);
            let most = beside.into_values().max().unwrap_or(0);
            // The first page's header or the last one's footer has no neighbour.
            let enough = |of: usize| most + 1 >= of - of / MISSING;
            enough(places.len()) && enough(ends.len())
        })
        .flatten()
        .map(|index| lines[index].number)
        .collect()
}

/// Returns the numbers of the lines that hold nothing but a page's number: they stand beside page breaks and count up with
/// them.
fn page_numbers(blocks: &[Block]) -> BTreeSet<usize> {
    let number = |line: &Line| line.text.trim().parse::<i64>().ok();
    let mut page = 0;
    let mut found: Vec<(i64, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        page += i64::from(block.after_page_break);
        let (first, last) = (&block.lines[0], &block.lines[block.lines.len() - 1]);
        if block.after_page_break {
            found.extend(number(first).map(|number| (number - page, first.number)));
        }
        if blocks.get(index + 1).is_none_or(|next| next.after_page_break) {
            found.extend(number(last).map(|number| (number - page, last.number)));
        }
    }
    let mut offsets: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for (offset, line) in found {
        offsets.entry(offset).or_default().insert(line);
    }
    offsets.into_values().max_by_key(BTreeSet::len).filter(|lines| lines.len() >= FEWEST_PAGES).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;

    #[test]
    fn numbers_that_count_the_pages_are_found_and_others_are_not() {
        let pages = "а\n\n1\n\n\n\nб\n2\n\n\n\nв\n\n3\n\n\n\nг";
        assert_eq!(page_numbers(&blocks(pages)), BTreeSet::from([3, 8, 14]));
        assert_eq!(page_numbers(&blocks("а\n\n\n\n7\n\n\n\nб")), BTreeSet::new());
    }

    #[test]
    fn what_a_browser_prints_on_each_page_is_furniture() {
        let page = |number: usize| {
            let lines: Vec<String> = (0..20).map(|line| format!("{}{number}", "а".repeat(line + 1))).collect();
            format!("01.02.03, 4:05 Бет\n{}\nhttps://a.kz/b {number}/3", lines.join("\n"))
        };
        let text: Vec<String> = (1..=3).map(page).collect();
        assert_eq!(furniture(&blocks(&text.join("\n"))), BTreeSet::from([1, 22, 23, 44, 45, 66]));
    }

    #[test]
    fn codes_that_count_up_are_no_page_numbers() {
        let codes = "а 1-1\nб\nв 1-2\nг\nд 1-3\nе";
        assert_eq!(furniture(&blocks(codes)), BTreeSet::new());
    }
}
