//! What a worker answers: queries, saved questions, and what the server says of itself.

use super::configuration::Configuration;
use super::description;
use super::error::HttpError;
use super::messages::{About, AnswerWriter, Head, Visited};
use super::negotiation::{self, Offer, Wanted, content_type};
use super::openapi;
use super::operation::Operation;
use super::pages::{self, Found};
use crate::answers::answer::Answer;
use crate::answers::arguments::{self, Argument};
use crate::answers::engine::Engine;
use crate::answers::evaluation::Embedded;
use crate::answers::format::AnswerFormat;
use crate::answers::graphs;
use crate::answers::writing::{self, Style};
use crate::pages::{Beginning, Editor, Language, Outcome, Pages};
use crate::questions::catalogue::Catalogue;
use crate::questions::question::columns;
use crate::questions::syntax::{self, SyntaxError};
use crate::terms::PREFIXES;
use oxigraph::model::Variable;
use oxigraph::store::Store;
use spargebra::Query;
use std::io::Write;
use std::sync::{Arc, OnceLock};

/// All that answers are made of.
pub(super) struct Answers {
    catalogue: Arc<Catalogue>,
    engine: Embedded,
    configuration: Configuration,
    openapi: OnceLock<String>,
    /// What the pages that were asked for have found out serves the next.
    pages: OnceLock<Pages>,
}

impl Answers {
    /// What is answered about `store`.
    pub(super) fn new(catalogue: Arc<Catalogue>, store: Store, configuration: Configuration) -> Self {
        let mut engine = Embedded::new(store);
        if let Some(services) = &configuration.services {
            engine = engine.with_services(Arc::clone(services));
        }
        Self { catalogue, engine, configuration, openapi: OnceLock::new(), pages: OnceLock::new() }
    }

    /// Writes an answer, and returns its number of rows or triples.
    ///
    /// # Errors
    /// There is none, or not a whole one.
    pub(super) fn answer(&self, about: About, out: &mut AnswerWriter) -> Result<usize, HttpError> {
        match about {
            About::Sparql { operation, endpoint } => self.query(operation, &endpoint, out),
            About::Question { name, arguments, wanted } => {
                let question = self.catalogue.question(&name)?;
                let given: Vec<Argument> =
                    arguments.into_iter().map(|(name, value)| Argument { name, value }).collect();
                arguments::check(question, &given)?;
                let offer = wanted.choose(negotiation::formats(&question.query))?;
                let query = arguments::bind(&self.catalogue, question, &given, &self.engine, &self.configuration.base)?;
                self.evaluate(query, question.columns(), offer, out)
            }
            About::Page(visited) => {
                let pages = self.pages()?;
                let (found, rows) = match visited.query() {
                    Some((text, language)) => self.own(pages, &visited, text, language)?,
                    None => (pages::answer(pages, &visited)?, 1),
                };
                out.set_head(found.head);
                out.write_all(&found.content).map_err(HttpError::internal)?;
                Ok(rows)
            }
            About::OpenApi => {
                if self.openapi.get().is_none() {
                    let document = openapi::document(&self.catalogue, &self.engine)?;
                    let _ = self.openapi.set(format!("{document:#}\n"));
                }
                say("application/json", self.openapi.get().map_or("", String::as_str), out)
            }
            About::Health => {
                self.engine.store().is_empty().map_err(HttpError::internal)?;
                say("text/plain; charset=utf-8", "ok\n", out)
            }
        }
    }

    fn pages(&self) -> Result<&Pages, HttpError> {
        if let Some(pages) = self.pages.get() {
            return Ok(pages);
        }
        let configuration = &self.configuration;
        let pages = Pages::new(self.engine.store().clone(), &configuration.base, Arc::clone(&self.catalogue));
        let mut pages = pages.map_err(HttpError::internal)?;
        pages.texts = Arc::clone(&configuration.texts);
        pages.editor = Some(Editor::Server);
        Ok(self.pages.get_or_init(|| pages))
    }

