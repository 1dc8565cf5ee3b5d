//! `lauazym serve`: the SPARQL endpoint and the saved questions over HTTP.

use super::publishing;
use super::reading::Reading;
use super::seconds;
use super::source::{Services, Source};
use anyhow::Result;
use axum::http::HeaderValue;
use lauazym::pages::Texts;
use lauazym::questions::catalogue::Catalogue;
use lauazym::server::{self, Configuration, Limits};
use oxigraph::model::NamedNode;
use std::io::{IsTerminal, stderr};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// Answer questions over HTTP: SPARQL at /sparql, saved questions at /query/NAME
///
/// /sparql.html is an editor for queries of one's own, and / leads to the pages of all things.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address and port to listen on; port 0 is any free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7878")]
    bind: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    services: Services,
    /// Let the pages of this origin ask from a browser, or * those of all; can be given several times
    #[arg(long, value_name = "ORIGIN", value_parser = server::origin)]
    cors: Vec<HeaderValue>,
    /// The public IRI of /sparql, when the server stands behind a proxy
    #[arg(long, value_name = "IRI", value_parser = publishing::iri)]
    endpoint: Option<NamedNode>,
    /// Seconds for a query, until its answer is taken
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "30")]
    timeout: Duration,
    /// Bytes of a request's body
    #[arg(long, value_name = "BYTES", default_value = "262144")]
    max_body: NonZeroUsize,
    /// Rows or triples of an answer
    #[arg(long, value_name = "ROWS", default_value = "1000000")]
    max_rows: NonZeroUsize,
    /// Queries at the same time, each in a process
    #[arg(long, value_name = "NUMBER", default_value = "8")]
    max_queries: NonZeroUsize,
    /// Bytes of memory for a query, beside the data (held on Linux)
    #[arg(long, value_name = "BYTES", default_value = "1073741824")]
    max_memory: u64,
    /// Seconds that a query waits for others to end
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "2")]
    max_wait: Duration,
    /// Connections at the same time
    #[arg(long, value_name = "NUMBER", default_value = "512")]
    max_connections: NonZeroUsize,
    /// Seconds for a client to send a request's head, and again its body
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "10")]
    read_timeout: Duration,
    /// Seconds that running queries have when the server stops
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "10")]
    grace: Duration,
    /// Log more; RUST_LOG chooses in detail
    #[arg(short, long)]
    verbose: bool,
}

impl Args {
    fn configuration(&self, base: String, texts: Texts) -> Configuration {
        Configuration {
            base,
            texts: Arc::new(texts),
            endpoint: self.endpoint.clone().map(NamedNode::into_string),
            services: self.services.any().then(|| Arc::new(self.services.http()) as _),
            cross_origin: self.cors.clone(),
            limits: Limits {
                timeout: self.timeout,
                max_body: self.max_body.get(),
                max_rows: self.max_rows.get(),
                max_queries: self.max_queries.get(),
                max_memory: self.max_memory,
                max_wait: self.max_wait,
                max_connections: self.max_connections.get(),
                read_timeout: self.read_timeout,
                grace: self.grace,
            },
        }
    }
}

/// Serves until the process is told to stop.
pub(super) fn execute(args: &Args) -> Result<ExitCode> {
    let level = if args.verbose { "lauazym=debug,info" } else { "info" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false);
    log.with_ansi(stderr().is_terminal()).with_writer(stderr).init();
    let reading = args.source.reading(&args.reading)?;
    let configuration = args.configuration(reading.base.clone(), args.source.texts(&reading)?);
    let load = || {
        let open = args.source.load(&reading)?;
        Ok(move || open().map_err(Into::into))
    };
    server::serve(load, Catalogue::bundled()?, configuration, &args.bind, |address| {
        eprintln!("listening on http://{address}/");
    })?;
    Ok(ExitCode::SUCCESS)
}
