//! ASCII names for things that have no code: the last part of an IRI.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{fold_look_alikes, single_spaced};

/// The longest slug, in bytes, before it is cut and made unique by a digest.
const LONGEST: usize = 72;

/// How a letter of Kazakh is written in ASCII, where a general transliteration writes it otherwise than the vocabularies do.
fn kazakh(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ә' => "a",
        'ғ' => "gh",
        'қ' => "q",
        'ң' => "ng",
        'ө' => "o",
        'ұ' | 'ү' => "u",
        'һ' => "h",
        'і' | 'й' => "i",
        'я' => "ya",
        'ю' => "yu",
        _ => return None,
    })
}

/// Returns `name`, and with `.2`, `.3` behind it when it was returned before; `used` counts how often each was.
pub(crate) fn told_apart(name: String, used: &mut HashMap<String, usize>) -> String {
    let times = used.entry(name.clone()).or_default();
    *times += 1;
    if *times == 1 { name } else { format!("{name}.{times}") }
}

/// Returns a lower-case ASCII name for `text`: letters transliterated, everything else a hyphen.
///
/// Spellings that differ in case, white space and look-alike letters of Kazakh words have one slug. A text longer than 72 bytes is cut at a word and ends with eight
/// hexadecimal digits of its SHA-256, so that two long titles with one beginning stay apart.
pub fn slug(text: &str) -> String {
    // Latin words stay Latin: folding all look-alikes would make `code` a `sode`.
    let folded = single_spaced(&fold_look_alikes(text).to_lowercase());
    let mut slug = String::new();
    let latin: String =
        folded.chars().map(|letter| kazakh(letter).map_or_else(|| letter.to_string(), str::to_owned)).collect();
    for letter in deunicode::deunicode(&latin).to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if letter != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.len() > LONGEST {
        slug.truncate(LONGEST);
        slug.truncate(slug.rfind('-').unwrap_or(LONGEST));
        slug.push('-');
        for byte in &Sha256::digest(folded.as_bytes())[..4] {
            slug.push_str(&format!("{byte:02x}"));
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kazakh_title_becomes_ascii() {
        let slug = slug("Мемлекеттік сатып алу туралы");
        assert!(slug.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'), "{slug}");
        assert!(slug.starts_with("memlekett"), "{slug}");
    }

    #[test]
    fn spellings_that_fold_to_one_have_one_slug() {
        assert_eq!(slug("Мемлекеттiк  САТЫП алу"), slug("мемлекеттік сатып алу"));
    }

    #[test]
    fn letters_of_kazakh_are_written_as_the_vocabularies_write_them() {
        assert_eq!(slug("қолданбалы математика"), "qoldanbaly-matematika");
        assert_eq!(
            slug("технология және қоғамдық тамақтандыруды ұйымдастыру"),
            "tekhnologiya-zhane-qoghamdyq-tamaqtandyrudy-uiymdastyru"
        );
    }

    #[test]
    fn a_latin_word_keeps_its_letters() {
        assert_eq!(slug("act-kinds"), "act-kinds");
    }

    #[test]
    fn long_titles_with_one_beginning_stay_apart() {
        let beginning = "қазақстан республикасының ".repeat(5);
        assert_ne!(slug(&format!("{beginning}бірінші")), slug(&format!("{beginning}екінші")));
    }
}
