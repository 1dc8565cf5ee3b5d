//! Two languages of one order, given one after the other, are one order.

use std::path::PathBuf;

use lauazym::reading::findings::{Finding, Kind, Target};
use lauazym::reading::records::Order;
use lauazym::reading::text::Language;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn read(names: &[&str]) -> Vec<Order> {
    let paths: Vec<PathBuf> = names.iter().map(|name| fixture(name)).collect();
    lauazym::reading::read_orders(&paths, &Vocabularies::load(DEFAULT_BASE, &[]).unwrap(), |_| {}).unwrap()
}

const BOTH: [&str; 2] = ["headings-with-everything.kk.md", "headings-with-everything.ru.md"];

#[test]
fn entries_are_joined_by_their_numbers_in_either_order() {
    for names in [BOTH, [BOTH[1], BOTH[0]]] {
        let order = read(&names).remove(0);
        assert_eq!((order.language, order.id.as_str()), (Language::Kazakh, "x-2014-04-11-88"));
        let joined: Vec<Option<Option<u32>>> = order
            .entries
            .iter()
            .map(|entry| order.translation_of(entry).map(|translation| translation.printed_number))
            .collect();
        assert_eq!(joined, [Some(Some(1)), Some(Some(2)), None, Some(Some(4)), None, None]);
        let bridges = order.translation_of(&order.entries[1]).unwrap();
        assert_eq!(bridges.codes, ["ДД-1-2", "ДД-1-3", "ДД-1-4"]);
    }
}

#[test]
fn units_have_the_names_of_both_languages() {
    let order = read(&BOTH).remove(0);
    let names: Vec<(&str, Option<&str>)> = order
        .units
        .iter()
        .map(|unit| (unit.name.as_str(), unit.translation.as_ref().map(|other| other.name.as_str())))
        .collect();
    assert_eq!(
        names[..4],
        [
            ("Қазақстан Республикасы Көлік министрлігі", Some("Министерство транспорта Республики Казахстан")),
            ("Жолдар департаменті", Some("Департамент дорог")),
            ("Көпірлер басқармасы", Some("Управление мостов")),
            ("Қаржы басқармасы", Some("Управление финансов")),
        ]
    );
}

#[test]
fn what_one_language_lacks_or_states_otherwise_is_a_finding_with_both_places() {
    let order = read(&BOTH).remove(0);
    let of = |kind: Kind| -> Vec<&Finding> { order.findings.iter().filter(|finding| finding.kind == kind).collect() };
    let lacking: Vec<&Target> = of(Kind::MissingTranslation).into_iter().map(|finding| &finding.target).collect();
    assert_eq!(lacking, [&Target::Entry(3), &Target::Entry(5), &Target::Entry(6)]);
    assert!(of(Kind::LanguageMismatch).is_empty(), "{:#?}", of(Kind::LanguageMismatch));

    let folder = tempfile::tempdir().unwrap();
    let other = std::fs::read_to_string(fixture(BOTH[1])).unwrap().replace("3 единицы", "2 единицы");
    let path = folder.path().join("ru.md");
    std::fs::write(&path, other).unwrap();
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let order = lauazym::reading::read_orders(&[fixture(BOTH[0]), path], &vocabularies, |_| {}).unwrap().remove(0);
    let mismatch = order.findings.iter().find(|finding| finding.kind == Kind::LanguageMismatch).unwrap();
    assert_eq!(mismatch.target, Target::Entry(2));
    assert_eq!(mismatch.message.to_string(), "headcount: 3 in kk (lines 46 to 71), 2 in ru (lines 28 to 35)");
}

#[test]
fn the_same_language_twice_is_refused() {
    let paths = [fixture(BOTH[0]), fixture(BOTH[0])];
    let error =
        lauazym::reading::read_orders(&paths, &Vocabularies::load(DEFAULT_BASE, &[]).unwrap(), |_| {}).unwrap_err();
    assert!(error.to_string().contains("give each edition of an order once"), "{error}");
}
