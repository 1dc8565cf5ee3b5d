//! The graph answers where its users are: any SPARQL client, a browser, a script in any language asks over HTTP.
//!
//! | path | answers |
//! |---|---|
//! | `/sparql` | the SPARQL 1.1 Protocol for queries; without a query, the service description or a page |
//! | `/query/NAME?KEY=VALUE` | a saved question; `/query` lists them |
//! | `/openapi.json` | the saved questions as an OpenAPI document |
//! | `/healthz` | whether the store can be read |
//! | `/` | a page for people |
//!
//! A server never changes its data. Nothing that a client sends stops it or makes it call an address: time, memory and number
//! of what runs are [limited](Limits), and an answer that fails is never a whole-looking one.

mod bounds;
mod configuration;
mod connections;
mod delivery;
mod description;
mod endpoint;
mod evaluation;
mod fields;
mod growth;
mod log;
mod memory;
mod negotiation;
mod openapi;
mod operation;
mod page;
mod questions;
mod refusal;
mod routes;
mod site;
mod stop;
mod transfer;

pub use configuration::{Configuration, CrossOrigin, Limits, NoOrigin};

use crate::answers::catalogue::Catalogue;
use oxigraph::store::Store;
use site::Site;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::watch;

/// How long threads that do not notice that the server stops are waited for.
const LAST: Duration = Duration::from_secs(1);

/// Threads beside those of the running queries: for the ends of answers that clients take slowly.
const SPARE_THREADS: usize = 256;

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
    /// The system refuses threads or signals.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// Answers questions about `store` on `address` (host and port; port 0 is any free one), until the process is told to stop by
/// SIGINT or SIGTERM. `listening` is called with the address once connections are accepted.
///
/// # Errors
/// The address cannot be listened on.
pub fn serve(
    store: Store,
    catalogue: Catalogue,
    configuration: Configuration,
    address: &str,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let stack = bounds::stack(configuration.limits.max_body);
    let threads = configuration.limits.max_queries.saturating_add(SPARE_THREADS);
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(stack).max_blocking_threads(threads).build()?;
    let served = runtime.block_on(async {
        let bind = |error| ServeError::Bind { address: address.to_owned(), error };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let bound = listener.local_addr()?;
        let stopping = stop::signals()?;
        listening(bound);
        run(listener, Site::new(store, catalogue, configuration, bound), stopping).await;
        Ok(())
    });
    runtime.shutdown_timeout(LAST);
    served
}

/// Serves until `stopping` says so, and then as long as open requests are given.
async fn run(listener: TcpListener, site: Site, stopping: watch::Receiver<bool>) {
    let limits = site.limits().clone();
    tokio::spawn(site.evaluations().watch_memory());
    let router = routes::router(Arc::new(site));
    let mut connections = connections::serve(listener, router, &limits, stopping).await;
    tracing::info!("stopping; open requests have {:?}", limits.grace);
    let ended = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(limits.grace, ended).await.is_err() {
        tracing::warn!("{} connections are broken off", connections.len());
        connections.shutdown().await;
    }
}
