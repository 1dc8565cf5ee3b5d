//! A whole site as a folder that any web host can serve: every page with its data, the dataset as files, and the rules by which
//! IRIs lead to pages.
//!
//! Pages are made one after the other on all cores, and none is kept.

mod dumps;
mod folder;
mod rules;
mod texts;

pub use dumps::{FORMATS, of_orders, of_store};
pub use folder::Folder;

use super::{DATA_FORMATS, Language, Packages, PageError, Pages, Shown};
use crate::reading::parallel;

/// A file that holds the whole dataset or a table of it, for the list of downloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name of the file, at the root of the site.
    pub name: String,
    /// Its media type, that of what is packed where it is packed.
    pub media_type: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The pages, each in three languages.
    pub pages: usize,
    /// The files of the site.
    pub files: usize,
    /// Those of them that are new or have changed.
    pub changed: usize,
    /// The files of an earlier run that the site has no more.
    pub removed: usize,
}

/// Writes all pages with their data and the rules of the site into `folder`, and removes what an earlier run wrote that is no
/// more. `url` is the address at which the folder will stand, with a slash at its end.
///
/// # Errors
/// The store cannot be read, or a file cannot be written.
pub fn write(pages: &Pages, mut folder: Folder, url: &str) -> Result<Written, PageError> {
    let all = pages.all()?;
    let work = |page: &String| files(pages, page);
    parallel::in_order(&all, parallel::processors(), work, |_, files| {
        files?.into_iter().try_for_each(|(path, content)| folder.put(&path, &content))
    })?;
    let packages = pages.packages().into_iter().flat_map(Packages::paths).map(str::to_owned);
    let beside = ["style.css", "site.js"].map(str::to_owned);
    for path in beside.into_iter().chain(super::search::index_paths()).chain(packages) {
        if let Some(file) = pages.file(&path)? {
            folder.put(&path, &file.content)?;
        }
    }
    let texts = texts::files(pages, &all, url)?;
    for (path, content) in texts.into_iter().chain(rules::files(pages, &all, url)?) {
        folder.put(&path, content.as_bytes())?;
    }
    folder.finish(all.len())
}

/// The files of one page.
fn files(pages: &Pages, page: &str) -> Result<Vec<(String, Vec<u8>)>, PageError> {
    let mut paths = Language::ALL.map(|language| Shown::Page.file(page, language)).to_vec();
    if pages.is_thing(page)? {
        paths.extend(DATA_FORMATS.map(|format| Shown::Data(format).file(page, Language::Kazakh)));
    }
    paths.extend(super::questions::beside(page));
    let mut files = Vec::new();
    for path in paths {
        if let Some(file) = pages.file(&path)? {
            files.push((path, file.content));
        }
    }
    Ok(files)
}
