//! lauazym turns orders on civil-service qualification requirements into a linked-data graph.

pub mod answers;