    fn query(&self, operation: Operation, endpoint: &str, out: &mut AnswerWriter) -> Result<usize, HttpError> {
        let Operation { query, dataset, wanted } = operation;
        let Some(text) = query else { return self.describe(endpoint, &wanted, out) };
        let query = self.parse(&text, endpoint).map_err(HttpError::bad_request)?;
        let offer = wanted.choose(negotiation::formats(&query))?;
        let columns = columns(&query, &text);
        let query = dataset.of(query, self.engine.store()).map_err(HttpError::internal)?;
        self.evaluate(query, columns, offer, out)
    }

    fn evaluate(
        &self,
        query: Query,
        columns: Vec<Variable>,
        offer: Offer<AnswerFormat>,
        out: &mut AnswerWriter,
    ) -> Result<usize, HttpError> {
        self.write(self.evaluated(query, columns)?, offer, self.catalogue.prefixes().clone(), out)
    }

    fn parse(&self, text: &str, endpoint: &str) -> Result<Query, SyntaxError> {
        syntax::parse("query", text, Some(endpoint), self.catalogue.prefixes())
    }

    fn evaluated(&self, query: Query, columns: Vec<Variable>) -> Result<Answer, HttpError> {
        if let Some(unknown) = graphs::missing(&query, self.engine.store()).map_err(HttpError::internal)? {
            return Err(HttpError::bad_request(unknown));
        }
        // The server has the clock.
        Ok(self.engine.answer(query, columns, None)?.at_most(self.configuration.limits.max_rows))
    }

    /// The page of the editor with the answer to the query that stands in it, and the number of rows that were read.
    fn own(
        &self,
        pages: &Pages,
        visited: &Visited,
        text: &str,
        language: Language,
    ) -> Result<(Found, usize), HttpError> {
        let (outcome, refused) = match &visited.refused {
            // It is not even read again: that may be what took too long.
            Some(error) => (Outcome::Refused(error.to_string()), Some(error.clone())),
            None => self.outcome(text, &visited.endpoint),
        };
        let rows = if let Outcome::Answer(beginning) = &outcome { beginning.rows() } else { 0 };
        let file = pages.query_page(&visited.fields, Some(outcome), language).map_err(HttpError::internal)?;
        Ok((pages::own(file, refused.as_ref()), rows))
    }

    fn outcome(&self, text: &str, endpoint: &str) -> (Outcome, Option<HttpError>) {
        let query = match self.parse(text, endpoint) {
            Ok(query) => query,
            Err(error) => {
                let refused = HttpError::bad_request(&error);
                return (Outcome::Wrong(error), Some(refused));
            }
        };
        let columns = columns(&query, text);
        let evaluated = self.evaluated(query, columns);
        match evaluated.and_then(|answer| Beginning::read(answer).map_err(HttpError::from)) {
            Ok(beginning) => (Outcome::Answer(beginning), None),
            Err(error) => (Outcome::Refused(error.to_string()), Some(error)),
        }
    }

    fn describe(&self, endpoint: &str, wanted: &Wanted, out: &mut AnswerWriter) -> Result<usize, HttpError> {
        let offer = wanted.choose(&AnswerFormat::GRAPH)?;
        let triples = description::describe(
            endpoint,
            self.engine.store(),
            &self.configuration.base,
            self.configuration.services.is_some(),
        );
        let triples = triples.map_err(HttpError::internal)?;
        let prefixes = PREFIXES.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())).to_vec();
        self.write(Answer::Graph(Box::new(triples.into_iter().map(Ok))), offer, prefixes, out)
    }

    fn write(
        &self,
        answer: Answer,
        (media_type, format): Offer<AnswerFormat>,
        prefixes: syntax::Prefixes,
        out: &mut AnswerWriter,
    ) -> Result<usize, HttpError> {
        out.set_head(Head::of(&content_type(media_type)));
        let style = Style { base: self.configuration.base.clone(), prefixes, ..Style::default() };
        Ok(writing::write(answer, format, &style, out)?.count)
    }
}

fn say(content_type: &str, text: &str, out: &mut AnswerWriter) -> Result<usize, HttpError> {
    out.set_head(Head::of(content_type));
    out.write_all(text.as_bytes()).map_err(HttpError::internal)?;
    Ok(1)
}
