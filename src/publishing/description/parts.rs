//! The parts of the dataset: its named graphs, its links to the world, and which classes use which properties with which values.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::counting::Kind;
use super::survey::Totals;
use crate::graph::statements::Statements;
use crate::reading::vocabulary::Vocabularies;
use crate::terms::{PREFIXES, prov, sd, void, void_ext};

/// Describes each named graph as a dataset of its own, `{base}dataset/graph/order/V1400009219`, with the resources from which
/// all others in it are reached.
pub(super) fn graphs(totals: &Totals, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
    let base = vocabularies.base.as_str();
    let subset = |graph: &String| {
        let name = graph.strip_prefix(base).map_or_else(|| plain(graph), ToOwned::to_owned);
        format!("{base}dataset/graph/{name}")
    };
    let subsets = || totals.graphs.keys().map(subset);
    statements.about(&super::iri(base)).links(void::SUBSET, subsets()).links(sd::NAMED_GRAPH, subsets());
    let roots = roots(&vocabularies.quads);
    for (graph, triples) in &totals.graphs {
        let name = graph.strip_prefix(base).unwrap_or(graph);
        // The graph of an order holds the order as its root.
        let roots = roots.get(graph.as_str()).cloned().unwrap_or_else(|| vec![graph]);
        statements
            .about(&subset(graph))
            .a(void::DATASET)
            .a(sd::NAMED_GRAPH_CLASS)
            .label(&format!("{name} графы"))
            .link(sd::NAME, graph)
            .number(void::TRIPLES, *triples)
            .links(void::ROOT_RESOURCE, roots.into_iter().map(ToOwned::to_owned))
            .links(prov::WAS_DERIVED_FROM, name.starts_with("order/").then(|| format!("{graph}/source")))
            .link(prov::WAS_GENERATED_BY, &format!("{base}dataset/export"));
        // Orders and the ontology describe themselves; the file of a vocabulary is described here.
        if name.starts_with("vocabulary/") {
            statements.about(graph).a(sd::GRAPH).label(&format!("{name} сөздігінің мәлімдемелері"));
        }
    }
}

/// For each graph of `quads` the resources from which links lead to all others in it: a scheme leads to its top concepts,
/// but nothing need lead to a concept that is only `skos:broader` than nothing.
fn roots(quads: &[Quad]) -> BTreeMap<&str, Vec<&str>> {
    let mut links: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for quad in quads {
        if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object) {
            links.entry(subject.as_str()).or_default().push(object.as_str());
        }
    }
    let mut roots: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) = (&quad.subject, &quad.graph_name)
        else {
            continue;
        };
        if reached.contains(subject.as_str()) {
            continue;
        }
        roots.entry(graph.as_str()).or_default().push(subject.as_str());
        let mut open = vec![subject.as_str()];
        while let Some(resource) = open.pop() {
            if reached.insert(resource) {
                open.extend(links.get(resource).into_iter().flatten());
            }
        }
    }
    roots
}

/// Describes how many links lead to each dataset whose `void:uriSpace` `ontology/dataset.ttl` or a user's file states.
pub(super) fn linksets(totals: &Totals, vocabularies: &Vocabularies, statements: &mut Statements<'_>) {
    let dataset = super::iri(&vocabularies.base);
    for quad in vocabularies.quads.iter().filter(|quad| quad.predicate.as_ref() == void::URI_SPACE) {
        let (NamedOrBlankNode::NamedNode(target), Term::Literal(space)) = (&quad.subject, &quad.object) else {
            continue;
        };
        let name = target.as_str().rsplit('/').next().unwrap_or(target.as_str());
        for (property, _) in totals.listed(Kind::Property, &[]) {
            let links = totals.listed(Kind::Link, &[property]);
            let into = links.filter(|(namespace, _)| namespace.starts_with(space.value()));
            let Some(triples) = into.map(|(_, number)| number).reduce(|sum, number| sum + number) else { continue };
            let iri = format!("{dataset}/linkset/{name}/{}", segment(property));
            statements.about(&dataset).link(void::SUBSET, &iri);
            statements
                .about(&iri)
                .a(void::LINKSET)
                .label(&format!("сыртқы сілтемелер: {name}, {}", short(property)))
                .link(void::SUBJECTS_TARGET, &dataset)
                .link(void::OBJECTS_TARGET, target.as_str())
                .link(void::LINK_PREDICATE, property)
                .number(void::TRIPLES, triples);
        }
    }
}

