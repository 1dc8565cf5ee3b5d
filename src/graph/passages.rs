//! What an order prints of a thing: its words and lines in the text that states it first, and a passage of its own in the
//! other text.

use oxigraph::model::NamedNodeRef;

use super::Iris;
use super::statements::{About, Statements};
use super::texts::Texts;
use crate::reading::records::Statement;
use crate::reading::text::Language;
use crate::terms::{lz, prov};

/// The label of a thing in each language.
pub(super) type Label<'a> = &'a dyn Fn(Language) -> String;

/// The words of a thing, if it has some of its own, and its first and last line.
pub(super) type Words<'a> = (Option<&'a str>, usize, usize);

pub(super) fn words(statement: &Statement) -> Words<'_> {
    (Some(&statement.text), statement.start_line, statement.end_line)
}

/// A thing that is printed with words of its own.
pub(super) struct Printed<'a> {
    pub(super) iri: String,
    pub(super) classes: &'a [NamedNodeRef<'a>],
    /// Its place among others, from 1; none for what is the only one.
    pub(super) ordinal: Option<usize>,
    /// None for what its own words call.
    pub(super) label: Option<Label<'a>>,
}

impl Printed<'_> {
    /// Describes the thing: `more` adds to it before the lines, and `rest` behind them.
    pub(super) fn describe<T>(
        &self,
        texts: Texts<'_, T>,
        words: impl Fn(&T) -> Words<'_>,
        more: impl for<'b, 'c> FnOnce(About<'b, 'c>) -> About<'b, 'c>,
        rest: impl for<'b, 'c> FnOnce(About<'b, 'c>) -> About<'b, 'c>,
        iris: &Iris<'_>,
        statements: &mut Statements<'_>,
    ) {
        let property = if self.classes == [lz::CITATION] { lz::CITED_TEXT } else { lz::TEXT };
        let (_, start, end) = words(texts.main.thing);
        let about = self.classes.iter().fold(statements.about(&self.iri), |about, class| about.a(*class));
        let about = about
            .with(self.ordinal, |about, ordinal| about.number(lz::ORDINAL, ordinal))
            .with(self.label, |about, label| about.labels(texts, |said| label(said.language)))
            .texts(property, texts, |thing| words(thing).0.unwrap_or_default());
        let about = more(about)
            .lines(start, end)
            .with(iris.other_source(texts.main.language), |about, source| about.link(prov::WAS_DERIVED_FROM, &source))
            .links(lz::HAS_PASSAGE, iri_of(&self.iri, texts));
        rest(about);
        describe(&self.iri, texts, words, self.label, iris, statements);
    }
}

/// The IRI of the passage of the thing `iri` in the other text; none when only one text has it.
pub(super) fn iri_of<T>(iri: &str, texts: Texts<'_, T>) -> Option<String> {
    texts.other.map(|other| format!("{iri}/{}", other.language.tag()))
}

/// Describes the passage of the thing `iri` in the other text, if there is one.
pub(super) fn describe<T>(
    iri: &str,
    texts: Texts<'_, T>,
    words: impl Fn(&T) -> Words<'_>,
    label: Option<Label<'_>>,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some((other, passage)) = texts.other.zip(iri_of(iri, texts)) else {
        return;
    };
    let (text, start, end) = words(other.thing);
    let in_language = |language: Language| match (language, other.language) {
        (Language::Kazakh, Language::Kazakh) => "қазақша мәтіні",
        (Language::Kazakh, Language::Russian) => "орысша мәтіні",
        (Language::Russian, Language::Kazakh) => "текст на казахском языке",
        (Language::Russian, Language::Russian) => "текст на русском языке",
    };
    statements
        .about(&passage)
        .a(lz::PASSAGE)
        .with(label, |about, label| {
            about.labels(texts, |said| format!("{} ({})", label(said.language), in_language(said.language)))
        })
        .with(text, |about, text| about.text(lz::TEXT, other.language, text))
        .lines(start, end)
        .link(prov::WAS_DERIVED_FROM, &iris.source(other.language));
}
