//! RDF files that somebody else may have written: read in any format, or refused with parser, file, line and column.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedNode, Quad};
use thiserror::Error;

/// Why a file cannot be read as RDF.
#[derive(Debug, Error)]
pub enum DumpError {
    /// The operating system refused.
    #[error("{path}: {error}; give the path of an RDF file")]
    Io {
        /// The path as it was given.
        path: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// Nothing tells the format.
    #[error("{path}: its name does not tell the format; end it with .ttl, .nq, .nt, .trig, .rdf, .jsonld or .n3")]
    UnknownFormat {
        /// The path as it was given.
        path: String,
    },
    /// The content is not of the format that the name tells.
    #[error("{path}: line {line}, column {column}: not {format}: {message}")]
    Syntax {
        /// The path as it was given.
        path: String,
        /// The format whose parser refused.
        format: &'static str,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// What the parser said.
        message: String,
    },
}

/// The statements of the file at `path`, in the format that its extension tells. Relative IRIs resolve against the file's own
/// place, and blank nodes get new names, so that those of two files stay apart.
///
/// # Errors
/// When the file cannot be read or is not of the format that its extension tells.
pub fn quads(path: &Path) -> Result<Vec<Quad>, DumpError> {
    let shown = || path.display().to_string();
    let extension = path.extension().and_then(|extension| extension.to_str());
    // Any `.xml` or `.json` may be RDF: the parser will say.
    let format = extension.and_then(|extension| RdfFormat::from_extension(&extension.to_ascii_lowercase()));
    let format = format.ok_or_else(|| DumpError::UnknownFormat { path: shown() })?;
    let fail = |error| DumpError::Io { path: shown(), error };
    let file = File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    let mut parser = RdfParser::from_format(format).rename_blank_nodes();
    if let Some(base) =
        path.canonicalize().ok().and_then(|path| NamedNode::new(format!("file://{}", path.display())).ok())
    {
        parser = parser.with_base_iri(base.as_str()).map_err(|error| fail(io::Error::other(error)))?;
    }
    let refuse = |error| match error {
        RdfParseError::Io(error) => fail(error),
        RdfParseError::Syntax(error) => {
            let (line, column) =
                error.location().map_or((1, 1), |place| (place.start.line + 1, place.start.column + 1));
            let message = error.to_string();
            // Some parsers say the place themselves.
            let message = match message.split_once(": ") {
                Some((place, message)) if place.starts_with("Parser error at ") => message.to_owned(),
                _ => message,
            };
            DumpError::Syntax { path: shown(), format: format.name(), line, column, message }
        }
    };
    parser.for_reader(BufReader::with_capacity(1 << 16, file)).map(|quad| quad.map_err(refuse)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn refusal(suffix: &str, content: &str) -> String {
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile().unwrap();
        file.write_all(content.as_bytes()).unwrap();
        quads(file.path()).unwrap_err().to_string()
    }

    #[test]
    fn a_broken_file_is_refused_with_parser_line_and_column() {
        let turtle = refusal(".ttl", "@prefix a: <https://example.org/> .\na:b a:c a:d .\na:e \"x\" a:f .\n");
        assert!(turtle.contains("line 3, column 5: not Turtle: "), "{turtle}");
        assert!(refusal(".jsonld", "{\n\"@id\": }").contains("line 2, column 8: not JSON-LD: "));
        assert!(refusal(".nq", "<https://a.org/b> <https://a.org/c> .\n").contains("not N-Quads: "));
    }

    #[test]
    fn a_name_that_tells_no_format_is_refused_with_the_known_ones() {
        assert!(refusal(".docx", "").contains(".ttl, .nq, .nt, .trig, .rdf, .jsonld"));
    }
}
