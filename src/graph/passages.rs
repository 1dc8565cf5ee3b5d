//! Where a thing is printed: its lines in the order's main text, and in the other text by a passage of its own.

use super::Iris;
use super::statements::{About, Statements};
use super::texts::Texts;
use crate::reading::text::Language;
use crate::terms::{lz, prov};

/// The IRI of the passage of the thing `iri` in the other text; none when only one text has it.
fn iri_of<T: ?Sized>(iri: &str, texts: Texts<'_, T>) -> Option<String> {
    texts.other.map(|other| format!("{iri}/{}", other.language.tag()))
}

/// States the lines of `about`, and the way to its passage in the other text.
pub(super) fn lines<'b, 'a, T: ?Sized>(
    about: About<'b, 'a>,
    iri: &str,
    texts: Texts<'_, T>,
    span: impl Fn(&T) -> (usize, usize),
    iris: &Iris<'_>,
) -> About<'b, 'a> {
    let (start, end) = span(texts.main.thing);
    about
        .lines(start, end)
        .with(iris.other_source(texts.main.language), |about, source| about.link(prov::WAS_DERIVED_FROM, &source))
        .links(lz::HAS_PASSAGE, iri_of(iri, texts))
}

/// Links `about`, whose lines are stated elsewhere, to its passage in the other text.
pub(super) fn link<'b, 'a, T: ?Sized>(about: About<'b, 'a>, iri: &str, texts: Texts<'_, T>) -> About<'b, 'a> {
    about.links(lz::HAS_PASSAGE, iri_of(iri, texts))
}

/// Describes the passage of a part in the other text, if there is one, by the words and lines that `printed` gives.
pub(super) fn of_part<T: ?Sized>(
    iri: &str,
    texts: Texts<'_, T>,
    printed: impl Fn(&T) -> (&str, usize, usize),
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some((other, passage)) = texts.other.zip(iri_of(iri, texts)) else {
        return;
    };
    let (text, start, end) = printed(other.thing);
    statements
        .about(&passage)
        .a(lz::PASSAGE)
        .text(lz::TEXT, other.language, text)
        .lines(start, end)
        .link(prov::WAS_DERIVED_FROM, &iris.source(other.language));
}

/// Describes the passage in the other text, if there is one; `text` is none where the thing has no text of its own.
pub(super) fn describe<T: ?Sized>(
    iri: &str,
    texts: Texts<'_, T>,
    span: impl Fn(&T) -> (usize, usize),
    text: impl Fn(&T) -> Option<&str>,
    label: impl Fn(Language) -> String,
    iris: &Iris<'_>,
    statements: &mut Statements<'_>,
) {
    let Some((other, passage)) = texts.other.zip(iri_of(iri, texts)) else {
        return;
    };
    let (start, end) = span(other.thing);
    let in_language = |language: Language| {
        let name = match (language, other.language) {
            (Language::Kazakh, Language::Kazakh) => "қазақша мәтіні",
            (Language::Kazakh, Language::Russian) => "орысша мәтіні",
            (Language::Russian, Language::Kazakh) => "текст на казахском языке",
            (Language::Russian, Language::Russian) => "текст на русском языке",
        };
        format!("{} ({name})", label(language))
    };
    statements
        .about(&passage)
        .a(lz::PASSAGE)
        .labels(texts, |said| in_language(said.language))
        .with(text(other.thing), |about, text| about.text(lz::TEXT, other.language, text))
        .lines(start, end)
        .link(prov::WAS_DERIVED_FROM, &iris.source(other.language));
}
