//! References to acts in the texts of a row or of the preamble.
//!
//! Three forms are found:
//!
//! - a title that the gazetteer of acts knows, wherever it stands, its last word in any case
//!   (`Қазақстан Республикасының Конституциясын`);
//! - a title in quotation marks of any style (`"…"`, `«…»`, `“…”`), known, like a known one, or new;
//! - a date and number (`2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен`), and a code that is named without quotation
//!   marks (`Қазақстан Республикасының Еңбек кодексін`).
//!
//! An act that the gazetteer does not know is a citation all the same.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Citation, Named};
use crate::entries::Passage;
use crate::findings::{Finding, Kind, Target};
use crate::text::{Date, Token, numbered_acts, tokens};
use crate::vocabulary::{Concept, Gazetteer, LabelKind, Lexicon};

/// Marks that end a quotation.
const CLOSING: [char; 4] = ['"', '»', '”', '“'];
/// The longest case ending, in letters, that a title's last word may have.
const LONGEST_ENDING: usize = 4;
/// A number that stands at most so many bytes behind a title belongs to it.
const NEAR: usize = 240;

/// A code without quotation marks: `Қазақстан Республикасының Еңбек кодексін`.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:Қазақстан\s+Республикасының\s+)?(\p{Lu}\p{Ll}+(?:\s+[\p{Ll}-]+){0,6}?)\s+[Кк]одекс(?:і(?:н(?:ің|е)?)?|ы)?(?:[\s,.;]|$)")
        .expect("the pattern is constant")
});
/// Several codes: `Бюджет, Салық және Еңбек кодекстерін`.
static CODES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:\p{Lu}\p{Ll}+(?:\s+[\p{Ll}-]+){0,6}?(?:\s*,\s*|\s+және\s+))+\p{Lu}\p{Ll}+(?:\s+[\p{Ll}-]+){0,6}?)\s+[Кк]одекстер\p{Ll}*")
        .expect("the pattern is constant")
});
static CODE_SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*,\s*|\s+және\s+").expect("the pattern is constant"));
/// `№ 5084 тіркелген`: where an act is registered, not another act.
static REGISTERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:болып\s+)?тіркел").expect("the pattern is constant"));
/// The kind of a numbered act follows its number.
static NUMBERED_KIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:[\p{L}]+\s+){0,1}?(?:бұйры|қаулы|жарлы|өкім|шешім|заң)\p{L}*")
        .expect("the pattern is constant")
});

/// Where a text cites an act.
struct Place {
    bytes: Range<usize>,
    act: Named,
    by: Option<LabelKind>,
}

/// Returns the citations of `passage` in the order of its text, and adds to `findings` what is odd about them.
pub(super) fn read(
    passage: &Passage,
    lexicon: &Lexicon,
    target: &Target,
    findings: &mut Vec<Finding>,
) -> Vec<Citation> {
    let text = &passage.text;
    let words = tokens(text);
    let acts = &lexicon.acts;
    let mut places = known_titles(text, &words, acts);
    add(&mut places, quoted_titles(text, lexicon));
    let numbered = numbered_titles(text, acts);
    for place in numbered {
        let title_before = places.iter().any(|title| {
            title.bytes.end <= place.bytes.start
                && place.bytes.start - title.bytes.end < NEAR
                && !text[title.bytes.end..place.bytes.start]
                    .trim_start_matches(CLOSING)
                    .contains([',', ';', '"', '»', '”'])
        });
        if !title_before {
            add(&mut places, vec![place]);
        }
    }
    for code in unquoted_codes(text, acts) {
        add(&mut places, vec![code]);
    }
    places.sort_by_key(|place| place.bytes.start);
    places
        .into_iter()
        .map(|place| {
            let span = (line_at(passage, place.bytes.start), line_at(passage, place.bytes.end.saturating_sub(1)));
            let cited_text = text[place.bytes].to_owned();
            let finding = match place.by {
                None => Some((Kind::UnknownAct, format!("\"{cited_text}\" is no act that is known"))),
                Some(LabelKind::Hidden) => {
                    Some((Kind::MisprintMended, format!("\"{cited_text}\" is printed for \"{}\"", place.act.label)))
                }
                Some(LabelKind::Likeness) => Some((
                    Kind::ApproximateMatch,
                    format!("\"{cited_text}\" is taken for \"{}\" by likeness", place.act.label),
                )),
                Some(LabelKind::Preferred | LabelKind::Alternative) => None,
            };
            findings.extend(finding.map(|(kind, message)| Finding::new(kind, target.clone(), span, message)));
            Citation { cited_text, start_line: span.0, end_line: span.1, act: place.act }
        })
        .collect()
}

