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
mod language;
mod listed;
mod missing;
mod names;
mod part;
mod questions;
mod search;
pub mod site;
mod sources;
mod statements;
mod structure;
mod text;
mod thing;
mod words;

pub use address::relative;
pub use data::{DATA_FORMATS, Shown, data_file};
pub use error::PageError;
pub use language::Language;
pub use questions::own::{Beginning, Editor, Outcome, Packages};
pub use sources::Texts;

use crate::answers::values::Values;
use crate::publishing::publication;
use crate::questions::catalogue::Catalogue;
use address::Place;
use indexmap::IndexMap;
use names::Text;
use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::rdf;
use oxigraph::store::Store;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use words::{Kind, Words};

/// The style sheet of all pages.
const STYLE: &str = include_str!("../../templates/style.css");
/// What pages can do without, and do more quickly with it.
const SCRIPT: &str = include_str!("../../templates/site.js");
/// What a browser may do with a page: show it, and ask where it came from.
pub const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; \
                          connect-src 'self'; form-action 'self'; base-uri 'none'";
/// The same, and run WebAssembly.
const EDITOR_POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'; \
                             img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The value of Content-Type.
    pub content_type: &'static str,
    /// The language of a page; none for data.
    pub language: Option<Language>,
    /// Whether it is the page or the data of a thing.
    pub is_thing: bool,
    /// The content.
    pub content: Vec<u8>,
}

impl File {
    /// A page that is no thing's.
    fn page(language: Language, text: String) -> Self {
        Self { language: Some(language), ..Self::plain("text/html; charset=utf-8", text.into_bytes()) }
    }

    /// A file in no language that is no thing's.
    fn plain(content_type: &'static str, content: Vec<u8>) -> Self {
        Self { content_type, language: None, is_thing: false, content }
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

/// Answers by what was asked, so many at most that memory does not grow with pages.
struct Held<K, V, const MOST: usize = 50_000>(Mutex<IndexMap<K, V>>);

impl<K, V, const MOST: usize> Default for Held<K, V, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone, const MOST: usize> Held<K, V, MOST> {
    /// The answer for `key`, which `find` finds when it is not kept.
    fn get(&self, key: K, find: impl FnOnce(&K) -> Result<V, PageError>) -> Result<V, PageError> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&key) {
            return Ok(known.clone());
        }
        let found = find(&key)?;
        let mut kept = kept();
        if kept.len() >= MOST {
            // The older half is forgotten.
            kept.drain(..MOST.div_ceil(2));
        }
        kept.insert(key, found.clone());
        Ok(found)
    }
}

/// The pages over a store.
pub struct Pages {
    /// The files that hold the whole dataset.
    pub downloads: Vec<site::Download>,
    /// The texts of the orders, on which facts are marked.
    pub texts: Arc<Texts>,
    /// Where queries of readers are answered; none where they are not.
    pub editor: Option<Editor>,
    store: Store,
    base: String,
    words: Words,
    catalogue: Arc<Catalogue>,
    /// Where things stand, how they are called, and by what words texts name them.
    places: Held<String, Place>,
    labels: Held<(String, Language), Text>,
    printed: Held<String, Arc<Vec<String>>>,
    /// The texts of orders.
    sources: Held<String, Arc<Vec<sources::Source>>>,
    /// The lists of values, by their names.
    values: Held<String, Option<Arc<Values>>>,
    /// What can be found.
    indexes: Held<search::Searched, Arc<search::Index>>,
    /// The pages of questions for certain values, by the names of the questions.
    variants: Held<String, Arc<Vec<questions::Variant>>>,
    /// The answers that were asked for last: a page and the files beside it have one in each language.
    answers: Held<String, Option<Arc<questions::Answered>>, 8>,
    /// The facts of the text that was asked for last, by its IRI.
    facts: Held<String, Arc<Vec<text::Fact>>, 1>,
}

