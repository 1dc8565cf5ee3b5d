//! The forms of a preamble's paragraphs, in Kazakh and in Russian.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::reading::text::{Language, NUMBER_SIGN, numbered_acts};

/// The longest name of an office before a signature, in letters.
const LONGEST_OFFICE: usize = 61;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

/// `issuer 2014 жылғы …`
static ISSUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<issuer>\p{Lu}.*?)\s+\d{4}\s*ж(?:ыл|\.)"));
/// `Приказ issuer от 20 марта …`
static ISSUED_RUSSIAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?i)^(?:\p{L}+\s+)?(?:приказ|постановлени|распоряжени)\p{L}*\s+(?P<issuer>[^"«»]*?),?\s+(?:от\s|№)"#)
});
static KIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:бұйры|қаулы|жарлы|өкім)\p{L}*"));
static REGISTRATION: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"(?:\d{4}\s*ж(?:ыл\p{L}*|\.)\s*\d{1,2}\s+\p{L}+|\d{1,2}\.\d{1,2}\.\d{4}\p{L}*)";
    let registered = r"(?:болып\s+|санымен\s+)?(?:мемлекеттік\s+)?тіркел";
    pattern(&format!(r"{date}[^№]*?{NUMBER_SIGN}\s*(?P<number>\d+)\s*{registered}"))
});
static REGISTRATION_RUSSIAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)зарегистрирован\p{{L}}*\s.*?{NUMBER_SIGN}\s*(?P<number>\d+)")));
static REPEALED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:күші\s+жойылды|утрати(?:л|ло|вший)\s+силу)\s*[-–—]?\s*(?P<by>.+)$"));
/// `өзгеріс енгізілді - issuer date № number бұйрығымен`, `с изменениями, внесенными приказом issuer от date № number`.
static AMENDED: LazyLock<Regex> = LazyLock::new(|| {
    let change = r"(?:өзгеріс|толықтыру|редакция|изменени|дополнени|редакци)";
    pattern(&format!(r"(?i){change}\p{{L}}*.*?(?:\s[-–—]\s+|(?P<order>приказ|постановлени|распоряжени))(?P<by>.+)$"))
});
static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Күшін жойған|Күші жойылған|Жаңартылған|Қолданыстағы|Утратил[оа]? силу|Утративший силу|Обновленный|Действующий)$",
    )
});
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-баб"));
static ARTICLE_RUSSIAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|\s)стать\p{L}+\s+(\d+(?:-\d+)?)"));
static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-тарма"));
static PARAGRAPH_RUSSIAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|\s)пункт\p{L}*\s+(\d+(?:-\d+)?)"));
static ENACTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"БҰЙЫРАМЫН|БҰЙЫРАМЫЗ|БҰЙЫРАДЫ|ҚАУЛЫ ЕТЕДІ|ПРИКАЗЫВА(?:Ю|ЕТ|ЕМ)|П\s?Р\s?И\s?К\s?А\s?З\s?Ы\s?В\s?А\s?Ю|ПОСТАНОВЛЯ(?:Ю|ЕТ)",
    )
});
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\.\s"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\)\s"));
/// A person: `Е. Досаев`, `Ә.М. Бәйменов`, `Имашев Б.М.`
const PERSON: &str = r"(?:(?:\p{Lu}\.\s?){1,2}\p{Lu}[\p{L}-]+|\p{Lu}[\p{L}-]+\s+\p{Lu}\.\s?(?:\p{Lu}\.)?)\s*_*";
static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\p{Lu}[\p{L} ]{2,}?)\s+\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{L}+\s*_*$"));
static LONG_SIGNATURE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^\p{{Lu}}[\p{{L}} .–—-]+?\s+{PERSON}$")));
static PERSON_ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:^|\s){PERSON}$")));
static AGREED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^["«“]?\s*(?:КЕЛІСІЛ(?:ДІ|ГЕН)|СОГЛАСОВАН(?:О|А|Ы)?)\s*["»”]?"#));
static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:Ескерту|Сноска|Примечание)[.:]"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i){NUMBER_SIGN}\s*\S+\s+(?:бұйры|қаулы|жарлы)\p{{L}}*\s+(?:бе\p{{L}}{{2,8}}|(?:№?\s*\d+[-\s]*)?қосымша)$"
    ))
});
static APPROVED_RUSSIAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:утвержден\p{L}*|приложение(?:\s*№?\s*\d+)?)\s+(?:к\s+)?(?:приказ|постановлени|распоряжени)")
});
/// A line that can only begin a stamp: `Приложение 1`, `Утверждены приказом …`.
static STAMP_BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Утвержден\p{L}*|Приложение(?:\s*№?\s*\d+)?)(?:\s+(?:к\s+)?(?:приказ|постановлени|распоряжени)\p{L}*.*)?$",
    )
});
/// The date at the end of an agreement, whole or with blanks to fill in.
static AGREED_DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"\d{4}\s*ж(?:\.|ыл\p{L}*)\s*["«]?(?:\d{1,2}["»]?\s+\p{L}+|\s*_)|["«]?(?:_+|\d{1,2})["»]?\s*(?:_+|\p{L}+)\s*\d{2,4}_*\s*г(?:\.|од)|\d{1,2}\.\d{1,2}\.\d{4}"#,
    )
});
static IN_FORCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"қолданысқа енгізіледі|күшіне енеді|вводится в действие|вступает в силу"));

