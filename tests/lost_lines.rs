//! No line is ever lost: whatever the text, what is accounted for and what is not understood are all of its lines.
//!
//! The fixtures and an order of each layout in every manner are altered as hands and programs alter texts: lines go, come twice, move, are
//! cut, joined, and parted by blank lines and page breaks. `LAUAZYM_ALTERED_TEXTS=20000` reads so many instead of the usual.

mod manner;

use std::fs;
use std::path::Path;

use lauazym::reading::document::{Content, Document};
use lauazym::reading::findings::Kind;
use lauazym::reading::records;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// How many altered texts an ordinary run reads.
const USUAL: usize = 400;

/// A small generator of numbers that are the same in every run (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn altered(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.len() > 120 {
        let start = numbers.below(lines.len() - 100);
        lines = lines.split_off(start);
        lines.truncate(60 + numbers.below(60));
    }
    for _ in 0..1 + numbers.below(8) {
        if lines.is_empty() {
            break;
        }
        let at = numbers.below(lines.len());
        let line = lines[at].clone();
        match numbers.below(9) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, line),
            2 => {
                let line = lines.remove(at);
                lines.insert(numbers.below(lines.len() + 1), line);
            }
            3 => {
                let letters: Vec<char> = line.chars().collect();
                let (first, rest) = letters.split_at(numbers.below(letters.len() + 1));
                lines.splice(at..=at, [first.iter().collect(), rest.iter().collect()]);
            }
            4 if at + 1 < lines.len() => {
                let next = lines.remove(at + 1);
                lines[at] = format!("{line} {next}");
            }
            5 => lines.insert(at, String::new()),
            6 => lines.splice(at..at, vec![String::new(); 3]).for_each(drop),
            7 => lines[at].insert(0, '\u{C}'),
            _ => drop(lines.drain(at..(at + 1 + numbers.below(6)).min(lines.len()))),
        }
    }
    lines.join("\n")
}

/// A text, and whether it has markup.
struct Text {
    text: String,
    marked: bool,
}

fn texts() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    let ends = |path: &Path, endings: &[&str]| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
    };
    files.retain(|path| ends(path, &["txt", "md", "html"]));
    files.sort();
    let fixtures =
        files.iter().map(|path| Text { text: fs::read_to_string(path).unwrap(), marked: !ends(path, &["txt"]) });
    let orders = &manner::headed::ORDERS;
    let marked = orders.iter().map(|order| Text { text: order.markdown(), marked: true });
    let headed = orders.iter().flat_map(manner::headed::Order::manners);
    let flat = manner::all().into_iter().map(|(_, text)| text).chain(headed.map(|(_, text)| text));
    let flat = flat.chain([manner::headed::COLUMNS.to_owned()]);
    fixtures.chain(marked).chain(flat.map(|text| Text { text, marked: false })).collect()
}

#[test]
fn every_line_of_an_altered_text_is_accounted_for_or_reported() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let count = std::env::var("LAUAZYM_ALTERED_TEXTS").ok().and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let texts = texts();
    let mut orders = 0;
    for number in 0..count {
        let Text { text, marked } = &texts[number % texts.len()];
        let text = altered(text, &mut Numbers(number as u64));
        let document = match marked {
            true => Document::from_bytes("altered", "altered", text.as_bytes()),
            false => Ok(Document::from_text("altered", &text)),
        };
        let Ok(document) = document else { continue };
        let Ok(order) = records::read(&document, &vocabularies) else { continue };
        // Of a document with markup the lines count that hold words.
        let flat = matches!(document.content, Content::Flat(_));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let lines = if flat { lines } else { document.numbered_lines().len() };
        let (accounted, rest) = (order.lines_accounted_for, order.lines_not_understood);
        assert_eq!(order.lines_of_text, lines, "text {number}:\n{text}");
        assert_eq!(accounted + rest, lines, "text {number}: {accounted} + {rest}\n{text}");
        let report = |kind| matches!(kind, Kind::NotUnderstood | Kind::IncompleteEntry | Kind::UnknownRow);
        let reported = order.findings.iter().any(|finding| report(finding.kind));
        assert!(rest == 0 || reported, "text {number}: {rest} lines are not understood and no finding says so\n{text}");
        orders += 1;
    }
    assert!(2 * orders > count, "only {orders} of {count} texts were read: the alterations are too strong");
}
