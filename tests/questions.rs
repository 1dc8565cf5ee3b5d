//! Every saved question, asked about a small order made by hand (`fixtures/answers.trig`), has a stored answer.
//!
//! `UPDATE_EXPECTED=1 cargo test --release --test questions` writes the answers anew; look at the difference before you commit it.

mod loopback;
mod snapshot;

use lauazym::answers::arguments::{self, Argument, ArgumentError};
use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::Embedded;
use lauazym::answers::writing::{self, Style};
use lauazym::questions::catalogue::Catalogue;
use lauazym::reading::vocabulary::DEFAULT_BASE as BASE;
use loopback::elsewhere::Elsewhere;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::store::Store;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The name of the stored answer, and the question with its parameters.
const CASES: &[(&str, &str)] = &[
    ("act", "act act=Z990000453_"),
    ("acts-by-categories", "acts-by-categories lang=en"),
    ("acts-by-category", "acts-by-category category=C-3"),
    ("acts-by-category-of-two", "acts-by-category category=C-3,С-5 lang=ru"),
    ("acts-by-category-of-two-orders", "acts-by-category category=C-3,C-33"),
    ("acts-by-category-of-a-later-order", "acts-by-category category=C-33 order=V1500000001"),
    ("acts-by-category-on-a-day-of-two-orders", "acts-by-category category=C-3,C-33 on=2014-10-02"),
    ("acts-by-order", "acts-by-order act=Z990000453_,K950001000_"),
    ("acts-status-before", "acts-status date=2010-01-01"),
    ("acts-status-after", "acts-status date=2016-01-01 lang=en"),
    ("at-line", "at-line line=112"),
    ("at-line-of-two-orders", "at-line line=112"),
    ("at-line-of-a-later-order", "at-line line=112 order=V1500000001"),
    ("careers", "careers unit=14 lang=ru"),
    ("changes", "changes from=V1400009219 to=V1500000001"),
    ("check-headcount", "check-headcount"),
    ("check-lines", "check-lines"),
    ("check-positions", "check-positions"),
    ("check-units", "check-units"),
    ("compare-categories", "compare-categories first=C-3 second=C-4"),
    ("compare-orders", "compare-orders one=V1400009219 other=V1500000001"),
    ("compare-positions", "compare-positions first=13-4-2 second=13-1-1 lang=ru"),
    ("compare-units", "compare-units first=13 second=14"),
    ("duties", "duties term=БЮДЖЕТ"),
    ("findings", "findings"),
    ("findings-of-a-kind", "findings kind=missing-row lang=ru"),
    ("headcount-by-unit", "headcount-by-unit"),
    ("headcount-of-one-unit", "headcount-by-unit unit=13"),
    ("isced-fields", "isced-fields lang=en"),
    ("most-accepted-specialties", "most-accepted-specialties category=C-5"),
    ("order", "order"),
    ("orders", "orders"),
    ("org-chart", "org-chart"),
    ("organizations-elsewhere", "organizations-elsewhere"),
    ("position", "position code=13-4-2"),
    ("position-of-a-code-used-twice", "position code=14-1-1"),
    ("positions-by-act", "positions-by-act act=V080005084_"),
    ("positions-by-specialty", "positions-by-specialty specialty=Финансы"),
    ("posts-in-force-of-two-orders", "posts-in-force on=2014-10-01"),
    ("posts-in-force-later-of-two-orders", "posts-in-force on=2014-10-02 category=C-33"),
    ("posts-open-to", "posts-open-to specialty=5B050900,Jurisprudence category=C-5"),
    ("posts-open-to-of-a-level", "posts-open-to specialty=Finance level=higher lang=en"),
    ("same-duties", "same-duties"),
    ("shortfalls", "shortfalls lang=en"),
    ("specialties-by-unit", "specialties-by-unit unit=13"),
    ("specialties-by-units-of-two-orders", "specialties-by-units lang=ru"),
    ("specialties-of-one-unit", "specialties-of-one-unit"),
    ("undescribed", "undescribed"),
    ("unit-tree", "unit-tree lang=en"),
    ("units-by-group", "units-by-group group=5В05"),
    ("wikidata-matches", "wikidata-matches"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The small order; for the cases whose name says so, and for changes, with a later one beside it.
fn store(case: &str) -> Embedded {
    let store = Store::new().unwrap();
    let has_two = matches!(case, "changes" | "orders") || case.ends_with("-order") || case.ends_with("-orders");
    let later = has_two.then_some("later-order.trig");
    for file in ["answers.trig"].into_iter().chain(later) {
        let text = fs::read(folder("fixtures").join(file)).unwrap();
        store.load_from_reader(RdfParser::from_format(RdfFormat::TriG), text.as_slice()).unwrap();
    }
    Embedded::new(store)
}

fn answer(command: &str) -> Result<String, ArgumentError> {
    answer_of(command, command.split(' ').next().unwrap())
}

fn answer_of(command: &str, case: &str) -> Result<String, ArgumentError> {
    let catalogue = Catalogue::bundled().unwrap();
    let mut words = command.split(' ');
    let question = catalogue.question(words.next().unwrap()).unwrap();
    let mut arguments: Vec<Argument> = words.map(|word| word.parse().unwrap()).collect();
    let mut store = store(case);
    let elsewhere = Elsewhere::of(question);
    if let Some(elsewhere) = &elsewhere {
        arguments.push(elsewhere.argument());
        store = store.with_services(elsewhere.services());
    }
    let query = arguments::bind(&catalogue, question, &arguments, &store, BASE)?;
    let answer = store.answer(query, question.columns(), None).unwrap();
    let format = match writing::default_format(&answer).name() {
        "table" => "csv",
        other => other,
    };
    let style = Style { base: BASE.into(), prefixes: catalogue.prefixes().clone(), ..Style::default() };
    let mut out = Vec::new();
    writing::write(answer, format.parse().unwrap(), &style, &mut out).unwrap();
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn every_question_has_its_stored_answer_and_none_is_left_over() {
    let expected = folder("expected/answers");
    let update = env::var_os("UPDATE_EXPECTED").is_some();
    for (name, command) in CASES {
        let answer = answer_of(command, name).unwrap_or_else(|error| panic!("{command}: {error}"));
        let file = expected.join(format!("{name}.txt"));
        if update {
            fs::create_dir_all(&expected).unwrap();
            fs::write(&file, &answer).unwrap();
        }
        let stored = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(answer, stored, "{command}: refresh with UPDATE_EXPECTED=1 if the new answer is right");
    }
    let names: BTreeSet<String> = CASES.iter().map(|(name, _)| format!("{name}.txt")).collect();
    let files: BTreeSet<String> =
        fs::read_dir(&expected).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, names, "files of tests/expected/answers on the left, cases on the right");
}

#[test]
fn every_question_is_tested() {
    let catalogue = Catalogue::bundled().unwrap();
    let asked: BTreeSet<&str> = CASES.iter().map(|(_, command)| command.split(' ').next().unwrap()).collect();
    let known: BTreeSet<&str> = catalogue.questions().map(|question| question.name.as_str()).collect();
    assert_eq!(asked, known);
}

#[test]
fn every_file_of_the_folder_is_a_question_that_explains_itself() {
    let catalogue = Catalogue::bundled().unwrap();
    let count = |folder: &str| {
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
        files
            .filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "rq"))
            .count()
    };
    assert_eq!(count("queries"), catalogue.questions().count());
    for question in catalogue.questions() {
        let name = &question.name;
        assert!(!question.header.summary.is_empty() && !question.header.tags.is_empty(), "{name}");
        let required = question.parameters.iter().any(|parameter| parameter.required);
        assert!(!required || !question.header.examples.is_empty(), "{name} needs an example");
        for example in &question.header.examples {
            let words = snapshot::words(example);
            let given: Vec<Argument> = words.iter().map(|word| word.parse().unwrap()).collect();
            arguments::check(question, &given).unwrap_or_else(|error| panic!("{name} {example}: {error}"));
        }
    }
}

