//! Letters of Kazakh that stand as others: fonts of the nineties drew `қ` in the place of the Macedonian `ќ`, and a file in
//! KZ-1048 that is read as Windows-1251 has the same letters: `Ќазаќстан жјне`.

/// The letters that stand for those of Kazakh, each beneath its own.
const PRINTED: &str = "ќЌєЄѕЅїЇґҐўЎјЈћЋ";
const MEANT: &str = "қҚғҒңҢүҮөӨұҰәӘһҺ";
/// Those that no Ukrainian or Belarusian text has.
const TELLING: &str = "ќЌѕЅјЈ";
/// The fewest words that show such a text.
const FEWEST: usize = 2;

/// Letters put right, and where.
pub(super) struct Restored {
    /// The text with the letters of Kazakh.
    pub text: String,
    /// The first word that was changed, as it was and as it is.
    pub example: (String, String),
    /// How many words were changed.
    pub words: usize,
    /// The first and the last line of these, from 1.
    pub span: (usize, usize),
}

/// Whether `letter` is in the part of the alphabets where these letters are.
fn is_rare(letter: char) -> bool {
    matches!(letter, 'Ђ'..='Џ' | 'ђ'..='џ' | 'Ґ' | 'ґ') && letter != 'і'
}

fn meant(letter: char) -> Option<char> {
    let mut pairs = PRINTED.chars().zip(MEANT.chars()).filter(|_| is_rare(letter));
    pairs.find(|(printed, _)| *printed == letter).map(|(_, meant)| meant)
}

/// Returns the text with the letters of Kazakh; nothing when it has them, or is in another language.
pub(super) fn restore(text: &str) -> Option<Restored> {
    let is_telling = |letter: char| is_rare(letter) && TELLING.contains(letter);
    if !text.contains(is_telling) {
        return None;
    }
    let telling = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.contains(is_telling));
    // Macedonian and Serbian have neither of these.
    if telling.take(FEWEST).count() < FEWEST || !text.contains(['і', 'ы', 'І', 'Ы']) {
        return None;
    }
    let mut restored =
        Restored { text: String::with_capacity(text.len()), example: Default::default(), words: 0, span: (0, 0) };
    let mut line = 1;
    for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        if word.contains(|letter| meant(letter).is_some()) {
            let mended: String = word.chars().map(|letter| meant(letter).unwrap_or(letter)).collect();
            if restored.words == 0 {
                let bare = |word: &str| word.trim_end_matches(|letter: char| !letter.is_alphabetic()).to_owned();
                restored.example = (bare(word), bare(&mended));
                restored.span.0 = line;
            }
            restored.words += 1;
            restored.span.1 = line;
            restored.text.push_str(&mended);
        } else {
            restored.text.push_str(word);
        }
        line += usize::from(word.ends_with('\n'));
    }
    Some(restored)
}
