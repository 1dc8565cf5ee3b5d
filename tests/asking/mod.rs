//! Asks the saved questions as their headers' examples ask them.

#![allow(dead_code, reason = "each test program uses a part")]

use lauazym::answers::arguments::{self, Argument};
use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::Embedded;
use lauazym::answers::writing::{self, Style};
use lauazym::questions::catalogue::Catalogue;
use lauazym::questions::question::Question;
use lauazym::reading::vocabulary::DEFAULT_BASE;

use crate::loopback::elsewhere::Elsewhere;
use crate::snapshot;

/// The answer to a question whose parameters are the words of a command line; a table is written as CSV.
pub fn ask(catalogue: &Catalogue, question: &Question, words: &str, engine: &dyn Engine) -> String {
    answer(catalogue, question, snapshot::words(words).iter().map(|word| word.parse().unwrap()).collect(), engine)
}

/// The answer of [`ask`]; a federated question asks an endpoint on this machine in place of the public one.
fn ask_embedded(catalogue: &Catalogue, question: &Question, words: &str, store: &Embedded) -> String {
    let Some(elsewhere) = Elsewhere::of(question) else { return ask(catalogue, question, words, store) };
    let mut given: Vec<Argument> = snapshot::words(words).iter().map(|word| word.parse().unwrap()).collect();
    given.retain(|argument| argument.name != "endpoint");
    given.push(elsewhere.argument());
    answer(catalogue, question, given, &store.clone().with_services(elsewhere.services()))
}

fn answer(catalogue: &Catalogue, question: &Question, given: Vec<Argument>, engine: &dyn Engine) -> String {
    let query = arguments::bind(catalogue, question, &given, engine, DEFAULT_BASE).unwrap();
    let answer = engine.answer(query, question.columns(), None).unwrap();
    let format = match writing::default_format(&answer).name() {
        "table" => "csv",
        other => other,
    };
    let style = Style { base: DEFAULT_BASE.into(), prefixes: catalogue.prefixes().clone(), ..Style::default() };
    let mut written = Vec::new();
    writing::write(answer, format.parse().unwrap(), &style, &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

/// Compares the answers about the bundled order, which `store` holds, with the stored ones. Returns the names of these.
pub fn compare_all(store: &Embedded) -> Vec<String> {
    compare_each(|_, _| store.clone())
}

/// The same, each question asked of a store of its own.
pub fn compare_each(store: impl Fn(&Catalogue, &Question) -> Embedded) -> Vec<String> {
    compare(
        |_| true,
        |catalogue, question, words| ask_embedded(catalogue, question, words, &store(catalogue, question)),
    )
}

/// Compares the answers of another engine that holds the bundled order with the stored ones, but for those of federated
/// questions: these depend on a third engine. Returns the names of the stored answers.
pub fn compare_elsewhere(engine: &dyn Engine) -> Vec<String> {
    compare(
        |question| !Elsewhere::is_asked_by(question),
        |catalogue, question, words| ask(catalogue, question, words, engine),
    )
}

/// Compares the answers to queries in whose texts the values stand, as a reader edits them, with the stored ones.
pub fn compare_texts(store: &Embedded) {
    compare(
        |question| !Elsewhere::is_asked_by(question),
        |catalogue, question, words| {
            let given: Vec<Argument> = snapshot::words(words).iter().map(|word| word.parse().unwrap()).collect();
            let bindings = arguments::bindings(catalogue, question, &given, store, DEFAULT_BASE).unwrap();
            let text = bindings.iter().try_fold(question.text.replace("#+", "#"), |text, value| value.in_text(&text));
            // Several values stand for any of them, which no text says in one place.
            let Some(text) = text else { return ask(catalogue, question, words, store) };
            let edited = Question::parse(&question.name, &text, catalogue.prefixes()).unwrap();
            assert!(edited.parameters.iter().all(|parameter| !parameter.required), "{text}");
            ask(catalogue, &edited, "", store)
        },
    );
}

fn compare(is_asked: impl Fn(&Question) -> bool, ask: impl Fn(&Catalogue, &Question, &str) -> String) -> Vec<String> {
    let catalogue = Catalogue::bundled().unwrap();
    let mut names = Vec::new();
    for question in catalogue.questions().filter(|question| is_asked(question)) {
        let examples = &question.header.examples;
        let runs = if examples.is_empty() { vec![""] } else { examples.iter().map(String::as_str).collect() };
        for (index, words) in runs.into_iter().enumerate() {
            let name = if index == 0 {
                format!("{}.txt", question.name)
            } else {
                format!("{}-{}.txt", question.name, index + 1)
            };
            snapshot::check("questions", &name, &ask(&catalogue, question, words));
            names.push(name);
        }
    }
    names
}
