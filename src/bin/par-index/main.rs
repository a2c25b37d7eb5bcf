//! The program `par-index`: what is typed becomes calls of the library, and its answers are written.

mod advise;
mod audit;
mod bundled;
mod check;
mod cli;
mod crosswalk;
mod diff;
mod document;
mod explain;
mod history;
mod input;
mod output;
mod schema;
mod score;
mod whatif;
mod why;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    if let Some(threads) = cli.threads {
        par_index::scores::use_threads(threads);
    }
    let outcome = match &cli.command {
        None => bundled::run(&cli),
        Some(cli::Command::Check { criteria }) => check::run(&cli, criteria),
        Some(cli::Command::Audit { tables, columns }) => {
            audit::run(&cli, tables, columns.as_deref())
        }
        Some(cli::Command::Score(years)) => score::run(&cli, years),
        Some(cli::Command::Compare(years)) => score::compare(&cli, years),
        Some(cli::Command::Crosswalk { earlier, later }) => crosswalk::run(&cli, earlier, later),
        Some(cli::Command::Diff(asked)) => diff::run(&cli, asked),
        Some(cli::Command::Why(asked)) => why::run(&cli, asked),
        Some(cli::Command::History { year }) => history::run(&cli, year),
        Some(cli::Command::Explain(asked)) => explain::run(&cli, asked),
        Some(cli::Command::Whatif(asked)) => whatif::run(&cli, asked),
        Some(cli::Command::Advise(asked)) => advise::run(&cli, asked),
        Some(cli::Command::Document(asked)) => document::run(&cli, asked),
        Some(cli::Command::Schema { area }) => schema::run(&cli, *area),
        Some(cli::Command::Completions { shell }) => schema::completions(&cli, *shell),
    };
    output::exit(outcome, cli.language())
}
