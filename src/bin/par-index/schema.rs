//! `schema` and `completions`: what editors and shells ask for.

use clap::CommandFactory as _;
use par_index::Criteria;

use crate::cli::Cli;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, area: bool) -> Result<(), Failure> {
    let schema = if area {
        Criteria::area_schema()
    } else {
        Criteria::schema()
    };
    output::write(cli, format!("{schema:#}\n").as_bytes())
}

pub(crate) fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "par-index", &mut script);
    output::to_stdout(&script)
}
