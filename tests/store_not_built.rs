//! Without RocksDB every command that needs a store on disk says how to build with it, and touches nothing.

#![cfg(not(feature = "rocksdb"))]

mod stores;

use std::path::Path;

use stores::{Workshop, lauazym, refusal};

#[test]
fn every_command_that_needs_a_store_says_how_to_build_it() {
    let workshop = Workshop::new();
    let store = workshop.path("store");
    let commands: [&[&str]; 6] =
        [&["load"], &["query", "order"], &["orders"], &["remove", "V1"], &["backup", "copy"], &["optimize"]];
    let mut messages: Vec<String> =
        commands.iter().map(|command| refusal(lauazym(&[command, &["--store", &store][..]].concat()))).collect();
    assert!(messages[0].contains("cargo build --release --features rocksdb"), "{}", messages[0]);
    messages.dedup();
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(!Path::new(&store).exists());
}
