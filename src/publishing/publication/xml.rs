//! RDF/XML of Oxigraph's making, and what that leaves to do: XML has no control characters, makes names out of the ends of
//! predicates and classes, and reads a carriage return as a line feed (XML 1.0, §2.2, §2.3, §2.11).

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Quad, Term, TripleRef};

use crate::terms::PREFIXES;

/// The names of rdf: that RDF/XML has for itself.
const OWN: [&str; 12] = [
    "RDF",
    "ID",
    "about",
    "parseType",
    "resource",
    "nodeID",
    "datatype",
    "Description",
    "li",
    "aboutEach",
    "aboutEachPrefix",
    "bagID",
];

/// Writes XML on to another writer, with each carriage return as a character reference.
pub(crate) struct CarriageReturns<W>(pub(crate) W);

impl<W: Write> Write for CarriageReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (place, part) in bytes.split(|byte| *byte == b'\r').enumerate() {
            if place > 0 {
                self.0.write_all(b"&#xD;")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes `quads`, those of a subject together. What RDF/XML cannot say stands in comments at the end.
pub(super) fn document(quads: &[Quad]) -> io::Result<Vec<u8>> {
    let (held, left): (Vec<&Quad>, Vec<&Quad>) = quads.iter().partition(|quad| is_held(quad));
    let named = |quad: &&Quad, namespace: &str| {
        let is_class = quad.predicate == rdf::TYPE && quad.object.to_string()[1..].starts_with(namespace);
        is_class || quad.predicate.as_str().starts_with(namespace)
    };
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (name, namespace) in PREFIXES {
        if held.iter().any(|quad| named(quad, namespace)) {
            serializer = serializer.with_prefix(name, namespace).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(CarriageReturns(Vec::new()));
    held.into_iter().try_for_each(|quad| writer.serialize_triple(TripleRef::from(quad.as_ref())))?;
    let CarriageReturns(mut written) = writer.finish()?;
    writeln!(written)?;
    for quad in left {
        writeln!(written, "{}", comment(&format!("RDF/XML cannot say: {} .", TripleRef::from(quad.as_ref()))))?;
    }
    Ok(written)
}

/// A comment of XML, in which no two hyphens stand together.
pub fn comment(text: &str) -> String {
    let text: String = text.chars().map(|letter| if is_letter(letter) { letter } else { '\u{FFFD}' }).collect();
    format!("<!-- {} -->", text.replace("--", "- -").replace("--", "- -"))
}

fn is_held(quad: &Quad) -> bool {
    let has_class = match &quad.object {
        Term::NamedNode(class) if quad.predicate == rdf::TYPE => has_name(class.as_ref()),
        Term::Literal(text) => text.value().chars().all(is_letter),
        _ => true,
    };
    has_class && has_name(quad.predicate.as_ref())
}

/// Whether an IRI ends in a name of XML that RDF/XML does not have for itself.
fn has_name(iri: NamedNodeRef<'_>) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let tail = iri.as_str().rsplit(|letter| !is_part(letter)).next().unwrap_or_default();
    let name = tail.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic() && letter != '_');
    let is_own = OWN.contains(&name) && iri.as_str().strip_suffix(name) == rdf::TYPE.as_str().strip_suffix("type");
    !name.is_empty() && !is_own
}

fn is_letter(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::RdfParser;
    use oxigraph::model::{GraphName, Literal, NamedNode};

    #[test]
    fn what_has_no_name_in_xml_is_said_in_a_comment_and_the_rest_is_read_again() {
        let quad = |predicate: &str, object: Term| {
            let node = |iri: &str| NamedNode::new(iri).unwrap();
            Quad::new(node("http://e.x/s"), node(predicate), object, GraphName::DefaultGraph)
        };
        let said = [
            quad(rdf::TYPE.as_str(), NamedNode::new("http://e.x/Class").unwrap().into()),
            quad("http://e.x/7-name", Literal::new_simple_literal("a\rb <&>").into()),
            quad("http://purl.org/dc/terms/title", Literal::new_language_tagged_literal("т", "ru").unwrap().into()),
        ];
        let unsaid = [
            quad("http://e.x/2014", Literal::new_simple_literal("a--->b").into()),
            quad("http://e.x/", Literal::new_simple_literal("c").into()),
            quad("http://www.w3.org/1999/02/22-rdf-syntax-ns#li", Literal::new_simple_literal("d").into()),
            quad("http://e.x/name", Literal::new_simple_literal("\u{1}\u{FFFF}").into()),
            quad(rdf::TYPE.as_str(), NamedNode::new("http://e.x/2014").unwrap().into()),
        ];
        let written = String::from_utf8(document(&[&said[..], &unsaid].concat()).unwrap()).unwrap();
        let read: Vec<Quad> =
            RdfParser::from_format(RdfFormat::RdfXml).for_slice(&written).collect::<Result<_, _>>().unwrap();
        assert_eq!(read, said);
        assert_eq!(written.matches("<!-- RDF/XML cannot say: ").count(), unsaid.len(), "{written}");
        assert!(written.contains("<http://e.x/2014> \"a- - ->b\" . -->"), "{written}");
        assert!(written.chars().all(is_letter));
    }
}
