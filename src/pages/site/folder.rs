//! The folder of a site. It is known by a file of its own, so that no other folder is written into, and by the checksums of the last
//! run, so that only what has changed is written and what is no more is removed.

use super::Written;
use crate::pages::PageError;
use crate::reading::document::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file by which a site is known.
pub(in crate::pages) const MARKER: &str = ".lauazym-site";
/// The checksums of all files, as `sha256sum --check` reads them.
const SUMS: &str = "SHA256SUMS";

/// A folder into which a site is written.
pub struct Folder {
    root: PathBuf,
    before: HashMap<String, String>,
    now: BTreeMap<String, String>,
    changed: usize,
}

impl Folder {
    /// The folder at `root`, which is made when it is missing.
    ///
    /// # Errors
    /// It holds something other than a site, or cannot be made.
    pub fn open(root: &Path) -> Result<Self, PageError> {
        fs::create_dir_all(root).map_err(at(root))?;
        let marker = root.join(MARKER);
        let is_empty = fs::read_dir(root).map_err(at(root))?.next().is_none();
        if !is_empty && !marker.exists() {
            return Err(PageError::NoSite(root.to_owned()));
        }
        fs::write(&marker, "A site written by `lauazym site`, which may replace and remove its files.\n")
            .map_err(at(&marker))?;
        let sums = fs::read_to_string(root.join(SUMS)).unwrap_or_default();
        let sum = |line: &str| line.split_once("  ").map(|(sum, path)| (path.to_owned(), sum.to_owned()));
        let before = sums.lines().filter_map(sum).collect();
        Ok(Self { root: root.to_owned(), before, now: BTreeMap::new(), changed: 0 })
    }

    /// Where the folder is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file, unless it stands there already with this content.
    ///
    /// # Errors
    /// The operating system refuses.
    pub fn put(&mut self, path: &str, content: &[u8]) -> Result<(), PageError> {
        let sum = hexadecimal(&Sha256::digest(content));
        self.keep(path, sum, Some(content.len() as u64), |file| fs::write(file, content))
    }

    /// Moves a whole file into the site, unless it stands there already with the same content.
    ///
    /// # Errors
    /// The operating system refuses.
    pub fn take(&mut self, path: &str, from: &Path) -> Result<(), PageError> {
        let sum = sum(from).map_err(at(from))?;
        self.keep(path, sum, size(from), |file| fs::rename(from, file))
    }

    fn keep(
        &mut self,
        path: &str,
        sum: String,
        length: Option<u64>,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PageError> {
        let file = self.root.join(path);
        if self.before.get(path) != Some(&sum) || size(&file) != length {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(at(folder))?;
            }
            write(&file).map_err(at(&file))?;
            self.changed += 1;
        }
        self.now.insert(path.to_owned(), sum);
        Ok(())
    }

    /// Removes what an earlier run wrote and this one did not, and writes the checksums.
    pub(super) fn finish(mut self, pages: usize) -> Result<Written, PageError> {
        let mut removed = 0;
        for path in self.before.keys().filter(|path| !self.now.contains_key(*path)) {
            let file = self.root.join(path);
            if is_inside(path) && fs::remove_file(&file).is_ok() {
                removed += 1;
            }
        }
        let sums: String = self.now.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
        let file = self.root.join(SUMS);
        if fs::read_to_string(&file).ok().as_deref() != Some(&sums) {
            fs::write(&file, sums).map_err(at(&file))?;
            self.changed += 1;
        }
        Ok(Written { pages, files: self.now.len() + 1, changed: self.changed, removed })
    }
}

fn sum(file: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut part) = (File::open(file)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            read => digest.update(&part[..read]),
        }
    }
}

/// Whether a path from a file of checksums, which anybody may have changed, stays in the folder.
fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn size(file: &Path) -> Option<u64> {
    fs::metadata(file).ok().map(|metadata| metadata.len())
}

/// Returns a function that adds the path to an error.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> PageError + use<> {
    let path = path.to_owned();
    move |error| PageError::File(path.clone(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_changed_is_written_and_what_is_no_more_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let run = |files: &[(&str, &str)]| {
            let mut folder = Folder::open(&place.path().join("site")).unwrap();
            files.iter().for_each(|(path, content)| folder.put(path, content.as_bytes()).unwrap());
            let written = folder.finish(1).unwrap();
            (written.changed, written.removed)
        };
        assert_eq!(run(&[("a/1.html", "one"), ("b.html", "two")]), (3, 0));
        assert_eq!(run(&[("a/1.html", "one"), ("b.html", "two")]), (0, 0));
        assert_eq!(run(&[("a/1.html", "other")]), (2, 1));
        assert!(!place.path().join("site/b.html").exists());
    }

    #[test]
    fn only_paths_inside_the_folder_are_removed() {
        assert!(is_inside("act/Z1.html") && !is_inside("../thesis.tex") && !is_inside("/etc/passwd"));
    }
}
