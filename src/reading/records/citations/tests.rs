use super::*;
use crate::reading::lines::Line;
use crate::reading::text::Language;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

fn read_line(text: &str) -> (Citations, Vec<Finding>) {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let lexicon = vocabularies.lexicon(Language::of(text));
    let passage = Passage::of(vec![Line { number: 1, text: text.to_owned() }]).unwrap();
    let mut findings = Vec::new();
    (read(&passage, lexicon, &Target::Order, &mut findings), findings)
}

fn cited(text: &str) -> Vec<(String, bool)> {
    read_line(text).0.acts.into_iter().map(|citation| (citation.cited_text, citation.act.known)).collect()
}

fn ids(text: &str) -> Vec<String> {
    let end = |citation: Citation| citation.act.id.trim_start_matches("act/").to_owned();
    read_line(text).0.acts.into_iter().map(end).collect()
}

fn open_citations(text: &str) -> Vec<String> {
    read_line(text).0.open.into_iter().map(|open| open.text).collect()
}

fn kinds(text: &str) -> Vec<Kind> {
    read_line(text).1.into_iter().map(|finding| finding.kind).collect()
}

#[test]
fn titles_stand_in_quotation_marks_of_every_style() {
    for text in [
        "«Жол жүрісі туралы» Заңын",
        "\"Жол жүрісі туралы\" Заңын",
        "“Жол жүрісі туралы” Заңын",
        "„Жол жүрісі туралы“ Заңын",
    ] {
        assert_eq!(cited(text), [("Жол жүрісі туралы".to_owned(), false)], "{text}");
    }
}

#[test]
fn a_number_belongs_to_the_title_before_it() {
    let text = "\"Мемлекеттік қызмет туралы\" 1999 жылғы 23 шілдедегі № 453-I Заңын, Үкіметтің 2005 жылғы 3 мамырдағы № 430 қаулысын";
    assert_eq!(
        cited(text),
        [("Мемлекеттік қызмет туралы".to_owned(), true), ("2005 жылғы 3 мамырдағы № 430 қаулысын".to_owned(), false)]
    );
}

