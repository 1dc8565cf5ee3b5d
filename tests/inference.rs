//! The shapes hold for who infers too: a shape that is closed allows what RDFS infers from the properties that it names.

use std::collections::{BTreeMap, BTreeSet};

use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Quad, Term};

/// The values of each property of each resource.
struct Statements(BTreeMap<(String, String), Vec<String>>);

impl Statements {
    fn of(quads: &[Quad]) -> Self {
        let mut values: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for quad in quads {
            let value = match &quad.object {
                Term::NamedNode(node) => node.as_str().to_owned(),
                other => other.to_string(),
            };
            let subject = quad.subject.to_string().trim_matches(['<', '>']).to_owned();
            values.entry((subject, quad.predicate.as_str().to_owned())).or_default().push(value);
        }
        Self(values)
    }

    fn values(&self, subject: &str, property: &str) -> impl Iterator<Item = &str> {
        self.0.get(&(subject.to_owned(), property.to_owned())).into_iter().flatten().map(String::as_str)
    }

    /// The members of an RDF list.
    fn list(&self, list: &str) -> Vec<&str> {
        let mut members: Vec<&str> = self.values(list, rdf::FIRST.as_str()).collect();
        for rest in self.values(list, rdf::REST.as_str()) {
            members.extend(self.list(rest));
        }
        members
    }

    /// What a property is a kind of, and what that is.
    fn broader(&self, property: &str) -> BTreeSet<&str> {
        let above: Vec<&str> = self.values(property, rdfs::SUB_PROPERTY_OF.as_str()).collect();
        above.iter().copied().chain(above.iter().flat_map(|above| self.broader(above))).collect()
    }
}

#[test]
fn a_closed_shape_allows_what_is_inferred_from_the_properties_that_it_names() {
    let term = |name: &str| format!("http://www.w3.org/ns/shacl#{name}");
    let ontology = Statements::of(&Vocabularies::load(DEFAULT_BASE, &[]).unwrap().quads);
    let shapes = Statements::of(&Vocabularies::shapes(DEFAULT_BASE).unwrap());
    let closed = shapes.0.keys().filter(|(_, property)| *property == term("closed")).map(|(shape, _)| shape);
    let mut seen = 0;
    for shape in closed {
        let named: BTreeSet<&str> = shapes
            .values(shape, &term("property"))
            .flat_map(|property| shapes.values(property, &term("path")).collect::<Vec<_>>())
            .collect();
        let ignored: Vec<&str> =
            shapes.values(shape, &term("ignoredProperties")).flat_map(|list| shapes.list(list)).collect();
        for property in &named {
            for inferred in ontology.broader(property) {
                let is_allowed = named.contains(inferred) || ignored.contains(&inferred);
                assert!(is_allowed, "{shape}: add {inferred}, which {property} implies, to sh:ignoredProperties");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
