//! Which classes use which properties with which values, and how often: what a query editor needs to complete terms.
//!
//! Class partitions hold property partitions, and these the classes or datatypes of the values, as
//! [void-generator](https://github.com/JervenBolleman/void-generator) makes them and editors such as the SIB's read them.

use super::counting::Kind;
use super::names::{segment, short};
use super::survey::Totals;
use crate::graph::statements::Statements;
use crate::terms::{void, void_ext};

fn of_class(class: &str, base: &str) -> String {
    format!("{base}dataset/class/{}", segment(class))
}

fn of_property(property: &str, base: &str) -> String {
    format!("{base}dataset/property/{}", segment(property))
}

/// Links the dataset to its partitions.
pub(super) fn link(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    statements
        .about(&super::iri(base))
        .links(void::CLASS_PARTITION, totals.listed(Kind::Class, &[]).map(|(class, _)| of_class(class, base)))
        .links(
            void::PROPERTY_PARTITION,
            totals.listed(Kind::Property, &[]).map(|(property, _)| of_property(property, base)),
        );
}

/// Describes the partitions.
pub(super) fn describe(totals: &Totals, base: &str, statements: &mut Statements<'_>) {
    for (property, triples) in totals.listed(Kind::Property, &[]) {
        statements
            .about(&of_property(property, base))
            .a(void::DATASET)
            .label(&format!("қасиет: {}", short(property)))
            .link(void::PROPERTY, property)
            .number(void::TRIPLES, triples);
    }
    for (class, entities) in totals.listed(Kind::Class, &[]) {
        let iri = of_class(class, base);
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
