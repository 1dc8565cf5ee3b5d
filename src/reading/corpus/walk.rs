//! Walking a whole clone of the corpus: the acts in it, and which of them may be orders of the kind.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::metadata::METADATA;
use super::{CorpusError, main, read_metadata};
use crate::reading::parallel;
use crate::reading::text::{Language, fold, tokens};
use crate::reading::vocabulary::{Gazetteer, Vocabularies};

/// So many acts are looked at together.
const BATCH: usize = 512;
/// The bytes of a text in which its title stands.
const HEAD: u64 = 4096;

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// How many acts it looked at.
    pub acts: usize,
    /// The folders of acts whose titles are those of orders of the kind, in the order of their paths.
    pub orders: Vec<PathBuf>,
}

/// Whether a folder is that of an act: it has metadata or a text of the corpus.
pub fn is_act(folder: &Path) -> bool {
    [METADATA.to_owned()].into_iter().chain(Language::ALL.map(main)).any(|name| folder.join(name).is_file())
}

/// Looks at the acts in and below `folder` on all cores; `progress` is told how many acts were looked at since it was called
/// last. Everything else in the folder is passed over, hidden folders and links to folders among it.
///
/// # Errors
/// When a folder cannot be read.
pub fn find(folder: &Path, vocabularies: &Vocabularies, progress: &mut dyn FnMut(usize)) -> Result<Found, CorpusError> {
    let words = TitleWords::of(vocabularies);
    let mut found = Found::default();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    let mut acts: Vec<PathBuf> = Vec::new();
    while let Some(folder) = waiting.pop() {
        match folders_in(&folder)? {
            None => acts.push(folder),
            Some(below) => waiting.extend(below.into_iter().rev()),
        }
        if acts.len() == BATCH {
            look(&acts, &words, &mut found);
            progress(acts.len());
            acts.clear();
        }
    }
    look(&acts, &words, &mut found);
    progress(acts.len());
    Ok(found)
}

fn look(acts: &[PathBuf], words: &TitleWords, found: &mut Found) {
    found.acts += acts.len();
    let looked = parallel::in_order(
        acts,
        parallel::processors(),
        |act| is_of_kind(act, words),
        |act, is_of_kind| {
            if is_of_kind {
                found.orders.push(act.clone());
            }
            Ok::<(), ()>(())
        },
    );
    debug_assert!(looked.is_ok());
}

/// The folders in a folder by name; none for the folder of an act, below which only its parts are.
fn folders_in(folder: &Path) -> Result<Option<Vec<PathBuf>>, CorpusError> {
    let failed = |error| CorpusError::io(folder, &error);
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name == METADATA || Language::ALL.iter().any(|language| name == main(*language)) {
            return Ok(None);
        }
        if !name.starts_with('.') && entry.file_type().map_err(failed)?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(Some(folders))
}

/// Whether the title of an act is that of an order of the kind. One whose metadata cannot be read and speak of such orders
/// is, so that somebody learns of it.
fn is_of_kind(act: &Path, words: &TitleWords) -> bool {
    let text = fs::read(act.join(METADATA)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    if !text.is_empty() && !words.may_be_in(&text) {
        return false;
    }
    let titles = match read_metadata(act) {
        Err(_) => return true,
        Ok(metadata) => metadata.map(|metadata| metadata.titles()).unwrap_or_default(),
    };
    let titles = if titles.is_empty() {
        Language::ALL.iter().filter_map(|language| head(act, *language)).collect()
    } else {
        titles
    };
    titles.iter().any(|title| words.are_in(title))
}

/// The first line of a text that is no link and not blank, or its heading.
fn head(act: &Path, language: Language) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(act.join(main(language))).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let heading = text.lines().find(|line| line.starts_with('#'));
    heading.or_else(|| lines.next()).map(str::to_owned)
}

/// The words by which the titles of orders on qualification requirements for posts are known; they are in
/// `ontology/corpus-words.ttl`.
#[derive(Clone, Debug)]
struct TitleWords {
    /// For each thing that a title must name, the wordings, each of beginnings of words.
    needed: [Vec<Vec<String>>; 2],
}

impl TitleWords {
    /// The words of the vocabularies.
    fn of(vocabularies: &Vocabularies) -> Self {
        let words = &vocabularies.lexicon(Language::Kazakh).corpus_words;
        Self { needed: ["requirements", "posts"].map(|notation| wordings(words, notation)) }
    }

    /// Whether a title names both the requirements and the posts.
    fn are_in(&self, title: &str) -> bool {
        let words: Vec<String> = tokens(title).into_iter().map(|token| token.key).collect();
        let has =
            |wording: &Vec<String>| wording.iter().all(|begins| words.iter().any(|word| word.starts_with(begins)));
        self.needed.iter().all(|wordings| wordings.iter().any(has))
    }

    /// Whether such a title may stand somewhere in `text`; much faster, and never wrong when it says no.
    fn may_be_in(&self, text: &str) -> bool {
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
