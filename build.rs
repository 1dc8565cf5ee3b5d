//! The vocabularies and the saved questions are compiled in; a changed file must trigger a new build.

fn main() {
    for folder in ["ontology", "queries", "data", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
