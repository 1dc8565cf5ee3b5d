//! Saved questions and their answers.
//!
//! A [`Question`](question::Question) of the [`Catalogue`](catalogue::Catalogue) is [bound](arguments::bind) to what a person
//! typed, answered by an [`Engine`](engine::Engine), and its [`Answer`](answer::Answer) [written](writing::write) in a
//! [format](format::AnswerFormat).

pub(crate) mod algebra;
pub mod answer;
pub mod arguments;
pub mod binding;
pub mod catalogue;
pub(crate) mod columns;
pub mod engine;
pub mod evaluation;
pub mod fold;
pub mod format;
pub mod graphs;
pub mod header;
pub mod parameter;
pub mod plan;
pub mod question;
pub mod suggestion;
pub mod syntax;
pub mod values;
pub mod writing;
