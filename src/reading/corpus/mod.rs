//! The public corpus of the law as input: one folder an act, with metadata and the text in one or two languages.
//!
//! Comes in: a folder like this, or one with many such folders below it:
//!
//! ```text
//! 07-ministerial/103003000000-qriim/2014/0320-ob-utverzhdenii-81245/
//!     meta.yaml                 all about the act but its text
//!     kaz.md, rus.md            the text, or its table of contents with links to its parts
//!     kaz/part001.md, rus/an002.md …
//! ```
//!
//! Goes out: one [`Order`] of a folder, its languages joined, its metadata used and checked against the text; or the folders
//! of those acts that may be orders of the kind. May call: [`crate::reading::document`], [`crate::reading::records`], [`crate::reading::vocabulary`].

mod checking;
mod metadata;
mod walk;

use std::fs;
use std::io;
use std::path::Path;

use thiserror::Error;

use metadata::{METADATA, Metadata, folder};
pub use walk::{Found, find, is_act};

use crate::reading::document::{self, Document, DocumentError};
use crate::reading::findings::{Finding, Kind, Target, said};
use crate::reading::records::{self, Order};
use crate::reading::text::Language;
use crate::reading::vocabulary::Vocabularies;

/// Why the folder of an act cannot be read as an order, and what to do about it.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// No text has a row of requirements.
    #[error(
        "{0}: this act has no table of requirements, so it is no order on qualification requirements for posts; give one that is"
    )]
    OtherKind(String),
    /// The folder is no act, or none that can be read; a sentence says why.
    #[error("{0}")]
    Unreadable(String),
}

impl CorpusError {
    /// The operating system refused.
    fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::Unreadable(format!("{path}: {error}; check that the corpus is there whole and may be read"))
    }
}

/// Reads the order in the folder of an act.
///
/// # Errors
/// When the folder is no act, its metadata are no YAML or those of another act, or no language of its text is an order.
pub fn read(path: &Path, vocabularies: &Vocabularies) -> Result<Order, CorpusError> {
    let shown = path.display().to_string();
    let metadata = read_metadata(path)?;
    let (mut orders, mut failures, mut rows) = (Vec::new(), Vec::new(), false);
    for language in Language::ALL {
        let main = main(language);
        match read_text(path, language, vocabularies) {
            Ok(None) => {}
            Ok(Some(document)) => match read_order(&shown, &document, language, metadata.as_ref(), vocabularies)? {
                Ok(order) => orders.push((language, order)),
                Err(error) => {
                    rows |= error.may_be_order();
                    failures.push((main, error.to_string().replacen(&format!("{}: ", document.name), "", 1)));
                }
            },
            Err(error) => {
                rows = true;
                failures.push((main, error.to_string().replacen(&format!("{shown}/"), "", 1)));
            }
        }
    }
    if orders.is_empty() {
        let why = match (failures.is_empty(), rows) {
            (true, _) if metadata.is_some() => {
                "the folder has meta.yaml and no text; put kaz.md or rus.md there".to_owned()
            }
            (true, _) => {
                "is a folder without meta.yaml, kaz.md, rus.md and without files of a text; give an order's file, \
                          the folder of an act, or a folder with such folders below it"
                    .to_owned()
            }
            (false, false) => return Err(CorpusError::OtherKind(shown)),
            (false, true) => {
                let causes: Vec<String> = failures.iter().map(|(main, cause)| format!("{main}: {cause}")).collect();
                causes.join("; ")
            }
        };
        return Err(CorpusError::Unreadable(format!("{shown}: {why}")));
    }
    Ok(together(orders, failures))
}

