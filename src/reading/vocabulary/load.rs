//! Reads the Turtle files and their SKOS concepts and ELI acts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, io};

use include_dir::{Dir, include_dir};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdfs};
use thiserror::Error;

use super::{Concept, DEFAULT_BASE, LabelKind, Vocabularies};
use crate::reading::text::{Language, nfc};
use crate::terms::{ONTOLOGY, eli, lz, skos};

/// The folder of vocabularies as it was when the program was built.
static ONTOLOGY_FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");
/// The ontology proper; its graph is named by the ontology's IRI.
const ONTOLOGY_FILE: &str = "lauazym.ttl";
/// What is said of the dataset as a whole; its graph is the one of the dataset's description.
const DATASET_FILE: &str = "dataset.ttl";
const SHAPES_FILE: &str = "shapes.ttl";

/// Why a vocabulary cannot be used.
#[derive(Debug, Error)]
pub enum VocabularyError {
    /// The file cannot be read.
    #[error("{file}: {error}; give the path of a Turtle file")]
    Io {
        /// The file's path.
        file: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The file is not Turtle.
    #[error("{file}: line {line}, column {column}: not Turtle: {message}; mend that line")]
    Syntax {
        /// The file's path.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// What the parser said.
        message: String,
    },
}

/// Returns the statements of `ontology/` and of `additions`, each file in its own graph, with `base` for the default base.
pub(super) fn quads(base: &str, additions: &[PathBuf]) -> Result<Vec<Quad>, VocabularyError> {
    let files = ONTOLOGY_FOLDER.files().map(|file| (file.path().display().to_string(), file.contents()));
    let files: BTreeMap<String, &[u8]> =
        files.filter(|(path, _)| path.ends_with(".ttl") && path != SHAPES_FILE).collect();
    let mut quads = Vec::new();
    for (name, content) in &files {
        quads.extend(parse(&format!("ontology/{name}"), content, base)?);
    }
    for path in additions {
        let file = path.display().to_string();
        let content = fs::read(path).map_err(|error| VocabularyError::Io { file: file.clone(), error })?;
        quads.extend(parse(&file, &content, base)?);
    }
    Ok(quads)
}

impl Vocabularies {
    /// Returns the SHACL shapes that a dataset with `base` must satisfy. They are published beside it, not inside.
    ///
    /// # Errors
    /// When the file is not Turtle.
    pub fn shapes(base: &str) -> Result<Vec<Quad>, VocabularyError> {
        let content = ONTOLOGY_FOLDER.get_file(SHAPES_FILE).map_or(&[][..], |file| file.contents());
        parse(&format!("ontology/{SHAPES_FILE}"), content, base)
    }
}

fn parse(file: &str, content: &[u8], base: &str) -> Result<Vec<Quad>, VocabularyError> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let graph = match name {
        ONTOLOGY_FILE => ONTOLOGY.trim_end_matches('#').to_owned(),
        SHAPES_FILE => format!("{}/shapes", ONTOLOGY.trim_end_matches('#')),
        DATASET_FILE => format!("{base}dataset"),
        _ => format!(
            "{base}vocabulary/{}",
            crate::reading::text::slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        ),
    };
    let graph = GraphName::from(NamedNode::new_unchecked(graph));
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(content)
        .map(|quad| {
            let quad = quad.map_err(|error| {
                let (line, column) =
                    error.location().map_or((1, 1), |place| (place.start.line + 1, place.start.column + 1));
                // The parser repeats the place before it says what is wrong.
                let message = error.to_string();
                let message = message.split_once(": ").map_or(message.as_str(), |(_, said)| said).to_owned();
                VocabularyError::Syntax { file: file.to_owned(), line, column, message }
            })?;
            Ok(Quad {
                subject: match quad.subject {
                    NamedOrBlankNode::NamedNode(node) => rebased(node, base).into(),
                    blank => blank,
                },
                predicate: rebased(quad.predicate, base),
                object: match quad.object {
                    Term::NamedNode(node) => rebased(node, base).into(),
                    Term::Literal(literal) => composed(literal).into(),
                    other => other,
                },
                graph_name: graph.clone(),
            })
        })
        .collect()
}

