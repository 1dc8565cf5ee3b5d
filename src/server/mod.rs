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
mod door;
mod error;
mod handlers;
mod log;
mod messages;
mod negotiation;
mod openapi;
mod operation;
mod pages;
mod processes;
mod worker;
mod workers;

pub use configuration::{Configuration, Limits, NoOrigin, origin};

use crate::answers::error::Cause;
use crate::questions::catalogue::Catalogue;
use answers::Answers;
use handlers::AppState;
use oxigraph::store::Store;
use processes::Processes;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use workers::Workers;

/// Why a server does not start.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address cannot be listened on, or the data cannot be loaded.
    #[error("{0}")]
    Refused(String),
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
    let answers = |store| Answers::new(Arc::clone(&catalogue), store, configuration.clone());
    let processes = Processes::start(&limits, load, answers)?;
    Runtime::new()?.block_on(async {
        let bind = |error| {
            let reason = format!("{address} cannot be listened on ({error})");
            ServeError::Refused(format!("{reason}; choose another address and port by --bind, such as 127.0.0.1:0"))
        };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let address = listener.local_addr()?;
        let stop = connections::stop()?;
        listening(address);
        let workers = Workers::new(processes.socket(), limits.clone());
        let state = AppState { catalogue, workers, configuration, address };
        connections::serve(listener, handlers::router(Arc::new(state)), &limits, stop).await;
        Ok(())
    })
}
