//! The editor: a query of the reader's own, with its answer, or with the place where it cannot be read.
//!
//! ```text
//! sparql.html                                 the editor, with the prefixes of the ontology filled in
//! sparql.html?edit=query/careers              with the query of a saved question, for the values that follow
//! sparql.html?query=ASK+%7B%7D                with the answer, from a server
//! ```

use super::answer::Answered;
use super::own_table::{MOST_ROWS, Table};
use crate::answers::answer::Answer;
use crate::answers::error::EvaluationError;
use crate::pages::address::EDITOR_PAGE;
use crate::pages::error::PageError;
use crate::pages::frame::Frame;
use crate::pages::language::Language;
use crate::pages::names::Names;
use crate::pages::packages::Packages;
use crate::pages::{EDITOR_POLICY, File, Pages};
use crate::questions::syntax::SyntaxError;
use crate::terms::ONTOLOGY;
use askama::Template;
use form_urlencoded::Serializer;
use oxigraph::model::{Term, Triple, Variable};
use std::fmt::Write as _;

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
    columns: Vec<Variable>,
    rows: Vec<Vec<Option<Term>>>,
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
    wrong: Option<Wrong>,
    refusal: String,
    /// The answer to an ASK, in words.
    truth: String,
    table: Option<Table>,
    /// The saved questions by their tags, each leading to its query.
    examples: Vec<super::Group>,
    /// What the browser must know to answer.
    browser: Option<Browser>,
}

/// What the script needs to show answers as the server does.
struct Browser {
    /// The base IRI of the data, and that of the ontology.
    base: String,
    ontology: &'static str,
    /// How the names of pages in this language end.
    ending: &'static str,
    /// The classes whose members have pages.
    kinds: String,
    /// So many rows are shown.
    most: usize,
    /// By which name the script knows a word.
    words: [(&'static str, &'static str); 9],
}

/// The words of the script.
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

/// Why a query cannot be read.
struct Wrong {
    /// Line and column in words; empty where the parser does not say.
    place: String,
    message: String,
    line: String,
    /// What puts the caret below the place.
    indent: String,
}

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
        Ok(Self { columns, rows, files, truth })
    }

    /// How many rows were read.
    pub fn rows(&self) -> usize {
        self.rows.len()
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
    pub fn editor(&self, fields: &[(String, String)], outcome: Outcome, language: Language) -> Result<File, PageError> {
        page(self, fields, Some(outcome), language)
    }
}

/// The page in one language, with what became of the query in `fields`.
///
/// # Errors
/// The store cannot be read.
pub(super) fn page(
    pages: &Pages,
    fields: &[(String, String)],
    outcome: Option<Outcome>,
    language: Language,
) -> Result<File, PageError> {
    let names = Names::new(pages, EDITOR_PAGE, language);
    let mut frame = Frame::new(&names, names.own(names.said.get("own-query")))?;
    if !fields.is_empty() {
        let same = Serializer::new(String::new()).extend_pairs(fields).finish();
        frame.languages.iter_mut().for_each(|other| other.href = format!("{}?{same}", other.href));
    }
    let browser = browser(pages, language);
    if browser.is_some() {
        frame.policy = EDITOR_POLICY;
    }
    let text = text(pages, fields, language)?;
    let mut shown = EditorPage {
        frame,
        wrong: None,
        refusal: String::new(),
        truth: String::new(),
        table: None,
        examples: examples(&names),
        browser,
        text,
    };
    match outcome {
        None => {}
        Some(Outcome::Wrong(error)) => shown.wrong = Some(wrong(&names, error)),
        Some(Outcome::Refused(why)) => shown.refusal = why,
        Some(Outcome::Answer(beginning)) => shown.answer(&names, beginning)?,
    }
    Ok(File::page(language, shown.render()?))
}

impl EditorPage<'_> {
    fn answer(&mut self, names: &Names<'_>, beginning: Beginning) -> Result<(), PageError> {
        let Beginning { columns, rows, files, truth } = beginning;
        if let Some(truth) = truth {
            names.said.get(if truth { "yes" } else { "no" }).clone_into(&mut self.truth);
        }
        let files = files.map(|(format, name)| (name, file_link(&self.text, format))).to_vec();
        let table = Table::of(names, &Answered { columns, rows, sparql: String::new() })?;
        self.table = Some(Table { files, ..table });
        Ok(())
    }
}

/// What the browser must know to answer; none where it does not.
fn browser(pages: &Pages, language: Language) -> Option<Browser> {
    pages.packages()?;
    let kinds: Vec<&str> = pages.words.kinds().iter().map(|kind| kind.class.as_str()).collect();
    Some(Browser {
        base: pages.base.clone(),
        ontology: ONTOLOGY,
        ending: language.ending(),
        kinds: kinds.join(" "),
        most: MOST_ROWS,
        words: WORDS,
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

fn examples(names: &Names<'_>) -> Vec<super::Group> {
    super::by_tag(names, |question| edit_link(names, &super::page_of(question), &[]))
}

fn wrong(names: &Names<'_>, error: SyntaxError) -> Wrong {
    let Some(place) = error.place else {
        return Wrong { place: String::new(), message: error.message, line: String::new(), indent: String::new() };
    };
    let said = names.said.with("place-in-query", "line", &place.line.to_string());
    let said = said.replace("{column}", &place.column.to_string());
    Wrong { place: said, message: error.message, indent: place.indent(), line: place.text }
}
