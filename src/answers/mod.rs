//! Answers: a question is put to a store, or to whatever else is an engine.
//!
//! Comes in: a [`Question`](crate::questions::question::Question) with what a person typed, or a query of the user's own. Goes out:
//! an [`Answer`](answer::Answer) of an [`Engine`](engine::Engine), [written](writing::write) in a [format](format::AnswerFormat).
//! [`store`] keeps datasets in memory and on disk. May call: all rooms before it.

pub mod answer;
pub mod arguments;
pub mod engine;
pub mod error;
pub mod evaluation;
pub mod format;
pub mod graphs;
pub mod store;
pub mod values;
pub mod writing;
