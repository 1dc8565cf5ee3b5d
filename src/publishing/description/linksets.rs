//! Links to the world: how many lead to each dataset whose `void:uriSpace` `ontology/dataset.ttl` or a user's file states.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNode, Term};

use super::counting::Kind;
use super::names;
use super::survey::Totals;
use crate::graph::statements::Statements;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::void;

/// The links to one dataset with one property.
struct Linkset<'a> {
    target: &'a str,
    property: &'a str,
    triples: usize,
}

impl Linkset<'_> {
    fn iri(&self, base: &str) -> String {
        let target = self.target.rsplit('/').next().unwrap_or(self.target);
        format!("{base}dataset/linkset/{target}/{}", names::segment(self.property))
    }
}

fn linksets<'a>(totals: &'a Totals, vocabularies: &'a Vocabularies) -> Vec<Linkset<'a>> {
    let mut linksets = Vec::new();
    for quad in vocabularies.quads.iter().filter(|quad| quad.predicate.as_ref() == void::URI_SPACE) {
        let (NamedOrBlankNode::NamedNode(target), Term::Literal(space)) = (&quad.subject, &quad.object) else {
            continue;
        };
        let mut triples: BTreeMap<&str, usize> = BTreeMap::new();
        for (property, _) in totals.listed(Kind::Property, &[]) {
            let into =
                totals.listed(Kind::Link, &[property]).filter(|(namespace, _)| namespace.starts_with(space.value()));
            triples
                .extend(into.map(|(_, number)| number).reduce(|sum, number| sum + number).map(|sum| (property, sum)));
        }
        let target = target.as_str();
        linksets.extend(triples.into_iter().map(|(property, triples)| Linkset { target, property, triples }));
    }
    linksets
}

/// Links the dataset to its linksets.
pub(super) fn link(totals: &Totals, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
    let base = vocabularies.base.as_str();
    let linksets = linksets(totals, vocabularies);
    statements.about(&super::iri(base)).links(void::SUBSET, linksets.iter().map(|linkset| linkset.iri(base)));
}

/// Describes the linksets.
pub(super) fn describe(totals: &Totals, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
    let base = vocabularies.base.as_str();
    for linkset in linksets(totals, vocabularies) {
        let target = linkset.target.rsplit('/').next().unwrap_or(linkset.target);
        statements
            .about(&linkset.iri(base))
            .a(void::LINKSET)
            .label(&format!("сыртқы сілтемелер: {target}, {}", names::short(linkset.property)))
            .link(void::SUBJECTS_TARGET, &super::iri(base))
            .link(void::OBJECTS_TARGET, linkset.target)
            .link(void::LINK_PREDICATE, linkset.property)
            .number(void::TRIPLES, linkset.triples);
    }
}
