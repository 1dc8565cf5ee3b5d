//! Whether an act's title is that of an order on qualification requirements for posts; the words are in
//! `ontology/corpus-words.ttl`.

use crate::reading::text::{Language, fold, tokens};
use crate::reading::vocabulary::{Gazetteer, Vocabularies};

/// The words by which titles are known, for many titles.
#[derive(Clone, Debug)]
pub struct TitleWords {
    /// For each thing that a title must name, the wordings, each of beginnings of words.
    needed: [Vec<Vec<String>>; 2],
}

impl TitleWords {
    /// The words of the vocabularies.
    pub fn of(vocabularies: &Vocabularies) -> Self {
        let words = &vocabularies.lexicon(Language::Kazakh).corpus_words;
        Self { needed: ["requirements", "posts"].map(|notation| wordings(words, notation)) }
    }

    /// Whether a title names both the requirements and the posts.
    pub fn are_in(&self, title: &str) -> bool {
        let words: Vec<String> = tokens(title).into_iter().map(|token| token.key).collect();
        let has =
            |wording: &Vec<String>| wording.iter().all(|begins| words.iter().any(|word| word.starts_with(begins)));
        self.needed.iter().all(|wordings| wordings.iter().any(has))
    }

    /// Whether such a title may stand somewhere in `text`; much faster, and never wrong when it says no.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let text = fold(text);
        let has = |wording: &Vec<String>| wording.iter().all(|begins| text.contains(begins));
        // Letters may be written as escapes in YAML.
        text.contains("\\u") || self.needed.iter().all(|wordings| wordings.iter().any(has))
    }
}

fn wordings(words: &Gazetteer, notation: &str) -> Vec<Vec<String>> {
    let concepts = words.concepts().iter().filter(|concept| concept.notation.as_deref() == Some(notation));
    let labels = concepts.flat_map(|concept| &concept.labels);
    labels.map(|(label, _)| tokens(label).into_iter().map(|token| token.key).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::vocabulary::DEFAULT_BASE;

    #[test]
    fn titles_are_known_by_their_words_in_both_languages() {
        let words = TitleWords::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap());
        for title in [
            "Об утверждении квалификационных требований к административным государственным должностям корпуса «Б»",
            "Жол министрлігінің мемлекеттік лауазымдарына қойылатын біліктілік талаптарын бекіту туралы",
            "О квалификационных требованиях к категориям должностей правоохранительной службы",
        ] {
            assert!(words.are_in(title) && words.may_be_in(&format!("title:\n  rus: {title}")), "{title}");
        }
        for title in [
            "Об утверждении квалификационных требований к лицензируемой деятельности",
            "Мемлекеттік қызмет туралы",
            "Об утверждении правил",
        ] {
            assert!(!words.are_in(title), "{title}");
        }
    }
}
