//! Keeps vocabularies and description of a store in step with its orders; only what differs is written.

use std::collections::HashSet;

use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::{StorageError, Transaction};

use super::as_held;
use super::writer::Writer;
use crate::answers::graphs;
use crate::publishing::description::{self, Imprint};

impl Writer {
    /// Brings vocabularies and description up to date, where a program of another version or a killed one left others.
    pub(super) fn settle(&self) -> Result<(), StorageError> {
        let room = format!("{}vocabulary/", self.vocabularies.base);
        let wanted: HashSet<&Quad> = description::data(&self.vocabularies).collect();
        let graphs: HashSet<&GraphName> = wanted.iter().map(|quad| &quad.graph_name).collect();
        let mut held = graphs::named(&self.store)?;
        held.retain(|graph| graph.as_str().starts_with(&room) || graphs.contains(&GraphName::from(graph.clone())));
        let mut statements = 0;
        let mut are_current = true;
        for quad in held.iter().flat_map(|graph| self.store.quads_for_pattern(None, None, None, Some(graph.into()))) {
            are_current = are_current && wanted.contains(&quad?);
            statements += 1;
        }
        are_current = are_current && statements == wanted.len();
        let mut transaction = self.store.start_transaction()?;
        if !are_current {
            held.iter().try_for_each(|graph| transaction.remove_named_graph(graph))?;
            transaction.extend(wanted);
        }
        if self.describe(&mut transaction)? || !are_current {
            transaction.commit()?;
        }
        Ok(())
    }

    /// Describes the dataset as it will be after `transaction`. Returns whether the description has changed.
    pub(super) fn describe(&self, transaction: &mut Transaction<'_>) -> Result<bool, StorageError> {
        let dataset = NamedNode::new_unchecked(description::iri(&self.vocabularies.base));
        let said = transaction.quads_for_pattern(None, None, None, Some((&dataset).into()));
        let said: HashSet<Quad> = said.collect::<Result<_, _>>()?;
        let wanted = description::describe(&self.vocabularies, &Imprint::default(), &self.survey);
        let wanted: HashSet<Quad> = wanted.into_iter().map(as_held).collect();
        said.difference(&wanted).for_each(|quad| transaction.remove(quad));
        transaction.extend(wanted.difference(&said));
        Ok(said != wanted)
    }
}
