//! Runs the shapes of `ontology/shapes.ttl` over a graph, with the SHACL engine of the rudof project.
//!
//! The graph is the union of all named graphs, and nothing is inferred. Every shape has an IRI, so that a violation leads
//! to its shape, and from there to the message in the reader's language. The engine is the cargo feature `shacl`.

#[cfg(feature = "shacl")]
mod engine;

use oxigraph::model::Quad;
use serde::Serialize;
use thiserror::Error;

/// Why shapes could not be run.
#[derive(Debug, Error)]
pub enum ShapesError {
    /// The program was built without the feature.
    #[error(
        "this build has no SHACL engine; build one with: cargo build --release --features shacl, or run pySHACL over \
         exported files with ontology/shapes.ttl"
    )]
    NoEngine,
    /// The shapes are no shapes, or the engine failed.
    #[error("the shapes cannot be run: {0}")]
    Engine(String),
}

/// A resource that a shape does not allow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Violation {
    /// The first line of the order on which the resource is printed; none when it has no lines.
    pub start_line: Option<usize>,
    /// The last line.
    pub end_line: Option<usize>,
    /// The IRI of the resource.
    pub resource: String,
    /// The IRI of the shape.
    pub shape: String,
    /// The property that is wrong; none when it is the resource itself.
    pub path: Option<String>,
    /// The value that is wrong; none when one is missing.
    pub value: Option<String>,
    /// `Violation`, `Warning` or `Info`.
    pub severity: String,
    /// What is wrong and what to do, in the language asked for.
    pub message: String,
}

/// Returns what in `data` the `shapes` do not allow, by line and resource, with messages in `language` (`kk`, `ru`, `en`).
///
/// # Errors
/// When the build has no engine, the shapes are no shapes, or the engine fails.
#[cfg(feature = "shacl")]
pub fn violations(data: &[Quad], shapes: &[Quad], language: &str) -> Result<Vec<Violation>, ShapesError> {
    let mut violations = engine::run(data, shapes, language).map_err(ShapesError::Engine)?;
    violations.sort();
    violations.dedup();
    Ok(violations)
}

/// Says what this build lacks.
///
/// # Errors
/// Always.
#[cfg(not(feature = "shacl"))]
pub fn violations(_data: &[Quad], _shapes: &[Quad], _language: &str) -> Result<Vec<Violation>, ShapesError> {
    Err(ShapesError::NoEngine)
}
