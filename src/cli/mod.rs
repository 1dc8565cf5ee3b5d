//! The commands of the program: each reads its arguments, calls the library and prints.

mod catalogue;
pub mod query;
mod source;
