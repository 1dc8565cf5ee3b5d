//! A store that is written: orders come, are replaced and go, and the description is kept in step with them.

use std::collections::HashSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, QuadRef};
use oxigraph::store::{StorageError, Store};

use super::counts::{self, COUNTS, Counts};
use super::files::DATA;
use super::marker::{self, Marker};
use super::sources::{SOURCES, Sources};
use super::{Loaded, OrderQuads, StoreError, as_held, checkpoints, files, rocksdb};
use crate::answers::graphs;
use crate::publishing::description::Survey;
use crate::reading::ReadError;
use crate::reading::sequence::Reading;
use crate::reading::text::Language;
use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use crate::terms::eli;

/// The folder of the user's vocabularies in a store's folder.
const VOCABULARIES: &str = "vocabularies";
/// Fewer statements are not worth a thread, nor files of their own in the database. The bulk loader takes a thousand for a
/// megabyte, and parts them evenly among its threads.
const PART: usize = 100_000;

/// A store on disk, open to write. There is one at a time.
pub struct Writer {
    path: PathBuf,
    pub(super) store: Store,
    pub(super) vocabularies: Arc<Vocabularies>,
    pub(super) survey: Survey,
    counts: Counts,
}

impl Writer {
    /// Opens the store in `path` to write, or makes it. `base` is the base IRI of its data, for none that of the store or
    /// for a new one the default; `additions` are the user's vocabulary files, which the store keeps.
    ///
    /// # Errors
    /// The path is something else than a store, the store has another base or layout, another process writes to it, or a
    /// vocabulary cannot be used. What was there before is then unchanged.
    pub fn open(path: &Path, base: Option<&str>, additions: &[PathBuf]) -> Result<Self, StoreError> {
        rocksdb::is_built()?;
        let additions = files::named(additions)?;
        let paths: Vec<PathBuf> = additions.iter().map(|(_, file)| file.clone()).collect();
        Vocabularies::load(base.unwrap_or(DEFAULT_BASE), &paths)?;
        let marker = claim(path, base)?;
        Self::start(path, &marker.base, additions)
    }

