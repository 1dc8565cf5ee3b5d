//! Pages: each thing of the graph has a page for people in three languages, beside its data.
//!
//! Comes in: a store and the base IRI of its data. Goes out: the files of a site, each by its path, the same bytes whether a server
//! sends them or a folder holds them, and the rules by which a thing's IRI leads to them. May call: [`crate::reading`],
//! [`crate::graph`], [`crate::questions`], [`crate::publishing`], [`crate::answers`].
//!
//! ```text
//! order/V1/entry/40.html .ru.html .en.html    the page of {base}order/V1/entry/40, and in it, as …/40.html#knowledge/citation/5, of
//! order/V1/entry/40.ttl .jsonld .nt .rdf      what belongs to it; what the graph says of all that
//! order/V1/posts.html                         a list
//! ontology.html, index.html                   every term; the way in
//! ```
//!
//! What a page shows comes from the graph. The tables beside the templates, `templates/*.csv`, say in which order, and have the
//! words of the interface.

mod address;
mod data;
mod error;
mod frame;
mod front;
mod held;
mod language;
mod listed;
mod missing;
mod names;
mod ontology;
mod packages;
mod part;
mod questions;
mod search;
mod shown;
pub mod site;
mod sources;
mod statements;
mod status;
mod structure;
mod text;
mod texts;
mod thing;
mod words;

pub use data::DataFormat;
pub use error::PageError;
pub use language::Language;
pub use missing::Near;
pub use packages::Packages;
pub use questions::own::{Beginning, Editor, Outcome};
pub use shown::Shown;
pub use texts::Texts;

use crate::answers::values::Values;
use crate::questions::catalogue::Catalogue;
use address::Place;
use held::Held;
use names::Text;
use oxigraph::store::Store;
use statements::Statements;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use words::Words;

macro_rules! policy {
    ($scripts:literal) => {
        concat!(
            "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'",
            $scripts,
            "; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"
        )
    };
}

/// The style sheet of all pages.
const STYLE: &str = include_str!("../../templates/style.css");
/// What pages can do without, and do more quickly with it.
const SCRIPT: &str = include_str!("../../templates/site.js");
/// What a browser may do with a page: show it, and ask where it came from.
pub const POLICY: &str = policy!("");
/// The same, and run WebAssembly.
const EDITOR_POLICY: &str = policy!(" 'wasm-unsafe-eval'");

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The value of Content-Type.
    pub content_type: &'static str,
    /// The language of a page; none for data.
    pub language: Option<Language>,
    /// The path from the root of the site of the thing whose page or data this is; none where it is no thing's.
    pub thing: Option<String>,
    /// The content.
    pub content: Vec<u8>,
}

impl File {
    /// A page that is no thing's.
    fn page(language: Language, text: String) -> Self {
        Self { language: Some(language), ..Self::plain("text/html; charset=utf-8", text.as_bytes()) }
    }

    /// A file in no language that is no thing's.
    fn plain(content_type: &'static str, content: &[u8]) -> Self {
        Self { content_type, language: None, thing: None, content: content.to_vec() }
    }
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A thing, by the path of its page without the ending and the identifier in it; an empty one is the page itself.
    Thing {
        /// The page.
        page: String,
        /// The identifier.
        id: String,
    },
    /// A thing that has another IRI now, by its path.
    Moved(String),
}

/// The pages over a store.
pub struct Pages {
    store: Store,
    base: String,
    words: Words,
    downloads: Vec<site::Download>,
    texts: Arc<Texts>,
    /// Where things stand, how they are called, and by what words texts name them.
    places: Held<String, Place>,
    labels: Held<(String, Language), Text>,
    printed: Held<String, Arc<Vec<String>>>,
    /// The texts of orders.
    sources: Held<String, Arc<Vec<sources::Source>>>,
    /// The lists of values that were asked for, by their names.
    values: Mutex<HashMap<String, Arc<Values>>>,
    /// What can be found.
    indexes: Held<search::Searched, Arc<search::Index>>,
    /// The pages of questions for certain values, by the names of the questions.
    variants: Held<String, Arc<Vec<questions::Variant>>>,
    /// The answers that were asked for last.
    answers: Mutex<VecDeque<(String, Arc<questions::Answered>)>>,
    catalogue: Arc<Catalogue>,
    /// Where queries of readers are answered; none where they are not.
    editor: Option<Editor>,
    /// The facts of the text that was asked for last, by its IRI.
    facts: Mutex<Option<(String, Arc<Vec<text::Fact>>)>>,
}

