//! `history`: several years side by side.

use std::path::PathBuf;

use par_index::Report;
use par_index::report::View;

use super::several::Several;
use crate::cli::{Cli, Format};
use crate::input::Year;
use crate::output::{self, Failure};

const USAGE: &str = "history: --year CRITERIA EVIDENCE, for each of at least two different years";

pub(crate) fn run(cli: &Cli, years: &[PathBuf]) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let several = Several::read(years, USAGE)?;
    if matches!(form, Format::Xlsx | Format::Page) {
        return output::write(cli, &several.shown(cli, form, View::History)?);
    }
    let history = several.history();
    let Some(Year { criteria, evidence, scores, standings }) = several.years.last() else {
        return Err(Failure::Usage(USAGE.to_owned()));
    };
    let language = cli.language();
    let report = Report { criteria, evidence, scores, standings, comparison: None, language };
    let answer = match form {
        Format::Json => report.history_json(&history).into_bytes(),
        Format::Csv => report.history_csv(&history),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.history_parquet(&history).map_err(Failure::System)?,
        _ => report.history_text(&history).into_bytes(),
    };
    output::write(cli, &answer)
}