#[test]
fn one_act_has_one_number_in_roman_arabic_and_cyrillic_letters() {
    for text in [
        "Қазақстан Республикасының 23.07.1999 ж. N 453-1 «Мемлекеттік қызмет туралы» Заңын білуі",
        "Қазақстан Республикасының 1999 жылғы 23 шілдедегі № 453-І «Мемлекеттік қызмет туралы» Заңын білуі",
        "1999 жылғы 23 шілдедегі № 453 – I Заңын білуі",
        "Знание Закона Республики Казахстан от 23 июля 1999 года № 453-I ЗРК «О государственной службе»",
        "Закон Республики Казахстан «О государственной службе» от 23 июля 1999 года № 453-1",
        "Знание Закона Республики Казахстан № 453-I от 23 июля 1999 года",
    ] {
        assert_eq!(ids(text), ["Z990000453_"], "{text}");
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_date_and_number_overrule_a_title() {
    let text =
        "Президентінің 1995 жылғы 26 желтоқсандағы № 2730 «Мемлекеттік қызмет туралы» заң күші бар Жарлығын білуі.";
    assert_eq!(ids(text), ["x-1995-12-26-2730"]);
    assert_eq!(kinds(text), [Kind::UnknownAct, Kind::ActNumberMismatch]);
    let text = "Знание Закона Республики Казахстан от 2 июля 1998 года № 267 «О государственной службе»";
    assert_eq!(ids(text), ["Z980000267_"]);
    assert_eq!(kinds(text), [Kind::ActNumberMismatch]);
}

#[test]
fn where_only_date_or_number_differs_the_title_stays_with_a_finding() {
    for (text, kind) in [
        ("\"Мемлекеттік қызмет туралы\" 1999 жылғы 24 шілдедегі № 453-I Заңын", Kind::ActDateMismatch),
        ("\"Мемлекеттік қызмет туралы\" 1999 жылғы 24 шілдедегі Заңын", Kind::ActDateMismatch),
        ("\"Мемлекеттік қызмет туралы\" 1999 жылғы 23 шілдедегі № 454-I Заңын", Kind::ActNumberMismatch),
    ] {
        assert_eq!(ids(text), ["Z990000453_"], "{text}");
        assert_eq!(kinds(text), [kind], "{text}");
    }
}

#[test]
fn several_acts_of_one_phrase_are_all_found() {
    assert_eq!(
        ids("1999 жылғы 23 шілдедегі № 453-I және 1998 жылғы 2 шілдедегі № 267 Заңдарын білуі"),
        ["Z990000453_", "Z980000267_"]
    );
    assert_eq!(
        ids("Үкіметтің 2003 жылғы 15 қаңтардағы № 13 және № 14 қаулыларын"),
        ["x-2003-01-15-13", "x-2003-01-15-14"]
    );
    assert_eq!(
        ids("постановлений от 15 января 2003 года № 13 «О сборе» и от 2 февраля 2004 года № 7 «О знаке»"),
        ["x-2003-01-15-13", "x-2004-02-02-7"]
    );
}

#[test]
fn codes_need_no_quotation_marks() {
    assert_eq!(
        cited("Қазақстан Республикасының Су кодексін, оны"),
        [("Қазақстан Республикасының Су кодексін".to_owned(), false)]
    );
    assert_eq!(
        ids("Қазақстан Республикасының Азаматтық кодексін (Жалпы бөлім), Бюджет кодексін, еңбек тәртібін"),
        ["K940001000_", "K080000095_"]
    );
    assert_eq!(
        ids("Гражданского кодекса Республики Казахстан (Особенная часть), Бюджетного кодекса Республики"),
        ["K990000409_", "K080000095_"]
    );
    assert_eq!(
        ids("Кодекса Республики Казахстан «О налогах и других обязательных платежах в бюджет» (Налоговый кодекс)"),
        ["K080000099_"]
    );
    let names: Vec<String> = cited("Бюджет, Салық және Еңбек кодекстерін").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Бюджет", "Салық", "Еңбек"]);
    assert_eq!(
        ids("Знание Уголовного и Водного кодексов Республики Казахстан"),
        ["x-ugolovnyi-kodeks-respubliki-kazakhstan", "x-vodnyi-kodeks-respubliki-kazakhstan"]
    );
}

#[test]
fn words_of_grammar_are_no_part_of_a_title() {
    let text =
        "«Мемлекеттік қызмет туралы» және «Жол жүрісі туралы» Заңдарын, Орман кодексін, Су және Жер кодекстерін білуі.";
    let names: Vec<String> = cited(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Мемлекеттік қызмет туралы", "Жол жүрісі туралы", "Орман кодексін", "Су", "Жер"]);
    assert_eq!(ids("«Мемлекеттік қызмет туралы Заңын» білуі"), ["Z990000453_"]);
    assert_eq!(ids("знание «Закона Республики Казахстан о борьбе с коррупцией»"), ["Z980000267_"]);
}

#[test]
fn one_word_in_marks_is_a_title_only_before_a_kind_of_act() {
    assert_eq!(cited("\"Б\" корпусы"), []);
    assert_eq!(cited("«Көк аспан» порталы, «Ұлттық компания» қоғамы"), []);
    assert_eq!(cited("\"Қазақстан-2030\" Стратегиясын білуі"), [("Қазақстан-2030".to_owned(), false)]);
    assert_eq!(cited("«Мемлекеттік мүлік», «Жол жүрісі туралы» Заңдарын").len(), 2);
}

#[test]
fn the_strategy_is_known_with_and_without_blanks() {
    for text in [
        "«Қазақстан-2050» Стратегиясын білуі",
        "\"Қазақстан – 2050\" Стратегиясы: қалыптасқан мемлекеттің жаңа саяси бағыты стратегиясын",
        "«Қазақстан–2050» Стратегиясын",
        "Знание Стратегии «Казахстан-2050»: новый политический курс состоявшегося государства",
        "Знание главной Стратегии \"Казахстан – 2050\"",
    ] {
        assert_eq!(ids(text), ["x-kazakhstan-2050"], "{text}");
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_mark_without_its_pair_holds_nothing() {
    assert_eq!(
        cited("туралы\" Заңдарын, осы санаттағы \"Әкімшілік рәсімдер туралы\" Заңын"),
        [("Әкімшілік рәсімдер туралы".to_owned(), true)]
    );
}

#[test]
fn a_title_that_lost_one_mark_is_a_title() {
    assert_eq!(cited("«Әкімшілік рәсімдер туралы», Жол жүрісі туралы», «Су көлігі туралы» Заңдарын").len(), 3);
}

#[test]
fn a_title_in_another_titles_marks_is_kept_beside_it() {
    let text = "Қазақстан Республикасының «Қазақстан Республикасының 2003 жылғы 15 қаңтардағы № 13 «Кейбір мәселелер туралы» қаулысына өзгерістер енгізу туралы» Заңын, «Мемлекеттік қызмет туралы» Заңын білуі.";
    let found = ids(text);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(&found[1..], ["x-2003-01-15-13", "Z990000453_"]);
    let text = "«О внесении изменений в Закон «О государственной службе» Республики Казахстан»";
    assert_eq!(ids(text).len(), 2);
}

#[test]
fn a_longer_title_is_not_the_known_one_inside() {
    let text = "«Мемлекеттік қызмет туралы ережені бекіту туралы» Жарлығын";
    assert_eq!(cited(text), [("Мемлекеттік қызмет туралы ережені бекіту туралы".to_owned(), false)]);
}

#[test]
fn nothing_is_minted_from_a_number_that_cannot_be_read() {
    let text = "Үкіметтің 2005 жылғы 3 мамырдағы № 4?0 қаулысын білуі";
    assert_eq!(ids(text), [] as [String; 0]);
    assert_eq!(kinds(text), [Kind::NotUnderstood]);
}

#[test]
fn the_number_of_registration_is_no_other_act() {
    for text in [
        "утвержденным приказом Агентства Республики Казахстан по делам государственной службы от 9 января 2008 года № 02-01-02/5, зарегистрированным в Реестре государственной регистрации нормативных правовых актов за № 5084",
        "утвержденным приказом от 9 января 2008 года № 02-01-02/5 (зарегистрирован в Министерстве юстиции 10 января 2008 года № 5084)",
        "2008 жылғы 9 қаңтардағы № 02-01-02/5 Бұйрығымен бекітілген, 2008 жылғы 10 қаңтарда тізілімде № 5084 болып тіркелген",
        "агенттіктің 2008 жылғы 9 қаңтардағы № 02-01-02/5бұйрығымен бекітілген талаптар",
        "нормативтік актілердің тізілімінде № 5084 болып тіркелген талаптарға сәйкес",
    ] {
        assert_eq!(ids(text), ["V080005084_"], "{text}");
        assert_eq!(kinds(text), [], "{text}");
    }
    let text = "утвержденным приказом Агентства по делам службы от 9 января 2008 года № 02-01-02/5, затем";
    assert_eq!(cited(text)[0].0, "приказом Агентства по делам службы от 9 января 2008 года № 02-01-02/5");
}

#[test]
fn russian_titles_are_found_in_lists() {
    let text = "Знание Конституции Республики Казахстан, конституционных законов Республики Казахстан «О Президенте Республики Казахстан», «О Правительстве Республики Казахстан», законов Республики Казахстан «О борьбе с коррупцией», «Об охоте», Водного кодекса Республики Казахстан (Общая часть)";
    assert_eq!(
        ids(text),
        [
            "K950001000_",
            "Z950002733_",
            "Z950002688_",
            "Z980000267_",
            "x-ob-okhote",
            "x-vodnyi-kodeks-respubliki-kazakhstan"
        ]
    );
}

#[test]
fn general_words_are_an_open_citation_and_no_act() {
    assert_eq!(ids("мемлекеттік қызмет туралы заңнаманы білуі"), [] as [String; 0]);
    assert_eq!(open_citations("мемлекеттік қызмет туралы заңнаманы білуі"), ["мемлекеттік қызмет туралы заңнаманы"]);
    let text = "Знание законодательства Республики Казахстан о государственной службе";
    assert_eq!(ids(text), [] as [String; 0]);
    assert_eq!(open_citations(text), ["законодательства Республики Казахстан о государственной службе"]);
}

#[test]
fn kazakh_open_citations_end_with_the_word_for_legislation() {
    for (text, open) in [
        (
            "«Мемлекеттік қызмет туралы» Заңдарын, лауазымның саласындағы қатынастарды реттейтін нормативтік құқықтық актілерін, «Қазақстан – 2050» Стратегиясын білуі.",
            vec!["лауазымның саласындағы қатынастарды реттейтін нормативтік құқықтық актілерін"],
        ),
        (
            "«Жол жүрісі туралы» Заңын және бюджет, салық салаларын реттейтін заңнаманы білуі",
            vec!["бюджет, салық салаларын реттейтін заңнаманы"],
        ),
        ("Нормативтік құқықтық актілерді білуі", vec!["Нормативтік құқықтық актілерді"]),
        (
            "нормативтік құқықтық актілерді әзірлеу мәселелерін реттейтін заңнаманы білгені жөн",
            vec!["нормативтік құқықтық актілерді әзірлеу мәселелерін реттейтін заңнаманы"],
        ),
        ("еңбек заңнамасының негіздерін білуі", vec!["еңбек заңнамасының негіздерін"]),
        ("«Нормативтік құқықтық актілер туралы» Заңын", vec![]),
        ("нормативтік құқықтық актілерді әзірлеу дағдысы", vec![]),
    ] {
        assert_eq!(open_citations(text), open, "{text}");
    }
}

#[test]
fn russian_open_citations_begin_with_the_word_for_legislation() {
    for (text, open) in [
        (
            "«Об охоте», нормативных правовых актов Республики Казахстан, регулирующих отношения в области дорог, соответствующих должности, Стратегии «Казахстан – 2050»",
            vec![
                "нормативных правовых актов Республики Казахстан, регулирующих отношения в области дорог, соответствующих должности",
            ],
        ),
        (
            "Желательно знание законодательства, регулирующего вопросы экспертизы нормативных правовых актов в области дорог.",
            vec!["законодательства, регулирующего вопросы экспертизы нормативных правовых актов в области дорог"],
        ),
        ("Знание налогового законодательства и Конституции Республики Казахстан", vec!["налогового законодательства"]),
        ("опыт разработки нормативных правовых актов", vec![]),
        ("законов «О нормативных правовых актах»", vec![]),
    ] {
        assert_eq!(open_citations(text), open, "{text}");
    }
}
