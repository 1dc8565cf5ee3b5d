//! References that a converter left in text: `&quot;`, `&#171;`, `&#xAB;`, `&amp;quot;`.

use super::Encoding;
use super::pages::Page;

/// The names that office programs and converters write.
const NAMED: &[(&str, char)] = &[
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("numsp", '\u{2007}'),
    ("shy", '\u{AD}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("horbar", '―'),
    ("hyphen", '‐'),
    ("dash", '‐'),
    ("minus", '−'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("numero", '№'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("plusmn", '±'),
    ("times", '×'),
    ("frac12", '½'),
    ("euro", '€'),
    ("newline", ' '),
    ("tab", '\t'),
];
/// The longest reference behind its `&`, in bytes.
const LONGEST: usize = 10;

/// Returns `line` with its references decoded, and how many there were; nothing when it has none.
pub(super) fn decoded(line: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut count = 0;
    let mut rest = line;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let mut letter = '&';
        // A reference that was written as one twice gives a reference: `&amp;quot;`.
        while letter == '&'
            && let Some((next, length)) = reference(rest)
        {
            (letter, count) = (next, count + 1);
            rest = &rest[length..];
        }
        text.push(letter);
    }
    text.push_str(rest);
    (count > 0).then_some((text, count))
}

/// The character of a reference without its `&` at the beginning of `text`, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16).ok()?,
                None => number.parse().ok()?,
            };
            numbered(number)?
        }
        None => NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1,
    };
    Some((letter, end + 1))
}

/// The numbers from 128 to 159 are those of Windows-1252, as browsers read them; a line end would make another line.
fn numbered(number: u32) -> Option<char> {
    match number {
        10..=13 => Some(' '),
        0x80..=0x9F => Page::of(Encoding::Windows1252).map(|page| page.letter(number as u8)),
        _ => char::from_u32(number),
    }
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
        assert_eq!(read("&amp;amp;quot;").as_deref(), Some("\""));
        assert_eq!(read("R&D; A & B; &unknown; &quot &#xZZ; &#55296;"), None);
    }
}
