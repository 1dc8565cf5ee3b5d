//! Markup that a converter left in text: references (`&quot;`, `&#171;`, `&#xAB;`), and field codes of Word
//! (`HYPERLINK "http://…" \l "z13" 13-бабы` is the link `13-бабы`).

use std::sync::LazyLock;

use html5ever::data::NAMED_ENTITIES;
use regex::{Captures, Regex};

use super::encoding::{Encoding, Page};
use crate::reading::text::pattern;

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"&(#?\w+;)"));

/// A code is the field's name in capitals with its arguments, at least one of which is in quotation marks, a switch (`\h`,
/// `\* MERGEFORMAT`) or a bookmark (`_Toc75`); braces may stand around it. Word's own marks for the beginning and the middle of a
/// field are U+0013 and U+0014.
pub(super) static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\b{start}(?:HYPERLINK|PAGEREF|NOTEREF|REF|TOC|INCLUDEPICTURE|FORMTEXT|PAGE)";
    let quoted = r#"(?:\s*"[^"]*"|\s+[“”«][^“”»]*[“”»])"#;
    let bookmark = r"\s+_\S*";
    let switch = format!(r"\s+\\\S*(?:{quoted}|\s+(?:MERGE|CHAR)FORMAT[A-Z]*)?");
    // The first argument is an address or a bookmark; later quotation marks may be the link's own words.
    let code = format!(r"{name}(?:{quoted}|{bookmark}|{switch})(?:{bookmark}|{switch})*\x20?");
    pattern(&format!(r"\{{\s*{code}(?:\s*\}})?|{code}|\x13[^\x14]*\x14"))
});

/// Returns `line` with its references decoded, and how many there were; nothing when it has none. A reference that was written
/// as one twice gives a reference: `&amp;quot;`.
pub(super) fn decoded(line: &str) -> Option<(String, usize)> {
    let mut count = 0;
    let text = REFERENCE.replace_all(line, |found: &Captures<'_>| {
        let letter = letter(&found[1]);
        count += usize::from(letter.is_some());
        letter.map_or_else(|| found[0].to_owned(), String::from)
    });
    let text = text.into_owned();
    (count > 0).then_some((text, count))
}

/// The character of a reference, behind its `&`: `quot;`, `#171;`. The case of names does not matter where one name has it.
fn letter(reference: &str) -> Option<char> {
    let number = match reference.trim_end_matches(';').strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            let known = NAMED_ENTITIES.get(reference).or_else(|| NAMED_ENTITIES.get(&*reference.to_lowercase()));
            known.filter(|(_, second)| *second == 0)?.0
        }
    };
    match number {
        // A line end would make another line.
        10..=13 => Some(' '),
        // The numbers of Windows-1252, as browsers read them.
        0x80..=0x9F => Page::of(Encoding::Windows1252).map(|page| page.letter(number as u8)),
        _ => char::from_u32(number),
    }
}

/// Returns `line` without its field codes, and how many there were; nothing when it has none.
pub(super) fn without_fields(line: &str) -> Option<(String, usize)> {
    let count = FIELD.find_iter(line).count();
    (count > 0).then(|| (FIELD.replace_all(line, "").into_owned(), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_form_are_decoded_and_other_words_stay() {
        let read = |text| decoded(text).map(|(text, _)| text);
        assert_eq!(
            read("&quot;Б&quot; &laquo;&#1178;&#x49B;&raquo; &#150;&NBSP;5").as_deref(),
            Some("\"Б\" «Ққ» –\u{A0}5")
        );
        assert_eq!(read("R&D; A & B; &unknown; &quot &#xZZ; &#55296;"), None);
        assert_eq!(super::super::mend("&amp;amp;quot;").text, "\"");
    }

    #[test]
    fn the_words_of_a_link_stay() {
        for (line, words) in [
            ("Заңының HYPERLINK \"http://a.kz/docs/Z1#z13\" 13-бабы", "Заңының 13-бабы"),
            ("HYPERLINK \"http://a.kz\" \\l \"z13\" \\o \"кеңес\" \"Туралы\" Заң", "\"Туралы\" Заң"),
            ("а { HYPERLINK \"http://a.kz\" }Заң б", "а Заң б"),
            ("а \u{13} HYPERLINK \"http://a.kz\" \u{14}Заң\u{15} б", "а Заң\u{15} б"),
            ("PAGE \\* MERGEFORMAT 12", "12"),
            ("мазмұны PAGEREF _Toc75 \\h 5", "мазмұны 5"),
            ("HYPERLINK \"http://a.kz\" HYPERLINK \"http://b.kz\" Заң", "Заң"),
        ] {
            assert_eq!(without_fields(line).unwrap().0, words, "{line}");
        }
        for line in ["HYPERLINK", "REF бөлімі", "TOC", "XREF \"а\"", "\u{13}"] {
            assert_eq!(without_fields(line), None, "{line}");
        }
    }
}
