//! The languages of the pages. A page stands at `NAME.html` in Kazakh, the language of the orders, which so answers where a web
//! host knows no languages, and at `NAME.ru.html` and `NAME.en.html`.

/// A language in which every page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Kazakh.
    Kazakh,
    /// Russian.
    Russian,
    /// English.
    English,
}

impl Language {
    /// All, the one for readers of whom nothing is known first.
    pub const ALL: [Self; 3] = [Self::Kazakh, Self::Russian, Self::English];

    /// Tags, names and endings.
    const SAID: [[&str; 3]; 3] =
        [["kk", "Қазақша", ".html"], ["ru", "Русский", ".ru.html"], ["en", "English", ".en.html"]];

    /// The tag of BCP 47.
    pub fn tag(self) -> &'static str {
        Self::SAID[self as usize][0]
    }

    /// The language's own name for itself.
    pub fn name(self) -> &'static str {
        Self::SAID[self as usize][1]
    }

    /// How the name of a page's file ends.
    pub fn ending(self) -> &'static str {
        Self::SAID[self as usize][2]
    }

    /// The language of this tag; none when there are no pages in it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The page and the language of a file, `("act/Z1", Russian)` for `act/Z1.ru.html`; none when it is no page's.
    pub fn of_file(path: &str) -> Option<(&str, Self)> {
        let mut longest_first = [Self::Russian, Self::English, Self::Kazakh].into_iter();
        longest_first.find_map(|language| Some((path.strip_suffix(language.ending())?, language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_page_and_language() {
        assert_eq!(Language::of_file("act/Z1.ru.html"), Some(("act/Z1", Language::Russian)));
        assert_eq!(Language::of_file("position/26-0-1.2.html"), Some(("position/26-0-1.2", Language::Kazakh)));
        assert_eq!(Language::of_file("act/Z1.ttl"), None);
        assert_eq!(Language::of_tag("ru-KZ"), Some(Language::Russian));
    }
}
