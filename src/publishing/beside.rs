//! Files that are whole or not there: each is written beside its place, and moved there when it is complete.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// How the name of a file begins while it is written.
pub(crate) const UNFINISHED: &str = ".lauazym-";

/// Opens a file in `folder`, which is made when it is missing. It is gone unless it is moved to its place, where others may
/// read it as any other file.
pub(crate) fn open(folder: &Path) -> io::Result<NamedTempFile> {
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes `content` to the file at `path`, whose folder is made when it is missing.
///
/// # Errors
/// The operating system refuses; what stood at `path` stands there still.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = open(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    file.as_file().sync_data()?;
    file.persist(path).map_err(|error| error.error).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_replaces_the_one_before_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/file.txt");
        for content in ["one", "two"] {
            write(&path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        assert!(write(folder.path(), b"").is_err());
        assert!(fs::read_dir(folder.path()).unwrap().count() == 1);
    }
}