impl Pages {
    /// The pages over `store`, whose data have the base IRI `base`, with the questions of `catalogue`.
    ///
    /// # Errors
    /// A table of words is broken.
    pub fn new(store: Store, base: &str, catalogue: Arc<Catalogue>) -> Result<Self, PageError> {
        Ok(Self {
            downloads: Vec::new(),
            texts: Arc::default(),
            editor: None,
            store,
            base: base.to_owned(),
            words: Words::load()?,
            catalogue,
            places: Held::default(),
            labels: Held::default(),
            printed: Held::default(),
            sources: Held::default(),
            values: Held::default(),
            indexes: Held::default(),
            variants: Held::default(),
            answers: Held::default(),
            facts: Held::default(),
        })
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
        if let Some((page, language)) = Language::of_file(path) {
            if page == address::SEARCH_PAGE {
                let asked = fields.iter().find(|(field, _)| field == search::FIELD).map_or("", |(_, value)| value);
                return Ok(Some(File::page(language, search::page(self, asked, language)?)));
            }
            let text = self.page(page, language)?;
            let is_thing = self.is_thing(page)?;
            return Ok(text.map(|text| File { is_thing, ..File::page(language, text) }));
        }
        if let Some((page, format)) = data_file(path) {
            if !self.is_thing(page)? {
                return Ok(None);
            }
            let is_turtle = format == RdfFormat::Turtle;
            let content_type = if is_turtle { "text/turtle; charset=utf-8" } else { format.media_type() };
            let content = publication::document(format, &self.base, &data::quads(self, page)?)?;
            return Ok(Some(File { is_thing: true, ..File::plain(content_type, content) }));
        }
        let content = match (path, self.packages().and_then(|packages| packages.file(path))) {
            ("style.css", _) => Some(STYLE.into()),
            ("site.js", _) => Some(SCRIPT.into()),
            (_, Some(content)) => Some(content.to_vec()),
            _ => search::index_at(self, path)?.map(String::into_bytes),
        };
        let content_type = match path.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("wasm") => "application/wasm",
            _ => "application/json",
        };
        Ok(content.map(|content| File::plain(content_type, content)))
    }

    /// What the IRI `{base}path` leads to; none when nothing has it.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn target(&self, path: &str) -> Result<Option<Target>, PageError> {
        let iri = self.iri(path);
        if let Some(path) = missing::replacement(self, &iri)? {
            return Ok(Some(Target::Moved(path)));
        }
        Ok(match self.place(if path == address::ONTOLOGY_PAGE { address::ONTOLOGY_IRI } else { &iri })? {
            Place::Page(page) => Some(Target::Thing { page, id: String::new() }),
            Place::Part { page, id } if !self.about(&iri)?.is_empty() => Some(Target::Thing { page, id }),
            _ => None,
        })
    }

    /// The pages of the site without their endings, those of one kind after one another.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn all(&self) -> Result<Vec<String>, PageError> {
        let mut all = vec![address::FRONT_PAGE.to_owned(), address::ONTOLOGY_PAGE.to_owned()];
        all.extend(listed::lists(self)?.into_iter().map(|list| list.page));
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
        Ok(page == address::ONTOLOGY_PAGE || matches!(self.place(&self.iri(page))?, Place::Page(_)))
    }

    /// The HTML of a page; none when there is no such page.
    fn page(&self, page: &str, language: Language) -> Result<Option<String>, PageError> {
        if page == address::FRONT_PAGE {
            return Ok(Some(front::page(self, language)?));
        }
        if page == address::ONTOLOGY_PAGE {
            return Ok(Some(thing::ontology(self, language)?));
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

    /// The pages of all things but the ontology.
    fn things(&self) -> Result<Vec<String>, PageError> {
        let mut things = Vec::new();
        for kind in &self.words.kinds {
            let members = self.members(kind)?;
            things.extend(members.iter().filter_map(|iri| Some(iri.strip_prefix(&self.base)?.to_owned())));
        }
        Ok(things)
    }

    /// The IRIs of the things of a kind that have pages; a thing of several kinds counts as the first.
    fn members(&self, kind: &Kind) -> Result<Vec<String>, PageError> {
        let mut members = Vec::new();
        for iri in self.subjects(rdf::TYPE, &kind.class)? {
            let is_first = self.kind(&iri)?.is_some_and(|first| first.class == kind.class);
            if is_first && matches!(self.place(&iri)?, Place::Page(page) if page != address::ONTOLOGY_PAGE) {
                members.push(iri);
            }
        }
        Ok(members)
    }

    /// The IRI of the thing at `path`.
    pub fn iri(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The packages by which the browser answers queries, where it does.
    fn packages(&self) -> Option<&Packages> {
        if let Some(Editor::Browser(packages)) = &self.editor { Some(packages) } else { None }
    }
}