/// One order of its languages; what was not read is a finding.
fn together(mut orders: Vec<(Language, Order)>, mut failures: Vec<(String, String)>) -> Order {
    let same = orders.len() == 2 && orders[0].1.language == orders[1].1.language;
    if same {
        let wrong = usize::from(orders[0].0 == orders[0].1.language);
        let (language, order) = orders.remove(wrong);
        failures.push((main(language), format!("the text in this file is in {}", order.language.tag())));
    }
    let (_, mut order) = orders.remove(0);
    if let Some((_, mut other)) = orders.pop() {
        let editions = [&order, &other].map(|order| order.edition.as_ref().map(|edition| edition.date));
        if let [Some(left), Some(right)] = editions
            && left != right
        {
            let message = said!(
                "the text in {1} is the edition of {2}, that in {3} the edition of {4}",
                order.language.tag(),
                left,
                other.language.tag(),
                right
            );
            order.findings.push(Finding::new(Kind::MetadataMismatch, Target::Order, (1, 1), message));
        }
        // The folder says that they are one, whatever their texts state.
        other.id.clone_from(&order.id);
        other.entries.iter_mut().for_each(|entry| entry.order.clone_from(&order.id));
        order = records::join(order, other);
    }
    for (main, cause) in failures {
        let message = said!("{1} was not read: {2}", main, cause);
        let finding = Finding::new(Kind::MissingTranslation, Target::Order, (1, 1), message);
        order.findings.push(Finding { language: order.language, ..finding });
    }
    order
}

/// The order in a text, or why it is none.
fn read_order(
    shown: &str,
    document: &Document,
    language: Language,
    metadata: Option<&Metadata>,
    vocabularies: &Vocabularies,
) -> Result<Result<Order, records::NoOrder>, CorpusError> {
    let Some(metadata) = metadata else { return Ok(records::read(document, vocabularies)) };
    let mut checked = Ok(());
    let order = records::read_completed(document, vocabularies, &mut |order, findings| {
        checked = checking::complete(order, document, language, metadata, vocabularies, findings);
    });
    checked.map_err(|difference| {
        let line = metadata.line("requisite").max(metadata.line("approved_on"));
        CorpusError::Unreadable(format!(
            "{shown}: meta.yaml:{line}: these are the metadata of another act: {difference}; put the act's own meta.yaml there, \
             or take it away"
        ))
    })?;
    Ok(order)
}

/// The metadata of an act; none when it has none.
fn read_metadata(folder: &Path) -> Result<Option<Metadata>, CorpusError> {
    let path = folder.join(METADATA);
    match fs::read(&path) {
        Ok(bytes) => {
            let path = path.display().to_string();
            Metadata::read(&path, &String::from_utf8_lossy(&bytes)).map(Some)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CorpusError::io(&path, &error)),
    }
}

/// The name of the main file of a language.
fn main(language: Language) -> String {
    format!("{}.md", folder(language))
}

/// The texts of the act in the folder `path`, in the languages that it has.
///
/// # Errors
/// When one cannot be read.
pub(super) fn texts(path: &Path, vocabularies: &Vocabularies) -> Result<Vec<Document>, DocumentError> {
    let texts = Language::ALL.into_iter().map(|language| read_text(path, language, vocabularies));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The text of an act in a language; none when the folder has no file of it.
fn read_text(path: &Path, language: Language, vocabularies: &Vocabularies) -> Result<Option<Document>, DocumentError> {
    let file = |name: String| {
        let path = path.join(&name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(document::File { name, bytes })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DocumentError::io(&path.display().to_string(), &error)),
        }
    };
    let main = file(self::main(language))?;
    let mut names: Vec<String> = fs::read_dir(path.join(folder(language)))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("{}/{}", folder(language), entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    let mut parts = Vec::new();
    for name in names {
        parts.extend(file(name)?);
    }
    if main.is_none() && parts.is_empty() {
        return Ok(None);
    }
    let words = &vocabularies.lexicon(language).corpus_words;
    let contents = words.concepts().iter().filter(|concept| concept.notation.as_deref() == Some("contents"));
    let contents: Vec<&str> = contents.flat_map(|concept| &concept.labels).map(|(label, _)| label.as_str()).collect();
    let called = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let name = format!("{}/{}", called.unwrap_or_else(|| path.display().to_string()), self::main(language));
    Document::in_parts(&path.display().to_string(), &name, main.as_ref(), &parts, &contents).map(Some)
}