impl Pages {
    /// The pages over `store`, whose data have the base IRI `base`, with the questions of `catalogue`.
    ///
    /// # Errors
    /// A table of words is broken.
    pub fn new(store: Store, base: &str, catalogue: Arc<Catalogue>) -> Result<Self, PageError> {
        Ok(Self {
            store,
            base: base.to_owned(),
            words: Words::load()?,
            downloads: Vec::new(),
            texts: Arc::default(),
            places: Held::default(),
            labels: Held::default(),
            printed: Held::default(),
            sources: Held::default(),
            values: Mutex::default(),
            variants: Held::default(),
            indexes: Held::default(),
            answers: Mutex::default(),
            catalogue,
            editor: None,
            facts: Mutex::default(),
        })
    }

    /// The same pages, with the texts of the orders, on which facts are marked.
    #[must_use]
    pub fn with_texts(self, texts: Arc<Texts>) -> Self {
        Self { texts, ..self }
    }

    /// The same pages, with an editor for queries of readers.
    #[must_use]
    pub fn with_editor(self, editor: Editor) -> Self {
        Self { editor: Some(editor), ..self }
    }

    /// The same pages, with links to files that hold the whole dataset.
    #[must_use]
    pub fn with_downloads(self, downloads: Vec<site::Download>) -> Self {
        Self { downloads, ..self }
    }

