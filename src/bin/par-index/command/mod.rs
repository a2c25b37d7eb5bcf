//! What the program can do, one file per command.

mod advise;
mod audit;
mod bundled;
mod check;
mod crosswalk;
pub(crate) mod diff;
mod document;
mod explain;
mod form;
mod history;
mod lanes;
mod matrix;
mod measures;
pub(crate) mod panel;
mod read;
mod review;
mod robustness;
mod schema;
mod score;
mod several;
mod whatif;
pub(crate) mod why;

use crate::cli::{Cli, Command};
use crate::output::Failure;

/// Does what was typed.
pub(crate) fn run(cli: &Cli) -> Result<(), Failure> {
    let Some(command) = &cli.command else {
        return bundled::run(cli);
    };
    match command {
        Command::Check { criteria } => check::run(cli, criteria),
        Command::Score(asked) => score::run(cli, asked),
        Command::Compare(years) => score::compare(cli, years),
        Command::Crosswalk { earlier, later } => crosswalk::run(cli, earlier, later),
        Command::Diff(asked) => diff::run(cli, asked),
        Command::Matrix { year } => matrix::run(cli, year),
        Command::Why(asked) => why::run(cli, asked),
        Command::Panel(asked) => panel::run(cli, asked),
        Command::Explain(asked) => explain::run(cli, asked),
        Command::Lanes(asked) => lanes::run(cli, asked),
        Command::Review(asked) => review::run(cli, asked),
        Command::Form(asked) => form::run(cli, asked),
        Command::Read(asked) => read::run(cli, asked),
        Command::Whatif(asked) => whatif::run(cli, asked),
        Command::Advise(asked) => advise::run(cli, asked),
        Command::Robustness(asked) => robustness::run(cli, asked),
        Command::History { years } => history::run(cli, years),
        Command::Document(asked) => document::run(cli, asked),
        Command::Audit { tables, columns } => audit::run(cli, tables, columns.as_ref()),
        Command::Measures(asked) => measures::run(cli, asked),
        Command::Schema { area, measures } => schema::run(cli, *area, *measures),
        Command::Completions { shell } => schema::completions(cli, *shell),
    }
}
