//! Which facts of the graph are printed on which lines of a text.

use crate::pages::address::Place;
use crate::pages::sources::Source;
use crate::pages::statements::node;
use crate::pages::words::{Kind, Spot};
use crate::pages::{PageError, Pages};
use crate::terms::{lz, prov, skos};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The letters of the shortest words by which a fact itself is marked: the number of an entry stands for much else.
const SHORTEST: usize = 4;
/// The letters of the longest words that are marked.
const LONGEST: usize = 160;

/// A thing and the lines on which it is printed.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Fact {
    pub(in crate::pages) start: usize,
    pub(in crate::pages) end: usize,
    pub(in crate::pages) iri: String,
}

/// Words to be marked, and the thing to which the mark leads.
pub(super) struct Mark {
    pub(super) words: String,
    pub(super) iri: String,
}

/// The facts of an order whose lines are those of the text `source`, by their lines.
pub(super) fn of(pages: &Pages, source: &Source) -> Result<Arc<Vec<Fact>>, PageError> {
    pages.facts.get(source.iri.clone(), |_| Ok(Arc::new(find(pages, source)?)))
}

fn find(pages: &Pages, source: &Source) -> Result<Vec<Fact>, PageError> {
    let mut facts = Vec::new();
    for quad in pages.quads(None, Some(lz::START_LINE), None, Some(&source.order))? {
        let (NamedOrBlankNode::NamedNode(subject), Term::Literal(start)) = (quad.subject, quad.object) else {
            continue;
        };
        let (iri, Ok(start)) = (subject.into_string(), start.value().parse()) else { continue };
        let sources = pages.links(&iri, prov::WAS_DERIVED_FROM)?;
        let is_here = if sources.iter().any(|other| other.contains("/source")) {
            sources.contains(&source.iri)
        } else {
            source.is_main
        };
        // A passage is the text that stands there.
        if is_here && iri != source.iri && !pages.is_a(&iri, lz::PASSAGE)? {
            let end = pages.literal(&iri, lz::END_LINE)?.and_then(|end| end.parse().ok()).unwrap_or(start);
            facts.push(Fact { start, end, iri });
        }
    }
    facts.sort_by(|one, other| (one.start, other.end, &one.iri).cmp(&(other.start, one.end, &other.iri)));
    Ok(facts)
}

/// The words by which a fact and what it names may be printed.
pub(super) fn marks(pages: &Pages, fact: &Fact) -> Result<Vec<Mark>, PageError> {
    let mut marks = Vec::new();
    let about = pages.about(&fact.iri)?;
    let act = about.iter().find(|(property, _)| property.as_ref() == lz::ACT).and_then(|(_, act)| node(act.clone()));
    let to = act.map_or_else(|| fact.iri.clone(), NamedNode::into_string);
    for (property, value) in &about {
        let spot = pages.words.spot(property);
        match value {
            // A whole paragraph is no mark: it is said in front of it what it is.
            Term::Literal(words)
                if matches!(spot, Spot::Name | Spot::Short | Spot::Text)
                    && (SHORTEST..=LONGEST).contains(&words.value().chars().count()) =>
            {
                marks.push(Mark { words: words.value().to_owned(), iri: to.clone() });
            }
            // Where a citation is not printed as it is stated, the act's own name may be.
            Term::NamedNode(object) if property.as_ref() == lz::ACT => labels(pages, object.as_str(), &mut marks)?,
            Term::NamedNode(object) if property.as_ref() != rdf::TYPE => {
                let is_own = object.as_str().strip_prefix(&fact.iri).is_some_and(|rest| rest.starts_with('/'));
                named(pages, object.as_str(), is_own, &mut marks)?;
            }
            _ => {}
        }
    }
    // The posts of an entry are printed where it is.
    for post in pages.subjects(lz::IN_ENTRY, &fact.iri)? {
        for code in pages.literals(&post, lz::CODE)? {
            marks.push(Mark { words: code.destruct().0, iri: post.clone() });
        }
        for (property, value) in pages.about(&post)? {
            if let Term::NamedNode(object) = value
                && ![lz::REQUIRES_KNOWLEDGE_OF, lz::ACCEPTS_SPECIALTY, lz::ACCEPTS_GROUP].contains(&property.as_ref())
            {
                named(pages, object.as_str(), false, &mut marks)?;
            }
        }
    }
    Ok(marks)
}

/// Adds the names of a concept or unit; of a part without lines of its own, those of what it names.
fn named(pages: &Pages, iri: &str, is_own: bool, marks: &mut Vec<Mark>) -> Result<(), PageError> {
    if is_own {
        if pages.literal(iri, lz::START_LINE)?.is_none() {
            for (property, value) in pages.about(iri)? {
                if let (Some(object), true) = (node(value), property.as_ref() != rdf::TYPE) {
                    named(pages, object.as_str(), false, marks)?;
                }
            }
        }
        return Ok(());
    }
    if pages.kind(iri)?.is_some_and(Kind::is_named) && matches!(pages.place(iri)?, Place::Page(_)) {
        labels(pages, iri, marks)?;
    }
    Ok(())
}

/// Adds the names of a thing.
fn labels(pages: &Pages, iri: &str, marks: &mut Vec<Mark>) -> Result<(), PageError> {
    let words = pages.printed.get(iri.to_owned(), |iri| {
        let mut words = BTreeSet::new();
        for property in [skos::PREF_LABEL, skos::ALT_LABEL, skos::HIDDEN_LABEL, skos::NOTATION] {
            let labels = pages.literals(iri, property)?;
            words.extend(labels.into_iter().map(|label| label.destruct().0));
        }
        Ok(Arc::new(words.into_iter().collect()))
    })?;
    marks.extend(words.iter().map(|words| Mark { words: words.clone(), iri: iri.to_owned() }));
    Ok(())
}