/// Adds the places that overlap none that is already known.
fn add(places: &mut Vec<Place>, more: Vec<Place>) {
    for place in more {
        if !places.iter().any(|known| known.bytes.start < place.bytes.end && place.bytes.start < known.bytes.end) {
            places.push(place);
        }
    }
}

fn place(bytes: Range<usize>, text: &str, concept: &Concept, by: LabelKind) -> Place {
    let act = Named::of(concept, &text[bytes.clone()]);
    Place { bytes, act, by: Some(by) }
}

/// Titles of the gazetteer, the longest at each place.
fn known_titles(text: &str, words: &[Token], acts: &Gazetteer) -> Vec<Place> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match acts.longest_inflected_at(&words[at..], LONGEST_ENDING) {
            Some((length, found)) => {
                places.push(place(words[at].start..words[at + length - 1].end, text, found.concept, found.by));
                at += length;
            }
            None => at += 1,
        }
    }
    places
}

/// Titles in quotation marks. Marks of one word (`"Б" корпусы`) hold a title only if a kind of act follows them
/// (`"Қазақстан-2030" Стратегиясы`).
fn quoted_titles(text: &str, lexicon: &Lexicon) -> Vec<Place> {
    let kind_follows = |end: usize| {
        let behind = tokens(text[end..].trim_start_matches(CLOSING));
        lexicon.act_kinds.longest_inflected_at(&behind, LONGEST_ENDING).is_some()
    };
    let is_title = |bytes: &Range<usize>| tokens(&text[bytes.clone()]).len() > 1 || kind_follows(bytes.end);
    quotations(text)
        .into_iter()
        .filter(is_title)
        .map(|bytes| {
            let title = &text[bytes.clone()];
            match lexicon.acts.find_or_nearest(title) {
                Some(found) => place(bytes, text, found.concept, found.by),
                None => Place { act: Named::minted("act", title.trim()), bytes, by: None },
            }
        })
        .collect()
}

/// The bytes between the quotation marks of each pair. A mark opens where a word follows it and closes where one stands
/// before it, since `“` does the one in English and the other in German style; a mark without its pair is passed over.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (position, letter) in text.char_indices() {
        let end = position + letter.len_utf8();
        let opens = match letter {
            '«' | '„' => true,
            '»' => false,
            '"' | '“' | '”' => {
                let free =
                    text[..position].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(');
                free && text[end..].chars().next().is_some_and(char::is_alphanumeric)
            }
            _ => continue,
        };
        if opens {
            open = Some(end);
        } else if let Some(start) = open.take() {
            found.push(start..position);
        }
    }
    found
}

/// Acts that are cited by date and number.
fn numbered_titles(text: &str, acts: &Gazetteer) -> Vec<Place> {
    numbered_acts(text)
        .into_iter()
        .filter(|(bytes, ..)| !REGISTERED.is_match(&text[bytes.end..]))
        .map(|(bytes, date, number)| {
            let end = bytes.end + NUMBERED_KIND.find(&text[bytes.end..]).map_or(0, |kind| kind.end());
            let bytes = bytes.start..end;
            match numbered(acts, date, &number) {
                Some(concept) => place(bytes, text, concept, LabelKind::Preferred),
                None => Place { act: minted_numbered(&text[bytes.clone()], date, &number), bytes, by: None },
            }
        })
        .collect()
}

/// The act of the gazetteer with this date and number.
pub(super) fn numbered<'a>(acts: &'a Gazetteer, date: Date, number: &str) -> Option<&'a Concept> {
    let date = date.to_string();
    acts.concepts()
        .iter()
        .find(|act| act.number.as_deref() == Some(number) && act.date.as_deref() == Some(date.as_str()))
}

/// A resource for an act that is known by date and number only.
pub(super) fn minted_numbered(printed: &str, date: Date, number: &str) -> Named {
    Named {
        id: format!("act/x-{date}-{}", crate::text::slug(number)),
        label: printed.to_owned(),
        printed: printed.to_owned(),
        known: false,
    }
}

