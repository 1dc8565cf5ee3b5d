//! The embedded store in which a dataset answers questions.

use oxigraph::model::{GraphName, Quad};
use oxigraph::store::{StorageError, Store};

/// Returns a store in memory that holds `quads`.
///
/// # Errors
/// When the store refuses them.
pub fn in_memory(quads: Vec<Quad>) -> Result<Store, StorageError> {
    let store = Store::new()?;
    let mut loader = store.bulk_loader();
    loader.load_quads(quads)?;
    loader.commit()?;
    Ok(store)
}

/// Puts `quads` into `store` in one transaction. Each named graph among them replaces the store's graph of that name.
///
/// # Errors
/// When the store fails; it is then as it was before.
pub fn replace(store: &Store, quads: &[Quad]) -> Result<(), StorageError> {
    let mut transaction = store.start_transaction()?;
    let mut cleared: Vec<&GraphName> = Vec::new();
    for quad in quads {
        if !cleared.contains(&&quad.graph_name) {
            transaction.clear_graph(quad.graph_name.as_ref())?;
            cleared.push(&quad.graph_name);
        }
    }
    for quad in quads {
        transaction.insert(quad.as_ref());
    }
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode};

    use super::*;

    fn quad(graph: &str, value: &str) -> Quad {
        let node = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        Quad::new(node("s"), node("p"), Literal::new_simple_literal(value), node(graph))
    }

    #[test]
    fn an_order_loaded_again_replaces_its_graph_and_no_other() {
        let store = in_memory(vec![quad("a", "old"), quad("b", "kept")]).unwrap();
        replace(&store, &[quad("a", "new")]).unwrap();
        let mut quads: Vec<String> = store.iter().map(|quad| quad.unwrap().object.to_string()).collect();
        quads.sort();
        assert_eq!(quads, ["\"kept\"", "\"new\""]);
    }
}
