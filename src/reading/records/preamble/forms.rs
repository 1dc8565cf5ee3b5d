//! The forms of a preamble's paragraphs, in Kazakh and in Russian; of a pair of patterns, the first is Kazakh.

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::text::{Language, NUMBER_SIGN, numbered_acts, pattern};

/// The longest name of an office before a signature, in letters.
const LONGEST_OFFICE: usize = 61;

/// `issuer 2014 жылғы …`, `Приказ issuer от 20 марта …`
static ISSUED: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| pattern(r"^(?P<issuer>\p{Lu}.*?)\s+\d{4}\s*ж(?:ыл|\.)")),
    LazyLock::new(|| {
        pattern(r#"(?i)^(?:\p{L}+\s+)?(?:приказ|постановлени|распоряжени)\p{L}*\s+(?P<issuer>[^"«»]*?),?\s+(?:от\s|№)"#)
    }),
];
static KIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:бұйры|қаулы|жарлы|өкім)\p{L}*"));
pub(super) static REGISTRATION: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| {
        let date = r"(?:\d{4}\s*ж(?:ыл\p{L}*|\.)\s*\d{1,2}\s+\p{L}+|\d{1,2}\.\d{1,2}\.\d{4}\p{L}*)";
        let registered = r"(?:болып\s+|санымен\s+)?(?:мемлекеттік\s+)?тіркел";
        pattern(&format!(r"{date}[^№]*?{NUMBER_SIGN}\s*(?P<number>\d+)\s*{registered}"))
    }),
    LazyLock::new(|| pattern(&format!(r"(?i)зарегистрирован\p{{L}}*\s.*?{NUMBER_SIGN}\s*(?P<number>\d+)"))),
];
static REPEALED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:күші\s+жойылды|утрати(?:л|ло|вший)\s+силу)\s*[-–—]?\s*(?P<by>.+)$"));
/// `өзгеріс енгізілді - issuer date № number бұйрығымен`, `с изменениями, внесенными приказом issuer от date № number`.
static AMENDED: LazyLock<Regex> = LazyLock::new(|| {
    let change = r"(?:өзгеріс|толықтыру|редакция|изменени|дополнени|редакци)";
    pattern(&format!(r"(?i){change}\p{{L}}*.*?(?:\s[-–—]\s+|(?P<order>приказ|постановлени|распоряжени))(?P<by>.+)$"))
});
pub(super) static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Күшін жойған|Күші жойылған|Жаңартылған|Қолданыстағы|Утратил[оа]? силу|Утративший силу|Обновленный|Действующий)$",
    )
});
pub(super) static ARTICLE: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-баб")),
    LazyLock::new(|| pattern(r"(?i)(?:^|\s)стать\p{L}+\s+(\d+(?:-\d+)?)")),
];
pub(super) static PARAGRAPH: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| pattern(r"(\d+(?:-\d+)?)-тарма")),
    LazyLock::new(|| pattern(r"(?i)(?:^|\s)пункт\p{L}*\s+(\d+(?:-\d+)?)")),
];
pub(super) static ENACTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"БҰЙЫРАМЫН|БҰЙЫРАМЫЗ|БҰЙЫРАДЫ|ҚАУЛЫ ЕТЕДІ|ПРИКАЗЫВА(?:Ю|ЕТ|ЕМ)|П\s?Р\s?И\s?К\s?А\s?З\s?Ы\s?В\s?А\s?Ю|ПОСТАНОВЛЯ(?:Ю|ЕТ)",
    )
});
pub(super) static CLAUSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\.\s"));
pub(super) static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d+\)\s"));
/// A person: `Е. Досаев`, `Ә.М. Бәйменов`, `Имашев Б.М.`
const PERSON: &str = r"(?:(?:\p{Lu}\.\s?){1,2}\p{Lu}[\p{L}-]+|\p{Lu}[\p{L}-]+\s+\p{Lu}\.\s?(?:\p{Lu}\.)?)\s*_*";
static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\p{Lu}[\p{L} ]{2,}?)\s+\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{L}+\s*_*$"));
pub(super) static LONG_SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\p{{Lu}}[\p{{L}} .–—-]+?\s+{PERSON}$")));
pub(super) static PERSON_ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:^|\s){PERSON}$")));
pub(super) static AGREED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^["«“]?\s*(?:КЕЛІСІЛ(?:ДІ|ГЕН)|СОГЛАСОВАН(?:О|А|Ы)?)\s*["»”]?"#));
/// A clause, an item or a note, which always begins a paragraph.
pub(super) static BEGINS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\d+[.)]\s|(?:Ескерту|Сноска|Примечание)[.:])"));
pub(super) static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:Ескерту|Сноска|Примечание)[.:]"));
static APPROVED: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| {
        pattern(&format!(
            r"(?i){NUMBER_SIGN}\s*\S+\s+(?:бұйры|қаулы|жарлы)\p{{L}}*\s+(?:бе\p{{L}}{{2,8}}|(?:№?\s*\d+[-\s]*)?қосымша)$"
        ))
    }),
    LazyLock::new(|| {
        pattern(r"(?i)^(?:утвержден\p{L}*|приложение(?:\s*№?\s*\d+)?)\s+(?:к\s+)?(?:приказ|постановлени|распоряжени)")
    }),
];
/// A line that can only begin a stamp: `Приложение 1`, `Утверждены приказом …`.
pub(super) static STAMP_BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Утвержден\p{L}*|Приложение(?:\s*№?\s*\d+)?)(?:\s+(?:к\s+)?(?:приказ|постановлени|распоряжени)\p{L}*.*)?$",
    )
});
/// The date at the end of an agreement, whole or with blanks to fill in.
pub(super) static AGREED_DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"\d{4}\s*ж(?:\.|ыл\p{L}*)\s*["«]?(?:\d{1,2}["»]?\s+\p{L}+|\s*_)|["«]?(?:_+|\d{1,2})["»]?\s*(?:_+|\p{L}+)\s*\d{2,4}_*\s*г(?:\.|од)|\d{1,2}\.\d{1,2}\.\d{4}"#,
    )
});
pub(super) static IN_FORCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"қолданысқа енгізіледі|күшіне енеді|вводится в действие|вступает в силу"));

