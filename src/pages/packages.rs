//! The packages of npm by which a site without a server answers queries in the browser. Whoever writes the site has installed them; they
//! are copied, so that the browser asks nobody else.

use super::address::EDITOR_PAGE;
use super::error::PageError;
use std::fs;
use std::path::Path;

/// The files that are taken of each package.
const PACKAGES: [(&str, [&str; 3]); 2] = [
    ("oxigraph", ["package.json", "web.js", "web_bg.wasm"]),
    ("@zazuko/yasqe", ["package.json", "build/yasqe.min.js", "build/yasqe.min.css"]),
];
/// What puts them to work.
const SCRIPTS: [(&str, &str); 2] = [
    ("editor.js", include_str!("../../templates/sparql-editor.js")),
    ("worker.js", include_str!("../../templates/sparql-worker.js")),
];

/// The files of the packages and the scripts that need them, by their paths on the site.
#[derive(Clone, Debug)]
pub struct Packages {
    files: Vec<(String, Vec<u8>)>,
}

impl Packages {
    /// Reads the packages from a folder `node_modules`.
    ///
    /// # Errors
    /// A package is not there, or not as it is known.
    pub fn read(node_modules: &Path) -> Result<Self, PageError> {
        let script = |(name, text): (&str, &str)| (format!("{EDITOR_PAGE}/{name}"), text.as_bytes().to_vec());
        let mut files: Vec<_> = SCRIPTS.map(script).to_vec();
        let tail = |path: &'static str| path.rsplit('/').next().unwrap_or(path);
        for (package, names) in PACKAGES {
            for name in names {
                let file = node_modules.join(package).join(name);
                let content = fs::read(&file).map_err(|error| PageError::Package { package, file, error })?;
                files.push((format!("{EDITOR_PAGE}/{}/{}", tail(package), tail(name)), content));
            }
        }
        Ok(Self { files })
    }

    /// The content of the file at `path` of the site; none when it is none of these.
    pub(super) fn file(&self, path: &str) -> Option<&[u8]> {
        let (_, content) = self.files.iter().find(|(known, _)| known == path)?;
        Some(content)
    }

    /// The paths of all files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }
}
