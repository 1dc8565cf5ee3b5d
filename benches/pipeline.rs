//! What share of the time each step of the pipeline takes on the bundled order, and how the whole compares with only
//! reading the text. Ratios, because seconds depend on the machine: `cargo bench`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use lauazym::answers::store;
use lauazym::graph;
use lauazym::reading::document::Document;
use lauazym::reading::entries;
use lauazym::reading::lines::blocks;
use lauazym::reading::records;
use lauazym::reading::text::Language;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// Runs of each step; the fastest counts.
const RUNS: usize = 7;

fn fastest<T>(mut step: impl FnMut() -> T) -> Duration {
    (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            black_box(step());
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).expect("the bundled vocabularies are read");
    let source = Document::bundled();
    let lexicon = vocabularies.lexicon(Language::Kazakh);
    let order = records::read(&source, &vocabularies).expect("the bundled order is read");
    let mut quads = Vec::new();
    graph::describe(&order, &vocabularies, &mut |quad| quads.push(quad.into_owned()));

    let text = fastest(Document::bundled);
    let to_lines = fastest(|| blocks(&source.text()));
    let to_entries = fastest(|| entries::read(&source, lexicon)).saturating_sub(to_lines);
    let to_records = fastest(|| records::read(&source, &vocabularies)).saturating_sub(to_lines + to_entries);
    let to_graph = fastest(|| {
        graph::describe(&order, &vocabularies, &mut |quad| {
            black_box(quad);
        })
    });
    let to_store = fastest(|| store::in_memory(quads.clone()));
    let to_vocabularies = fastest(|| Vocabularies::load(DEFAULT_BASE, &[]));

    let steps = [
        ("vocabularies", to_vocabularies),
        ("source", text),
        ("lines", to_lines),
        ("entries", to_entries),
        ("records", to_records),
        ("graph", to_graph),
        ("store", to_store),
    ];
    let whole: Duration = steps.iter().map(|(_, time)| *time).sum();
    println!("{:<14}{:>12}{:>18}", "step", "of the whole", "of reading it");
    for (name, time) in steps.into_iter().chain([("whole", whole)]) {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
        println!("{name:<14}{share:>11.1}%{:>17.1}×", time.as_secs_f64() / text.as_secs_f64());
    }
}
