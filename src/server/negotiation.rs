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
    let ranges: Vec<(&str, f32)> = accept.unwrap_or("*/*").split(',').map(weighted).collect();
    let mut best: Option<((f32, u8), Offer<T>)> = None;
    for offer in offers {
        let matching = ranges.iter().filter_map(|&(range, weight)| Some((weight, exactness(range, offer.0)?)));
        let Some(rank) = matching.max_by_key(|(_, exactness)| *exactness) else { continue };
        if rank.0 > 0.0 && best.as_ref().is_none_or(|(best, _)| rank > *best) {
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

/// What one part of a header names, and its weight from 0 to 1; a weight that is no such number counts as 1.
pub(super) fn weighted(part: &str) -> (&str, f32) {
    let (named, parameters) = part.split_once(';').unwrap_or((part, ""));
    let weight = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().ok())
    });
    (named.trim(), weight.flatten().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(1.0))
}

/// How exactly a range names a media type: 0 for all types, 1 for all of a kind, 2 for one type; none where it does not.
fn exactness(range: &str, media_type: &str) -> Option<u8> {
    let kind = media_type.split('/').next().unwrap_or_default();
    match range.strip_suffix("/*") {
        Some("*") => Some(0),
        Some(range) if range.eq_ignore_ascii_case(kind) => Some(1),
        None if range.eq_ignore_ascii_case(media_type) => Some(2),
        _ => None,
    }
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
}
