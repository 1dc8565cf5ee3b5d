//! A query is evaluated on a thread of its own, one of few at a time, and is cancelled when its time is over or its client
//! went away.

use super::configuration::Limits;
use super::delivery::{Delivery, Start, Waiting};
use super::log::Visit;
use super::memory::{self, Running, Runs};
use super::negotiation::Offer;
use super::refusal::Refusal;
use super::transfer::Transfer;
use crate::answers::answer::Answer;
use crate::answers::engine::{Engine, EvaluationError};
use crate::answers::evaluation::Embedded;
use crate::answers::format::AnswerFormat;
use crate::answers::graphs;
use crate::answers::writing::{self, Style};
use axum::extract::Request;
use axum::response::Response;
use oxigraph::model::Variable;
use oxigraph::sparql::CancellationToken;
use spargebra::Query;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::{timeout, timeout_at};

/// How long a thread may take to notice that its time is over before the client is told.
const NOTICE: Duration = Duration::from_secs(1);
/// A time limit beyond this is none: clocks cannot hold it.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// A query ready to be evaluated, and how its answer is written.
pub(super) struct Asked {
    pub(super) query: Query,
    pub(super) columns: Vec<Variable>,
    pub(super) offer: Offer<AnswerFormat>,
}

/// Who asks.
pub(super) struct Client {
    visit: Arc<Visit>,
    transfer: Arc<Transfer>,
}

impl Client {
    /// The client of `request`.
    pub(super) fn of(request: &Request) -> Self {
        let transfer = request.extensions().get::<Arc<Transfer>>().map(Arc::clone).unwrap_or_default();
        Self { visit: Visit::of(request), transfer }
    }
}

/// Evaluates queries within limits.
pub(super) struct Evaluations {
    engine: Embedded,
    style: Style,
    limits: Limits,
    places: Arc<Semaphore>,
    running: Arc<Running>,
}

impl Evaluations {
    /// Evaluations by `engine`; tables are written in `style`.
    pub(super) fn new(engine: Embedded, style: Style, limits: Limits) -> Self {
        let places = Arc::new(Semaphore::new(limits.max_queries.min(Semaphore::MAX_PERMITS)));
        Self { engine, style, limits, places, running: Arc::default() }
    }

    /// The engine, without limits.
    pub(super) fn engine(&self) -> &Embedded {
        &self.engine
    }

    /// Watches the memory that the queries take, for as long as the server runs.
    pub(super) fn watch_memory(&self) -> impl Future<Output = ()> + Send + use<> {
        let all = u32::try_from(self.limits.max_queries).unwrap_or(u32::MAX);
        memory::watch(Arc::clone(&self.running), Arc::clone(&self.places), all, self.limits.max_memory)
    }

    /// Prepares a query by `prepare` and answers it.
    ///
    /// # Errors
    /// Preparation or evaluation fails before the answer begins, or a limit is reached.
    pub(super) async fn answer(
        &self,
        client: Client,
        prepare: impl FnOnce(&dyn Engine) -> Result<Asked, Refusal> + Send + 'static,
    ) -> Result<Response, Refusal> {
        let place = self.place().await?;
        let limit = self.limits.timeout.min(LONGEST);
        let end = Instant::now() + limit;
        let token = CancellationToken::new();
        let waiting = Waiting(token.clone());
        let (delivery, started) = Delivery::new(Arc::clone(&client.transfer), end.into());
        let evaluation = Evaluation {
            runs: self.running.enter(token.clone()),
            engine: self.engine.clone().cancelled_by(token),
            limit,
            end,
            max_rows: self.limits.max_rows,
            max_memory: self.limits.max_memory,
            style: self.style.clone(),
            visit: client.visit,
            delivery,
        };
        spawn_blocking(move || evaluation.run(prepare, place));
        let start = start(started, end, limit).await?;
        Ok(start.into_response(client.transfer, waiting))
    }

    /// Runs `work`, which asks the engine what no client chose, on a thread of its own.
    ///
    /// # Errors
    /// The work fails, or too many queries are running.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Embedded) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = self.place().await?;
        let engine = self.engine.clone();
        let done = spawn_blocking(move || {
            let done = work(&engine);
            drop(place);
            done
        });
        done.await.map_err(Refusal::internal)?
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let wait = self.limits.max_wait.min(LONGEST);
        match timeout(wait, Arc::clone(&self.places).acquire_owned()).await {
            Ok(place) => place.map_err(|_| Refusal::Stopping),
            Err(_) => Err(Refusal::Busy(self.limits.max_queries, self.limits.max_wait)),
        }
    }
}

async fn start(
    started: oneshot::Receiver<Result<Start, Refusal>>,
    end: Instant,
    limit: Duration,
) -> Result<Start, Refusal> {
    match timeout_at((end + NOTICE).into(), started).await {
        Ok(Ok(start)) => start,
        // The thread panicked, which the standard error tells.
        Ok(Err(_)) => Err(Refusal::Internal),
        Err(_) => Err(Refusal::TimedOut(limit)),
    }
}

struct Evaluation {
    runs: Runs,
    engine: Embedded,
    limit: Duration,
    end: Instant,
    max_rows: usize,
    max_memory: u64,
    style: Style,
    visit: Arc<Visit>,
    delivery: Delivery,
}

impl Evaluation {
    fn run(mut self, prepare: impl FnOnce(&dyn Engine) -> Result<Asked, Refusal>, place: OwnedSemaphorePermit) {
        let written = self.write(prepare);
        // The next query may begin while the last bytes of this one go out.
        drop(place);
        match written {
            Ok(rows) => {
                self.visit.answers(rows);
                self.delivery.finish();
            }
            Err(_) if self.runs.exceeded() => self.delivery.fail(Refusal::Memory(self.max_memory)),
            Err(refusal) => self.delivery.fail(refusal),
        }
    }

    fn write(&mut self, prepare: impl FnOnce(&dyn Engine) -> Result<Asked, Refusal>) -> Result<usize, Refusal> {
        let engine = Until { engine: &self.engine, end: self.end, limit: self.limit };
        let Asked { query, columns, offer } = prepare(&engine)?;
        if let Some(unknown) = graphs::missing(&query, self.engine.store()).map_err(Refusal::internal)? {
            return Err(Refusal::Malformed(unknown.to_string()));
        }
        let answer = engine.answer(query, columns, None)?.at_most(self.max_rows);
        self.delivery.announce(offer.content_type());
        let written =
            writing::write(answer, offer.what, &self.style, &mut self.delivery).map_err(|error| match error {
                // The limit is named as the owner set it, not as what was left of it.
                writing::WriteError::Evaluation(EvaluationError::TimedOut(_)) => Refusal::TimedOut(self.limit),
                error => error.into(),
            })?;
        Ok(written.count)
    }
}

/// An engine all of whose answers must come by one moment.
struct Until<'a> {
    engine: &'a Embedded,
    end: Instant,
    limit: Duration,
}

impl Engine for Until<'_> {
    fn answer(
        &self,
        query: Query,
        columns: Vec<Variable>,
        timeout: Option<Duration>,
    ) -> Result<Answer, EvaluationError> {
        let left = self.end.saturating_duration_since(Instant::now());
        let timeout = timeout.map_or(left, |timeout| timeout.min(left));
        self.engine.answer(query, columns, Some(timeout)).map_err(|error| match error {
            EvaluationError::TimedOut(_) => EvaluationError::TimedOut(self.limit),
            error => error,
        })
    }
}