    /// The file at `path`, without a slash before it; none when there is none.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn file(&self, path: &str) -> Result<Option<File>, PageError> {
        self.file_with(path, &[])
    }

    /// The file at `path`, in which a question is answered with the `fields` of its form.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn file_with(&self, path: &str, fields: &[(String, String)]) -> Result<Option<File>, PageError> {
        if let Some(file) = questions::file(self, path, fields)? {
            return Ok(Some(file));
        }
        if let Some((content_type, content)) = self.packages().and_then(|packages| packages.file(path)) {
            return Ok(Some(File::plain(content_type, content)));
        }
        if path == "style.css" {
            return Ok(Some(File::plain("text/css; charset=utf-8", STYLE.as_bytes())));
        }
        if path == "site.js" {
            return Ok(Some(File::plain("text/javascript; charset=utf-8", SCRIPT.as_bytes())));
        }
        if let Some(index) = search::index_at(self, path)? {
            return Ok(Some(File::plain("application/json", index.as_bytes())));
        }
        if let Some((address::SEARCH_PAGE, language)) = Language::of_file(path) {
            let asked = fields.iter().find(|(field, _)| field == search::FIELD).map_or("", |(_, value)| value);
            return Ok(Some(File::page(language, search::page(self, asked, language)?)));
        }
        if let Some((page, language)) = Language::of_file(path) {
            let text = self.page(page, language)?;
            let thing = self.is_thing(page)?.then(|| page.to_owned());
            return Ok(text.map(|text| File { thing, ..File::page(language, text) }));
        }
        let Some((page, format)) = DataFormat::of_file(path) else { return Ok(None) };
        if !self.is_thing(page)? {
            return Ok(None);
        }
        let (content_type, content) = (format.content_type(), data::write(self, page, format)?);
        Ok(Some(File { content_type, language: None, thing: Some(page.to_owned()), content }))
    }

    /// What the IRI `{base}path` leads to; none when nothing has it.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn target(&self, path: &str) -> Result<Option<Target>, PageError> {
        let iri = format!("{}{path}", self.base);
        if let Some(path) = missing::replacement(self, &iri)? {
            return Ok(Some(Target::Moved(path)));
        }
        Ok(match self.place(&if path == address::ONTOLOGY_PAGE { address::ontology_iri() } else { iri.clone() })? {
            Place::Page(page) => Some(Target::Thing { page, id: String::new() }),
            Place::Part { page, id } if !self.statements().about(&iri)?.is_empty() => Some(Target::Thing { page, id }),
            _ => None,
        })
    }

    /// The pages of the site without their endings, those of one kind after one another.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn all(&self) -> Result<Vec<String>, PageError> {
        let mut all = vec![address::FRONT_PAGE.to_owned(), address::ONTOLOGY_PAGE.to_owned()];
        for list in listed::lists(self)? {
            all.push(list.page);
        }
        all.push(address::SEARCH_PAGE.to_owned());
        all.extend(structure::all(self)?);
        all.extend(questions::all(self)?);
        all.extend(self.packages().map(|_| address::EDITOR_PAGE.to_owned()));
        all.extend(text::all(self)?);
        all.extend(self.things()?);
        Ok(all)
    }

    /// Whether a page is that of a thing, with data beside it.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn is_thing(&self, page: &str) -> Result<bool, PageError> {
        if page == address::ONTOLOGY_PAGE {
            return Ok(true);
        }
        Ok(matches!(self.place(&format!("{}{page}", self.base))?, Place::Page(_)))
    }

    /// The HTML of a page; none when there is no such page.
    fn page(&self, page: &str, language: Language) -> Result<Option<String>, PageError> {
        if page == address::FRONT_PAGE {
            return Ok(Some(front::page(self, language)?));
        }
        if page == address::ONTOLOGY_PAGE {
            return Ok(Some(ontology::page(self, language)?));
        }
        if self.is_thing(page)? {
            return Ok(Some(thing::page(self, page, language)?));
        }
        if let Some(text) = structure::page(self, page, language)? {
            return Ok(Some(text));
        }
        match text::page(self, page, language)? {
            None => listed::page(self, page, language),
            text => Ok(text),
        }
    }

    /// The pages of all things.
    fn things(&self) -> Result<Vec<String>, PageError> {
        let mut things = Vec::new();
        for kind in self.words.kinds() {
            for iri in self.statements().subjects(oxigraph::model::vocab::rdf::TYPE, &kind.class)? {
                // A thing of several kinds counts as the first.
                if let (Some(first), Place::Page(page)) = (self.kind(&iri)?, self.place(&iri)?)
                    && first.class == kind.class
                    && page != address::ONTOLOGY_PAGE
                {
                    things.push(page);
                }
            }
        }
        Ok(things)
    }

    /// The IRI of the thing at `path`.
    pub fn iri(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The link from the file `from` to the file `to`, both as paths from the root of the site.
    pub fn relative(&self, from: &str, to: &str) -> String {
        address::relative(from, to)
    }

    /// The packages by which the browser answers queries, where it does.
    fn packages(&self) -> Option<&Packages> {
        match &self.editor {
            Some(Editor::Browser(packages)) => Some(packages),
            _ => None,
        }
    }

    fn statements(&self) -> Statements<'_> {
        Statements { store: &self.store, base: &self.base }
    }

    fn cached_facts(&self, source: &str) -> Option<Arc<Vec<text::Fact>>> {
        let held = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(known, _)| known == source).map(|(_, facts)| Arc::clone(facts))
    }

    fn cache_facts(&self, source: &str, facts: &Arc<Vec<text::Fact>>) {
        *self.facts.lock().unwrap_or_else(PoisonError::into_inner) = Some((source.to_owned(), Arc::clone(facts)));
    }

    fn place(&self, iri: &str) -> Result<Place, PageError> {
        self.places.get(iri.to_owned(), |iri| address::place(&self.statements(), &self.words, iri))
    }

    fn kind(&self, iri: &str) -> Result<Option<&words::Kind>, PageError> {
        address::kind(&self.statements(), &self.words, iri)
    }
}
