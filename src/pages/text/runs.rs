//! Marks overlap, and links cannot: a line is cut into runs wherever a mark begins or ends. A run leads to the thing of its shortest
//! mark, and names the others behind it.

use crate::pages::error::PageError;
use crate::pages::names::{Names, Value};
use std::collections::HashSet;
use std::ops::Range;

/// Bytes of a line that lead to a thing.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub(super) bytes: Range<usize>,
    pub(super) iri: String,
    pub(super) href: String,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where it leads; empty where nothing is marked.
    pub(super) href: String,
    /// What else is printed here.
    pub(super) others: Vec<Value>,
}

/// Cuts a line at the ends of its marks.
pub(super) fn cut(names: &Names<'_>, line: &str, marks: &[Marked]) -> Result<Vec<Run>, PageError> {
    let mut runs = Vec::new();
    for (bytes, over) in pieces(line, marks) {
        let (href, others) = match over.split_first() {
            Some((first, rest)) => {
                // Named once, where the mark ends.
                let ending = rest.iter().filter(|mark| mark.bytes.end == bytes.end);
                (first.href.clone(), ending.map(|mark| names.named(&mark.iri)).collect::<Result<_, _>>()?)
            }
            None => (String::new(), Vec::new()),
        };
        runs.push(Run { text: line[bytes].to_owned(), href, others });
    }
    Ok(runs)
}

/// The pieces of a line with the marks over each, the shortest first, each thing once.
fn pieces<'a>(line: &str, marks: &'a [Marked]) -> Vec<(Range<usize>, Vec<&'a Marked>)> {
    let mut ends: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.bytes.start, mark.bytes.end]).chain([0, line.len()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let over = |piece: &Range<usize>| {
        let mut over: Vec<&Marked> =
            marks.iter().filter(|mark| mark.bytes.start <= piece.start && mark.bytes.end >= piece.end).collect();
        over.sort_by(|one, other| (one.bytes.len(), &one.iri).cmp(&(other.bytes.len(), &other.iri)));
        let mut seen = HashSet::new();
        over.retain(|mark| seen.insert(&mark.iri));
        over
    };
    ends.windows(2).map(|ends| ends[0]..ends[1]).map(|piece| (piece.clone(), over(&piece))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_cut_into_runs() {
        let mark = |bytes: Range<usize>, iri: &str| Marked { bytes, iri: iri.to_owned(), href: String::new() };
        let marks = [mark(2..8, "long"), mark(4..6, "short"), mark(7..9, "last"), mark(4..6, "short")];
        let shown: Vec<String> = pieces("0123456789", &marks)
            .into_iter()
            .map(|(bytes, over)| {
                let over: Vec<&str> = over.iter().map(|mark| mark.iri.as_str()).collect();
                format!("{}-{} {}", bytes.start, bytes.end, over.join("+"))
            })
            .collect();
        assert_eq!(shown, ["0-2 ", "2-4 long", "4-6 short+long", "6-7 long", "7-8 last+long", "8-9 last", "9-10 "]);
    }
}
