//! What a question is asked about: the bundled order, other orders, an RDF dump, or a store on disk; and which services it may
//! call.

use super::inputs::Inputs;
use super::reading::Reading;
use super::seconds;
use anyhow::{Result, bail};
use clap::Args;
use lauazym::answers::store::{self, Snapshot};
use lauazym::pages::Texts;
use lauazym::publishing::dumps;
use lauazym::questions::wanted::Wanted;
use lauazym::reading::records::Order;
use lauazym::reading::vocabulary::Vocabularies;
use lauazym::remote::address::Host;
use lauazym::remote::services::HttpServices;
use oxigraph::model::Quad;
use oxigraph::store::Store;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub(super) struct Source {
    /// Ask about this order instead of the bundled one; can be given several times, `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(super) order: Vec<PathBuf>,
    /// Ask about this RDF file (.nq, .ttl, .trig, .nt, .rdf, .jsonld); can be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) data: Vec<PathBuf>,
    /// Ask about a store on disk
    #[arg(long, value_name = "DIR")]
    pub(super) store: Option<PathBuf>,
}

impl Source {
    /// The store on disk in `folder`.
    pub(super) fn of_store(folder: &Path) -> Self {
        Self { store: Some(folder.to_owned()), ..Self::default() }
    }

    /// `reading` with the base IRI of the data that are asked about: a store knows its own.
    pub(super) fn reading(&self, reading: &Reading) -> Result<Reading> {
        let Some(folder) = &self.store else { return Ok(reading.clone()) };
        let base = store::base_of(folder)?;
        match reading.chosen_base() {
            Some(given) if given != base => {
                bail!("{}: the data of this store have the base {base}; leave out --base {given}", folder.display())
            }
            _ => Ok(Reading { base, ..reading.clone() }),
        }
    }

    /// The store to ask what matches only the statements `wanted`, any when they are none; `reading` says how orders are read.
    pub(super) fn open(&self, reading: &Reading, wanted: Option<&Wanted>) -> Result<Store> {
        let quads = match (&self.store, wanted) {
            (Some(folder), _) => return Ok(store::open(folder)?),
            (None, Some(wanted)) if self.data.is_empty() => {
                let (orders, vocabularies) = self.orders(reading)?;
                lauazym::publishing::dataset_for(wanted, &orders, &vocabularies)
            }
            _ => self.quads(reading)?,
        };
        Ok(store::in_memory(quads)?)
    }

    /// The texts of the orders that are asked about; none of a dump, and none that came through standard input.
    pub(super) fn texts(&self, reading: &Reading) -> Result<Texts> {
        if !self.data.is_empty() {
            return Ok(Texts::default());
        }
        let vocabularies = reading.vocabularies()?;
        if let Some(folder) = &self.store {
            return Ok(Texts::of_store(folder.clone(), vocabularies));
        }
        let paths = Inputs::of(&self.order, || reading.vocabularies())?.paths;
        let paths: Vec<_> = if self.order.is_empty() { vec![None] } else { paths.into_iter().map(Some).collect() };
        let is_file = |path: &Option<PathBuf>| path.as_deref() != Some(Path::new("-"));
        Ok(Texts::of_files(&paths.into_iter().filter(is_file).collect::<Vec<_>>(), &vocabularies)?)
    }

    /// Reads what is to be asked, once; the result opens it in each process that asks.
    #[cfg(unix)]
    pub(super) fn load(&self, reading: &Reading) -> Result<Box<dyn Fn() -> Result<Store>>> {
        Ok(match &self.store {
            Some(folder) => {
                let snapshot = Snapshot::hold(folder)?;
                Box::new(move || Ok(snapshot.open()?))
            }
            None => {
                let store = self.open(reading, None)?;
                Box::new(move || Ok(store.clone()))
            }
        })
    }

    /// The orders that are asked about, and the vocabularies by which they were read.
    fn orders(&self, reading: &Reading) -> Result<(Vec<Order>, Vocabularies)> {
        let vocabularies = reading.vocabularies()?;
        let (orders, _) = reading.orders(&self.order, &vocabularies)?;
        Ok((orders, vocabularies))
    }

    /// All statements; those of files and orders are as they stand there.
    pub(super) fn quads(&self, reading: &Reading) -> Result<Vec<Quad>> {
        if let Some(folder) = &self.store {
            return Ok(store::open(folder)?.iter().collect::<Result<_, _>>()?);
        }
        if self.data.is_empty() {
            let (orders, vocabularies) = self.orders(reading)?;
            return Ok(lauazym::publishing::dataset(&orders, &vocabularies));
        }
        let files: Vec<Vec<Quad>> = self.data.iter().map(|file| dumps::quads(file)).collect::<Result<_, _>>()?;
        Ok(files.concat())
    }
}

/// Which endpoints a question may call by SERVICE.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Services {
    /// Let questions call endpoints on this host by SERVICE: HOST or HOST:PORT; can be given several times
    #[arg(long, value_name = "HOST")]
    allow_service: Vec<Host>,
    /// End each call to a service after so many seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    service_timeout: Option<Duration>,
}

impl Services {
    /// Calls to the hosts that were allowed; to none, when none was.
    pub(super) fn http(&self) -> HttpServices {
        HttpServices::new(self.allow_service.clone(), self.service_timeout.unwrap_or(HttpServices::DEADLINE))
    }

    /// Whether any host was allowed.
    pub(super) fn any(&self) -> bool {
        !self.allow_service.is_empty()
    }
}
