//! Turtle, N-Quads and N-Triples, written as statements come.
//!
//! ```text
//! <…/order/V1400009219> a lz:Order , eli:LegalResource ;          Turtle: names with prefixes, what is said again left out
//!     eli:number "75" .
//! <…/order/V1400009219> <…#number> "75" <…/order/V1400009219> .   N-Quads: a statement is a line
//! ```
//!
//! The files are those of Oxigraph's own writers, byte for byte; these write texts whole and not letter by letter, which
//! takes a tenth of the time.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef};

use crate::terms::PREFIXES;

/// Writes one of the three formats.
pub(super) struct PlainWriter<W> {
    output: W,
    format: RdfFormat,
    /// What is written next.
    text: String,
    /// In Turtle, the subject and the property of the statement before; empty before the first.
    subject: String,
    property: String,
}

impl<W: Write> PlainWriter<W> {
    /// Whether statements in `format` are written here.
    pub(super) fn writes(format: RdfFormat) -> bool {
        matches!(format, RdfFormat::Turtle | RdfFormat::NQuads | RdfFormat::NTriples)
    }

    /// Begins a file in `format`, one of the three.
    pub(super) fn new(output: W, format: RdfFormat) -> Self {
        let mut text = String::new();
        if format == RdfFormat::Turtle {
            let mut prefixes = PREFIXES;
            prefixes.sort_by_key(|(name, namespace)| (Reverse(namespace.len()), *name));
            for (name, namespace) in prefixes {
                text.extend(["@prefix ", name, ": <", namespace, "> .\n"]);
            }
        }
        Self { output, format, text, subject: String::new(), property: String::new() }
    }

    /// Adds a statement.
    pub(super) fn add(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        if self.format == RdfFormat::Turtle {
            self.turtle(quad)
        } else {
            self.line(quad)
        }
        self.output.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if !self.subject.is_empty() {
            self.text.push_str(" .\n");
        }
        self.output.write_all(self.text.as_bytes())?;
        Ok(self.output)
    }

    fn line(&mut self, quad: QuadRef<'_>) {
        let text = &mut self.text;
        subject(quad.subject, &in_full, text);
        text.push(' ');
        in_full(quad.predicate, text);
        text.push(' ');
        match quad.object {
            TermRef::NamedNode(node) => in_full(node, text),
            TermRef::BlankNode(node) => text.extend(["_:", node.as_str()]),
            TermRef::Literal(value) => literal(value, &in_full, text),
            #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
            triple => text.push_str(&triple.to_string()),
        }
        if self.format == RdfFormat::NQuads {
            match quad.graph_name {
                GraphNameRef::NamedNode(graph) => text.extend([" <", graph.as_str(), ">"]),
                GraphNameRef::BlankNode(graph) => text.extend([" _:", graph.as_str()]),
                GraphNameRef::DefaultGraph => {}
            }
        }
        text.push_str(" .\n");
    }

    fn turtle(&mut self, quad: QuadRef<'_>) {
        let text = &mut self.text;
        // The subject stands behind the last one, if it is another, and becomes it.
        let start = text.len();
        subject(quad.subject, &short, text);
        let is_same = text[start..] == self.subject;
        if is_same {
            text.truncate(start);
        } else {
            let printed = text.split_off(start);
            if !self.subject.is_empty() {
                text.push_str(" .\n");
            }
            text.push_str(&printed);
            self.subject = printed;
        }
        if is_same && self.property == quad.predicate.as_str() {
            text.push_str(" , ");
        } else {
            text.push_str(if is_same { " ;\n\t" } else { " " });
            if quad.predicate == rdf::TYPE {
                text.push('a')
            } else {
                short(quad.predicate, text)
            }
            text.push(' ');
            quad.predicate.as_str().clone_into(&mut self.property);
        }
        match quad.object {
            TermRef::NamedNode(node) => short(node, text),
            TermRef::BlankNode(node) => text.extend(["_:", node.as_str()]),
            TermRef::Literal(value) if is_number(value) => text.push_str(value.value()),
            TermRef::Literal(value) => literal(value, &short, text),
            #[allow(unreachable_patterns, reason = "with RDF 1.2 a term can be a triple")]
            triple => text.push_str(&triple.to_string()),
        }
    }
}

fn subject(subject: NamedOrBlankNodeRef<'_>, name: &dyn Fn(NamedNodeRef<'_>, &mut String), text: &mut String) {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => name(node, text),
        NamedOrBlankNodeRef::BlankNode(node) => text.extend(["_:", node.as_str()]),
    }
}

fn in_full(node: NamedNodeRef<'_>, text: &mut String) {
    text.extend(["<", node.as_str(), ">"]);
}

/// The name with its prefix, if it has one and its end can stand behind it.
fn short(node: NamedNodeRef<'_>, text: &mut String) {
    let iri = node.as_str();
    let start = text.len();
    for (prefix, namespace) in PREFIXES {
        // The last letters of namespaces tell most of them from an IRI faster than the first ones, which are alike.
        let last = namespace.len() - 1;
        if iri.as_bytes().get(last) != namespace.as_bytes().last() {
            continue;
        }
        let Some(local) = iri.strip_prefix(namespace) else { continue };
        text.extend([prefix, ":"]);
        if push_local(local, text) {
            return;
        }
        text.truncate(start);
    }
    in_full(node, text);
}

