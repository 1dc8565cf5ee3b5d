//! Every saved question, asked about the bundled order as its header's examples ask it, has a stored answer.

mod asking;
mod loopback;
mod snapshot;

use asking::ask;
use lauazym::answers::evaluation::Embedded;
use lauazym::questions::catalogue::Catalogue;
use lauazym::questions::question::Question;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

fn bundled() -> Embedded {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let orders = lauazym::reading::read_orders(&[], &vocabularies, |_| ()).unwrap();
    Embedded::new(lauazym::answers::store::in_memory(lauazym::publishing::dataset(&orders, &vocabularies)).unwrap())
}

#[test]
fn the_examples_of_every_question_give_the_stored_answers() {
    let names = asking::compare_all(&bundled());
    snapshot::no_left_over("questions", &names);
}

#[test]
fn a_query_with_its_values_in_its_text_is_answered_alike() {
    asking::compare_texts(&bundled());
}

#[test]
fn a_store_that_holds_only_what_a_question_wants_answers_alike() {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let orders = lauazym::reading::read_orders(&[], &vocabularies, |_| ()).unwrap();
    let whole = bundled();
    let store = |catalogue: &Catalogue, question: &Question| match catalogue.wanted(question) {
        None => whole.clone(),
        Some(wanted) => {
            let quads = lauazym::publishing::dataset_for(&wanted, &orders, &vocabularies);
            Embedded::new(lauazym::answers::store::in_memory(quads).unwrap())
        }
    };
    asking::compare_each(store);
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
