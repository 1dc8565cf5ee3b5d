//! Saved questions: the files of `queries/` become queries with parameters.
//!
//! Comes in: SPARQL with a header, and what a person typed. Goes out: the [`Question`](question::Question)s of a
//! [`Catalogue`](catalogue::Catalogue), their values put into the parsed query by [`binding`]. May call: [`crate::terms`],
//! [`crate::reading::text`].

pub(crate) mod algebra;
pub mod binding;
pub mod catalogue;
pub mod fold;
pub mod header;
pub mod parameter;
pub mod question;
pub mod suggestion;
pub mod syntax;
pub mod wanted;
