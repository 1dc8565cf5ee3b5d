//! Field codes of Word that a converter left in text: `HYPERLINK "http://…" \l "z13" 13-бабы` is the link `13-бабы`.
//!
//! A code is the field's name in capitals with its arguments, at least one of which is in quotation marks, a switch
//! (`\h`, `\* MERGEFORMAT`) or a bookmark (`_Toc75`); braces may stand around it. Word's own marks for the beginning, the middle
//! and the end of a field are U+0013, U+0014 and U+0015.

const NAMES: [&str; 8] = ["HYPERLINK", "PAGEREF", "NOTEREF", "REF", "TOC", "INCLUDEPICTURE", "FORMTEXT", "PAGE"];
const BEGIN: char = '\u{13}';
const MIDDLE: char = '\u{14}';

/// Whether `line` may hold a code.
pub(super) fn may_stand_in(line: &str) -> bool {
    line.contains(BEGIN) || NAMES.iter().any(|name| line.contains(name))
}

/// Returns `line` without its field codes, and how many there were; nothing when it has none.
pub(super) fn removed(line: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut count = 0;
    let mut rest = line;
    loop {
        let name = NAMES.iter().filter_map(|name| Some((rest.find(name)?, name.len())));
        // `PAGEREF` is no `PAGE`.
        let name = name.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)));
        let marked = rest.find(BEGIN).filter(|at| rest[*at..].contains(MIDDLE));
        match (name, marked) {
            (_, Some(at)) if name.is_none_or(|(name, _)| at < name) => {
                text.push_str(&rest[..at]);
                let end = rest[at..].find(MIDDLE).map_or(rest.len(), |middle| at + middle + 1);
                rest = &rest[end..];
                count += 1;
            }
            (Some((at, length)), _) => {
                let free =
                    rest[..at].chars().next_back().or(text.chars().next_back()).is_none_or(|l| !l.is_alphanumeric());
                let code = free.then(|| arguments(&rest[at + length..])).flatten();
                let end = at + length + code.unwrap_or(0);
                let Some(_) = code else {
                    text.push_str(&rest[..end]);
                    rest = &rest[end..];
                    continue;
                };
                let before = &rest[..at];
                let brace = before.trim_end().strip_suffix('{');
                text.push_str(brace.unwrap_or(before));
                rest = &rest[end..];
                if brace.is_some() {
                    rest = rest.trim_start().strip_prefix('}').unwrap_or(rest);
                }
                count += 1;
            }
            (None, _) => break,
        }
    }
    text.push_str(rest);
    (count > 0).then_some((text, count))
}

/// The length of the arguments at the beginning of `text`, with the blank behind them; nothing when there are none.
fn arguments(text: &str) -> Option<usize> {
    let mut rest = text;
    let mut found = false;
    // What follows a switch with an argument.
    let mut switch = false;
    loop {
        let next = rest.trim_start();
        if next.len() == rest.len() && !next.starts_with('"') {
            break;
        }
        let length = match next.chars().next() {
            Some(quote @ ('"' | '“' | '”' | '«')) => {
                let close =
                    |letter: char| if quote == '"' { letter == '"' } else { matches!(letter, '”' | '“' | '»') };
                let inner = &next[quote.len_utf8()..];
                match inner.char_indices().find(|(_, letter)| close(*letter)) {
                    // The first argument is an address or a bookmark; later quotation marks may be the link's own words.
                    Some((end, letter)) if !found || switch => quote.len_utf8() + end + letter.len_utf8(),
                    _ => break,
                }
            }
            Some('\\') => next.find(char::is_whitespace).unwrap_or(next.len()).max(2).min(next.len()),
            Some('_') => next.find(char::is_whitespace).unwrap_or(next.len()),
            _ if switch && (next.starts_with("MERGEFORMAT") || next.starts_with("CHARFORMAT")) => {
                next.find(|letter: char| !letter.is_ascii_uppercase()).unwrap_or(next.len())
            }
            _ => break,
        };
        switch = next.starts_with('\\');
        found = true;
        let mut end = length;
        while !next.is_char_boundary(end) {
            end += 1;
        }
        rest = &next[end..];
    }
    let behind = rest.strip_prefix(' ').unwrap_or(rest);
    found.then(|| text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_link_stay() {
        for (line, words) in [
            ("Заңының HYPERLINK \"http://a.kz/docs/Z1#z13\" 13-бабы", "Заңының 13-бабы"),
            ("HYPERLINK \"http://a.kz\" \\l \"z13\" \\o \"кеңес\" \"Туралы\" Заң", "\"Туралы\" Заң"),
            ("а { HYPERLINK \"http://a.kz\" }Заң б", "а Заң б"),
            ("а \u{13} HYPERLINK \"http://a.kz\" \u{14}Заң\u{15} б", "а Заң\u{15} б"),
            ("PAGE \\* MERGEFORMAT 12", "12"),
            ("мазмұны PAGEREF _Toc75 \\h 5", "мазмұны 5"),
        ] {
            assert_eq!(removed(line).unwrap().0, words, "{line}");
        }
        for line in ["HYPERLINK", "REF бөлімі", "TOC", "XREF \"а\"", "\u{13}"] {
            assert_eq!(removed(line), None, "{line}");
        }
    }
}
