//! What is known before an order is read: the acts, specialties, categories, post titles and table labels of `ontology/`.
//!
//! The knowledge is data. Each Turtle file of the folder is compiled in and read at start; a user's own files add to it.
//! Nothing here knows a particular order.

mod gazetteer;
mod load;

pub use gazetteer::{Concept, Found, Gazetteer, LabelKind};
pub use load::VocabularyError;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Quad};
use rustc_hash::FxHashMap;

use crate::reading::findings::Message;
use crate::reading::text::{Language, Token};
use crate::terms::{dqv, eli, org, skos};

/// The base IRI of the data in `ontology/` and, unless the user chooses another, in what is written.
pub const DEFAULT_BASE: &str = "https://w3id.org/lauazym/";

/// The vocabularies, as RDF to publish and as gazetteers to read with.
#[derive(Debug)]
pub struct Vocabularies {
    /// The base IRI that the identifiers of concepts and acts follow.
    pub base: String,
    /// Every statement of the files, each file in a named graph of its own.
    pub quads: Vec<Quad>,
    /// Whether an order is taken whose reading went wrong as a whole.
    pub accept_doubtful: bool,
    lexicons: [OnceLock<Lexicon>; Language::ALL.len()],
    messages: OnceLock<Messages>,
}

/// What orders of one language are read with: the wordings of each vocabulary in that language.
#[derive(Debug)]
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// The labels of the printed table in every language, since orders mix them: `title`, `header`, `criteria`,
    /// `education`, `knowledge`, `experience`, `duties`, `furniture`.
    pub form: Gazetteer,
    /// The heads of columns in every language: `category`, `posts`, `headcount`, `code`.
    pub columns: Gazetteer,
    /// Categories of posts.
    pub categories: Gazetteer,
    /// Post titles.
    pub roles: Gazetteer,
    /// Kinds of unit, known by the word of the kind in a unit's name.
    pub unit_kinds: Gazetteer,
    /// Groups of specialties.
    pub groups: Gazetteer,
    /// Specialties.
    pub specialties: Gazetteer,
    /// Fields of training that an adjective names and no group of the classifier matches: `экономикалық`.
    pub fields_of_training: Gazetteer,
    /// Levels of education.
    pub education_levels: Gazetteer,
    /// Skills: computer, languages.
    pub skills: Gazetteer,
    /// Turns of phrase that hold the parts of a requirement together; the notation tells their sense.
    pub phrases: Gazetteer,
    /// Kinds of finding; their hidden labels are phrases whose presence in a text is such a finding.
    pub finding_kinds: Gazetteer,
    /// Words of names whose misprints are known.
    pub words: Gazetteer,
    /// Kinds of legal act.
    pub act_kinds: Gazetteer,
    /// Legal acts.
    pub acts: Gazetteer,
    /// Bodies of the state, by their names in the nominative.
    pub bodies: Gazetteer,
    /// Names of units.
    pub unit_names: Gazetteer,
    /// Metrics of quality, by their labels.
    pub metrics: Gazetteer,
    /// Words of citations that name no act: `legislation`, and `knowing`, which may follow it.
    pub open_citations: Gazetteer,
    /// Words by which orders are known in a corpus, in every language: `requirements` and `posts` in titles, `contents` above
    /// links to parts.
    pub corpus_words: Gazetteer,
}

impl Vocabularies {
    /// Returns the vocabularies of `ontology/` and of the user's Turtle files `additions`, with `base` in place of
    /// [`DEFAULT_BASE`] in the identifiers of data.
    ///
    /// # Errors
    /// When a file cannot be read or is not Turtle: the error names file, line and column.
    pub fn load(base: &str, additions: &[PathBuf]) -> Result<Self, VocabularyError> {
        let quads = load::quads(base, additions)?;
        Ok(Self {
            base: base.to_owned(),
            quads,
            accept_doubtful: false,
            lexicons: Default::default(),
            messages: OnceLock::new(),
        })
    }

    /// Returns what orders in `language` are read with; made when it is first asked for.
    pub fn lexicon(&self, language: Language) -> &Lexicon {
        self.lexicons[language as usize].get_or_init(|| Lexicon::of(&self.quads, &self.base, language))
    }

    /// Returns what findings say in each language; made when it is first asked for.
    pub fn messages(&self) -> &Messages {
        self.messages.get_or_init(|| Messages::of(&self.quads, &self.base))
    }
}

impl Lexicon {
    fn of(quads: &[Quad], base: &str, language: Language) -> Self {
        let concepts = |all, predicate, object: &str| load::concepts(quads, base, language, all, (predicate, object));
        let scheme = |name: &str, all| Gazetteer::new(concepts(all, skos::IN_SCHEME, &format!("{base}{name}")));
        let gazetteer = |name: &str| scheme(name, false);
        let instances = |class: NamedNodeRef<'_>| Gazetteer::new(concepts(false, rdf::TYPE, class.as_str()));
        let specialty = format!("{base}specialty");
        let groups = Gazetteer::new(concepts(false, skos::TOP_CONCEPT_OF, &specialty));
        let mut specialties = concepts(false, skos::IN_SCHEME, &specialty);
        specialties.retain(|concept| groups.get(&concept.id).is_none());
        Self {
            language,
            form: scheme("form", true),
            columns: scheme("form-column", true),
            categories: gazetteer("category"),
            roles: gazetteer("role"),
            unit_kinds: gazetteer("unit-kind"),
            groups,
            specialties: Gazetteer::new(specialties),
            fields_of_training: gazetteer("field-of-training"),
            education_levels: gazetteer("education-level"),
            skills: gazetteer("skill"),
            phrases: gazetteer("phrase"),
            finding_kinds: gazetteer("finding-kind"),
            words: gazetteer("word"),
            act_kinds: gazetteer("act-kind"),
            acts: instances(eli::LEGAL_RESOURCE),
            bodies: instances(org::FORMAL_ORGANIZATION),
            unit_names: gazetteer("unit-name"),
            metrics: instances(dqv::METRIC),
            open_citations: gazetteer("open-citation"),
            corpus_words: scheme("corpus-word", true),
        }
    }

    /// The sense of the turn of phrase that `words` begin with, by its notation in `ontology/phrases.ttl` (`or`, `frame`), and
    /// the number of words that it takes.
    pub(crate) fn phrase_at(&self, words: &[Token]) -> Option<(usize, &str)> {
        let (length, found) = self.phrases.longest_at(words)?;
        Some((length, found.concept.notation.as_deref()?))
    }
}

/// The sentences of findings and the words in them, in Kazakh, Russian and English.
#[derive(Debug)]
pub struct Messages {
    /// By the English sentence.
    known: FxHashMap<String, BTreeMap<String, String>>,
}

impl Messages {
    fn of(quads: &[Quad], base: &str) -> Self {
        let scheme = format!("{base}finding-message");
        let named = load::concepts(quads, base, Language::default(), false, (skos::IN_SCHEME, &scheme)).into_iter();
        let known = named.filter_map(|concept| Some((concept.names.get("en")?.clone(), concept.names)));
        Self { known: known.collect() }
    }

    /// Returns `message` in the language of `tag` (`kk`, `ru`, `en`); in English what is not known in it.
    pub fn say(&self, message: &Message, tag: &str) -> String {
        message.in_words(self.translated(message.pattern, tag), |value| self.translated(value, tag))
    }

    fn translated<'a>(&'a self, words: &'a str, tag: &str) -> &'a str {
        self.known.get(words).and_then(|names| names.get(tag)).map_or(words, String::as_str)
    }
}
