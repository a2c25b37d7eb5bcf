//! `matrix`: every year's agencies under every year's rules.

use std::path::PathBuf;

use par_index::report::{View, matrix_csv, matrix_json, matrix_text};
use par_index::{Criteria, Crosswalk, Error, Evidence, Matrix};

use super::several::Several;
use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

const USAGE: &str =
    "matrix: --year CRITERIA EVIDENCE; --out .xlsx, .html for at least two different years";

/// `years` are criteria and evidence in turn.
pub(crate) fn run(cli: &Cli, years: &[PathBuf]) -> Result<(), Failure> {
    let form = output::form(cli)?;
    if matches!(form, Format::Xlsx | Format::Page) {
        let several = Several::read(years, USAGE)?;
        return output::write(cli, &several.shown(cli, form, View::Rules)?);
    }
    let mut read: Vec<(PathBuf, Criteria, Evidence)> = Vec::new();
    for pair in years.chunks(2) {
        let [criteria, evidence] = pair else {
            return Err(Failure::Usage("matrix: --year CRITERIA EVIDENCE".to_owned()));
        };
        let set = Criteria::read(criteria).map_err(Error::from)?;
        let facts = Evidence::read(evidence, &set).map_err(Error::from)?;
        read.push((criteria.clone(), set, facts));
    }
    read.sort_by_key(|(_, set, _)| set.year.0);
    let mut steps = Vec::new();
    let mut known: Vec<(Criteria, Evidence)> = Vec::new();
    for (folder, set, facts) in read {
        let Some((before, figures)) = known.last() else {
            known.push((set, facts));
            continue;
        };
        if before.year == set.year {
            return Err(Failure::Usage(format!("matrix: --year: {} × 2", set.year)));
        }
        steps.push(Crosswalk::beside(&folder, before, &set).map_err(Failure::Faults)?);
        let facts = facts.following(&set, figures, before);
        known.push((set, facts));
    }
    let matrix = Matrix::of(&known, &steps);
    let language = cli.language();
    let answer = match form {
        Format::Json => matrix_json(&matrix, language).into_bytes(),
        Format::Csv => matrix_csv(&matrix),
        #[cfg(feature = "parquet")]
        Format::Parquet => par_index::report::matrix_parquet(&matrix).map_err(Failure::System)?,
        _ => matrix_text(&matrix, language).into_bytes(),
    };
    output::write(cli, &answer)
}
