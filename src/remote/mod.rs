//! Endpoints elsewhere: any engine that speaks the SPARQL 1.1 Protocol answers the same questions as the embedded store.
//!
//! Everything here is a client of HTTP ([`http`]): [`endpoint`] asks an engine, and what it sends is read by [`results`].

pub mod endpoint;
pub mod error;
pub mod http;
mod results;
