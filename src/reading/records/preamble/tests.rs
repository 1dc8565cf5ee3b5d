use super::*;
use crate::reading::lines::blocks;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

/// What the preamble `text` says, its blocks parted by blank lines, and the body's name.
fn read_text(text: &str) -> (Order, String, Vec<Finding>) {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let source = Document::from_text("order.txt", text);
    let mut findings = Vec::new();
    let (order, body) =
        read(&source, &blocks(text), vocabularies.lexicon(Language::of(text)), &mut |_, _| (), &mut findings);
    report_absent(&order, &mut findings);
    (order, body.name, findings)
}

fn others(order: &Order) -> Vec<&str> {
    order.other_paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

const KAZAKH: &str = "Қазақстан Республикасы Жол министрлігі орталық аппаратының «Б» корпусы лауазымдарына қойылатын біліктілік талаптарын бекіту туралы

«Мемлекеттік қызмет туралы» Қазақстан Республикасының 1999 жылғы 23 шілдедегі Заңының 13-бабы 5-тармағына сәйкес БҰЙЫРАМЫН:

1. Мыналар:

1) талаптар бекітілсін;

2) тізбе бекітілсін.

2. Осы бұйрық жарияланған күнінен бастап қолданысқа енгізіледі.

Қазақстан Республикасы

Премьер-Министрінің орынбасары

- Қазақстан Республикасының

Жол министрі Б. Асанов

«КЕЛІСІЛДІ»

Қазақстан Республикасының

Қызмет агенттігінің төрағасы

_____________ А. Үсенов

2014 ж. «_____»__________

Қазақстан Республикасы
Жол министрінің
2014 жылғы 5 сәуірдегі
№ 31
бұйрығымен бекітілді

Қазақстан Республикасы Жол министрлігінің «Б» корпусы лауазымдарына қойылатын БІЛІКТІЛІК ТАЛАПТАРЫ

Түсініксіз жол";

const RUSSIAN: &str = "Об утверждении квалификационных требований к должностям корпуса «Б» Министерства дорог Республики Казахстан

В соответствии с пунктом 5 статьи 13 Закона Республики Казахстан от 23 июля 1999 года «О государственной службе», ПРИКАЗЫВАЮ:

1. Утвердить:

1) требования;

2) перечень.

2. Настоящий приказ вводится в действие со дня опубликования.

Заместитель Премьер - Министра

Республики Казахстан - Министр

дорог Республики Казахстан Б. Асанов

СОГЛАСОВАН

Председатель Агентства

Республики Казахстан

___________ А. Усенов

«____» _______ 2014 года

Приложение 1
к приказу Министра дорог
Республики Казахстан
от 5 апреля 2014 года № 31

Квалификационные требования к должностям корпуса «Б» Министерства дорог Республики Казахстан";

#[test]
fn the_stamp_of_approval_names_an_order_without_a_header() {
    for (text, issuer, body) in [
        (KAZAKH, "Қазақстан Республикасы Жол министрі", "Қазақстан Республикасы Жол министрлігі"),
        (RUSSIAN, "Министр дорог Республики Казахстан", "Министерство дорог Республики Казахстан"),
    ] {
        let (order, name, _) = read_text(text);
        assert_eq!(order.number.as_deref(), Some("31"));
        assert_eq!(order.date.map(|date| date.to_string()).as_deref(), Some("2014-04-05"));
        assert_eq!(order.issuer.as_deref(), Some(issuer));
        assert_eq!(order.id, "x-2014-04-05-31", "one in both languages");
        assert_eq!(name, body);
        assert!(order.approval.is_some() && order.annex_title.is_some());
    }
}

#[test]
fn a_stamp_of_approval_stands_over_several_paragraphs_or_in_a_text_without_blank_lines() {
    for text in [KAZAKH, RUSSIAN] {
        let stamp = text.find("Қазақстан Республикасы\nЖол").or(text.find("Приложение 1\n")).unwrap();
        let lines_apart = text[..stamp].to_owned() + &text[stamp..].replace('\n', "\n\n");
        assert_eq!(read_text(&lines_apart).0.id, "x-2014-04-05-31");
    }
    let (order, ..) = read_text(&RUSSIAN.replace("\n\n", "\n"));
    assert_eq!(order.id, "x-2014-04-05-31");
}

