//! lauazym turns orders on civil-service qualification requirements into a linked-data graph.
pub mod entries;
pub mod findings;
pub mod lines;
pub mod records;
pub mod source;
pub mod terms;
pub mod text;
pub mod vocabulary;
