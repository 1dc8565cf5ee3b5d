//! What npm would have installed, with files that are none of the packages'.

use std::fs;
use tempfile::TempDir;

/// A folder like the one that npm fills, with these packages.
pub fn node_modules(packages: &[&str]) -> TempDir {
    let place = TempDir::new().unwrap();
    for (package, files) in [
        ("oxigraph", ["package.json", "web.js", "web_bg.wasm"]),
        ("@zazuko/yasqe", ["package.json", "build/yasqe.min.js", "build/yasqe.min.css"]),
    ] {
        for file in files.into_iter().filter(|_| packages.contains(&package)) {
            let path = place.path().join(package).join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("{package} {file}")).unwrap();
        }
    }
    place
}
