//! Words and punctuation marks with the place where they stand, for the small grammars and the gazetteers.

use super::folding::{fold, fold_composed, is_alphanumeric, is_composed};

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
    each_token(text).collect()
}

/// The tokens of `text` one by one, for those who need only the first.
pub fn each_token(text: &str) -> impl Iterator<Item = Token> {
    let composed = is_composed(text);
    let mut letters = text.char_indices().peekable();
    let mut mark = None;
    let token = move |start: usize, end: usize| {
        let printed = &text[start..end];
        Token { key: if composed { fold_composed(printed, true) } else { fold(printed) }, start, end }
    };
    std::iter::from_fn(move || {
        if let Some((start, end)) = mark.take() {
            return Some(token(start, end));
        }
        let mut start = None;
        while let Some((position, letter)) = letters.next() {
            let inner_hyphen = matches!(letter, '-' | '‑')
                && start.is_some()
                && letters.peek().is_some_and(|(_, next)| is_alphanumeric(*next));
            if inner_hyphen || is_alphanumeric(letter) {
                start.get_or_insert(position);
                continue;
            }
            let own = (!letter.is_whitespace()).then(|| (position, position + letter.len_utf8()));
            match (start, own) {
                (Some(start), own) => {
                    mark = own;
                    return Some(token(start, position));
                }
                (None, Some((start, end))) => return Some(token(start, end)),
                (None, None) => {}
            }
        }
        start.map(|start| token(start, text.len()))
    })
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