/// The literal in Unicode NFC, in which everything is published.
fn composed(literal: Literal) -> Literal {
    let value = nfc(literal.value());
    match literal.language() {
        _ if value == literal.value() => literal,
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
        None => Literal::new_typed_literal(value, literal.datatype()),
    }
}

/// Moves an IRI of data from the default base to `base`. The ontology's own namespace never moves.
fn rebased(node: NamedNode, base: &str) -> NamedNode {
    match node.as_str().strip_prefix(DEFAULT_BASE) {
        Some(end) if base != DEFAULT_BASE && !end.starts_with("ontology") => {
            NamedNode::new_unchecked(format!("{base}{end}"))
        }
        _ => node,
    }
}

/// The concepts of which `predicate` says `object`, with their labels in `language`, or in any when `all`.
pub(super) fn concepts(
    quads: &[Quad],
    base: &str,
    language: Language,
    all: bool,
    (predicate, object): (NamedNodeRef<'_>, &str),
) -> Vec<Concept> {
    let is_member = |quad: &&Quad| {
        quad.predicate.as_ref() == predicate && matches!(&quad.object, Term::NamedNode(node) if node.as_str() == object)
    };
    let mut concepts: Vec<Concept> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for quad in quads.iter().filter(is_member) {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
            && !index.contains_key(subject.as_str())
        {
            index.insert(subject.as_str(), concepts.len());
            concepts.push(Concept { id: local(subject, base), ..Concept::default() });
        }
    }
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            continue;
        };
        if let Some(index) = index.get(subject.as_str()) {
            describe(&mut concepts[*index], quad, base, language, all);
        }
    }
    for concept in &mut concepts {
        concept.labels.sort_by_key(|(_, kind)| *kind);
    }
    concepts
}

fn describe(concept: &mut Concept, quad: &Quad, base: &str, language: Language, all: bool) {
    const LABELS: [(NamedNodeRef<'_>, LabelKind); 3] = [
        (skos::PREF_LABEL, LabelKind::Preferred),
        (skos::ALT_LABEL, LabelKind::Alternative),
        (skos::HIDDEN_LABEL, LabelKind::Hidden),
    ];
    let predicate = quad.predicate.as_ref();
    match &quad.object {
        Term::Literal(literal) => {
            let value = literal.value().to_owned();
            if let Some((_, kind)) = LABELS.iter().find(|(label, _)| *label == predicate) {
                if *kind == LabelKind::Preferred {
                    name(concept, literal);
                }
                // What has no name in the language is called by its name in another.
                let named = literal.language() == Some(language.tag());
                if *kind == LabelKind::Preferred && (named || concept.label.is_empty()) {
                    concept.label.clone_from(&value);
                }
                if all || literal.language() == Some(language.tag()) {
                    concept.labels.push((value, *kind));
                }
            } else if predicate == skos::EXAMPLE {
                concept.examples.push(value);
            } else if predicate == rdfs::LABEL {
                name(concept, literal);
            } else if predicate == lz::OWN_TRANSLATION {
                concept.own_translations.push(value);
            } else if predicate == skos::NOTATION {
                concept.notation = Some(value);
            } else if predicate == eli::NUMBER {
                concept.number = Some(value);
            } else if predicate == eli::DATE_DOCUMENT {
                concept.date = Some(value);
            } else if predicate == lz::REGISTRATION_NUMBER {
                concept.registration = Some(value);
            }
        }
        Term::NamedNode(node) if predicate == skos::BROADER => concept.broader = Some(local(node, base)),
        _ => {}
    }
}

fn name(concept: &mut Concept, label: &Literal) {
    if let Some(language) = label.language() {
        concept.names.entry(language.to_owned()).or_insert_with(|| label.value().to_owned());
    }
}

fn local(node: &NamedNode, base: &str) -> String {
    node.as_str().strip_prefix(base).unwrap_or(node.as_str()).to_owned()
}
