//! The files from which orders were read, kept beside the database: when an order comes in its other language or in another
//! edition, what came before is read again, and all becomes one order.
//!
//! ```text
//! sources/V1400009336/2014-09-17.kk+ru/0917-…/    the folder of an act, in both languages
//! sources/V1400009219/undated.kk/order.txt        a file of which nothing tells the edition
//! ```

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{StoreError, files};
use crate::reading::ReadError;
use crate::reading::document::{BUNDLED_NAME, Document};
use crate::reading::sequence::{self, Reading, Sequence, Source};
use crate::reading::text::{Date, Language};
use crate::reading::vocabulary::Vocabularies;

/// The folder of sources in a store's folder.
pub(super) const SOURCES: &str = "sources";
/// What stands for the day of an edition that is not known.
const UNDATED: &str = "undated";

/// The sources that a store keeps.
pub(super) struct Sources {
    folder: PathBuf,
}

/// A source that is kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) edition: Option<Date>,
    pub(super) languages: Vec<Language>,
    /// The file, or the folder of the act.
    pub(super) path: PathBuf,
}

impl Sources {
    /// The sources of the store in `store`.
    pub(super) fn of(store: &Path) -> Self {
        Self { folder: store.join(SOURCES) }
    }

    /// What is kept of the order `id`, in the order of its editions.
    pub(super) fn kept(&self, id: &str) -> Result<Vec<Kept>, StoreError> {
        let folder = self.folder.join(id);
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let mut kept = Vec::new();
        for place in files::entries(&folder)? {
            let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some((edition, tags)) = name.split_once('.') else { continue };
            let is_told = |language: &Language| tags.split('+').any(|tag| tag == language.tag());
            let languages = Language::ALL.into_iter().filter(is_told).collect();
            let Some(path) = files::entries(&place)?.pop() else { continue };
            kept.push(Kept { edition: Date::of_iso(edition), languages, path });
        }
        kept.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(kept)
    }

    /// Keeps a copy of `source` of the order `id`, in place of one of the same edition and languages.
    pub(super) fn keep(&self, id: &str, source: &Source) -> Result<(), StoreError> {
        let edition = source.edition.map_or_else(|| UNDATED.to_owned(), |date| date.to_string());
        let tags: Vec<&str> = source.languages.iter().map(|language| language.tag()).collect();
        let place = self.folder.join(id).join(format!("{edition}.{}", tags.join("+")));
        let partial = self.folder.join(".partial");
        for left in [&place, &partial] {
            remove(left)?;
        }
        fs::create_dir_all(&partial).map_err(StoreError::io(&partial))?;
        match &source.path {
            None => {
                let file = partial.join(BUNDLED_NAME);
                fs::write(&file, Document::bundled().text().as_bytes()).map_err(StoreError::io(&file))?;
            }
            Some(path) => {
                let copy =
                    partial.join(path.canonicalize().map_err(StoreError::io(path))?.file_name().unwrap_or_default());
                if path.is_dir() {
                    files::copy(path, &copy)?;
                } else {
                    fs::copy(path, &copy).map_err(StoreError::io(path))?;
                }
            }
        }
        let parent = self.folder.join(id);
        fs::create_dir_all(&parent).map_err(StoreError::io(&parent))?;
        fs::rename(&partial, &place).map_err(StoreError::io(&place))
    }

    /// Takes away a source of the order.
    pub(super) fn drop(&self, kept: &Kept) -> Result<(), StoreError> {
        remove(kept.path.parent().unwrap_or(&kept.path))
    }

    /// Takes away all sources of the order `id`, or of the edition that it names.
    pub(super) fn forget(&self, id: &str) -> Result<(), StoreError> {
        let Some((order, day)) = id.split_once("/edition/") else { return remove(&self.folder.join(id)) };
        // Of an edition that nothing tells, the day is that of the order.
        let kept = self.kept(order)?;
        let day = Date::of_iso(day).filter(|day| kept.iter().any(|kept| kept.edition == Some(*day)));
        kept.iter().filter(|kept| kept.edition == day).try_for_each(|kept| self.drop(kept))
    }

    /// Adds to all that was read of one order what is kept of it, and keeps the new sources. What is kept of the same edition
    /// and language is replaced. `held` tells the languages in which the store has an order of which it keeps no source.
    ///
    /// # Errors
    /// The store cannot be read or written. The inner error says why the readings cannot be used; nothing has changed then.
    pub(super) fn complete(
        &self,
        readings: Vec<Reading>,
        held: impl FnOnce(&str) -> Result<Vec<Language>, StoreError>,
        vocabularies: &Vocabularies,
    ) -> Result<Result<Vec<Reading>, ReadError>, StoreError> {
        let Some(id) = readings.first().map(|reading| reading.order.id.clone()) else { return Ok(Ok(readings)) };
        let coming: Vec<Source> = readings.iter().flat_map(|reading| &reading.sources).cloned().collect();
        let comes = |edition: Option<Date>, language: &Language| {
            coming.iter().any(|source| source.edition == edition && source.languages.contains(language))
        };
        let kept = self.kept(&id)?;
        let lost: Vec<Language> = if kept.is_empty() {
            let comes = |language: &Language| coming.iter().any(|source| source.languages.contains(language));
            held(&id)?.into_iter().filter(|language| !comes(language)).collect()
        } else {
            Vec::new()
        };
        let (replaced, staying): (Vec<_>, Vec<_>) =
            kept.into_iter().partition(|kept| kept.languages.iter().any(|language| comes(kept.edition, language)));
        let lost = lost.into_iter().chain(
            replaced
                .iter()
                .flat_map(|kept| kept.languages.iter().filter(|language| !comes(kept.edition, language)).copied()),
        );
        if let Some(language) = lost.min() {
            let source_name = sequence::names(&readings);
            return Ok(Err(ReadError::Partial { id, source_name, lost: language }));
        }
        let together = match again(&staying, readings, vocabularies) {
            Ok(together) => together,
            Err(error) => return Ok(Err(error)),
        };
        replaced.iter().try_for_each(|kept| self.drop(kept))?;
        coming.iter().try_for_each(|source| self.keep(&id, source))?;
        Ok(Ok(together))
    }
}

/// Reads again what is kept of an order, and puts it together with what was read now.
fn again(kept: &[Kept], readings: Vec<Reading>, vocabularies: &Vocabularies) -> Result<Vec<Reading>, ReadError> {
    let mut sequence = Sequence::default();
    for kept in kept {
        let order = crate::reading::read_order(Some(&kept.path), vocabularies)?;
        let source = Source::of(&order, kept.path.display().to_string(), Some(&kept.path));
        sequence.next(Reading::of(order, source))?;
    }
    for reading in readings {
        sequence.next(reading)?;
    }
    Ok(sequence.last())
}

/// Deletes a folder, if it is there.
fn remove(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::at(folder, error)),
        _ => Ok(()),
    }
}
