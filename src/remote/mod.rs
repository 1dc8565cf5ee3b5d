//! Endpoints elsewhere: any engine that speaks the SPARQL 1.1 Protocol answers the same questions as the embedded store.
//!
//! Everything here is a client of HTTP that knows who asks ([`credentials`]): [`endpoint`] asks an engine, [`services`] calls
//! the ones that a query names by SERVICE, and [`push`] gives a dataset to an engine.

pub mod address;
mod challenge;
mod client;
pub mod credentials;
pub mod endpoint;
pub mod error;
pub mod push;
mod results;
pub mod retry;
pub mod services;
mod text;
