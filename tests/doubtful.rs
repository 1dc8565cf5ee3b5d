//! A reading that went wrong as a whole gives nothing, says why, and what to do.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Letters of Kazakh that programs without its code page replace by question marks.
const LOST: [char; 18] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і', 'Ә', 'Ғ', 'Қ', 'Ң', 'Ө', 'Ұ', 'Ү', 'Һ', 'І'];

fn lauazym(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(arguments).current_dir(folder).output().unwrap()
}

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// What each command says of `text`, after it printed nothing, made nothing and ended with exit code 1.
fn refusals(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("order.txt"), text).unwrap();
    [&["records", "order.txt"][..], &["check", "order.txt"], &["export", "order.txt", "--out", "made"]]
        .into_iter()
        .map(|arguments| {
            let output = lauazym(arguments, folder.path());
            assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?} {output:?}");
            assert!(!folder.path().join("made").exists(), "{arguments:?}");
            String::from_utf8(output.stderr).unwrap()
        })
        .collect()
}

#[test]
fn a_text_that_lost_its_kazakh_letters_is_refused() {
    let lost = fixture("unit-name-in-several-spellings.txt").replace(LOST, "?");
    for message in refusals(&lost) {
        assert!(message.starts_with("error: order.txt: "), "{message}");
        assert!(message.contains("To mend it") || message.contains("no entry found"), "{message}");
    }
}

#[test]
fn an_announcement_of_vacancies_is_named() {
    let kazakh = "Көлік министрлігі бос мемлекеттік әкімшілік лауазымдарға орналасуға конкурс жариялайды:\n\n\
                  1. Жолдар бөлімінің бас маманы (D-О-4 санаты), 1 бірлік. Қызметтік міндеттері: есеп жүргізу. \
                  Конкурсқа қатысушыларға қойылатын талаптар: жоғары білім.\n";
    let russian = "Министерство транспорта объявляет конкурс на занятие вакантной должности:\n\n\
                   1. Главный специалист отдела дорог (категория D-О-4), 1 единица. Требования к участникам конкурса: \
                   высшее образование.\n";
    for message in [kazakh, russian].into_iter().flat_map(refusals) {
        assert!(
            message.contains("announcement of vacancies") && message.contains("give the order itself"),
            "{message}"
        );
    }
}

#[test]
fn a_table_of_many_columns_without_its_columns_shows_the_lines_that_come_nearest() {
    let text = "Қызметтік лауазымдарға қойылатын талаптар\n\nСанат\n\nЛауазымдардың атаулары\n\nБілімі\n\nC-SV-1\n\n\
                Департамент бастығы\n\nжоғары заңгерлік\n";
    for message in refusals(text) {
        assert!(message.contains("line 7: \"Білімі\""), "{message}");
        assert!(message.contains("give the PDF, the DOCX, the page or the Markdown itself"), "{message}");
    }
}

#[test]
fn a_doubtful_reading_goes_on_when_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Лауазымға қойылатын біліктілік талаптары\n\nКеңесші\n\nБірлік саны Санаты Лауазым №\n\n1 С-3 01-1-1\n";
    fs::write(folder.path().join("order.txt"), text).unwrap();
    assert!(refusals(text)[0].contains("4 of 4 rows missing"));
    let output = lauazym(&["records", "--accept-doubtful", "order.txt"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}