/// Who issued the act that `text` begins with, as printed.
pub(super) fn issued(text: &str, language: Language) -> Option<&str> {
    ISSUED[language as usize].captures(text)?.name("issuer").map(|issuer| issuer.as_str())
}

/// Whether `text` is the paragraph that names the order itself: issuer, date, number.
pub(super) fn is_issued(text: &str, language: Language) -> bool {
    let first = numbered_acts(text).into_iter().next();
    first.is_some_and(|(bytes, ..)| {
        issued(text, language).is_some() && (language == Language::Russian || KIND.is_match(&text[bytes.end..]))
    })
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

/// The issuer, as printed, of the order that approves the annex; none when `text` is no stamp of approval.
pub(super) fn approved_by(text: &str, language: Language) -> Option<&str> {
    if !APPROVED[language as usize].is_match(text) {
        return None;
    }
    match language {
        Language::Kazakh => Some(issued(text, language).unwrap_or_default()),
        Language::Russian if numbered_acts(text).is_empty() => None,
        Language::Russian => {
            let kind = text.to_lowercase().find("приказ").map_or(text, |at| text.get(at..).unwrap_or(text));
            Some(issued(kind, language).unwrap_or_default())
        }
    }
}

/// Whether one line is a whole signature: office and person.
pub(super) fn is_signature(text: &str) -> bool {
    // The length is not in the pattern: so many copies of its letters take long to compile.
    SIGNATURE.captures(text).is_some_and(|found| found[1].chars().count() <= LONGEST_OFFICE)
}
