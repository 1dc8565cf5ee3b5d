//! Asks the saved questions as their headers' examples ask them.

#![allow(dead_code, reason = "each test program uses a part")]

use lauazym::answers::arguments::{self, Argument};
use lauazym::answers::catalogue::Catalogue;
use lauazym::answers::engine::Engine;
use lauazym::answers::question::Question;
use lauazym::answers::writing::{self, Style};
use lauazym::vocabulary::DEFAULT_BASE;

use crate::snapshot;

/// The answer to a question whose parameters are the words of a command line; a table is written as CSV.
pub fn ask(catalogue: &Catalogue, question: &Question, words: &str, engine: &dyn Engine) -> String {
    let given: Vec<Argument> = snapshot::words(words).iter().map(|word| word.parse().unwrap()).collect();
    let query = arguments::bind(catalogue, question, &given, engine, DEFAULT_BASE).unwrap();
    let answer = engine.answer(query, question.columns(), None).unwrap();
    let format = match writing::default_format(&answer).name() {
        "table" => "csv",
        other => other,
    };
    let style = Style { base: DEFAULT_BASE.into(), prefixes: catalogue.prefixes().clone(), width: None };
    let mut written = Vec::new();
    writing::write(answer, format.parse().unwrap(), &style, &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

/// Compares the answers about the bundled order, which `engine` holds, with the stored ones. Returns the names of these.
pub fn compare_all(engine: &dyn Engine) -> Vec<String> {
    let catalogue = Catalogue::bundled().unwrap();
    let mut names = Vec::new();
    for question in catalogue.questions() {
        let examples = &question.header.examples;
        let runs = if examples.is_empty() { vec![""] } else { examples.iter().map(String::as_str).collect() };
        for (index, words) in runs.into_iter().enumerate() {
            let name = if index == 0 {
                format!("{}.txt", question.name)
            } else {
                format!("{}-{}.txt", question.name, index + 1)
            };
            snapshot::check("questions", &name, &ask(&catalogue, question, words, engine));
            names.push(name);
        }
    }
    names
}
