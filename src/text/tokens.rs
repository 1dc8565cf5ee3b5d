//! Words and punctuation marks with the place where they stand, for the small grammars and the gazetteers.

use super::fold;
use super::folding::is_alphanumeric;

/// A word (with inner hyphens: `мұнай-газ`) or one punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token [`fold`]ed: the form that is compared.
    pub key: String,
    /// First byte of the token in the text.
    pub start: usize,
    /// The byte after the token's last.
    pub end: usize,
}

/// Returns the tokens of `text` in order. White space gives none.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((position, letter)) = letters.next() {
        let inner_hyphen = matches!(letter, '-' | '‑')
            && start.is_some()
            && letters.peek().is_some_and(|(_, next)| is_alphanumeric(*next));
        if is_alphanumeric(letter) || inner_hyphen {
            start.get_or_insert(position);
            continue;
        }
        if let Some(start) = start.take() {
            found.push(token(text, start, position));
        }
        if !letter.is_whitespace() {
            found.push(token(text, position, position + letter.len_utf8()));
        }
    }
    if let Some(start) = start {
        found.push(token(text, start, text.len()));
    }
    found
}

fn token(text: &str, start: usize, end: usize) -> Token {
    Token { key: fold(&text[start..end]), start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_hyphens_and_marks_stand_alone() {
        let text = "Мұнай-газ ісі, және/немесе";
        let keys: Vec<String> = tokens(text).into_iter().map(|token| token.key).collect();
        assert_eq!(keys, ["мұнай-газ", "ісі", ",", "және", "/", "немесе"]);
        assert_eq!(&text[tokens(text)[0].start..tokens(text)[1].end], "Мұнай-газ ісі");
    }
}
