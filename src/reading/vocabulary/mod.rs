//! What is known before an order is read: the acts, specialties, categories, post titles and table labels of `ontology/`.
//!
//! The knowledge is data. Each Turtle file of the folder is compiled in and read at start; a user's own files add to it.
//! Nothing here knows a particular order.

mod gazetteer;
mod load;
mod messages;

pub use gazetteer::{Concept, Found, Gazetteer, LabelKind};
pub use load::VocabularyError;
pub use messages::Messages;

use std::path::PathBuf;
use std::sync::OnceLock;

use oxigraph::model::Quad;

use crate::reading::text::{Language, Token};
use crate::terms::{dqv, eli, org};

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
        self.messages.get_or_init(|| {
            Messages::of(&load::gazetteer(&self.quads, &self.base, "finding-message", Language::default()))
        })
    }

    /// Returns the SHACL shapes that a dataset with `base` must satisfy. They are published beside it, not inside.
    ///
    /// # Errors
    /// When the file is not Turtle.
    pub fn shapes(base: &str) -> Result<Vec<Quad>, VocabularyError> {
        load::shapes(base)
    }
}

impl Lexicon {
    fn of(quads: &[Quad], base: &str, language: Language) -> Self {
        let gazetteer = |scheme: &str| load::gazetteer(quads, base, scheme, language);
        Self {
            language,
            form: load::form(quads, base, "form", language),
            columns: load::form(quads, base, "form-column", language),
            categories: gazetteer("category"),
            roles: gazetteer("role"),
            unit_kinds: gazetteer("unit-kind"),
            groups: load::top(quads, base, "specialty", language),
            specialties: load::below_top(quads, base, "specialty", language),
            fields_of_training: gazetteer("field-of-training"),
            education_levels: gazetteer("education-level"),
            skills: gazetteer("skill"),
            phrases: gazetteer("phrase"),
            finding_kinds: gazetteer("finding-kind"),
            words: gazetteer("word"),
            act_kinds: gazetteer("act-kind"),
            acts: load::instances(quads, base, eli::LEGAL_RESOURCE, language),
            bodies: load::instances(quads, base, org::FORMAL_ORGANIZATION, language),
            unit_names: gazetteer("unit-name"),
            metrics: load::instances(quads, base, dqv::METRIC, language),
            open_citations: gazetteer("open-citation"),
            corpus_words: load::form(quads, base, "corpus-word", language),
        }
    }

    /// The sense of the turn of phrase that `words` begin with, by its notation in `ontology/phrases.ttl` (`or`, `frame`), and
    /// the number of words that it takes.
    pub(crate) fn phrase_at(&self, words: &[Token]) -> Option<(usize, &str)> {
        let (length, found) = self.phrases.longest_at(words)?;
        Some((length, found.concept.notation.as_deref()?))
    }
}
