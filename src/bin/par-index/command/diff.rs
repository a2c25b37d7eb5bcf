//! `diff`: what a later set changes, and whom.

use std::path::PathBuf;

use clap::Args;
use par_index::report::{Analyses, View, difference_csv, difference_json, difference_text};
use par_index::{Criteria, Crosswalk, Difference, Error, Evidence};

use super::several;
use crate::cli::{Cli, Format};
use crate::input::Round;
use crate::output::{self, Failure};

#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// Criteria of the earlier year
    pub earlier: PathBuf,
    /// Criteria of the later year
    pub later: PathBuf,
    /// Evidence of the earlier year: who gains and loses on its facts / số liệu năm trước
    pub evidence: Option<PathBuf>,
}

pub(crate) fn run(cli: &Cli, asked: &Diff) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let before = Criteria::read(&asked.earlier).map_err(Error::from)?;
    let now = Criteria::read(&asked.later).map_err(Error::from)?;
    let crosswalk = Crosswalk::beside(&asked.later, &before, &now).map_err(Failure::Faults)?;
    let mut difference = Difference::between(&before, &now, &crosswalk);
    let language = cli.language();
    if let Some(evidence) = &asked.evidence {
        let evidence = Evidence::read(evidence, &before).map_err(Error::from)?;
        difference = difference.on(&evidence, &before, &now, &crosswalk);
        if matches!(form, Format::Xlsx | Format::Page) {
            let round = Round::between(None, (before, evidence));
            let (difference, opens) = (Some(&difference), View::Changes);
            let analyses = Analyses { difference, opens, ..Analyses::default() };
            return output::write(cli, &several::shown(&round.report(language), form, &analyses)?);
        }
    }
    let answer = match form {
        Format::Text => difference_text(&difference, language).into_bytes(),
        Format::Json => difference_json(&difference, language).into_bytes(),
        Format::Csv => difference_csv(&difference),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            par_index::report::difference_parquet(&difference).map_err(Failure::System)?
        }
        Format::Xlsx | Format::Page => {
            return Err(output::only(
                "diff",
                ".txt, .json, .csv, .parquet; .xlsx, .html: EVIDENCE",
            ));
        }
    };
    output::write(cli, &answer)
}
