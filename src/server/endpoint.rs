//! `/sparql`: the SPARQL 1.1 Protocol for queries. Asked without a query, it describes itself: to programs by the SPARQL 1.1
//! Service Description, to people by a page.

use super::bounds;
use super::configuration::Limits;
use super::description;
use super::evaluation::{Asked, Client};
use super::negotiation::{self, Offer};
use super::operation::{self, Operation};
use super::page;
use super::refusal::Refusal;
use super::site::Site;
use crate::answers::answer::Answer;
use crate::answers::columns::columns;
use crate::answers::engine::Engine;
use crate::answers::format::AnswerFormat;
use crate::answers::syntax::{self, Prefixes};
use crate::answers::writing::{self, Style};
use crate::terms::PREFIXES;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::time::timeout;

/// Answers a GET.
pub(super) async fn get(State(site): State<Arc<Site>>, request: Request) -> Result<Response, Refusal> {
    let client = Client::of(&request);
    let (parts, _) = request.into_parts();
    match Operation::get(parts.uri.query().unwrap_or_default())? {
        Some(operation) => answer(&site, operation, &parts.headers, client).await,
        None => describe(&site, &parts.headers).await,
    }
}

/// Answers a POST.
pub(super) async fn post(State(site): State<Arc<Site>>, request: Request) -> Result<Response, Refusal> {
    let client = Client::of(&request);
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let body = body_of(request, site.limits()).await?;
    let operation = Operation::post(uri.query().unwrap_or_default(), &headers, &body)?;
    answer(&site, operation, &headers, client).await
}

async fn body_of(request: Request, limits: &Limits) -> Result<Bytes, Refusal> {
    match timeout(limits.read_timeout, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(error)) if is_too_large(&error) => Err(Refusal::LargeBody(limits.max_body)),
        Ok(Err(error)) => Err(Refusal::Malformed(error.body_text())),
        Err(_) => Err(Refusal::SlowBody(limits.read_timeout)),
    }
}

fn is_too_large(error: &BytesRejection) -> bool {
    error.status() == StatusCode::PAYLOAD_TOO_LARGE
}

async fn answer(
    site: &Arc<Site>,
    operation: Operation,
    headers: &HeaderMap,
    client: Client,
) -> Result<Response, Refusal> {
    let accept = operation.accept.clone().or_else(|| accept(headers));
    let (endpoint, shared) = (site.endpoint(headers), Arc::clone(site));
    let prepare = move |_: &dyn Engine| prepare(operation, accept.as_deref(), &endpoint, shared.catalogue().prefixes());
    site.evaluations().answer(client, prepare).await
}

/// Parses the query and chooses the format of its answer.
fn prepare(operation: Operation, accept: Option<&str>, base: &str, prefixes: &Prefixes) -> Result<Asked, Refusal> {
    bounds::check_text(&operation.query)?;
    let query = syntax::parse_with_base("query", &operation.query, base, prefixes)?;
    bounds::check(&query)?;
    let offer = negotiation::choose(accept, &negotiation::offers(negotiation::formats(&query)))?;
    let columns = columns(&query, &operation.query);
    let query = match operation.dataset {
        Some(dataset) => operation::about(query, dataset),
        None => query,
    };
    Ok(Asked { query, columns, offer })
}

/// The media types that a client takes; several headers count as one list.
pub(super) fn accept(headers: &HeaderMap) -> Option<String> {
    let values: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

async fn describe(site: &Arc<Site>, headers: &HeaderMap) -> Result<Response, Refusal> {
    let graphs = negotiation::offers(negotiation::graph_formats());
    let mut offers: Vec<Offer<Option<AnswerFormat>>> =
        graphs.iter().map(|offer| Offer { media_type: offer.media_type, what: Some(offer.what) }).collect();
    offers.push(Offer { media_type: "text/html", what: None });
    let offer = negotiation::choose(accept(headers).as_deref(), &offers)?;
    let Some(format) = offer.what else { return Ok(page::page(site.catalogue()).into_response()) };
    let endpoint = site.endpoint(headers);
    let (base, calls_services) = (site.base().to_owned(), site.calls_services());
    let text = site.evaluations().run(move |engine| {
        let triples = description::describe(&endpoint, engine.store(), &base, calls_services);
        let triples = triples.map_err(Refusal::internal)?;
        let prefixes = PREFIXES.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())).to_vec();
        let style = Style { base, prefixes, ..Style::default() };
        let mut text = Vec::new();
        writing::write(Answer::Graph(Box::new(triples.into_iter().map(Ok))), format, &style, &mut text)?;
        Ok(text)
    });
    let mut response = text.await?.into_response();
    let content_type = HeaderValue::try_from(offer.content_type()).map_err(Refusal::internal)?;
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}
