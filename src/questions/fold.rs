//! One word is typed in many ways: `С-3` with a Cyrillic letter and `C-3` with a Latin one, `«Қаржы»` and `қаржы`.
//!
//! Names are compared by their folded form: [squashed](squash), after Unicode has made one of the forms that it has for
//! compatibility, and without quotation marks.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::reading::text::squash;

/// The form in which two spellings of one name are equal.
pub fn fold(name: &str) -> String {
    let mut folded = match is_nfkc_quick(name.chars()) {
        IsNormalized::Yes => squash(name),
        _ => squash(&name.nfkc().collect::<String>()),
    };
    folded.retain(|c| !matches!(c, '"' | '\'' | '‘' | '’' | '‚' | '`'));
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_the_same_in_either_script() {
        assert_eq!(fold("С-3"), fold("C-3"));
        assert_eq!(fold("с – 3"), fold("C-3"));
        assert_ne!(fold("C-3"), fold("C-4"));
    }

    #[test]
    fn quotation_marks_case_and_white_space_do_not_matter() {
        assert_eq!(fold("«Қаржы  ісі»"), fold("ҚАРЖЫ ісi"));
        assert_eq!(fold("5В050900"), fold("5B050900"));
    }
}
