//! `schema` and `completions`: what editors and shells ask for.

use clap::CommandFactory as _;
use par_index::{Criteria, Measures};

use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, area: bool, measures: bool) -> Result<(), Failure> {
    let schema = match (area, measures) {
        (_, true) => Measures::schema(),
        (true, _) => Criteria::area_schema(),
        (false, _) => Criteria::schema(),
    };
    match output::form(cli)? {
        Format::Text | Format::Json => output::write(cli, format!("{schema:#}\n").as_bytes()),
        _ => Err(Failure::Usage("schema: --format text|json".to_owned())),
    }
}

pub(crate) fn completions(cli: &Cli, shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "par-index", &mut script);
    output::write(cli, &script)
}
