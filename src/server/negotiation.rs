//! The client says in Accept which media types it takes, with preferences; of those that fit the answer, the best is sent
//! (RFC 9110 §12.5.1). The field `format` names one, for those who cannot set a header.

use super::error::HttpError;
use crate::answers::format::AnswerFormat;
use axum::http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};
use spargebra::Query;

/// The formats that hold the answer to `query`, the server's favourite first.
pub(super) fn formats(query: &Query) -> &'static [AnswerFormat] {
    match query {
        Query::Select { .. } | Query::Ask { .. } => &AnswerFormat::ROWS,
        Query::Construct { .. } | Query::Describe { .. } => &AnswerFormat::GRAPH,
    }
}

/// What a client says about the format of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wanted {
    /// Media types with preferences.
    pub(super) accept: Option<String>,
    /// The name or file extension of a format, or media types as in `accept`; stronger than that.
    pub(super) format: Option<String>,
}

impl Wanted {
    /// What the headers say; several of Accept count as one list.
    pub(super) fn by(headers: &HeaderMap) -> Self {
        let values: Vec<&str> =
            headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
        Self { accept: (!values.is_empty()).then(|| values.join(",")), format: None }
    }

    /// Chooses one of `formats`.
    ///
    /// # Errors
    /// The client takes none, or names one that is not among them.
    pub(super) fn choose(&self, formats: &[AnswerFormat]) -> Result<Offer<AnswerFormat>, HttpError> {
        let name = match &self.format {
            Some(name) if !name.contains('/') => name,
            media_types => return choose(media_types.as_deref().or(self.accept.as_deref()), &offers(formats)),
        };
        if let Some(&what) = formats.iter().find(|format| format.is_called(name)) {
            return Ok((what.media_type(), what));
        }
        let known: AnswerFormat = name.parse().map_err(HttpError::bad_request)?;
        let possible: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        Err(HttpError::bad_request(format!("{known} cannot hold the answer; choose one of {}", possible.join(", "))))
    }
}

/// A media type without parameters, and what the server can send under it.
pub(super) type Offer<T> = (&'static str, T);

/// The value of Content-Type for a media type without parameters. All text is UTF-8.
pub(super) fn content_type(media_type: &str) -> String {
    let charset = if media_type.starts_with("text/") { "; charset=utf-8" } else { "" };
    format!("{media_type}{charset}")
}

/// The media types of `formats`: of each its own, then of each the others by which it is asked for.
pub(super) fn offers(formats: &[AnswerFormat]) -> Vec<Offer<AnswerFormat>> {
    let own = formats.iter().map(|&what| (what.media_type(), what));
    let other = |&what: &AnswerFormat| what.other_media_types().iter().map(move |&media_type| (media_type, what));
    own.chain(formats.iter().flat_map(other)).collect()
}

/// Chooses the offer that `accept` likes best; among equals the one named most exactly, then the first. Without `accept` the
/// first of all.
///
/// # Errors
/// The client takes none.
pub(super) fn choose<T: Copy>(accept: Option<&str>, offers: &[Offer<T>]) -> Result<Offer<T>, HttpError> {
    let ranges: Vec<Range<'_>> = accept.unwrap_or("*/*").split(',').filter_map(Range::parse).collect();
    let mut best: Option<((u16, u8), Offer<T>)> = None;
    for offer in offers {
        let matching = ranges.iter().filter(|range| range.matches(offer.0));
        let Some(range) = matching.max_by_key(|range| range.exactness) else { continue };
        let rank = (range.quality, range.exactness);
        if range.quality > 0 && best.as_ref().is_none_or(|(best, _)| rank > *best) {
            best = Some((rank, *offer));
        }
    }
    best.map(|(_, offer)| offer).ok_or_else(|| {
        let offered: Vec<&str> = offers.iter().map(|offer| offer.0).collect();
        let message =
            format!("nothing here is {}; the answer can be\n  {}", accept.unwrap_or_default(), offered.join("\n  "));
        HttpError::new(StatusCode::NOT_ACCEPTABLE, message)
    })
}

struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// In thousandths.
    quality: u16,
    /// 0 for all types, 1 for all of a kind, 2 for one type.
    exactness: u8,
}

