//! `score` and `compare`: the league table, and what changed.

use crate::cli::{Cli, Format, Years};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, years: &Years) -> Result<(), Failure> {
    let form = output::form(cli)?;
    show(cli, form, &Round::of(years)?)
}

pub(crate) fn show(cli: &Cli, form: Format, round: &Round) -> Result<(), Failure> {
    let report = round.report(cli.language());
    let answer = match form {
        Format::Text => report.standings_text().into_bytes(),
        Format::Json => report.standings_json().into_bytes(),
        Format::Csv => report.standings_csv(),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.standings_parquet().map_err(Failure::System)?,
        Format::Page => report.page().map_err(Failure::System)?.into_bytes(),
    };
    output::write(cli, &answer)
}

pub(crate) fn compare(cli: &Cli, years: &Years) -> Result<(), Failure> {
    if years.earlier.is_empty() {
        return Err(Failure::Usage("compare: --earlier CRITERIA EVIDENCE".to_owned()));
    }
    let form = output::form(cli)?;
    let round = Round::of(years)?;
    let report = round.report(cli.language());
    let answer = match form {
        Format::Text => report.comparison_text().into_bytes(),
        Format::Json => report.comparison_json().into_bytes(),
        Format::Csv => report.comparison_csv(),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.comparison_parquet().map_err(Failure::System)?,
        Format::Page => report.page().map_err(Failure::System)?.into_bytes(),
    };
    output::write(cli, &answer)
}