/// Puts the end of a name behind its prefix, with marks escaped; false when a letter cannot stand there.
fn push_local(local: &str, text: &mut String) -> bool {
    for (at, letter) in local.char_indices() {
        let is_last = at + letter.len_utf8() == local.len();
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ':' => {}
            '-' if at > 0 => {}
            '.' if at > 0 && !is_last => {}
            '~' | '.' | '-' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | '/' | '?' | '#'
            | '@' | '%' => text.push('\\'),
            _ => return false,
        }
        text.push(letter);
    }
    true
}

fn literal(literal: LiteralRef<'_>, name: &dyn Fn(NamedNodeRef<'_>, &mut String), text: &mut String) {
    let value = literal.value();
    text.push('"');
    // U+FFFE and U+FFFF, which are escaped too, begin with this byte.
    let is_odd = |byte: u8| (byte < b' ') | matches!(byte, b'"' | b'\\' | 0x7F | 0xEF);
    if value.bytes().fold(false, |found, byte| found | is_odd(byte)) {
        escaped(value, text)
    } else {
        text.push_str(value)
    }
    text.push('"');
    match literal.language() {
        Some(language) => text.extend(["@", language]),
        None if literal.datatype() == xsd::STRING => {}
        None => {
            text.push_str("^^");
            name(literal.datatype(), text);
        }
    }
}

fn escaped(value: &str, text: &mut String) {
    for letter in value.chars() {
        match letter {
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{C}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\0'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => {
                // Writing to a text cannot fail.
                let _ = write!(text, "\\u{:04X}", u32::from(letter));
            }
            letter => text.push(letter),
        }
    }
}

/// Whether Turtle knows the datatype by the value's form: whole numbers and decimals.
fn is_number(literal: LiteralRef<'_>) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let value = literal.value();
    let value = value.strip_prefix(['+', '-']).unwrap_or(value);
    match literal.datatype() {
        xsd::INTEGER => !value.is_empty() && digits(value),
        xsd::DECIMAL => {
            value.split_once('.').is_some_and(|(whole, part)| digits(whole) && !part.is_empty() && digits(part))
        }
        xsd::BOOLEAN => matches!(literal.value(), "true" | "false"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfSerializer;
    use oxigraph::model::{BlankNode, Literal, NamedNode, Quad, Term};

    use super::*;

    fn quads() -> Vec<Quad> {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let (subject, graph) = (node("https://w3id.org/lauazym/order/V1"), node("https://w3id.org/lauazym/order/V1"));
        let typed = |value: &str, datatype: NamedNodeRef<'_>| Term::from(Literal::new_typed_literal(value, datatype));
        let objects = [
            node("https://w3id.org/lauazym/ontology#Order").into(),
            node("https://schema.org/a/b.c.").into(),
            node("https://schema.org/-a-(b)").into(),
            node("https://schema.org/").into(),
            node("https://schema.org/a{b}").into(),
            BlankNode::new_unchecked("b1").into(),
            Literal::new_simple_literal("\"а\"\\\t\r\n\u{8}\u{C}\u{1}\u{7F}\u{FFFE}\u{FEFF}").into(),
            Literal::new_language_tagged_literal_unchecked("Қазақстан", "kk").into(),
            typed("75", xsd::INTEGER),
            typed("+7x", xsd::INTEGER),
            typed("0.5", xsd::DECIMAL),
            typed("-.5", xsd::DECIMAL),
            typed("5.", xsd::DECIMAL),
            typed("true", xsd::BOOLEAN),
            typed("2014-03-07", xsd::DATE),
        ];
        let mut quads = Vec::new();
        for property in [rdf::TYPE.as_str(), "https://w3id.org/lauazym/ontology#number", "https://example.org/p"] {
            let quad = |object: &Term| Quad::new(subject.clone(), node(property), object.clone(), graph.clone());
            quads.extend(objects.iter().map(quad));
            quads.push(Quad::new(BlankNode::new_unchecked("b1"), node(property), subject.clone(), graph.clone()));
        }
        quads
    }

    #[test]
    fn the_files_are_those_of_oxigraph() {
        for format in [RdfFormat::Turtle, RdfFormat::NQuads, RdfFormat::NTriples] {
            let mut serializer = RdfSerializer::from_format(format);
            for (name, namespace) in PREFIXES {
                serializer = serializer.with_prefix(name, namespace).unwrap();
            }
            let mut expected = serializer.for_writer(Vec::new());
            let mut written = PlainWriter::new(Vec::new(), format);
            for quad in quads() {
                written.add(quad.as_ref()).unwrap();
                if format.supports_datasets() {
                    expected.serialize_quad(&quad).unwrap();
                } else {
                    expected.serialize_triple(&oxigraph::model::Triple::from(quad)).unwrap();
                }
            }
            let [written, expected] =
                [written.finish().unwrap(), expected.finish().unwrap()].map(|file| String::from_utf8(file).unwrap());
            assert_eq!(written, expected);
        }
    }
}
