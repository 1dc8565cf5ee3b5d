//! Rows in the words of real orders, in both languages.

use super::*;
use crate::reading::lines::Line;
use crate::reading::text::Language;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// The language of a text that may be too short for [`Language::of`].
fn language(text: &str) -> Language {
    let is_kazakh = text.chars().any(|letter| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(letter));
    if is_kazakh { Language::Kazakh } else { Language::Russian }
}

fn row(text: &str) -> (Vec<ServicePeriod>, Vec<Named>, Vec<Finding>) {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let lexicon = vocabularies.lexicon(language(text));
    let passage = Passage::of(vec![Line { number: 7, text: text.to_owned() }]).unwrap();
    let mut findings = Vec::new();
    let periods = periods(&passage, lexicon, &Target::Order, &mut findings);
    (periods, skills(&passage.text, lexicon), findings)
}

/// Each period as `operator number unit: service`.
fn said(text: &str) -> Vec<String> {
    let said = |period: &ServicePeriod| {
        let operator = period.operator.as_deref().map(|operator| format!("{operator} ")).unwrap_or_default();
        let least = if period.at_least { "≥" } else { "" };
        let unit = if period.unit == TimeUnit::Year { "y" } else { "m" };
        format!("{operator}{least}{}{unit}: {}", period.number, period.service.as_deref().unwrap_or("-"))
    };
    row(text).0.iter().map(said).collect()
}

#[test]
fn years_are_read_in_digits_and_words_with_what_counts() {
    for (text, read) in [
        ("мемлекеттік қызмет өтілі бес жылдан кем емес", "≥5y: мемлекеттік қызмет өтілі"),
        ("3 (үш) жылдан кем емес", "≥3y: -"),
        ("кемінде екі жыл жұмыс өтілі", "≥2y: жұмыс өтілі"),
        ("стаж государственной службы не менее пяти лет", "≥5y: стаж государственной службы"),
        ("опыт работы не менее 3 лет в сфере финансов.", "≥3y: опыт работы … в сфере финансов"),
        ("не менее полутора лет", "≥18m: -"),
        ("стаж работы 6 месяцев", "6m: стаж работы"),
    ] {
        assert_eq!(said(text), [read], "{text}");
    }
}

#[test]
fn alternatives_keep_the_conjunction_between_them() {
    assert_eq!(
        said("Мемлекеттік қызмет өтілі бір жылдан кем емес немесе сотта үш жылдан кем емес жұмыс өтілі. Басқасы жоқ."),
        ["≥1y: Мемлекеттік қызмет өтілі", "немесе ≥3y: сотта … жұмыс өтілі"]
    );
    assert_eq!(
        said("стаж не менее 4 лет, в том числе не менее 1 года на руководящей должности"),
        ["≥4y: стаж", ", ≥1y: в том числе … на руководящей должности"]
    );
}

#[test]
fn dates_and_the_time_within_which_service_counts_are_no_periods() {
    for text in [
        "2008 жылғы 9 қаңтардағы № 1 бұйрықпен бекітілген үлгі талаптарға сәйкес.",
        "Согласно приказу от 9 января 2008 года № 1",
        "соңғы үш жыл ішінде",
        "за последние 5 лет",
    ] {
        let (periods, _, findings) = row(text);
        assert!(periods.is_empty() && findings.is_empty(), "{text}: {periods:?} {findings:?}");
    }
}

#[test]
fn a_period_that_is_the_most_or_a_range_is_reported() {
    for text in ["стаж не более 3 лет", "стаж 2-3 года", "өтілі 5 жылдан артық емес"]
    {
        let (periods, _, findings) = row(text);
        assert!(periods.is_empty(), "{text}: {periods:?}");
        assert_eq!(findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [Kind::NotUnderstood], "{text}");
    }
}

#[test]
fn skills_are_known_by_their_phrases_each_once() {
    for (text, ids) in [
        ("Талаптарға сәйкес. Компьютерде жұмыс істей білуі.", vec!["skill/computer"]),
        ("Умение работать на компьютере, навыки работы на компьютере", vec!["skill/computer"]),
        ("Мемлекеттік тілді білу, ағылшын тілін меңгеруі", vec!["skill/state-language", "skill/english"]),
        ("Знание русского языка и владение английским языком", vec!["skill/russian", "skill/english"]),
        (
            "знание государственного, русского и английского языков",
            vec!["skill/state-language", "skill/russian", "skill/english"],
        ),
        (
            "мемлекеттік, орыс және ағылшын тілдерін білу",
            vec!["skill/state-language", "skill/russian", "skill/english"],
        ),
        ("«Қазақстан Республикасындағы тіл туралы» Заңды білу", vec![]),
    ] {
        let found: Vec<String> = row(text).1.into_iter().map(|skill| skill.id).collect();
        assert_eq!(found, ids, "{text}");
    }
}
