//! A query is evaluated over the union of all named graphs, and can be given an end.
//!
//! Oxigraph stops a cancelled query without rows as if it had none: so the token is asked once more behind the last row.

use super::answer::{Answer, Row, Solutions};
use super::engine::{Engine, ServiceAnswer, Services};
use super::error::{Cause, EvaluationError};
use oxigraph::model::{NamedNode, Variable};
use oxigraph::sparql::{
    CancellationToken, DefaultServiceHandler, PreparedSparqlQuery, QueryEvaluationError, QueryExplanation,
    QueryResults, QuerySolution, QuerySolutionIter, SparqlEvaluator,
};
use oxigraph::store::Store;
use oxiri::Iri;
use serde::Deserialize;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::collections::HashMap;
use std::io::{self, Write};
use std::iter;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The embedded store as an engine.
#[derive(Clone)]
pub struct Embedded {
    store: Store,
    services: Option<Arc<dyn Services>>,
}

impl Embedded {
    /// An engine over `store` that calls no services.
    pub fn new(store: Store) -> Self {
        Self { store, services: None }
    }

    /// The same engine, calling `services` where a query says SERVICE.
    #[must_use]
    pub fn with_services(self, services: Arc<dyn Services>) -> Self {
        Self { services: Some(services), ..self }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Answers a query to its end, and returns the plan by which it was evaluated with the time and rows of each step.
    ///
    /// # Errors
    /// As [`Engine::answer`].
    pub fn explain(&self, query: Query, timeout: Option<Duration>) -> Result<QueryExplanation, EvaluationError> {
        let deadline = Deadline::start(timeout);
        let prepared = self.prepare(query, &deadline);
        let (results, explanation) = prepared.on_store(&self.store).compute_statistics().explain();
        let results = results.map_err(|error| failure(error, &deadline))?;
        match answer(results, Vec::new(), deadline)? {
            Answer::Boolean(_) => (),
            Answer::Graph(triples) => triples.into_iter().try_for_each(|triple| triple.map(drop))?,
            Answer::Solutions(solutions) => solutions.rows.into_iter().try_for_each(|row| row.map(drop))?,
        }
        Ok(explanation)
    }

    fn prepare(&self, query: Query, deadline: &Deadline) -> PreparedSparqlQuery {
        let has_dataset = query.dataset().is_some();
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(deadline.token.clone());
        if let Some(services) = &self.services {
            let handler = Handler { services: Arc::clone(services), end: deadline.end, answers: Mutex::default() };
            evaluator = evaluator.with_default_service_handler(handler);
        }
        let mut prepared = evaluator.for_query(query);
        if !has_dataset {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        prepared
    }
}

impl Engine for Embedded {
    fn answer(
        &self,
        query: Query,
        columns: Vec<Variable>,
        timeout: Option<Duration>,
    ) -> Result<Answer, EvaluationError> {
        let deadline = Deadline::start(timeout);
        let results = self.prepare(query, &deadline).on_store(&self.store).execute();
        answer(results.map_err(|error| failure(error, &deadline))?, columns, deadline)
    }
}

/// Hands SERVICE to [`Services`], with what is left of the query's time. The evaluator hands over the pattern as it is written,
/// without what is bound outside, and inside EXISTS once for each row: so within a query a service is asked the same once.
struct Handler {
    services: Arc<dyn Services>,
    end: Option<Instant>,
    answers: Mutex<HashMap<(NamedNode, GraphPattern), ServiceAnswer>>,
}

impl Handler {
    fn ask(&self, service: &NamedNode, pattern: &GraphPattern) -> Result<ServiceAnswer, Cause> {
        let key = (service.clone(), pattern.clone());
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers.get(&key) {
            return Ok(answer.clone());
        }
        let left = self.end.map(|end| end.saturating_duration_since(Instant::now()));
        let answer = self.services.call(service, pattern, left)?;
        answers.insert(key, answer.clone());
        Ok(answer)
    }
}

impl DefaultServiceHandler for Handler {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        _base: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let (variables, rows) = self.ask(service, pattern).map_err(QueryEvaluationError::Service)?;
        let variables: Arc<[Variable]> = variables.into();
        let solution = {
            let variables = Arc::clone(&variables);
            move |row: Row| Ok(QuerySolution::from((Arc::clone(&variables), row)))
        };
        Ok(QuerySolutionIter::new(variables, rows.into_iter().map(solution)))
    }
}

fn answer(
    results: QueryResults<'static>,
    columns: Vec<Variable>,
    deadline: Deadline,
) -> Result<Answer, EvaluationError> {
    Ok(match results {
        QueryResults::Boolean(_) if deadline.is_over() => return Err(deadline.reason()),
        QueryResults::Boolean(value) => Answer::Boolean(value),
        QueryResults::Graph(triples) => Answer::Graph(Box::new(timed(triples, deadline))),
        QueryResults::Solutions(solutions) => {
            let order = columns.clone();
            let row = move |solution: Result<QuerySolution, _>| solution.map(|solution| row(&solution, &order));
            Answer::Solutions(Solutions { columns, rows: Box::new(timed(solutions.map(row), deadline)) })
        }
    })
}

fn row(solution: &QuerySolution, columns: &[Variable]) -> Row {
    columns.iter().map(|column| solution.get(column).cloned()).collect()
}

fn failure(error: QueryEvaluationError, deadline: &Deadline) -> EvaluationError {
    match error {
        QueryEvaluationError::Cancelled => deadline.reason(),
        QueryEvaluationError::UnsupportedService(service) => EvaluationError::Service(service.to_string()),
        QueryEvaluationError::UnboundService => EvaluationError::ServiceVariable,
        QueryEvaluationError::Service(cause) => EvaluationError::Remote(cause),
        error => EvaluationError::Engine(error),
    }
}

/// Cancels the evaluation when its time is over; dropped before, it lets it be.
struct Deadline {
    token: CancellationToken,
    limit: Duration,
    end: Option<Instant>,
    _alive: mpsc::Sender<()>,
}

impl Deadline {
    fn start(limit: Option<Duration>) -> Self {
        let token = CancellationToken::new();
        let (alive, dropped) = mpsc::channel::<()>();
        let end = limit.and_then(|limit| Instant::now().checked_add(limit));
        if let (Some(limit), Some(_)) = (limit, end) {
            let cancelled = token.clone();
            thread::spawn(move || {
                if dropped.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    cancelled.cancel();
                }
            });
        }
        Self { token, limit: limit.unwrap_or_default(), end, _alive: alive }
    }

