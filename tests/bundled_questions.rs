//! Every saved question, asked about the bundled order as its header's examples ask it, has a stored answer.

mod loopback;
mod snapshot;

use lauazym::answers::arguments::{self, Argument};
use lauazym::answers::catalogue::Catalogue;
use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::Embedded;
use lauazym::answers::question::Question;
use lauazym::answers::writing::{self, Style};
use lauazym::vocabulary::{DEFAULT_BASE, Vocabularies};
use loopback::elsewhere::Elsewhere;

fn bundled() -> Embedded {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let orders = lauazym::read_orders(&[], &vocabularies, |_| ()).unwrap();
    Embedded::new(lauazym::store::in_memory(lauazym::dataset(&orders, &vocabularies)).unwrap())
}

fn ask(catalogue: &Catalogue, question: &Question, words: &str, store: &Embedded) -> String {
    let mut given: Vec<Argument> = snapshot::words(words).iter().map(|word| word.parse().unwrap()).collect();
    let mut store = store.clone();
    let elsewhere = Elsewhere::of(question);
    if let Some(elsewhere) = &elsewhere {
        given.retain(|argument| argument.name != "endpoint");
        given.push(elsewhere.argument());
        store = store.with_services(elsewhere.services());
    }
    let query = arguments::bind(catalogue, question, &given, &store, DEFAULT_BASE).unwrap();
    let answer = store.answer(query, question.columns(), None).unwrap();
    let format = match writing::default_format(&answer).name() {
        "table" => "csv",
        other => other,
    };
    let style = Style { base: DEFAULT_BASE.into(), prefixes: catalogue.prefixes().clone(), width: None };
    let mut written = Vec::new();
    writing::write(answer, format.parse().unwrap(), &style, &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

#[test]
fn the_examples_of_every_question_give_the_stored_answers() {
    let catalogue = Catalogue::bundled().unwrap();
    let store = bundled();
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
            snapshot::check("questions", &name, &ask(&catalogue, question, words, &store));
            names.push(name);
        }
    }
    snapshot::no_left_over("questions", &names);
}

#[test]
fn a_category_in_either_script_is_one_with_ten_acts_of_94_posts_each() {
    let catalogue = Catalogue::bundled().unwrap();
    let store = bundled();
    let question = catalogue.question("acts-by-category").unwrap();
    let latin = ask(&catalogue, question, "category=C-3", &store);
    assert_eq!(latin, ask(&catalogue, question, "category=С-3", &store));
    let rows: Vec<&str> = latin.lines().skip(1).collect();
    assert_eq!(rows.len(), 10);
    assert!(rows.iter().all(|row| row.contains(",94,94,")), "{rows:#?}");
}
