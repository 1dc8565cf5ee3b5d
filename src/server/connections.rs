//! Connections are accepted, limited in number, and given an end: a client that sends its request too slowly, or whose
//! answer fails in the middle, does not hold one for ever.
//!
//! An answer that cannot be finished is ended by a reset. A mere close would look to a client of HTTP/1.0 like the end of
//! the answer.

use super::configuration::Limits;
use super::transfer::Transfer;
use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

/// The bytes of a request's line and headers, in which the query of a GET stands.
const MAX_HEAD: usize = 64 * 1024;
/// How long accepting rests when the system has no more connections to give.
const REST: Duration = Duration::from_millis(200);

/// Serves `router` until `stopping` says so, then lets open requests end. Returns the connections that are left.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    mut stopping: watch::Receiver<bool>,
) -> JoinSet<()> {
    let places = Arc::new(Semaphore::new(limits.max_connections.min(Semaphore::MAX_PERMITS)));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => return connections,
        };
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok((stream, place)) => {
                connections.spawn(connection(stream, place, router.clone(), limits.clone(), stopping.clone()));
            }
            Err(error) => {
                tracing::warn!("a connection cannot be accepted: {error}");
                sleep(REST).await;
            }
        }
    }
}

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> std::io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

async fn connection(
    stream: TcpStream,
    _place: OwnedSemaphorePermit,
    router: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written in few large pieces; waiting for more would only delay the small ones.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    // Who asks and then does not take the answer is left after the time that a query has.
    stream.set_write_timeout(Some(limits.timeout));
    let transfer = Arc::new(Transfer::default());
    let service = {
        let (transfer, router) = (Arc::clone(&transfer), TowerToHyperService::new(router));
        service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Arc::clone(&transfer));
            router.call(request)
        })
    };
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.read_timeout).max_header_size(MAX_HEAD);
    let mut connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service);
    let mut told = false;
    loop {
        tokio::select! {
            ended = &mut connection => {
                if let Err(error) = ended {
                    tracing::debug!("a connection ended: {error}");
                }
                break;
            }
            () = transfer.broken() => break,
            _ = stopping.wait_for(|stopping| *stopping), if !told => {
                told = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    if transfer.is_broken() {
        let stream = connection.into_parts().io.into_inner();
        let _ = stream.get_ref().set_zero_linger();
    }
}
