//! The JSON-LD context `ontology/context.jsonld`, read so far as is needed to write by it.
//!
//! Of JSON-LD's contexts it uses: prefixes and classes (`"lz": "https://…#"`, `"Entry": "lz:Entry"`) and properties with what
//! their values are:
//!
//! ```json
//! "startLine": { "@id": "lz:startLine", "@type": "xsd:integer" },
//! "category":  { "@id": "lz:category",  "@type": "@id" },
//! "text":      { "@id": "lz:text",      "@language": "kk" },
//! "prefLabel": { "@id": "skos:prefLabel", "@container": "@language" }
//! ```

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};

/// What the values of a property are, when they are written without saying so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    /// Strings and numbers as JSON has them.
    None,
    /// IRIs.
    Iri,
    /// Literals of this datatype.
    Datatype(String),
    /// Texts in this language.
    Language(String),
    /// Texts in several languages, as an object of language to text.
    LanguageMap,
}

/// The names by which IRIs are shortened.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The context to stand in the file.
    pub(super) json: Value,
    base: Option<String>,
    prefixes: Vec<(String, String)>,
    names: HashMap<String, String>,
    /// The name of each property and what its values are.
    properties: HashMap<String, (String, Coercion)>,
}

impl Context {
    /// The published context.
    pub(super) const PUBLISHED: &str = include_str!("../../../ontology/context.jsonld");

    /// The context for data under `base`. A base that ends with a slash shortens IRIs too.
    fn new(base: &str) -> Self {
        let published: Value = serde_json::from_str(Self::PUBLISHED).unwrap_or_default();
        let Some(Value::Object(terms)) = published.get("@context").cloned() else {
            unreachable!("a test reads ontology/context.jsonld");
        };
        let base = base.ends_with('/').then(|| base.to_owned());
        let mut json = Map::new();
        json.extend(base.iter().map(|base| ("@base".to_owned(), base.as_str().into())));
        json.extend(terms.clone());
        let prefixes: Vec<(String, String)> = terms
            .iter()
            .filter_map(|(name, iri)| Some((name.clone(), iri.as_str()?.to_owned())))
            .filter(|(name, iri)| !name.starts_with('@') && iri.ends_with(['#', '/']))
            .collect();
        let mut context = Self { json: json.into(), base, prefixes, names: HashMap::new(), properties: HashMap::new() };
        for (name, definition) in &terms {
            match definition {
                Value::String(iri) if iri.contains(':') && !iri.ends_with(['#', '/']) => {
                    context.names.insert(context.expanded(iri), name.clone());
                }
                Value::Object(definition) => context.define(name, definition),
                _ => {}
            }
        }
        context
    }

    /// The context for data under `base`, read once for documents that come after one another.
    pub(super) fn shared(base: &str) -> Arc<Self> {
        static LAST: Mutex<Option<(String, Arc<Context>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, context)) = &*last
            && known == base
        {
            return Arc::clone(context);
        }
        let context = Arc::new(Self::new(base));
        *last = Some((base.to_owned(), Arc::clone(&context)));
        context
    }

    fn define(&mut self, name: &str, definition: &Map<String, Value>) {
        let text = |key: &str| definition.get(key).and_then(Value::as_str);
        let coercion = match (text("@type"), text("@language"), text("@container")) {
            (Some("@id"), ..) => Coercion::Iri,
            (Some(datatype), ..) => Coercion::Datatype(self.expanded(datatype)),
            (None, Some(language), _) => Coercion::Language(language.to_owned()),
            (None, None, Some("@language")) => Coercion::LanguageMap,
            _ => Coercion::None,
        };
        if let Some(iri) = text("@id") {
            self.properties.insert(self.expanded(iri), (name.to_owned(), coercion));
        }
    }

    /// The IRI that `short` stands for.
    fn expanded(&self, short: &str) -> String {
        let prefixed = short.split_once(':').and_then(|(prefix, local)| {
            let (_, namespace) = self.prefixes.iter().find(|(name, _)| name == prefix)?;
            Some(format!("{namespace}{local}"))
        });
        prefixed.unwrap_or_else(|| short.to_owned())
    }

    /// The name of the property `iri`, if it has one, and what its values are.
    pub(super) fn property(&self, iri: &str) -> Option<&(String, Coercion)> {
        self.properties.get(iri)
    }

    /// The shortest way to write a class, datatype or property.
    pub(super) fn term(&self, iri: &str) -> String {
        self.names.get(iri).cloned().or_else(|| self.prefixed(iri)).unwrap_or_else(|| iri.to_owned())
    }

    /// The shortest way to write a resource: relative to the base, with a prefix, or in full.
    pub(super) fn resource(&self, iri: &str) -> String {
        let relative = self.base.as_ref().and_then(|base| iri.strip_prefix(base)).filter(|path| is_plain_path(path));
        relative.map(ToOwned::to_owned).or_else(|| self.prefixed(iri)).unwrap_or_else(|| iri.to_owned())
    }

    fn prefixed(&self, iri: &str) -> Option<String> {
        self.prefixes.iter().find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace).filter(|local| !local.starts_with("//"))?;
            Some(format!("{prefix}:{local}"))
        })
    }
}

/// Whether `path` resolves against the base by being put after it.
fn is_plain_path(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with(['/', '?', '#', '@', '_'])
        && !path.contains(':')
        && !path.split('/').any(|segment| segment == "." || segment == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_context_gives_short_names() {
        let context = Context::new("https://data.example.kz/");
        assert_eq!(context.term("https://w3id.org/lauazym/ontology#Entry"), "Entry");
        assert_eq!(context.term("http://www.w3.org/2002/07/owl#Class"), "owl:Class");
        assert_eq!(context.resource("https://data.example.kz/act/Z990000453_"), "act/Z990000453_");
        assert_eq!(context.resource("https://example.org/x"), "https://example.org/x");
        let text = context.property("https://w3id.org/lauazym/ontology#text").unwrap();
        assert_eq!(*text, ("text".to_owned(), Coercion::LanguageMap));
    }
}
