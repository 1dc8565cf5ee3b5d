//! lauazym turns orders on civil-service qualification requirements into a linked-data graph, keeps the graph in an
//! embedded store, and answers questions about it.
//!
//! A one-way pipeline, a room for each step; a later room may know an earlier one, never the reverse:
//!
//! ```text
//! reading → graph → questions → publishing → answers → pages → remote → server → cli
//! ```
//!
//! [`terms`] has the names of RDF, which every room may use; the command line is the program's own room.

#![forbid(unsafe_code)]

pub mod answers;
pub mod graph;
pub mod pages;
pub mod publishing;
pub mod questions;
pub mod reading;
pub mod remote;
#[cfg(unix)]
pub mod server;
pub mod terms;
