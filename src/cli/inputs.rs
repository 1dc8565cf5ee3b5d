//! What stands for orders on a command line: files, folders of acts, other folders, and patterns.

use std::collections::HashSet;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use glob::Pattern;
use lauazym::reading::corpus;
use lauazym::reading::vocabulary::Vocabularies;

use super::progress::Progress;

/// How the names of files end that are taken for orders in a folder without acts.
const ENDINGS: [&str; 6] = ["txt", "md", "html", "htm", "docx", "pdf"];

/// The inputs that arguments stand for.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Files and folders of acts, in the order of the arguments, those of one by name; empty for the bundled order.
    pub(super) paths: Vec<PathBuf>,
    /// Those that stand in a folder that was given: one that cannot be read does not end the work.
    found: HashSet<PathBuf>,
    /// How many acts were looked at to find orders; none when no folder with acts was given.
    acts: Option<usize>,
}

impl Inputs {
    /// The inputs that `given` stands for; the vocabularies tell which acts of a corpus are orders.
    ///
    /// # Errors
    /// A pattern is none or matches no file, or a folder holds no order.
    pub(super) fn of(given: &[PathBuf], vocabularies: impl FnOnce() -> Result<Vocabularies>) -> Result<Self> {
        let mut inputs = Self::default();
        let is_folder = |path: &PathBuf| path.is_dir() && !corpus::is_act(path);
        let vocabularies = given.iter().any(is_folder).then(vocabularies).transpose()?;
        for path in given {
            let shown = path.display();
            if let Some(vocabularies) = vocabularies.as_ref().filter(|_| is_folder(path)) {
                inputs.add_folder(path, vocabularies)?;
            } else if is_pattern(path) {
                let files = matching(&path.to_string_lossy())?;
                ensure!(!files.is_empty(), "{shown}: no file matches this pattern");
                inputs.paths.extend(files);
            } else {
                inputs.paths.push(path.clone());
            }
        }
        Ok(inputs)
    }

    fn add_folder(&mut self, folder: &Path, vocabularies: &Vocabularies) -> Result<()> {
        let shown = folder.display();
        let progress = Progress::of(None, "looking at acts");
        let found = corpus::find(folder, vocabularies, &mut |acts| progress.advance(acts))?;
        drop(progress);
        let paths = if found.acts > 0 {
            let acts = found.acts;
            ensure!(
                !found.orders.is_empty(),
                "{shown}: none of the {acts} acts in this folder has the title of an order on qualification requirements; a word \
                 of titles that is missing can be added (--vocabulary FILE, as in ontology/corpus-words.ttl)"
            );
            *self.acts.get_or_insert(0) += acts;
            found.orders
        } else {
            let files = matching(&format!("{}/**/*", Pattern::escape(&folder.to_string_lossy())))?;
            let files: Vec<PathBuf> = files.into_iter().filter(|file| is_text(file)).collect();
            ensure!(
                !files.is_empty(),
                "{shown}: is a folder without meta.yaml, kaz.md or rus.md, and no .{} file is in it or below it; give an order's \
                 file, the folder of an act, or a folder with such files or folders",
                ENDINGS.join(", .")
            );
            files
        };
        self.found.extend(paths.iter().cloned());
        self.paths.extend(paths);
        Ok(())
    }

    /// Whether an input stands in a folder that was given.
    pub(super) fn is_found(&self, path: &Path) -> bool {
        self.found.contains(path)
    }

    /// What was found in a corpus and what became of it, in a sentence; none when no corpus was given. `other` acts were no
    /// orders in spite of their titles, and `failed` could not be read.
    pub(super) fn summary(&self, other: usize, failed: usize) -> Option<impl Display> {
        let acts = self.acts?;
        let of_kind = self.paths.len() - other;
        Some(format!("{acts} acts looked at, {of_kind} of the kind, {} read, {failed} not read", of_kind - failed))
    }
}

/// Whether the name of a file says that it may be a text.
fn is_text(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let hidden = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && ENDINGS.contains(&ending.as_str())
}

/// Whether a path is no file's and has a wildcard.
fn is_pattern(path: &Path) -> bool {
    path.symlink_metadata().is_err() && path.to_string_lossy().contains(['*', '?', '['])
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>> {
    let paths = glob::glob(pattern)
        .with_context(|| format!("{pattern}: not a pattern; wildcards are *, ?, [a-z] and ** for folders"))?;
    let mut files = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => {}
            Ok(path) => files.push(path),
            Err(error) => bail!("{}: {}", error.path().display(), error.error()),
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use lauazym::reading::vocabulary::DEFAULT_BASE;

    use super::*;

    fn names(given: &[&str]) -> Result<Vec<String>, String> {
        let given: Vec<PathBuf> = given.iter().map(PathBuf::from).collect();
        let inputs = Inputs::of(&given, || Ok(Vocabularies::load(DEFAULT_BASE, &[])?));
        Ok(inputs.map_err(|error| error.to_string())?.paths.iter().map(|file| file.display().to_string()).collect())
    }

    fn folder() -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        for file in ["b.txt", "a.txt", "list.csv", "[2014]/c.TXT", "[2014]/d.md", "empty/list.csv"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let path = folder.path().display().to_string();
        (folder, path)
    }

    #[test]
    fn a_folder_stands_for_its_texts_and_those_below_by_name() {
        let (_kept, path) = folder();
        let found: Vec<String> =
            ["[2014]/c.TXT", "[2014]/d.md", "a.txt", "b.txt"].iter().map(|file| format!("{path}/{file}")).collect();
        assert_eq!(names(&[&path]), Ok(found.clone()));
        assert_eq!(names(&[&format!("{path}/[2014]")]), Ok(found[..2].to_vec()));
    }

    #[test]
    fn a_pattern_stands_for_what_it_matches() {
        let (_kept, path) = folder();
        assert_eq!(names(&[&format!("{path}/?.txt")]), Ok(vec![format!("{path}/a.txt"), format!("{path}/b.txt")]));
    }

    #[test]
    fn what_stands_for_nothing_is_refused_and_a_missing_file_is_left_to_its_reader() {
        let (_kept, path) = folder();
        assert!(names(&[&format!("{path}/empty")]).unwrap_err().contains("no .txt, .md, .html"));
        assert!(names(&[&format!("{path}/z*.txt")]).unwrap_err().contains("no file matches"));
        assert!(names(&[&format!("{path}/***")]).unwrap_err().contains("not a pattern"));
        assert_eq!(names(&["missing.txt", "-"]), Ok(vec!["missing.txt".to_owned(), "-".to_owned()]));
        assert_eq!(names(&[]), Ok(Vec::new()));
    }
}
