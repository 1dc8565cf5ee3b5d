//! What stands for orders on a command line: files, folders and patterns.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use glob::Pattern;
use lauazym::store::Input;

/// The files in and below a folder that are taken for orders.
const TEXTS: &str = "**/*.[tT][xX][tT]";

/// The inputs that `given` stands for, those of a folder or pattern in the order of their names; the bundled order when
/// nothing is given.
///
/// # Errors
/// A pattern is none or matches no file, or a folder holds no text.
pub(super) fn expand(given: &[PathBuf]) -> Result<Vec<Input>> {
    if given.is_empty() {
        return Ok(vec![None]);
    }
    let mut inputs = Vec::new();
    for path in given {
        let shown = path.display();
        if path.is_dir() {
            let texts = matching(&format!("{}/{TEXTS}", Pattern::escape(&path.to_string_lossy())))?;
            ensure!(!texts.is_empty(), "{shown}: no .txt file is in this folder or below it");
            inputs.extend(texts);
        } else if is_pattern(path) {
            let files = matching(&path.to_string_lossy())?;
            ensure!(!files.is_empty(), "{shown}: no file matches this pattern");
            inputs.extend(files);
        } else {
            inputs.push(path.clone());
        }
    }
    Ok(inputs.into_iter().map(Some).collect())
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

    use super::*;

    fn names(given: &[&str]) -> Result<Vec<String>, String> {
        let given: Vec<PathBuf> = given.iter().map(PathBuf::from).collect();
        let inputs = expand(&given).map_err(|error| error.to_string())?;
        Ok(inputs
            .iter()
            .map(|input| input.as_ref().map_or("bundled".into(), |file| file.display().to_string()))
            .collect())
    }

    fn folder() -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        for file in ["b.txt", "a.txt", "notes.md", "[2014]/c.TXT", "empty/readme.md"] {
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
            ["[2014]/c.TXT", "a.txt", "b.txt"].iter().map(|file| format!("{path}/{file}")).collect();
        assert_eq!(names(&[&path]), Ok(found.clone()));
        assert_eq!(names(&[&format!("{path}/[2014]")]), Ok(found[..1].to_vec()));
    }

    #[test]
    fn a_pattern_stands_for_what_it_matches() {
        let (_kept, path) = folder();
        assert_eq!(names(&[&format!("{path}/?.txt")]), Ok(vec![format!("{path}/a.txt"), format!("{path}/b.txt")]));
    }

    #[test]
    fn what_stands_for_nothing_is_refused_and_a_missing_file_is_left_to_its_reader() {
        let (_kept, path) = folder();
        assert!(names(&[&format!("{path}/empty")]).unwrap_err().contains("no .txt file"));
        assert!(names(&[&format!("{path}/z*.txt")]).unwrap_err().contains("no file matches"));
        assert!(names(&[&format!("{path}/***")]).unwrap_err().contains("not a pattern"));
        assert_eq!(names(&["missing.txt", "-"]), Ok(vec!["missing.txt".to_owned(), "-".to_owned()]));
        assert_eq!(names(&[]), Ok(vec!["bundled".to_owned()]));
    }
}