/// Who issued the act that `text` begins with, as printed.
pub(super) fn issued(text: &str, language: Language) -> Option<&str> {
    let form = match language {
        Language::Kazakh => &*ISSUED,
        Language::Russian => &*ISSUED_RUSSIAN,
    };
    form.captures(text)?.name("issuer").map(|issuer| issuer.as_str())
}

/// Whether `text` is the paragraph that names the order itself: issuer, date, number.
pub(super) fn is_issued(text: &str, language: Language) -> bool {
    let first = numbered_acts(text).into_iter().next();
    first.is_some_and(|(bytes, ..)| {
        issued(text, language).is_some() && (language == Language::Russian || KIND.is_match(&text[bytes.end..]))
    })
}

/// The registration in `text`; the group `number` is its number.
pub(super) fn registration(text: &str, language: Language) -> Option<Captures<'_>> {
    match language {
        Language::Kazakh => REGISTRATION.captures(text),
        Language::Russian => REGISTRATION_RUSSIAN.captures(text),
    }
}

/// What `text` says of the act that repealed the order.
pub(super) fn repealed_by(text: &str) -> Option<&str> {
    REPEALED.captures(text)?.name("by").map(|by| by.as_str())
}

/// What `text` says of the acts that amended the order.
pub(super) fn amended_by(text: &str) -> Option<&str> {
    let found = AMENDED.captures(text)?;
    let start = found.name("order").unwrap_or(found.name("by")?).start();
    Some(&text[start..])
}

/// The number of the article on which the order is based.
pub(super) fn article(text: &str, language: Language) -> Option<String> {
    let form = if language == Language::Kazakh { &*ARTICLE } else { &*ARTICLE_RUSSIAN };
    form.captures(text).map(|found| found[1].to_owned())
}

/// The number of the article's paragraph.
pub(super) fn paragraph(text: &str, language: Language) -> Option<String> {
    let form = if language == Language::Kazakh { &*PARAGRAPH } else { &*PARAGRAPH_RUSSIAN };
    form.captures(text).map(|found| found[1].to_owned())
}

/// The issuer, as printed, of the order that approves the annex; none when `text` is no stamp of approval.
pub(super) fn approved_by(text: &str, language: Language) -> Option<&str> {
    let stamp = match language {
        Language::Kazakh => APPROVED.is_match(text),
        Language::Russian => APPROVED_RUSSIAN.is_match(text) && !numbered_acts(text).is_empty(),
    };
    stamp.then(|| match language {
        Language::Kazakh => issued(text, language).unwrap_or_default(),
        Language::Russian => {
            let kind = text.to_lowercase().find("приказ").map_or(text, |at| text.get(at..).unwrap_or(text));
            issued(kind, language).unwrap_or_default()
        }
    })
}

/// Whether a line begins a stamp of approval, whatever stands before it.
pub(super) fn opens_stamp(text: &str) -> bool {
    STAMP_BEGINS.is_match(text)
}

pub(super) fn is_status(text: &str) -> bool {
    STATUS.is_match(text)
}

pub(super) fn enacts(text: &str) -> bool {
    ENACTS.is_match(text)
}

pub(super) fn is_clause(text: &str) -> bool {
    CLAUSE.is_match(text)
}

pub(super) fn is_item(text: &str) -> bool {
    ITEM.is_match(text)
}

/// Whether one line is a whole signature: office and person.
pub(super) fn is_signature(text: &str) -> bool {
    // The length is not in the pattern: so many copies of its letters take long to compile.
    SIGNATURE.captures(text).is_some_and(|found| found[1].chars().count() <= LONGEST_OFFICE)
}

/// Whether lines joined are a signature: `Заместитель Премьер-Министра … - Министр … Б. Султанов`.
pub(super) fn is_long_signature(text: &str) -> bool {
    LONG_SIGNATURE.is_match(text)
}

/// Whether a person's name ends `text`.
pub(super) fn names_person(text: &str) -> bool {
    PERSON_ENDS.is_match(text)
}

pub(super) fn is_agreed(text: &str) -> bool {
    AGREED.is_match(text)
}

/// The date of an agreement as printed, perhaps with blanks to fill in.
pub(super) fn agreed_date(text: &str) -> Option<&str> {
    AGREED_DATE.find(text).map(|date| date.as_str())
}

/// How many such dates `text` has.
pub(super) fn agreed_dates(text: &str) -> usize {
    AGREED_DATE.find_iter(text).count()
}

pub(super) fn is_note(text: &str) -> bool {
    NOTE.is_match(text)
}

/// Whether a clause says when the order enters into force.
pub(super) fn enters_into_force(text: &str) -> bool {
    IN_FORCE.is_match(text)
}
