//! `lauazym man` and `lauazym completions`: the help of the commands for the manual and for shells.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::Cli;

/// Print the manual page of lauazym, or write those of all commands
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// Folder for lauazym.1, lauazym-export.1 and so on; made when it is missing.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Print a script that lets a shell complete commands and options
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Prints the page, or writes all.
pub(super) fn man(args: &ManArgs) -> anyhow::Result<ExitCode> {
    let program = Cli::command().disable_help_subcommand(true);
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(program, folder))
            .with_context(|| format!("{}: the manual pages cannot be written", folder.display()))?;
    } else {
        Man::new(program).render(&mut io::stdout().lock())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the script.
pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<ExitCode> {
    let mut program = Cli::command();
    let mut script = Vec::new();
    // Written by way of a buffer: clap_complete panics when its output is closed.
    clap_complete::generate(args.shell, &mut program, "lauazym", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(ExitCode::SUCCESS)
}
