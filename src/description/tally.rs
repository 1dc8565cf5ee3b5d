//! Numbers of statements and resources by properties, classes and datatypes.

use std::borrow::Cow;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNodeRef, TermRef, TripleRef};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::names;

/// Something that is counted; terms are places in a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Fact {
    /// Different statements.
    Triples,
    /// Resources that have a class.
    Subjects,
    /// Statements of a property.
    Property(u32),
    /// Resources of a class.
    Class(u32),
    /// Statements about resources of a class with a property.
    Usage(u32, u32),
    /// Of those, the statements whose values are resources of a class.
    Resources(u32, u32, u32),
    /// Of those, the statements whose values are literals of a datatype.
    Literals(u32, u32, u32),
    /// Statements of a property whose objects are of a namespace and not described here.
    Link(u32, u32),
}

impl Fact {
    /// The same fact where the names stand at other places: `places` has the new one of each.
    pub(super) fn placed(self, places: &[u32]) -> Self {
        let at = |place: u32| places[place as usize];
        match self {
            Self::Triples | Self::Subjects => self,
            Self::Property(property) => Self::Property(at(property)),
            Self::Class(class) => Self::Class(at(class)),
            Self::Usage(class, property) => Self::Usage(at(class), at(property)),
            Self::Resources(class, property, value) => Self::Resources(at(class), at(property), at(value)),
            Self::Literals(class, property, datatype) => Self::Literals(at(class), at(property), at(datatype)),
            Self::Link(property, namespace) => Self::Link(at(property), at(namespace)),
        }
    }
}

/// The names that facts speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
    places: FxHashMap<String, u32>,
}

impl Names {
    pub(super) fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }

    pub(super) fn name(&self, place: u32) -> &str {
        &self.names[place as usize]
    }
}

/// Facts with their numbers.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) names: Names,
    facts: FxHashMap<Fact, usize>,
}

impl Tally {
    pub(super) fn add(&mut self, fact: Fact) {
        self.add_times(fact, 1);
    }

    pub(super) fn add_times(&mut self, fact: Fact, times: usize) {
        *self.facts.entry(fact).or_default() += times;
    }

    /// Counts a statement; `classes` gives those of a resource.
    pub(super) fn count<'c>(&mut self, statement: TripleRef<'_>, classes: impl Fn(&str, &mut Names) -> Cow<'c, [u32]>) {
        let is_type = statement.predicate == rdf::TYPE;
        let property = self.names.place(statement.predicate.as_str());
        self.add(Fact::Triples);
        self.add(Fact::Property(property));
        let mut of = Cow::default();
        let mut datatype = None;
        match statement.object {
            TermRef::NamedNode(object) => {
                of = classes(object.as_str(), &mut self.names);
                if of.is_empty() && !is_type {
                    let namespace = self.names.place(names::namespace(object));
                    self.add(Fact::Link(property, namespace));
                }
            }
            TermRef::Literal(literal) => datatype = Some(self.names.place(literal.datatype().as_str())),
            _ => {}
        }
        let NamedOrBlankNodeRef::NamedNode(subject) = statement.subject else { return };
        if is_type {
            return;
        }
        for &class in &*classes(subject.as_str(), &mut self.names) {
            self.add(Fact::Usage(class, property));
            of.iter().for_each(|value| self.add(Fact::Resources(class, property, *value)));
            datatype.iter().for_each(|datatype| self.add(Fact::Literals(class, property, *datatype)));
        }
    }

    pub(super) fn finish(self) -> (Vec<String>, Vec<(Fact, usize)>) {
        let mut facts: Vec<(Fact, usize)> = self.facts.into_iter().collect();
        facts.sort_unstable();
        (self.names.names, facts)
    }
}
