//! A thing's IRI leads to its page or to its data (303), a file of the site is sent as it is, and where nothing is, the nearest
//! things are named.
//!
//! The client says in Accept and Accept-Language what it takes; the fields `format` and `lang` are stronger. Those who take
//! anything get data.

use super::error::HttpError;
use super::messages::{Head, Visited};
use super::negotiation::{self, Wanted};
use crate::pages::{DATA_FORMATS, File, Language, PageError, Pages, Shown, Target, data_file, relative};
use crate::publishing::publication;
use axum::http::StatusCode;
use oxigraph::io::RdfFormat;

/// An answer.
pub(super) struct Found {
    pub(super) head: Head,
    pub(super) content: Vec<u8>,
}

/// The endpoints that lead a browser to pages.
const WAYS: [(&str, &str); 2] = [("sparql", "sparql"), ("query", "questions")];

/// Answers what is asked of an address.
///
/// # Errors
/// There is nothing in the language or format that the client wants, or the store cannot be read.
pub(super) fn answer(pages: &Pages, visited: &Visited) -> Result<Found, HttpError> {
    let failed = |error: PageError| HttpError::internal(error);
    let language = language(visited)?;
    let path = visited.path.trim_end_matches('/');
    if visited.path.is_empty() {
        let file = pages.file(&format!("index{}", language.ending())).map_err(failed)?;
        return file.map_or_else(|| missing(pages, visited, language), |file| Ok(sent(file, "index", true)));
    }
    if let Some((_, page)) = WAYS.iter().find(|(endpoint, _)| *endpoint == path) {
        let location = relative(&visited.path, &format!("{page}{}", language.ending()));
        return Ok(see_other(StatusCode::SEE_OTHER, location, None));
    }
    if path == ".well-known/void" {
        return Ok(see_other(StatusCode::SEE_OTHER, "../dataset".to_owned(), None));
    }
    if let Some(file) = pages.file_with(&visited.path, &visited.fields).map_err(failed)? {
        return Ok(sent(file, visited.path.rsplit('/').next().unwrap_or_default(), false));
    }
    match pages.target(path).map_err(failed)? {
        Some(Target::Thing { page, id }) => {
            let shown = shown(&visited.wanted)?;
            let fragment = if id.is_empty() || shown != Shown::Page { String::new() } else { format!("#{id}") };
            let location = format!("{}{fragment}", relative(&visited.path, &shown.file(&page, language)));
            let links = links(&relative(&visited.path, &page));
            Ok(see_other(StatusCode::SEE_OTHER, location, Some(links)))
        }
        Some(Target::Moved(to)) => {
            let location = relative(&visited.path, &to);
            Ok(see_other(StatusCode::MOVED_PERMANENTLY, location, None))
        }
        None => missing(pages, visited, language),
    }
}

/// The page of the editor, with the status of its answer.
pub(super) fn own(file: File, refused: Option<&HttpError>) -> Found {
    let mut found = sent(file, "", false);
    if let Some(error) = refused {
        found.head.status = error.status().as_u16();
        found.head.headers.extend(error.retry_after.map(|seconds| ("retry-after".to_owned(), seconds.to_string())));
    }
    found
}

fn sent(file: File, name: &str, is_negotiated: bool) -> Found {
    let mut headers = vec![("content-type".to_owned(), file.content_type.to_owned())];
    if let Some(language) = file.language {
        headers.push(("content-language".to_owned(), language.tag().to_owned()));
    }
    if is_negotiated {
        headers.push(("vary".to_owned(), "accept-language".to_owned()));
    }
    if file.is_thing {
        let stem = Language::of_file(name).map(|(stem, _)| stem).or(data_file(name).map(|(stem, _)| stem));
        headers.push(("link".to_owned(), links(stem.unwrap_or(name))));
    }
    Found { head: Head { status: StatusCode::OK.as_u16(), headers }, content: file.content }
}

/// The header Link of a thing whose files begin with `stem`: its data describe it, its pages show it in three languages.
fn links(stem: &str) -> String {
    let data = DATA_FORMATS.map(|format| {
        let (ending, media_type) = (format.file_extension(), format.media_type());
        format!("<{stem}.{ending}>; rel=\"alternate describedby\"; type=\"{media_type}\"")
    });
    let pages = Language::ALL.map(|language| {
        let (ending, tag) = (language.ending(), language.tag());
        format!("<{stem}{ending}>; rel=\"alternate\"; type=\"text/html\"; hreflang=\"{tag}\"")
    });
    [data.as_slice(), &pages].concat().join(", ")
}

