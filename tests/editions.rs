//! An order and the same order as amended are two editions of one order.

mod stores;

use std::path::PathBuf;

use lauazym::reading::records::Order;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use stores::{Workshop, lauazym, refusal, stdout};

fn read(files: &[&String]) -> Vec<Order> {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    lauazym::reading::read_orders(&files, &vocabularies, |_| ()).unwrap()
}

#[test]
fn the_earlier_edition_comes_first_and_the_later_keeps_the_identifier_whatever_their_sequence() {
    let workshop = Workshop::new();
    let [[kk, ru], [later_kk, later_ru]] = workshop.editions();
    for files in [[&kk, &ru, &later_kk, &later_ru], [&later_ru, &kk, &later_kk, &ru]] {
        let orders = read(&files);
        let ids: Vec<&str> = orders.iter().map(|order| order.id.as_str()).collect();
        assert_eq!(ids, ["x-2014-05-05-12/edition/2014-05-05", "x-2014-05-05-12"]);
        assert!(orders.iter().all(|order| order.translation.is_some()));
        assert_eq!(orders[0].effective_until(), orders[1].effective_from());
        let act = orders[1].edition.as_ref().unwrap().changed_by.as_ref().unwrap();
        assert_eq!((act.date.to_string().as_str(), act.number.as_str()), ("2014-09-01", "40"));
        assert!(act.issuer.contains("Су министр"), "{}", act.issuer);
    }
}

#[test]
fn a_text_that_does_not_tell_its_edition_goes_with_the_only_one_of_the_other_language() {
    let workshop = Workshop::new();
    let [[_, ru], [later_kk, _]] = workshop.editions();
    let orders = read(&[&later_kk, &ru]);
    assert_eq!(orders.len(), 1);
    assert!(orders[0].translation.is_some());
    assert_eq!(orders[0].edition_date().unwrap().to_string(), "2014-09-01");
}

#[test]
fn the_same_edition_twice_is_refused_with_both_names() {
    let workshop = Workshop::new();
    let [_, [later, _]] = workshop.editions();
    let again = workshop.path("again.md");
    std::fs::copy(&later, &again).unwrap();
    let said = refusal(lauazym(&["records", &later, &again]));
    let expected =
        "again.md: this is the edition of 2014-09-01 of the order x-2014-05-05-12, which later.kaz.md holds too";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn editions_are_graphs_of_one_order_whose_lasting_posts_are_linked() {
    let workshop = Workshop::new();
    let [[kk, ru], [later_kk, later_ru]] = workshop.editions();
    let out = workshop.path("out");
    stdout(lauazym(&["export", &kk, &ru, &later_kk, &later_ru, "--out", &out, "--format", "nquads"]));
    let quads = std::fs::read_to_string(format!("{out}/lauazym.nq")).unwrap();
    let order = "https://w3id.org/lauazym/order/x-2014-05-05-12";
    let earlier = format!("{order}/edition/2014-05-05");
    let eli = "http://data.europa.eu/eli/ontology#";
    for expected in [
        format!("<{earlier}> <{eli}is_member_of> <{order}> <{earlier}> ."),
        format!(
            "<{earlier}/position/1-0-1> <http://purl.org/dc/terms/isVersionOf> <{order}/position/1-0-1> <{earlier}> ."
        ),
        format!("<{order}> <{eli}amended_by> <https://w3id.org/lauazym/act/x-2014-09-01-40-"),
        format!("<{order}/ru> <{eli}realizes> <{order}> <{order}> ."),
        format!("<{earlier}/ru> <{eli}realizes> <{earlier}> <{earlier}> ."),
    ] {
        assert!(quads.contains(&expected), "{expected}");
    }
    assert!(!quads.contains(&format!("<{order}/position/1-0-1> <http://purl.org/dc/terms/isVersionOf>")));
}

#[test]
fn a_unit_lasts_while_its_name_does() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/headings-with-everything.kk.md");
    let text = std::fs::read_to_string(fixture).unwrap();
    let note = "Ескерту. Бұйрыққа өзгеріс енгізілді - ҚР Көлік министрінің 01.09.2014 № 40 бұйрығымен.\n\n1. Қоса";
    let later = text.replacen("1. Қоса", note, 1).replace("Қаржы басқармасының", "Есеп басқармасының");
    let workshop = Workshop::new();
    let path = workshop.path("later.md");
    std::fs::write(&path, later).unwrap();
    let orders = read(&[&path, &fixture.to_owned()]);
    let [earlier, newest] = orders.as_slice() else { panic!("{} editions", orders.len()) };
    let lasting = &earlier.superseded.as_ref().unwrap().lasting_units;
    let renamed = |unit: &&str| !lasting.contains(*unit);
    let units: Vec<&str> = earlier.units.iter().filter(|unit| !unit.is_body).map(|unit| unit.id.as_str()).collect();
    assert_eq!(units.iter().copied().filter(|unit| renamed(unit)).collect::<Vec<_>>(), ["16"]);

    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let links: Vec<String> = lauazym::publishing::dataset(&orders, &vocabularies)
        .iter()
        .filter(|quad| quad.predicate.as_str() == "http://purl.org/dc/terms/isVersionOf")
        .map(|quad| quad.object.to_string())
        .filter(|object| object.contains("/unit/"))
        .collect();
    let expected = units
        .iter()
        .filter(|unit| !renamed(unit))
        .map(|unit| format!("<{DEFAULT_BASE}order/{}/unit/{unit}>", newest.id));
    assert_eq!(links, expected.collect::<Vec<_>>());
}

#[test]
fn a_question_asks_for_the_edition_of_a_day_and_for_what_changed() {
    let workshop = Workshop::new();
    let [[kk, ru], [later_kk, later_ru]] = workshop.editions();
    let ask = |question: &[&str]| {
        let orders = ["--order", &kk, "--order", &ru, "--order", &later_kk, "--order", &later_ru, "--format", "csv"];
        stdout(lauazym(&[&["query"], question, &orders].concat()))
    };
    let categories = |on: &str| {
        let answer = ask(&["posts-in-force", on]);
        answer.lines().skip(1).map(|row| row.split(',').rev().nth(2).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(categories("on=2014-05-04"), [""; 0]);
    assert_eq!(categories("on=2014-05-05"), ["C-3", "C-3"]);
    assert_eq!(categories("on=2014-08-31"), ["C-3", "C-3"]);
    assert_eq!(categories("on=2014-09-01"), ["C-4", "C-4"]);
    assert_eq!(ask(&["acts-by-category", "category=C-3", "on=2014-09-01"]).lines().count(), 1);
    assert!(ask(&["acts-by-category", "category=C-3", "on=2014-08-01"]).lines().count() > 1);
    let changed = ask(&["changes", "from=x-2014-05-05-12/edition/2014-05-05", "to=x-2014-05-05-12"]);
    assert_eq!(changed, "code,change,before,after\r\n1-0-1,category,С-3,С-4\r\n1-0-2,category,С-3,С-4\r\n");
}
