//! `lauazym query`: answers a saved question, or one of the user's own.

use super::reading::Reading;
use super::source::{Services, Source};
use super::{catalogue, seconds, width};
use anyhow::{Context, Result, bail};
use clap::{Args as _, Command};
use lauazym::answers::answer::Answer;
use lauazym::answers::arguments::{self, Argument};
use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::{Embedded, write_plan};
use lauazym::answers::format::AnswerFormat;
use lauazym::answers::graphs;
use lauazym::answers::writing::{self, Style};
use lauazym::questions::catalogue::Catalogue;
use lauazym::questions::question::Question;
use lauazym::questions::wanted::Wanted;
use lauazym::remote::address::Address;
use lauazym::remote::credentials::Credentials;
use lauazym::remote::endpoint::Endpoint;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

const FALSE: u8 = 2;

/// Answer a saved question, or one of your own
#[derive(Clone, Debug, Default, clap::Args)]
#[command(
    disable_help_flag = true,
    after_help = "`lauazym query --list` shows the questions, `lauazym query NAME --help` explains one."
)]
pub(super) struct Args {
    /// The question's name, then its parameters: acts-by-category category=C-3
    #[arg(value_name = "NAME|KEY=VALUE")]
    words: Vec<String>,
    /// Ask the question of this file; its variables ?_name are parameters too; `-` reads standard input
    #[arg(long, value_name = "Q.rq")]
    file: Option<PathBuf>,
    /// List the saved questions
    #[arg(long)]
    list: bool,
    /// How to write the answer: table, markdown, csv, tsv, json, xml, ndjson, html; turtle, ntriples, nquads, trig, rdfxml, jsonld
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,
    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Show how the question is evaluated, with rows and time of each step, instead of the answer
    #[arg(long)]
    explain: bool,
    /// Ask the SPARQL endpoint at this address instead; name and password from LAUAZYM_USER and LAUAZYM_PASSWORD, a token from
    /// LAUAZYM_TOKEN
    #[arg(long, value_name = "URL", conflicts_with_all = ["order", "data", "store", "explain", "allow_service"])]
    endpoint: Option<Address>,
    #[command(flatten)]
    services: Services,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: Reading,
    /// Explain the question, or without a name this command
    #[arg(short, long)]
    help: bool,
}

/// The engine that a person chose.
enum Chosen {
    Embedded(Embedded),
    Endpoint(Endpoint),
}

impl Chosen {
    fn as_dyn(&self) -> &dyn Engine {
        match self {
            Self::Embedded(engine) => engine,
            Self::Endpoint(engine) => engine,
        }
    }
}

impl Args {
    /// The engine to ask, which need only know the statements `wanted`, all when they are none.
    fn engine(&self, wanted: Option<&Wanted>) -> Result<Chosen> {
        Ok(match &self.endpoint {
            Some(address) => Chosen::Endpoint(Endpoint::new(address.clone(), Credentials::find()?)),
            None => {
                let store = self.source.open(&self.reading, wanted)?;
                Chosen::Embedded(Embedded::new(store).with_services(Arc::new(self.services.http())))
            }
        })
    }

    /// Asks the saved question `name` about the store in `folder`.
    pub(super) fn of_store(name: &str, folder: &Path, format: Option<AnswerFormat>) -> Self {
        Self { words: vec![name.to_owned()], source: Source::of_store(folder), format, ..Self::default() }
    }
}

/// Answers the question. The exit code is 0, and 2 when the answer is `false`.
pub(super) fn execute(args: &Args) -> Result<ExitCode> {
    let args = &Args { reading: args.source.reading(&args.reading)?, ..args.clone() };
    let catalogue = Catalogue::bundled()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let code = if args.list {
        catalogue::list(&catalogue, args.engine(None)?.as_dyn(), &mut out).map(|()| ExitCode::SUCCESS)
    } else if args.words.is_empty() && args.file.is_none() {
        help(args)
    } else {
        let (question, words) = question(&catalogue, args)?;
        if args.help {
            catalogue::describe(&catalogue, &question, args.engine(None)?.as_dyn(), &mut out)
                .map(|()| ExitCode::SUCCESS)
        } else {
            answer(&catalogue, &question, words, args, &mut out)
        }
    };
    if code.is_err() {
        // A column's heading without rows would look like an answer.
        let _ = out.into_parts();
        return code;
    }
    out.flush()?;
    code
}

fn question<'a>(catalogue: &Catalogue, args: &'a Args) -> Result<(Question, &'a [String])> {
    if let Some(file) = &args.file {
        let name = file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let shown = if file.as_os_str() == "-" { "standard input".into() } else { file.to_string_lossy() };
        return Ok((Question::read(&name, &shown, &read(file)?, catalogue.prefixes())?, &args.words));
    }
    let (name, words) = args.words.split_first().context("a question's name is missing")?;
    if name.contains('=') {
        bail!("`{name}` stands where the question's name should; write `lauazym query NAME {name}`");
    }
    Ok((catalogue.question(name)?.clone(), words))
}

fn answer(
    catalogue: &Catalogue,
    question: &Question,
    words: &[String],
    args: &Args,
    out: &mut impl Write,
) -> Result<ExitCode> {
    let given: Vec<Argument> = words.iter().map(|word| word.parse()).collect::<Result<_, _>>()?;
    arguments::check(question, &given)?;
    let engine = args.engine(catalogue.wanted(question).as_ref())?;
    let query = arguments::bind(catalogue, question, &given, engine.as_dyn(), &args.reading.base)?;
    if let Chosen::Embedded(engine) = &engine {
        if let Some(unknown) = graphs::missing(&query, engine.store())? {
            bail!(unknown);
        }
        if args.explain {
            write_plan(&engine.explain(query, args.timeout)?, out)?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    let answer = engine.as_dyn().answer(query, question.columns(), args.timeout)?;
    let code = if matches!(answer, Answer::Boolean(false)) { FALSE.into() } else { ExitCode::SUCCESS };
    let format = args.format.unwrap_or_else(|| writing::default_format(&answer));
    let style = Style {
        base: args.reading.base.clone(),
        prefixes: catalogue.prefixes().clone(),
        width: Some(width()),
        tree: question.header.tree.clone(),
    };
    let written = writing::write(answer, format, &style, out)?;
    out.flush()?;
    if written.count == 0 {
        eprintln!("nothing found");
    }
    if !written.hidden.is_empty() {
        eprintln!("left out to fit the width: {}; --format csv has all columns", written.hidden.join(", "));
    }
    Ok(code)
}

fn help(args: &Args) -> Result<ExitCode> {
    let mut command = Args::augment_args(Command::new("lauazym query").bin_name("lauazym query"));
    if args.help {
        command.print_help()?;
        return Ok(ExitCode::SUCCESS);
    }
    bail!("which question? `lauazym query --list` shows them, `--file Q.rq` asks your own")
}

fn read(file: &Path) -> Result<String> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        io::stdin().read_to_string(&mut text).context("standard input is no UTF-8 text")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    }
    Ok(text)
}
