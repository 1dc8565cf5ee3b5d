//! `lauazym load`: orders go into a store on disk.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use lauazym::answers::store::{self, Event, Input, Loaded, Writer};

use super::inputs::Inputs;
use super::progress::Progress;
use super::reading::{self, Reading};

/// Put orders into a store on disk, one named graph each
///
/// An order that is there already is replaced; its other language or another edition is added to it. Each order is in the store whole or not at all, whenever the load is stopped;
/// load again to go on. An input that is no order, or is an order that came before in the same call, is left out: the load
/// goes on, names it at the end, and exits with 1.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order to read: a file, the folder of an act (meta.yaml, kaz.md, rus.md), a folder with such folders or files in it and
    /// below, or a pattern like 'orders/2014-*.txt'; `-` is standard input, none the bundled order.
    #[arg(value_name = "ORDER")]
    orders: Vec<PathBuf>,
    /// Folder of the store; made when it is missing.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// How many orders are read at a time [default: as many as there are processors].
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    reading: Reading,
}

/// Loads the orders, and prints a line for each.
pub(super) fn execute(args: &Args) -> anyhow::Result<ExitCode> {
    let found = Inputs::of(&args.orders, || args.reading.vocabularies())?;
    let inputs: Vec<Input> =
        if found.paths.is_empty() { vec![None] } else { found.paths.iter().cloned().map(Some).collect() };
    let mut writer = Writer::open(&args.store, args.reading.chosen_base(), &args.reading.vocabulary)?;
    if args.reading.accept_doubtful {
        writer.accept_doubtful();
    }
    let threads = args.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let progress = Progress::of(Some(inputs.len()), "loading orders");
    let (mut failures, mut other) = (Vec::new(), 0);
    let mut written = Ok(());
    let loaded = store::load(&mut writer, &inputs, threads, &mut |event| match event {
        Event::Read { source, order } => progress.suspend(|| reading::warn(source, order)),
        Event::Loaded { source, loaded } => {
            progress.advance(1);
            let printed = progress.suspend(|| print(source, loaded));
            // Nobody reads on; the orders are loaded all the same.
            if written.is_ok() {
                written = printed;
            }
        }
        Event::Refused { source, error } => {
            progress.advance(1);
            if error.is_other_kind() && found.is_found(Path::new(source)) {
                other += 1;
            } else {
                failures.push(reading::located(source, &error.to_string()));
            }
        }
    });
    drop(progress);
    let code = reading::end(&found, &failures, other);
    loaded?;
    written?;
    if !failures.is_empty() {
        eprintln!("{} of {} inputs were not loaded", failures.len(), inputs.len());
    }
    Ok(code)
}

fn print(source: &str, loaded: &Loaded) -> io::Result<()> {
    let verb = if loaded.replaced { "replaced" } else { "loaded" };
    writeln!(io::stdout(), "{verb:<8} {} {} statements ({source})", loaded.id, loaded.statements)
}
