//! The editor: a query of the reader's own, with its answer, or with the place where it cannot be read.
//!
//! ```text
//! sparql.html                                 the editor, with the prefixes of the ontology filled in
//! sparql.html?edit=query/careers              with the query of a saved question, for the values that follow
//! sparql.html?query=ASK+%7B%7D                with the answer, from a server
//! ```

use super::answer::{Answered, Cell};
use crate::answers::answer::Answer;
use crate::answers::error::EvaluationError;
use crate::pages::address::EDITOR_PAGE;
use crate::pages::frame::Frame;
use crate::pages::names::{Names, Text};
use crate::pages::{EDITOR_POLICY, File, Language, PageError, Pages};
use crate::questions::syntax::{Place, SyntaxError};
use crate::terms::ONTOLOGY;
use askama::Template;
use form_urlencoded::Serializer;
use oxigraph::model::{Triple, Variable};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// So many rows stand on a page; the files have all.
const MOST_ROWS: usize = 150;
/// The endpoint of a server, beside its pages.
const ENDPOINT: &str = "sparql";
/// The field with a query.
const QUERY: &str = "query";
/// The field with the page of a saved question whose query is to be edited.
const EDIT: &str = "edit";
/// The file whose prefixes are filled in.
const ONTOLOGY_FILE: &str = include_str!("../../../ontology/lauazym.ttl");
/// The files that hold the answer to a SELECT or ASK, and the graph of a CONSTRUCT or DESCRIBE.
const ROW_FILES: [(&str, &str); 2] = [("csv", "CSV"), ("json", "JSON")];
const GRAPH_FILES: [(&str, &str); 2] = [("turtle", "Turtle"), ("jsonld", "JSON-LD")];

/// The files that are taken of each package.
const PACKAGES: [(&str, [&str; 3]); 2] = [
    ("oxigraph", ["package.json", "web.js", "web_bg.wasm"]),
    ("@zazuko/yasqe", ["package.json", "build/yasqe.min.js", "build/yasqe.min.css"]),
];
/// What puts them to work.
const SCRIPTS: [(&str, &str); 2] = [
    ("editor.js", include_str!("../../../templates/sparql-editor.js")),
    ("worker.js", include_str!("../../../templates/sparql-worker.js")),
];

/// The packages of npm by which a site without a server answers queries in the browser, and the scripts that need them: files by their
/// paths on the site. Whoever writes the site has installed them; they are copied, so that the browser asks nobody else.
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
                let content = fs::read(&file).map_err(|error| PageError::Package(package, file, error))?;
                files.push((format!("{EDITOR_PAGE}/{}/{}", tail(package), tail(name)), content));
            }
        }
        Ok(Self { files })
    }

    /// The content of the file at `path` of the site; none when it is none of these.
    pub(in crate::pages) fn file(&self, path: &str) -> Option<&[u8]> {
        let (_, content) = self.files.iter().find(|(known, _)| known == path)?;
        Some(content)
    }

    /// The paths of all files.
    pub(in crate::pages) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }
}

/// Where queries of readers are answered.
#[derive(Clone, Debug)]
pub enum Editor {
    /// By the server that sends the pages.
    Server,
    /// By the browser, with these packages.
    Browser(Packages),
}

/// The beginning of an answer: as many rows as a page shows, and one more where there are more.
pub struct Beginning {
    answered: Answered,
    files: [(&'static str, &'static str); 2],
    /// The answer to an ASK.
    truth: Option<bool>,
}

/// What became of a reader's query.
pub enum Outcome {
    /// It is answered.
    Answer(Beginning),
    /// It is no SPARQL.
    Wrong(SyntaxError),
    /// It is not answered, for this reason.
    Refused(String),
}

#[derive(Template)]
#[template(path = "editor.html")]
struct EditorPage<'a> {
    frame: Frame<'a>,
    text: String,
    wrong: Option<SyntaxError>,
    refusal: String,
    answer: Option<Shown>,
    /// The saved questions by their tags, each leading to its query.
    examples: Vec<super::Group>,
    /// The classes whose members have pages, which the browser must know to answer; none where it does not.
    kinds: Option<String>,
    /// The base IRI of the data.
    base: &'a str,
}

/// An answer as the page shows it.
struct Shown {
    /// The answer to an ASK, by its word.
    truth: Option<&'static str>,
    /// The headings, and whether numbers stand under them.
    columns: Vec<(Text, bool)>,
    rows: Vec<Vec<Cell>>,
    /// How many rows there are.
    count: String,
    /// The names and links of the files that have the whole answer.
    files: Vec<(&'static str, String)>,
}

/// By which name the script, which shows answers as the server does, knows a word.
const WORDS: [(&str, &str); 9] = [
    ("answer", "answer"),
    ("first", "first-rows"),
    ("loading", "loading-data"),
    ("none", "no-result"),
    ("no", "no"),
    ("place", "place-in-query"),
    ("results", "results-n"),
    ("running", "running-query"),
    ("yes", "yes"),
];

impl Beginning {
    /// Reads the beginning of an answer; its rest is left.
    ///
    /// # Errors
    /// The evaluation fails before.
    pub fn read(answer: Answer) -> Result<Self, EvaluationError> {
        let (columns, rows, files, truth) = match answer {
            Answer::Boolean(truth) => (Vec::new(), Vec::new(), ROW_FILES, Some(truth)),
            Answer::Solutions(solutions) => {
                let rows = solutions.rows.take(MOST_ROWS + 1).collect::<Result<_, _>>()?;
                (solutions.columns, rows, ROW_FILES, None)
            }
            Answer::Graph(triples) => {
                let row = |Triple { subject, predicate, object }| {
                    vec![Some(subject.into()), Some(predicate.into()), Some(object)]
                };
                let triples = triples.take(MOST_ROWS + 1).map(|triple| triple.map(row));
                let columns = ["subject", "predicate", "object"].map(Variable::new_unchecked).to_vec();
                (columns, triples.collect::<Result<_, _>>()?, GRAPH_FILES, None)
            }
        };
        Ok(Self { answered: Answered { columns, rows, sparql: String::new() }, files, truth })
    }

