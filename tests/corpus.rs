//! The public corpus of the law as input: an act is one order in its languages, its metadata are used and checked, and a whole
//! clone is walked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lauazym::reading::corpus;
use lauazym::reading::findings::{Finding, Kind};
use lauazym::reading::records::Order;
use lauazym::reading::text::Language;
use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/corpus");
const ACT: &str = "07-ministerial/100000000001-jol/2015/0310-ob-utverzhdenii-kvalifikatsionnykh-70001";

/// A copy of the corpus that a test may change.
struct Clone(tempfile::TempDir);

impl Clone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new(CORPUS), folder.path());
        Self(folder)
    }

    fn path(&self) -> String {
        self.0.path().display().to_string()
    }

    fn act(&self) -> PathBuf {
        self.0.path().join(ACT)
    }

    /// Replaces words in a file of the act.
    fn replace(&self, file: &str, from: &str, to: &str) {
        let path = self.act().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.act().join(file)).unwrap();
    }

    fn order(&self) -> Order {
        corpus::read(&self.act(), &vocabularies()).unwrap()
    }

    fn refusal(&self) -> String {
        corpus::read(&self.act(), &vocabularies()).unwrap_err().to_string()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn vocabularies() -> Vocabularies {
    Vocabularies::load(DEFAULT_BASE, &[]).unwrap()
}

fn lauazym(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(args).output().unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The findings of a kind, each as its place and message.
fn found(order: &Order, kind: Kind) -> Vec<String> {
    let place = |finding: &Finding| order.place(finding.language, (finding.start_line, finding.end_line)).unwrap();
    let of_kind = order.findings.iter().filter(|finding| finding.kind == kind);
    of_kind.map(|finding| format!("{}: {}", place(finding), finding.message)).collect()
}

#[test]
fn an_act_is_one_order_in_both_languages_with_what_its_metadata_state() {
    let order = Clone::new().order();
    assert_eq!((order.id.as_str(), order.language), ("V1500007001", Language::Kazakh));
    assert_eq!(order.registration_date.unwrap().to_string(), "2015-04-02");
    assert_eq!(order.repealed_by.as_ref().unwrap().number, "60");
    assert_eq!(order.repealed_on.unwrap().to_string(), "2016-05-05");
    assert_eq!(order.body_codes, ["100000000001"]);
    assert_eq!(order.source_page.as_deref(), Some("https://law.example/doc/70001/kaz/01.09.2015"));
    let edition = order.edition.as_ref().unwrap();
    assert_eq!(edition.date.to_string(), "2015-09-01");
    let cause = edition.caused_by.as_ref().unwrap();
    assert_eq!((cause.code.as_deref(), cause.title.as_deref()), (Some("970400"), Some("Өзгерістер енгізу туралы")));
    let russian = order.translation.as_ref().unwrap();
    assert_eq!(
        russian.edition.as_ref().unwrap().caused_by.as_ref().unwrap().title.as_deref(),
        Some("О внесении изменений")
    );
    assert_eq!(order.entries.len(), 2);
    assert!(order.entries.iter().all(|entry| order.translation_of(entry).is_some()));
    assert_eq!(order.lines_of_text, order.lines_accounted_for);
    for kind in [Kind::MetadataMismatch, Kind::MissingStatement, Kind::NotUnderstood, Kind::LanguageMismatch] {
        assert_eq!(found(&order, kind), Vec::<String>::new());
    }
}

#[test]
fn lines_are_told_by_file() {
    let order = Clone::new().order();
    let entry = &order.entries[1];
    let place =
        |entry: &lauazym::reading::records::Entry| order.place(entry.language, (entry.start_line, entry.end_line));
    assert_eq!(place(entry).as_deref(), Some("kaz/an002.md:3–24"));
    assert_eq!(place(order.translation_of(entry).unwrap()).as_deref(), Some("rus/an002.md:3–24"));
    let output = lauazym(&["check", &format!("{CORPUS}/{ACT}")]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains(" kaz/an002.md:12 ") && printed.contains(" rus/an002.md:12 "), "{printed}");
}

#[test]
fn the_text_wins_over_metadata_that_disagree() {
    let clone = Clone::new();
    clone.replace("meta.yaml", "№ 41", "№ 14");
    clone.replace("meta.yaml", "kaz: Қазақстан Республикасы Жол", "kaz: Қазақстан Республикасы Теңіз жолдары");
    let order = clone.order();
    assert_eq!(order.number.as_deref(), Some("41"));
    let found = found(&order, Kind::MetadataMismatch);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        found.iter().any(
            |found| found == "kaz/part001.md:3: the number is \"41\" in kaz/part001.md:3 and \"14\" in meta.yaml:2"
        )
    );
    assert!(found.iter().any(|found| found.starts_with("kaz.md:1: the title is \"Қазақстан")));
}

#[test]
fn metadata_of_another_act_are_refused() {
    let clone = Clone::new();
    clone.replace("meta.yaml", "2015-03-10", "2015-03-11");
    clone.replace("meta.yaml", "№ 41", "№ 42");
    let said = clone.refusal();
    assert!(said.contains("meta.yaml:12: these are the metadata of another act: No. 42 of 2015-03-11"), "{said}");
    assert!(said.contains("kaz/part001.md:3 is No. 41 of 2015-03-10"), "{said}");
}

#[test]
fn a_part_that_is_missing_and_one_that_nothing_links_are_found_and_the_rest_is_read() {
    let clone = Clone::new();
    fs::rename(clone.act().join("kaz/an002.md"), clone.act().join("kaz/an003.md")).unwrap();
    let order = clone.order();
    assert_eq!(order.entries.len(), 2, "the second stands in Russian");
    assert_eq!(order.entries[1].language, Language::Russian);
    let missing = found(&order, Kind::MissingPart);
    assert!(missing.len() == 1 && missing[0].starts_with("kaz.md:14: kaz.md:14 links kaz/an002.md"), "{missing:?}");
    assert!(
        found(&order, Kind::UnlinkedPart)[0].contains("kaz/an003.md is in the folder and no line of kaz.md links it")
    );
    let warned = error(&lauazym(&["records", clone.act().to_str().unwrap()]));
    assert!(warned.contains("kaz.md:14: kaz.md:14 links kaz/an002.md"), "{warned}");
}

#[test]
fn parts_without_their_main_file_are_read_by_name() {
    let clone = Clone::new();
    clone.remove("rus.md");
    fs::rename(clone.act().join("rus/an002.md"), clone.act().join("rus/part002.md")).unwrap();
    let order = clone.order();
    assert_eq!(order.translation.as_ref().unwrap().entries.len(), 2);
    assert!(found(&order, Kind::MissingPart)[0].contains("rus.md, which tells the parts"));
}

#[test]
fn an_annex_that_is_cut_is_found_with_its_file() {
    let clone = Clone::new();
    let text = fs::read_to_string(clone.act().join("kaz/an002.md")).unwrap();
    fs::write(clone.act().join("kaz/an002.md"), &text[..text.find("Конституциясын").unwrap()]).unwrap();
    let cut = found(&clone.order(), Kind::IncompleteEntry);
    assert!(cut.len() == 1 && cut[0].starts_with("kaz/an002.md:3–"), "{cut:?}");
}

#[test]
fn a_language_that_is_no_order_does_not_keep_the_other_from_being_read() {
    let clone = Clone::new();
    fs::write(clone.act().join("kaz.md"), "# Мәтін аударылуда\n\nКүте тұрыңыз.\n").unwrap();
    let order = clone.order();
    assert_eq!((order.language, order.entries.len()), (Language::Russian, 2));
    assert!(found(&order, Kind::MissingTranslation)[0].contains("kaz.md was not read: line 1"));
    let russian = fs::read_to_string(clone.act().join("rus.md")).unwrap().replace("rus/", "kaz/");
    fs::write(clone.act().join("kaz.md"), russian).unwrap();
    fs::copy(clone.act().join("rus/part001.md"), clone.act().join("kaz/part001.md")).unwrap();
    fs::copy(clone.act().join("rus/an002.md"), clone.act().join("kaz/an002.md")).unwrap();
    let order = clone.order();
    assert!(order.translation.is_none());
    assert!(found(&order, Kind::MissingTranslation)[0].contains("kaz.md was not read: the text in this file is in ru"));
}

#[test]
fn what_is_no_act_is_refused_with_what_to_do() {
    let clone = Clone::new();
    fs::write(clone.act().join("meta.yaml"), "act_code: 1\ntitle: {rus: [\n").unwrap();
    let said = clone.refusal();
    assert!(said.contains("meta.yaml: line 3: not the metadata of an act in YAML"), "{said}");
    fs::write(clone.act().join("meta.yaml"), "act_code: 1\n").unwrap();
    for file in ["kaz.md", "rus.md"] {
        clone.remove(file);
    }
    for folder in ["kaz", "rus"] {
        fs::remove_dir_all(clone.act().join(folder)).unwrap();
    }
    assert!(clone.refusal().contains("has meta.yaml and no text; put kaz.md or rus.md there"));
    clone.remove("meta.yaml");
    assert!(clone.refusal().contains("without meta.yaml, kaz.md, rus.md"));
    let output = lauazym(&["load", clone.act().to_str().unwrap(), "--store", &format!("{}/store", clone.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(error(&output).contains("is a folder without meta.yaml, kaz.md or rus.md"), "{}", error(&output));
}

#[test]
fn a_clone_is_walked_and_what_could_not_be_read_is_named() {
    let clone = Clone::new();
    let broken = clone.0.path().join("02-other/100000000002-koz/2016/0101-o-70900");
    fs::create_dir_all(&broken).unwrap();
    fs::write(broken.join("meta.yaml"), "title: {rus: 'Квалификационные требования к должностям\n").unwrap();
    let cut = clone.0.path().join("02-other/100000000002-koz/2016/0102-o-70901");
    fs::create_dir_all(&cut).unwrap();
    fs::write(cut.join("rus.md"), "# Квалификационные требования к государственным должностям\n\nОбразование\n")
        .unwrap();
    let output = lauazym(&["records", &clone.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout.clone()).unwrap().lines().count(), 2);
    let said = error(&output);
    assert!(said.contains("5 acts looked at, 3 of the kind, 1 read, 2 not read"), "{said}");
    assert!(said.contains(&format!("error: {}/meta.yaml: line ", broken.display())), "{said}");
    assert!(said.contains(&format!("error: {}: rus.md: line 1 to 3: no entry found", cut.display())), "{said}");
    let whole = lauazym(&["records", CORPUS]);
    assert_eq!(
        (whole.status.code(), error(&whole).trim()),
        (Some(0), "3 acts looked at, 1 of the kind, 1 read, 0 not read")
    );
}

#[test]
fn a_clone_is_exported() {
    let folder = tempfile::tempdir().unwrap();
    let output = lauazym(&["export", CORPUS, "--out", folder.path().to_str().unwrap(), "--format", "nquads"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = fs::read_to_string(folder.path().join("lauazym.nq")).unwrap();
    assert!(written.contains("<https://w3id.org/lauazym/order/V1500007001>"));
}

#[test]
fn acts_without_orders_among_them_are_refused_with_what_to_do() {
    let clone = Clone::new();
    fs::remove_dir_all(clone.act()).unwrap();
    fs::remove_dir_all(clone.act().with_file_name("0901-o-vnesenii-izmenenii-70400")).unwrap();
    let said = error(&lauazym(&["records", &clone.path()]));
    assert!(
        said.contains("none of the 1 acts in this folder has the title") && said.contains("--vocabulary FILE"),
        "{said}"
    );
}

#[test]
fn folders_of_two_editions_are_one_order() {
    let (first, second, copied) = (Clone::new(), Clone::new(), Clone::new());
    second.replace("meta.yaml", "version_date: { kaz: 2015-09-01, rus: 2015-09-01 }", "version_date: 2015-12-01");
    let [one, two, copied] = [&first, &second, &copied].map(|clone| clone.act().display().to_string());
    let read = lauazym(&["records", "--order", &two, &one]);
    let ids: Vec<String> = String::from_utf8(read.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["V1500007001/edition/2015-09-01", "V1500007001"]);
    let said = error(&lauazym(&["records", &one, &copied]));
    assert!(said.contains(&format!("{copied}: this is the edition of 2015-09-01")) && said.contains(&one), "{said}");
}

#[test]
fn the_languages_of_one_act_may_be_of_different_editions() {
    let clone = Clone::new();
    clone.replace("meta.yaml", "kaz: 2015-09-01", "kaz: 2015-03-10");
    let found = found(&clone.order(), Kind::MetadataMismatch);
    assert!(found[0].contains("the text in kk is the edition of 2015-03-10, that in ru the edition of 2015-09-01"));
}

#[test]
fn a_folder_of_files_without_metadata_is_read_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let act = PathBuf::from(CORPUS).join(ACT);
    for language in ["kaz", "rus"] {
        let read = |file: &str| fs::read_to_string(act.join(language).join(file)).unwrap();
        fs::write(folder.path().join(format!("order.{language}.md")), read("part001.md") + &read("an002.md")).unwrap();
    }
    let output = lauazym(&["records", "--order", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1, "two languages are one order");
}
