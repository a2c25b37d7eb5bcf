//! `explain`: why an agency earned what it earned.

use par_index::AgencyCode;

use crate::cli::{Cli, Format, Years};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(
    cli: &Cli,
    years: &Years,
    agency: Option<&str>,
    all: bool,
) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(years)?;
    let report = round.report(cli.language());
    let agency = agency.map(AgencyCode::from);
    if let Some(unknown) = agency
        .as_ref()
        .filter(|code| report.standings.of(code).is_none())
    {
        return Err(Failure::Usage(report.no_such_agency(unknown)));
    }
    let each = || {
        let codes = report
            .standings
            .standings
            .iter()
            .map(|standing| &standing.agency.code);
        codes.filter(|code| agency.as_ref().is_none_or(|agency| agency == *code))
    };
    let answer = match (form, &agency) {
        (Format::Text, _) => each()
            .map(|code| report.explanation_text(code, all))
            .collect::<Vec<_>>()
            .join("\n")
            .into_bytes(),
        (Format::Json, Some(code)) => report.explanation_json(code).into_bytes(),
        (Format::Json, None) => report.standings_json().into_bytes(),
        (Format::Csv, code) => report.explanation_csv(code.as_ref()),
        #[cfg(feature = "parquet")]
        (Format::Parquet, code) => report
            .explanation_parquet(code.as_ref())
            .map_err(Failure::System)?,
    };
    output::write(cli, &answer)
}
