//! The text of an order as it was read, line by line: what the graph says is marked where it is printed, and each fact leads back to
//! its lines.
//!
//! ```text
//! order/V1400009219/text/63.html#L18826    the 63rd page of the main text; that of another language is order/…/text/ru/63.html
//! ```

mod facts;
mod search;

pub(super) use facts::Fact;

use super::frame::Frame;
use super::names::{Names, Text, Value};
use super::sources::{LINES, Source, order_above, sources};
use super::{Language, PageError, Pages};
use crate::terms::lz;
use askama::Template;
use search::Folded;
use std::collections::HashSet;
use std::ops::Range;

/// So many lines of a fact are searched: of an entry, those with title and codes.
const LONGEST: usize = 40;

/// A line with the facts that begin on it.
struct Line {
    number: usize,
    /// The blank lines before it, to which facts may lead.
    blank: Vec<usize>,
    runs: Vec<Run>,
    facts: Vec<Value>,
}

#[derive(Template)]
#[template(path = "text.html")]
struct TextPage<'a> {
    frame: Frame<'a>,
    language: String,
    previous: String,
    next: String,
    pages: Vec<Value>,
    lines: Vec<Line>,
}

/// The pages of all texts.
pub(super) fn all(pages: &Pages) -> Result<Vec<String>, PageError> {
    let mut all = Vec::new();
    for order in super::listed::orders(pages)? {
        for source in sources(pages, &order)?.iter() {
            all.extend((1..=source.last.div_ceil(LINES)).map(|number| format!("{}/{number}", source.path)));
        }
    }
    Ok(all)
}

/// The link to the text of an order; none when it is not there.
pub(super) fn links(names: &Names<'_>, order: &str) -> Result<Vec<Value>, PageError> {
    let link = |source: &Source| names.to(&format!("{}/1", source.path), "text");
    Ok(sources(names.pages, order)?.iter().map(link).collect())
}

/// A page of a text in one language of the interface; none when there is no such page.
pub(super) fn page(pages: &Pages, page: &str, language: Language) -> Result<Option<String>, PageError> {
    let names = Names::new(pages, page, language);
    let (Some((path, number)), Some(order)) = (page.rsplit_once('/'), order_above(pages, page)?) else {
        return Ok(None);
    };
    let sources = sources(pages, &order)?;
    let source = sources.iter().find(|source| source.path == path);
    let (Some(source), Ok(number)) = (source, number.parse::<usize>()) else { return Ok(None) };
    let count = source.last.div_ceil(LINES);
    if number == 0 || number > count {
        return Ok(None);
    }
    let id = source.order.strip_prefix(&pages.base).and_then(|path| path.split('/').nth(1)).unwrap_or_default();
    let Some(text) = pages.texts.get(id, &source.sum) else { return Ok(None) };
    let shown = (number - 1) * LINES + 1..number * LINES + 1;
    let range = names.said.with("lines-n-m", "n", shown.start);
    let range = range.replace("{m}", &source.last.min(number * LINES).to_string());
    let to = |number: usize| names.page_link(&format!("{path}/{number}"));
    let link = |number: usize| Value { text: Text::plain(number.to_string()), href: to(number) };
    let title = names.own(format!("{}: {range}", names.said.get("text")));
    let language = match source.path.rsplit_once("/text/") {
        Some((_, tag)) => tag.to_owned(),
        // That of the order's title.
        None => Names::new(pages, page, Language::Kazakh).of(&source.order)?.lang,
    };
    Ok(Some(
        TextPage {
            frame: Frame::new(&names, title)?,
            language,
            previous: if number > 1 { to(number - 1) } else { String::new() },
            next: if number < count { to(number + 1) } else { String::new() },
            pages: (1..=count).map(link).collect(),
            lines: lines(&names, source, &text, shown)?,
        }
        .render()?,
    ))
}

/// The lines of a page with their marks.
fn lines(
    names: &Names<'_>,
    source: &Source,
    text: &[(usize, String)],
    shown: Range<usize>,
) -> Result<Vec<Line>, PageError> {
    let pages = names.pages;
    let at = |line: usize| text.partition_point(|(number, _)| *number < line);
    let (first, last) = (at(shown.start), at(shown.end));
    let mut marks: Vec<Vec<Marked>> = vec![Vec::new(); last - first];
    let mut beginnings: Vec<Vec<Value>> = vec![Vec::new(); last - first];
    let facts = facts::of(pages, source)?;
    for fact in facts.iter().filter(|fact| fact.start < shown.end && fact.end >= shown.start) {
        let (from, to) = (at(fact.start), at(fact.end + 1));
        let folded = Folded::of(text[from..to.min(from + LONGEST)].iter().map(|(_, line)| line.as_str()));
        let mut is_marked = false;
        for mark in facts::marks(pages, fact)? {
            let places = folded.find(&mark.words);
            if places.is_empty() {
                continue;
            }
            let link = names.link(&mark.iri)?;
            is_marked |= mark.iri == fact.iri;
            for (line, bytes) in places {
                let line = from + line;
                if (first..last).contains(&line) && !link.is_empty() {
                    marks[line - first].push(Marked { bytes, iri: mark.iri.clone(), href: link.clone() });
                }
            }
        }
        let is_citation = !pages.objects(&fact.iri, lz::ACT)?.is_empty();
        if (first..last).contains(&from) && fact.start >= shown.start && !is_marked && !is_citation {
            let mut value = names.named(&fact.iri)?;
            let kind = names.kind(&fact.iri)?;
            if !kind.is_empty() {
                let short = names.short(&fact.iri)?.text;
                value.text = names.own(if short.chars().count() < 12 { format!("{kind} {short}") } else { kind });
            }
            if !value.href.is_empty() {
                beginnings[from - first].push(value);
            }
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for (place, (number, words)) in text[first..last].iter().enumerate() {
        let before = if place > 0 { text[first + place - 1].0 + 1 } else { shown.start };
        lines.push(Line {
            number: *number,
            blank: (before..*number).collect(),
            runs: cut(names, words, &marks[place])?,
            facts: std::mem::take(&mut beginnings[place]),
        });
    }
    Ok(lines)
}

/// Bytes of a line that lead to a thing.
#[derive(Clone, Debug)]
struct Marked {
    bytes: Range<usize>,
    iri: String,
    href: String,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    text: String,
    /// Where it leads; empty where nothing is marked.
    href: String,
    /// What else is printed here.
    others: Vec<Value>,
}

/// Cuts a line at the ends of its marks: they overlap, and links cannot. A run leads to the thing of its shortest mark, and names the
/// others behind it.
fn cut(names: &Names<'_>, line: &str, marks: &[Marked]) -> Result<Vec<Run>, PageError> {
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
