//! An endpoint elsewhere as an [`Engine`]: a query goes out by the query operation of the SPARQL 1.1 Protocol (section 2.1),
//! as a form, since every engine takes that; where one refuses POST, by GET. The answer is read whole before a row is passed on.

use std::io::Read;
use std::time::Duration;

use oxigraph::model::Variable;
use spargebra::Query;
use ureq::Body;
use ureq::http::{Method, Response};

use super::address::Address;
use super::client::{self, Client, Request};
use super::credentials::Credentials;
use super::error::{RemoteError, quoted};
use super::results::{self, ACCEPT_GRAPH, ACCEPT_ROWS, Results};
use super::text::text;
use crate::answers::answer::{Answer, Row, Solutions};
use crate::answers::engine::Engine;
use crate::answers::error::EvaluationError;

/// An engine behind a SPARQL endpoint.
#[derive(Clone)]
pub struct Endpoint {
    client: Client,
    /// The most bytes of one answer.
    pub(super) limit: Option<u64>,
}

impl Endpoint {
    /// The engine at `address`, asked by the one whom `credentials` name. An answer may be of any size.
    pub fn new(address: Address, credentials: Option<Credentials>) -> Self {
        Self { client: Client::new(address, credentials), limit: None }
    }

    /// Asks `query`, and reads the whole answer.
    ///
    /// # Errors
    /// The endpoint cannot be reached, refuses, takes longer than `timeout`, or sends what is no answer.
    pub fn ask(&self, query: &Query, timeout: Option<Duration>) -> Result<Results, RemoteError> {
        let text = text(query).map_err(|nearest| {
            let reason = "this query cannot be written so that another engine reads the same; simplify it";
            RemoteError::Refused(format!("nothing was sent: {reason}\n  {nearest}"))
        })?;
        let accept = match query {
            Query::Select { .. } | Query::Ask { .. } => ACCEPT_ROWS,
            Query::Construct { .. } | Query::Describe { .. } => ACCEPT_GRAPH,
        };
        let begun = std::time::Instant::now();
        let mut response = self.post(&text, accept, timeout)?;
        if matches!(response.status().as_u16(), 405 | 415 | 501) {
            response = self.get(&text, accept, timeout.map(|limit| limit.saturating_sub(begun.elapsed())))?;
        }
        let response = self.client.success(response)?;
        let url = self.client.address();
        let cut = cut(&response);
        let media_type = client::header(&response, "content-type").unwrap_or_default().to_owned();
        let Some(format) = results::format(&media_type) else {
            let wrong = format!("{url} answers with {media_type}, which is no format of SPARQL results or RDF");
            let said = quoted(&client::said(response));
            return Err(RemoteError::Refused(format!("{wrong}; is it the address of an endpoint?{said}")));
        };
        let body = self.read(response, timeout)?;
        if let Some(limit) = cut {
            let remedy = "narrow the question, or raise the endpoint's limit";
            return Err(RemoteError::Refused(format!("{url} has sent a part of the answer: {limit}; {remedy}")));
        }
        let results = results::read(&body, format).map_err(|reason| RemoteError::broken(url, reason))?;
        Ok(if matches!(query, Query::Ask { .. }) { truth(results) } else { results })
    }

    fn post(&self, query: &str, accept: &str, timeout: Option<Duration>) -> Result<Response<Body>, RemoteError> {
        let form = form_urlencoded::Serializer::new(String::new()).append_pair("query", query).finish();
        let headers = [("accept", accept), ("content-type", "application/x-www-form-urlencoded")];
        let url = self.client.address().as_str();
        let request = Request { method: Method::POST, url, headers: &headers, body: Some(form.as_bytes()) };
        self.client.send(&request, timeout)
    }

    fn get(&self, query: &str, accept: &str, timeout: Option<Duration>) -> Result<Response<Body>, RemoteError> {
        let url = self.client.address().with_parameter("query", query);
        let request = Request { method: Method::GET, url: &url, headers: &[("accept", accept)], body: None };
        self.client.send(&request, timeout)
    }

    fn read(&self, response: Response<Body>, timeout: Option<Duration>) -> Result<Vec<u8>, RemoteError> {
        let mut body = Vec::new();
        let limit = self.limit.unwrap_or(u64::MAX);
        let mut reader = response.into_body().into_with_config().limit(u64::MAX).reader();
        let read = reader.by_ref().take(limit).read_to_end(&mut body);
        read.map_err(|error| self.client.failure(timeout, ureq::Error::from(error)))?;
        if body.len() as u64 == limit && matches!(reader.read(&mut [0]), Ok(1)) {
            let reason = format!("it is larger than {limit} bytes; narrow the question");
            return Err(RemoteError::broken(self.client.address(), reason));
        }
        Ok(body)
    }
}

/// Virtuoso answers an ASK in JSON as if it were a SELECT: one row that holds a 1, or no row.
fn truth(results: Results) -> Results {
    match results {
        Results::Solutions(_, rows) => Results::Boolean(!rows.is_empty()),
        results => results,
    }
}

/// What a response says about rows that are missing in it: Virtuoso's headers where `ResultSetMaxRows` or a time limit cut an
/// answer that has the status of a whole one.
fn cut(response: &Response<Body>) -> Option<String> {
    if let Some(rows) = client::header(response, "x-sparql-maxrows") {
        return Some(format!("{rows} rows at most"));
    }
    let partial = client::header(response, "x-sql-state").filter(|state| *state == "S1TAT")?;
    Some(client::header(response, "x-sql-message").unwrap_or(partial).to_owned())
}

impl Engine for Endpoint {
    fn answer(
        &self,
        query: Query,
        columns: Vec<Variable>,
        timeout: Option<Duration>,
    ) -> Result<Answer, EvaluationError> {
        let results = self.ask(&query, timeout).map_err(|error| match error {
            RemoteError::TimedOut { limit, .. } => EvaluationError::TimedOut(limit),
            error => EvaluationError::Remote(error.into()),
        })?;
        Ok(match results {
            Results::Boolean(value) => Answer::Boolean(value),
            Results::Graph(triples) => Answer::Graph(Box::new(triples.into_iter().map(Ok))),
            Results::Solutions(variables, rows) => {
                let places: Vec<Option<usize>> =
                    columns.iter().map(|column| variables.iter().position(|name| name == column)).collect();
                let row = move |mut row: Row| {
                    Ok(places.iter().map(|place| place.and_then(|place| row[place].take())).collect())
                };
                Answer::Solutions(Solutions { columns, rows: Box::new(rows.into_iter().map(row)) })
            }
        })
    }
}
