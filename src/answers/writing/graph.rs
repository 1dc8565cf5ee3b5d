//! Graphs in the formats of RDF: each triple once, sorted, so that the same graph is always the same text.

use super::{Style, WriteError, Written};
use crate::answers::error::EvaluationError;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple};
use std::collections::BTreeMap;
use std::io::Write;

pub(super) fn write(
    triples: impl Iterator<Item = Result<Triple, EvaluationError>>,
    format: RdfFormat,
    style: &Style,
    out: &mut impl Write,
) -> Result<Written, WriteError> {
    let sorted = triples.map(|triple| triple.map(|triple| (triple.to_string(), triple)));
    let triples: BTreeMap<String, Triple> = sorted.collect::<Result<_, _>>()?;
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in style.prefixes.iter().filter(|(_, namespace)| is_used(&triples, namespace)) {
        serializer = serializer.clone().with_prefix(prefix, namespace).unwrap_or(serializer);
    }
    let mut serializer = serializer.for_writer(out);
    triples.values().try_for_each(|triple| serializer.serialize_triple(triple))?;
    serializer.finish()?;
    Ok(Written::rows(triples.len()))
}

fn is_used(triples: &BTreeMap<String, Triple>, namespace: &str) -> bool {
    let begins = |iri: NamedNodeRef<'_>| iri.as_str().starts_with(namespace);
    triples.values().map(Triple::as_ref).any(|triple| {
        begins(triple.predicate)
            || matches!(triple.subject, NamedOrBlankNodeRef::NamedNode(iri) if begins(iri))
            || matches!(triple.object, TermRef::NamedNode(iri) if begins(iri))
    })
}