#[test]
fn the_legal_basis_names_article_and_paragraph_in_both_languages() {
    for text in [KAZAKH, RUSSIAN] {
        let basis = read_text(text).0.legal_basis.unwrap();
        assert_eq!(basis.citation.act.id, "act/Z990000453_");
        assert_eq!((basis.article.as_deref(), basis.paragraph.as_deref()), (Some("13"), Some("5")));
    }
}

#[test]
fn a_signature_goes_over_several_paragraphs() {
    let signatory = |text| read_text(text).0.signatory.unwrap().text;
    assert_eq!(
        signatory(KAZAKH),
        "Қазақстан Республикасы Премьер-Министрінің орынбасары - Қазақстан Республикасының Жол министрі Б. Асанов"
    );
    assert_eq!(
        signatory(RUSSIAN),
        "Заместитель Премьер - Министра Республики Казахстан - Министр дорог Республики Казахстан Б. Асанов"
    );
}

#[test]
fn an_agreement_may_have_blanks_for_its_date() {
    for (text, end) in [(KAZAKH, "2014 ж. «_____»__________"), (RUSSIAN, "«____» _______ 2014 года")] {
        let (order, ..) = read_text(text);
        assert!(order.agreement.unwrap().text.ends_with(end));
        assert_eq!(order.agreement_date, None);
    }
}

#[test]
fn items_join_their_clause_and_the_clause_of_entry_into_force_is_known() {
    for text in [KAZAKH, RUSSIAN] {
        let (order, ..) = read_text(text);
        assert_eq!(order.clauses.len(), 2);
        assert!(order.clauses[0].text.contains(" 2) "));
        assert_eq!(order.entry_into_force.as_ref(), order.clauses.get(1));
    }
}

#[test]
fn a_paragraph_of_no_known_form_is_kept_and_reported() {
    let (order, _, findings) = read_text(KAZAKH);
    assert_eq!(others(&order), ["Түсініксіз жол"]);
    assert!(findings.iter().any(|finding| finding.kind == Kind::NotUnderstood));
    assert_eq!(others(&read_text(RUSSIAN).0), [] as [&str; 0]);
}

#[test]
fn a_header_tells_registration_and_repeal_in_any_spelling_of_the_sign() {
    for sign in ["№", "N", "No.", "Nº", "№ "] {
        let text = format!(
            "Жол министрлігінің талаптарын бекіту туралы\n\nЖол министрінің 2014 жылғы 5 сәуірдегі {sign} 31 бұйрығы. Әділет министрлігінде 2014 жылы 9 сәуірде {sign} 9400 тіркелді. Күші жойылды - Байланыс министрінің 2015 жылғы 2 мамырдағы {sign} 8 бұйрығымен"
        );
        let (order, ..) = read_text(&text);
        assert_eq!(order.id, "V1400009400", "{sign}");
        assert_eq!(order.issuer.as_deref(), Some("Жол министрі"));
        assert_eq!(order.registration_date.map(|date| date.to_string()).as_deref(), Some("2014-04-09"));
        assert_eq!(order.repealed_by.unwrap().number, "8");
    }
    let text = "О требованиях Министерства дорог Республики Казахстан\n\nУтратил силу\n\nПриказ Министра дорог Республики Казахстан от 5 апреля 2014 года № 31. Зарегистрирован в Министерстве юстиции Республики Казахстан 9 апреля 2014 года № 9400. Утратил силу приказом Министра связи Республики Казахстан от 2 мая 2015 года № 8";
    let (order, ..) = read_text(text);
    assert_eq!(order.id, "V1400009400");
    assert_eq!(order.issuer.as_deref(), Some("Министр дорог Республики Казахстан"));
    assert_eq!(order.registration_date.map(|date| date.to_string()).as_deref(), Some("2014-04-09"));
    let repeal = order.repealed_by.unwrap();
    assert_eq!((repeal.number.as_str(), repeal.issuer.as_str()), ("8", "Министр связи Республики Казахстан"));
    assert!(order.status.is_some());
}