/// Splits an example as a shell does that knows double quotes only.
#[test]
fn the_queries_are_portable_sparql() {
    let catalogue = Catalogue::bundled().unwrap();
    for question in catalogue.questions() {
        let text = &question.text;
        for word in ["LATERAL", "GRAPH ", "ADJUST("] {
            assert!(!text.contains(word), "{}: {word}", question.name);
        }
        let is_federated = question.header.tags.iter().any(|tag| tag == "federation");
        assert_eq!(text.contains("SERVICE ?_endpoint_iri {"), is_federated, "{}", question.name);
        assert_eq!(text.matches("SERVICE").count(), usize::from(is_federated), "{}", question.name);
        if let Some(order) = text.rsplit_once("\n}\n").map(|(_, end)| end).filter(|_| text.contains("\nSELECT")) {
            assert!(order.starts_with("ORDER BY"), "{} has no order", question.name);
        }
    }
}

#[test]
fn a_category_means_the_same_in_either_script() {
    assert_eq!(answer("acts-by-category category=С-3").unwrap(), answer("acts-by-category category=C-3").unwrap());
}

#[test]
fn a_specialty_is_the_same_by_code_iri_and_label_of_any_language() {
    let by_code = answer("positions-by-specialty specialty=5B050900").unwrap();
    assert!(by_code.lines().count() > 1);
    for typed in
        ["Қаржы", "Каржы", "Финансы", "finance", "specialty/5B050900", "https://w3id.org/lauazym/specialty/5B050900"]
    {
        assert_eq!(answer(&format!("positions-by-specialty specialty={typed}")).unwrap(), by_code, "{typed}");
    }
}