fn see_other(status: StatusCode, location: String, links: Option<String>) -> Found {
    let content = format!("{location}\n").into_bytes();
    let mut found = negotiated(status, "text/plain; charset=utf-8", content);
    found.head.headers.extend(links.map(|links| ("link".to_owned(), links)));
    found.head.headers.push(("location".to_owned(), location));
    found
}

/// An answer that another client may have otherwise.
fn negotiated(status: StatusCode, content_type: &str, content: Vec<u8>) -> Found {
    let headers = [("content-type", content_type), ("vary", "accept, accept-language")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Found { head: Head { status: status.as_u16(), headers }, content }
}

/// Says that nothing is at an address, and what is near, in the client's format.
fn missing(pages: &Pages, visited: &Visited, language: Language) -> Result<Found, HttpError> {
    let paths = pages.nearest(&visited.path).map_err(HttpError::internal)?;
    let media_type = match negotiation::choose(visited.wanted.accept.as_deref(), &Shown::MEDIA_TYPES) {
        Ok((_, Shown::Page)) if visited.wanted.format.is_none() => "text/html",
        Ok((named, _)) if visited.wanted.accept.as_deref().is_some_and(|accept| accept.contains(named)) => named,
        _ => "text/plain",
    };
    let said = format!("there is nothing at /{}; the nearest addresses are", visited.path);
    let content = match media_type {
        "text/html" => pages.missing(&visited.path, &paths, language).map_err(HttpError::internal)?,
        "application/ld+json" | "application/json" => {
            format!(
                "{:#}\n",
                serde_json::json!({ "error": said, "nearest": paths.iter().map(|path| pages.iri(path)).collect::<Vec<_>>() })
            )
        }
        "application/rdf+xml" | "application/xml" | "text/xml" => {
            let near: String = paths.iter().map(|path| format!(" {}", pages.iri(path))).collect();
            let none = publication::document(RdfFormat::RdfXml, "", &[]).map_err(HttpError::internal)?;
            String::from_utf8_lossy(&none).into_owned() + &publication::comment(&format!("{said}{near}")) + "\n"
        }
        _ => {
            let near: String = paths.iter().map(|path| format!("# <{}>\n", pages.iri(path))).collect();
            let others = "# there are also /sparql, /query, /query/NAME, /openapi.json, /healthz and the way in at /\n";
            format!("# {}\n{near}{others}", said.replace(['\r', '\n'], " "))
        }
    };
    let content_type = negotiation::content_type(media_type);
    Ok(negotiated(StatusCode::NOT_FOUND, &content_type, content.into_bytes()))
}

fn shown(wanted: &Wanted) -> Result<Shown, HttpError> {
    let accept = match &wanted.format {
        Some(name) if !name.contains('/') => {
            let known = Shown::NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            return known.map(|(_, shown)| *shown).ok_or_else(|| {
                let message = format!("there is no format `{name}`; there are html, ttl, jsonld, nt and rdf");
                HttpError::new(StatusCode::NOT_ACCEPTABLE, message)
            });
        }
        media_types => media_types.as_deref().or(wanted.accept.as_deref()),
    };
    Ok(negotiation::choose(accept, &Shown::MEDIA_TYPES)?.1)
}

/// The language that the client likes best; Kazakh for one that likes none of ours.
fn language(visited: &Visited) -> Result<Language, HttpError> {
    if let Some(tag) = &visited.language {
        return Language::of_tag(tag).ok_or_else(|| {
            let tags = Language::ALL.map(Language::tag).join(", ");
            HttpError::new(StatusCode::NOT_ACCEPTABLE, format!("there are no pages in `{tag}`; there are {tags}"))
        });
    }
    let ranges = visited.languages.as_deref().unwrap_or_default().split(',');
    let mut best: Option<(f32, Language)> = None;
    for range in ranges {
        let (tag, weight) = negotiation::weighted(range);
        let Some(language) = Language::of_tag(tag) else { continue };
        if weight > 0.0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, language));
        }
    }
    Ok(best.map_or(Language::Kazakh, |(_, language)| language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_is_liked_best_is_chosen() {
        for (languages, field, chosen) in [
            (None, None, Some(Language::Kazakh)),
            (Some("ru-RU,ru;q=0.9,en;q=0.8"), None, Some(Language::Russian)),
            (Some("de, en;q=0.5, kk;q=0.4"), None, Some(Language::English)),
            (Some("de"), None, Some(Language::Kazakh)),
            (Some("ru"), Some("en"), Some(Language::English)),
            (Some("ru"), Some("de"), None),
        ] {
            let visited = Visited {
                languages: languages.map(str::to_owned),
                language: field.map(str::to_owned),
                ..Visited::default()
            };
            assert_eq!(language(&visited).ok(), chosen, "{languages:?} {field:?}");
        }
    }
}
