//! A statement of an order and its lines, in one language or in both.

use oxigraph::model::NamedNodeRef;

use super::statements::{About, Statements};
use super::texts::Texts;
use super::{Iris, passages};
use crate::reading::records::Statement;
use crate::reading::text::Language;
use crate::terms::lz;

/// Begins the resource `iri` with its classes, label, text and lines.
pub(super) fn begin<'b, 'a>(
    texts: Texts<'_, Statement>,
    classes: &[NamedNodeRef<'_>],
    iri: &str,
    label: impl Fn(Language) -> String,
    iris: &Iris<'_>,
    statements: &'b mut Statements<'a>,
) -> About<'b, 'a> {
    let about = classes
        .iter()
        .fold(statements.about(iri), |about, class| about.a(*class))
        .labels(texts, |said| label(said.language))
        .texts(lz::TEXT, texts, |statement| &statement.text);
    passages::lines(about, iri, texts, |statement| (statement.start_line, statement.end_line), iris)
}

/// Describes its passage in the other text, if there is one.
pub(super) fn passage(
    texts: Texts<'_, Statement>,
    iri: &str,
    label: impl Fn(Language) -> String,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let span = |statement: &Statement| (statement.start_line, statement.end_line);
    passages::describe(iri, texts, span, |statement| Some(&statement.text), label, iris, statements);
}
