//! Rows in the words of real orders, in both languages.

use super::*;
use crate::reading::lines::Line;
use crate::reading::records::Named;
use crate::reading::text::Language;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// The language of a text that may be too short for [`Language::of`].
fn language(text: &str) -> Language {
    let is_kazakh = text.chars().any(|letter| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(letter));
    if is_kazakh { Language::Kazakh } else { Language::Russian }
}

fn row(lines: &[&str]) -> (Education, Vec<Finding>) {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let text = lines.join(" ");
    let lexicon = vocabularies.lexicon(language(&text));
    let lines = lines.iter().enumerate();
    let lines = lines.map(|(index, text)| Line { number: index + 1, text: (*text).to_owned() }).collect();
    let mut findings = Vec::new();
    let read = read(&Passage::of(lines).unwrap(), lexicon, &Target::Order, &mut findings);
    (read, findings)
}

/// The levels, then each alternative as `operator group: specialties`, without the rooms of the names.
fn said(text: &str) -> String {
    let (read, _) = row(&[text]);
    let name = |named: &Named| named.id.rsplit('/').next().unwrap().to_owned();
    let names = |all: &[Named]| all.iter().map(name).collect::<Vec<_>>().join(" ");
    let mut said = vec![names(&read.levels)];
    for alternative in &read.alternatives {
        let operator = alternative.operator.as_deref().map(|operator| format!("{operator} ")).unwrap_or_default();
        let group = alternative.group.as_ref().map(|group| format!("{}:", name(group))).unwrap_or_default();
        said.push(format!("{operator}{group}{}", names(&alternative.specialties)));
    }
    said.join(" | ")
}

fn conditions(text: &str) -> Vec<(String, bool)> {
    row(&[text]).0.conditions.into_iter().map(|condition| (condition.statement.text, condition.desirable)).collect()
}

#[test]
fn a_level_stands_first_or_last_in_full_or_by_its_adjective() {
    for (text, read) in [
        ("Жоғары", "higher"),
        ("Высшее.", "higher"),
        ("Жоғары білім: құқықтану", "higher | 5B030100"),
        ("Высшее образование: юриспруденция", "higher | 5B030100"),
        ("Жоғарғы - құқық немесе қаржы", "higher | 5B03: | немесе 5B050900"),
        ("Құқық мамандықтары бойынша жоғары білім", "higher | 5B03:"),
        ("Послевузовское и/или высшее", "postgraduate higher"),
        ("Жоғары немесе орта білімнен кейінгі", "higher post-secondary"),
        ("Жоғары білімнің болуы, мамандығы - қаржы", "higher | 5B050900"),
        ("Высшее; допускается среднее профессиональное", "higher secondary-vocational"),
        ("Образование: высшее (юридическое)", "higher | 5B03:"),
        ("Высшее по специальности «Финансы» или «Юриспруденция»", "higher | 5B050900 | или 5B030100"),
        ("Қызметтің бағытына сәйкес жоғары білім", "higher"),
        ("Құқық немесе қызметтің бағытына сәйкес жоғары білім", "higher | 5B03:"),
    ] {
        assert_eq!(said(text), read, "{text}");
    }
}

#[test]
fn an_adjective_names_a_group_or_a_field_also_before_the_noun_of_the_level() {
    for (text, read) in [
        ("Жоғары: экономикалық немесе заңгерлік", "higher | economics: | немесе 5B03:"),
        ("Высшее юридическое образование", "higher | 5B03:"),
        ("Жоғары техникалық білім", "higher | 5B07:"),
        ("Высшее (экономическое, сельскохозяйственное) образование", "higher | economics: | , 5B08:"),
    ] {
        assert_eq!(said(text), read, "{text}");
    }
}

#[test]
fn a_group_is_named_in_the_genitive_or_before_the_word_for_field() {
    for (text, read) in [
        (
            "Высшее: математическое; в области социальных наук, экономики и бизнеса (финансы или маркетинг) или в области права",
            "higher | mathematics: | ; 5B05:5B050900 5B051100 | или 5B03:",
        ),
        (
            "Жоғары: әлеуметтік ғылымдар, экономика және бизнес саласында (қаржы немесе маркетинг) және/немесе құқық саласында",
            "higher | 5B05:5B050900 5B051100 | және/немесе 5B03:",
        ),
        ("Высшее образование по специальностям: финансы, учет и аудит", "higher | 5B050900 | , 5B050800"),
    ] {
        assert_eq!(said(text), read, "{text}");
    }
}

#[test]
fn a_clause_about_certificates_or_service_is_a_condition() {
    for (text, condition, desirable) in [
        (
            "Жоғары: қаржы. Тілдік курстардың сертификаты болғаны жөн.",
            "Тілдік курстардың сертификаты болғаны жөн",
            true,
        ),
        ("Высшее: финансы. Желательно наличие сертификата.", "Желательно наличие сертификата", true),
        ("Жоғары білім: қаржы, жұмыс өтілі екі жылдан кем емес", "жұмыс өтілі екі жылдан кем емес", false),
        ("Высшее юридическое образование, стаж не менее года", "стаж не менее года", false),
        ("Высшее; допускается послесреднее при наличии стажа", "при наличии стажа", false),
        ("Қызметтің бағытына сәйкес жоғары білім", "Қызметтің бағытына сәйкес", false),
        ("Высшее образование, соответствующее направлению службы", "соответствующее направлению службы", false),
    ] {
        assert_eq!(conditions(text), [(condition.to_owned(), desirable)], "{text}");
    }
    assert!(conditions("Мемлекеттік басқару жөніндегі жоғары білім").is_empty());
}

#[test]
fn a_condition_leaves_the_education_before_it_as_it_is_and_has_its_own_lines() {
    let (read, findings) = row(&["Жоғары білім: қаржы.", "Біліктілікті арттыру", "курсынан өткені жөн."]);
    let lines: Vec<_> = read.conditions.iter().map(|of| (of.statement.start_line, of.statement.end_line)).collect();
    assert_eq!((read.levels.len(), read.alternatives.len(), lines), (1, 1, vec![(2, 3)]));
    assert!(findings.iter().all(|finding| finding.kind == Kind::SpecialtyWithoutGroup), "{findings:?}");
}

#[test]
fn an_unknown_name_is_minted_and_a_sentence_that_is_no_name_is_not_understood() {
    assert_eq!(said("Высшее: звездоведение"), "higher | x-zvezdovedenie");
    let (read, findings) = row(&["Высшее: финансы. Умение работать в команде, коммуникабельность."]);
    assert_eq!(read.alternatives.len(), 1);
    let odd: Vec<_> = findings.iter().filter(|finding| finding.kind == Kind::NotUnderstood).collect();
    assert_eq!(odd.len(), 1, "{findings:?}");
    assert!(odd[0].message.to_string().contains("Умение работать в команде, коммуникабельность"), "{}", odd[0].message);
}
