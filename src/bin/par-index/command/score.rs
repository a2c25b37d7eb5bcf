//! `score` and `compare`: the league table, and what changed.

use par_index::report::{Table, View};
use par_index::{Crosswalk, Report};

use super::why;
use crate::cli::{Cli, Format, Score, Tabled, Years};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Score) -> Result<(), Failure> {
    let form = output::form(cli)?;
    match asked.table {
        None => show(cli, form, &Round::of(&asked.years)?),
        Some(wanted) if wanted == Tabled::Changes && asked.years.earlier.is_empty() => {
            Err(Failure::Usage("--table changes: --earlier CRITERIA EVIDENCE".to_owned()))
        }
        Some(_) if matches!(form, Format::Text | Format::Xlsx) => Err(Failure::Usage(
            "--table: --format csv|json, --out .csv, .json, .parquet".to_owned(),
        )),
        Some(wanted) => {
            let round = Round::of(&asked.years)?;
            output::write(cli, &table(&round.report(cli.language()), form, wanted)?)
        }
    }
}

fn table(report: &Report<'_>, form: Format, wanted: Tabled) -> Result<Vec<u8>, Failure> {
    let table = match wanted {
        Tabled::Standings => Table::Standings,
        Tabled::Areas => Table::Areas,
        Tabled::Items => Table::Items,
        Tabled::ItemsWide => Table::ItemsWide,
        Tabled::Changes => Table::Changes,
        Tabled::Losses => Table::Losses,
    };
    match form {
        Format::Csv => Ok(report.table_csv(table)),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.table_parquet(table).map_err(Failure::System),
        _ => Ok(report.table_json(table).into_bytes()),
    }
}

pub(crate) fn show(cli: &Cli, form: Format, round: &Round) -> Result<(), Failure> {
    let report = round.report(cli.language());
    let answer = match form {
        Format::Text => report.standings_text().into_bytes(),
        Format::Json => report.standings_json().into_bytes(),
        Format::Csv => report.standings_csv(),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.standings_parquet().map_err(Failure::System)?,
        Format::Xlsx => report.results_book().map_err(Failure::System)?,
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
    if matches!(form, Format::Page | Format::Xlsx) {
        let Some(before) = &round.earlier else { return Ok(()) };
        let (earlier, later) = (&before.criteria, &round.year.criteria);
        let walk = Crosswalk::beside(&years.criteria, earlier, later).map_err(Failure::Faults)?;
        return output::write(cli, &why::shown(cli, form, &round, &walk, View::Years)?);
    }
    let report = round.report(cli.language());
    let answer = match form {
        Format::Json => report.comparison_json().into_bytes(),
        Format::Csv => report.comparison_csv(),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.comparison_parquet().map_err(Failure::System)?,
        _ => report.comparison_text().into_bytes(),
    };
    output::write(cli, &answer)
}
