//! The graph answers where its users are: any SPARQL client, a browser, a script in any language asks over HTTP.
//!
//! | path | answers |
//! |---|---|
//! | `/sparql` | the SPARQL 1.1 Protocol for queries; without a query, the service description or a page |
//! | `/query/NAME?KEY=VALUE` | a saved question; `/query` lists them |
//! | `/openapi.json` | the saved questions as an OpenAPI document |
//! | `/healthz` | whether the store can be read |
//! | `/` and all below | the pages of [`crate::pages`]; the IRI of a thing leads to its page or its data |
//!
//! A server never changes its data. Nothing that a client sends stops it or makes it call an address: [limits](Limits) of
//! time, memory and number hold because queries run in processes of their own, and an answer that fails is never a
//! whole-looking one.

mod answers;
mod configuration;
mod connections;
mod description;
mod error;
mod fields;
mod handlers;
mod log;
mod messages;
mod negotiation;
mod openapi;
mod operation;
mod pages;
mod processes;
mod questions;
mod routes;
mod state;
mod worker;
mod workers;
mod writer;

pub use configuration::{Configuration, CrossOrigin, Limits, NoOrigin};

use crate::answers::error::Cause;
use crate::answers::evaluation::Embedded;
use crate::questions::catalogue::Catalogue;
use answers::Answers;
use oxigraph::store::Store;
use processes::Processes;
use state::AppState;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use worker::Plan;
use workers::Workers;

/// The bytes of stack that an evaluation gets at most; less where half of a query's memory is less.
const STACK: u64 = 128 * 1024 * 1024;

/// Why a server does not start.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error(
        "{address} cannot be listened on ({error}); choose another address and port by --bind, such as 127.0.0.1:0"
    )]
    Bind {
        /// The address.
        address: String,
        /// What the system says.
        error: io::Error,
    },
    /// The data cannot be loaded.
    #[error("{0}")]
    Data(String),
    /// The process that loads the data ended without a word.
    #[error("the process that loads the data was ended from outside; has the system enough memory for them?")]
    Workers,
    /// The system refuses processes, threads or signals.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// Answers questions on `address` (host and port; port 0 is any free one), until the process is told to stop by SIGINT or
/// SIGTERM. `listening` is called with the address once connections are accepted.
///
/// `load` reads the data, once; what it returns opens them, once in each of the processes in which queries run. They are copies
/// of this process, which must not have started a thread before.
///
/// # Errors
/// The data cannot be loaded, or the address cannot be listened on.
pub fn serve<O: Fn() -> Result<Store, Cause>>(
    load: impl FnOnce() -> Result<O, Cause>,
    catalogue: Catalogue,
    configuration: Configuration,
    address: &str,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let catalogue = Arc::new(catalogue);
    let limits = configuration.limits.clone();
    let plan = Plan {
        // One more than queries, which says that the server is well while all others are busy.
        workers: limits.max_queries.saturating_add(1),
        memory: limits.max_memory,
        stack: usize::try_from(STACK.min(limits.max_memory / 2)).unwrap_or(usize::MAX),
    };
    let answers = |store| Answers::new(Arc::clone(&catalogue), engine(store, &configuration), &configuration);
    let processes = Processes::start(&plan, load, answers)?;
    Runtime::new()?.block_on(async {
        let bind = |error| ServeError::Bind { address: address.to_owned(), error };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let address = listener.local_addr()?;
        let stop = connections::stop()?;
        listening(address);
        let workers = Workers::new(processes.socket(), limits.clone());
        let state = AppState { catalogue, workers, configuration, address };
        connections::serve(listener, routes::router(Arc::new(state)), &limits, stop).await;
        Ok(())
    })
}

fn engine(store: Store, configuration: &Configuration) -> Embedded {
    let engine = Embedded::new(store);
    match &configuration.services {
        Some(services) => engine.with_services(Arc::clone(services)),
        None => engine,
    }
}