impl<'a> Range<'a> {
    fn parse(range: &'a str) -> Option<Self> {
        let mut parts = range.split(';').map(str::trim);
        let (kind, subtype) =
            parts.next()?.split_once('/').filter(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())?;
        let quality = parts.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| quality(value.trim()))
        });
        let exactness = match (kind, subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2,
        };
        Some(Self { kind, subtype, quality: quality.unwrap_or(1_000), exactness })
    }

    fn matches(&self, media_type: &str) -> bool {
        let Some((kind, subtype)) = media_type.split_once('/') else { return false };
        (self.kind == "*" || self.kind.eq_ignore_ascii_case(kind))
            && (self.subtype == "*" || self.subtype.eq_ignore_ascii_case(subtype))
    }
}

/// A weight in thousandths; one that is no number between 0 and 1 counts as 1.
pub(super) fn quality(value: &str) -> u16 {
    let weight = value.parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the weight is between 0 and 1")]
    let thousandths = (weight * 1_000.0).round() as u16;
    thousandths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: Option<&str>, formats: &[AnswerFormat]) -> String {
        choose(accept, &offers(formats)).map_or_else(|_| "none".to_owned(), |(media_type, _)| content_type(media_type))
    }

    #[test]
    fn the_best_of_what_the_client_takes_is_sent() {
        for (accept, sent) in [
            (None, "application/sparql-results+json"),
            (Some("*/*"), "application/sparql-results+json"),
            (Some("text/*"), "text/csv; charset=utf-8"),
            (Some("application/sparql-results+xml"), "application/sparql-results+xml"),
            (Some("text/csv;q=0.5, application/sparql-results+xml;q=0.9"), "application/sparql-results+xml"),
            (Some("*/*, text/tab-separated-values"), "text/tab-separated-values; charset=utf-8"),
            (Some("*/*;q=0.1, text/csv;q=0"), "application/sparql-results+json"),
            (Some("application/*;q=0.8, application/sparql-results+json;q=0.1"), "application/sparql-results+xml"),
            (Some("APPLICATION/JSON"), "application/json"),
            (Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), "text/html; charset=utf-8"),
            (Some("text/csv; header=present; q=1.0"), "text/csv; charset=utf-8"),
            (Some("image/png"), "none"),
            (Some("*/*;q=0"), "none"),
            (Some(""), "none"),
        ] {
            assert_eq!(chosen(accept, &AnswerFormat::ROWS), sent, "{accept:?}");
        }
    }

    #[test]
    fn every_format_is_offered_for_its_kind_of_answer() {
        for format in AnswerFormat::ALL {
            let formats: &[AnswerFormat] =
                if matches!(format, AnswerFormat::Rdf(_)) { &AnswerFormat::GRAPH } else { &AnswerFormat::ROWS };
            let chosen = choose(Some(format.media_type()), &offers(formats));
            assert_eq!(chosen.map(|(_, format)| format.name()).ok(), Some(format.name()));
        }
    }

    #[test]
    fn a_format_that_is_named_is_stronger_than_the_header() {
        let named = |format: &str, formats: &[AnswerFormat]| {
            let wanted = Wanted { accept: Some("text/html".to_owned()), format: Some(format.to_owned()) };
            wanted.choose(formats).map_or_else(|error| error.to_string(), |(media_type, _)| content_type(media_type))
        };
        assert_eq!(named("csv", &AnswerFormat::ROWS), "text/csv; charset=utf-8");
        assert_eq!(named("application/sparql-results+xml", &AnswerFormat::ROWS), "application/sparql-results+xml");
        assert_eq!(named("application/ld+json,application/x-json+ld", &AnswerFormat::GRAPH), "application/ld+json");
        assert_eq!(named("xml", &AnswerFormat::GRAPH), "application/rdf+xml");
        assert!(named("turtle", &AnswerFormat::ROWS).contains("cannot hold the answer; choose one of json"));
        assert!(named("jsn", &AnswerFormat::ROWS).contains("did you mean `json`?"));
    }
}
