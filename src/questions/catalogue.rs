//! The catalogue is the folder `queries/`: a file dropped there is a question, without a line of code.
//!
//! `queries/*.rq` are questions. `queries/values/*.rq` are value lists, by which typed values of parameters are understood
//! ([`values`](crate::answers::values)). Both are compiled into the program.

use super::question::{Question, QuestionError};
use super::suggestion::{did_you_mean, known_names};
use super::syntax::{Prefixes, declared_prefixes};
use super::wanted::Wanted;
use crate::terms::PREFIXES;
use include_dir::{Dir, include_dir};
use oxigraph::model::Variable;
use std::collections::BTreeMap;
use thiserror::Error;

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// The saved questions and the value lists.
#[derive(Debug)]
pub struct Catalogue {
    questions: BTreeMap<String, Question>,
    values: BTreeMap<String, Question>,
    prefixes: Prefixes,
}

/// No question of the catalogue has this name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no question `{name}`; the questions are {}{}\n`lauazym query --list` shows them", known_names(name, known.iter().map(String::as_str)), did_you_mean(name, known.iter().map(String::as_str)))]
pub struct UnknownQuestion {
    name: String,
    known: Vec<String>,
}

impl Catalogue {
    /// The questions that the program carries.
    ///
    /// # Errors
    /// A file of `queries/` is broken.
    pub fn bundled() -> Result<Self, QuestionError> {
        let values = QUERIES.get_dir("values").map(texts).unwrap_or_default();
        Self::new(&texts(&QUERIES), &values)
    }

    /// A catalogue of other questions and value lists, each a name and the text of its file.
    ///
    /// # Errors
    /// One of the texts is broken.
    pub fn new(questions: &[(&str, &str)], values: &[(&str, &str)]) -> Result<Self, QuestionError> {
        let prefixes = prefixes(questions.iter().chain(values).map(|&(_, text)| text));
        let parse = |files: &[(&str, &str)]| {
            let parsed =
                files.iter().map(|&(name, text)| Ok((name.to_owned(), Question::parse(name, text, &prefixes)?)));
            parsed.collect::<Result<BTreeMap<_, _>, QuestionError>>()
        };
        let (questions, values) = (parse(questions)?, parse(values)?);
        let is_list = |list: &Question| list.columns().iter().map(Variable::as_str).eq(["value", "label", "name"]);
        if let Some((name, _)) = values.iter().find(|(_, list)| !is_list(list)) {
            let reason = "a value list is a SELECT of ?value, ?label and ?name".to_owned();
            return Err(QuestionError::Header { file: format!("{name}.rq"), reason });
        }
        Ok(Self { questions, values, prefixes })
    }

    /// The statements that `question` and the value lists of its parameters can match; none when any may.
    pub fn wanted(&self, question: &Question) -> Option<Wanted> {
        let lists = question.parameters.iter().filter_map(|parameter| self.values(question, &parameter.name));
        [question]
            .into_iter()
            .chain(lists)
            .try_fold(Wanted::default(), |all, one| Some(all.or(Wanted::of(&one.query)?)))
    }

    /// The question of this name; `values/NAME` is the value list NAME.
    ///
    /// # Errors
    /// No such question; the error names a near one and all.
    pub fn question(&self, name: &str) -> Result<&Question, UnknownQuestion> {
        let found = match name.strip_prefix("values/") {
            Some(list) => self.values.get(list),
            None => self.questions.get(name),
        };
        found.ok_or_else(|| UnknownQuestion { name: name.to_owned(), known: self.questions.keys().cloned().collect() })
    }

    /// All questions in the order of their names.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.values()
    }

    /// The questions by their first tag; those without a tag stand under an empty one.
    pub fn by_tag(&self) -> BTreeMap<&str, Vec<&Question>> {
        let mut groups: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
        for question in self.questions() {
            let tag = question.header.tags.first().map_or("", String::as_str);
            groups.entry(tag).or_default().push(question);
        }
        groups
    }

    /// The value list by which a parameter of a question is understood; none when it is taken as typed.
    pub fn values(&self, question: &Question, parameter: &str) -> Option<&Question> {
        self.values.get(question.header.values_of(parameter))
    }

    /// The prefixes of the dataset and those that the catalogue declares, for messages and for printing short names.
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }
}

fn texts<'a>(folder: &'a Dir<'a>) -> Vec<(&'a str, &'a str)> {
    let text = |file: &'a include_dir::File<'a>| {
        let name = file.path().file_name()?.to_str()?.strip_suffix(".rq")?;
        Some((name, file.contents_utf8()?))
    };
    folder.files().filter_map(text).collect()
}

fn prefixes<'a>(texts: impl Iterator<Item = &'a str>) -> Prefixes {
    let known = PREFIXES.iter().map(|&(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()));
    let all: BTreeMap<String, String> = known.chain(texts.flat_map(declared_prefixes)).collect();
    all.into_iter().collect()
}