    /// Opens the store in `path` to write; it must be there.
    ///
    /// # Errors
    /// There is no store, it has another layout, or another process writes to it.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        Self::start(path, &checkpoints::base_of(path)?, Vec::new())
    }

    fn start(path: &Path, base: &str, additions: Vec<files::Named>) -> Result<Self, StoreError> {
        let data = path.join(DATA);
        let store = rocksdb::open(path, &data)?;
        files::sweep(&data)?;
        let kept = files::keep(&path.join(VOCABULARIES), additions)?;
        let vocabularies = Vocabularies::load(base, &kept)?;
        let mut survey = Survey::of(&vocabularies);
        let counts = Counts::of(path, &survey.classes())?;
        let room = format!("{base}order/");
        for graph in graphs::named(&store).map_err(StoreError::engine(path))? {
            let Some(id) = graph.as_str().strip_prefix(&room) else { continue };
            let census = match counts.read(id) {
                Some(census) => census,
                None => {
                    let census = counts::census(&store, &graph, &survey.classes()).map_err(StoreError::engine(path))?;
                    counts.write(id, &census)?;
                    census
                }
            };
            survey.add(graph.as_str(), census);
        }
        let writer = Self { path: path.to_owned(), store, vocabularies: Arc::new(vocabularies), survey, counts };
        writer.settle().map_err(StoreError::engine(path))?;
        // A process that was killed may have left more than readers know.
        writer.show()?;
        Ok(writer)
    }

    /// From now on, orders are taken too whose reading went wrong as a whole.
    pub fn accept_doubtful(&mut self) {
        if let Some(vocabularies) = Arc::get_mut(&mut self.vocabularies) {
            vocabularies.accept_doubtful = true;
        }
    }

    /// The identifiers of the orders in the store.
    pub fn orders(&self) -> Vec<String> {
        self.survey.orders().map(|graph| self.id(graph).to_owned()).collect()
    }

    /// Adds to all that was read of one order what the store keeps of it; see [`Sources::complete`].
    pub(super) fn complete(&self, readings: Vec<Reading>) -> Result<Result<Vec<Reading>, ReadError>, StoreError> {
        Sources::of(&self.path).complete(readings, |id| self.languages(id), &self.vocabularies)
    }

    /// The languages in which the store has the order `id`.
    fn languages(&self, id: &str) -> Result<Vec<Language>, StoreError> {
        let order = NamedNode::new_unchecked(format!("{}{id}", self.room()));
        let mut languages = Vec::new();
        for language in Language::ALL {
            let text = NamedNode::new_unchecked(format!("{}/{}", order.as_str(), language.tag()));
            let quad = QuadRef::new(&order, eli::IS_REALIZED_BY, &text, &order);
            if self.store.contains(quad).map_err(self.engine())? {
                languages.push(language);
            }
        }
        Ok(languages)
    }

    /// Puts orders into the store: the new ones together, each of the others in place of its earlier graph.
    ///
    /// # Errors
    /// The store cannot be written. Each order is then as before or as after.
    pub(super) fn put(&mut self, orders: Vec<OrderQuads>) -> Result<Vec<Loaded>, StoreError> {
        let loaded = orders
            .iter()
            .map(|order| Loaded {
                id: self.id(&order.graph).to_owned(),
                statements: order.census.statements(),
                replaced: self.survey.statements(&order.graph).is_some(),
            })
            .collect();
        let (there, new): (Vec<_>, Vec<_>) =
            orders.into_iter().partition(|order| self.survey.statements(&order.graph).is_some());
        self.add(new)?;
        there.into_iter().try_for_each(|order| self.replace(order))?;
        self.show()?;
        Ok(loaded)
    }

    /// Removes orders, all or none, and returns what is gone. Each is given by its identifier or its IRI, and goes with all its
    /// editions; an earlier edition can be given alone.
    ///
    /// # Errors
    /// One of them is not in the store, or the store cannot be written. Nothing is removed then.
    pub fn remove(&mut self, given: &[String]) -> Result<Vec<Loaded>, StoreError> {
        let mut graphs: Vec<String> = Vec::new();
        for given in given {
            let id = given.strip_prefix(&self.room()).unwrap_or(given);
            let graph = format!("{}{id}", self.room());
            if self.survey.statements(&graph).is_none() {
                return Err(StoreError::unknown_order(given, &self.orders()));
            }
            let editions = format!("{graph}/");
            let all = self.survey.orders().filter(|name| *name == graph || name.starts_with(&editions));
            for graph in all.map(str::to_owned) {
                if !graphs.contains(&graph) {
                    graphs.push(graph);
                }
            }
        }
        let removed = graphs
            .iter()
            .map(|graph| Loaded {
                id: self.id(graph).to_owned(),
                statements: self.survey.statements(graph).unwrap_or_default(),
                replaced: false,
            })
            .collect();
        for graph in &graphs {
            self.counts.forget(self.id(graph))?;
            Sources::of(&self.path).forget(self.id(graph))?;
            self.survey.remove(graph);
        }
        let remove = || {
            let mut transaction = self.store.start_transaction()?;
            for graph in &graphs {
                transaction.remove_named_graph(NamedNodeRef::new_unchecked(graph))?;
            }
            self.describe(&mut transaction)?;
            transaction.commit()
        };
        remove().map_err(self.engine())?;
        self.show()?;
        Ok(removed)
    }

    /// Copies the store as it is to `target`.
    ///
    /// # Errors
    /// Something is at `target` already, or it cannot be written.
    pub fn backup(&self, target: &Path) -> Result<(), StoreError> {
        if target.symlink_metadata().is_ok() {
            let reason = "this exists already, and a backup does not overwrite; give a path at which nothing is";
            return Err(StoreError::at(target, reason));
        }
        fs::create_dir_all(target).map_err(StoreError::io(target))?;
        let data = target.join(DATA);
        rocksdb::backup(&self.path, &self.store, &data)?;
        checkpoints::make_first(target, &data)?;
        for folder in [VOCABULARIES, COUNTS, SOURCES] {
            files::copy(&self.path.join(folder), &target.join(folder))?;
        }
        // Written last: without it, what an interrupted copy left is no store.
        Marker::new(&self.vocabularies.base).write(target).map_err(StoreError::io(target))
    }

    /// Merges the files of the database, which makes questions faster after many changes.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn optimize(&self) -> Result<(), StoreError> {
        rocksdb::optimize(&self.path, &self.store)?;
        self.show()
    }

    /// Lets readers that come from now on see the store as it is.
    fn show(&self) -> Result<(), StoreError> {
        checkpoints::make(&self.path, &self.store)
    }

    fn add(&mut self, orders: Vec<OrderQuads>) -> Result<(), StoreError> {
        if orders.is_empty() {
            return Ok(());
        }
        let statements: usize = orders.iter().map(|order| order.quads.len()).sum();
        let mut counted = Vec::new();
        let mut quads = Vec::new();
        for order in orders {
            counted.push((order.graph, order.census));
            quads.push(order.quads);
        }
        let load = || {
            // The sorting of statements for six indexes takes longer than the reading of orders, so it is shared out.
            let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(1 + statements / PART);
            let megabytes = statements.div_ceil(1000);
            let loader = self.store.bulk_loader().with_num_threads(threads);
            let mut loader = loader.with_max_memory_size_in_megabytes(megabytes);
            loader.load_quads(quads.into_iter().flatten())?;
            loader.commit()
        };
        load().map_err(self.engine())?;
        for (graph, census) in counted {
            self.counts.write(self.id(&graph), &census)?;
            self.survey.add(&graph, census);
        }
        let describe = || {
            let mut transaction = self.store.start_transaction()?;
            self.describe(&mut transaction)?;
            transaction.commit()
        };
        describe().map_err(self.engine())
    }

    /// Replaces an order's graph in one transaction. Only the difference is written: most of an order stays when the same
    /// order is read by a better program.
    fn replace(&mut self, order: OrderQuads) -> Result<(), StoreError> {
        let OrderQuads { graph: name, quads, census } = order;
        self.counts.forget(self.id(&name))?;
        self.survey.add(&name, census.clone());
        let graph = NamedNode::new_unchecked(&name);
        let replace = || {
            let mut transaction = self.store.start_transaction()?;
            let mut coming: HashSet<Quad> = quads.into_iter().map(as_held).collect();
            for quad in self.store.quads_for_pattern(None, None, None, Some((&graph).into())) {
                let quad = quad?;
                if !coming.remove(&quad) {
                    transaction.remove(&quad);
                }
            }
            transaction.extend(&coming);
            self.describe(&mut transaction)?;
            transaction.commit()
        };
        replace().map_err(self.engine())?;
        self.counts.write(self.id(&name), &census)
    }

    /// What the IRIs of orders begin with.
    fn room(&self) -> String {
        format!("{}order/", self.vocabularies.base)
    }

    /// The identifier of the order of a graph.
    fn id<'g>(&self, graph: &'g str) -> &'g str {
        graph.strip_prefix(&self.room()).unwrap_or(graph)
    }

    fn engine(&self) -> impl Fn(StorageError) -> StoreError + use<> {
        let path = self.path.clone();
        move |error| StoreError::engine(&path)(error)
    }
}

/// Makes `path` a store unless it is one.
fn claim(path: &Path, base: Option<&str>) -> Result<Marker, StoreError> {
    if Marker::read(path)?.is_none() {
        if path.symlink_metadata().is_ok()
            && !(path.is_dir() && marker::is_empty(path).map_err(StoreError::io(path))?)
        {
            return Err(StoreError::foreign(path));
        }
        fs::create_dir_all(path).map_err(StoreError::io(path))?;
        Marker::new(base.unwrap_or(DEFAULT_BASE)).write(path).map_err(StoreError::io(path))?;
    }
    let marker = Marker::read(path)?.ok_or_else(|| StoreError::missing(path))?;
    match base {
        Some(given) if given != marker.base => {
            let reason = format!("the data of this store have the base {}, and {given} was given", marker.base);
            Err(StoreError::at(path, format!("{reason}; leave out --base, or load into another folder")))
        }
        _ => Ok(marker),
    }
}
