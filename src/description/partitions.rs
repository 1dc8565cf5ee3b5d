//! Which classes use which properties with which values, and how often: what a query editor needs to complete terms.
//!
//! Class partitions hold property partitions, and these the classes or datatypes of the values, as
//! [void-generator](https://github.com/JervenBolleman/void-generator) makes them and editors such as the SIB's read them.

use oxigraph::model::NamedNode;

use super::names::{segment, short};
use super::survey::{Totals, Usage, Values};
use crate::graph::statements::Statements;
use crate::terms::{void, void_ext};

fn of_class(class: &NamedNode, base: &str) -> String {
    format!("{base}dataset/class/{}", segment(class))
}

fn of_property(property: &NamedNode, base: &str) -> String {
    format!("{base}dataset/property/{}", segment(property))
}

/// Links the dataset to its partitions.
pub(super) fn link(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    statements
        .about(&super::iri(base))
        .links(void::CLASS_PARTITION, totals.classes.keys().map(|class| of_class(class, base)))
        .links(void::PROPERTY_PARTITION, totals.properties.keys().map(|property| of_property(property, base)));
}

/// Describes the partitions.
pub(super) fn describe(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    for (property, triples) in &totals.properties {
        statements
            .about(&of_property(property, base))
            .a(void::DATASET)
            .label(&format!("қасиет: {}", short(property)))
            .link(void::PROPERTY, property.as_str())
            .number(void::TRIPLES, *triples);
    }
    for (class, entities) in totals.classes.iter() {
        let iri = of_class(class, base);
        let properties = || totals.usage.get(class).into_iter().flatten();
        let part = |property: &NamedNode| format!("{iri}/{}", segment(property));
        statements
            .about(&iri)
            .a(void::DATASET)
            .label(&format!("класс: {}", short(class)))
            .link(void::CLASS, class.as_str())
            .number(void::ENTITIES, *entities)
            .links(void::PROPERTY_PARTITION, properties().map(|(property, _)| part(property)));
        for (property, usage) in properties() {
            self::usage(&part(property), class, property, usage, statements);
        }
    }
}

fn usage(iri: &str, class: &NamedNode, property: &NamedNode, usage: &Usage, statements: &mut Statements<'_>) {
    let name = format!("{} {}", short(class), short(property));
    let part = |values: &Values| match values {
        Values::Of(term) | Values::Typed(term) => format!("{iri}/{}", segment(term)),
    };
    let mut about = statements
        .about(iri)
        .a(void::DATASET)
        .label(&format!("қолданылуы: {name}"))
        .link(void::PROPERTY, property.as_str())
        .number(void::TRIPLES, usage.triples);
    for values in usage.values.keys() {
        let link = match values {
            Values::Of(_) => void::CLASS_PARTITION,
            Values::Typed(_) => void_ext::DATATYPE_PARTITION,
        };
        about = about.link(link, &part(values));
    }
    for (values, triples) in &usage.values {
        let (link, term) = match values {
            Values::Of(class) => (void::CLASS, class),
            Values::Typed(datatype) => (void_ext::DATATYPE, datatype),
        };
        statements
            .about(&part(values))
            .a(void::DATASET)
            .label(&format!("мәндері: {name} {}", short(term)))
            .link(link, term.as_str())
            .number(void::TRIPLES, *triples);
    }
}
