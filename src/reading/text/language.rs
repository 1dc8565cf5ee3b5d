//! The two languages in which orders are issued.

use serde::Serialize;

/// A language of an order's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Language {
    /// Kazakh in Cyrillic letters.
    #[default]
    #[serde(rename = "kk")]
    Kazakh,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
}

/// What a letter tells of the language: less than 0 when only the Kazakh alphabet has it, more when Russian words have it
/// often and Kazakh words hardly ever.
fn leaning(letter: char) -> isize {
    match letter {
        'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => -1,
        'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' | 'І' => -1,
        'ё' | 'ф' | 'ц' | 'ч' | 'щ' | 'ъ' | 'ь' | 'ю' | 'я' | 'э' | 'в' => 1,
        'Ё' | 'Ф' | 'Ц' | 'Ч' | 'Щ' | 'Ъ' | 'Ь' | 'Ю' | 'Я' | 'Э' | 'В' => 1,
        _ => 0,
    }
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Kazakh, Self::Russian];

    /// The language's tag in RDF and JSON (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Kazakh => "kk",
            Self::Russian => "ru",
        }
    }

    /// The language in which most of `text` is written: Kazakh letters of its own are a sixth of a Kazakh text and none of a
    /// Russian one. Kazakh for a text without Cyrillic letters.
    pub fn of(text: &str) -> Self {
        let balance: isize = text.chars().map(leaning).sum();
        if balance > 0 { Self::Russian } else { Self::Kazakh }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_text_is_in_the_language_of_its_letters() {
        assert_eq!(Language::of("Қазақстан Республикасының Конституциясын білуі"), Language::Kazakh);
        assert_eq!(Language::of("Знание Конституции Республики Казахстан"), Language::Russian);
        assert_eq!(Language::of("1 С-3 01-1-1"), Language::Kazakh);
    }

    #[test]
    fn a_quotation_in_the_other_language_does_not_matter() {
        assert_eq!(
            Language::of("Образование ⏎ Әлеуметтік ғылымдар мамандықтары бойынша жоғары білім"),
            Language::Kazakh
        );
    }
}
