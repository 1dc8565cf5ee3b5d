//! Short names of terms, `lz:Position`, and the parts of IRIs made of them, `lz-Position`.

use crate::terms::PREFIXES;

/// The term with its prefix; in full when its namespace has none.
pub(super) fn short(term: &str) -> String {
    let prefixed = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let local = term.strip_prefix(namespace).filter(|local| !local.contains(['/', '#']))?;
        Some(format!("{prefix}:{local}"))
    });
    prefixed.unwrap_or_else(|| term.to_owned())
}

/// The term as a segment of an IRI.
pub(super) fn segment(term: &str) -> String {
    match short(term) {
        short if short != term => short.replace(':', "-"),
        full => plain(&full),
    }
}

/// An IRI as a segment of another: `https-example-org-x`.
pub(super) fn plain(iri: &str) -> String {
    let parts = iri.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The namespace of a term: up to its last `#` or `/`.
pub(super) fn namespace(iri: &str) -> &str {
    iri.rfind(['#', '/']).map_or(iri, |end| &iri[..=end])
}
