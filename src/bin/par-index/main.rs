//! The program `par-index`: what is typed becomes calls of the library, and its answers are written.

mod cli;
mod command;
mod input;
mod output;

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    let cli = cli::Cli::parse();
    if let Some(threads) = cli.threads {
        par_index::scores::use_threads(threads);
    }
    output::exit(command::run(&cli), cli.language())
}