/// Codes that are named without quotation marks.
fn unquoted_codes(text: &str, acts: &Gazetteer) -> Vec<Place> {
    let mut places = Vec::new();
    if !text.contains("одекс") {
        return places;
    }
    for found in CODES.captures_iter(text) {
        let Some(names) = found.get(1) else { continue };
        let mut start = names.start();
        let separators = CODE_SEPARATOR.find_iter(names.as_str()).map(|separator| separator.range());
        let ends = separators.map(|range| (names.start() + range.start, names.start() + range.end));
        for (end, next) in ends.chain([(names.end(), names.end())]) {
            places.push(code(text, start..end, &text[start..end], acts));
            start = next;
        }
    }
    let single = CODE.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let end = whole.start() + whole.as_str().trim_end_matches([' ', ',', '.', ';']).len();
        Some(code(text, whole.start()..end, found.get(1)?.as_str(), acts))
    });
    places.extend(single);
    places
}

fn code(text: &str, bytes: Range<usize>, name: &str, acts: &Gazetteer) -> Place {
    let title = format!("Қазақстан Республикасының {name} кодексі");
    if let Some(found) = acts.find_or_nearest(&title) {
        return place(bytes, text, found.concept, found.by);
    }
    let mut act = Named::minted("act", &title);
    act.printed = text[bytes.clone()].to_owned();
    Place { bytes, act, by: None }
}

/// The line on which the byte `at` of the passage's text stands: the text has the letters of its lines in their order.
pub(super) fn line_at(passage: &Passage, at: usize) -> usize {
    let whole = (0..=at.min(passage.text.len())).rev().find(|end| passage.text.is_char_boundary(*end)).unwrap_or(0);
    let mut before = letters(&passage.text[..whole]);
    for line in &passage.lines {
        let letters = letters(&line.text);
        if before < letters {
            return line.number;
        }
        before -= letters;
    }
    passage.end_line()
}

/// The number of letters and marks without white space. Bytes are counted where they tell, which is much faster.
fn letters(text: &str) -> usize {
    // White space that is not ASCII begins with these bytes.
    if text.bytes().fold(false, |found, byte| found | matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3)) {
        return text.chars().filter(|letter| !letter.is_whitespace()).count();
    }
    let begins_letter = |byte: &u8| !matches!(byte, b'\t'..=b'\r' | b' ' | 0x80..=0xBF);
    text.as_bytes().iter().filter(|byte| begins_letter(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Line;
    use crate::vocabulary::{DEFAULT_BASE, Vocabularies};

    fn cited(text: &str) -> Vec<(String, bool)> {
        let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
        let lexicon = vocabularies.lexicon(crate::text::Language::of(text));
        let passage = Passage::of(vec![Line { number: 1, text: text.to_owned() }]).unwrap();
        let citations = read(&passage, lexicon, &Target::Order, &mut Vec::new());
        citations.into_iter().map(|citation| (citation.cited_text, citation.act.known)).collect()
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
            [
                ("Мемлекеттік қызмет туралы".to_owned(), true),
                ("2005 жылғы 3 мамырдағы № 430 қаулысын".to_owned(), false)
            ]
        );
    }

    #[test]
    fn codes_need_no_quotation_marks() {
        assert_eq!(
            cited("Қазақстан Республикасының Еңбек кодексін, оны"),
            [("Қазақстан Республикасының Еңбек кодексін".to_owned(), false)]
        );
        let names: Vec<String> =
            cited("Бюджет, Салық және Еңбек кодекстерін").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Бюджет", "Салық", "Еңбек"]);
    }

    #[test]
    fn one_word_in_marks_is_a_title_only_before_a_kind_of_act() {
        assert_eq!(cited("\"Б\" корпусы"), []);
        assert_eq!(cited("\"Қазақстан-2030\" Стратегиясын білуі"), [("Қазақстан-2030".to_owned(), false)]);
    }

    #[test]
    fn a_mark_without_its_pair_holds_nothing() {
        assert_eq!(
            cited("туралы\" Заңдарын, осы санаттағы \"Әкімшілік рәсімдер туралы\" Заңын"),
            [("Әкімшілік рәсімдер туралы".to_owned(), true)]
        );
    }
}