/// Describes what a query editor needs to complete terms. Class partitions hold property partitions, and these the classes or
/// datatypes of the values, as [void-generator](https://github.com/JervenBolleman/void-generator) makes them and editors such as
/// the SIB's read them.
pub(super) fn partitions(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    let of_class = |class: &str| format!("{base}dataset/class/{}", segment(class));
    let of_property = |property: &str| format!("{base}dataset/property/{}", segment(property));
    let (classes, properties) = (|| totals.listed(Kind::Class, &[]), || totals.listed(Kind::Property, &[]));
    statements
        .about(&super::iri(base))
        .links(void::CLASS_PARTITION, classes().map(|(class, _)| of_class(class)))
        .links(void::PROPERTY_PARTITION, properties().map(|(property, _)| of_property(property)));
    for (property, triples) in properties() {
        statements
            .about(&of_property(property))
            .a(void::DATASET)
            .label(&format!("қасиет: {}", short(property)))
            .link(void::PROPERTY, property)
            .number(void::TRIPLES, triples);
    }
    for (class, entities) in classes() {
        let iri = of_class(class);
        let part = |property: &str| format!("{iri}/{}", segment(property));
        statements
            .about(&iri)
            .a(void::DATASET)
            .label(&format!("класс: {}", short(class)))
            .link(void::CLASS, class)
            .number(void::ENTITIES, entities)
            .links(void::PROPERTY_PARTITION, totals.listed(Kind::Usage, &[class]).map(|(property, _)| part(property)));
        for (property, triples) in totals.listed(Kind::Usage, &[class]) {
            usage(&part(property), (class, property), triples, totals, statements);
        }
    }
}

/// Describes how the resources of a class use a property.
fn usage(iri: &str, (class, property): (&str, &str), triples: usize, totals: &Totals, statements: &mut Statements<'_>) {
    let name = format!("{} {}", short(class), short(property));
    let part = |value: &str| format!("{iri}/{}", segment(value));
    let resources = || totals.listed(Kind::Resources, &[class, property]);
    let literals = || totals.listed(Kind::Literals, &[class, property]);
    statements
        .about(iri)
        .a(void::DATASET)
        .label(&format!("қолданылуы: {name}"))
        .link(void::PROPERTY, property)
        .number(void::TRIPLES, triples)
        .links(void::CLASS_PARTITION, resources().map(|(value, _)| part(value)))
        .links(void_ext::DATATYPE_PARTITION, literals().map(|(datatype, _)| part(datatype)));
    let values = resources().map(|value| (void::CLASS, value));
    for (link, (value, triples)) in values.chain(literals().map(|datatype| (void_ext::DATATYPE, datatype))) {
        statements
            .about(&part(value))
            .a(void::DATASET)
            .label(&format!("мәндері: {name} {}", short(value)))
            .link(link, value)
            .number(void::TRIPLES, triples);
    }
}

/// The term with its prefix, `lz:Position`; in full when its namespace has none.
fn short(term: &str) -> String {
    let prefixed = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let local = term.strip_prefix(namespace).filter(|local| !local.contains(['/', '#']))?;
        Some(format!("{prefix}:{local}"))
    });
    prefixed.unwrap_or_else(|| term.to_owned())
}

/// The term as a segment of an IRI, `lz-Position`.
fn segment(term: &str) -> String {
    match short(term) {
        short if short != term => short.replace(':', "-"),
        full => plain(&full),
    }
}

/// An IRI as a segment of another: `https-example-org-x`.
fn plain(iri: &str) -> String {
    let parts = iri.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