    fn is_over(&self) -> bool {
        self.token.is_cancelled()
    }

    fn reason(&self) -> EvaluationError {
        EvaluationError::TimedOut(self.limit)
    }
}

/// The rows of an evaluation up to its first error, with one behind the last row if it ended because its time was over.
fn timed<T>(
    mut rows: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    deadline: Deadline,
) -> impl Iterator<Item = Result<T, EvaluationError>> {
    let mut has_ended = false;
    iter::from_fn(move || {
        let row = if has_ended { return None } else { rows.next() };
        has_ended = !matches!(row, Some(Ok(_)));
        match row {
            Some(row) => Some(row.map_err(|error| failure(error, &deadline))),
            None => deadline.is_over().then(|| Err(deadline.reason())),
        }
    })
}

#[derive(Deserialize)]
struct Plan {
    #[serde(rename = "planning duration in seconds")]
    planning: Option<f64>,
    plan: Step,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    #[serde(rename = "number of results", default)]
    rows: u64,
    #[serde(rename = "duration in seconds", default)]
    seconds: f64,
    children: Vec<Step>,
}

/// Writes the plan by which a query was evaluated: rows, milliseconds and step, the steps that feed a step indented below it.
///
/// # Errors
/// The output fails.
pub fn write_plan(explanation: &QueryExplanation, out: &mut impl Write) -> io::Result<()> {
    let mut json = Vec::new();
    explanation.write_in_json(&mut json)?;
    let Plan { planning, plan } = serde_json::from_slice(&json)?;
    if let Some(seconds) = planning {
        writeln!(out, "planned in {:.1} ms", seconds * 1000.0)?;
    }
    writeln!(out, "{:>9} {:>10}  step", "rows", "ms")?;
    write_step(&plan, 0, out)
}

fn write_step(step: &Step, depth: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:>9} {:>10.1}  {:indent$}{}", step.rows, step.seconds * 1000.0, "", step.name, indent = depth * 2)?;
    step.children.iter().try_for_each(|child| write_step(child, depth + 1, out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Quad;

    #[test]
    fn the_rows_before_the_end_come_and_no_error_follows_in_time() {
        let node = |name: &str| NamedNode::new_unchecked(format!("http://example.com/{name}"));
        let store = Store::new().unwrap();
        let quad =
            |index: usize| Quad::new(node(&format!("s{index}")), node("p"), node(&format!("o{index}")), node("g"));
        store.extend((0..3).map(quad)).unwrap();
        let query = spargebra::SparqlParser::new().parse_query("SELECT ?b ?a { ?a ?p ?b } ORDER BY ?a").unwrap();
        let columns = ["b", "a"].map(Variable::new_unchecked).to_vec();
        let answer = Embedded::new(store).answer(query, columns, Some(Duration::from_secs(60)));
        let Ok(Answer::Solutions(solutions)) = answer else { panic!("a SELECT answers with solutions") };
        let rows: Vec<Row> = solutions.rows.collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0][0].as_ref().unwrap().to_string(), "<http://example.com/o0>");
    }
}
