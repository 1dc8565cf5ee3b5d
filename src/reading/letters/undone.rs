//! Text that was read in a wrong encoding and saved again: `ТљР°Р·Р°Т›СЃС‚Р°РЅ` is the UTF-8 of `Қазақстан` read as
//! Windows-1251, `Ìèíèñòð` the Windows-1251 of `Министр` read as Latin-1.
//!
//! Each letter of the wrong reading is one byte of the right one, so the error is undone line by line, and only where a
//! line's bytes are UTF-8 to the last: a line of right text is not, and is left.

use super::Undecodable;
use super::encoding::{Encoding, Page, one_byte};
use crate::reading::text::is_cyrillic;

/// The fewest letters of two characters that show a wrong reading.
const FEWEST: usize = 3;
/// A text may have gone through the error so many times.
const MOST_TIMES: usize = 3;

/// What was undone.
pub(super) struct Undone {
    /// The text as it was.
    pub text: String,
    /// The encoding as which it was read by mistake.
    pub misread_as: Encoding,
    /// The encoding in which it was.
    pub original: Encoding,
    /// The first and the last line that were wrong, from 1.
    pub span: (usize, usize),
}

/// Returns the text before it was read wrongly; nothing when it was not.
///
/// # Errors
/// When it was, and letters of it were lost on the way.
pub(super) fn undo(text: &str) -> Result<Option<Undone>, Undecodable> {
    let mut found: Option<Undone> = None;
    for _ in 0..MOST_TIMES {
        let Some(next) = undo_once(found.as_ref().map_or(text, |undone| &undone.text))? else { break };
        let span = found.as_ref().map_or(next.span, |undone| undone.span);
        found = Some(Undone { span, ..next });
    }
    Ok(found)
}

fn undo_once(text: &str) -> Result<Option<Undone>, Undecodable> {
    if !is_suspect(text) {
        return Ok(None);
    }
    let pairs = |page: &Page| text.split('\n').map(|line| Line::of(line, page).pairs).sum::<usize>();
    let likely = Page::all().map(|(encoding, page)| (pairs(&page), encoding, page));
    let likely = likely.filter(|(pairs, ..)| *pairs >= FEWEST);
    match likely.reduce(|best, other| if other.0 > best.0 { other } else { best }) {
        Some((_, encoding, page)) => lines(text, encoding, &page),
        None => Ok(misread_letters(text)),
    }
}

/// Whether characters that a wrong reading gives in number are in the text at all.
fn is_suspect(text: &str) -> bool {
    let mut seen = 0;
    let mut before = ' ';
    for letter in text.chars() {
        seen += usize::from(match letter {
            'À'..='ÿ' | '\u{2500}'..='\u{259F}' => true,
            // What Windows-1251 has besides letters of Russian and Kazakh, behind a letter of two bytes.
            'І' | 'Ё' | 'і' | 'ё' | '»' => false,
            '\u{80}'..='\u{BF}' | 'Ђ'..='Џ' | 'ђ'..='џ' | '\u{FFFD}' => matches!(before, 'Р'..='У'),
            _ => false,
        });
        before = letter;
    }
    seen >= FEWEST
}

/// A line as the bytes that it was.
struct Line {
    /// The bytes; none where a character has none in the page.
    bytes: Vec<Option<u8>>,
    /// The characters outside of ASCII.
    letters: usize,
    /// The pairs of characters that are the two bytes of a letter in UTF-8.
    pairs: usize,
}

impl Line {
    fn of(line: &str, page: &Page) -> Self {
        let bytes: Vec<Option<u8>> = line.chars().map(|letter| page.byte(letter)).collect();
        let letters = line.chars().filter(|letter| !letter.is_ascii()).count();
        // In right text in Windows-1251 too: `Тіл`, `СССР»`, `Р–`.
        let usual = |byte| matches!(byte, 0xB3 | 0xB2 | 0xBB | 0x96 | 0x94 | 0x85);
        // What went through the error twice as a western text has the western letters' own two bytes.
        let least = if page.letter(0xD0) == 'Ð' { 0xC2 } else { 0xD0 };
        let is_pair = |pair: &[Option<u8>]| matches!(pair, [Some(one), Some(next @ 0x80..=0xBF)] if (least..=0xD3).contains(one) && !usual(*next));
        let pairs = bytes.windows(2).filter(|two| is_pair(two)).count();
        Self { bytes, letters, pairs }
    }

    /// The text as it was, if every byte of it is there.
    fn right(&self) -> Option<String> {
        let mut bytes: Vec<u8> = self.bytes.iter().copied().collect::<Option<_>>()?;
        // A no-break blank behind such a letter often became a plain one.
        for at in 1..bytes.len() {
            if bytes[at] == b' ' && matches!(bytes[at - 1], 0xD0..=0xD3) {
                bytes[at] = 0xA0;
            }
        }
        String::from_utf8(bytes)
            .ok()
            .filter(|text| text.chars().any(|letter| is_cyrillic(letter) || matches!(letter, 'Ð' | 'Ñ')))
    }

    /// Whether most of what is not ASCII are pairs.
    fn is_misread(&self) -> bool {
        self.pairs >= FEWEST && self.pairs * 4 >= self.letters
    }
}

fn lines(text: &str, misread_as: Encoding, page: &Page) -> Result<Option<Undone>, Undecodable> {
    let mut right: Vec<String> = Vec::new();
    let mut changed: Vec<usize> = Vec::new();
    let mut lost: Vec<usize> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let bytes = Line::of(line, page);
        match bytes.right().filter(|_| bytes.letters > 1) {
            Some(undone) => {
                changed.push(index + 1);
                right.push(undone);
            }
            None => {
                if bytes.is_misread() {
                    lost.push(index + 1);
                }
                right.push(line.to_owned());
            }
        }
    }
    if !lost.is_empty() {
        return Err(Undecodable::Misread { encoding: misread_as, lost });
    }
    let Some((&first, &last)) = changed.first().zip(changed.last()) else { return Ok(None) };
    Ok(Some(Undone { text: right.join("\n"), misread_as, original: Encoding::Utf8, span: (first, last) }))
}

/// Undoes the reading of a text with one byte a letter as one of western Europe.
fn misread_letters(text: &str) -> Option<Undone> {
    let misread_as = Encoding::Windows1252;
    let page = Page::of(misread_as)?;
    let letters = text.chars().filter(|letter| !letter.is_ascii()).count();
    let western = text.chars().filter(|letter| matches!(letter, 'À'..='ÿ')).count();
    if western < 2 * FEWEST || western * 10 < letters * 6 {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(|letter| page.byte(letter)).collect::<Option<_>>()?;
    let (original, page) = one_byte(&bytes).filter(|(encoding, _)| *encoding != misread_as)?;
    let text = page.decode(&bytes);
    let lines = text.lines().count();
    Some(Undone { text, misread_as, original, span: (1, lines) })
}
