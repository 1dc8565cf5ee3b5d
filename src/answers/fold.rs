//! One word is typed in many ways: `С-3` with a Cyrillic letter and `C-3` with a Latin one, `«Қаржы»` and `қаржы`.
//!
//! Names are compared by their folded form: Unicode composed, small letters, letters that look alike in both scripts made
//! Latin, white space and quotation marks removed.

use unicode_normalization::UnicodeNormalization;

/// The form in which two spellings of one name are equal.
pub fn fold(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !is_quotation_mark(*c))
        .map(latin_look_alike)
        .collect()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '`' | '\u{ad}')
}

/// The Latin letter that a Cyrillic one imitates, as a capital or as a small letter; dashes become hyphens.
fn latin_look_alike(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'і' => 'i',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    }
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
