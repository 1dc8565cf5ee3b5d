//! Saved questions and prefixes in SHACL's terms, so that query editors offer examples and complete names.

use include_dir::{Dir, include_dir};
use oxigraph::model::NamedNodeRef;
use oxigraph::model::vocab::{rdfs, xsd};

use super::imprint::Imprint;
use crate::graph::statements::Statements;
use crate::terms::{PREFIXES, dct, schema, sh};

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// What a query gives. DESCRIBE has no term in SHACL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A table.
    Select,
    /// True or false.
    Ask,
    /// A graph.
    Construct,
}

impl Form {
    /// The form of the query `text`, by the first keyword that begins a line.
    fn of(text: &str) -> Option<Self> {
        text.lines().find_map(|line| match line.split_whitespace().next()?.to_ascii_uppercase().as_str() {
            "SELECT" => Some(Self::Select),
            "ASK" => Some(Self::Ask),
            "CONSTRUCT" => Some(Self::Construct),
            _ => None,
        })
    }

    /// The class of such queries and the property that holds their text.
    fn terms(self) -> (NamedNodeRef<'static>, NamedNodeRef<'static>) {
        match self {
            Self::Select => (sh::SPARQL_SELECT_EXECUTABLE, sh::SELECT),
            Self::Ask => (sh::SPARQL_ASK_EXECUTABLE, sh::ASK),
            Self::Construct => (sh::SPARQL_CONSTRUCT_EXECUTABLE, sh::CONSTRUCT),
        }
    }
}

/// A saved question as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// The name under which it is asked.
    pub name: &'a str,
    /// What it answers, in one line.
    pub summary: &'a str,
    /// What it gives.
    pub form: Form,
    /// The query with its prefixes.
    pub text: &'a str,
}

/// The saved questions that the program carries, in the order of their names.
pub fn bundled() -> Vec<Question<'static>> {
    let mut questions: Vec<Question<'static>> = QUERIES
        .files()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?.strip_suffix(".rq")?;
            let text = file.contents_utf8()?;
            let summary = text.lines().find_map(|line| line.strip_prefix("#+ summary:"))?.trim();
            Some(Question { name, summary, form: Form::of(text)?, text })
        })
        .collect();
    questions.sort_by_key(|question| question.name);
    questions
}

fn question_iri(name: &str, base: &str) -> String {
    format!("{base}dataset/question/{name}")
}

fn prefix_iri(prefix: &str, base: &str) -> String {
    format!("{base}dataset/prefix/{prefix}")
}

/// Links the dataset to its questions and prefixes.
pub(super) fn link(base: &str, statements: &mut Statements<'_>) {
    statements
        .about(&super::iri(base))
        .links(dct::IS_REFERENCED_BY, bundled().iter().map(|question| question_iri(question.name, base)))
        .links(sh::DECLARE, PREFIXES.iter().map(|(prefix, _)| prefix_iri(prefix, base)));
}

/// Describes the questions and prefixes.
pub(super) fn describe(imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    for question in bundled() {
        let (class, property) = question.form.terms();
        statements
            .about(&question_iri(question.name, base))
            .is_a(sh::SPARQL_EXECUTABLE)
            .is_a(class)
            .label(&format!("сұрақ: {}", question.name))
            .english(rdfs::LABEL, question.summary)
            .english(rdfs::COMMENT, question.summary)
            .link(sh::PREFIXES, &super::iri(base))
            .string(property, question.text)
            .with(imprint.endpoint.as_ref(), |about, endpoint| about.link(schema::TARGET, endpoint.as_str()));
    }
    for (prefix, namespace) in PREFIXES {
        statements
            .about(&prefix_iri(prefix, base))
            .is_a(sh::PREFIX_DECLARATION)
            .label(prefix)
            .string(sh::PREFIX, prefix)
            .typed(sh::NAMESPACE, namespace, xsd::ANY_URI);
    }
}