#[test]
fn an_optional_parameter_left_out_means_any() {
    let all = answer("positions-by-act act=V080005084_").unwrap();
    let some = answer("positions-by-act act=V080005084_ category=C-3").unwrap();
    assert!(some.lines().count() < all.lines().count() && some.lines().all(|line| all.contains(line)));
}

#[test]
fn wrong_arguments_are_answered_with_what_is_right() {
    let error = |command: &str| answer(command).unwrap_err().to_string();
    let missing = error("acts-by-category");
    assert!(
        missing.contains("needs the parameter `category`")
            && missing.contains("lauazym query acts-by-category category=C-3")
    );
    let misspelt = error("acts-by-category categry=C-3");
    assert!(
        misspelt.contains("it has category, order, lang") && misspelt.ends_with("did you mean `category`?"),
        "{misspelt}"
    );
    assert!(
        error("acts-by-category category=C-33")
            .contains("`category` cannot be `C-33`: nothing has this name; did you mean `C-3`?")
    );
    assert!(error("acts-by-category category=C-3 lang=de").contains("one of kk, ru, en"));
    assert!(error("at-line line=twelve").contains("`twelve` is no whole number"));
    assert!(error("at-line line=1 line=2").contains("takes one value"));
    assert!(error("careers unit=Талдау-басқармасы").contains("`unit` cannot be"));
}

#[test]
fn a_name_that_two_units_share_lists_both() {
    let catalogue = Catalogue::bundled().unwrap();
    let question = catalogue.question("careers").unwrap();
    let shared = [Argument { name: "unit".into(), value: "Талдау басқармасы".into() }];
    let error = arguments::bind(&catalogue, question, &shared, &store("careers"), BASE).unwrap_err().to_string();
    assert!(
        error.contains("unit/13-1") && error.contains("unit/14-1") && error.contains("Заң департаменті"),
        "{error}"
    );
}