    /// How many rows were read.
    pub fn rows(&self) -> usize {
        self.answered.rows.len()
    }
}

impl Editor {
    /// The query that is asked at `path` by these fields, and the language of the page; none where none is.
    pub fn asked<'a>(path: &str, fields: &'a [(String, String)]) -> Option<(&'a str, Language)> {
        let (_, language) = Language::of_file(path).filter(|(page, _)| *page == EDITOR_PAGE)?;
        fields.iter().find(|(name, _)| name == QUERY).map(|(_, query)| (query.as_str(), language))
    }
}

impl Pages {
    /// The page of the editor in one language, with what became of the query in `fields`.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn query_page(
        &self,
        fields: &[(String, String)],
        outcome: Option<Outcome>,
        language: Language,
    ) -> Result<File, PageError> {
        let names = Names::new(self, EDITOR_PAGE, language);
        let mut frame = Frame::new(&names, names.own(names.said.get("own-query")))?;
        if !fields.is_empty() {
            let same = Serializer::new(String::new()).extend_pairs(fields).finish();
            frame.languages.iter_mut().for_each(|(_, href)| *href = format!("{href}?{same}"));
        }
        let kinds = self.packages().map(|_| {
            frame.policy = EDITOR_POLICY;
            self.words.kinds.iter().map(|kind| kind.class.as_str()).collect::<Vec<_>>().join(" ")
        });
        let mut page = EditorPage {
            frame,
            text: text(self, fields, language)?,
            wrong: None,
            refusal: String::new(),
            answer: None,
            examples: super::by_tag(&names, |question| edit_link(&names, &super::page_of(question), &[])),
            kinds,
            base: &self.base,
        };
        match outcome {
            None => {}
            Some(Outcome::Wrong(error)) => page.wrong = Some(error),
            Some(Outcome::Refused(why)) => page.refusal = why,
            Some(Outcome::Answer(beginning)) => page.answer = Some(show(&names, &beginning, &page.text)?),
        }
        Ok(File::page(language, page.render()?))
    }
}

impl EditorPage<'_> {
    /// A place of the query in words.
    fn place(&self, place: &Place) -> String {
        let said = self.frame.said.with("place-in-query", "line", place.line);
        said.replace("{column}", &place.column.to_string())
    }
}

/// The answer to `query`: every column, under the name of its variable.
fn show(names: &Names<'_>, beginning: &Beginning, query: &str) -> Result<Shown, PageError> {
    let Beginning { answered, files, truth } = beginning;
    let columns: Vec<usize> = (0..answered.columns.len()).collect();
    let name = |at: usize| Text { text: answered.columns[at].as_str().to_owned(), lang: "en".to_owned() };
    Ok(Shown {
        truth: truth.map(|truth| if truth { "yes" } else { "no" }),
        columns: columns.iter().map(|at| (name(*at), answered.heading(names, *at).1)).collect(),
        rows: answered.cells(names, &columns, answered.rows.iter().take(MOST_ROWS))?,
        count: match answered.rows.len() {
            0 => names.said.get("no-result").to_owned(),
            count if count <= MOST_ROWS => names.said.with("results-n", "n", count),
            _ => names.said.with("first-rows", "n", MOST_ROWS),
        },
        files: files.map(|(format, name)| (name, file_link(query, format))).to_vec(),
    })
}

/// The link from a page to its query in the editor; empty where there is no editor.
pub(super) fn edit_link(names: &Names<'_>, page: &str, fields: &[(String, String)]) -> String {
    if names.pages.editor.is_none() {
        return String::new();
    }
    let fields = Serializer::new(String::new()).append_pair(EDIT, page).extend_pairs(fields).finish();
    format!("{}?{fields}", names.page_link(EDITOR_PAGE))
}

/// The link to a file with the answer of the server.
fn file_link(query: &str, format: &str) -> String {
    let fields = Serializer::new(String::new()).append_pair(QUERY, query).append_pair("format", format).finish();
    format!("{ENDPOINT}?{fields}")
}

/// The query that stands in the editor: the one that was asked, that of a saved question, or one to begin with.
fn text(pages: &Pages, fields: &[(String, String)], language: Language) -> Result<String, PageError> {
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    // Forms send lines with two ends.
    if let Some(query) = field(QUERY) {
        return Ok(query.replace("\r\n", "\n"));
    }
    let edited = field(EDIT).map(|page| super::query_of(pages, page, fields, language)).transpose()?;
    Ok(edited.flatten().unwrap_or_else(|| first_query(language)))
}

/// The prefixes of the ontology, and a query that shows how they are used.
fn first_query(language: Language) -> String {
    let mut text = String::new();
    for line in ONTOLOGY_FILE.lines().filter_map(|line| line.strip_prefix("@prefix ")) {
        let _ = writeln!(text, "PREFIX {}", line.trim_end_matches(" ."));
    }
    let language = language.tag();
    let _ = write!(
        text,
        "\nSELECT ?code ?label ?category WHERE {{\n  ?position lz:code ?code ; skos:prefLabel ?label ; lz:category ?category .\n  \
         FILTER(LANG(?label) = \"{language}\")\n}}\nORDER BY ?code\nLIMIT 20"
    );
    text
}
