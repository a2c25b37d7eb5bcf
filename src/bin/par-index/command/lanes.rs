//! `lanes`: points claimed, by the agency's own figures, appraised and decided, side by side.

use par_index::{Lanes, Plan};

use super::explain::agencies;
use crate::cli::{Cli, Format, LanesAsked};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &LanesAsked) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let agencies = agencies(&report, asked.agency.as_deref(), asked.group.as_deref())?;
    let plan = Plan::compile(report.criteria);
    let lanes = Lanes::compare(report.criteria, &plan, report.evidence);
    let answer = match form {
        Format::Text => report.lanes_text(&lanes, &agencies).into_bytes(),
        Format::Json => report.lanes_json(&lanes, &agencies).into_bytes(),
        Format::Csv => report.lanes_csv(&lanes, &agencies),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.lanes_parquet(&lanes, &agencies).map_err(Failure::System)?,
        Format::Xlsx | Format::Page => {
            return Err(output::only("lanes", ".txt, .json, .csv, .parquet"));
        }
    };
    output::write(cli, &answer)
}
